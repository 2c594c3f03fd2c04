"""What is wrong with a definition is told, and the rest of it still counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.snapshot.definitions import (
    BASE,
    Element,
    Resource,
    by_id,
    generate,
    problems_of,
    profile,
    registry,
)

from sas_validators.snapshot.generator import MAX_DEPTH, Snapshots
from sas_validators.snapshot.unfold import MAX_ELEMENTS

pytestmark = pytest.mark.usefixtures("core")

SLICING: Element = {"path": "Patient.identifier", "slicing": {"rules": "open"}}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            [{"path": "Patient.shoeSize"}], [("SNAPSHOT_ELEMENT_NO_MATCH", 0)], id="unknown"
        ),
        pytest.param(
            [{"path": "Patient.shoe"}, {"path": "Patient.shoe.size"}],
            [("SNAPSHOT_ELEMENT_NO_MATCH", 0), ("SNAPSHOT_ELEMENT_NO_MATCH", 1)],
            id="unknown with children",
        ),
        pytest.param(
            [{"path": "Slot.start"}], [("SNAPSHOT_ELEMENT_NO_MATCH", 0)], id="of another type"
        ),
        pytest.param(
            [{"id": "Patient.identifier:a.system", "path": "Patient.identifier.system"}],
            [("SNAPSHOT_SLICE_WITHOUT_SLICING", 0), ("SNAPSHOT_ELEMENT_NO_MATCH", 0)],
            id="below a slice nobody defines",
        ),
        pytest.param(
            [{"path": "Patient.name", "min": 1}, {"path": "Patient.name", "max": "2"}],
            [("SNAPSHOT_ELEMENT_REPEATED", 1)],
            id="twice",
        ),
        pytest.param(
            [{"path": "Patient.name", "sliceName": "a"}],
            [("SNAPSHOT_SLICE_WITHOUT_SLICING", 0)],
            id="slice without slicing",
        ),
        pytest.param(
            [SLICING, {"path": "Patient.identifier", "sliceName": "a/b"}],
            [("SNAPSHOT_ELEMENT_NO_MATCH", 1)],
            id="re-slice without its slice",
        ),
        pytest.param(
            [
                SLICING | {"min": 1},
                {"path": "Patient.identifier", "sliceName": "a", "min": 1},
                {"path": "Patient.identifier", "sliceName": "b", "min": 1},
            ],
            [("SNAPSHOT_SLICES_ABOVE_MIN", 0)],
            id="slices require more than their element",
        ),
        pytest.param(
            [
                SLICING | {"max": "1"},
                {"path": "Patient.identifier", "sliceName": "a", "min": 1},
                {"path": "Patient.identifier", "sliceName": "b", "min": 1},
            ],
            [("SNAPSHOT_SLICES_ABOVE_MAX", 0)],
            id="slices require more than is allowed",
        ),
        pytest.param(
            [SLICING | {"max": "2"}, {"path": "Patient.identifier", "sliceName": "a", "max": "3"}],
            [("SNAPSHOT_MAX_ABOVE_BASE", 1)],
            id="slice larger than its element",
        ),
        pytest.param(
            [{"path": "Patient.gender", "max": "2"}],
            [("SNAPSHOT_MAX_ABOVE_BASE", 0)],
            id="maximum raised",
        ),
        pytest.param(
            [
                {"path": "Patient.identifier", "type": [{"code": "Nonsense"}]},
                {"path": "Patient.identifier.system"},
            ],
            [
                ("SNAPSHOT_TYPE_NOT_ALLOWED", 0),
                ("SNAPSHOT_TYPE_UNKNOWN", 1),
                ("SNAPSHOT_ELEMENT_NO_MATCH", 1),
            ],
            id="unknown type",
        ),
        pytest.param(
            [{"path": "Patient.name..family"}], [("SNAPSHOT_PATH_MALFORMED", 0)], id="two dots"
        ),
        pytest.param(
            [{"path": "Patient.identifier:a"}], [("SNAPSHOT_PATH_MALFORMED", 0)], id="colon"
        ),
        pytest.param(
            [{"path": "Patient" + ".extension" * 64}],
            [("SNAPSHOT_PATH_MALFORMED", 0)],
            id="too deep",
        ),
        pytest.param([{"min": 1}], [("SNAPSHOT_PATH_MALFORMED", 0)], id="no path"),
        pytest.param(
            [{"path": "Patient.name", "min": "1", "type": {}}],
            [("SNAPSHOT_PROPERTY_MALFORMED", 0), ("SNAPSHOT_PROPERTY_MALFORMED", 0)],
            id="properties of another kind",
        ),
    ],
)
def test_problem(changes: list[Element], expected: list[tuple[str, int]]) -> None:
    good = {"path": "Patient.active", "min": 1}

    snapshot = generate(profile("Patient", *changes, good))

    assert problems_of(snapshot) == expected
    assert by_id(snapshot.elements)["Patient.active"]["min"] == 1


def test_content_reference_to_nothing() -> None:
    broken = profile(
        "Thing",
        {"path": "Thing"},
        {"path": "Thing.again", "max": "*", "contentReference": "#Thing.nowhere"},
        name="thing",
        base="DomainResource",
        derivation="specialization",
    )
    user = profile("Thing", {"path": "Thing.again.x"}, base="thing")

    assert problems_of(generate(user, broken)) == [
        ("SNAPSHOT_CONTENT_REFERENCE_UNKNOWN", 0),
        ("SNAPSHOT_ELEMENT_NO_MATCH", 0),
    ]


@pytest.mark.parametrize(
    ("definition", "others", "expected"),
    [
        pytest.param(
            profile("Patient", base="nobody"), [], "Unable_to_find_base__for_", id="base not loaded"
        ),
        pytest.param(
            profile("Patient") | {"baseDefinition": None},
            [],
            "Unable_to_find_base__for_",
            id="no base",
        ),
        pytest.param(profile("Patient", base="p"), [], "SD_CIRCULAR_DEFINITION", id="its own base"),
        pytest.param(
            profile("Patient", base="q"),
            [profile("Patient", name="q", base="p")],
            "SD_CIRCULAR_DEFINITION",
            id="in a circle",
        ),
        pytest.param(
            profile("Patient", base="q"),
            [profile("Patient", name="q", base="nobody")],
            "SNAPSHOT_BASE_UNUSABLE",
            id="base without a base",
        ),
    ],
)
def test_no_snapshot_without_base(
    definition: Resource, others: list[Resource], expected: str
) -> None:
    snapshot = generate(definition, *others)

    assert snapshot.elements == []
    assert problems_of(snapshot) == [(expected, None)]


def test_a_profile_may_walk_into_itself() -> None:
    recursive = profile(
        "Bundle",
        {"path": "Bundle.entry.resource", "type": [{"code": "Bundle", "profile": [BASE + "p"]}]},
        {"path": "Bundle.entry.resource.type", "fixedCode": "batch"},
    )

    snapshot = generate(recursive)

    assert problems_of(snapshot) == []
    assert by_id(snapshot.elements)["Bundle.entry.resource.type"]["fixedCode"] == "batch"


def test_a_profile_may_walk_into_one_that_derives_from_it() -> None:
    outer = profile(
        "Bundle",
        {"path": "Bundle.entry.resource", "type": [{"code": "Bundle", "profile": [BASE + "q"]}]},
        {"path": "Bundle.entry.resource.type", "fixedCode": "batch"},
    )
    inner = profile("Bundle", {"path": "Bundle.total", "max": "0"}, name="q", base="p")
    snapshots = Snapshots(registry(outer, inner))

    snapshots.snapshot_of(outer)

    found = by_id(snapshots.snapshot_of(inner).elements)
    assert (found["Bundle.total"]["max"], snapshots.snapshot_of(inner).problems) == ("0", ())


def chain(length: int) -> list[Resource]:
    names = [f"c{number}" for number in range(length)]
    bases = [*names[1:], "Patient"]
    return [
        profile("Patient", name=name, base=base) for name, base in zip(names, bases, strict=True)
    ]


@pytest.mark.parametrize(
    ("length", "expected"), [(MAX_DEPTH - 2, []), (5 * MAX_DEPTH, ["SNAPSHOT_BASE_UNUSABLE"])]
)
def test_long_chains_of_bases(length: int, expected: list[str]) -> None:
    definitions = chain(length)

    snapshot = generate(*definitions)

    assert [id for id, _ in problems_of(snapshot)] == expected


def test_the_base_that_is_too_deep_says_so() -> None:
    definitions = chain(MAX_DEPTH + 1)
    snapshots = Snapshots(registry(*definitions))

    snapshots.generate(definitions[0])

    told = [problems_of(snapshots.snapshot_of(definition)) for definition in definitions]
    assert [("SNAPSHOT_BASE_TOO_DEEP", None)] in told


def many_slices(count: int) -> list[Element]:
    slices = [{"path": "Patient.identifier", "sliceName": f"s{n}"} for n in range(count)]
    return [
        SLICING,
        *(item for one in slices for item in (one, {"path": "Patient.identifier.use"})),
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            lambda: [{"path": f"Patient.x{n}"} for n in range(10_000)],
            ["SNAPSHOT_ELEMENT_NO_MATCH"],
            id="10 000 unknown elements",
        ),
        pytest.param(
            lambda: [{"path": "Patient.name"}] * 10_000,
            ["SNAPSHOT_ELEMENT_REPEATED"],
            id="10 000 times the same",
        ),
        pytest.param(lambda: many_slices(2_000), [], id="2 000 slices"),
        pytest.param(
            lambda: many_slices(MAX_ELEMENTS // 8), ["SNAPSHOT_TOO_LARGE"], id="too many slices"
        ),
        pytest.param(
            lambda: [{"path": "Patient" + ".extension" * 60, "max": "0"}], [], id="very deep"
        ),
    ],
)
@pytest.mark.slow
def test_large_definitions(changes: Callable[[], list[Element]], expected: list[str]) -> None:
    snapshot = generate(profile("Patient", *changes()))

    assert sorted({id for id, _ in problems_of(snapshot)}) == expected


def test_rules_for_all_of_too_many_slices() -> None:
    parent = profile("Patient", *many_slices(3_000), name="parent")
    child = profile(
        "Patient",
        {"path": "Patient.identifier.assigner.identifier.period.start", "min": 1},
        base="parent",
    )

    assert problems_of(generate(child, parent)) == [("SNAPSHOT_TOO_LARGE", None)]


def test_profiles_nested_in_profiles_without_end() -> None:
    def nested(number: int) -> Resource:
        inner = [{"code": "Extension", "profile": [f"{BASE}e{number + 1}"]}]
        return profile(
            "Extension",
            {"path": "Extension" + ".extension" * 25, "type": inner},
            {"path": "Extension" + ".extension" * 26, "min": 1},
            name=f"e{number}",
        )

    snapshot = generate(*(nested(number) for number in range(2 * MAX_DEPTH)))

    assert {id for id, _ in problems_of(snapshot)} <= {"SNAPSHOT_BASE_TOO_DEEP"}


# --- anything at all -----------------------------------------------------------------

words = st.text(max_size=8)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from(
    """
    id path sliceName slicing min max type binding constraint fixedCode patternCoding
    contentReference extension condition definition mustSupport maxLength base
    """.split()  # noqa: SIM905
)
paths = st.sampled_from(
    """
    Patient Patient.name Patient.identifier Patient.identifier.system Patient.extension
    Patient.deceased[x] Patient.deceasedBoolean Patient.contact.name Patient. .
    """.split()  # noqa: SIM905
)
plausible = {
    "path": paths,
    "id": paths,
    "sliceName": st.sampled_from(["a", "a/b", "deceasedBoolean", ""]),
    "min": st.integers(-1, 3),
    "max": st.sampled_from(["0", "1", "2", "*", "x"]),
    "slicing": st.just({"rules": "closed", "discriminator": [{"type": "value", "path": "system"}]}),
    "type": st.sampled_from(
        [[], [{}], [{"code": "string"}], [{"code": "Extension", "profile": ["x"]}]]
    ),
}


@st.composite
def wild_elements(draw: Any) -> Element:
    element = {"path": draw(paths)}
    for name in draw(st.lists(names, max_size=5)):
        element[name] = draw(plausible.get(name, json_values) | json_values)
    return element


@settings(max_examples=150, deadline=None)
@given(changes=st.lists(wild_elements(), max_size=6))
def test_any_differential_gives_a_snapshot(snapshots: Snapshots, changes: list[Element]) -> None:
    snapshot = snapshots.generate(profile("Patient", *changes))

    ids = [element["id"] for element in snapshot.elements]
    assert len(ids) == len(set(ids))
    assert "Patient.contact" in ids
    for problem in snapshot.problems:
        assert problem.message.text("fr", problem.details)
        assert problem.message.text("en", problem.details)


@settings(max_examples=100, deadline=None)
@given(header=st.dictionaries(st.sampled_from(sorted(profile("Patient"))), json_values, max_size=4))
def test_any_definition_is_survived(snapshots: Snapshots, header: dict[str, object]) -> None:
    definition = profile("Patient", {"path": "Patient.name", "min": 1}) | header

    snapshots.generate(definition)
    Snapshots(snapshots.registry).complete(definition)
