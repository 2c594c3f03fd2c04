"""JSON Patch on a resource (RFC 6902), by the jsonpatch library.

Spec: https://hl7.org/fhir/R4/http.html#patch and spec/gap.md 5.3
"""

from __future__ import annotations

import copy
from typing import Any

import jsonpatch
import jsonpointer

from sas_server.refusals.catalogue import BAD_PATCH, PATCH_FAILED
from sas_server.refusals.refusal import Refused
from sas_server.store.rows import Resource

_MEMBERS = {
    "add": ("value",),
    "replace": ("value",),
    "test": ("value",),
    "move": ("from",),
    "copy": ("from",),
}
_OPERATIONS = ("add", "remove", "replace", "move", "copy", "test")


def read_operations(document: Any) -> list[dict[str, Any]]:
    """The operations of a JSON Patch document; raises Refused (400) when it is none."""
    if not isinstance(document, list):
        raise Refused(BAD_PATCH, reason="an array of operations is expected")
    for index, operation in enumerate(document):
        if not isinstance(operation, dict):
            raise Refused(BAD_PATCH, reason=f"[{index}] is no object")
        if operation.get("op") not in _OPERATIONS:
            raise Refused(BAD_PATCH, reason=f"[{index}].op is none of {', '.join(_OPERATIONS)}")
        for member in ("path", *_MEMBERS.get(operation["op"], ())):
            if member not in operation:
                raise Refused(BAD_PATCH, reason=f"[{index}].{member} is missing")
    try:
        jsonpatch.JsonPatch(document)
    except (jsonpatch.JsonPatchException, jsonpointer.JsonPointerException) as error:
        raise Refused(BAD_PATCH, reason=str(error)) from error
    return document


def apply_operations(resource: Resource, operations: list[dict[str, Any]]) -> Resource:
    """The patched resource; raises Refused (422) when an operation can't be applied."""
    patched: Any = copy.deepcopy(resource)
    for index, operation in enumerate(operations):
        try:
            patched = jsonpatch.apply_patch(patched, [operation], in_place=True)
        except (
            jsonpatch.JsonPatchException,
            jsonpointer.JsonPointerException,
            KeyError,
            TypeError,
        ) as error:
            # The library's own words quote the whole resource.
            reason = f"[{index}] {operation['op']} {operation['path']}"
            raise Refused(PATCH_FAILED, reason=reason) from error
    if not isinstance(patched, dict):
        raise Refused(PATCH_FAILED, reason="the result is no resource")
    return patched
