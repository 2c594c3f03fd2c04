"""patch and conditional patch: the server's copy, changed as the client says.

Spec: https://hl7.org/fhir/R4/http.html#patch and spec/gap.md 5.3
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from sas_server.refusals.catalogue import (
    BAD_ID,
    BAD_PATCH,
    GONE,
    NO_MATCH,
    NOT_FOUND,
    PATCH_IDENTITY,
    PATCH_NARRATIVE,
    UNSUPPORTED_BODY,
)
from sas_server.refusals.refusal import Refused
from sas_server.rest.changes import Target, answer_change, change_keys, judge_inbound, store
from sas_server.rest.conditions import check_preconditions, parse_condition
from sas_server.rest.exchange import Answer, Asked, Body
from sas_server.rest.facade import Facade
from sas_server.rest.fhirpathpatch import apply_fhirpath_operations, read_fhirpath_operations
from sas_server.rest.flows import Change
from sas_server.rest.formats import JSON_PATCH, is_fhir, parse_media_type
from sas_server.rest.jsonpatch import apply_operations, read_operations
from sas_server.rest.updating import conditional_match
from sas_server.search.references import ID
from sas_server.store.content import read_json, read_sent_json
from sas_server.store.reader import Reader
from sas_server.store.rows import Resource
from sas_server.store.writer import Writer

Apply = Callable[[Resource], Resource]

_ACCEPTED = f"{JSON_PATCH}, application/fhir+json (Parameters)"


@dataclass(frozen=True)
class Patch:
    """A patch that was read, waiting for the content it applies to."""

    facade: Facade
    change: Change
    apply_to: Apply
    writes = True

    @property
    def keys(self) -> Collection[str]:
        """See `Work`."""
        return change_keys(self.facade, self.change)

    def locate(self, writer: Writer) -> Target:
        """The place in the URL, or the one match. Raises Refused when nothing is there."""
        change = self.change
        if change.condition is not None:
            match = conditional_match(self.facade, change, writer)
            if match is None:
                raise Refused(NO_MATCH, type=change.type)
            return Target(match.type, match.id, match)
        assert change.id is not None  # noqa: S101 - no condition, so an id
        before = writer.find(change.type, change.id)
        if before is None or before.deleted:
            raise Refused(GONE if before else NOT_FOUND, type=change.type, id=change.id)
        return Target(change.type, change.id, before)

    def apply(self, writer: Writer, target: Target) -> Answer:
        """Patches, judges and stores. Raises Refused."""
        assert target.before is not None  # noqa: S101 - `locate` found it
        assert target.before.content is not None  # noqa: S101 - and it is not deleted
        check_preconditions(self.change.asked, target.type, target.id, target.before)
        before = read_json(target.before.content)
        patched = _prune(self.apply_to(before))
        _check_identity(before, patched)
        _settle_narrative(before, patched)
        # Lines and columns would be those of the patch, not of the resource.
        asked = replace(self.change.asked, body=Body(resource=patched))
        change = replace(self.change, id=target.id, resource=patched, asked=asked)
        verdict = judge_inbound(self.facade, change)
        stored, verdict = store(self.facade, writer, change, target, verdict)
        return answer_change(self.facade, change, stored, verdict, created=False)

    def run(self, reader: Reader) -> Answer:
        """Locates and applies."""
        assert isinstance(reader, Writer)  # noqa: S101 - as `writes` asks for
        return self.apply(reader, self.locate(reader))


def prepare_patch(facade: Facade, asked: Asked, type_name: str, id: str) -> Patch:
    """The patch of `type_name`/`id`. Raises Refused for one that can't be read."""
    if not ID.fullmatch(id):
        raise Refused(BAD_ID, id=id)
    return Patch(facade, Change("patch", type_name, id, None, None, asked), _read(asked, facade))


def prepare_conditional_patch(facade: Facade, asked: Asked, type_name: str) -> Patch:
    """The patch of the one resource that meets the condition."""
    condition = parse_condition(facade, asked.base, type_name, asked.query)
    change = Change("patch", type_name, None, None, condition, asked)
    return Patch(facade, change, _read(asked, facade))


def _read(asked: Asked, facade: Facade) -> Apply:
    """The function that a patch document stands for."""
    media = parse_media_type(asked.body.media_type).name
    if media == JSON_PATCH:
        operations = read_operations(_read_document(asked.body.content))
        return lambda resource: apply_operations(resource, operations)
    if asked.body.resource is None and not is_fhir(media):
        raise Refused(UNSUPPORTED_BODY, given=media or "-", accepted=_ACCEPTED)
    sent = facade.codec.read(asked.body, "Parameters", asked.language)
    steps = read_fhirpath_operations(sent)
    types = facade.definitions.types
    return lambda resource: apply_fhirpath_operations(resource, steps, types)


def _read_document(content: bytes) -> Any:
    try:
        return read_sent_json(content)
    except (ValueError, RecursionError) as error:
        raise Refused(BAD_PATCH, reason=str(error)) from error


def _prune(value: Any) -> Any:
    """Without the empty arrays and objects that a removal leaves, which FHIR forbids."""
    if isinstance(value, dict):
        members = {name: _prune(item) for name, item in value.items()}
        return {name: item for name, item in members.items() if item not in ({}, [])}
    if isinstance(value, list):
        return [item for item in map(_prune, value) if item not in ({}, [])]
    return value


def _check_identity(before: Resource, patched: Resource) -> None:
    for element in ("resourceType", "id"):
        if patched.get(element) != before.get(element):
            path = f"{before['resourceType']}.{element}"
            raise Refused(PATCH_IDENTITY, at=[path], element=element)


def _settle_narrative(before: Resource, patched: Resource) -> None:
    """A narrative that the patch leaves as it was no longer tells the truth."""
    text = patched.get("text")
    if text is None or text != before.get("text") or patched == before:
        return
    status = text.get("status")
    if status != "generated":
        at = [f"{before['resourceType']}.text"]
        raise Refused(PATCH_NARRATIVE, at=at, status=status)
    del patched["text"]
