"""Builds the schema tree from a StructureDefinition's snapshot.

Spec: https://hl7.org/fhir/R4/elementdefinition.html#id (element ids carry the slices)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sas_validators.definitions.types import type_names
from sas_validators.model.numbers import write_json
from sas_validators.schema.element import (
    Constraint,
    Discriminator,
    ElementSchema,
    Limits,
    Slicing,
    TypedJson,
    TypeRef,
)
from sas_validators.terminology.element_binding import parse_binding

_EXTENSION = "http://hl7.org/fhir/StructureDefinition/"
_BEST_PRACTICE = _EXTENSION + "elementdefinition-bestpractice"
_MUST_HAVE_VALUE = (
    "http://hl7.org/fhir/5.0/StructureDefinition/extension-ElementDefinition.mustHaveValue"
)
_VALUE_ALTERNATIVES = (
    "http://hl7.org/fhir/5.0/StructureDefinition/extension-ElementDefinition.valueAlternatives"
)
_NARRATIVE_CONTROLS = {
    _EXTENSION + "narrative-language-control": "language",
    _EXTENSION + "narrative-source-control": "source",
}


class SchemaError(ValueError):
    """A snapshot whose elements do not form a tree; the message names the element."""


@dataclass
class _Draft:
    """A node while its children and slices are still being collected."""

    element: dict[str, Any]
    id: str
    slice_name: str | None
    children: dict[str, _Draft] = field(default_factory=dict)
    slices: dict[str, _Draft] = field(default_factory=dict)


def build_schema(definition: dict[str, Any], elements: list[dict[str, Any]]) -> ElementSchema:
    """The tree of `elements`, the snapshot of `definition`, which have paths and are not none.

    Raises SchemaError for an element without parent or one with a malformed property.
    """
    profile = definition.get("url", "")
    root = _Draft(elements[0], elements[0].get("id") or elements[0]["path"], None)
    for element in elements[1:]:
        _insert(root, element, profile)
    return _finish(root, profile)


def _insert(root: _Draft, element: dict[str, Any], profile: str) -> None:
    identity = element.get("id") or element["path"]
    node = root
    steps = identity.split(".")[1:]
    for position, step in enumerate(steps):
        name, _, slice_path = step.partition(":")
        last = position == len(steps) - 1
        parent = node
        node = parent.children.get(name)  # type: ignore[assignment]
        if node is None:
            if not last:
                raise SchemaError(f"{profile}: {identity} has no parent element in the snapshot")
            # A slice name on an element that is not sliced (two R4 profiles do so) names nothing.
            parent.children[name] = _Draft(element, identity, slice_path or None)
            return
        if slice_path and node.slice_name != slice_path:
            node = _slice_of(node, slice_path, element if last else None, identity, profile)
            if node.element is element:
                return
    raise SchemaError(f"{profile}: {identity} occurs twice in the snapshot")


def _slice_of(
    node: _Draft, slice_path: str, element: dict[str, Any] | None, identity: str, profile: str
) -> _Draft:
    """The slice `a` or re-slice `a/b` of `node`; made from `element` when it is not there."""
    parts = slice_path.split("/")
    for depth, part in enumerate(parts):
        found = node.slices.get(part)
        if found is None:
            if element is None or depth != len(parts) - 1:
                raise SchemaError(f"{profile}: {identity} belongs to a slice that is not there")
            found = node.slices[part] = _Draft(element, identity, slice_path)
        node = found
    return node


def _finish(draft: _Draft, profile: str) -> ElementSchema:
    try:
        return _read(draft, profile)
    except (AttributeError, KeyError, TypeError) as error:
        # Elements are JSON of any form, and only authors of drafts meet this.
        problem = f"a property is malformed or lacks a part ({error})"
        raise SchemaError(f"{profile}: {draft.id}: {problem}") from error


def _read(draft: _Draft, profile: str) -> ElementSchema:
    element = draft.element
    name = element["path"].rpartition(".")[2].removesuffix("[x]")
    extensions = element.get("extension", [])
    return ElementSchema(
        profile=profile,
        id=draft.id,
        name=name,
        slice_name=draft.slice_name,
        min=int(element.get("min", 0)),
        max=_maximum(element.get("max", "*")),
        types=tuple(_type_ref(item, code) for item, code in _types_with_names(element)),
        content_reference=element.get("contentReference"),
        binding=parse_binding(element["binding"]) if "binding" in element else None,
        fixed=_choice(element, "fixed"),
        pattern=_choice(element, "pattern"),
        constraints=tuple(_constraint(item, profile) for item in element.get("constraint", [])),
        slicing=_slicing(element.get("slicing")),
        limits=_limits(element),
        is_modifier=bool(element.get("isModifier", False)),
        must_have_value=any(
            item.get("url") == _MUST_HAVE_VALUE and item.get("valueBoolean") for item in extensions
        ),
        value_alternatives=tuple(
            item.get("valueCanonical", "")
            for item in extensions
            if item.get("url") == _VALUE_ALTERNATIVES
        ),
        narrative_controls=tuple(
            (_NARRATIVE_CONTROLS[item["url"]], item.get("valueCode", ""))
            for item in extensions
            if item.get("url") in _NARRATIVE_CONTROLS
        ),
        children={
            child.element["path"].rpartition(".")[2].removesuffix("[x]"): _finish(child, profile)
            for child in draft.children.values()
        },
        slices=tuple(_finish(part, profile) for part in draft.slices.values()),
    )


def _maximum(text: str) -> int | None:
    return None if text == "*" else int(text)


def _types_with_names(element: dict[str, Any]) -> Iterable[tuple[dict[str, Any], str]]:
    items = element.get("type", [])
    return zip(items, type_names(element), strict=False) if items else ()


def _type_ref(item: dict[str, Any], code: str) -> TypeRef:
    return TypeRef(
        code=code,
        profiles=tuple(item.get("profile", ())),
        target_profiles=tuple(item.get("targetProfile", ())),
        aggregation=tuple(item.get("aggregation", ())),
    )


def _choice(element: dict[str, Any], prefix: str) -> TypedJson | None:
    """The value of `fixed[x]`, `pattern[x]`, `minValue[x]`... with its type."""
    for name, value in element.items():
        if name.startswith(prefix) and name[len(prefix) :][:1].isupper():
            return TypedJson(name.removeprefix(prefix), write_json(value))
    return None


def _constraint(item: dict[str, Any], profile: str) -> Constraint:
    key, severity = item["key"], item["severity"]
    texts = [item.get(name, "") for name in ("human", "expression", "source")]
    if not all(isinstance(value, str) for value in (key, *texts)):
        raise SchemaError(f"{profile}: the constraint {key} is not made of strings")
    if severity not in ("error", "warning"):
        raise SchemaError(f"{profile}: the constraint {key} has the severity '{severity}'")
    return Constraint(
        key=key,
        severity=severity,
        human=texts[0],
        expression=texts[1],
        source=texts[2] or profile,
        best_practice=any(
            extension.get("url") == _BEST_PRACTICE and extension.get("valueBoolean")
            for extension in item.get("extension", [])
        ),
    )


def _slicing(slicing: dict[str, Any] | None) -> Slicing | None:
    if slicing is None:
        return None
    discriminators = slicing.get("discriminator", [])
    if not all(isinstance(item[part], str) for item in discriminators for part in ("type", "path")):
        raise TypeError("discriminator")
    return Slicing(
        discriminators=tuple(Discriminator(item["type"], item["path"]) for item in discriminators),
        rules=slicing.get("rules", "open"),
        ordered=bool(slicing.get("ordered", False)),
    )


_LIMIT_EXTENSIONS = {
    _EXTENSION + "minLength": "min_length",
    _EXTENSION + "maxDecimalPlaces": "max_decimal_places",
    _EXTENSION + "maxSize": "max_size",
    _EXTENSION + "regex": "regex",
}


def _limits(element: dict[str, Any]) -> Limits:
    found: dict[str, Any] = {
        "max_length": element.get("maxLength"),
        "min_value": _choice(element, "minValue"),
        "max_value": _choice(element, "maxValue"),
    }
    typed = [item for kind in element.get("type", []) for item in kind.get("extension", [])]
    for extension in (*typed, *element.get("extension", [])):
        name = _LIMIT_EXTENSIONS.get(extension.get("url", ""))
        if name is not None:
            value = next((extension[key] for key in extension if key.startswith("value")), None)
            found[name] = int(value) if isinstance(value, float) else value
    return Limits(**found)
