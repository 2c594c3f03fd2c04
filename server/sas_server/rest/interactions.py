"""The table of interactions: method, path, name; nothing else is routed.

HTTP requests, the entries of bundles, the CapabilityStatement and the OpenAPI
description all go by it.

Spec: https://hl7.org/fhir/R4/http.html#summary
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Types = Literal["served", "conformance", "audit", "other", ""]


@dataclass(frozen=True, slots=True)
class Interaction:
    """One row: `methods` on `path` below the base.

    `name` is FHIR's own where FHIR has one. `types` says which types `{type}`
    stands for: those that are kept, the definitions, the audit trail, all other types of FHIR; ""
    where there is none.
    """

    name: str
    methods: tuple[str, ...]
    path: str
    types: Types = ""
    title: str = ""


INTERACTIONS = (
    Interaction("capabilities", ("GET",), "metadata", title="What this server can do"),
    Interaction("openapi", ("GET",), "openapi.json", title="This description"),
    Interaction("history-system", ("GET",), "_history", title="All versions of everything"),
    Interaction("batch", ("POST",), "", title="Several interactions in a Bundle"),
    Interaction("validate", ("POST",), "$validate", title="Validate a resource"),
    Interaction("search-type", ("GET",), "{type}", "served", "Search"),
    Interaction("search-type", ("POST",), "{type}/_search", "served", "Search with a form body"),
    Interaction("create", ("POST",), "{type}", "served", "Create"),
    Interaction("conditional-update", ("PUT",), "{type}", "served", "Update what a search finds"),
    Interaction("conditional-patch", ("PATCH",), "{type}", "served", "Patch what a search finds"),
    Interaction(
        "conditional-delete", ("DELETE",), "{type}", "served", "Delete what a search finds"
    ),
    Interaction("history-type", ("GET",), "{type}/_history", "served", "All versions of a type"),
    Interaction("validate", ("POST",), "{type}/$validate", "served", "Validate a resource"),
    Interaction("read", ("GET",), "{type}/{id}", "served", "Read"),
    Interaction("update", ("PUT",), "{type}/{id}", "served", "Update or create"),
    Interaction("patch", ("PATCH",), "{type}/{id}", "served", "Patch"),
    Interaction("delete", ("DELETE",), "{type}/{id}", "served", "Delete"),
    Interaction("history-instance", ("GET",), "{type}/{id}/_history", "served", "All versions"),
    Interaction("vread", ("GET",), "{type}/{id}/_history/{version}", "served", "Read a version"),
    Interaction(
        "validate",
        ("GET", "POST"),
        "{type}/{id}/$validate",
        "served",
        "Validate a stored resource, or what would replace it",
    ),
    Interaction("search-type", ("GET",), "{type}", "conformance", "Search definitions"),
    Interaction(
        "search-type", ("POST",), "{type}/_search", "conformance", "Search definitions by form"
    ),
    Interaction("read", ("GET",), "{type}/{id}", "conformance", "Read a definition"),
    Interaction("validate", ("POST",), "{type}/$validate", "conformance", "Validate a definition"),
    Interaction("search-type", ("GET",), "{type}", "audit", "Search the audit trail"),
    Interaction("search-type", ("POST",), "{type}/_search", "audit", "Search it by form"),
    Interaction("read", ("GET",), "{type}/{id}", "audit", "Read an event of the audit trail"),
    Interaction(
        "validate", ("POST",), "{type}/$validate", "other", "Validate a resource of another type"
    ),
)
