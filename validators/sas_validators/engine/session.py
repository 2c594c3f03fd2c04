"""What all runs of one validator share: compiled units and the services they call."""

from __future__ import annotations

import types as python_types
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from sas_validators.checks.bindings import Bindings
from sas_validators.checks.coded import Judge, coded
from sas_validators.checks.resource_rules import RESOURCE_RULES
from sas_validators.checks.run import Check, Object, Plan, Run
from sas_validators.definitions.extensions import ExtensionFacts
from sas_validators.definitions.profiles import ProfileFacts
from sas_validators.definitions.registry import TYPE_BASE, type_url
from sas_validators.definitions.types import CODED_TYPES
from sas_validators.engine.supplies import Supplies
from sas_validators.fhirpath import runtime as fp
from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.node import Items
from sas_validators.issues.catalogue.profiles import NO_SNAPSHOT
from sas_validators.model.paths import Location
from sas_validators.terminology.codings import Coding, examine
from sas_validators.terminology.element_binding import Binding
from sas_validators.terminology.terminology import Terminology

if TYPE_CHECKING:
    from sas_validators.snapshot.generator import Snapshots

ENTRY = "check"
"""The function of a unit that judges a whole object."""

EXPRESSION = "evaluate"
"""The function of a compiled FHIRPath expression."""

Evaluate: TypeAlias = Callable[[Items, Environment], Items]

_MAX_PLANS = 4096
"""Combinations of declared profiles that are remembered; then it starts afresh."""


class Session:
    """Compiled units by name, loaded or compiled when first used."""

    def __init__(self, supplies: Supplies, terminology: Terminology) -> None:
        self._supplies = supplies
        self._units: dict[tuple[str, tuple[str, ...]], Check] = {}
        self._bindings = Bindings(terminology)
        self.terminology = terminology
        self._unbound: dict[str, Judge | None] = {}
        self._expressions: dict[str, Evaluate | None] = {}
        self._plans: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Plan] = {}
        self.types = supplies.types
        self._resource_types: dict[str, bool] = {}
        self.resource_rules: Mapping[str, Check] = RESOURCE_RULES

    def is_resource_type(self, name: str) -> bool:
        """Whether `name` is a resource type (abstract ones included)."""
        found = self._resource_types.get(name)
        if found is None:
            info = self.types.find(name)
            found = info is not None and info.kind == "resource"
            if found:
                self._resource_types[name] = found
        return found

    def plan(self, type_name: str, declared: tuple[str, ...], asked: tuple[str, ...]) -> Plan:
        """What a resource of that type that declares these profiles is judged by."""
        key = (type_name, declared, asked)
        found = self._plans.get(key)
        if found is None:
            if len(self._plans) >= _MAX_PLANS:
                self._plans.clear()
            found = self._plans[key] = self._make_plan(*key)
        return found

    def _make_plan(self, type_name: str, declared: tuple[str, ...], asked: tuple[str, ...]) -> Plan:
        known = [name for name in declared if name and self.find_profile(name) is not None]
        # An abstract type asks for nothing that the resource's own type does not ask for.
        judged = [name for name in known if not self._is_abstract_type(name)]
        return Plan(
            canonicals=tuple(dict.fromkeys((type_url(type_name), *judged, *asked))),
            unknown=tuple(
                (index, name)
                for index, name in enumerate(declared)
                if ":" in name and name not in known
            ),
        )

    def _is_abstract_type(self, canonical: str) -> bool:
        name = canonical.partition("|")[0].removeprefix(TYPE_BASE)
        found = self.types.find(name)
        return found is not None and found.abstract

    def unit(self, type_name: str, canonicals: tuple[str, ...]) -> Check:
        """The compiled check of a `type_name` against `canonicals`, its own type's first.

        A definition that can't be compiled gives a check that says so.
        """
        key = (type_name, canonicals)
        found = self._units.get(key)
        if found is None:
            found = self._units[key] = self._load(type_name, canonicals)
        return found

    def _load(self, type_name: str, canonicals: tuple[str, ...]) -> Check:
        item = self._supplies.find_unit(type_name, canonicals)
        if isinstance(item, str):
            return _unusable(canonicals, item)
        module = python_types.ModuleType(f"sas_validators.units.{type_name}")
        module.__dict__.update(link=self._link, coded=self._coded)
        exec(item, module.__dict__)  # noqa: S102 (our own compiler made it)
        check: Check = module.__dict__[ENTRY]
        return check

    def source(self, type_name: str, canonicals: tuple[str, ...]) -> str:
        """The Python source of a unit. Raises ProfileError."""
        return self._supplies.workshop.source(type_name, canonicals)

    def _link(
        self, module: dict[str, Any], name: str, type_name: str, canonicals: tuple[str, ...]
    ) -> Check:
        """A stand-in that loads the unit when first called and then takes its place."""

        def load_and_check(o: Object, at: Location, r: Run) -> None:
            check = module[name] = self.unit(type_name, canonicals)
            check(o, at, r)

        return load_and_check

    def _coded(
        self, type_name: str, bindings: tuple[Binding, ...], content: Check | None = None
    ) -> Judge:
        return coded(type_name, bindings, self._bindings, content)

    def unbound(self, type_name: str) -> Judge | None:
        """The judge of a coded value that no binding speaks of; None for types without codes."""
        if type_name not in self._unbound:
            is_coded = type_name in CODED_TYPES
            self._unbound[type_name] = self._coded(type_name, ()) if is_coded else None
        return self._unbound[type_name]

    def find_profile(self, canonical: str) -> ProfileFacts | None:
        """The header of a StructureDefinition; None when it is not loaded."""
        return self._supplies.find_profile(canonical)

    def find_extension(self, url: str) -> ExtensionFacts | None:
        """The header of an extension; None when it is not loaded."""
        return self._supplies.find_extension(url)

    @property
    def snapshots(self) -> Snapshots:
        """The loaded StructureDefinitions with their snapshots."""
        return self._supplies.workshop.snapshots

    def find_resource(self, canonical: str, type_name: str) -> Object | None:
        """The loaded conformance resource of that canonical and type; None when there is none."""
        return self._supplies.workshop.registry.find(canonical, type=type_name)

    def member_of(self, value: Any, type_name: str, value_set: str) -> bool | None:
        """Whether a coded value is in a value set; None when it can't be told."""
        codings = [value]
        if type_name == "CodeableConcept" and isinstance(value, dict):
            found = value.get("coding")
            codings = found if isinstance(found, list) else []
        answers = {self._is_member(item, value_set) for item in codings}
        return True if True in answers else None if None in answers else False

    def _is_member(self, coding: Any, value_set: str) -> bool | None:
        if isinstance(coding, str):
            return self.terminology.member_of(value_set, "", coding)
        if not isinstance(coding, dict):
            return False
        system, code = coding.get("system"), coding.get("code")
        if not isinstance(code, str):
            return False
        known_system = system if isinstance(system, str) else ""
        inside = self.terminology.member_of(value_set, known_system, code)
        if inside and isinstance(display := coding.get("display"), str):
            # A coding that is wrong by itself is a member of nothing.
            examined = examine(self.terminology, Coding(known_system, code, display, ""))
            return examined.state != "display"
        return inside

    def subsumes(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool | None:
        """Whether the code of one Coding is, or is above, the other's; None when unknown."""
        system, code, below = one.get("system"), one.get("code"), other.get("code")
        if not (isinstance(system, str) and isinstance(code, str) and isinstance(below, str)):
            return None
        if system != other.get("system"):
            return False
        answer = self.terminology.subsumes(system, code, below)
        return None if answer is None else answer in ("equivalent", "subsumes")

    def evaluate(self, expression: str, focus: Items, env: Environment) -> Items:
        """The result of a FHIRPath expression; nothing for one that fails or is none."""
        if expression not in self._expressions:
            self._expressions[expression] = self._load_expression(expression)
        evaluate = self._expressions[expression]
        if evaluate is None:
            return []
        env.start(expression)
        try:
            return evaluate(focus, env)
        except fp.FAILURES as failure:
            env.failed(failure, expression)
            env.take_failure()
            return []

    def _load_expression(self, expression: str) -> Evaluate | None:
        item = self._supplies.find_expression(expression)
        if isinstance(item, str):
            return None
        module: dict[str, Any] = {"fp": fp}
        exec(item, module)  # noqa: S102 (our own compiler made it)
        evaluate: Evaluate = module[EXPRESSION]
        return evaluate


def _unusable(canonicals: tuple[str, ...], reason: str) -> Check:
    def check(o: Object, at: Location, r: Run) -> None:
        r.add(NO_SNAPSHOT, at, canonicals[-1], profile=canonicals[-1], reason=reason)

    return check
