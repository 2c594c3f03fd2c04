"""From selected elements to index rows: what each kind of parameter makes of each type.

Spec: https://hl7.org/fhir/R4/search.html#ptypes
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sas_server.search.codes import CodeCase
from sas_server.search.dates import BEGINNING, END, PARIS, parse_interval
from sas_server.search.folding import fold
from sas_server.search.references import Place, parse_reference
from sas_server.store.rows import IndexRows
from sas_validators.fhirpath.node import Node

TEXT, IDENTIFIER, LOGICAL, OF_TYPE = ":text", ":identifier", ":logical", ":of-type"
"""Suffixes of the codes under which a parameter keeps rows for its modifiers."""

BOOLEAN_SYSTEM = "http://terminology.hl7.org/CodeSystem/special-values"

_NAME_PARTS = ("text", "family", "given", "prefix", "suffix")
_ADDRESS_PARTS = ("text", "line", "city", "district", "state", "postalCode", "country")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a parameter's rows go: its number, those of its variants, its code system."""

    number: int
    variants: Mapping[str, int]
    system: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a resource's references need to be understood.

    `bases` are URLs under which this server is known, `contained` the types of
    the contained resources by id.
    """

    bases: Collection[str]
    contained: Mapping[str, str]


Convert = Callable[[IndexRows, Node, Surroundings], None]


class Converter:
    """Makes the conversions of the parameter kinds."""

    def __init__(self, types: Collection[str], case: CodeCase, zone: ZoneInfo = PARIS) -> None:
        """`types` are all resource types; `zone` reads times that have none."""
        self._types = types
        self._case = case
        self._zone = zone

    def for_kind(self, kind: str, target: Target) -> Convert:
        """The conversion of one parameter."""
        makers: dict[str, Callable[[Target], Convert]] = {
            "token": self._token,
            "string": self._string,
            "date": self._date,
            "reference": self._reference,
            "uri": self._uri,
            "number": self._number,
            "quantity": self._quantity,
            "special": self._special,
        }
        return makers[kind](target)

    # -- token -----------------------------------------------------------------

    def _token(self, target: Target) -> Convert:
        text, of_type = target.variants.get(TEXT), target.variants.get(OF_TYPE)

        def convert(rows: IndexRows, node: Node, _: Surroundings) -> None:
            for system, code in self._tokens(node, target.system):
                rows.tokens.add((target.number, system, code))
            if text is not None:
                for phrase in _phrases(node):
                    rows.strings.add((text, fold(phrase), phrase))
            if of_type is not None and node.type == "Identifier":
                for system, code in _typed_identifier(node.value):
                    rows.tokens.add((of_type, system, code))

        return convert

    def _tokens(self, node: Node, system: str) -> Iterator[tuple[str, str]]:
        value = node.value
        if node.type == "CodeableConcept":
            for coding in _items(value, "coding"):
                yield from self._coding(coding)
        elif node.type == "Coding":
            yield from self._coding(value)
        elif node.type == "Identifier":
            yield from _pair(value.get("system"), value.get("value"))
        elif node.type == "ContactPoint":
            for kind, point in _pair(value.get("system"), value.get("value")):
                yield kind, point.casefold()
        elif isinstance(value, bool):
            yield BOOLEAN_SYSTEM, str(value).lower()
        elif isinstance(value, str):
            yield system, self._case.key(system, value)
        elif not isinstance(value, dict | list):
            yield "", str(value)

    def _coding(self, coding: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for system, code in _pair(coding.get("system"), coding.get("code")):
            yield system, self._case.key(system, code)

    # -- string, uri -----------------------------------------------------------

    def _string(self, target: Target) -> Convert:
        def convert(rows: IndexRows, node: Node, _: Surroundings) -> None:
            for text in _strings(node):
                rows.strings.add((target.number, fold(text), text))

        return convert

    def _uri(self, target: Target) -> Convert:
        def convert(rows: IndexRows, node: Node, _: Surroundings) -> None:
            if isinstance(node.value, str):
                rows.uris.add((target.number, node.value))
                if "|" in node.value:
                    rows.uris.add((target.number, node.value.partition("|")[0]))

        return convert

    # -- date ------------------------------------------------------------------

    def _date(self, target: Target) -> Convert:
        def convert(rows: IndexRows, node: Node, _: Surroundings) -> None:
            try:
                spans = list(self._spans(node))
            except (ValueError, TypeError, AttributeError):
                return
            rows.dates |= {(target.number, low, high) for low, high in spans}

        return convert

    def _spans(self, node: Node) -> Iterator[tuple[int, int]]:
        value = node.value
        if node.type == "instant":
            point = parse_interval(value, self._zone).low
            yield point, point
        elif node.type == "Period":
            yield self._period(value)
        elif node.type == "Timing":
            yield from self._timing(value)
        elif isinstance(value, str):
            yield parse_interval(value, self._zone)

    def _period(self, value: Mapping[str, Any]) -> tuple[int, int]:
        low = parse_interval(value["start"], self._zone).low if "start" in value else BEGINNING
        high = parse_interval(value["end"], self._zone).high if "end" in value else END
        return low, max(low, high)

    def _timing(self, value: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
        """A schedule counts as the time from its first event to its last."""
        events = [parse_interval(event, self._zone) for event in value.get("event", ())]
        bounds = value.get("repeat", {}).get("boundsPeriod")
        if bounds is not None:
            yield self._period(bounds)
        elif events:
            yield min(span.low for span in events), max(span.high for span in events)

    # -- reference -------------------------------------------------------------

    def _reference(self, target: Target) -> Convert:
        def convert(rows: IndexRows, node: Node, around: Surroundings) -> None:
            if isinstance(node.value, str):
                self._add_literal(rows, target, node.value, around)
            elif isinstance(node.value, dict):
                literal = node.value.get("reference")
                if isinstance(literal, str):
                    self._add_literal(rows, target, literal, around)
                _add_logical(rows, target, node.value)

        return convert

    def _add_literal(
        self, rows: IndexRows, target: Target, literal: str, around: Surroundings
    ) -> None:
        found = parse_reference(literal, self._types, around.bases)
        if isinstance(found, str):
            rows.uris.add((target.number, found))
        elif isinstance(found, Place):
            kind = found.type or around.contained.get(found.id[1:], "")
            if kind:
                rows.references.add((target.number, kind, found.id))

    # -- number, quantity, special ---------------------------------------------

    def _number(self, target: Target) -> Convert:
        def convert(rows: IndexRows, node: Node, _: Surroundings) -> None:
            for low, high in _numbers(node):
                rows.numbers.add((target.number, low, high))

        return convert

    def _quantity(self, target: Target) -> Convert:
        def convert(rows: IndexRows, node: Node, _: Surroundings) -> None:
            for part, low, high in _quantities(node):
                unit = (part.get("system", ""), part.get("code", ""), part.get("unit", ""))
                rows.quantities.add((target.number, low, high, *unit))

        return convert

    def _special(self, target: Target) -> Convert:
        """The only special parameter with content of its own is Location `near`."""

        def convert(rows: IndexRows, node: Node, _: Surroundings) -> None:
            latitude, longitude = node.value.get("latitude"), node.value.get("longitude")
            if latitude is not None and longitude is not None:
                rows.positions.add((target.number, float(latitude), float(longitude)))

        return convert


def _pair(system: Any, code: Any) -> Iterator[tuple[str, str]]:
    if isinstance(code, str):
        yield system if isinstance(system, str) else "", code


def _items(value: Mapping[str, Any], name: str) -> Iterable[Any]:
    found = value.get(name)
    return found if isinstance(found, list) else ()


def _typed_identifier(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """An identifier under each of its types, as `:of-type` asks for it."""
    for coding in _items(value.get("type", {}), "coding"):
        for system, code in _pair(coding.get("system"), coding.get("code")):
            yield system, f"{code}|{value.get('value', '')}"


def _phrases(node: Node) -> Iterator[str]:
    """The texts that `:text` searches: of a concept, a coding, an identifier's type."""
    value = node.value
    if not isinstance(value, dict):
        return
    concept = value.get("type", {}) if node.type == "Identifier" else value
    codings = [value] if node.type == "Coding" else _items(concept, "coding")
    texts = [concept.get("text"), *(coding.get("display") for coding in codings)]
    yield from (text for text in texts if isinstance(text, str))


def _strings(node: Node) -> Iterator[str]:
    value = node.value
    if isinstance(value, str):
        yield value
    if not isinstance(value, dict):
        return
    for name in {"HumanName": _NAME_PARTS, "Address": _ADDRESS_PARTS}.get(node.type, ()):
        found = value.get(name)
        for text in found if isinstance(found, list) else (found,):
            if isinstance(text, str):
                yield text


def _add_logical(rows: IndexRows, target: Target, reference: Mapping[str, Any]) -> None:
    """A reference by identifier, found by `:identifier` and, alone, by a chain to it."""
    identifier = reference.get("identifier")
    if IDENTIFIER in target.variants and isinstance(identifier, dict):
        for system, code in _pair(identifier.get("system"), identifier.get("value")):
            rows.tokens.add((target.variants[IDENTIFIER], system, code))
            if "reference" not in reference:
                kind = f"{reference.get('type', '')}|{system}"
                rows.tokens.add((target.variants[LOGICAL], kind, code))
    display = reference.get("display")
    if TEXT in target.variants and isinstance(display, str):
        rows.strings.add((target.variants[TEXT], fold(display), display))


def _numbers(node: Node) -> Iterator[tuple[float, float]]:
    value = node.value
    if node.type == "Range":
        yield _range(value)
    elif not isinstance(value, dict | list | str | bool):
        yield float(value), float(value)


def _quantities(node: Node) -> Iterator[tuple[Mapping[str, Any], float, float]]:
    value = node.value
    if node.type == "Range":
        yield value.get("low") or value.get("high") or {}, *_range(value)
    elif node.type == "Money" and "value" in value:
        currency = {"system": "urn:iso:std:iso:4217", "code": value.get("currency", "")}
        yield currency, float(value["value"]), float(value["value"])
    elif isinstance(value, dict) and "value" in value:
        yield value, float(value["value"]), float(value["value"])


def _range(value: Mapping[str, Any]) -> tuple[float, float]:
    low = value.get("low", {}).get("value")
    high = value.get("high", {}).get("value")
    return (
        float("-inf") if low is None else float(low),
        float("inf") if high is None else float(high),
    )
