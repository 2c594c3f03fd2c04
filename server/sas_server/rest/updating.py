"""update and conditional update; both create what is not there.

Spec: https://hl7.org/fhir/R4/http.html#update and #cond-update; which resource a
conditional update is about: spec/gap.md 4.3
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from sas_server.refusals.catalogue import BAD_ID, ID_MISMATCH, NO_ID
from sas_server.refusals.refusal import Refused
from sas_server.rest.changes import (
    Target,
    answer_change,
    change_keys,
    judge_inbound,
    resource_of,
    store,
)
from sas_server.rest.conditions import (
    check_preconditions,
    find_matches,
    only_match,
    parse_condition,
)
from sas_server.rest.exchange import Answer, Asked
from sas_server.rest.facade import Facade
from sas_server.rest.flows import Change
from sas_server.rest.judging import Verdict
from sas_server.search.references import ID
from sas_server.store.reader import Reader
from sas_server.store.rows import Stored
from sas_server.store.writer import Writer


@dataclass(frozen=True)
class Update:
    """A judged resource, waiting for its transaction."""

    facade: Facade
    change: Change
    verdict: Verdict
    fresh_id: str
    writes = True

    @property
    def keys(self) -> Collection[str]:
        """See `Work`."""
        return change_keys(self.facade, self.change)

    def locate(self, writer: Writer) -> Target:
        """The place in the URL, or what the condition finds. Raises Refused (412)."""
        change = self.change
        if change.condition is None:
            assert change.id is not None  # noqa: S101 - no condition, so an id
            return Target(change.type, change.id, writer.find(change.type, change.id))
        match = conditional_match(self.facade, change, writer)
        if match is None:
            return Target(change.type, self.fresh_id, None)
        return Target(match.type, match.id, match)

    def apply(self, writer: Writer, target: Target) -> Answer:
        """Stores the next version."""
        change = replace(self.change, id=target.id)
        check_preconditions(change.asked, target.type, target.id, target.before)
        stored, verdict = store(self.facade, writer, change, target, self.verdict)
        created = not target.is_there
        return answer_change(self.facade, change, stored, verdict, created=created)

    def run(self, reader: Reader) -> Answer:
        """Locates and applies."""
        assert isinstance(reader, Writer)  # noqa: S101 - as `writes` asks for
        return self.apply(reader, self.locate(reader))


def conditional_match(facade: Facade, change: Change, writer: Writer) -> Stored | None:
    """The resource that a condition names: a flow's choice, else the only match."""
    condition = change.condition
    assert condition is not None  # noqa: S101 - asked for conditional interactions only
    for flow in facade.flows:
        chosen = flow.match(change, writer)
        if chosen is not None:
            return only_match(condition, chosen)
    return only_match(condition, find_matches(facade, writer, condition))


def prepare_update(facade: Facade, asked: Asked, type_name: str, id: str) -> Update:
    """Reads and judges the new content of `type_name`/`id`. Raises Refused."""
    if not ID.fullmatch(id):
        raise Refused(BAD_ID, id=id)
    resource = resource_of(asked, facade, type_name)
    found = resource.get("id")
    if found is None:
        raise Refused(NO_ID, at=[type_name], id=id)
    if found != id:
        raise Refused(ID_MISMATCH, at=[f"{type_name}.id"], found=found, id=id)
    change = Change("update", type_name, id, resource, None, asked)
    return Update(facade, change, judge_inbound(facade, change), id)


def prepare_conditional_update(facade: Facade, asked: Asked, type_name: str) -> Update:
    """The same for `PUT [base]/Type?condition`; the body's id does not matter."""
    condition = parse_condition(facade, asked.base, type_name, asked.query)
    resource = resource_of(asked, facade, type_name)
    change = Change("update", type_name, None, resource, condition, asked)
    return Update(facade, change, judge_inbound(facade, change), facade.new_id())
