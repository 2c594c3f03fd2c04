"""A client that asks what the national platform asks, of a server as users start it."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit
from zoneinfo import ZoneInfo

from tests.integration.flows.sas_data import IDNPS, IDNST

PARIS = ZoneInfo("Europe/Paris")

Resource = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """Status, content and headers of an answer."""

    status: int
    content: Any
    headers: Any


@dataclass(frozen=True)
class Bundle:
    """A searchset with the request that it answers."""

    asked: str
    content: Resource

    def of(self, type_name: str) -> list[Resource]:
        """The entries of a type."""
        found = [entry["resource"] for entry in self.content.get("entry", ())]
        return [item for item in found if item["resourceType"] == type_name]

    def at(self, reference: str) -> Resource | None:
        """The entry that a reference names."""
        found = [entry["resource"] for entry in self.content.get("entry", ())]
        return next((i for i in found if f"{i['resourceType']}/{i['id']}" == reference), None)

    @property
    def counts(self) -> dict[str, int]:
        """How many entries there are of each type but Slot."""
        types = [entry["resource"]["resourceType"] for entry in self.content.get("entry", ())]
        return {name: types.count(name) for name in types if name != "Slot"}


@dataclass(frozen=True)
class Platform:
    """The SAS platform, as one server at `url` sees it."""

    url: str

    def send(self, method: str, path: str, body: Any = None) -> Reply:
        """One request, with the platform's own media types."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{self.url}/{path}", data=data, method=method
        )
        request.add_header("Accept", "application/json+fhir")
        if body is not None:
            request.add_header("Content-Type", "application/fhir+json")
        try:
            answer = urllib.request.urlopen(request, timeout=60)  # noqa: S310
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            text = answer.read()
        return Reply(answer.status, json.loads(text) if text else None, answer.headers)

    def search(self, path: str) -> Bundle:
        """A search that is to be answered."""
        reply = self.send("GET", path)
        assert reply.status == 200, reply.content
        return Bundle(f"{self.url}/{path}", reply.content)

    def slots(self, *numbers: str, cpts: bool = False, more: str = "") -> Bundle:
        """INT_R01, or INT_R04."""
        return self.search(slots_path(*numbers, cpts=cpts, more=more))

    def sos_slots(self, *numbers: str) -> Bundle:
        """INT_SOS1."""
        low, high = window()
        pairs = [
            ("_revinclude", "Slot:schedule"),
            ("_include", "Schedule:actor:Location"),
            ("_include:iterate", "Location:organization"),
            ("_has:Slot:schedule:start", f"ge{low}"),
            ("_has:Slot:schedule:start", f"le{high}"),
            ("_has:Slot:schedule:status", "free"),
            ("actor:Location.organization.identifier", _tokens(IDNST, numbers)),
        ]
        return self.search(f"Schedule?{_query(pairs)}")


def slots_path(*numbers: str, cpts: bool = False, more: str = "") -> str:
    """The request of INT_R01 and INT_R04 for the platform's window: now to D+2."""
    low, high = window()
    pairs = [("_include", "Slot:schedule"), ("_include:iterate", "Schedule:actor")]
    if cpts:
        pairs.append(("_include", "Slot:service-type-reference"))
        pairs.append(("_include:iterate", "HealthcareService:organization"))
    pairs += [
        ("status", "free"),
        ("start", f"ge{low}"),
        ("start", f"le{high}"),
        ("schedule.actor:Practitioner.identifier", _tokens(IDNPS, numbers)),
    ]
    return f"Slot?{_query(pairs)}{more}"


def window() -> tuple[str, str]:
    """From now to the end of the day after tomorrow, in France."""
    now = datetime.now(PARIS)
    last = (now + timedelta(days=2)).replace(hour=23, minute=59, second=59, microsecond=999_000)
    return now.isoformat(timespec="milliseconds"), last.isoformat(timespec="milliseconds")


def parameters(url: str) -> list[tuple[str, str]]:
    """The decoded parameters of a URL."""
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)


def _tokens(system: str, numbers: tuple[str, ...]) -> str:
    return ",".join(f"{system}|{number}" for number in numbers)


def _query(pairs: list[tuple[str, str]]) -> str:
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs)
