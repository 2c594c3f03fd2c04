"""Every narrative of the oracle's cases: the same findings as the HL7 validator gives."""

import json

import pytest
from tests.shared_data import ORACLE, needs_data
from tests.typed_walk import walk

from sas_validators.narrative.judge import html_checks, judge_div
from sas_validators.reading.formats import read

INVARIANT = "http://hl7.org/fhir/StructureDefinition/Narrative#"
WITHOUT_ID = {
    "Error parsing XHTML": "Error_parsing_XHTML_",
    "Invalid entity in the XHTML": "XHTML_XHTML_Entity_Illegal",
}
NOT_OURS = "This property must be a simple value"


def cases():
    if ORACLE is None:
        return []
    lines = (ORACLE / "golden.jsonl").read_text("utf-8").splitlines()
    golden = {outcome["id"]: outcome for outcome in map(json.loads, lines)}
    lines = (ORACLE / "cases.jsonl").read_text("utf-8").splitlines()
    return [
        pytest.param(case, golden[case["id"]], id=case["id"]) for case in map(json.loads, lines)
    ]


def expected_of(golden):
    for kind in ("errors", "aux", "warnings"):
        for finding in golden.get(kind, []):
            if finding["loc"].endswith("text.div") and NOT_OURS not in finding["msg"]:
                text = finding["msg"]
                ids = [ours for start, ours in WITHOUT_ID.items() if text.startswith(start)]
                yield finding["loc"], finding["id"] or ids[0]


@needs_data
@pytest.mark.parametrize(("case", "golden"), cases())
def test_same_findings_as_the_reference(case, golden, types):
    reading = read((ORACLE / case["file"]).read_bytes(), types, case["format"])
    found = []
    for place, type_name, value in walk(reading.value, types):
        if type_name == "xhtml" and isinstance(value, str):
            found += [(place, message.id) for message, _ in judge_div(value, list)]
            allowed, not_blank = html_checks(value)
            found += [] if allowed else [(place, INVARIANT + "txt-1")]
            found += [] if not_blank else [(place, INVARIANT + "txt-2")]
    assert sorted(found) == sorted(expected_of(golden))
