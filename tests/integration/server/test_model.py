"""Random sequences of interactions, on both engines at once, against a model in memory.

The model is a dictionary of version lists; searches are list comprehensions.
Whatever is done, both engines must answer as the model says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)
from tests.integration.server.client import FhirClient
from tests.integration.server.conftest import BuildServer

IDS = st.sampled_from(["a", "b", "c"])
STATUS = st.sampled_from(["free", "busy"])
DAYS = st.integers(1, 5)
CODES = st.lists(st.sampled_from(["x", "y"]), max_size=2, unique=True)
SYSTEM = "http://codes.example"

Resource = dict[str, Any]


@dataclass
class Model:
    """What a server must know: per id all versions, None for a deletion."""

    versions: dict[str, list[Resource | None]] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)

    def current(self, id: str) -> Resource | None:
        return self.versions[id][-1] if id in self.versions else None

    def live(self) -> list[Resource]:
        return [item for id in self.versions if (item := self.current(id)) is not None]

    def write(self, id: str, resource: Resource | None) -> None:
        self.versions.setdefault(id, []).append(resource)
        self.log.append(f"{id}/{len(self.versions[id])}")


def slot(id: str, status: str, day: int, codes: list[str]) -> Resource:
    resource: Resource = {
        "resourceType": "Slot",
        "id": id,
        "status": status,
        "schedule": {"reference": f"Schedule/{'ab'[day % 2]}"},
        "start": f"2027-03-{day:02}T09:00:00Z",
        "end": f"2027-03-{day:02}T10:00:00Z",
    }
    if codes:
        resource["serviceType"] = [{"coding": [{"system": SYSTEM, "code": code}]} for code in codes]
    return resource


def day_of(resource: Resource) -> int:
    return int(resource["start"][8:10])


def codes_of(resource: Resource) -> list[str]:
    return [item["coding"][0]["code"] for item in resource.get("serviceType", [])]


SEARCHES: list[tuple[str, Callable[[Resource], bool]]] = [
    ("status=free", lambda item: item["status"] == "free"),
    ("status:not=free", lambda item: item["status"] != "free"),
    ("start=ge2027-03-03", lambda item: day_of(item) >= 3),
    ("start=gt2027-03-02&start=lt2027-03-05", lambda item: 2 < day_of(item) < 5),
    ("start=2027-03-02,2027-03-04", lambda item: day_of(item) in (2, 4)),
    (f"service-type={SYSTEM}|x", lambda item: "x" in codes_of(item)),
    ("service-type=x,y", lambda item: bool(codes_of(item))),
    ("service-type=x&service-type=y", lambda item: {"x", "y"} <= set(codes_of(item))),
    ("service-type:not=x", lambda item: "x" not in codes_of(item)),
    ("service-type:missing=true", lambda item: not codes_of(item)),
    ("schedule=Schedule/a", lambda item: day_of(item) % 2 == 0),
    ("schedule=b&start=ge2027-03-02", lambda item: day_of(item) in (3, 5)),
    ("schedule.actor:Practitioner.name=anne", lambda item: day_of(item) % 2 == 0),
    ("schedule.actor:Practitioner.name=anne&start=le2027-03-02&status=busy",
     lambda item: day_of(item) == 2 and item["status"] == "busy"),
    ("schedule._has:Slot:schedule:status=nothing", lambda item: False),
    ("_id=a,b", lambda item: item["id"] in ("a", "b")),
]  # fmt: skip


class Interactions(RuleBasedStateMachine):
    """Does the same to every server and to the model."""

    open_clients: Callable[[], list[FhirClient]]

    @initialize()
    def start(self) -> None:
        self.clients = type(self).open_clients()
        self.model = Model()
        for client in self.clients:
            client.load(
                {"resourceType": "Practitioner", "id": "p", "name": [{"given": ["Anne"]}]},
                {"resourceType": "Schedule", "id": "a", "actor": [{"reference": "Practitioner/p"}]},
                {"resourceType": "Schedule", "id": "b", "actor": [{"reference": "Practitioner/q"}]},
            )

    @rule(id=IDS, status=STATUS, day=DAYS, codes=CODES)
    def update(self, id: str, status: str, day: int, codes: list[str]) -> None:
        resource = slot(id, status, day, codes)
        expected = 200 if self.model.current(id) else 201
        for client in self.clients:
            assert client.put(f"Slot/{id}", resource).status_code == expected
        self.model.write(id, resource)

    @rule(id=IDS, status=STATUS)
    def patch(self, id: str, status: str) -> None:
        operations = [{"op": "replace", "path": "/status", "value": status}]
        current = self.model.current(id)
        expected = 200 if current else 410 if id in self.model.versions else 404
        for client in self.clients:
            assert client.patch(f"Slot/{id}", operations).status_code == expected
        if current is not None:
            self.model.write(id, {**current, "status": status})

    @rule(id=IDS)
    def delete(self, id: str) -> None:
        for client in self.clients:
            assert client.delete(f"Slot/{id}").status_code == 204
        if self.model.current(id) is not None:
            self.model.write(id, None)

    @rule(id=IDS, version=st.integers(1, 4), status=STATUS, day=DAYS)
    def careful_update(self, id: str, version: int, status: str, day: int) -> None:
        resource = slot(id, status, day, [])
        there = self.model.current(id) is not None
        matches = there and len(self.model.versions[id]) == version
        for client in self.clients:
            answer = client.put(f"Slot/{id}", resource, If_Match=f'W/"{version}"')
            assert answer.status_code == (200 if matches else 412)
        if matches:
            self.model.write(id, resource)

    @rule(id=IDS, other=IDS, day=DAYS, fails=st.booleans())
    def transaction(self, id: str, other: str, day: int, fails: bool) -> None:
        entries: list[Resource] = [
            {
                "resource": slot(id, "busy", day, ["x"]),
                "request": {"method": "PUT", "url": f"Slot/{id}"},
            }
        ]
        if other != id:
            entries.append({"request": {"method": "DELETE", "url": f"Slot/{other}"}})
        if fails:
            entries.append({"request": {"method": "GET", "url": "Slot/none"}})
        bundle = {"resourceType": "Bundle", "type": "transaction", "entry": entries}
        for client in self.clients:
            assert client.post("", bundle).status_code == (404 if fails else 200)
        if not fails:
            if other != id and self.model.current(other) is not None:
                self.model.write(other, None)
            self.model.write(id, slot(id, "busy", day, ["x"]))

    @rule(id=IDS)
    def read(self, id: str) -> None:
        current = self.model.current(id)
        expected = 200 if current else 410 if id in self.model.versions else 404
        for client in self.clients:
            answer = client.get(f"Slot/{id}")
            assert answer.status_code == expected
            if current is not None:
                assert {**answer.json, "meta": None} == {**current, "meta": None}
                assert answer.headers["ETag"] == f'W/"{len(self.model.versions[id])}"'

    @rule(id=IDS, version=st.integers(1, 3))
    def read_version(self, id: str, version: int) -> None:
        versions = self.model.versions.get(id, [])
        stored = versions[version - 1] if version <= len(versions) else None
        expected = 200 if stored else 410 if version <= len(versions) else 404
        for client in self.clients:
            assert client.get(f"Slot/{id}/_history/{version}").status_code == expected

    @rule(search=st.sampled_from(SEARCHES), descending=st.booleans())
    def search(self, search: tuple[str, Callable[[Resource], bool]], descending: bool) -> None:
        text, holds = search
        found = [item for item in self.model.live() if holds(item)]
        found.sort(key=lambda item: item["id"], reverse=descending)
        sort = "-_id" if descending else "_id"
        for client in self.clients:
            answer = client.get(f"Slot?{text}&_sort={sort}").json
            ids = [entry["resource"]["id"] for entry in answer.get("entry", [])]
            assert ids == [item["id"] for item in found]
            assert answer["total"] == len(found)

    @rule(size=st.integers(1, 3))
    def pages(self, size: int) -> None:
        expected = sorted(item["id"] for item in self.model.live())
        for client in self.clients:
            seen, url = [], f"Slot?_count={size}&_sort=start"
            while url:
                page = client.get(url.removeprefix("http://localhost/fhir/")).json
                seen += [entry["resource"]["id"] for entry in page.get("entry", [])]
                links = {link["relation"]: link["url"] for link in page["link"]}
                url = links.get("next", "")
            assert sorted(seen) == expected

    @rule()
    def history(self) -> None:
        for client in self.clients:
            answer = client.get("Slot/_history?_count=1000").json
            told = [
                f"{item['fullUrl'].rpartition('/')[2]}/{item['response']['etag'][3:-1]}"
                for item in answer.get("entry", [])
            ]
            # A transaction's entries have one moment; their order among themselves is free.
            assert sorted(told) == sorted(self.model.log)


@pytest.mark.slow
def test_both_engines_do_as_the_model(
    new_store: Callable[[str], str], open_server: BuildServer
) -> None:
    def open_clients() -> list[FhirClient]:
        return [open_server(new_store(engine)).client for engine in ("sqlite", "postgresql")]

    machine = type("Case", (Interactions,), {"open_clients": staticmethod(open_clients)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
