from __future__ import annotations

import pytest
from tests.unit.snapshot.definitions import Element

from sas_validators.snapshot.tree import Node, build_tree, write_elements


def ids(elements: list[Element]) -> list[str]:
    top = build_tree(elements)
    assert top is not None
    return [element["id"] for element in write_elements(top)]


def test_writes_children_before_slices_and_re_slices_after_their_slice() -> None:
    elements: list[Element] = [
        {"path": "A"},
        {"path": "A.b"},
        {"path": "A.b", "sliceName": "x"},
        {"path": "A.b.c"},
        {"path": "A.b", "sliceName": "y"},
        {"path": "A.b", "sliceName": "x/1"},
        {"path": "A.b", "sliceName": "x/1/z"},
    ]

    assert ids(elements) == ["A", "A.b", "A.b:x", "A.b:x.c", "A.b:x/1", "A.b:x/1/z", "A.b:y"]


def test_a_slice_name_brings_no_step_into_the_id() -> None:
    assert ids([{"path": "A"}, {"path": "A.b"}, {"path": "A.b", "sliceName": "1.2"}]) == [
        "A",
        "A.b",
        "A.b:1-2",
    ]


def test_writes_id_first_and_keeps_the_rest() -> None:
    top = build_tree([{"path": "A", "min": 0}, {"path": "A.b", "max": "1"}])
    assert top is not None

    assert [list(element.items()) for element in write_elements(top)] == [
        [("id", "A"), ("path", "A"), ("min", 0)],
        [("id", "A.b"), ("path", "A.b"), ("max", "1")],
    ]


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        pytest.param(
            [{"path": "A"}, {"path": "A.b", "sliceName": "x"}, {"path": "A.b.c"}],
            ["A", "A.b", "A.b.c"],
            id="a slice without its element takes its place",
        ),
        pytest.param(
            [{"path": "A"}, {"path": "A.x.y"}], ["A", "A.y"], id="a missing parent is passed over"
        ),
        pytest.param([{"path": "A"}, {"path": "A"}], ["A"], id="a second root"),
        pytest.param(
            [{"path": "A"}, {"path": "A.b", "min": 1}, {"path": "A.b", "min": 2}],
            ["A", "A.b"],
            id="the same element twice",
        ),
    ],
)
def test_odd_lists(elements: list[Element], expected: list[str]) -> None:
    assert ids(elements) == expected


def test_no_elements_no_tree() -> None:
    assert build_tree([]) is None


def test_clone_leaves_the_original_alone() -> None:
    top = Node("A", {"min": 0})
    top.children["b"] = Node("b", {})
    copy = top.clone()

    copy.children["c"] = Node("c", {})
    copy.element = {"min": 1}

    assert list(top.children) == ["b"]
    assert top.element == {"min": 0}
    assert len(list(copy.walk())) == 3
