"""Members that a type does not have, and the `_x` companions of its primitives.

Spec: validator-features.md sections 4 and 7, https://hl7.org/fhir/R4/json.html#primitive
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sas_validators.checks.extensions import check_extension
from sas_validators.checks.run import Object, Run
from sas_validators.checks.structure import ELE_1, kind_of, odd_list, odd_object, unique_id
from sas_validators.definitions.types import ElementInfo
from sas_validators.issues.catalogue import primitives as primitive_messages
from sas_validators.issues.catalogue import reading
from sas_validators.issues.catalogue.extensions import URL_EXTENDED
from sas_validators.model.paths import Location


def odd_members(o: Object, at: Location, r: Run, type_name: str) -> None:
    """Records unknown members of `o` and judges the `_x` companions of its primitives."""
    info = r.session.types.get(type_name)
    for name in o:
        if name in info.members or (name == "resourceType" and info.kind == "resource"):
            continue
        bare = name[1:] if name.startswith("_") else ""
        known = info.members.get(bare)
        if known is not None and r.session.types.is_primitive(known[1]):
            element, primitive = known
            step = next(step for step in element.json_names if step == bare)
            _judge_shadow(o, at, step, element, primitive, r)
        else:
            r.add(reading.UNKNOWN_PROPERTY, at, name=name)


def _judge_shadow(
    o: Object, at: Location, step: str, element: ElementInfo, primitive: str, r: Run
) -> None:
    shadow, value = o["_" + step], o.get(step)
    if shadow is None:
        return
    if step in ("id", "url"):
        _judge_unextendable(o, at, step, shadow, r)
    if not element.repeats:
        _judge_companion(shadow, value, (at, step, None), primitive, r)
        return
    if not isinstance(shadow, list):
        r.add(reading.SHADOW_ARRAY_EXPECTED, (at, step, None), name=step, kind=kind_of(shadow))
        return
    values = value if isinstance(value, list) else []
    for index, (item, companion) in enumerate(_aligned(values, shadow)):
        here = (at, step, index)
        if companion is not None:
            _judge_companion(companion, item, here, primitive, r)
        elif item is None and index >= len(values):
            r.add(reading.NULL_IN_ARRAY, here, name=step)


def _judge_unextendable(o: Object, at: Location, step: str, shadow: Any, r: Run) -> None:
    """The id of a resource and the url of an extension have no extensions."""
    extended = isinstance(shadow, dict) and bool(shadow.get("extension"))
    if step == "id" and isinstance(o.get("resourceType"), str):
        if "id" not in o:
            r.add(primitive_messages.RESOURCE_ID_CHARACTERS, (at, "id", None), value="")
        if extended:
            r.add(primitive_messages.RESOURCE_ID_EXTENDED, (at, "id", None))
    elif (
        step == "url" and at[1] in ("extension", "modifierExtension") and extended and o.get("url")
    ):
        r.add(URL_EXTENDED, (at, "url", None))


def _aligned(values: list[Any], shadows: list[Any]) -> Iterator[tuple[Any, Any]]:
    for index in range(max(len(values), len(shadows))):
        yield (
            values[index] if index < len(values) else None,
            shadows[index] if index < len(shadows) else None,
        )


def _judge_companion(companion: Any, value: Any, here: Location, primitive: str, r: Run) -> None:
    if not isinstance(companion, dict):
        name = str(here[1])
        r.add(reading.OBJECT_EXPECTED, here, name=name, kind=kind_of(companion))
        return
    if not companion:
        r.add(reading.EMPTY_OBJECT, here)
    if value is None and not companion.get("extension") and "value" not in companion:
        if "id" not in companion and "_id" not in companion:
            r.add(primitive_messages.NO_VALUE, here)
        r.broken(ELE_1, here, "ele-1")
    _judge_inside(companion, here, r, primitive)


def _judge_inside(companion: Object, here: Location, r: Run, primitive: str) -> None:
    for name in companion:
        if name == "value":
            r.add(reading.VALUE_IN_COMPANION, here)
        elif name not in ("id", "_id", "extension"):
            r.add(reading.UNKNOWN_PROPERTY, here, name=name)
    if "id" in companion:
        _judge_id(companion["id"], here, r)
    if "extension" not in companion:
        return
    extensions = companion["extension"]
    if not isinstance(extensions, list) or not extensions:
        odd_list(extensions, here, "extension", r)
        return
    for index, extension in enumerate(extensions):
        place = (here, "extension", index)
        if isinstance(extension, dict) and extension:
            check_extension(extension, place, r, primitive, False)
        else:
            odd_object(extension, place, r)


def _judge_id(identifier: Any, here: Location, r: Run) -> None:
    """The id in a companion."""
    place = (here, "id", None)
    if identifier is None:
        r.add(reading.SIMPLE_VALUE_EXPECTED, place, name="id", kind=kind_of(None))
        return
    if identifier == "":
        r.add(primitive_messages.EMPTY, place)
        r.broken(ELE_1, place, "ele-1")
    unique_id(identifier, here, r)
    if not isinstance(identifier, str):
        r.add(reading.STRING_EXPECTED, place)
