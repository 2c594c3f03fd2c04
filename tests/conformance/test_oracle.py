"""The HL7 validator's outcomes, reproduced case by case (`../shared/data/oracle-dev`).

What differs is listed in `oracle_differences.json` and explained, one by one,
in docs/differences.md.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.conformance import oracle_cases
from tests.shared_data import needs_data

CASES = oracle_cases.cases()
DIFFERENCES = oracle_cases.differences()
DOCUMENT = Path(__file__).parents[2] / "docs" / "differences.md"


@needs_data
@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in CASES])
def test_as_the_reference_says(case: oracle_cases.Case) -> None:
    expected = DIFFERENCES.get(case.id, oracle_cases.Comparison(None, (), ()))
    assert oracle_cases.compare(case) == expected


def test_every_difference_is_explained() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert [name for name in DIFFERENCES if f"### {name}" not in text] == []


@needs_data
def test_differences_keep_within_the_goal() -> None:
    """All verdicts but the explained ones; 98 % of the errors, both ways."""
    assert DIFFERENCES.keys() <= {case.id for case in CASES}
    total = sum(len(case.errors) for case in CASES)
    counts = Counter(
        kind
        for difference in DIFFERENCES.values()
        for kind in ("missing", "extra")
        for _ in getattr(difference, kind)
    )
    assert counts["missing"] <= 0.02 * total
    assert counts["extra"] <= 0.02 * total


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        pytest.param("Slot.start", "Slot.start", True, id="same"),
        pytest.param("Slot.start", "Slot", True, id="parent"),
        pytest.param("Slot.comment", "Slot.start", False, id="sibling"),
        pytest.param("Slot.specialty[0]", "Slot.specialty", True, id="list"),
        pytest.param("Slot.specialty", "Slot.specialty[0].coding", True, id="inside an item"),
        pytest.param("Slot", "Slot.specialty[0].coding", False, id="two levels"),
    ],
)
def test_neighbours(one: str, other: str, near: bool) -> None:
    assert oracle_cases._same((one, "x"), (other, None)) is near
    assert oracle_cases._same((other, "x"), (one, None)) is near
