"""Differences between two versions of a CapabilityStatement."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sas_ig.diff.fields import field_differences
from sas_ig.diff.model import Difference

_SINGLE = ("profile", "versioning", "updateCreate", "conditionalUpdate", "conditionalCreate")
_HEADER = ("kind", "format", "patchFormat", "instantiates", "imports")


def capability_differences(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    """What differs, resource type by resource type."""
    yield from field_differences(old, new, _HEADER)
    before, after = dict(_types(old)), dict(_types(new))
    for place, item in after.items():
        if place not in before:
            yield Difference(place, "resource", "other", "apparaît", "is added")
        else:
            yield from _type_differences(place, before[place], item)
    for place in before:
        if place not in after:
            yield Difference(place, "resource", "other", "disparaît", "is removed")


def _types(statement: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for rest in statement.get("rest", ()):
        for item in rest.get("resource", ()):
            yield f"{rest.get('mode', '')} {item.get('type', '')}", item


def _type_differences(place: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    for name in _SINGLE:
        if old.get(name) != new.get(name):
            arrow = f"{_mark(old.get(name))} → {_mark(new.get(name))}"
            yield Difference(place, name, "other", f"`{name}` : {arrow}", f"`{name}`: {arrow}")
    yield from _sets(place, "interaction", _codes(old), _codes(new))
    for name in ("supportedProfile", "searchInclude", "searchRevInclude"):
        yield from _sets(place, name, set(old.get(name, ())), set(new.get(name, ())))
    yield from _parameters(place, old, new)


def _codes(item: dict[str, Any]) -> set[str]:
    return {str(found.get("code")) for found in item.get("interaction", ())}


def _sets(place: str, name: str, old: set[str], new: set[str]) -> Iterator[Difference]:
    for value in sorted(new - old):
        shown = _mark(value)
        yield Difference(
            place, name, "other", f"`{name}` : {shown} s'ajoute", f"`{name}`: {shown} is added"
        )
    for value in sorted(old - new):
        shown = _mark(value)
        yield Difference(
            place, name, "other", f"`{name}` : {shown} disparaît", f"`{name}`: {shown} is removed"
        )


def _parameters(place: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    before = {item.get("name"): item for item in old.get("searchParam", ())}
    after = {item.get("name"): item for item in new.get("searchParam", ())}
    yield from _sets(place, "searchParam", set(map(str, before)), set(map(str, after)))
    for name in before.keys() & after.keys():
        for part in ("type", "definition"):
            was, now = before[name].get(part), after[name].get(part)
            if was != now:
                arrow = f"{_mark(was)} → {_mark(now)}"
                yield Difference(
                    place,
                    "searchParam",
                    "other",
                    f"`{name}`, `{part}` : {arrow}",
                    f"`{name}`, `{part}`: {arrow}",
                )


def _mark(value: Any) -> str:
    if value is None:
        return "–"
    text = value if isinstance(value, str) else json.dumps(value)
    return f"[[{text}]]" if "://" in text else f"`{text}`"
