import pickle

import pytest

from sas_validators.model.paths import ChoiceStep, PlacedLocation, find, render, root, steps
from sas_validators.model.positions import Position

VALUE = ChoiceStep("value", "Quantity")


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        pytest.param(root("Slot"), "Slot", id="root"),
        pytest.param(((root("Slot")), "serviceType", 1), "Slot.serviceType[1]", id="index"),
        pytest.param(
            (root("Observation"), VALUE, None), "Observation.value.ofType(Quantity)", id="choice"
        ),
    ],
)
def test_render(location, expected):
    assert render(location) == expected


def test_choice_step_indexes_json_and_survives_pickling():
    assert {"valueQuantity": 1}[VALUE] == 1
    twin = pickle.loads(pickle.dumps(VALUE))  # noqa: S301
    assert (twin, twin.element, twin.type) == ("valueQuantity", "value", "Quantity")


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        pytest.param((root("Patient"), "name", 0), {"given": ["a", "b"]}, id="item"),
        pytest.param(((root("Patient"), "name", 0), "given", 1), "b", id="deeper"),
        pytest.param((root("Patient"), "name", 3), None, id="index too high"),
        pytest.param((root("Patient"), "photo", None), None, id="absent"),
    ],
)
def test_find(location, expected):
    patient = {"resourceType": "Patient", "name": [{"given": ["a", "b"]}]}
    assert find(patient, location) == expected


def test_placed_location_equals_the_plain_one():
    plain = (root("Slot"), "start", None)
    placed = PlacedLocation.of(plain, Position(3, 4))
    assert placed == plain
    assert hash(placed) == hash(plain)
    assert steps(placed) == steps(plain)
    assert pickle.loads(pickle.dumps(placed)).position == (3, 4)  # noqa: S301
