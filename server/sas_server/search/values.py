"""Reading the values of search parameters, by the parameter's kind.

What can't be read is refused (400), never ignored.

Spec: https://hl7.org/fhir/R4/search.html#ptypes
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from decimal import Decimal, InvalidOperation
from typing import get_args
from zoneinfo import ZoneInfo

from sas_server.refusals.catalogue import BAD_PREFIX, BAD_VALUE
from sas_server.refusals.refusal import Refused
from sas_server.search.dates import PARIS, parse_interval
from sas_server.search.escaping import split_escaped, unescape
from sas_server.search.parameters import Component, Kind, Parameter
from sas_server.search.query import (
    CompositeValue,
    DateValue,
    NearValue,
    NumberValue,
    Prefix,
    QuantityValue,
    ReferenceValue,
    TextValue,
    TokenValue,
    Value,
)
from sas_server.search.references import ID, Place, parse_reference

PREFIXES = get_args(Prefix)

DEFAULT_DISTANCE = 25.0
"""Kilometres searched by `near` without a distance (spec/gap.md 6.4)."""

_KILOMETRES = {"": 1.0, "km": 1.0, "m": 0.001, "[mi_i]": 1.609344, "mi": 1.609344}
_PREFIXED = re.compile(r"(?P<prefix>[a-z]*)(?P<rest>.*)", re.DOTALL)
_DECODED_PLUS = re.compile(r"(T[0-9:.]+) (\d\d:\d\d)$")


class ValueReader:
    """Reads values; knows the resource types and the URLs of this server."""

    def __init__(
        self, types: Collection[str], bases: Collection[str] = (), zone: ZoneInfo = PARIS
    ) -> None:
        """`bases` as `parse_reference` takes them; `zone` is for times without one."""
        self._types = types
        self._bases = bases
        self._zone = zone

    def read(self, parameter: Parameter, name: str, text: str) -> Value:
        """The value that `text` (no comma in it, escapes still there) stands for.

        `name` is the parameter as the client wrote it. Raises Refused.
        """
        if parameter.kind == "composite":
            return self._composite(parameter.components, name, text)
        if parameter.kind == "reference":
            return self.reference(parameter, name, text)
        return self._simple(parameter.kind, name, text)

    def date(self, name: str, text: str) -> DateValue:
        """A date with an optional prefix; a decoded `+` before the offset is mended."""
        prefix, rest = self._prefix(name, text)
        try:
            interval = parse_interval(_DECODED_PLUS.sub(r"\1+\2", rest), self._zone)
        except ValueError as error:
            raise _unreadable(name, text, "yyyy-mm-ddThh:mm:ss+hh:mm") from error
        return DateValue(prefix, interval)

    def reference(
        self, parameter: Parameter, name: str, text: str, target: str | None = None
    ) -> ReferenceValue:
        """`id`, `Type/id` or a URL; `target` is the type a modifier names."""
        plain = unescape(text)
        found = parse_reference(plain, self._types, self._bases)
        if isinstance(found, Place) and found.type:
            return ReferenceValue(found.type, found.id)
        if isinstance(found, str):
            return ReferenceValue(url=found)
        if ID.fullmatch(plain):
            only = next(iter(parameter.targets)) if len(parameter.targets) == 1 else None
            return ReferenceValue(target or only, plain)
        raise _unreadable(name, text, "id, Type/id, URL")

    def _simple(self, kind: Kind, name: str, text: str) -> Value:
        readers: dict[str, Callable[[str, str], Value]] = {
            "token": self.token,
            "date": self.date,
            "string": lambda _, text: TextValue(unescape(text)),
            "uri": lambda _, text: TextValue(unescape(text)),
            "number": self._number,
            "quantity": self._quantity,
            "special": self._near,
        }
        return readers[kind](name, text)

    def token(self, name: str, text: str) -> TokenValue:
        """`code`, `system|code`, `|code` or `system|`."""
        parts = [unescape(part) for part in split_escaped(text, "|")]
        if len(parts) > 2:
            raise _unreadable(name, text, "code, system|code, |code, system|")
        if len(parts) == 1:
            return TokenValue(None, parts[0])
        system, code = parts
        if not system and not code:
            raise _unreadable(name, text, "code, system|code, |code, system|")
        return TokenValue(system, code or None)

    def _number(self, name: str, text: str) -> NumberValue:
        prefix, rest = self._prefix(name, text)
        try:
            number = Decimal(rest)
        except InvalidOperation as error:
            raise _unreadable(name, text, "a number") from error
        if not number.is_finite() or abs(number.adjusted()) > 300:
            raise _unreadable(name, text, "a number")
        exponent = number.as_tuple().exponent
        assert isinstance(exponent, int)  # noqa: S101 - finite, as checked above
        return NumberValue(prefix, number, Decimal(5).scaleb(exponent - 1))

    def _quantity(self, name: str, text: str) -> QuantityValue:
        parts = [unescape(part) for part in split_escaped(text, "|")]
        if len(parts) not in (1, 3):
            raise _unreadable(name, text, "number, number|system|code, number||code")
        number = self._number(name, parts[0])
        if len(parts) == 1:
            return QuantityValue(number, None, None)
        return QuantityValue(number, parts[1] or None, parts[2] or None)

    def _near(self, name: str, text: str) -> NearValue:
        parts = [*split_escaped(text, "|"), "", ""]
        try:
            latitude, longitude = float(parts[0]), float(parts[1])
            distance = float(parts[2]) if parts[2] else DEFAULT_DISTANCE
            kilometres = distance * _KILOMETRES[parts[3]]
        except (ValueError, KeyError, IndexError) as error:
            raise _unreadable(name, text, "latitude|longitude|distance|km") from error
        if not (abs(latitude) <= 90 and abs(longitude) <= 180 and 0 <= kilometres < 1e6):
            raise _unreadable(name, text, "latitude|longitude|distance|km")
        return NearValue(latitude, longitude, kilometres)

    def _composite(self, components: tuple[Component, ...], name: str, text: str) -> CompositeValue:
        parts = split_escaped(text, "$")
        if len(parts) != len(components):
            raise _unreadable(name, text, "$".join(part.kind for part in components))
        return CompositeValue(
            tuple(
                self._simple(component.kind, name, part)
                for component, part in zip(components, parts, strict=True)
            )
        )

    def _prefix(self, name: str, text: str) -> tuple[Prefix, str]:
        match = _PREFIXED.fullmatch(text)
        prefix = match["prefix"] if match is not None else ""
        if not prefix:
            return "eq", text
        if prefix not in PREFIXES:
            raise Refused(BAD_PREFIX, name=name, value=text, known=", ".join(PREFIXES))
        return prefix, text[len(prefix) :]  # type: ignore[return-value]


def _unreadable(name: str, value: str, expected: str) -> Refused:
    return Refused(BAD_VALUE, name=name, value=value, expected=expected)
