"""The page at /: what this server is, what it offers at this moment, where to go from here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sas_server.flows.instants import PARIS, read_instant, write_instant
from sas_server.flows.rule import items, text
from sas_server.pages.frame import page_environment
from sas_server.release import release
from sas_server.rest.asking import ask
from sas_server.rest.facade import Facade
from sas_server.store.instants import to_datetime

_SHOWN = 8
"""How many of the next free slots are shown."""

_ENVIRONMENT = page_environment()


@dataclass(frozen=True, slots=True)
class NextSlot:
    """A free slot: when it starts in Paris, its id, who or what offers it."""

    start: datetime
    id: str
    offered_by: str


def home_page(facade: Facade, base: str, language: Literal["fr", "en"], *, has_guide: bool) -> str:
    """The HTML of the home page; `base` is the URL of the FHIR base."""
    french = language == "fr"
    return _ENVIRONMENT.get_template("home.html").render(
        language=language,
        t=lambda fr, en: fr if french else en,
        base=base,
        release=release(),
        guide=("/ig/index.html" if french else "/ig/en/index.html") if has_guide else "",
        slots=list(_next_slots(facade, base)),
    )


def _next_slots(facade: Facade, base: str) -> Iterator[NextSlot]:
    now = write_instant(to_datetime(facade.store.clock()).astimezone(PARIS))
    found = list(
        ask(
            facade,
            base,
            "Slot",
            ("status", "free"),
            ("start", f"ge{now}"),
            ("_sort", "start"),
            ("_count", str(_SHOWN)),
            ("_include", "Slot:schedule"),
            ("_include:iterate", "Schedule:actor"),
        )
    )
    known = {f"{item['resourceType']}/{item['id']}": item for _, item in found}
    for mode, slot in found:
        start = read_instant(text(slot, "start"))
        if mode == "match" and start is not None:
            agenda = known.get(text(slot, "schedule", "reference"), {})
            yield NextSlot(start.astimezone(PARIS), slot["id"], _owner(agenda, known))


def _owner(agenda: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> str:
    """The name of the agenda's practitioner, else of its place."""
    actors = [known.get(text(actor, "reference"), {}) for _, actor in items(agenda, "actor")]
    for actor in actors:
        for _, name in items(actor, "name"):
            given = name.get("given") or [""]
            return f"{given[0]} {text(name, 'family')}".strip()
    return next((text(actor, "name") for actor in actors if text(actor, "name")), "")
