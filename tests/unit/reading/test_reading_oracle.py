"""What the HL7 validator says about texts that are no proper FHIR JSON or XML."""

import json
import re

import pytest
from tests.shared_data import ORACLE, needs_data

from sas_validators.model.paths import render
from sas_validators.reading.formats import read

READER_TEXTS = (
    "is a duplicate",
    "has no quotes",
    "Error parsing JSON: Error parsing",
    "unknown or unrecognized",
    "resourceType' has the wrong",
    "Undefined",
    "Element must have some content",
    "XML encoding is invalid",
    "must be terminated",
    "Premature end",
    "DOCTYPE is disallowed",
    "is out of order",
)
"""Which of the reference's errors come from reading the text; it gives them no id."""


def cases():
    if ORACLE is None:
        return []
    golden = {}
    for line in (ORACLE / "golden.jsonl").read_text("utf-8").splitlines():
        outcome = json.loads(line)
        golden[outcome["id"]] = outcome
    found = []
    for line in (ORACLE / "cases.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        places = {
            error["loc"]
            for error in golden[case["id"]]["errors"]
            if any(text in error["msg"] for text in READER_TEXTS)
        }
        found.append(pytest.param(case, places, id=case["id"]))
    return found


def compared(location):
    """A place as the oracle writes it: choices by their bare name."""
    return re.sub(r"\.ofType\(\w+\)", "", render(location))


@needs_data
@pytest.mark.parametrize(("case", "places"), cases())
def test_same_places_as_the_reference(case, places, types):
    reading = read((ORACLE / case["file"]).read_bytes(), types, case["format"])
    errors = {
        compared(finding.location)
        for finding in reading.findings
        if finding.message.severity in {"error", "fatal"}
    }
    if case["id"] not in {"xml-048", "xml-050"}:  # the reference crashes on these
        assert errors == places
