"""Plain paths select exactly what the FHIRPath engine selects."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.shared_data import DATA, needs_data

from sas_server.definitions import SERVED, Definitions
from sas_server.rest.building import definitions_of
from sas_server.search.expressions import compile_expression, environment_of
from sas_server.search.plainpaths import compile_plain_path
from sas_server.settings import Settings
from sas_validators.fhirpath.node import Node


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return definitions_of(Settings())


RESOURCES: list[dict[str, Any]] = [
    {
        "resourceType": "Patient",
        "meta": {"tag": [{"code": "a"}, {"code": "b"}], "profile": ["http://x"]},
        "active": True,
        "name": [{"given": ["A", None, "B"], "_given": [None, {"id": "x"}, None]}, {"family": "F"}],
        "telecom": [{"system": "phone", "value": "1"}],
        "deceasedDateTime": "2020",
        "generalPractitioner": [{"reference": "Practitioner/1"}],
    },
    {"resourceType": "Slot", "status": "free", "serviceType": [{}], "start": None},
    {"resourceType": "Appointment", "participant": [{"status": "accepted"}, {}], "slot": []},
    {"resourceType": "Location"},
]


def compare(definitions: Definitions, resource: dict[str, Any]) -> int:
    """Both ways of evaluating every plain parameter of a resource; how many there were."""
    types, type_name = definitions.types, resource["resourceType"]
    compared = 0
    for parameter in definitions.parameters.of(type_name):
        plain = compile_plain_path(parameter.expression, type_name, types)
        if plain is None:
            continue
        general = compile_expression(parameter.expression, types)
        expected = general(Node(resource, type_name), environment_of(resource, types))
        found = plain(resource)
        assert [(node.value, node.type) for node in found] == [
            (node.value, node.type) for node in expected
        ], parameter.expression
        compared += 1
    return compared


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda item: item["resourceType"])
def test_same_as_the_engine(definitions: Definitions, resource: dict[str, Any]) -> None:
    assert compare(definitions, resource) > 8


@needs_data
def test_same_on_real_resources(definitions: Definitions) -> None:
    assert DATA is not None
    for file in (DATA / "examples").glob("*.json"):
        resource = json.loads(file.read_bytes())
        if resource["resourceType"] in SERVED:
            compare(definitions, resource)


@pytest.mark.parametrize(
    "expression",
    ["Patient.name.where(use = 'a')", "Slot.start", "name", "Patient.none", "Patient"],
)
def test_left_to_the_engine(definitions: Definitions, expression: str) -> None:
    assert compile_plain_path(expression, "Patient", definitions.types) is None
