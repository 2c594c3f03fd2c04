"""What becomes of one element when a differential element is laid over it.

Most properties replace the inherited value. Lists that add up (constraints,
conditions, aliases, mappings...) are joined, types narrow, a binding keeps what
the change leaves unsaid, and texts that begin with `...` continue the inherited
ones.

Spec: https://hl7.org/fhir/R4/elementdefinition.html#interpretation
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sas_validators.snapshot.elements import (
    Element,
    dicts,
    in_fhir_order,
    stem,
    strings,
    type_codes,
)

SYSTEM_TYPE = "http://hl7.org/fhirpath/System."
BINDABLE = frozenset({"code", "string", "uri", "Coding", "CodeableConcept", "CodeableReference"})
QUANTITIES = frozenset({"Quantity", "Age", "Count", "Distance", "Duration", "Money"})

REPEATING_EXTENSIONS = frozenset(
    {
        "http://hl7.org/fhir/StructureDefinition/obligation",
        "http://hl7.org/fhir/tools/StructureDefinition/obligation",
        "http://hl7.org/fhir/tools/StructureDefinition/additional-binding",
        "http://hl7.org/fhir/5.0/StructureDefinition/extension-ElementDefinition.binding.additional",
    }
)
"""Extensions that add up; of any other one the change's replaces the inherited."""

_STRUCTURE = frozenset({"id", "path", "sliceName", "sliceIsConstraining", "base"})
_CONTINUATION = "..."


def combine(base: Element, change: Element) -> Element:
    """`base` with what `change` says; neither is changed."""
    said = {stem(name) for name in change} - _STRUCTURE
    replaced = said - _JOINED.keys()
    result = {
        name: value
        for name, value in base.items()
        if stem(name) not in (said if name.startswith("_") else replaced)
    }
    for name, value in change.items():
        property = stem(name)
        if property in _STRUCTURE:
            continue
        join = _JOINED.get(name)
        if join is not None and name in base:
            result[name] = join(base[name], value)
        elif property != "contentReference" or "type" not in base:
            result[name] = value
    if "type" in said and "binding" in result and not may_be_bound(type_codes(result)):
        del result["binding"]
    return in_fhir_order(result)


def may_be_bound(codes: list[str]) -> bool:
    """Whether an element with one of these types may have a binding.

    Spec: https://hl7.org/fhir/R4/terminologies.html#4.1
    """
    known = BINDABLE | QUANTITIES | {"Extension"}
    return not codes or any(code in known or "://" in code for code in codes)


def _join_text(base: str, change: str) -> str:
    if not change.startswith(_CONTINUATION):
        return change
    return f"{base}\n{change.removeprefix(_CONTINUATION).lstrip()}"


def _join_strings(base: list[str], change: list[str]) -> list[str]:
    return [*base, *(item for item in change if item not in base)]


def _joining_by(*keys: str) -> Callable[[list[Element], list[Element]], list[Element]]:
    """Joins two lists; where `keys` agree the inherited item stays."""

    def join(base: list[Element], change: list[Element]) -> list[Element]:
        known = [[item.get(key) for key in keys] for item in base]
        return [*base, *(item for item in change if [item.get(key) for key in keys] not in known)]

    return join


def join_extensions(base: list[Element], change: list[Element]) -> list[Element]:
    """The inherited extensions that the change does not replace, then the change's."""
    replaced = [item.get("url") for item in change if item.get("url") not in REPEATING_EXTENSIONS]
    kept = [item for item in base if item.get("url") not in replaced]
    return [*kept, *(item for item in change if item not in kept)]


def join_binding(base: Element, change: Element) -> Element:
    """The binding with the change's strength, value set and texts where it gives them."""
    result = base | change
    if "extension" in base and "extension" in change:
        result["extension"] = join_extensions(dicts(base["extension"]), dicts(change["extension"]))
    return result


def join_slicing(base: Element, change: Element) -> Element:
    """The slicing with the change's rules and order, and the discriminators of both."""
    result = base | change
    known = dicts(base.get("discriminator"))
    added = [item for item in dicts(change.get("discriminator")) if item not in known]
    if known or added:
        result["discriminator"] = known + added
    return result


def join_types(base: list[Element], change: list[Element]) -> list[Element]:
    """The change's types, each keeping what it leaves unsaid of the inherited type."""
    return [_join_type(base, item) for item in change]


def _join_type(base: list[Element], change: Element) -> Element:
    same = [item for item in base if item.get("code") == change.get("code")]
    if not same:
        return change
    result = dict(change)
    for name in ("profile", "targetProfile", "aggregation", "versioning"):
        if name not in change and all(name in item for item in same):
            result[name] = _all_of(same, name)
    inherited = [item for one in same for item in dicts(one.get("extension"))]
    if inherited:
        result["extension"] = join_extensions(inherited, dicts(change.get("extension")))
    return result


def _all_of(types: list[Element], name: str) -> Any:
    if len(types) == 1 or name == "versioning":
        return types[0][name]
    return list(dict.fromkeys(value for item in types for value in strings(item[name])))


_JOINED: dict[str, Callable[[Any, Any], Any]] = {
    "extension": join_extensions,
    "modifierExtension": join_extensions,
    "representation": _join_strings,
    "alias": _join_strings,
    "condition": _join_strings,
    "code": _joining_by("system", "code"),
    "example": _joining_by("label"),
    "mapping": _joining_by("identity", "map"),
    "constraint": _joining_by("key"),
    "definition": _join_text,
    "comment": _join_text,
    "requirements": _join_text,
    "slicing": join_slicing,
    "binding": join_binding,
    "type": join_types,
}
