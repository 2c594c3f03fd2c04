"""The $validate operation, at its three levels.

Spec: https://hl7.org/fhir/R4/resource-operation-validate.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sas_server.refusals.catalogue import BAD_PARAMETERS, GONE, NOT_FOUND
from sas_server.refusals.refusal import Refused
from sas_server.rest.changes import SimpleWork, reads
from sas_server.rest.exchange import Answer, Asked
from sas_server.rest.facade import Facade
from sas_server.rest.messages import ALL_RIGHT
from sas_server.rest.outcomes import issue, outcome
from sas_server.store.content import read_json
from sas_server.store.reader import Reader
from sas_server.store.rows import Resource

_MODES = ("create", "update", "delete", "profile")


@dataclass(frozen=True, slots=True)
class _Arguments:
    """`resource` may be None at the instance level; `source` is its text when sent alone."""

    resource: Resource | None
    source: bytes | None
    profiles: tuple[str, ...]
    mode: str | None


def prepare_validate(
    facade: Facade, asked: Asked, type_name: str | None = None, id: str | None = None
) -> SimpleWork:
    """Answers 200 with what the validator finds, right or wrong."""
    arguments = _read_arguments(facade, asked)
    if arguments.mode is not None and arguments.mode not in _MODES:
        reason = f"mode {arguments.mode!r} (create, update, delete, profile)"
        raise Refused(BAD_PARAMETERS, at=["Parameters.parameter"], reason=reason)

    def action(reader: Reader) -> Answer:
        resource = arguments.resource
        # A deletion is always fine: what is not there can be deleted too.
        needed = arguments.mode != "delete"
        if resource is None and needed and id is not None and type_name is not None:
            resource = _stored(reader, type_name, id)
        if resource is None and needed:
            raise Refused(BAD_PARAMETERS, reason="resource is missing")
        if resource is not None and type_name is not None:
            facade.codec.check_type(resource, type_name)
        return Answer(200, _judge(facade, asked, resource, arguments))

    return reads(action)


def _judge(
    facade: Facade, asked: Asked, resource: Resource | None, arguments: _Arguments
) -> Resource:
    found: tuple[Resource, ...] = ()
    if resource is not None and arguments.mode != "delete":
        verdict = facade.judge.judge(
            resource,
            arguments.profiles,
            source=arguments.source,
            language=asked.language,
            strict=True,
        )
        found = verdict.issues
    return outcome(found or [issue(ALL_RIGHT, asked.language)])


def _stored(reader: Reader, type_name: str, id: str) -> Resource:
    stored = reader.find(type_name, id)
    if stored is None or stored.content is None:
        raise Refused(GONE if stored else NOT_FOUND, type=type_name, id=id)
    resource: Resource = read_json(stored.content)
    return resource


def _read_arguments(facade: Facade, asked: Asked) -> _Arguments:
    """From the body (a resource or Parameters) and the URL's `profile` and `mode`."""
    in_url = dict(asked.query)
    profiles = tuple(value for name, value in asked.query if name == "profile" and value)
    mode = in_url.get("mode")
    if asked.body.resource is None and not asked.body.content.strip():
        return _Arguments(None, None, profiles, mode)
    sent = facade.codec.read(asked.body, None, asked.language)
    if sent["resourceType"] != "Parameters":
        return _Arguments(sent, asked.body.content or None, profiles, mode)
    resource = None
    for part in _parts(sent):
        name = part.get("name")
        if name == "resource":
            resource = part.get("resource")
        elif name == "profile":
            profiles += tuple(_value(part))
        elif name == "mode":
            mode = next(_value(part), None)
    if resource is not None and not isinstance(resource, dict):
        raise Refused(BAD_PARAMETERS, at=["Parameters.parameter"], reason="resource is no object")
    return _Arguments(resource, None, profiles, mode)


def _parts(sent: Resource) -> list[Mapping[str, Any]]:
    parts = sent.get("parameter", [])
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise Refused(
            BAD_PARAMETERS, at=["Parameters.parameter"], reason="parameter is no list of objects"
        )
    return parts


def _value(part: Mapping[str, Any]) -> Any:
    """The text value of a parameter, whichever string type it was given as."""
    return (
        value for name, value in part.items() if name.startswith("value") and isinstance(value, str)
    )
