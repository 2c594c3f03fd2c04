"""OperationDefinition: the profiles of its input and output agree with its parameters.

Spec: https://hl7.org/fhir/R4/operationdefinition-definitions.html#OperationDefinition.inputProfile
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sas_validators.checks.placed import placed
from sas_validators.checks.run import Object, Run
from sas_validators.issues.catalogue import conformance_resources as messages
from sas_validators.model.paths import Location
from sas_validators.terminology.json_reading import objects, text, texts

_SIDES = (("inputProfile", "in"), ("outputProfile", "out"))
_OPEN = frozenset({"Any", "Element", "Resource", "DomainResource"})


@dataclass
class _Allowed:
    """What a profile on Parameters allows under one name."""

    name: str = ""
    types: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)


def operation_definition_rules(operation: Object, at: Location, r: Run) -> None:
    """Judges the profiles that an OperationDefinition names."""
    for name, use in _SIDES:
        canonical = text(operation, name)
        if not canonical:
            continue
        here = (at, name, None)
        profile = r.session.find_resource(canonical, "StructureDefinition")
        if profile is None:
            r.add(messages.OPERATION_PROFILE_UNKNOWN, here, profile=canonical)
        elif profile.get("type") != "Parameters":
            details = {"profile": canonical, "found": text(profile, "type")}
            r.add(messages.OPERATION_PROFILE_OF_OTHER_TYPE, here, **details)
        else:
            allowed = _read_profile(r.session.snapshots.complete(profile))
            _compare(operation, use, allowed, at, r)


def _read_profile(profile: Object) -> dict[str, _Allowed]:
    """What each slice of Parameters.parameter allows, by the name it fixes."""
    slices: dict[str, _Allowed] = {}
    snapshot = profile.get("snapshot")
    for element in objects(snapshot if isinstance(snapshot, dict) else {}, "element"):
        head, separator, rest = text(element, "id").partition("Parameters.parameter:")
        if head or not separator:
            continue
        slice_name, _, below = rest.partition(".")
        allowed = slices.setdefault(slice_name, _Allowed())
        if below == "name":
            allowed.name = _fixed_text(element)
        elif below in ("value[x]", "resource") and element.get("max") != "0":
            _read_types(element, allowed)
    return {allowed.name: allowed for allowed in slices.values() if allowed.name}


def _fixed_text(element: Object) -> str:
    found = (element.get(name) for name in ("fixedString", "patternString"))
    return next((value for value in found if isinstance(value, str)), "")


def _read_types(element: Object, allowed: _Allowed) -> None:
    listed = list(objects(element, "type"))
    codes = {text(item, "code") for item in listed}
    if _OPEN.isdisjoint(codes) and len(codes) < 20:  # not every type there is
        allowed.types |= codes
        for item in listed:
            allowed.targets.update(texts(item, "targetProfile"))


def _compare(
    operation: Object, use: str, allowed: dict[str, _Allowed], at: Location, r: Run
) -> None:
    for parameter, here in placed(operation, "parameter", at):
        if text(parameter, "use") != use:
            continue
        profiled = allowed.get(text(parameter, "name"))
        stated = set(_types(parameter))
        if profiled is None or not profiled.types or not stated:
            continue
        _add_differences(parameter, stated, profiled, here, r)


def _types(parameter: Object) -> Iterator[str]:
    name = text(parameter, "type")
    if name and name not in _OPEN:
        yield name


def _add_differences(
    parameter: Object, stated: set[str], profiled: _Allowed, here: Location, r: Run
) -> None:
    name: dict[str, Any] = {"name": text(parameter, "name")}
    for type_name in sorted(profiled.types - stated):
        r.add(messages.OPERATION_TYPE_NOT_IN_PARAMETERS, here, **name, type=type_name)
    for type_name in sorted(stated - profiled.types):
        r.add(messages.OPERATION_TYPE_NOT_IN_PROFILE, here, **name, type=type_name)
    targets: Iterable[str] = texts(parameter, "targetProfile")
    if not targets or not profiled.targets:
        return
    for target in sorted(profiled.targets - set(targets)):
        r.add(messages.OPERATION_TARGET_NOT_IN_PARAMETERS, here, **name, target=target)
    for target in sorted(set(targets) - profiled.targets):
        r.add(messages.OPERATION_TARGET_NOT_IN_PROFILE, here, **name, target=target)
