"""`encode`, `decode`, `escape` and `unescape`, of later editions of FHIRPath.

Spec: https://hl7.org/fhirpath/#additional-string-functions
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re

from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.node import Items
from sas_validators.fhirpath.strings import strings


def encode(items: Items, form: Items, env: Environment) -> str | None:
    """`encode('base64' | 'urlbase64' | 'hex')`."""
    found = strings("encode", env, items, form)
    if found is None:
        return None
    data = found[0].encode()
    if found[1] == "hex":
        return data.hex()
    if found[1] == "base64":
        return base64.b64encode(data).decode()
    return base64.urlsafe_b64encode(data).decode() if found[1] == "urlbase64" else None


def decode(items: Items, form: Items, env: Environment) -> str | None:
    """`decode('base64' | 'urlbase64' | 'hex')`; None for what isn't so encoded."""
    found = strings("decode", env, items, form)
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


def escape(items: Items, target: Items, env: Environment) -> str | None:
    """`escape('html' | 'json')`."""
    found = strings("escape", env, items, target)
    if found is None:
        return None
    if found[1] == "html":
        return html.escape(found[0])
    return json.dumps(found[0], ensure_ascii=False)[1:-1] if found[1] == "json" else None


def unescape(items: Items, target: Items, env: Environment) -> str | None:
    """`unescape('html' | 'json')`."""
    found = strings("unescape", env, items, target)
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
