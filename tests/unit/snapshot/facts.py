"""What matters about a snapshot element, in a form that compares.

Left out are texts, order within sets, and extensions that carry no rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sas_validators.definitions.registry import Registry, type_url

Element = dict[str, Any]

_PLAIN = frozenset(
    "path min max sliceName maxLength mustSupport isModifier isSummary base".split()  # noqa: SIM905
)
_VALUES = ("fixed", "pattern", "minValue", "maxValue", "defaultValue")
_SETS = ("profile", "targetProfile", "aggregation")


def facts(element: Element) -> Element:
    found = {name: value for name, value in element.items() if name in _PLAIN}
    found |= {name: value for name, value in element.items() if name.startswith(_VALUES)}
    if "type" in element:
        found["type"] = sorted(map(_type, element["type"]))
    if "binding" in element:
        found["binding"] = _binding(element["binding"])
    if "slicing" in element:
        found["slicing"] = _slicing(element["slicing"])
    if "constraint" in element:
        found["constraint"] = sorted(item["key"] for item in element["constraint"])
    if "condition" in element:
        found["condition"] = sorted(element["condition"])
    if "contentReference" in element:
        found["contentReference"] = "#" + element["contentReference"].partition("#")[2]
    return found


def facts_by_id(elements: Iterable[Element]) -> dict[str, Element]:
    return {element["id"]: facts(element) for element in elements}


def beyond_types(
    elements: Iterable[Element], type_name: str, registry: Registry
) -> dict[str, Element]:
    """The facts of a profile's elements that the types it is made of don't have.

    Each element is compared with the one its `base.path` names ("gone": a fact of that
    one is gone); left out are those of the constrained type that are unchanged.
    """
    own = _facts_of_type(type_name, registry)
    found = {}
    for element in elements:
        path = element["base"]["path"]
        known = _facts_of_type(path.partition(".")[0], registry).get(path, {})
        mine = facts(element)
        news = {
            name: mine.get(name, "gone")
            for name in (*mine, *(name for name in known if name not in mine))
            if name not in ("path", "base") and known.get(name) != mine.get(name)
        }
        if news or element["id"] not in own:
            found[element["id"]] = news
    return found


_TYPES: dict[str, dict[str, Element]] = {}


def _facts_of_type(name: str, registry: Registry) -> dict[str, Element]:
    if name not in _TYPES:
        definition = registry.find(type_url(name)) or {}
        _TYPES[name] = facts_by_id(definition.get("snapshot", {}).get("element", ()))
    return _TYPES[name]


def differences(expected: dict[str, Element], found: dict[str, Element]) -> list[tuple[str, str]]:
    """(element id, facet) of what differs; the facets `missing`, `extra` and `order` too."""
    differing = [(id, "missing") for id in expected if id not in found]
    differing += [(id, "extra") for id in found if id not in expected]
    shared = [id for id in expected if id in found]
    for id in shared:
        one, other = expected[id], found[id]
        differing += [
            (id, facet)
            for facet in sorted(one.keys() | other)
            if one.get(facet) != other.get(facet)
        ]
    if shared != [id for id in found if id in expected]:
        differing.append(("", "order"))
    return differing


def _type(item: Element) -> list[Any]:
    return [str(item.get("code")), *(sorted(item.get(name, ())) for name in _SETS)]


def _binding(binding: Element) -> list[Any]:
    limits = [
        extension.get("valueCanonical")
        for extension in binding.get("extension", ())
        if extension["url"].endswith("elementdefinition-maxValueSet")
    ]
    return [binding.get("strength"), binding.get("valueSet"), limits]


def _slicing(slicing: Element) -> list[Any]:
    discriminators = [[item["type"], item["path"]] for item in slicing.get("discriminator", ())]
    return [discriminators, slicing.get("rules"), slicing.get("ordered", False)]
