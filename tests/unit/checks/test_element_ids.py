"""Element ids are unique within a resource, by the whole validator."""

import pytest

from sas_validators.validator import Validator

NARRATIVE = {"status": "generated", "div": '<div xmlns="http://www.w3.org/1999/xhtml">x</div>'}


@pytest.fixture(scope="module")
def validator():
    return Validator.with_packages((), builtin=["hl7.fhir.r4.core#4.0.1"])


def patient(**fields):
    return {"resourceType": "Patient", "text": NARRATIVE, **fields}


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        pytest.param(
            patient(name=[{"id": "a", "text": "x"}, {"id": "b", "text": "x"}]), [], id="2"
        ),
        pytest.param(
            patient(name=[{"id": "a", "text": "x"}], telecom=[{"id": "a", "rank": 1}]),
            ["Patient.telecom[0]"],
            id="data types",
        ),
        pytest.param(
            patient(
                contact=[{"id": "a", "name": {"text": "x"}}],
                active=True,
                _active={"id": "a"},
            ),
            ["Patient.contact[0]"],
            id="primitive and backbone element",
        ),
        pytest.param(
            patient(
                name=[{"text": "x"}],
                _birthDate={"id": "a", "extension": [{"url": "http://example.org/x", "id": "a"}]},
            ),
            ["Patient.birthDate.extension[0]"],
            id="extension",
        ),
        pytest.param(patient(id="a", name=[{"id": "a", "text": "x"}]), [], id="resource's own id"),
        pytest.param(
            patient(
                name=[{"id": "a", "text": "x"}],
                managingOrganization={"reference": "#o"},
                contained=[
                    {
                        "resourceType": "Organization",
                        "id": "o",
                        "name": "x",
                        "address": [{"id": "a", "text": "x"}],
                    }
                ],
            ),
            [],
            id="contained resources have ids of their own",
        ),
        pytest.param(
            {
                "resourceType": "StructureDefinition",
                "snapshot": {"element": [{"id": "Patient", "path": "Patient"}]},
                "differential": {"element": [{"id": "Patient", "path": "Patient"}]},
            },
            [],
            id="element definitions",
        ),
    ],
)
def test_duplicates(validator, resource, expected):
    issues = validator.validate(resource).issues
    assert [item.expression for item in issues if item.message_id == "DUPLICATE_ID"] == expected
