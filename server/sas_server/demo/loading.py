"""Filling an empty store with the demonstration, or bringing it up to date."""

from __future__ import annotations

import logging

from sqlalchemy import select

from sas_server.demo.world import MARKER, Resource, world
from sas_server.rest.facade import Facade
from sas_server.settings import Settings
from sas_server.store import tables
from sas_server.store.instants import to_datetime
from sas_server.store.reader import Reader
from sas_server.store.rows import Draft
from sas_server.store.writer import Writer

log = logging.getLogger(__name__)


def load_demo(facade: Facade) -> int:
    """Stores what the demonstration lacks, as of the store's clock; returns how many.

    Slots of a week from now are made each time, whatever was there before
    stays. A store that holds other data is left alone.
    """
    found = facade.store.read(_state)
    if found == "other":
        log.warning("the store holds other data; no demonstration data was added")
        return 0
    now = to_datetime(facade.store.clock())
    base = booking_base(facade.settings)
    resources = list(world(now, base))
    return facade.store.write(lambda writer: _put_missing(facade, writer, resources))


def booking_base(settings: Settings) -> str:
    """The URL below which slots are booked: this server's own."""
    public = settings.public_base.rstrip("/").removesuffix("/fhir")
    return public or f"http://{settings.host}:{settings.port}"


def _state(reader: Reader) -> str:
    marker = reader.find("Practitioner", MARKER)
    if marker is not None and not marker.deleted:
        return "demonstration"
    live = select(tables.resource.c.rid).where(tables.resource.c.state == tables.LIVE).limit(1)
    return "other" if reader.rows(live) else "empty"


def _put_missing(facade: Facade, writer: Writer, resources: list[Resource]) -> int:
    present = _ids(writer)
    # What the built-in packages say of the data is proven by tests; other packages may differ.
    proven = not facade.settings.package
    base = facade.settings.public_base
    drafts: list[Draft] = [
        facade.draft(resource, resource["id"], base, "PUT", proven=proven)
        for resource in resources
        if (resource["resourceType"], resource["id"]) not in present
    ]
    if drafts:
        writer.put(drafts)
    return len(drafts)


def _ids(reader: Reader) -> set[tuple[str, str]]:
    """Type and id of everything that is, or was, in the store."""
    resource = tables.resource
    query = select(resource.c.type, resource.c.id).where(resource.c.state != tables.ANCHOR)
    names = reader.numbering.type_names
    return {(names[row.type], row.id) for row in reader.rows(query)}
