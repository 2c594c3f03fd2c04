"""From an access to rows of the audit trail, and from a row to an AuditEvent.

Spec: https://hl7.org/fhir/R4/auditevent.html
"""

from __future__ import annotations

import base64
from typing import Any

from sas_server.access.accesses import Access, Touch
from sas_server.store.instants import to_instant
from sas_server.store.rows import Resource

TYPE_SYSTEM = "http://terminology.hl7.org/CodeSystem/audit-event-type"
SUBTYPE_SYSTEM = "http://hl7.org/fhir/restful-interaction"
ENTITY_SYSTEM = "http://terminology.hl7.org/CodeSystem/audit-entity-type"
ROLE_SYSTEM = "http://terminology.hl7.org/CodeSystem/object-role"
SOURCE_SYSTEM = "http://terminology.hl7.org/CodeSystem/security-source-type"

SIGN_IN = "sign-in"
"""An operator signs in, or tries to."""

DICOM = "http://dicom.nema.org/resources/ontology/DCM"

_AUTHENTICATION = {
    "type": {"system": DICOM, "code": "110114", "display": "User Authentication"},
    "subtype": [{"system": DICOM, "code": "110122", "display": "Login"}],
}

_UNRECORDED = {"capabilities", "openapi"}
"""What the server says of itself, to monitors among others."""

_INTERACTIONS = {
    "read": ("R", "read"),
    "vread": ("R", "vread"),
    "search-type": ("E", "search-type"),
    "history-instance": ("R", "history-instance"),
    "history-type": ("R", "history-type"),
    "history-system": ("R", "history-system"),
    "create": ("C", "create"),
    "update": ("U", "update"),
    "conditional-update": ("U", "update"),
    "patch": ("U", "patch"),
    "conditional-patch": ("U", "patch"),
    "delete": ("D", "delete"),
    "conditional-delete": ("D", "delete"),
    "batch": ("E", "batch"),
    "validate": ("E", "operation"),
    SIGN_IN: ("E", SIGN_IN),
}
"""Interaction -> AuditEvent.action and code of restful-interaction."""

_LONGEST = 2_000
"""Characters kept of a search, a name, an id."""


def rows_of(access: Access) -> list[dict[str, Any]]:
    """The rows of `audit_event` for an access; a bundle has one for itself and each entry."""
    return [
        {
            "recorded": access.moment,
            "interaction": _INTERACTIONS.get(touch.interaction, ("E", ""))[1],
            "action": _INTERACTIONS.get(touch.interaction, ("E", ""))[0],
            "outcome": _outcome(touch.status),
            "status": touch.status,
            "agent": _clean(access.agent.name),
            "address": access.address[:64],
            "type": touch.type,
            "entity": _entity(touch),
            "query": _query(touch),
            "correlation": access.correlation,
        }
        for touch in access.touches
        if touch.interaction not in _UNRECORDED
    ]


def audit_event(row: Any) -> Resource:
    """The AuditEvent of a row of `audit_event`."""
    event: Resource = {
        "resourceType": "AuditEvent",
        "id": str(row.seq),
        "meta": {"versionId": "1", "lastUpdated": to_instant(row.recorded)},
        "type": {"system": TYPE_SYSTEM, "code": "rest", "display": "RESTful Operation"},
    }
    if row.interaction == SIGN_IN:
        event |= _AUTHENTICATION
    elif row.interaction:
        event["subtype"] = [{"system": SUBTYPE_SYSTEM, "code": row.interaction}]
    return event | {
        "action": row.action,
        "recorded": to_instant(row.recorded),
        "outcome": str(row.outcome),
        "outcomeDesc": f"HTTP {row.status}",
        "agent": [_agent(row)],
        "source": {
            "observer": {"display": "sas-fhir"},
            "type": [{"system": SOURCE_SYSTEM, "code": "4", "display": "Application Server"}],
        },
        "entity": list(_entities(row)),
    }


def _agent(row: Any) -> dict[str, Any]:
    name = row.agent or "anonymous"
    agent: dict[str, Any] = {"who": {"display": name}, "name": name, "requestor": True}
    if row.address:
        agent["network"] = {"address": row.address, "type": "2"}
    return agent


def _entities(row: Any) -> list[dict[str, Any]]:
    system_object = {"system": ENTITY_SYSTEM, "code": "2", "display": "System Object"}
    entities: list[dict[str, Any]] = []
    if row.entity:
        entities.append({"what": {"reference": row.entity}, "type": system_object})
    if row.query:
        role = {"system": ROLE_SYSTEM, "code": "24", "display": "Query"}
        query = base64.b64encode(row.query.encode()).decode()
        entities.append({"type": system_object, "role": role, "query": query})
    correlation = {"identifier": {"value": row.correlation}, "display": "X-Request-Id"}
    return [*entities, {"what": correlation, "type": system_object}]


def _outcome(status: int) -> int:
    """AuditEvent.outcome: success, the client's failure, ours."""
    return 0 if status < 400 else 4 if status < 500 else 8


def _entity(touch: Touch) -> str:
    return _clean(f"{touch.type}/{touch.id}") if touch.type and touch.id else ""


def _clean(text: str) -> str:
    """Without characters that PostgreSQL does not store and nobody can read."""
    return "".join(char if char.isprintable() else "?" for char in text[:_LONGEST])


def _query(touch: Touch) -> str:
    """What was searched, as `Type?query`."""
    searched = touch.query or touch.interaction == "search-type"
    return f"{touch.type}?{touch.query}"[:_LONGEST] if searched else ""
