"""delete and conditional delete.

Deleting what is not there is no error, so a repeated request is safe.

Spec: https://hl7.org/fhir/R4/http.html#delete
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from sas_server.rest.changes import Target, answer_deletion, change_keys
from sas_server.rest.conditions import check_preconditions, parse_condition
from sas_server.rest.exchange import Answer, Asked
from sas_server.rest.facade import Facade
from sas_server.rest.flows import Change
from sas_server.rest.updating import conditional_match
from sas_server.store.reader import Reader
from sas_server.store.writer import Writer


@dataclass(frozen=True)
class Delete:
    """A deletion, waiting for its transaction."""

    facade: Facade
    change: Change
    writes = True

    @property
    def keys(self) -> Collection[str]:
        """See `Work`."""
        return change_keys(self.facade, self.change)

    def locate(self, writer: Writer) -> Target:
        """The place in the URL, or what the condition finds; id "" for nothing."""
        change = self.change
        if change.condition is None:
            assert change.id is not None  # noqa: S101 - no condition, so an id
            return Target(change.type, change.id, writer.find(change.type, change.id))
        match = conditional_match(self.facade, change, writer)
        return Target(change.type, "" if match is None else match.id, match)

    def apply(self, writer: Writer, target: Target) -> Answer:
        """Deletes it, if it is there."""
        change = replace(self.change, id=target.id)
        check_preconditions(change.asked, target.type, target.id, target.before)
        if not target.is_there:
            return answer_deletion(self.facade, change, None)
        for flow in self.facade.flows:
            flow.accompany(change, target.before, writer)
        return answer_deletion(self.facade, change, writer.delete(target.type, target.id))

    def run(self, reader: Reader) -> Answer:
        """Locates and applies."""
        assert isinstance(reader, Writer)  # noqa: S101 - as `writes` asks for
        return self.apply(reader, self.locate(reader))


def prepare_delete(facade: Facade, asked: Asked, type_name: str, id: str) -> Delete:
    """The deletion of `type_name`/`id`. Raises Refused when a flow forbids it."""
    return _prepared(facade, Change("delete", type_name, id, None, None, asked))


def prepare_conditional_delete(facade: Facade, asked: Asked, type_name: str) -> Delete:
    """The deletion of the one resource that meets the condition."""
    condition = parse_condition(facade, asked.base, type_name, asked.query)
    return _prepared(facade, Change("delete", type_name, None, None, condition, asked))


def _prepared(facade: Facade, change: Change) -> Delete:
    for flow in facade.flows:
        for _ in flow.review(change):
            pass
    return Delete(facade, change)
