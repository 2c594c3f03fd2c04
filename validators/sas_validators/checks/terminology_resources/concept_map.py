"""ConceptMap as an instance: do its codes belong to what it maps between.

Spec: https://hl7.org/fhir/R4/conceptmap.html
"""

from __future__ import annotations

from typing import NamedTuple

from sas_validators.checks.placed import placed
from sas_validators.checks.run import Object, Run
from sas_validators.checks.terminology_resources.shareable import check_shareable
from sas_validators.issues.catalogue import terminology_resources as messages
from sas_validators.issues.message import Message
from sas_validators.model.paths import Location
from sas_validators.terminology.json_reading import text


class _Side(NamedTuple):
    """One side of a group: its system, the map's value set on that side, and what to say."""

    system: str
    version: str
    value_set: str
    unknown: Message
    outside: Message


def concept_map_rules(concept_map: Object, at: Location, r: Run) -> None:
    """Judges a ConceptMap."""
    source_set = _scope(concept_map, "source")
    target_set = _scope(concept_map, "target")
    for group, here in placed(concept_map, "group", at):
        _check_system(group, "source", messages.SOURCE_MISSING, messages.SOURCE_UNKNOWN, here, r)
        _check_system(group, "target", messages.TARGET_MISSING, messages.TARGET_UNKNOWN, here, r)
        source = _side(
            group, "source", source_set, messages.SOURCE_CODE_UNKNOWN, messages.SOURCE_CODE
        )
        target = _side(
            group, "target", target_set, messages.TARGET_CODE_UNKNOWN, messages.TARGET_CODE
        )
        for element, place in placed(group, "element", here):
            _check_code(element, source, place, r)
            for mapping, there in placed(element, "target", place):
                _check_code(mapping, target, there, r)
    check_shareable(concept_map, at, r)


def _side(group: Object, side: str, value_set: str, unknown: Message, outside: Message) -> _Side:
    version = text(group, f"{side}Version")
    return _Side(text(group, side), version, value_set, unknown, outside)


def _scope(concept_map: Object, side: str) -> str:
    """The value set that the map is from or to, "" when it does not say."""
    return text(concept_map, f"{side}Canonical") or text(concept_map, f"{side}Uri")


def _check_system(
    group: Object, side: str, missing: Message, unknown: Message, here: Location, r: Run
) -> None:
    system = text(group, side)
    if not system:
        r.add(missing, here)
    elif r.session.terminology.code_system(system, text(group, f"{side}Version")) is None:
        r.add(unknown, here, system=system)


def _check_code(item: Object, side: _Side, here: Location, r: Run) -> None:
    code = text(item, "code")
    if not (code and side.system):
        return
    system = r.session.terminology.code_system(side.system, side.version)
    if system is not None and system.usable and system.complete and system.find(code) is None:
        r.add(side.unknown, (here, "code", None), code=code, system=system.url)
        return
    if not side.value_set:
        return
    if r.session.terminology.member_of(side.value_set, side.system, code) is False:
        r.add(side.outside, here, code=code, value_set=side.value_set)
