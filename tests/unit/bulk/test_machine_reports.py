import json

import pytest

from sas_validators.bulk.records import Record
from sas_validators.bulk.reports.renderer import Output, Rendering, document, renderer
from sas_validators.bulk.summary import Summary
from sas_validators.issues.catalogue.files import FILE_NOT_FOUND
from sas_validators.issues.finding import Finding
from sas_validators.outcome import Outcome

FILE = "http://hl7.org/fhir/StructureDefinition/operationoutcome-file"
FOUND = Outcome([Finding(FILE_NOT_FOUND, (None, "", None), {})])
WHOLE = Record("a.json")
LINE = Record("é.ndjson", b"", 7, in_lines=True)


def report(output: Output, *records: Record, parts: int = 1) -> str:
    rendering = Rendering(output, "fr")
    pieces = [renderer(rendering).render(record, FOUND) for record in records]
    text: list[str] = []
    made = document(rendering, text.append)
    for part in range(parts):
        made.add(pieces[part::parts])
    made.close(Summary())
    return "".join(text)


def test_ndjson() -> None:
    lines = report("ndjson", WHOLE, LINE).splitlines()
    said = [json.loads(line) for line in lines]
    assert said == [
        {"file": "a.json", "outcome": FOUND.to_operation_outcome("fr")},
        {"file": "é.ndjson", "line": 7, "outcome": FOUND.to_operation_outcome("fr")},
    ]
    assert list(said[1]) == ["file", "line", "outcome"]


def test_json_of_one_resource_is_its_outcome() -> None:
    assert json.loads(report("json", WHOLE)) == FOUND.to_operation_outcome("fr")


@pytest.mark.parametrize("parts", [1, 2, 3])
def test_json_of_several_is_a_bundle(parts: int) -> None:
    records = (WHOLE, LINE, WHOLE)
    bundle = json.loads(report("json", *records, parts=parts))
    assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "collection")
    named = [entry["resource"].pop("extension") for entry in bundle["entry"]]
    places = {"a.json", "é.ndjson:7"}
    assert {item["valueString"] for (item,) in named} == places
    assert {item["url"] for (item,) in named} == {FILE}
    outcome = {"resource": FOUND.to_operation_outcome("fr")}
    assert bundle["entry"] == [outcome] * 3


def test_json_of_nothing() -> None:
    assert json.loads(report("json")) == {"resourceType": "Bundle", "type": "collection"}
