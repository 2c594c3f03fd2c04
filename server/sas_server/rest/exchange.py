"""One interaction asked for and its answer, whether over HTTP or in a bundle's entry."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from email.utils import format_datetime
from typing import Any, Literal

from sas_server.access.accesses import Trace
from sas_server.access.agents import ANONYMOUS, Agent
from sas_server.store.instants import to_datetime
from sas_server.store.rows import Resource, Stored

Return = Literal["minimal", "representation", "OperationOutcome"]


@dataclass(frozen=True, slots=True)
class Body:
    """What was sent: bytes with their media type, or a resource that is already read."""

    content: bytes = b""
    media_type: str = ""
    resource: Resource | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, freed of its transport.

    `base` is the absolute URL of the FHIR base without a slash at the end;
    `path` what follows it; `query` the decoded parameters in their order and
    `raw_query` as they came. `headers` have lower-case names. `agent` is who asks;
    what is done is noted in `trace`. `in_transaction` tells the entries of
    transactions, whose references may search for their targets.
    """

    method: str
    base: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    raw_query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Body = field(default_factory=Body)
    language: Literal["fr", "en"] = "fr"
    agent: Agent = ANONYMOUS
    trace: Trace = field(default_factory=list)
    in_transaction: bool = False

    def header(self, name: str) -> str | None:
        """A header's value; None when absent or empty."""
        return self.headers.get(name) or None

    @property
    def preferred_return(self) -> Return:
        """`Prefer: return=`; the representation when nothing (known) is preferred."""
        value = self.preference("return")
        if value == "minimal":
            return "minimal"
        return "OperationOutcome" if value == "OperationOutcome" else "representation"

    @property
    def strict(self) -> bool:
        """Whether unknown search parameters are to be refused (`Prefer: handling=strict`)."""
        return self.preference("handling") == "strict"

    def preference(self, name: str) -> str | None:
        """One preference of the Prefer header (RFC 7240)."""
        for part in (self.header("prefer") or "").replace(";", ",").split(","):
            key, _, value = part.strip().partition("=")
            if key.strip().lower() == name:
                return value.strip().strip('"')
        return None


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A resource inside another (a bundle's entry), as the JSON it is stored as."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: a status, perhaps a resource, and what its headers say.

    `content` is a resource as stored JSON or as an object; `etag` is a version
    id, `modified` microseconds, `location` absolute. `place` is (type, id) of
    the resource that the answer is about. Answers with one `key` have one content.
    """

    status: int
    content: bytes | Resource | None = None
    etag: str | None = None
    modified: int | None = None
    location: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    outcome: Resource | None = None
    media_type: str | None = None
    key: Hashable = None


def http_date(microseconds: int) -> str:
    """As HTTP headers write time: `Wed, 21 Oct 2015 07:28:00 GMT`."""
    return format_datetime(to_datetime(microseconds).replace(microsecond=0), usegmt=True)


def version_answer(status: int, stored: Stored, **more: Any) -> Answer:
    """An answer about one stored version, with its content."""
    return Answer(
        status,
        content=stored.content,
        etag=str(stored.version),
        modified=stored.updated,
        **more,
    )
