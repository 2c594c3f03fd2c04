"""The hooks for flows: every one is called where its documentation says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from tests.integration.server.agenda_data import slot
from tests.integration.server.client import FhirClient, issue_codes
from tests.integration.server.conftest import BuildServer

from sas_server.refusals.catalogue import METHOD_NOT_ALLOWED
from sas_server.refusals.refusal import Refused
from sas_server.rest.exchange import Answer, Asked
from sas_server.rest.flows import Change, Flow, Searchset
from sas_server.rest.judging import Verdict
from sas_server.search.query import Query
from sas_server.store.content import read_json
from sas_server.store.rows import Draft, IndexRows, Stored
from sas_server.store.writer import Writer

PROFILE = "http://profiles.example/p"
SLOT = slot("s1", "a", "free", "2027-03-25T09:00:00Z")


class Booking(Flow):
    """Books the slot of an appointment in the appointment's own transaction."""

    name = "booking"

    def profiles(self, change: Change) -> Iterable[str]:
        return (PROFILE,) if change.type == "Appointment" else ()

    def review(self, change: Change) -> Iterable[dict[str, Any]]:
        if change.type == "Slot" and change.kind == "delete":
            raise Refused(METHOD_NOT_ALLOWED, method="DELETE", allowed="GET")
        if change.resource is not None and change.resource.get("comment") == "bad":
            yield {"severity": "error", "code": "business-rule", "details": {"text": "no"}}
        if change.resource is not None and change.resource.get("comment") == "hm":
            yield {"severity": "warning", "code": "business-rule", "details": {"text": "hm"}}

    def keys(self, change: Change) -> Iterable[str]:
        return self._slots(change)

    def accompany(self, change: Change, before: Stored | None, writer: Writer) -> None:
        for place in self._slots(change):
            found = writer.find(*place.split("/"))
            if found is None or found.content is None:
                raise Refused(METHOD_NOT_ALLOWED, method="POST", allowed="")
            busy = {**read_json(found.content), "status": "busy"}
            writer.put([Draft(found.type, found.id, busy, IndexRows())])
            assert change.resource is not None
            change.resource["comment"] = f"was {read_json(found.content)['status']}"

    def finish(self, change: Change, answer: Answer) -> Answer:
        if answer.location is None:
            return answer
        return replace(answer, location=answer.location.partition("/_history/")[0])

    def prepare(self, query: Query, asked: Asked) -> Query:
        return replace(query, criteria=()) if ("all", "1") in asked.query else query

    def is_one_page(self, query: Query) -> bool:
        return query.type == "Slot"

    def complete(self, query: Query, found: Searchset) -> Searchset:
        return replace(found, profile=(PROFILE,), total=7)

    def match(self, change: Change, writer: Writer) -> Sequence[Stored] | None:
        if change.type != "Practitioner":
            return None
        found = writer.find("Practitioner", "chosen")
        return [found] if found is not None else []

    @staticmethod
    def _slots(change: Change) -> list[str]:
        if change.type != "Appointment" or change.resource is None:
            return []
        return [item["reference"] for item in change.resource.get("slot", [])]


class Profiles:
    """A judge that notes what it was asked to judge against."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def judge(self, resource: Any, profiles: Sequence[str] = (), **_: Any) -> Verdict:
        self.asked.append((resource["resourceType"], tuple(profiles)))
        return Verdict("valid")


def appointment(*slots: str, **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "Appointment",
        "status": "booked",
        "slot": [{"reference": f"Slot/{id}"} for id in slots],
        "participant": [{"status": "accepted"}],
        **more,
    }


def server(build_server: BuildServer) -> FhirClient:
    client = build_server(flows=(Booking(),)).client
    client.load(SLOT)
    return client


def test_profiles_of_the_flow(build_server: BuildServer) -> None:
    judge = Profiles()
    client = build_server(judge=judge, flows=(Booking(),)).client
    client.load(SLOT)
    client.post("Appointment", appointment("s1"))
    assert judge.asked == [("Slot", ()), ("Appointment", (PROFILE,))]


def test_work_in_the_same_transaction(build_server: BuildServer) -> None:
    client = server(build_server)
    made = client.post("Appointment", appointment("s1"))
    assert made.status_code == 201
    assert made.json["comment"] == "was free"
    assert client.get("Slot/s1").json["status"] == "busy"
    assert made.headers["Location"] == f"http://localhost/fhir/Appointment/{made.json['id']}"


def test_a_refusal_undoes_it(build_server: BuildServer) -> None:
    client = server(build_server)
    assert client.post("Appointment", appointment("s1", "none")).status_code == 405
    assert client.get("Slot/s1").json["status"] == "free"
    assert client.get("Appointment/_history").json["total"] == 0


def test_business_rules(build_server: BuildServer) -> None:
    client = server(build_server)
    bad = client.put("Slot/s1", {**SLOT, "comment": "bad"})
    assert (bad.status_code, issue_codes(bad)) == (422, ["business-rule"])
    fine = client.put("Slot/s1", {**SLOT, "comment": "hm"}, Prefer="return=OperationOutcome")
    assert issue_codes(fine) == ["informational", "business-rule"]
    assert client.delete("Slot/s1").status_code == 405


def test_the_flow_chooses_the_match(build_server: BuildServer) -> None:
    client = server(build_server)
    client.load({"resourceType": "Practitioner", "id": "chosen"})
    answer = client.put("Practitioner?identifier=x", {"resourceType": "Practitioner"})
    assert (answer.status_code, answer.json["id"]) == (200, "chosen")


def test_searches(build_server: BuildServer) -> None:
    client = server(build_server)
    client.load({**SLOT, "id": "s2", "status": "busy"})
    found = client.get("Slot?status=free&_count=1&all=1").json
    assert found["total"] == 7
    assert found["meta"]["profile"] == [PROFILE]
    matches = [item for item in found["entry"] if item["search"]["mode"] == "match"]
    assert len(matches) == 2
    assert [link["relation"] for link in found["link"]] == ["self"]
