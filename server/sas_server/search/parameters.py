"""Search parameters: what the packages define, per resource type.

Spec: https://hl7.org/fhir/R4/searchparameter.html
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from sas_validators.definitions.registry import Registry

Kind = Literal[
    "token", "reference", "date", "string", "uri", "number", "quantity", "composite", "special"
]

EVERY_TYPE = ("Resource", "DomainResource")
"""Bases whose parameters every resource type has."""

UNINDEXED = {"_id", "_lastUpdated"}
"""Answered from the resource's own row."""

_NOT_SUPPORTED = {"_text", "_content", "_query", "_filter", "_list"}
"""Defined by R4 for all types without an expression; unknown here."""

PLANNING = {
    "Slot": (("schedule", "start"),),
    "Appointment": (("actor", "date"),),
}
"""References indexed together with a date: agenda and time are asked for together."""


@dataclass(frozen=True, slots=True)
class Component:
    """One part of a composite parameter: the parameter it is searched like."""

    expression: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Parameter:
    """One search parameter of one resource type.

    `index` is the code under which its rows are kept; parameters that index the
    same share it. `targets` are the types a reference may point to, all of them
    when empty. `urls` are the canonicals of the definitions it comes from.
    """

    type: str
    code: str
    kind: Kind
    expression: str
    targets: frozenset[str] = frozenset()
    urls: tuple[str, ...] = ()
    documentation: str = ""
    components: tuple[Component, ...] = ()
    index: str = ""

    def digest(self) -> str:
        """Changes when what is indexed changes."""
        parts = [self.kind, self.expression, *sorted(self.targets)]
        parts += [f"{part.kind} {part.expression}" for part in self.components]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True)
class Parameters:
    """All parameters of the served types, found by type and code."""

    by_type: Mapping[str, Mapping[str, Parameter]]
    _folded: dict[tuple[str, str], Parameter] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for type_name, found in self.by_type.items():
            for code, parameter in found.items():
                self._folded.setdefault((type_name, code.lower()), parameter)

    def find(self, type_name: str, code: str) -> Parameter | None:
        """The parameter; the case of `code` need not be right (`Identifier`)."""
        exact = self.by_type.get(type_name, {}).get(code)
        return exact or self._folded.get((type_name, code.lower()))

    def of(self, type_name: str) -> Iterator[Parameter]:
        """The parameters of a type, by code."""
        found = self.by_type.get(type_name, {})
        return (found[code] for code in sorted(found))


def load_parameters(
    registry: Registry, types: Iterable[str], additions: Iterable[Mapping[str, Any]] = ()
) -> Parameters:
    """The parameters that the registry's SearchParameters give to `types`.

    Definitions that share base and code are one parameter (GAP defines `start`
    twice); where they differ a later package wins, experimental ones (R4's
    examples of definitions) never do. `additions` are SearchParameters of our
    own, which fill gaps only.
    """
    definitions = [registry.read(entry) for entry in registry.entries(type="SearchParameter")]
    by_url = {item["url"]: item for item in definitions}
    final = [item for item in definitions if not item.get("experimental")]
    fillers = [*additions, *(item for item in definitions if item.get("experimental"))]
    found: dict[str, dict[str, Parameter]] = {name: {} for name in types}
    for index, definition in enumerate([*final, *fillers]):
        for type_name in _bases(definition, found):
            parameter = _parameter(type_name, definition, by_url)
            present = found[type_name].get(definition["code"])
            if parameter is not None and (present is None or index < len(final)):
                found[type_name][parameter.code] = _merge(present, parameter)
    return Parameters({name: _share_indexes(items) for name, items in found.items()})


def _bases(definition: Mapping[str, Any], types: Iterable[str]) -> Iterator[str]:
    bases = set(definition.get("base", ()))
    for name in types:
        if name in bases or not bases.isdisjoint(EVERY_TYPE):
            yield name


def _merge(present: Parameter | None, parameter: Parameter) -> Parameter:
    if present is None or present.expression != parameter.expression:
        return parameter
    urls = dict.fromkeys((*present.urls, *parameter.urls))
    return replace(present, urls=tuple(urls))


def _parameter(
    type_name: str, definition: Mapping[str, Any], definitions: Mapping[str, Any]
) -> Parameter | None:
    """None for what can't be searched: no expression, or none for this type."""
    code, kind = definition["code"], definition["type"]
    expression = own_expression(definition.get("expression", ""), type_name)
    if code in _NOT_SUPPORTED or kind not in get_args(Kind) or not expression:
        return None
    components = tuple(
        Component(part["expression"], definitions[part["definition"]]["type"])
        for part in definition.get("component", ())
        if part["definition"] in definitions
    )
    return Parameter(
        type=type_name,
        code=code,
        kind=kind,
        expression=expression,
        targets=frozenset(definition.get("target", ())),
        urls=(definition["url"],),
        documentation=definition.get("description", ""),
        components=components,
    )


def own_expression(expression: str, type_name: str) -> str:
    """The alternatives of a union that can find something in `type_name`.

    `Patient.name.family | Practitioner.name.family` -> `Patient.name.family`.
    Relative alternatives (`serviceType.extension...`) belong to every base.
    """
    heads = {type_name, *EVERY_TYPE}
    kept = []
    for alternative in split_union(expression):
        head = alternative.lstrip("( ").partition(".")[0].strip()
        if not head[:1].isupper() or head in heads:
            kept.append(alternative)
    return " | ".join(kept)


def split_union(expression: str) -> list[str]:
    """The operands of the `|` operators that stand outside parentheses and quotes."""
    found, depth, quoted, current = [], 0, False, ""
    for character in expression:
        if character == "'":
            quoted = not quoted
        elif not quoted:
            depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0 and not quoted:
            found.append(current.strip())
            current = ""
        else:
            current += character
    return [part for part in (*found, current.strip()) if part]


def _share_indexes(items: dict[str, Parameter]) -> dict[str, Parameter]:
    """Lets parameters that index the same (Appointment `date` and `start`) share rows."""
    first: dict[str, str] = {}
    shared = {}
    for code in sorted(items):
        parameter = items[code]
        key = json.dumps([parameter.kind, parameter.expression, sorted(parameter.targets)])
        shared[code] = replace(parameter, index=first.setdefault(key, code))
    return shared
