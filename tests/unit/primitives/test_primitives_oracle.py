"""Every single value of the oracle's cases: the same errors as the HL7 validator gives."""

import json
import re

import pytest
from tests.shared_data import ORACLE, needs_data
from tests.typed_walk import walk

from sas_validators.datatypes.attachment import judge_attachment
from sas_validators.datatypes.identifier import judge_identifier
from sas_validators.issues.catalogue import primitives as catalogue
from sas_validators.issues.message import Message
from sas_validators.primitives.acceptance import FAST
from sas_validators.primitives.judge import judge
from sas_validators.primitives.texts import judge_resource_id
from sas_validators.reading.formats import read

OURS = {message.id for message in vars(catalogue).values() if isinstance(message, Message)}
NOT_HERE = {
    "Resource_RES_ID_Missing",  # the compiled checks know where an id is due
    "Type_Specific_Checks_DT_Primitive_ValueExt",
}
KINDS = {
    "Error parsing JSON: the primitive value must be a string": "string",
    "Error parsing JSON: the primitive value must be a number": "number",
    "Error parsing JSON: the primitive value must be a boolean": "boolean",
}


def cases():
    if ORACLE is None:
        return []
    lines = (ORACLE / "golden.jsonl").read_text("utf-8").splitlines()
    golden = {outcome["id"]: outcome for outcome in map(json.loads, lines)}
    lines = (ORACLE / "cases.jsonl").read_text("utf-8").splitlines()
    return [
        pytest.param(case, golden[case["id"]], id=case["id"]) for case in map(json.loads, lines)
    ]


def is_resource_id(place):
    return re.fullmatch(r"(?:\w+|.*\.resource|.*\.contained\[\d+\])\.id", place) is not None


def our_errors(resource, types, from_xml):
    for place, type_name, value in walk(resource, types):
        found = []
        if types.is_primitive(type_name) and not isinstance(value, dict | list):
            # The judge is asked about what the fast test doesn't accept, as in the product.
            if type_name not in FAST or not FAST[type_name](value):
                found = [message for message, _ in judge(type_name, value, from_xml=from_xml)]
            if is_resource_id(place):
                found += [message for message, _ in judge_resource_id(str(value))]
        elif type_name == "Attachment":
            found = [message for message, _, _ in judge_attachment(value)]
        elif type_name == "Identifier":
            found = [message for message, _, _ in judge_identifier(value)]
        for message in found:
            yield place, message


@needs_data
@pytest.mark.parametrize(("case", "golden"), cases())
def test_same_errors_as_the_reference(case, golden, types):
    reading = read((ORACLE / case["file"]).read_bytes(), types, case["format"])
    found = set(our_errors(reading.value, types, reading.from_xml))
    ours = {
        (place, message.id)
        for place, message in found
        if message.severity == "error" and message.id in OURS
    }
    tolerated = {(error["loc"], error["id"]) for error in golden.get("aux", [])}
    expected = {
        (error["loc"], error["id"]) for error in golden["errors"] if error["id"] in OURS - NOT_HERE
    }
    if not golden.get("verdict_only"):
        assert ours - tolerated == expected
        kinds = {(place, m.id.rpartition("_")[2]) for place, m in found if m.id not in OURS}
        texts = {(e["loc"], KINDS[e["msg"]]) for e in golden["errors"] if e["msg"] in KINDS}
        assert kinds >= texts
        warned = {(w["loc"], w["id"]) for w in golden["warnings"] if w["id"] in OURS}
        assert {
            (place, message.id)
            for place, message in found
            if message.severity in {"warning", "information"}
        } == warned
