"""Numbers that keep the text they were written with.

FHIR gives precision a meaning (`1.0` is not `1.00`), and a number is echoed as
it came, so a JSON number with point or exponent keeps its text.

Spec: https://hl7.org/fhir/R4/datatypes.html#decimal
"""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any


class JsonDecimal(Decimal):
    """A decimal with the text it was written with (`48.8500`, `1e3`).

    Compares, hashes and calculates as Decimal. An exponent beyond what Decimal
    can hold gives infinity or zero, so that no number of the input raises.
    Never turn a value of unknown size into `int`: `1e999999999` would fill the
    memory; look at `adjusted()` first.
    """

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> JsonDecimal:
        """`text` is a JSON number; raises decimal.InvalidOperation for anything else."""
        try:
            self = Decimal.__new__(cls, text)
        except InvalidOperation:
            self = Decimal.__new__(cls, _saturated(text))
        self.text = text
        return self

    def __reduce__(self) -> tuple[type[JsonDecimal], tuple[str]]:
        """Lets pickle rebuild the number with its text."""
        return type(self), (self.text,)

    def __copy__(self) -> JsonDecimal:
        """The number itself, which never changes."""
        return self

    def __deepcopy__(self, memo: object) -> JsonDecimal:
        """The number itself, which never changes."""
        return self


def read_integer(text: str) -> int | JsonDecimal:
    """A JSON number without point and exponent; the one that an int can't hold keeps its text."""
    return JsonDecimal(text) if text == "-0" else int(text)


class MisspeltNumber(JsonDecimal):
    """What looks like a number in a form that JSON does not allow: `05`, `1.`, `1.2.3`.

    Its own class so that `type(value) is JsonDecimal` promises JSON's grammar.
    What can't be understood counts as zero.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> MisspeltNumber:
        """`text` consists of digits, signs, points and exponent marks."""
        try:
            return super().__new__(cls, text)  # type: ignore[return-value]
        except InvalidOperation:
            self = Decimal.__new__(cls, 0)
            self.text = text
            return self


def _saturated(text: str) -> str:
    """What a number is as good as when its exponent is too large for Decimal."""
    mantissa, mark, exponent = text.lower().partition("e")
    digits = exponent.lstrip("+-")
    if not mark or not (digits.isascii() and digits.isdigit()):
        raise InvalidOperation(f"not a number: {text[:40]!r}")
    value = Decimal(mantissa)
    if exponent.startswith("-") or not value:
        return "-0" if value.is_signed() else "0"
    return "-Infinity" if value.is_signed() else "Infinity"


def read_json(text: str) -> Any:
    """The value of well-formed JSON text, its decimals as JsonDecimal."""
    return json.loads(text, parse_float=JsonDecimal)


def write_json(value: Any) -> str:
    """JSON text of a value, its decimals as they were written."""
    if isinstance(value, dict):
        members = (f"{write_json(name)}: {write_json(part)}" for name, part in value.items())
        return "{" + ", ".join(members) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(write_json, value)) + "]"
    return value.text if isinstance(value, JsonDecimal) else json.dumps(value, ensure_ascii=False)
