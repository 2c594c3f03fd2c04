"""The compiled packages, and what an element of theirs constrains, in the words of the facts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from sas_validators.definitions.builtin import packages_folder

Element = dict[str, Any]
Resource = dict[str, Any]


@cache
def package(label: str) -> dict[str, Resource]:
    """The definitions of a compiled package by canonical; skips when it is not compiled."""
    folder = packages_folder() / label / "package"
    if not folder.is_dir():
        pytest.skip(f"package {label} is not compiled: run `make setup`")
    files = (file for file in folder.glob("*.json") if file.name not in SIDE_FILES)
    resources = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    return {resource["url"]: resource for resource in resources}


SIDE_FILES = {"package.json", ".index.json"}


@cache
def instances(label: str, kind: str) -> dict[str, tuple[dict[str, Any], Resource]]:
    """The `example` or `counterexample` instances of a package: id -> (index entry, instance)."""
    folder = packages_folder() / label / "package" / kind
    if not folder.is_dir():
        pytest.skip(f"package {label} is not compiled: run `make setup`")
    index = json.loads((folder / ".index.json").read_text(encoding="utf-8"))
    return {
        entry["id"]: (entry, json.loads((folder / entry["filename"]).read_text(encoding="utf-8")))
        for entry in index["files"]
    }


def snapshot(definition: Resource) -> dict[str, Element]:
    """The snapshot's elements by id without the type's name, `.` for the root."""
    return {_short(element["id"]): element for element in definition["snapshot"]["element"]}


def differential(definition: Resource) -> dict[str, Element]:
    """The same for the differential."""
    return {_short(element["id"]): element for element in definition["differential"]["element"]}


def _short(element_id: str) -> str:
    return element_id.partition(".")[2] or "."


def cardinality(element: Element) -> str:
    """`0..1`."""
    return f"{element['min']}..{element['max']}"


def types(element: Element) -> str:
    """`Reference(a, b) agg:x+y`, `Slot{p}`, `Coding`, `Reference`."""
    return " or ".join(map(_type, element.get("type", ())))


def _type(item: dict[str, Any]) -> str:
    text: str = item["code"]
    if "profile" in item:
        text += "{" + ", ".join(item["profile"]) + "}"
    if "targetProfile" in item:
        text += "(" + ", ".join(item["targetProfile"]) + ")"
    if "aggregation" in item:
        text += " agg:" + "+".join(item["aggregation"])
    return text


def value(element: Element) -> str:
    """`fixedCode free`, `patternCodeableConcept system#code`, `` without either."""
    for name, content in element.items():
        if name.startswith(("fixed", "pattern")):
            return f"{name} {_value_text(content)}"
    return ""


def _value_text(content: Any) -> str:
    if not isinstance(content, dict):
        return str(content)
    if "coding" in content:
        return " + ".join(map(_value_text, content["coding"]))
    assert set(content) == {"system", "code"}, content
    return f"{content['system']}#{content['code']}"


def binding(element: Element) -> str:
    """`required http://...`, `preferred (no value set)`, `` without one."""
    found = element.get("binding")
    if not found:
        return ""
    return f"{found['strength']} {found.get('valueSet', '(no value set)')}"


def slicing(element: Element) -> str:
    """`value:url, open, unordered`; `slice` for a slice, `` otherwise."""
    found = element.get("slicing")
    if not found:
        return "slice" if "sliceName" in element else ""
    discriminators = " + ".join(f"{item['type']}:{item['path']}" for item in found["discriminator"])
    order = "ordered" if found.get("ordered") else "unordered"
    return f"{discriminators}, {found['rules']}, {order}"


def flags(element: Element, *, profile: str) -> str:
    """`MS`, `inv KEY`, `maxLength 5`, `modifier`; invariants are those of `profile` itself."""
    return ", ".join(_flags(element, profile))


def _flags(element: Element, profile: str) -> Iterator[str]:
    if element.get("mustSupport"):
        yield "MS"
    for constraint in element.get("constraint", ()):
        if constraint.get("source") == profile:
            yield f"inv {constraint['key']}"
    if "maxLength" in element:
        yield f"maxLength {element['maxLength']}"
    if element.get("isModifier"):
        yield "modifier"
