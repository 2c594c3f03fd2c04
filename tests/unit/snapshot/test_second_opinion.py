"""Tricky profiles, with what SUSHI makes of them (see second_opinion/regenerate.py)."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path

import pytest
from tests.unit.snapshot.definitions import Resource, by_id, problems_of, registry
from tests.unit.snapshot.facts import beyond_types, differences

from sas_validators.definitions.registry import Registry
from sas_validators.snapshot.generator import Snapshots

FILE = Path(__file__).parent / "second_opinion" / "expected.json"
PROFILES: list[Resource] = json.loads(FILE.read_text(encoding="utf-8"))

REASONS = {
    "new elements": "HL7's snapshots say isModifier and isSummary of every new element, and list "
    "the children a backbone element inherits",
    "models without base": "R4 has no type Base that could bring the invariants of Element",
    "bindings": "a binding goes where no type left can have it",
    "slices inherit": "SUSHI does not carry a rule deep below the unsliced element into the slices",
    "re-slices inherit": "SUSHI starts a re-slice from the unsliced element, not from its slice",
    "invariants": "what a content reference points at brings its invariants, too",
    "maximum": "a slice's own binding leaves the element's maximum value set in force",
}

RESIDUE = [
    ("LogicalModel|NewResource", r".*", "isModifier|isSummary|constraint", "new elements"),
    (
        "LogicalModel|NewResource",
        r".*\.b\.(id|extension|modifierExtension)",
        "extra",
        "new elements",
    ),
    ("ChoiceReference", r".*medicationReference", "binding", "bindings"),
    ("DosageTiming", r".*asNeeded\[x\]", "binding", "bindings"),
    ("AllSlices", r"Patient.identifier:\w+.period\..*", "extra", "slices inherit"),
    ("DeriveSlicesInSlices", r".*:dia.code\..*", "extra", "slices inherit"),
    ("Reslice.*", r".*:hosp/\w+.system", "min|patternUri", "re-slices inherit"),
    ("QuestionnaireItem", "Questionnaire.item.item", "constraint", "invariants"),
    ("ParametersParts", r".*part:score", "constraint", "invariants"),
    ("ObsRefRange", r".*referenceRange", "constraint", "invariants"),
    ("Bindings", r".*serviceType:t", "binding", "maximum"),
]


@pytest.fixture(scope="module")
def second_opinion(core: Registry) -> Snapshots:
    """All of SUSHI's profiles without their snapshots, so that parents are generated, too."""
    return Snapshots(registry(*PROFILES))


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile["id"])
def test_agrees_with_sushi(profile: Resource, second_opinion: Snapshots) -> None:
    differing = compare(profile, second_opinion)

    assert [item for item in differing if not explained(profile["id"], *item)] == []
    assert problems_of(second_opinion.generate(profile)) == []


def compare(profile: Resource, second_opinion: Snapshots) -> list[tuple[str, str]]:
    elements = second_opinion.generate(profile).elements
    found = beyond_types(elements, profile["type"], second_opinion.registry)
    return differences(profile["expected"], found)


def explained(profile: str, element: str, facet: str) -> bool:
    return any(
        re.fullmatch(profiles, profile) and re.fullmatch(ids, element) and re.fullmatch(what, facet)
        for profiles, ids, what, _ in RESIDUE
    )


@pytest.mark.parametrize(("profiles", "ids", "facets", "reason"), RESIDUE)
def test_every_exception_is_needed(
    profiles: str, ids: str, facets: str, reason: str, second_opinion: Snapshots
) -> None:
    assert reason in REASONS
    assert any(
        re.fullmatch(ids, element) and re.fullmatch(facets, facet)
        for profile in PROFILES
        if re.fullmatch(profiles, profile["id"])
        for element, facet in compare(profile, second_opinion)
    )


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile["id"])
def test_ids_may_be_missing(profile: Resource, second_opinion: Snapshots) -> None:
    bare = copy.deepcopy(profile)
    for element in bare["differential"]["element"]:
        del element["id"]

    assert second_opinion.generate(bare) == second_opinion.generate(profile)


# A new type has the order of its differential, a profile that of its base.
CONSTRAINTS = [profile for profile in PROFILES if profile["derivation"] == "constraint"]


@pytest.mark.parametrize("profile", CONSTRAINTS, ids=lambda profile: profile["id"])
def test_order_does_not_matter_where_there_are_ids(
    profile: Resource, second_opinion: Snapshots
) -> None:
    elements = profile["differential"]["element"]
    turned = {**profile, "differential": {"element": elements[::-1]}}

    assert by_id(second_opinion.generate(turned).elements) == by_id(
        second_opinion.generate(profile).elements
    )
