"""From a resource to its index rows.

An `Indexer` is built once from the parameters and the store's numbers; for each
resource it evaluates the parameters' expressions and turns what they select
into rows, by the parameter's kind and the element's type.

Spec: https://hl7.org/fhir/R4/search.html#ptypes
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from sas_server.search.conversion import (
    IDENTIFIER,
    LOGICAL,
    OF_TYPE,
    TEXT,
    Convert,
    Converter,
    Surroundings,
    Target,
)
from sas_server.search.elements import Elements
from sas_server.search.expressions import Evaluate, compile_expression, environment_of
from sas_server.search.parameters import PLANNING, UNINDEXED, Parameter, Parameters
from sas_server.store.numbering import ParameterKey
from sas_server.store.rows import IndexRows, Part, Resource
from sas_validators.definitions.types import TypeModel
from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.node import Node

Describe = Callable[[Resource], bytes]
"""The facts that answers want to know of a resource without reading it."""

PART = "#"
"""Prefix of the type under which the rows of contained resources are kept."""

_VARIANTS = {
    "token": (TEXT, OF_TYPE),
    "reference": (IDENTIFIER, LOGICAL, TEXT),
}


def parameter_keys(parameters: Parameters) -> Iterator[ParameterKey]:
    """Every code that index rows may be kept under."""
    for type_name in parameters.by_type:
        for parameter in parameters.of(type_name):
            if parameter.code not in UNINDEXED and parameter.index == parameter.code:
                for prefix in ("", PART):
                    yield from _keys(prefix + type_name, parameter)
        for reference, date in _pairs(parameters, type_name):
            digest = parameters.by_type[type_name][reference].digest()
            yield ParameterKey(type_name, pair_code(reference, date), digest)


def _keys(type_name: str, parameter: Parameter) -> Iterator[ParameterKey]:
    digest = parameter.digest()
    yield ParameterKey(type_name, parameter.code, digest)
    for variant in _VARIANTS.get(parameter.kind, ()):
        yield ParameterKey(type_name, parameter.code + variant, digest)
    for index in range(len(parameter.components)):
        yield ParameterKey(type_name, component_code(parameter.code, index), digest)


def pair_code(reference: str, date: str) -> str:
    """The code under which a reference and a date are indexed together."""
    return f"{reference}+{date}"


def component_code(composite: str, index: int) -> str:
    """The code under which one component of a composite is indexed."""
    return f"{composite}${index}"


def _pairs(parameters: Parameters, type_name: str) -> list[tuple[str, str]]:
    known = parameters.by_type[type_name]
    return [pair for pair in PLANNING.get(type_name, ()) if set(pair) <= known.keys()]


@dataclass(frozen=True, slots=True)
class _Rule:
    """One parameter, ready to be applied: `select` the elements, `convert` each."""

    select: Evaluate
    convert: Convert


@dataclass(frozen=True, slots=True)
class _Composite:
    """A composite parameter: `select` its groups, apply `components` within each."""

    code: str
    number: int
    select: Evaluate
    components: tuple[_Rule, ...]


class Indexer:
    """Extracts index rows from resources of the served types."""

    def __init__(
        self,
        parameters: Parameters,
        numbers: Callable[[str, str], int],
        model: TypeModel,
        elements: Elements,
        converter: Converter,
        describe: Describe,
    ) -> None:
        """`numbers(type, code)` gives the store's number of a code (`Numbering.parameter`)."""
        self._parameters = parameters
        self._numbers = numbers
        self._model = model
        self._elements = elements
        self._converter = converter
        self._describe = describe
        self._rules: dict[str, list[_Rule]] = {}
        self._composites: dict[str, list[_Composite]] = {}

    def extract(self, resource: Resource, bases: Collection[str] = ()) -> IndexRows:
        """The rows of `resource`; `bases` are URLs under which this server is known."""
        type_name = resource["resourceType"]
        contained = dict(_contained(resource))
        kinds = {id: item["resourceType"] for id, item in contained.items()}
        around = Surroundings(bases, kinds)
        rows = self._apply(type_name, resource, around)
        self._pair(type_name, rows)
        for id, item in contained.items():
            # Indexed like a resource, but under numbers that only chains look at.
            if kinds[id] in self._parameters.by_type:
                rows.parts.append(Part(kinds[id], id, self._apply(PART + kinds[id], item, around)))
        rows.facts = self._describe(resource)
        return rows

    def _apply(self, scope: str, resource: Resource, around: Surroundings) -> IndexRows:
        if scope not in self._rules:
            self._compile(scope)
        rows = IndexRows()
        root = Node(resource, scope.removeprefix(PART))
        environment = environment_of(resource, self._model)
        for rule in self._rules[scope]:
            for node in rule.select(root, environment):
                rule.convert(rows, node, around)
        for composite in self._composites[scope]:
            rows.parts += _groups(composite, rows, root, environment, around)
        return rows

    def _pair(self, type_name: str, rows: IndexRows) -> None:
        """Adds the rows that hold a reference together with a date."""
        known = self._parameters.by_type[type_name]
        for reference, date in _pairs(self._parameters, type_name):
            number = self._numbers(type_name, pair_code(reference, date))
            reference_number = self._numbers(type_name, known[reference].index)
            date_number = self._numbers(type_name, known[date].index)
            rows.reference_dates |= {
                (number, kind, id, low, high)
                for parameter, kind, id in rows.references
                if parameter == reference_number
                for other, low, high in rows.dates
                if other == date_number
            }

    def _compile(self, scope: str) -> None:
        """Prepares the rules of a type; `scope` is `#Type` for contained resources."""
        type_name = scope.removeprefix(PART)
        rules, composites = [], []
        for parameter in self._parameters.of(type_name):
            if parameter.code in UNINDEXED or parameter.index != parameter.code:
                continue
            if parameter.kind == "composite":
                composites.append(self._composite(scope, parameter))
            else:
                select = compile_expression(parameter.expression, self._model, type_name)
                target = self._target(scope, parameter)
                rules.append(_Rule(select, self._converter.for_kind(parameter.kind, target)))
        self._rules[scope], self._composites[scope] = rules, composites

    def _target(self, scope: str, parameter: Parameter) -> Target:
        facts = self._elements.facts(parameter.expression)
        variants = {
            variant: self._numbers(scope, parameter.code + variant)
            for variant in _VARIANTS.get(parameter.kind, ())
        }
        return Target(self._numbers(scope, parameter.code), variants, facts.system)

    def _composite(self, scope: str, parameter: Parameter) -> _Composite:
        type_name = scope.removeprefix(PART)
        components = []
        for index, part in enumerate(parameter.components):
            number = self._numbers(scope, component_code(parameter.code, index))
            facts = self._elements.facts(f"{type_name}.{part.expression}")
            target = Target(number, {}, facts.system)
            components.append(
                _Rule(
                    compile_expression(part.expression, self._model),
                    self._converter.for_kind(part.kind, target),
                )
            )
        return _Composite(
            parameter.code,
            self._numbers(scope, parameter.code),
            compile_expression(parameter.expression, self._model, type_name),
            tuple(components),
        )


def _contained(resource: Resource) -> Iterator[tuple[str, Resource]]:
    """The contained resources that can be referred to, by id."""
    for item in resource.get("contained", ()):
        if isinstance(item, dict) and isinstance(item.get("id"), str) and "resourceType" in item:
            yield item["id"], item


def _groups(
    composite: _Composite,
    rows: IndexRows,
    root: Node,
    environment: Environment,
    around: Surroundings,
) -> Iterator[Part]:
    """One part per element that the composite's expression selects."""
    for index, group in enumerate(composite.select(root, environment)):
        key = f"{composite.code}:{index}"
        found = IndexRows()
        for rule in composite.components:
            for node in rule.select(group, environment):
                rule.convert(found, node, around)
        rows.references.add((composite.number, "", f"#{key}"))
        yield Part("", key, found)
