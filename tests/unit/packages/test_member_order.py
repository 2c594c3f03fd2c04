"""Members come in the order of their definitions, and nothing else changes."""

from __future__ import annotations

from typing import Any

import pytest

from sas_ig.packages.member_order import in_order
from sas_ig.packages.plan import CORE
from sas_validators.definitions.builtin import packages_folder
from sas_validators.definitions.package import load_package
from sas_validators.definitions.registry import Registry
from sas_validators.definitions.types import TypeModel

FOLDER = packages_folder() / CORE
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="needs the compiled packages: `make setup`"
)


@pytest.fixture(scope="module")
def types() -> TypeModel:
    return TypeModel(Registry([load_package(FOLDER, lambda content: {})]))


def names(value: Any) -> Any:
    """The members' names at every depth."""
    if isinstance(value, dict):
        return [
            (name, names(item)) if isinstance(item, dict) else name for name, item in value.items()
        ]
    return value


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        pytest.param(
            {"status": "free", "id": "a", "resourceType": "Slot", "meta": {}},
            ["resourceType", "id", ("meta", []), "status"],
            id="resource",
        ),
        pytest.param(
            {"resourceType": "Slot", "schedule": {"display": "x", "reference": "y", "id": "z"}},
            ["resourceType", ("schedule", ["id", "reference", "display"])],
            id="data type",
        ),
        pytest.param(
            {"resourceType": "Slot", "_status": {"id": "s"}, "start": "x", "status": "free"},
            ["resourceType", "status", ("_status", ["id"]), "start"],
            id="extended primitive",
        ),
        pytest.param(
            {"resourceType": "Slot", "couleur": 1, "comment": "x"},
            ["resourceType", "comment", "couleur"],
            id="unknown member",
        ),
        pytest.param(
            {"resourceType": "Basic", "extension": [], "code": {"text": "x", "coding": []}},
            ["resourceType", "extension", ("code", ["coding", "text"])],
            id="lists",
        ),
    ],
)
def test_in_order(resource: dict[str, Any], expected: list[Any], types: TypeModel) -> None:
    ordered = in_order(resource, types)
    assert names(ordered) == expected
    assert ordered == resource


def test_resources_inside(types: TypeModel) -> None:
    slot = {"start": "x", "status": "free", "resourceType": "Slot"}
    bundle = {"resourceType": "Bundle", "entry": [{"resource": slot, "fullUrl": "u"}]}
    (entry,) = in_order(bundle, types)["entry"]
    assert list(entry) == ["fullUrl", "resource"]
    assert list(entry["resource"]) == ["resourceType", "status", "start"]
