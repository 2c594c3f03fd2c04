"""Structure: unknown members, wrong JSON forms, how many of what.

Spec: validator-features.md sections 4 and 6
"""

from __future__ import annotations

from typing import Any

from sas_validators.checks.run import Run
from sas_validators.definitions.types import ElementInfo
from sas_validators.issues.catalogue import reading
from sas_validators.issues.catalogue import structure as messages
from sas_validators.issues.catalogue.invariants import EXPRESSION_PROBLEM, failed
from sas_validators.model.paths import Location, render

ELE_1 = failed(
    "http://hl7.org/fhir/StructureDefinition/Element",
    "ele-1",
    "error",
    "All FHIR elements must have a @value or children",
)

_KINDS = {
    dict: "un objet / an object",
    list: "un tableau / an array",
    str: "une chaîne / a string",
    bool: "un booléen / a boolean",
    type(None): "null",
}


def kind_of(value: object) -> str:
    """The JSON kind of `value`, for messages."""
    return _KINDS.get(type(value), "un nombre / a number")


_EMPTY_SIMPLE_LIST = reading.EMPTY_ARRAY.at_severity("warning")

# --- cardinality ------------------------------------------------------------------------------


def too_few(at: Location, r: Run, element: str, minimum: int, found: int, profile: str) -> None:
    """Records that `element` of the object at `at` occurs less than `minimum` times."""
    r.add(messages.MINIMUM, at, profile, element=element, minimum=minimum, found=found)


def too_many(at: Location, r: Run, element: str, maximum: int, found: int, profile: str) -> None:
    """Records that `element` of the object at `at` occurs more than `maximum` times."""
    r.add(messages.MAXIMUM, at, profile, element=element, maximum=maximum, found=found)


def element_id(o: dict[str, Any], at: Location, r: Run) -> None:
    """Judges the id of an element that has one: no other's of the resource.

    That it has nothing else is let be, as the HL7 validator does.

    Spec: https://hl7.org/fhir/R4/element.html#id
    """
    unique_id(o["id"], at, r)


def unique_id(value: Any, at: Location, r: Run) -> None:
    """Records an element whose id another element of the resource has already."""
    if value.__class__ is not str:
        return
    if r.element_ids is None:
        r.element_ids = {}
    # What several profiles look at is seen several times, in the same place.
    earlier = r.element_ids.setdefault(value, at)
    if earlier != at:
        r.add(messages.DUPLICATE_ID, at, value=value, other=render(earlier))


def foreign_elements(o: dict[str, Any], at: Location, r: Run, type_name: str, profile: str) -> None:
    """Records what a profile of `type_name` can't admit in a resource of another type."""
    own = r.session.types.get(str(o.get("resourceType"))).members
    known = r.session.types.find(type_name)  # none for a logical model
    theirs = known.members if known is not None else {}
    for name, value in o.items():
        if name not in own:
            continue
        wanted, here = theirs.get(name), (at, own[name][0].name, None)
        for place in _places(here, value):
            if wanted is None:
                details = {"element": name, "type": type_name, "profile": profile}
                r.add(messages.ELEMENT_OF_OTHER_TYPE, place, profile, **details)
            elif wanted[1] != own[name][1] and "." not in wanted[1]:
                found = own[name][1]
                r.add(messages.WRONG_VALUE_TYPE, place, profile, allowed=wanted[1], found=found)


def _places(here: Location, value: Any) -> list[Location]:
    """Where the occurrences of an element are."""
    if not isinstance(value, list):
        return [here]
    return [(here[0], here[1], index) for index in range(len(value))]


# --- JSON forms -------------------------------------------------------------------------------


def odd_list(value: Any, at: Location, name: str, r: Run) -> list[Any]:
    """Records why `value` is no list with items, and returns what can still be judged."""
    if value == []:
        r.add(reading.EMPTY_ARRAY, (at, name, None))
    else:
        r.add(reading.ARRAY_EXPECTED, (at, name, None), name=name, kind=kind_of(value))
    return []


def odd_simple_list(value: Any, at: Location, name: str, r: Run) -> list[Any]:
    """Records why `value` is no list of primitives with items; see `odd_list`.

    FHIR's JSON has no empty arrays. The HL7 validator minds those of objects only.
    """
    if value == [] and not r.options.refuse_empty_arrays:
        r.add(_EMPTY_SIMPLE_LIST, (at, name, None))
        return []
    return odd_list(value, at, name, r)


def odd_object(value: Any, here: Location, r: Run) -> None:
    """Records why `value` is no object with members."""
    if value == {}:
        if not r.from_xml:  # the reader of XML has said so
            r.add(reading.EMPTY_OBJECT, here)
    elif isinstance(value, list) and here[2] is None and r.from_xml:
        repeated(value, here, r)
    else:
        r.add(reading.OBJECT_EXPECTED, here, name=str(here[1]), kind=kind_of(value))


def repeated(values: list[Any], here: Location, r: Run) -> None:
    """Records an element of XML that occurs twice where once is allowed."""
    parent = here[0] or here
    label = f"{parent[1]}.{here[1]}"
    r.add(messages.MAXIMUM, parent, "", element=label, maximum=1, found=len(values))


def find_nulls(value: Any, at: Location, type_name: str, r: Run) -> None:
    """Records every null that is a member of an object, by what was due in its place."""
    info = r.session.types.find(type_name)
    members = info.members if info is not None else {}
    for name, item in value.items():
        known = members.get(name.removeprefix("_"))
        if known is None:
            continue
        element, item_type = known
        if item is None:
            _null_member(name, element, item_type, at, r)
        elif not name.startswith("_"):
            _nulls_inside(item, at, name, item_type, r)


def _null_member(name: str, element: ElementInfo, item_type: str, at: Location, r: Run) -> None:
    here = (at, name.removeprefix("_"), None)
    if element.repeats:
        r.add(reading.ARRAY_EXPECTED, here, name=name, kind="null")
    elif item_type == "Resource":
        r.add(reading.NULL_RESOURCE, here)
    elif r.session.types.is_primitive(item_type) and not name.startswith("_"):
        r.add(reading.SIMPLE_VALUE_EXPECTED, here, name=name, kind="null")
    else:
        r.add(reading.OBJECT_EXPECTED, here, name=name, kind="null")


def _nulls_inside(item: Any, at: Location, name: str, item_type: str, r: Run) -> None:
    for index, part in enumerate(item) if isinstance(item, list) else [(None, item)]:
        if isinstance(part, dict):
            inner = part.get("resourceType") if item_type == "Resource" else item_type
            if isinstance(inner, str):
                find_nulls(part, (at, name, index), inner, r)


def unusable_expression(here: Location, r: Run, expression: str, key: str, reason: str) -> None:
    """Records an invariant whose expression is no FHIRPath."""
    r.add(EXPRESSION_PROBLEM, here, expression=expression, element=key, reason=reason)
