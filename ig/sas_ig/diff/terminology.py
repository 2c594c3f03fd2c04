"""Differences between two versions of a value set or a code system."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sas_ig.diff.fields import field_differences
from sas_ig.diff.model import Difference
from sas_ig.elements.changes import Effect


def value_set_differences(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    """Codes, whole systems, imports and filters that come or go."""
    yield from field_differences(old, new, ())
    before, after = _members(old), _members(new)
    yield from _come_and_go(before, after)


def code_system_differences(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    """Concepts that come or go, and what is said of them."""
    yield from field_differences(old, new, ("content", "caseSensitive", "hierarchyMeaning"))
    before = dict(_concepts(old.get("concept", ())))
    after = dict(_concepts(new.get("concept", ())))
    yield from _come_and_go(before, after)


def _members(value_set: dict[str, Any]) -> dict[str, str]:
    """What a value set has, by a readable key, with its display."""
    found: dict[str, str] = {}
    compose = value_set.get("compose", {})
    for rules, prefix in (("include", ""), ("exclude", "−")):
        for rule in compose.get(rules, ()):
            system = rule.get("system", "")
            for concept in rule.get("concept", ()):
                found[f"{prefix}`{concept.get('code')}` [[{system}]]"] = concept.get("display", "")
            for item in rule.get("filter", ()):
                words = f"{item.get('property')} {item.get('op')} {item.get('value')}"
                found[f"{prefix}`{words}` [[{system}]]"] = ""
            for canonical in rule.get("valueSet", ()):
                found[f"{prefix}[[{canonical}]]"] = ""
            if not ({"concept", "filter", "valueSet"} & rule.keys()):
                found[f"{prefix}[[{system}]]"] = ""
    return found


def _concepts(concepts: Any) -> Iterator[tuple[str, str]]:
    for concept in concepts:
        yield f"`{concept.get('code')}`", str(concept.get("display", ""))
        yield from _concepts(concept.get("concept", ()))


def _come_and_go(before: dict[str, str], after: dict[str, str]) -> Iterator[Difference]:
    for key, display in after.items():
        if key not in before:
            yield _difference("code", key, _effect(key, "looser"), "s'ajoute", "is added")
        elif before[key] != display:
            yield _display(key, before[key], display)
    for key in before:
        if key not in after:
            yield _difference("code", key, _effect(key, "stricter"), "disparaît", "is removed")


def _display(key: str, old: str, new: str) -> Difference:
    if not new:
        french, english = f"{key} perd son libellé « {old} »", f"{key} loses its display “{old}”"
    elif not old:
        french, english = f"{key} reçoit le libellé « {new} »", f"{key} gets the display “{new}”"
    else:
        french = f"{key} : libellé « {old} » → « {new} »"
        english = f"{key}: display “{old}” → “{new}”"
    return Difference("", "display", "wording", french, english)


def _effect(key: str, effect: Effect) -> Effect:
    """To exclude more is stricter, to exclude less is looser."""
    opposite: dict[str, Effect] = {"looser": "stricter", "stricter": "looser"}
    return opposite[effect] if key.startswith("−") else effect


def _difference(facet: str, key: str, effect: Effect, french: str, english: str) -> Difference:
    return Difference("", facet, effect, f"{key} {french}", f"{key} {english}")
