from typing import Any

import pytest

from sas_ig.elements.rows import key_ids


def element(id: str, min: int = 0, **more: Any) -> dict[str, Any]:
    return {"id": id, "path": id, "min": min, **more}


@pytest.mark.parametrize(
    ("elements", "constrained", "expected"),
    [
        pytest.param([element("Slot.x")], set(), set(), id="optional"),
        pytest.param([element("Slot.x", 1)], set(), {"Slot.x"}, id="mandatory"),
        pytest.param([element("Slot.x")], {"Slot.x"}, {"Slot.x"}, id="constrained"),
        pytest.param([element("Slot.x", mustSupport=True)], set(), {"Slot.x"}, id="must support"),
        pytest.param(
            [element("Slot.x"), element("Slot.x.y", 1)], set(), set(), id="mandatory in optional"
        ),
        pytest.param(
            [element("Slot.x", 1), element("Slot.x.y", 1)],
            set(),
            {"Slot.x", "Slot.x.y"},
            id="mandatory in mandatory",
        ),
        pytest.param(
            [element("Slot.x"), element("Slot.x:a"), element("Slot.x:a.y")],
            {"Slot.x:a.y"},
            {"Slot.x:a", "Slot.x:a.y"},
            id="with all above it",
        ),
    ],
)
def test_key_elements(
    elements: list[dict[str, Any]], constrained: set[str], expected: set[str]
) -> None:
    assert key_ids([element("Slot"), *elements], constrained) == {"Slot", *expected}
