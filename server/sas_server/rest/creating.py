"""create, also conditional (If-None-Exist).

Spec: https://hl7.org/fhir/R4/http.html#create
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from sas_server.rest.changes import (
    Target,
    answer_change,
    as_preferred,
    change_keys,
    judge_inbound,
    resource_of,
    store,
)
from sas_server.rest.conditions import (
    find_matches,
    header_condition,
    only_match,
    parse_condition,
)
from sas_server.rest.exchange import Answer, Asked, version_answer
from sas_server.rest.facade import Facade
from sas_server.rest.flows import Change
from sas_server.rest.judging import Verdict
from sas_server.rest.messages import EXISTED
from sas_server.search.parsing import NOT_CRITERIA
from sas_server.search.query import Query
from sas_server.store.reader import Reader
from sas_server.store.writer import Writer


@dataclass(frozen=True)
class Create:
    """A judged resource, waiting for its transaction."""

    facade: Facade
    change: Change
    verdict: Verdict
    id: str
    writes = True

    @property
    def keys(self) -> Collection[str]:
        """See `Work`."""
        return change_keys(self.facade, self.change)

    def locate(self, writer: Writer) -> Target:
        """A new place, or the one resource that If-None-Exist finds. Raises Refused (412)."""
        condition = self.change.condition
        if condition is not None:
            matches = find_matches(self.facade, writer, condition)
            match = only_match(condition, matches)
            if match is not None:
                return Target(match.type, match.id, match)
        return Target(self.change.type, self.id, None)

    def apply(self, writer: Writer, target: Target) -> Answer:
        """Stores it; a match is answered 200 and left as it is."""
        change = replace(self.change, id=target.id)
        if target.before is not None:
            base = change.asked.base
            location = f"{base}/{target.type}/{target.id}/_history/{target.before.version}"
            answer = version_answer(200, target.before, location=location)
            return as_preferred(change.asked, answer, target, EXISTED, self.verdict)
        stored, verdict = store(self.facade, writer, change, target, self.verdict)
        return answer_change(self.facade, change, stored, verdict, created=True)

    def run(self, reader: Reader) -> Answer:
        """Locates and applies."""
        assert isinstance(reader, Writer)  # noqa: S101 - as `writes` asks for
        return self.apply(reader, self.locate(reader))


def prepare_create(facade: Facade, asked: Asked, type_name: str) -> Create:
    """Reads and judges what is to be created. Raises Refused."""
    resource = resource_of(asked, facade, type_name)
    condition = _condition(facade, asked, type_name)
    change = Change("create", type_name, None, resource, condition, asked)
    return Create(facade, change, judge_inbound(facade, change), facade.new_id())


def _condition(facade: Facade, asked: Asked, type_name: str) -> Query | None:
    """If-None-Exist, or criteria in the URL.

    FHIR only has the header; some clients (fhirpy) put the criteria in the URL,
    where ignoring them would create duplicates.
    """
    header = asked.header("if-none-exist")
    if header is not None:
        return header_condition(facade, asked.base, type_name, header)
    criteria = [item for item in asked.query if item[0] not in NOT_CRITERIA]
    return parse_condition(facade, asked.base, type_name, criteria) if criteria else None
