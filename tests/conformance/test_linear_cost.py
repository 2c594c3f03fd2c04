"""Twice the input, twice the work: whatever is long, nothing goes through all of it for each part.

Work is counted in function calls, which no other process of the machine changes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import pytest

from sas_validators import Validator

SMALL, LARGE = 150, 600

BASE = "http://hl7.org/fhir/StructureDefinition/"
SAS = "http://sas.fr/fhir/StructureDefinition/"

Json = dict[str, Any]


def url(number: int) -> str:
    return f"urn:uuid:00000000-0000-4000-8000-{number:012}"


def slot(**members: Any) -> Json:
    return {
        "resourceType": "Slot",
        "status": "free",
        "schedule": {"reference": "Schedule/1"},
        "start": "2026-03-03T09:00:00+01:00",
        "end": "2026-03-03T10:00:00+01:00",
        **members,
    }


def patient(number: int, **members: Any) -> Json:
    return {"resourceType": "Patient", "id": f"p{number}", "gender": "male", **members}


def bundle(kind: str, *entries: Json, **members: Any) -> Json:
    return {"resourceType": "Bundle", "type": kind, "entry": list(entries), **members}


def entry(number: int, **members: Any) -> Json:
    return {"fullUrl": url(number + 1), "resource": patient(number), **members}


def document(size: int, *, linked: bool) -> Json:
    references = [{"reference": url(number + 1)} for number in range(size if linked else 0)]
    composition = {
        "resourceType": "Composition",
        "status": "final",
        "type": {"text": "x"},
        "date": "2026-01-01",
        "title": "x",
        "author": [{"display": "x"}],
        "section": [{"title": "x", "entry": references}],
    }
    return bundle(
        "document",
        {"fullUrl": url(0), "resource": composition},
        *map(entry, range(size)),
        identifier={"system": "http://example.org", "value": "1"},
        timestamp="2026-01-01T00:00:00Z",
    )


def chain(size: int) -> Json:
    def link(number: int) -> Json:
        other = {"reference": url(number + 2)}
        return {
            "fullUrl": url(number + 1),
            "resource": patient(number, link=[{"other": other, "type": "seealso"}]),
        }

    return bundle("collection", *map(link, range(size)))


def history(size: int) -> Json:
    def version(number: int) -> Json:
        return {
            "fullUrl": "http://example.org/Patient/p0",
            "resource": patient(0, meta={"versionId": str(number)}),
            "request": {"method": "PUT", "url": "Patient/p0"},
            "response": {"status": "200"},
        }

    return bundle("history", *map(version, range(size)))


def answered(size: int) -> Json:
    items = [{"linkId": str(number), "type": "string", "text": "x"} for number in range(size)]
    answers = [{"linkId": item["linkId"], "answer": [{"valueString": "x"}]} for item in items]
    asked = {"resourceType": "Questionnaire", "id": "q", "status": "draft", "item": items}
    return {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "questionnaire": "#q",
        "contained": [asked],
        "item": answers,
    }


def div(content: str) -> Json:
    return {
        "status": "generated",
        "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{content}</div>',
    }


def repeated(make: Callable[[int], Any], size: int) -> list[Any]:
    return [make(number) for number in range(size)]


SHAPES: dict[str, Callable[[int], Json | str]] = {
    "searchset": lambda n: bundle(
        "searchset", *repeated(lambda i: entry(i, search={"mode": "match"}), n)
    ),
    "collection": lambda n: bundle("collection", *map(entry, range(n))),
    "document, all linked": lambda n: document(n, linked=True),
    "document, none linked": lambda n: document(n, linked=False),
    "entries linked in a chain": chain,
    "transaction": lambda n: bundle(
        "transaction",
        *repeated(lambda i: entry(i, request={"method": "PUT", "url": f"Patient/p{i}"}), n),
    ),
    "history": history,
    "one fullUrl for all entries": lambda n: bundle(
        "collection", *repeated(lambda i: {"fullUrl": url(1), "resource": patient(1)}, n)
    ),
    "no fullUrl": lambda n: bundle("collection", *repeated(lambda i: {"resource": slot()}, n)),
    "relative references": lambda n: bundle(
        "collection",
        *repeated(
            lambda i: {
                "fullUrl": f"http://example.org/Slot/{i}",
                "resource": slot(id=str(i), schedule={"reference": f"Slot/{i}"}),
            },
            n,
        ),
    ),
    "errors in every entry": lambda n: bundle(
        "collection",
        *repeated(lambda i: {"fullUrl": url(i), "resource": {"resourceType": "Slot", "x": 1}}, n),
    ),
    "unknown members": lambda n: slot(**{f"x{number}": 1 for number in range(n)}),
    "nulls": lambda n: slot(serviceCategory=[None] * n),
    "codes of unknown systems": lambda n: slot(
        specialty=repeated(lambda i: {"coding": [{"system": f"http://x.org/{i}", "code": "a"}]}, n)
    ),
    "unknown codes of a known system": lambda n: slot(
        specialty=repeated(
            lambda i: {"coding": [{"system": "http://hl7.org/fhir/slotstatus", "code": str(i)}]}, n
        )
    ),
    "contained resources, referenced": lambda n: {
        "resourceType": "Schedule",
        "contained": repeated(patient, n),
        "actor": repeated(lambda i: {"reference": f"#p{i}"}, n),
    },
    "contained resources, others referenced": lambda n: {
        "resourceType": "Schedule",
        "contained": repeated(patient, n),
        "actor": repeated(lambda i: {"reference": f"#x{i}"}, n),
    },
    "unknown extensions": lambda n: slot(
        extension=repeated(lambda i: {"url": f"http://x.org/{i}", "valueString": "x"}, n)
    ),
    "unknown profiles": lambda n: slot(
        meta={"profile": repeated(lambda i: f"http://x.org/{i}", n)}
    ),
    "slices": lambda n: {
        "resourceType": "Practitioner",
        "meta": {"profile": [f"{SAS}FrPractitionerAgregateur"]},
        "identifier": repeated(
            lambda i: {"system": "urn:oid:1.2.250.1.71.4.2.1", "value": str(i)}, n
        ),
    },
    "questions": answered,
    "concepts": lambda n: {
        "resourceType": "CodeSystem",
        "status": "draft",
        "content": "complete",
        "concept": repeated(lambda i: {"code": str(i), "display": "x"}, n),
    },
    "paragraphs with ids": lambda n: slot(
        text=div(
            "x" * 40_000  # shorter ones are judged once and remembered
            + "".join(f'<p id="a{i}"><a href="#a{i}">x</a></p>' for i in range(n))
        )
    ),
    "duplicate members": lambda n: (
        '{"resourceType": "Slot",' + '"status": "free",' * n + '"status": "busy"}'
    ),
    "elements in XML": lambda n: (
        '<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/>'
        + "<entry><resource><Slot/></resource></entry>" * n
        + "</Bundle>"
    ),
}


def calls(validator: Validator, text: bytes) -> int:
    """How many functions are called until everything about `text` is said."""
    count = 0

    def profile(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(profile)
    try:
        validator.validate(text).to_operation_outcome()
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator.default()


@pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in SHAPES.items()])
def test_work_grows_as_the_input_does(
    validator: Validator, make: Callable[[int], Json | str]
) -> None:
    texts = []
    for size in (2, SMALL, LARGE):
        made = make(size)
        texts.append((made if isinstance(made, str) else json.dumps(made)).encode())
    validator.validate(texts[0]).to_operation_outcome()  # loads the definitions it needs
    small, large = (calls(validator, text) for text in texts[1:])
    assert large < small * (LARGE / SMALL) * 1.2
