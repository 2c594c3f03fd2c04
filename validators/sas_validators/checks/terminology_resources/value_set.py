"""ValueSet as an instance: the systems it includes from, and the codes it lists.

Spec: https://hl7.org/fhir/R4/valueset.html
"""

from __future__ import annotations

from sas_validators.checks.placed import placed, placed_texts
from sas_validators.checks.run import Object, Run
from sas_validators.checks.terminology_resources.filters import check_filters
from sas_validators.checks.terminology_resources.shareable import check_shareable
from sas_validators.issues.catalogue import terminology_resources as messages
from sas_validators.model.paths import Location
from sas_validators.primitives.uris import is_absolute
from sas_validators.terminology.code_systems import CodeSystem
from sas_validators.terminology.json_reading import objects, part, text

_OIDS = {
    "urn:oid:2.16.840.1.113883.6.1": "http://loinc.org",
    "urn:oid:2.16.840.1.113883.6.8": "http://unitsofmeasure.org",
    "urn:oid:2.16.840.1.113883.6.88": "http://www.nlm.nih.gov/research/umls/rxnorm",
    "urn:oid:2.16.840.1.113883.6.96": "http://snomed.info/sct",
}
"""OIDs of systems for which FHIR has another name.

Spec: https://hl7.org/fhir/R4/terminologies-systems.html
"""


def value_set_rules(value_set: Object, at: Location, r: Run) -> None:
    """Judges a ValueSet."""
    compose: Location = (at, "compose", None)
    for name in ("include", "exclude"):
        for rule, here in placed(part(value_set, "compose"), name, compose):
            _check_imports(rule, here, r)
            system = text(rule, "system")
            if system:
                _check_system(value_set, rule, system, here, r)
    check_shareable(value_set, at, r)


def _check_imports(rule: Object, here: Location, r: Run) -> None:
    imported = list(placed_texts(rule, "valueSet", here))
    if len(imported) > 1:
        r.add(messages.IMPORT_SEVERAL, here)
    for canonical, place in imported:
        if not canonical.startswith("#") and r.session.terminology.value_set(canonical) is None:
            r.add(messages.IMPORT_UNKNOWN, place, value_set=canonical)


def _check_system(value_set: Object, rule: Object, system: str, here: Location, r: Run) -> None:
    if not is_absolute(system):
        _check_relative(value_set, system, here, r)
        return
    terminology = r.session.terminology
    known = terminology.code_system(system, text(rule, "version"))
    if known is None:
        if terminology.value_set(system) is not None:
            r.add(messages.INCLUDE_VALUE_SET, here, system=system)
        elif system in _OIDS:
            r.add(messages.INCLUDE_OID, here, system=system, expected=_OIDS[system])
        elif rule.get("concept"):
            r.add(messages.CONCEPTS_UNCHECKED, here, system=system)
    elif known.data["content"] == "supplement":
        r.add(messages.INCLUDE_SUPPLEMENT, here, system=system)
    else:
        _check_content(known, rule, here, r)


def _check_relative(value_set: Object, system: str, here: Location, r: Run) -> None:
    if not system.startswith("#"):
        r.add(messages.INCLUDE_RELATIVE, here, system=system)
        return
    r.add(messages.INCLUDE_FRAGMENT, here, system=system)
    found = [item for item in objects(value_set, "contained") if item.get("id") == system[1:]]
    if not found:
        r.add(messages.INCLUDE_NOT_FOUND, here, system=system)
    elif found[0].get("resourceType") != "CodeSystem":
        kind = text(found[0], "resourceType")
        r.add(messages.INCLUDE_NOT_A_SYSTEM, here, system=system, found=kind)


def _check_content(system: CodeSystem, rule: Object, here: Location, r: Run) -> None:
    content = system.data["content"]
    if content != "complete":
        message = messages.INCLUDE_INCOMPLETE
        weighed = message.at_severity("information") if content == "not-present" else message
        r.add(weighed, here, system=system.url, content=content)
    if not system.usable:
        if rule.get("concept"):
            r.add(messages.CONCEPTS_UNCHECKED, here, system=system.url)
        return
    if system.complete:
        for concept, place in placed(rule, "concept", here):
            code = text(concept, "code")
            if code and system.find(code) is None:
                r.add(messages.CONCEPT_UNKNOWN, place, code=code, system=system.url)
    check_filters(system, rule, here, r)
