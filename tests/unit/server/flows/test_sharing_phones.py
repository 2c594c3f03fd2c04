"""Phones that a professional and the roles have from each other: flows.md C-13."""

from __future__ import annotations

from typing import Any

from sas_server.flows.answering import read_entries
from sas_server.flows.slot_search import _sharing_phones
from sas_server.store.content import write_json
from sas_server.store.rows import Stored

PHONE = [{"system": "phone", "value": "+33123456789"}]


def stored(number: int, resource: dict[str, Any]) -> Stored:
    kind = resource["resourceType"]
    return Stored(number, kind, resource["id"], 1, 0, "PUT", write_json(resource), None)


def role(id: str, **more: Any) -> dict[str, Any]:
    person = {"reference": "Practitioner/p"}
    return {"resourceType": "PractitionerRole", "id": id, "practitioner": person, **more}


def phones(*resources: dict[str, Any]) -> dict[str, bool]:
    entries = read_entries(stored(number, item) for number, item in enumerate(resources))
    return {place: "telecom" in item for place, item in _sharing_phones(entries, {}).items()}


def test_the_professional_has_those_of_the_roles_which_keep_theirs_apart() -> None:
    person = {"resourceType": "Practitioner", "id": "p"}
    assert phones(person, role("here", telecom=PHONE), role("there")) == {
        "Practitioner/p": True,
        "PractitionerRole/here": True,
        "PractitionerRole/there": False,
    }


def test_the_roles_have_that_of_the_professional() -> None:
    person = {"resourceType": "Practitioner", "id": "p", "telecom": PHONE}
    assert phones(person, role("here"))["PractitionerRole/here"]
