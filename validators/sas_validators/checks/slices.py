"""Which slice a value is in: following a discriminator's path, and the tests at its end.

Spec: validator-features.md section 13, https://hl7.org/fhir/R4/profiling.html#discriminator
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from sas_validators.checks.references import resolve
from sas_validators.checks.resources import conforms
from sas_validators.checks.run import Run
from sas_validators.checks.values import contains_pattern, is_equal
from sas_validators.definitions.registry import TYPE_BASE
from sas_validators.issues.catalogue import slicing as messages
from sas_validators.issues.catalogue import structure as structure_messages
from sas_validators.model.paths import ChoiceStep, Location

Step: TypeAlias = tuple[str, str]
Found: TypeAlias = list[tuple[Any, str, Location]]
"""Values at the end of a path: value, type name ("" when not known), location."""

_VITAL_SIGN_CODE = "Observation.code.coding:"
"""The slices by which R4's vital-signs profiles demand their LOINC code."""


def walk(x: Any, here: Location, type_name: str, path: tuple[Step, ...], r: Run) -> Found:
    """The values that `path` leads to from `x`, of type `type_name`, at `here`."""
    step = here[1]
    first = step.type if isinstance(step, ChoiceStep) else type_name
    found: Found = [(x, _actual_type(x, first), here)]
    for kind, name in path:
        if kind == "child":
            found = [item for place in found for item in _children(place, name, r)]
        elif kind == "resolve":
            found = [item for place in found for item in _resolved(place, r)]
        elif kind == "type":
            found = [place for place in found if place[1] == name]
        else:
            found = [item for place in found for item in _extensions(place, name)]
    return found


def _actual_type(value: Any, declared: str) -> str:
    if isinstance(value, dict) and isinstance(value.get("resourceType"), str):
        return str(value["resourceType"])
    return declared


def _children(place: tuple[Any, str, Location], name: str, r: Run) -> Iterable[Any]:
    value, type_name, here = place
    if not isinstance(value, dict):
        return
    info = r.session.types.find(type_name)
    element = info.elements.get(name) if info is not None else None
    if element is None:
        if name in value:
            yield value[name], "", (here, name, None)
        return
    for step, child_type in zip(element.json_names, element.types, strict=False):
        found = value.get(step)
        if isinstance(found, list):
            for index, item in enumerate(found):
                yield item, _actual_type(item, child_type), (here, step, index)
        elif found is not None:
            yield found, _actual_type(found, child_type), (here, step, None)


def _resolved(place: tuple[Any, str, Location], r: Run) -> Iterable[Any]:
    value = place[0]
    reference = value.get("reference") if isinstance(value, dict) else value
    found = resolve(reference, r, value) if isinstance(reference, str) else None
    if found is not None:
        yield found[0], _actual_type(found[0], ""), found[1]


def _extensions(place: tuple[Any, str, Location], url: str) -> Iterable[Any]:
    value, _, here = place
    items = value.get("extension") if isinstance(value, dict) else None
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict) and item.get("url") == url:
            yield item, "Extension", (here, "extension", index)


def type_inside(x: Any, name: str) -> Any:
    """The type of the resource in member `name`; None when there is none."""
    resource = x.get(name)
    return resource.get("resourceType") if resource.__class__ is dict else None


def any_member(x: Any, list_name: str, name: str, wanted: str) -> bool:
    """Whether member `name` of an object in the list `list_name` of `x` is `wanted`."""
    items = x.get(list_name) if x.__class__ is dict else None
    if items.__class__ is list:
        for item in items:
            if item.__class__ is dict and item.get(name) == wanted:
                return True
    return False


def any_text(x: Any, names: tuple[str, ...], wanted: str) -> bool:
    """Whether a string that the members `names` lead to from `x` is `wanted`."""
    if x.__class__ is list:
        return any(any_text(item, names, wanted) for item in x)
    if not names:
        return bool(x == wanted)
    return x.__class__ is dict and any_text(x.get(names[0]), names[1:], wanted)


# --- tests at the end of a path ---------------------------------------------------------------


def any_equal(found: Found, wanted: Any) -> bool:
    """Whether one of the values is exactly `wanted`."""
    return any(is_equal(value, wanted) for value, _, _ in found)


def any_contains(found: Found, wanted: Any) -> bool:
    """Whether one of the values has the pattern `wanted`."""
    return any(contains_pattern(value, wanted) for value, _, _ in found)


def any_type(found: Found, wanted: frozenset[str], r: Run) -> bool:
    """Whether one of the values is of a type among `wanted`."""
    return any(
        type_name in wanted or any(r.session.types.is_a(type_name, name) for name in wanted)
        for _, type_name, _ in found
        if type_name
    )


def any_bound(found: Found, value_set: str, r: Run) -> bool:
    """Whether one of the values is surely a member of `value_set`."""
    return any(
        r.session.member_of(value, type_name, value_set) is True for value, type_name, _ in found
    )


def any_conforms(found: Found, profiles: tuple[str, ...], r: Run) -> bool:
    """Whether one of the values meets one of `profiles`."""
    return any(
        conforms(value, at, r, profile, type_name)
        for value, type_name, at in found
        if isinstance(value, dict)
        for profile in profiles
    )


# --- findings ---------------------------------------------------------------------------------


def slice_too_few(
    at: Location, r: Run, element: str, minimum: int, found: int, profile: str
) -> None:
    """Records a slice with less than `minimum` values."""
    is_vital = profile.startswith(TYPE_BASE) and element.startswith(_VITAL_SIGN_CODE)
    message = messages.VITAL_SIGN_CODE_MINIMUM if is_vital else messages.SLICE_MINIMUM
    r.add(message, at, profile, element=element, minimum=minimum, found=found)


def extension_slice_too_few(
    at: Location, r: Run, element: str, minimum: int, found: int, profile: str
) -> None:
    """Records an extension that occurs less than `minimum` times."""
    r.add(
        messages.EXTENSION_SLICE_MINIMUM,
        at,
        profile,
        element=element,
        minimum=minimum,
        found=found,
    )


def vital_sign_code_too_few(
    at: Location, r: Run, element: str, minimum: int, found: int, profile: str
) -> None:
    """Records a vital sign without the LOINC code that R4's profile demands."""
    r.add(messages.VITAL_SIGN_CODE_MINIMUM, at, profile, element=element)


def unchecked_minimum(
    at: Location, r: Run, element: str, minimum: int, found: int, profile: str
) -> None:
    """Records that it can't be told whether enough values are in a slice."""
    details = {"element": element, "minimum": minimum, "found": found}
    r.add(structure_messages.MINIMUM_UNCHECKED, at, profile, **details)


def in_no_slice(here: Location, r: Run, element: str, profile: str) -> None:
    """Records a value in no slice where the slicing is closed."""
    r.add(messages.IN_NO_SLICE, here, profile, element=element)


def in_several_slices(here: Location, r: Run, found: list[int], labels: tuple[str, ...]) -> None:
    """Records a value that meets the criteria of several slices."""
    r.add(messages.IN_SEVERAL_SLICES, here, slices=", ".join(labels[number] for number in found))


def undecidable_slice(here: Location, r: Run, element: str, reason: str) -> None:
    """Records a slice whose discriminator can't be turned into a test."""
    r.add(messages.SLICING_NOT_EVALUABLE, here, element=element, reason=reason)


def in_order(part: int, last: int, here: Location, r: Run, labels: tuple[str, ...]) -> int:
    """Records a value whose slice comes before an earlier value's; returns the new last."""
    if part == -1:
        return last
    if part < last:
        r.add(messages.SLICE_ORDER, here, element=labels[part], after=labels[last])
    return max(part, last)
