from __future__ import annotations

import pytest
from tests.unit.snapshot.definitions import Element

from sas_validators.snapshot.addresses import AddressReader


def spelled(elements: list[Element]) -> list[str]:
    reader = AddressReader()
    return [
        ".".join(name if item is None else f"{name}:{item}" for name, item in reader.read(element))
        for element in elements
    ]


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        pytest.param({"id": "A.b:c.d", "path": "A.b.d"}, "A.b:c.d", id="an id that agrees"),
        pytest.param({"path": "A.b.d"}, "A.b.d", id="no id"),
        pytest.param({"path": "A.b", "sliceName": "c"}, "A.b:c", id="slice name alone"),
        pytest.param({"id": "A.b", "path": "A.b", "sliceName": "c"}, "A.b:c", id="slice not in id"),
        pytest.param({"id": "x1", "path": "A.b"}, "A.b", id="an id of its own making"),
        pytest.param({"id": "A.c", "path": "A.b"}, "A.b", id="an id for another path"),
        pytest.param({"id": "A.b:", "path": "A.b"}, "A.b", id="an id cut off"),
        pytest.param(
            {"id": "A.b:x", "path": "A.b", "sliceName": "y"}, "A.b:y", id="slice name against id"
        ),
        pytest.param(
            {"id": "A.b:s/t", "path": "A.b", "sliceName": "s/t"}, "A.b:s/t", id="a re-slice"
        ),
        pytest.param(
            {"id": "A.valueString", "path": "A.valueString"}, "A.valueString", id="a shorthand"
        ),
        pytest.param(
            {"id": "A.value[x]:valueString", "path": "A.valueString", "sliceName": "valueString"},
            "A.value[x]:valueString",
            id="a slice of a choice under its old path",
        ),
        pytest.param(
            {"id": "A.value[x]:valueString.id", "path": "A.valueString.id"},
            "A.value[x]:valueString.id",
            id="below a slice of a choice under its old path",
        ),
    ],
)
def test_address(element: Element, expected: str) -> None:
    assert spelled([element]) == [expected]


def test_slices_stay_open_until_their_path_comes_again() -> None:
    elements: list[Element] = [
        {"path": "A.b"},
        {"path": "A.b", "sliceName": "one"},
        {"path": "A.b.c"},
        {"path": "A.b.c", "sliceName": "inner"},
        {"path": "A.b.c.d"},
        {"path": "A.b", "sliceName": "two"},
        {"path": "A.b.c.d"},
        {"path": "A.b"},
        {"path": "A.b.c"},
    ]

    assert spelled(elements) == [
        "A.b",
        "A.b:one",
        "A.b:one.c",
        "A.b:one.c:inner",
        "A.b:one.c:inner.d",
        "A.b:two",
        "A.b:two.c.d",
        "A.b",
        "A.b.c",
    ]


def test_ids_open_slices_for_elements_without() -> None:
    elements: list[Element] = [
        {"id": "A.b:one", "path": "A.b", "sliceName": "one"},
        {"path": "A.b.c"},
    ]

    assert spelled(elements) == ["A.b:one", "A.b:one.c"]
