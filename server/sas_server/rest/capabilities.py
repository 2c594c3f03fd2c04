"""GET [base]/metadata: the CapabilityStatement, generated from what is really routed.

Spec: https://hl7.org/fhir/R4/capabilitystatement.html; content: spec/gap.md 11.3
"""

from __future__ import annotations

import hashlib
from typing import Any

from sas_server.audit.searching import AUDIT_PARAMETERS
from sas_server.definitions import AUDIT, CONFORMANCE, SERVED
from sas_server.refusals.catalogue import BAD_VALUE
from sas_server.refusals.refusal import Refused
from sas_server.release import release
from sas_server.rest.changes import SimpleWork, reads
from sas_server.rest.conditions import has_version
from sas_server.rest.conforming import STRINGS, TOKENS, URIS
from sas_server.rest.exchange import Answer, Asked
from sas_server.rest.facade import Facade
from sas_server.rest.formats import JSON_PATCH
from sas_server.rest.interactions import INTERACTIONS, Types
from sas_server.rest.reading import subset
from sas_server.store.content import write_json
from sas_server.store.reader import Reader
from sas_server.store.rows import Resource
from sas_validators.definitions.builtin import CORE

_MODES = ("full", "normative", "terminology")

_RESTFUL = {
    "read",
    "vread",
    "update",
    "patch",
    "delete",
    "history-instance",
    "history-type",
    "create",
    "search-type",
}
"""Codes of http://hl7.org/fhir/restful-interaction for a type."""

_VALIDATE = "http://hl7.org/fhir/OperationDefinition/Resource-validate"


def prepare_capabilities(facade: Facade, asked: Asked) -> SimpleWork:
    """What this server does; `mode` may be full, normative or terminology."""
    mode = dict(asked.query).get("mode", "full")
    if mode not in _MODES:
        raise Refused(BAD_VALUE, name="mode", value=mode, expected=", ".join(_MODES))

    def action(_: Reader) -> Answer:
        key = ("metadata", asked.base, facade.store.numbering.stale)
        statement, etag = facade.memory.recall(key, lambda: _made(facade, asked.base))
        if has_version(asked, etag):
            return Answer(304, etag=etag)
        return subset(facade, asked, Answer(200, statement, etag=etag, key=key))

    return reads(action)


def _made(facade: Facade, base: str) -> tuple[bytes, str]:
    """The statement as JSON, with its digest."""
    content = write_json(capability_statement(facade, base))
    return content, hashlib.sha256(content).hexdigest()[:16]


def capability_statement(facade: Facade, base: str) -> Resource:
    """The CapabilityStatement of the server at `base`."""
    return {
        "resourceType": "CapabilityStatement",
        "id": "sas-fhir",
        "url": f"{base}/metadata",
        "version": release(),
        "name": "SasFhir",
        "title": "Façade FHIR du Service d'Accès aux Soins",
        "status": "active",
        "date": _RELEASED,
        "kind": "instance",
        "instantiates": _instantiated(facade),
        "software": {"name": "sas-fhir", "version": release()},
        "implementation": {"description": "sas-fhir", "url": base},
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json", "application/fhir+xml", "json", "xml"],
        "patchFormat": [JSON_PATCH, "application/fhir+json"],
        "implementationGuide": _guides(facade),
        "rest": [_rest(facade)],
    }


_RELEASED = "2026-11-21"
"""Date of the last change to what the server can do."""


def _instantiated(facade: Facade) -> list[str]:
    """The server roles of the loaded guides."""
    registry = facade.definitions.registry
    core = {label.partition("#")[0] for label in CORE}
    found = []
    for entry in registry.entries(type="CapabilityStatement"):
        if entry.package.partition("#")[0] in core:
            continue
        modes = {rest.get("mode") for rest in registry.read(entry).get("rest", ())}
        if "server" in modes:
            found.append(entry.url)
    return sorted(found)


def _guides(facade: Facade) -> list[str]:
    guides = facade.definitions.registry.entries(type="ImplementationGuide")
    return sorted(f"{entry.url}|{entry.version}".rstrip("|") for entry in guides)


def _rest(facade: Facade) -> dict[str, Any]:
    return {
        "mode": "server",
        "security": {"cors": False},
        "resource": [
            *(_served(facade, name) for name in sorted(SERVED)),
            *(_conformance(name) for name in sorted(CONFORMANCE)),
            *(_audit(name) for name in AUDIT),
        ],
        "interaction": [{"code": code} for code in ("transaction", "batch", "history-system")],
        "operation": [{"name": "validate", "definition": _VALIDATE}],
    }


def _interactions(types: Types) -> list[dict[str, str]]:
    names = {item.name for item in INTERACTIONS if item.types == types}
    return [{"code": name} for name in sorted(names & _RESTFUL)]


def _routed(name: str) -> bool:
    return any(item.name == name for item in INTERACTIONS)


def _served(facade: Facade, type_name: str) -> dict[str, Any]:
    parameters = facade.definitions.parameters
    references = [
        parameter for parameter in parameters.of(type_name) if parameter.kind == "reference"
    ]
    reverse = [
        f"{source}:{parameter.code}"
        for source in sorted(parameters.by_type)
        for parameter in parameters.of(source)
        if parameter.kind == "reference" and type_name in parameter.targets
    ]
    return {
        "type": type_name,
        "profile": f"http://hl7.org/fhir/StructureDefinition/{type_name}",
        **_listed("supportedProfile", _supported_profiles(facade, type_name)),
        "interaction": _interactions("served"),
        "versioning": "versioned-update",
        "readHistory": True,
        "updateCreate": True,
        "conditionalCreate": True,
        "conditionalRead": "full-support",
        "conditionalUpdate": _routed("conditional-update"),
        "conditionalDelete": "single" if _routed("conditional-delete") else "not-supported",
        "referencePolicy": ["literal", "logical", "local"],
        **_listed("searchInclude", ["*", *(f"{type_name}:{item.code}" for item in references)]),
        **_listed("searchRevInclude", reverse),
        "searchParam": _search_parameters(facade, type_name),
        "operation": [{"name": "validate", "definition": _VALIDATE}],
    }


def _search_parameters(facade: Facade, type_name: str) -> list[dict[str, str]]:
    """The parameters under the names that URLs use; what is not indexed yet is left out."""
    stale = facade.store.numbering.stale
    return [
        {
            "name": parameter.code,
            "definition": parameter.urls[-1],
            "type": parameter.kind,
            **({"documentation": parameter.documentation} if parameter.documentation else {}),
        }
        for parameter in facade.definitions.parameters.of(type_name)
        if (type_name, parameter.index) not in stale
    ]


def _conformance(type_name: str) -> dict[str, Any]:
    kinds = {**dict.fromkeys(TOKENS, "token"), **dict.fromkeys(STRINGS, "string")}
    kinds |= dict.fromkeys(URIS, "uri")
    return {
        "type": type_name,
        "interaction": _interactions("conformance"),
        "searchParam": [{"name": name, "type": kinds[name]} for name in sorted(kinds)],
        "operation": [{"name": "validate", "definition": _VALIDATE}],
    }


def _audit(type_name: str) -> dict[str, Any]:
    return {
        "type": type_name,
        "interaction": _interactions("audit"),
        "searchParam": [{"name": name, "type": kind} for name, kind in AUDIT_PARAMETERS.items()],
    }


def _supported_profiles(facade: Facade, type_name: str) -> list[str]:
    """The profiles of the guides on a type (not R4's own examples of profiles)."""
    core = {label.partition("#")[0] for label in CORE}
    return sorted(
        entry.url
        for entry in facade.definitions.registry.entries(type="StructureDefinition")
        if entry.summary.get("type") == type_name
        and entry.summary.get("derivation") == "constraint"
        and entry.package.partition("#")[0] not in core
    )


def _listed(name: str, values: list[str]) -> dict[str, list[str]]:
    return {name: values} if values else {}
