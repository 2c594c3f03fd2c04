"""GET [base]/openapi.json: OpenAPI 3 of the same table of interactions.

Spec: https://spec.openapis.org/oas/v3.0.3
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sas_server.audit.searching import AUDIT_PARAMETERS
from sas_server.definitions import AUDIT, CONFORMANCE, SERVED, Definitions, load_definitions
from sas_server.release import release
from sas_server.rest.changes import SimpleWork, reads
from sas_server.rest.conforming import PARAMETERS
from sas_server.rest.exchange import Answer, Asked
from sas_server.rest.facade import Facade
from sas_server.rest.formats import FORM, JSON_PATCH
from sas_server.rest.interactions import INTERACTIONS, Interaction
from sas_server.store.content import write_json
from sas_server.store.reader import Reader

_RESOURCE = {"type": "object", "required": ["resourceType"]}
_STRING = {"type": "string"}
_ID = {"type": "string", "pattern": r"^[A-Za-z0-9\-.]{1,64}$"}

_BODIES = {
    "create": ("application/fhir+json", "application/fhir+xml"),
    "update": ("application/fhir+json", "application/fhir+xml"),
    "conditional-update": ("application/fhir+json", "application/fhir+xml"),
    "patch": (JSON_PATCH, "application/fhir+json"),
    "conditional-patch": (JSON_PATCH, "application/fhir+json"),
    "validate": ("application/fhir+json", "application/fhir+xml"),
    "batch": ("application/fhir+json", "application/fhir+xml"),
}
"""Interaction -> the media types of its body."""

_STATUSES = {
    "create": ("200", "201", "400", "412", "415", "422"),
    "update": ("200", "201", "400", "412", "415", "422"),
    "conditional-update": ("200", "201", "400", "412", "415", "422"),
    "patch": ("200", "400", "404", "410", "412", "415", "422"),
    "conditional-patch": ("200", "400", "404", "412", "415", "422"),
    "delete": ("200", "204", "412"),
    "conditional-delete": ("200", "204", "400", "412"),
    "read": ("200", "304", "404", "410"),
    "vread": ("200", "304", "404", "410"),
}

_RESULTS = ("_count", "_elements", "_include", "_revinclude", "_sort", "_summary", "_total")


def prepare_openapi(facade: Facade, asked: Asked) -> SimpleWork:
    """The description of all paths for all types."""

    def action(_: Reader) -> Answer:
        key = ("openapi", asked.base)
        content = facade.memory.recall(
            key, lambda: write_json(openapi(facade.definitions, asked.base))
        )
        return Answer(200, content, media_type="application/json", key=key)

    return reads(action)


def openapi_file() -> bytes:
    """The description as a file, for the guide: entry point of the group `sas_ig.files`."""
    document = openapi(load_definitions(()), "/fhir")
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def openapi(definitions: Definitions, base: str) -> dict[str, Any]:
    """The OpenAPI document of the server at `base`."""
    paths: dict[str, dict[str, Any]] = {}
    for interaction in INTERACTIONS:
        for type_name in _types(interaction):
            path = "/" + interaction.path.replace("{type}", type_name)
            for method in interaction.methods:
                operation = _operation(definitions, interaction, type_name, method)
                paths.setdefault(path, {})[method.lower()] = operation
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "sas-fhir",
            "description": "Façade FHIR R4 du Service d'Accès aux Soins",
            "version": release(),
        },
        "servers": [{"url": base}],
        "paths": paths,
        "components": {"schemas": {"Resource": _RESOURCE}},
    }


def _types(interaction: Interaction) -> tuple[str, ...]:
    """Those spelled out; all other types of FHIR stay one path with a parameter."""
    named = {"served": SERVED, "conformance": CONFORMANCE, "audit": AUDIT}
    named |= {"other": ("{type}",), "": ("",)}
    return named[interaction.types]


def _operation(
    definitions: Definitions, interaction: Interaction, type_name: str, method: str
) -> dict[str, Any]:
    tag = "other" if interaction.types == "other" else type_name or "system"
    names = [tag, interaction.name, method.lower()]
    names += ["form"] if interaction.path.endswith("_search") else []
    names += ["instance"] if interaction.name == "validate" and "{id}" in interaction.path else []
    operation: dict[str, Any] = {
        "operationId": "-".join(names),
        "summary": f"{tag}: {interaction.title}" if type_name else interaction.title,
        "tags": [tag],
        "parameters": list(_parameters(definitions, interaction, type_name)),
        "responses": _responses(interaction),
    }
    body = _body(interaction) if method != "GET" else None
    if body is not None:
        operation["requestBody"] = body
    return operation


def _parameters(
    definitions: Definitions, interaction: Interaction, type_name: str
) -> Iterator[dict[str, Any]]:
    other = {"type": "string", "enum": definitions.other_types}
    names = {"type": other, "id": _ID, "version": _STRING}
    for name, schema in names.items():
        if f"{{{name}}}" in interaction.path.replace("{type}", type_name):
            yield {"name": name, "in": "path", "required": True, "schema": schema}
    if interaction.name == "search-type" and interaction.methods == ("GET",):
        for name in (*_searchable(definitions, interaction, type_name), *_RESULTS):
            yield {"name": name, "in": "query", "schema": _STRING}
    if interaction.name in ("update", "patch", "delete"):
        yield {"name": "If-Match", "in": "header", "schema": _STRING}
    if interaction.name == "create":
        yield {"name": "If-None-Exist", "in": "header", "schema": _STRING}


def _searchable(definitions: Definitions, interaction: Interaction, type_name: str) -> list[str]:
    if interaction.types == "conformance":
        return list(PARAMETERS)
    if interaction.types == "audit":
        return list(AUDIT_PARAMETERS)
    return [parameter.code for parameter in definitions.parameters.of(type_name)]


def _body(interaction: Interaction) -> dict[str, Any] | None:
    if interaction.path.endswith("_search"):
        form = {"type": "object", "additionalProperties": _STRING}
        return {"content": {FORM: {"schema": form}}}
    accepted = _BODIES.get(interaction.name)
    if accepted is None:
        return None
    reference = {"$ref": "#/components/schemas/Resource"}
    patch: dict[str, Any] = {"type": "array", "items": {"type": "object"}}
    content = {name: {"schema": patch if name == JSON_PATCH else reference} for name in accepted}
    return {"required": True, "content": content}


def _responses(interaction: Interaction) -> dict[str, Any]:
    resource = {"application/fhir+json": {"schema": {"$ref": "#/components/schemas/Resource"}}}
    statuses = _STATUSES.get(interaction.name, ("200", "400"))
    empty = ("204", "304")
    return {
        status: {"description": status, **({} if status in empty else {"content": resource})}
        for status in statuses
    } | {"default": {"description": "OperationOutcome", "content": resource}}
