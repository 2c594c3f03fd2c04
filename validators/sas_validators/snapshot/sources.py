"""Where unfolding finds the elements below an element: its type, type profile or content reference.

Spec: https://hl7.org/fhir/R4/elementdefinition.html#path and
https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.contentReference
"""

from __future__ import annotations

from typing import Protocol

from sas_validators.definitions.registry import type_url
from sas_validators.snapshot.elements import Element, dicts, strings
from sas_validators.snapshot.facets import SYSTEM_TYPE
from sas_validators.snapshot.tree import Node

PROFILE_ELEMENT = "http://hl7.org/fhir/StructureDefinition/elementdefinition-profile-element"


class Trees(Protocol):
    """Gives the snapshots of definitions as trees, which must not be changed."""

    def find_tree(self, canonical: str) -> Node | None:
        """The tree of the StructureDefinition that `canonical` names.

        None when it is not loaded, broken, or itself being made just now.
        """

    def knows(self, canonical: str) -> bool:
        """Whether the StructureDefinition that `canonical` names is loaded."""

    def lineage(self, canonical: str) -> list[str]:
        """The URLs of a definition and of those it derives from, up to the top."""


def canonical_of(type_code: str) -> str:
    """The canonical of a type code: its own for logical models, else that of the R4 type."""
    return type_code if "://" in type_code else type_url(type_code)


def is_a(trees: Trees, type_code: str, ancestor: str) -> bool:
    """Whether a type is `ancestor` or specialises it."""
    if type_code == ancestor:
        return True
    return canonical_of(ancestor) in trees.lineage(canonical_of(type_code))


def common_type(trees: Trees, codes: list[str]) -> str | None:
    """The nearest type all `codes` specialise; None when there is none."""
    shared = trees.lineage(canonical_of(codes[0]))
    for code in codes[1:]:
        line = trees.lineage(canonical_of(code))
        shared = [url for url in shared if url in line]
    return shared[0] if shared else None


def profile_of(item: Element) -> str | None:
    """The profile of a `type` entry when it has exactly one."""
    profiles = strings(item.get("profile"))
    return profiles[0] if len(profiles) == 1 else None


def find_profile_tree(trees: Trees, item: Element, profile: str) -> Node | None:
    """The tree of a type profile, or of the element in it that the type entry points at.

    `canonical#Element.id` and the extension elementdefinition-profile-element
    name an element of the profile instead of its root.
    """
    canonical, _, fragment = profile.partition("#")
    top = trees.find_tree(canonical)
    for shadow in dicts(item.get("_profile")):
        for extension in dicts(shadow.get("extension")):
            if extension.get("url") == PROFILE_ELEMENT:
                fragment = str(extension.get("valueString", fragment))
    return top if top is None or not fragment else find_node(top, fragment)


def find_node(top: Node, id: str) -> Node | None:
    """The node with this element id (`Composition.section:plan.code`)."""
    first, *rest = id.split(".")
    current: Node | None = top if first.partition(":")[0] == top.name else None
    for step in rest:
        name, _, slice_name = step.partition(":")
        current = current.children.get(name) if current is not None else None
        if current is not None and slice_name:
            current = current.find_slice(slice_name)
    return current


def find_content(trees: Trees, reference: str, own: Node) -> Node | None:
    """The node a content reference points at.

    `#Questionnaire.item` means the element of the type itself, never of a
    profile on it; `own` is the tree to look at when the reference names no other
    definition and no type is loaded under its first step.
    """
    canonical, _, id = reference.partition("#")
    type_name = id.partition(".")[0]
    top = trees.find_tree(canonical or canonical_of(type_name))
    found = find_node(top, id) if top is not None else None
    return found if found is not None or canonical else find_node(own, id)


def is_system(code: str) -> bool:
    """Whether a type code is one of FHIRPath's own types, which have no elements."""
    return code.startswith(SYSTEM_TYPE)
