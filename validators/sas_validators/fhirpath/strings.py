"""Functions over strings.

Arguments come as collections; an empty input or argument gives None (empty).

Spec: http://hl7.org/fhirpath/N1/#string-manipulation
"""

from __future__ import annotations

from sas_validators.fhirpath.conversion import to_string
from sas_validators.fhirpath.environment import CHARACTERS_PER_STEP, Environment
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.node import PRIMITIVES, Items, Node, describe, is_integer, value
from sas_validators.fhirpath.patterns import pattern


def _string(name: str, items: Items, env: Environment) -> str | None:
    found = value(items)
    if isinstance(found, str):
        env.spend(len(found) // CHARACTERS_PER_STEP)
        return found
    if found is None:
        return None
    raise ExpressionError(f"{name}() is for strings, not {describe(found)}")


def strings(name: str, env: Environment, *collections: Items) -> tuple[str, ...] | None:
    """The strings of all collections, None if one of them has none.

    Raises ExpressionError, naming the function, for what is no string.
    """
    found = tuple(_string(name, items, env) for items in collections)
    return None if None in found else found  # type: ignore[return-value]


def _integer(name: str, items: Items) -> int | None:
    found = value(items)
    if found is None or is_integer(found):
        return found
    raise ExpressionError(f"{name}() takes integers, not {describe(found)}")


def index_of(items: Items, part: Items, env: Environment) -> int | None:
    """`indexOf(substring)`: from 0; -1 where it isn't."""
    found = strings("indexOf", env, items, part)
    return None if found is None else found[0].find(found[1])


def last_index_of(items: Items, part: Items, env: Environment) -> int | None:
    """`lastIndexOf(substring)`."""
    found = strings("lastIndexOf", env, items, part)
    return None if found is None else found[0].rfind(found[1])


def substring(items: Items, start: Items, length: Items | None, env: Environment) -> str | None:
    """`substring(start [, length])`; None when it starts outside the string."""
    text = _string("substring", items, env)
    first = _integer("substring", start)
    if text is None or first is None or not 0 <= first < len(text):
        return None
    count = None if length is None else _integer("substring", length)
    return text[first:] if count is None else text[first : first + max(count, 0)]


def starts_with(items: Items, prefix: Items, env: Environment) -> bool | None:
    """`startsWith(prefix)`."""
    found = strings("startsWith", env, items, prefix)
    return None if found is None else found[0].startswith(found[1])


def ends_with(items: Items, suffix: Items, env: Environment) -> bool | None:
    """`endsWith(suffix)`."""
    found = strings("endsWith", env, items, suffix)
    return None if found is None else found[0].endswith(found[1])


def contains(items: Items, part: Items, env: Environment) -> bool | None:
    """`contains(substring)`, the function."""
    found = strings("contains", env, items, part)
    return None if found is None else found[1] in found[0]


def upper(items: Items, env: Environment) -> str | None:
    """`upper()`."""
    text = _string("upper", items, env)
    return None if text is None else text.upper()


def lower(items: Items, env: Environment) -> str | None:
    """`lower()`."""
    text = _string("lower", items, env)
    return None if text is None else text.lower()


def trim(items: Items, env: Environment) -> str | None:
    """`trim()`."""
    text = _string("trim", items, env)
    return None if text is None else text.strip()


def replace(items: Items, old: Items, new: Items, env: Environment) -> str | None:
    """`replace(pattern, substitution)`; an empty pattern surrounds every character."""
    found = strings("replace", env, items, old, new)
    if found is None:
        return None
    text, part, other = found
    env.spend_text(len(text) + len(other) * (text.count(part) if part else len(text) + 1))
    return text.replace(part, other)


def matches(items: Items, regex: Items, env: Environment) -> bool | None:
    """`matches(regex)`: found anywhere in the string.

    Dates and numbers of instances are taken as they are written, as the HL7
    validator does.
    """
    if any(isinstance(item, Node) and item.type in PRIMITIVES for item in items):
        text = to_string(items)
        items = [] if text is None else [text]
    found = strings("matches", env, items, regex)
    return None if found is None else pattern(found[1]).found_in(found[0], env)


def matches_full(items: Items, regex: Items, env: Environment) -> bool | None:
    """`matchesFull(regex)`: the whole string."""
    found = strings("matchesFull", env, items, regex)
    return None if found is None else pattern(found[1]).is_all_of(found[0], env)


def replace_matches(
    items: Items, regex: Items, substitution: Items, env: Environment
) -> str | None:
    """`replaceMatches(regex, substitution)`; an empty regex replaces nothing."""
    found = strings("replaceMatches", env, items, regex, substitution)
    if found is None:
        return None
    text, source, other = found
    return pattern(source).replaced_in(text, other, env) if source else text


def length(items: Items, env: Environment) -> int | None:
    """`length()`."""
    text = _string("length", items, env)
    return None if text is None else len(text)


def to_chars(items: Items, env: Environment) -> Items:
    """`toChars()`: one string per character."""
    text = _string("toChars", items, env)
    env.spend_items(len(text or ""))
    return list(text or "")


def split(items: Items, separator: Items, env: Environment) -> Items:
    """`split(separator)`."""
    found = strings("split", env, items, separator)
    if found is None:
        return []
    text, mark = found
    parts = text.split(mark) if mark else list(text)
    env.spend_items(len(parts))
    return list(parts)


def join(items: Items, separator: Items | None, env: Environment) -> str | None:
    """`join([separator])`; None for no strings."""
    mark = "" if separator is None else _string("join", separator, env) or ""
    env.spend_items(len(items))
    texts = [text for text in (_string("join", [item], env) for item in items) if text is not None]
    env.spend_text(sum(map(len, texts)) + len(mark) * len(texts))
    return mark.join(texts) if texts else None
