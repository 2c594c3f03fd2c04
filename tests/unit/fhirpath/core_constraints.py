"""The constraints of the built-in packages, each with the type of element it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from sas_validators.definitions.builtin import CORE, FRENCH, load_builtin, packages_folder
from sas_validators.definitions.registry import Registry
from sas_validators.definitions.types import TypeModel


@dataclass(frozen=True)
class Constraint:
    """One constraint of one definition."""

    key: str
    type: str
    expression: str


def no_xml(content: bytes) -> dict[str, Any]:
    raise AssertionError("the built-in packages hold JSON only")


@cache
def registry() -> Registry:
    """The definitions; skips where they are not installed."""
    labels = [label for label in (*CORE, *FRENCH) if (packages_folder() / label).is_dir()]
    if CORE[0] not in labels:
        pytest.skip(f"package {CORE[0]} is not compiled: run `make setup`")
    return Registry(load_builtin(no_xml, labels))


@cache
def core_types() -> TypeModel:
    """The types of R4."""
    return TypeModel(registry())


@cache
def constraints() -> tuple[Constraint, ...]:
    """Every distinct constraint, with its type where the definition says just one."""
    found: dict[Constraint, None] = {}
    for entry in registry().entries(type="StructureDefinition"):
        summary = entry.summary
        if summary.get("derivation") == "constraint" and entry.package.startswith("hl7.fhir.r4"):
            # Profiles of R4 core repeat the constraints of their types a thousand times.
            continue
        found.update(dict.fromkeys(_constraints_of(registry().read(entry))))
    return tuple(sorted(found, key=lambda item: (item.key, item.type, item.expression)))


def _constraints_of(definition: dict[str, Any]) -> Iterator[Constraint]:
    part = "differential" if definition.get("derivation") == "constraint" else "snapshot"
    for element in definition.get(part, {}).get("element", ()):
        for constraint in element.get("constraint", ()):
            if "expression" in constraint:
                for type_name in _types_of(definition["type"], element["path"]):
                    yield Constraint(constraint["key"], type_name, constraint["expression"])


def _types_of(root: str, path: str) -> Iterator[str]:
    """The types an element of that path has."""
    current = [root]
    for step in path.split(".")[1:]:
        infos = [core_types().find(name) for name in current]
        current = [
            type_name
            for info in infos
            if info is not None
            for _, _, type_name in info.steps.get(step.removesuffix("[x]"), ())
        ]
    yield from current[:3]
