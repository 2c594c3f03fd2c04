"""What references lead to."""

import pytest

from fhirpath.facts import show
from sas_validators.fhirpath import evaluate_nodes
from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.references import reference_type, resolver_by_text

APPOINTMENT = {
    "resourceType": "Appointment",
    "contained": [{"resourceType": "Location", "id": "l1", "name": "Salle 3"}],
    "participant": [
        {"actor": {"reference": "Patient/1"}},
        {"actor": {"reference": "https://x.fr/fhir/Practitioner/2/_history/3"}},
        {"actor": {"reference": "#l1"}},
        {"actor": {"reference": "urn:uuid:c757873d-ec9a-4326-a141-556f43239520"}},
        {"actor": {"type": "Device", "identifier": {"value": "d"}}},
        {"actor": {"display": "somebody"}},
    ],
}
BUNDLE = {
    "resourceType": "Bundle",
    "entry": [
        {"fullUrl": "https://x.fr/fhir/Patient/1", "resource": {"resourceType": "Patient"}},
        {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Slot"}},
        {"resource": {"resourceType": "Flag", "subject": {"reference": "Patient/1"}}},
    ],
}


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("Patient/1", "Patient"),
        ("https://x.fr/fhir/Patient/1", "Patient"),
        ("Patient/1/_history/2", "Patient"),
        ("Nothing/1", None),
        ("Patient", None),
        ("#x", None),
        ("urn:uuid:1", None),
        ("Patient/1?x=y", None),
    ],
)
def test_the_type_that_a_reference_names(reference, expected, types):
    assert reference_type(reference, types) == expected


@pytest.mark.parametrize(
    ("type_name", "expected"),
    [
        ("Patient", ["Patient/1"]),
        ("Practitioner", ["https://x.fr/fhir/Practitioner/2/_history/3"]),
        ("Location", ["#l1"]),
        ("Device", [None]),
        ("HealthcareService", []),
    ],
)
def test_search_parameters_decide_by_the_text(type_name, expected, types):
    env = Environment(types, resource=APPOINTMENT, resolve=resolver_by_text(APPOINTMENT, types))
    nodes = evaluate_nodes(
        f"Appointment.participant.actor.where(resolve() is {type_name})",
        APPOINTMENT,
        types=types,
        environment=env,
    )
    assert [node.value.get("reference") for node in nodes] == expected


@pytest.mark.parametrize(
    ("resource", "expression", "expected"),
    [
        (APPOINTMENT, "participant.actor.resolve().name", "'Salle 3'"),
        (APPOINTMENT, "'#'.resolve().participant.count()", "6"),
        (APPOINTMENT, "'Patient/1'.resolve()", "{}"),
        (BUNDLE, "entry.resource.subject.resolve() is Patient", "true"),
        (BUNDLE, "'urn:uuid:1'.resolve() is Slot", "true"),
        (BUNDLE, "'urn:uuid:2'.resolve()", "{}"),
        (BUNDLE, "'https://y.fr/Patient/1'.resolve()", "{}"),
        ({"resourceType": "Bundle", "entry": ["x", {"resource": 5}]}, "'a/1'.resolve()", "{}"),
        ({"resourceType": "Patient", "contained": ["x"]}, "'#x'.resolve()", "{}"),
    ],
)
def test_within_a_resource(resource, expression, expected, types):
    assert show(evaluate_nodes(expression, resource, types=types)) == expected
