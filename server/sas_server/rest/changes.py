"""What all changes share: judge before the transaction, then find, check and write in it.

A change runs in two steps within its transaction, so that a bundle can know
the identity of everything it writes before it writes anything: `locate` finds
out which resource it is about, `apply` does it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sas_server.refusals.catalogue import INVALID, MALFORMED
from sas_server.refusals.refusal import Invalid, Refused
from sas_server.rest.exchange import Answer, Asked, version_answer
from sas_server.rest.facade import Facade
from sas_server.rest.flows import Change
from sas_server.rest.judging import Verdict
from sas_server.rest.messages import DELETED, STORED
from sas_server.rest.outcomes import as_refused, is_error, issue, outcome
from sas_server.rest.relinking import settled
from sas_server.store.reader import Reader
from sas_server.store.rows import Resource, Stored
from sas_server.store.writer import Writer
from sas_validators.issues.message import Message


class Work(Protocol):
    """An interaction that is ready to run in a transaction."""

    @property
    def writes(self) -> bool:
        """Whether it needs a writing transaction."""

    @property
    def keys(self) -> Collection[str]:
        """What it is going to write, for those who write the same to wait."""

    def run(self, reader: Reader) -> Answer:
        """Does it; `reader` is a Writer when `writes`."""


@dataclass(frozen=True, slots=True)
class Target:
    """The resource that a change is about: its id, and its current version if any."""

    type: str
    id: str
    before: Stored | None

    @property
    def is_there(self) -> bool:
        """Whether there is a live resource."""
        return self.before is not None and not self.before.deleted


def change_keys(facade: Facade, change: Change) -> Collection[str]:
    """The resource, the condition and what the flows say they will write besides."""
    keys = {key for flow in facade.flows for key in flow.keys(change)}
    if change.id is not None:
        keys.add(f"{change.type}/{change.id}")
    if change.condition is not None:
        keys.add(f"{change.type}?{sorted(change.condition.used)}")
    return keys


def judge_inbound(facade: Facade, change: Change) -> Verdict:
    """Holds what comes in to FHIR, its profiles and the flows' business rules.

    Raises Invalid with every error at once. The verdict returned has warnings only.
    """
    assert change.resource is not None  # noqa: S101 - deletions bring nothing to judge
    asked = change.asked
    translations = [flow.translate(change) for flow in facade.flows]
    rewritten = [told for told in translations if told is not None]
    profiles = [name for flow in facade.flows for name in flow.profiles(change)]
    # What was rewritten no longer stands at the lines and columns of the text.
    source = None if rewritten else asked.body.content or None
    resource = settled(change.resource) if asked.in_transaction else change.resource
    verdict = facade.judge.judge(resource, profiles, source=source, language=asked.language)
    if verdict.level == "malformed":
        raise Invalid(MALFORMED, outcome(as_refused(verdict.issues)))
    if verdict.level == "invalid":
        told = as_refused(verdict.issues)
        raise Invalid(INVALID, outcome([*told, *_further_errors(facade, change, told)]))
    notes = [note for told in rewritten for note in told]
    if notes:
        judged = verdict
        verdict = Verdict("valid", lambda: (*notes, *judged.issues))
    return review(facade, change, verdict)


def _further_errors(facade: Facade, change: Change, told: Sequence[Resource]) -> Iterable[Resource]:
    """What the flows' rules find wrong with a resource where nothing has been said yet."""
    places = [place for item in told if is_error(item) for place in item.get("expression", ())]
    try:
        found = [item for flow in facade.flows for item in flow.review(change)]
    except Refused:
        return
    for item in found:
        here = item.get("expression", ())
        if is_error(item) and not any(_is_within(place, at) for place in places for at in here):
            yield item


def _is_within(place: str, at: str) -> bool:
    return place == at or place.startswith((f"{at}.", f"{at}["))


def review(facade: Facade, change: Change, verdict: Verdict) -> Verdict:
    """Adds what the flows' rules find; raises Invalid (422) when that is an error."""
    found = [item for flow in facade.flows for item in flow.review(change)]
    if any(is_error(item) for item in found):
        raise Invalid(INVALID, outcome((*verdict.issues, *found)))
    return Verdict("valid", lambda: (*verdict.issues, *found))


def store(
    facade: Facade, writer: Writer, change: Change, target: Target, verdict: Verdict
) -> tuple[Stored, Verdict]:
    """Writes a judged resource as the next version of its target.

    Also returns the verdict with what the flows remark on top.
    """
    before = target.before if target.is_there else None
    for flow in facade.flows:
        flow.accompany(change, before, writer)
    remarks = [item for flow in facade.flows for item in flow.remarks(change, before, writer)]
    assert change.resource is not None  # noqa: S101 - deletions are not stored
    method = {"create": "POST", "update": "PUT", "patch": "PATCH"}[change.kind]
    draft = facade.draft(change.resource, target.id, change.asked.base, method, proven=verdict.ok)
    told = Verdict(verdict.level, lambda: (*verdict.issues, *remarks)) if remarks else verdict
    return writer.put([draft])[0], told


def answer_change(
    facade: Facade, change: Change, stored: Stored, verdict: Verdict, *, created: bool
) -> Answer:
    """What a successful change is answered with, as the client prefers."""
    asked = change.asked
    location = f"{asked.base}/{stored.type}/{stored.id}/_history/{stored.version}"
    answer = version_answer(201 if created else 200, stored)
    if created or change.condition is not None:
        answer = replace(answer, location=location)
    place = Target(stored.type, stored.id, stored)
    return finish(facade, change, as_preferred(asked, answer, place, STORED, verdict))


def as_preferred(
    asked: Asked, answer: Answer, target: Target, done: Message, verdict: Verdict
) -> Answer:
    """The answer with its resource, nothing, or an OperationOutcome that says what was `done`."""
    if asked.preferred_return == "minimal":
        return replace(answer, content=None)
    if asked.preferred_return == "OperationOutcome":
        said = issue(done, asked.language, place=f"{target.type}/{target.id}")
        return replace(answer, content=outcome([said, *verdict.issues]))
    return answer


def answer_deletion(facade: Facade, change: Change, gone: Stored | None) -> Answer:
    """204, or 200 with an OperationOutcome for those who prefer one."""
    asked = change.asked
    version = None if gone is None else str(gone.version)
    answer = Answer(204, etag=version)
    if asked.preferred_return == "OperationOutcome":
        place = f"{change.type}/{change.id}" if change.id else change.type
        done = issue(DELETED, asked.language, place=place)
        answer = Answer(200, outcome([done]), etag=version)
    return finish(facade, change, answer)


def finish(facade: Facade, change: Change, answer: Answer) -> Answer:
    """Lets the flows have the last word."""
    for flow in facade.flows:
        answer = flow.finish(change, answer)
    return answer


@dataclass(frozen=True)
class SimpleWork:
    """Work that only reads, in one function of the transaction."""

    action: Callable[[Reader], Answer]
    writes = False
    keys = ()

    def run(self, reader: Reader) -> Answer:
        """Calls the function."""
        return self.action(reader)


def reads(action: Callable[[Reader], Answer]) -> SimpleWork:
    """Work that only reads."""
    return SimpleWork(action)


def resource_of(asked: Asked, facade: Facade, type_name: str) -> Resource:
    """The resource in a request's body, which must be of the type in the URL."""
    return facade.codec.read(asked.body, type_name, asked.language)


def run(facade: Facade, work: Work) -> Answer:
    """Runs work in a transaction of its own."""
    if work.writes:
        return facade.store.write(work.run, work.keys)
    return facade.store.read(work.run)
