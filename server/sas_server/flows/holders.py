"""Who holds an identifier: a look-up in the store's index, within a transaction.

Spec: flows.md 4.4 (matching order) and 5.3 (the operator is known)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from sas_server.flows.names import REGULATOR, SAS_AUTHORITY
from sas_server.flows.rule import Resource, declares, items, text
from sas_server.store import tables
from sas_server.store.content import read_json
from sas_server.store.reader import Reader
from sas_server.store.rows import Stored


@dataclass(frozen=True, slots=True)
class Named:
    """`system|value`; a system of None is any, one of "" none."""

    system: str | None
    value: str

    def __str__(self) -> str:
        return self.value if self.system is None else f"{self.system}|{self.value}"

    def is_of(self, identifier: Mapping[str, Any]) -> bool:
        """Whether an Identifier is the one named; UUIDs are the same in either case."""
        system, value = text(identifier, "system"), text(identifier, "value")
        if self.system is not None and system != self.system:
            return False
        return value == self.value or (
            system == SAS_AUTHORITY and value.casefold() == self.value.casefold()
        )


@dataclass(frozen=True, slots=True)
class Holder:
    """A live resource that holds an identifier, with its content."""

    stored: Stored
    resource: Resource

    @property
    def place(self) -> str:
        """`Type/id`."""
        return f"{self.stored.type}/{self.stored.id}"

    @property
    def active(self) -> bool:
        """Whether an account is enabled."""
        return self.resource.get("active") is True

    def holds(self, wanted: Iterable[Named]) -> Named | None:
        """The first of `wanted` that it holds."""
        held = [item for _, item in items(self.resource, "identifier")]
        return next((name for name in wanted if any(name.is_of(item) for item in held)), None)


def is_account(resource: Mapping[str, Any]) -> bool:
    """Whether a Practitioner is a regulator's account: it says so."""
    return declares(resource, REGULATOR)


def names_of(resource: Resource) -> list[Named]:
    """The identifiers of a resource."""
    return [
        Named(text(item, "system"), text(item, "value"))
        for _, item in items(resource, "identifier")
        if text(item, "value")
    ]


def find_holders(reader: Reader, type_name: str, wanted: Iterable[Named]) -> list[Holder]:
    """The live resources of a type that hold one of the identifiers, last written first."""
    names = list(wanted)
    forms = {form for name in names for form in _forms(name.value)}
    if not forms:
        return []
    rows, values, resource = tables.token_index, tables.token_value, tables.resource
    number = reader.numbering.parameter(type_name, "identifier")
    query = (
        select(resource.c.rid)
        .join_from(values, rows, rows.c.value == values.c.id)
        .join(resource, resource.c.rid == rows.c.rid)
        .where(values.c.parameter == number, values.c.code.in_(sorted(forms)))
        .where(resource.c.state == tables.LIVE)
        .distinct()
    )
    found = reader.contents([row.rid for row in reader.rows(query)]).values()
    holders = [Holder(stored, read_json(stored.content or b"{}")) for stored in found]
    holding = [holder for holder in holders if holder.holds(names)]
    return sorted(holding, key=lambda holder: holder.stored.updated, reverse=True)


def find_accounts(reader: Reader, wanted: Iterable[Named]) -> list[Holder]:
    """The regulators' accounts that hold one of the identifiers, last written first."""
    return [
        holder
        for holder in find_holders(reader, "Practitioner", wanted)
        if is_account(holder.resource)
    ]


def has_accounts(reader: Reader) -> bool:
    """Whether there is any regulator's account."""
    rows, values, resource = tables.uri_index, tables.uri_value, tables.resource
    number = reader.numbering.parameter("Practitioner", "_profile")
    query = (
        select(resource.c.rid)
        .join_from(values, rows, rows.c.value == values.c.id)
        .join(resource, resource.c.rid == rows.c.rid)
        .where(values.c.parameter == number, values.c.uri == REGULATOR)
        .where(resource.c.state == tables.LIVE)
        .limit(1)
    )
    return bool(reader.rows(query))


def _forms(value: str) -> set[str]:
    return {value, value.lower(), value.upper()}
