"""Published definitions: strip the snapshot, make it anew, compare element by element.

What differs stands in published_residue.json with its reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.unit.snapshot.definitions import HL7, Resource, packages
from tests.unit.snapshot.facts import differences, facts_by_id

from sas_validators.definitions.builtin import FRENCH, packages_folder
from sas_validators.definitions.registry import Registry
from sas_validators.snapshot.generator import Snapshots, has_snapshot

RESIDUE = json.loads((Path(__file__).parent / "published_residue.json").read_text("utf-8"))
R4, EXTENSIONS = HL7

Difference = tuple[str, str, str]


@cache
def compare(label: str, derivation: str) -> tuple[int, tuple[Difference, ...]]:
    """How many definitions of a package were compared, and (definition, element, facet) of what
    differs."""
    french = [name for name in FRENCH if (packages_folder() / name).is_dir()]
    below = [name for name in (*HL7, *french) if name != label]
    registry = Registry(packages(*below, label))
    snapshots = Snapshots(registry)
    compared = list(published(registry, label, derivation))
    return len(compared), tuple(
        (definition["id"], *difference)
        for definition in compared
        for difference in differences(
            facts_by_id(definition["snapshot"]["element"]),
            facts_by_id(snapshots.generate(definition).elements),
        )
    )


def published(registry: Registry, label: str, derivation: str) -> Iterator[Resource]:
    for entry in registry.entries(type="StructureDefinition"):
        definition = registry.read(entry)
        if (
            entry.package == label
            and definition.get("derivation", "specialization") == derivation
            and has_snapshot(definition)
            and definition.get("differential")
        ):
            yield definition


def explained(item: dict[str, str], difference: Difference) -> bool:
    patterns = (item["definitions"], item["elements"], item["facets"])
    return all(map(re.fullmatch, patterns, difference))


@pytest.mark.parametrize(
    ("label", "derivation", "package", "at_least"),
    [
        pytest.param(R4, "constraint", "core", 440, id="profiles and extensions of R4"),
        pytest.param(R4, "specialization", "types", 200, id="types of R4"),
        pytest.param(EXTENSIONS, "constraint", "extensions", 680, id="extensions package"),
        *(pytest.param(label, "constraint", "french", 1, id=label) for label in FRENCH),
    ],
)
def test_is_what_was_published(
    core: Registry, label: str, derivation: str, package: str, at_least: int
) -> None:
    if not (packages_folder() / label).is_dir():
        pytest.skip(f"{label} is not built")

    compared, found = compare(label, derivation)

    residue = [item for item in RESIDUE if item["package"] == package]
    unexplained = [one for one in found if not any(explained(item, one) for item in residue)]
    assert unexplained == []
    assert compared >= at_least


@pytest.mark.parametrize("item", RESIDUE, ids=lambda item: item["reason"][:40])
def test_every_exception_is_needed(core: Registry, item: dict[str, str]) -> None:
    derivation = "constraint" if item["package"] == "core" else "specialization"

    assert any(explained(item, difference) for difference in compare(R4, derivation)[1])
