"""Functions over strings.

Arguments come as collections; an empty input or argument gives None (empty).

Spec: http://hl7.org/fhirpath/N1/#string-manipulation
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re

from sas_validators.fhirpath.environment import Environment, check_size, check_text
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.node import Items, describe, is_number, value
from sas_validators.fhirpath.patterns import pattern


def _string(name: str, items: Items) -> str | None:
    found = value(items)
    if found is None or isinstance(found, str):
        return found
    raise ExpressionError(f"{name}() is for strings, not {describe(found)}")


def _strings(name: str, *collections: Items) -> tuple[str, ...] | None:
    """The strings of all collections, None if one of them has none."""
    found = tuple(_string(name, items) for items in collections)
    return None if None in found else found  # type: ignore[return-value]


def _integer(name: str, items: Items) -> int | None:
    found = value(items)
    if found is None or (isinstance(found, int) and is_number(found)):
        return found  # type: ignore[return-value]
    raise ExpressionError(f"{name}() takes integers, not {describe(found)}")


def index_of(items: Items, part: Items) -> int | None:
    """`indexOf(substring)`: from 0; -1 where it isn't."""
    found = _strings("indexOf", items, part)
    return None if found is None else found[0].find(found[1])


def last_index_of(items: Items, part: Items) -> int | None:
    """`lastIndexOf(substring)`."""
    found = _strings("lastIndexOf", items, part)
    return None if found is None else found[0].rfind(found[1])


def substring(items: Items, start: Items, length: Items | None = None) -> str | None:
    """`substring(start [, length])`; None when it starts outside the string."""
    text = _string("substring", items)
    first = _integer("substring", start)
    if text is None or first is None or not 0 <= first < len(text):
        return None
    count = None if length is None else _integer("substring", length)
    return text[first:] if count is None else text[first : first + max(count, 0)]


def starts_with(items: Items, prefix: Items) -> bool | None:
    """`startsWith(prefix)`."""
    found = _strings("startsWith", items, prefix)
    return None if found is None else found[0].startswith(found[1])


def ends_with(items: Items, suffix: Items) -> bool | None:
    """`endsWith(suffix)`."""
    found = _strings("endsWith", items, suffix)
    return None if found is None else found[0].endswith(found[1])


def contains(items: Items, part: Items) -> bool | None:
    """`contains(substring)`, the function."""
    found = _strings("contains", items, part)
    return None if found is None else found[1] in found[0]


def upper(items: Items) -> str | None:
    """`upper()`."""
    text = _string("upper", items)
    return None if text is None else text.upper()


def lower(items: Items) -> str | None:
    """`lower()`."""
    text = _string("lower", items)
    return None if text is None else text.lower()


def trim(items: Items) -> str | None:
    """`trim()`."""
    text = _string("trim", items)
    return None if text is None else text.strip()


def replace(items: Items, old: Items, new: Items) -> str | None:
    """`replace(pattern, substitution)`; an empty pattern surrounds every character."""
    found = _strings("replace", items, old, new)
    if found is None:
        return None
    text, part, other = found
    check_size(len(text) + len(other) * (text.count(part) if part else len(text) + 1))
    return text.replace(part, other)


def matches(items: Items, regex: Items) -> bool | None:
    """`matches(regex)`: found anywhere in the string."""
    found = _strings("matches", items, regex)
    return None if found is None else pattern(found[1]).found_in(found[0])


def matches_full(items: Items, regex: Items) -> bool | None:
    """`matchesFull(regex)`: the whole string."""
    found = _strings("matchesFull", items, regex)
    return None if found is None else pattern(found[1]).is_all_of(found[0])


def replace_matches(items: Items, regex: Items, substitution: Items) -> str | None:
    """`replaceMatches(regex, substitution)`; an empty regex replaces nothing."""
    found = _strings("replaceMatches", items, regex, substitution)
    if found is None:
        return None
    text, source, other = found
    return check_text(pattern(source).replaced_in(text, other)) if source else text


def length(items: Items) -> int | None:
    """`length()`."""
    text = _string("length", items)
    return None if text is None else len(text)


def to_chars(items: Items, env: Environment) -> Items:
    """`toChars()`: one string per character."""
    text = _string("toChars", items)
    env.spend(len(text or ""))
    return list(text or "")


def split(items: Items, separator: Items, env: Environment) -> Items:
    """`split(separator)`."""
    found = _strings("split", items, separator)
    if found is None:
        return []
    text, mark = found
    parts = text.split(mark) if mark else list(text)
    env.spend(len(parts))
    return list(parts)


def join(items: Items, separator: Items | None, env: Environment) -> str | None:
    """`join([separator])`; None for no strings."""
    mark = "" if separator is None else _string("join", separator) or ""
    env.spend(len(items))
    texts = [text for text in (_string("join", [item]) for item in items) if text is not None]
    check_size(sum(map(len, texts)) + len(mark) * len(texts))
    return mark.join(texts) if texts else None


def encode(items: Items, form: Items) -> str | None:
    """`encode('base64' | 'urlbase64' | 'hex')`."""
    found = _strings("encode", items, form)
    if found is None:
        return None
    data = found[0].encode()
    encoders = {
        "base64": lambda: base64.b64encode(data).decode(),
        "urlbase64": lambda: base64.urlsafe_b64encode(data).decode(),
        "hex": data.hex,
    }
    return encoders[found[1]]() if found[1] in encoders else None


def decode(items: Items, form: Items) -> str | None:
    """`decode('base64' | 'urlbase64' | 'hex')`; None for what isn't so encoded."""
    found = _strings("decode", items, form)
    if found is None:
        return None
    text, name = found
    try:
        if name == "hex":
            return bytes.fromhex(text).decode()
        if name in {"base64", "urlbase64"}:
            marks = b"-_" if name == "urlbase64" else None
            return base64.b64decode(text, altchars=marks, validate=True).decode()
    except (ValueError, binascii.Error):
        return None
    return None


def escape(items: Items, target: Items) -> str | None:
    """`escape('html' | 'json')`."""
    found = _strings("escape", items, target)
    if found is None:
        return None
    if found[1] == "html":
        return html.escape(found[0])
    return json.dumps(found[0], ensure_ascii=False)[1:-1] if found[1] == "json" else None


def unescape(items: Items, target: Items) -> str | None:
    """`unescape('html' | 'json')`."""
    found = _strings("unescape", items, target)
    if found is None:
        return None
    if found[1] == "html":
        return html.unescape(found[0])
    if found[1] != "json":
        return None
    try:
        return str(json.loads(f'"{_BARE_QUOTE.sub(_escaped_quote, found[0])}"'))
    except ValueError:
        return None


_BARE_QUOTE = re.compile(r'\\.|"', re.DOTALL)


def _escaped_quote(match: re.Match[str]) -> str:
    return '\\"' if match[0] == '"' else match[0]
