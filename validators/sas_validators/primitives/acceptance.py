"""Fast tests that accept the usual right values; the slow judge looks at all others.

A test is a Python expression over `v`, so that generated code can write it out
where it stands instead of calling a function. What it accepts, `judge` has
nothing to say about; what it does not accept may still be right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from sas_validators.model.numbers import JsonDecimal
from sas_validators.primitives.binary import is_base64

_DAY = (
    r"(?:18|19|20)[0-9][0-9]-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_ZONE = r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])"
_INSTANT = rf"{_DAY}T{_TIME}(?:\.[0-9]+)?{_ZONE}"
_OID = r"urn:oid:[0-2]\.[0-9]\.(?:[1-9][0-9]*\.)+(?:0|[1-9][0-9]*)"

NAMES: Mapping[str, Any] = {
    "JsonDecimal": JsonDecimal,
    "is_base64": is_base64,
    "is_date": re.compile(_DAY).fullmatch,
    "is_datetime": re.compile(rf"{_INSTANT}|{_DAY}").fullmatch,
    "is_id": re.compile(r"[A-Za-z0-9.-]{1,64}").fullmatch,
    "is_instant": re.compile(_INSTANT).fullmatch,
    "is_oid_urn": re.compile(_OID).fullmatch,
    "is_time": re.compile(_TIME).fullmatch,
    "is_uuid_urn": re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch,
}
"""What the expressions refer to."""

_WORD = 'type(v) is str and v.isascii() and v.isprintable() and " " not in v and v != ""'
_TEXT = 'type(v) is str and v.isprintable() and "<" not in v and v != "" and len(v) < 1000000'
# Only what starts with `oid:`, `uuid:` or `urn:` has rules of its own.
_URI = f'{_WORD} and (v[0] not in "ou" or is_oid_urn(v) is not None)'

EXPRESSIONS: Mapping[str, str] = {
    "base64Binary": "type(v) is str and is_base64(v)",
    "boolean": "v is True or v is False",
    "canonical": f'{_WORD} and v.startswith(("http://", "https://")) and len(v) > 8',
    "code": _WORD,
    "date": "type(v) is str and is_date(v) is not None",
    "dateTime": "type(v) is str and is_datetime(v) is not None",
    "decimal": (
        "type(v) is JsonDecimal and len(v.text) < 18 and 'e' not in v.text and 'E' not in v.text"
        " or type(v) is int and -1000000000000000 < v < 1000000000000000"
    ),
    "id": "type(v) is str and is_id(v) is not None",
    "instant": "type(v) is str and is_instant(v) is not None",
    "integer": "type(v) is int and -2147483648 <= v <= 2147483647",
    "markdown": f"{_TEXT} and not v.isspace()",
    "oid": "type(v) is str and is_oid_urn(v) is not None",
    "positiveInt": "type(v) is int and 1 <= v <= 2147483647",
    "string": f'{_TEXT} and v[0] != " " != v[-1]',
    "time": "type(v) is str and is_time(v) is not None",
    "unsignedInt": "type(v) is int and 0 <= v <= 2147483647",
    "uri": _URI,
    "url": _URI,
    "uuid": "type(v) is str and is_uuid_urn(v) is not None",
}
"""By primitive type: when a value is surely right. xhtml has none, see `narrative`."""


def _build_test(expression: str) -> Callable[[Any], bool]:
    test: Callable[[Any], bool] = eval(f"lambda v: {expression}", dict(NAMES))  # noqa: S307
    return test


FAST: Mapping[str, Callable[[Any], bool]] = {
    type_name: _build_test(expression) for type_name, expression in EXPRESSIONS.items()
}
"""The same tests as functions."""
