"""ElementDefinitions as they come in a snapshot or differential, read defensively.

An element stays the JSON object it was: `Element` is only a name for it. What is
not usable (no object, no path, a property of another JSON kind) is told as a
finding and left out, so that the later stages meet well-formed elements only.

Spec: https://hl7.org/fhir/R4/elementdefinition.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from sas_validators.issues.catalogue import definitions as say
from sas_validators.snapshot.problems import Part, Problems

Element: TypeAlias = dict[str, Any]

MAX_STEPS = 64
"""More steps than this in one path are an attack, not a profile."""

_SEGMENT = re.compile(r"[^\s.,:;'\"/|?!@#$%&*()\[\]{}]{1,128}(?:\[x\])?")
_MAXIMUM = re.compile(r"\*|0|[1-9][0-9]{0,9}")
_CHOICE_STEMS = ("defaultValue", "fixed", "pattern", "minValue", "maxValue")

_PROPERTIES = """
    id extension modifierExtension path representation sliceName sliceIsConstraining label code
    slicing short definition comment requirements alias min max base contentReference type
    defaultValue meaningWhenMissing orderMeaning fixed pattern example minValue maxValue maxLength
    condition constraint mustSupport isModifier isModifierReason isSummary binding mapping
""".split()  # noqa: SIM905  a list this long reads better so
_RANK = {name: rank for rank, name in enumerate(_PROPERTIES)}


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_maximum(value: object) -> bool:
    return isinstance(value, str) and _MAXIMUM.fullmatch(value) is not None


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _is_objects(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


_KINDS: dict[str, Callable[[object], bool]] = {
    "id": _is_text,
    "sliceName": _is_text,
    "contentReference": _is_text,
    "short": _is_text,
    "definition": _is_text,
    "comment": _is_text,
    "requirements": _is_text,
    "min": _is_count,
    "maxLength": _is_count,
    "max": _is_maximum,
    "mustSupport": _is_flag,
    "isModifier": _is_flag,
    "isSummary": _is_flag,
    "slicing": _is_object,
    "binding": _is_object,
    "base": _is_object,
    "type": _is_objects,
    "constraint": _is_objects,
    "mapping": _is_objects,
    "example": _is_objects,
    "code": _is_objects,
    "extension": _is_objects,
    "modifierExtension": _is_objects,
    "alias": _is_texts,
    "condition": _is_texts,
    "representation": _is_texts,
}


def read_elements(
    definition: dict[str, Any], part: Part, problems: Problems
) -> Iterator[tuple[int, Element]]:
    """The usable elements of `definition[part]` with their positions.

    An element whose path is none is left out, a property of the wrong JSON kind
    is taken off its element; both are added to `problems`.
    """
    container = definition.get(part)
    elements = container.get("element") if isinstance(container, dict) else None
    if not isinstance(elements, list):
        return
    for index, element in enumerate(elements):
        path = element.get("path") if isinstance(element, dict) else None
        if not is_path(path):
            shown = path[:200] if isinstance(path, str) else ""
            problems.add(say.SNAPSHOT_PATH_MALFORMED, index, part, path=shown)
            continue
        wrong = [name for name in element if not _KINDS.get(name, _anything)(element[name])]
        for name in wrong:
            problems.add(say.SNAPSHOT_PROPERTY_MALFORMED, index, part, path=path, property=name)
        yield index, without(element, *wrong) if wrong else element


def _anything(_: object) -> bool:
    return True


def is_path(path: object) -> bool:
    """Whether `path` can be an ElementDefinition.path (`Patient.contact.name`)."""
    if not isinstance(path, str):
        return False
    segments = path.split(".", MAX_STEPS)
    return len(segments) <= MAX_STEPS and all(map(_SEGMENT.fullmatch, segments))


def stem(name: str) -> str:
    """The ElementDefinition property `name` stands for: `fixedUri` and `_fixedUri` -> `fixed`."""
    bare = name.removeprefix("_")
    if bare in _RANK:
        return bare
    for candidate in _CHOICE_STEMS:
        if bare.startswith(candidate) and bare[len(candidate) :][:1].isupper():
            return candidate
    return bare


def value_of(element: Element, choice: str) -> tuple[str, Any] | None:
    """The `fixed`, `pattern`, `minValue`... of an element: its type suffix and the value."""
    for name, value in element.items():
        if name.startswith(choice) and name[len(choice) :][:1].isupper():
            return name[len(choice) :], value
    return None


def in_fhir_order(element: Element) -> Element:
    """The same element with its properties in the order the specification lists them."""
    last = len(_RANK)
    return dict(sorted(element.items(), key=lambda item: _RANK.get(stem(item[0]), last)))


def without(element: Element, *names: str) -> Element:
    """A copy of `element` that lacks the properties called `names`."""
    return {name: value for name, value in element.items() if name not in names}


def dicts(value: object) -> list[dict[str, Any]]:
    """The JSON objects in a list that may be anything."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def strings(value: object) -> list[str]:
    """The strings in a list that may be anything."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def type_codes(element: Element) -> list[str]:
    """The type codes of an element, System types included."""
    return strings([item.get("code") for item in element.get("type", ())])
