"""Properties of a CodeSystem: what it declares, and what its concepts have.

Spec: https://hl7.org/fhir/R4/codesystem.html#properties
"""

from __future__ import annotations

from collections.abc import Sequence

from sas_validators.checks.placed import placed
from sas_validators.checks.run import Object, Run
from sas_validators.issues.catalogue import terminology_resources as messages
from sas_validators.model.paths import Location
from sas_validators.terminology.code_systems import CodeSystem
from sas_validators.terminology.json_reading import objects, text

_STANDARD = "http://hl7.org/fhir/concept-properties"
_TYPES = {
    "child": "code",
    "comment": "string",
    "deprecated": "dateTime",
    "deprecationDate": "dateTime",
    "effectiveDate": "dateTime",
    "inactive": "boolean",
    "itemWeight": "decimal",
    "notSelectable": "boolean",
    "parent": "code",
    "partOf": "code",
    "retirementDate": "dateTime",
    "status": "code",
    "synonym": "code",
}
"""The properties that HL7 defines, with their types."""

_REFERENCES = frozenset({"child", "parent", "partOf"})
"""Those whose values are codes of the same system."""


class PropertyRules:
    """Judges the properties of one CodeSystem."""

    def __init__(
        self, system: Object, concepts: Sequence[tuple[Object, Location]], at: Location, r: Run
    ) -> None:
        self._system = system
        self._concepts = concepts
        self._at = at
        self._run = r
        self._types: dict[str, str] = {}
        self._references: set[str] = set()

    def check(self) -> None:
        """Judges declarations first, then the values of the concepts."""
        self._check_declared()
        if any("property" in concept for concept, _ in self._concepts):
            self._check_values()

    def _check_declared(self) -> None:
        uris: set[str] = set()
        for declared, here in placed(self._system, "property", self._at):
            code, uri, type_name = (text(declared, name) for name in ("code", "uri", "type"))
            if code in self._types:
                self._run.add(messages.PROPERTY_CODE_TWICE, here, code=code)
            if uri and uri in uris:
                self._run.add(messages.PROPERTY_URI_TWICE, here, uri=uri)
            uris.add(uri)
            self._types.setdefault(code, type_name)
            if uri:
                self._check_uri(code, uri, type_name, here)
            elif code:
                self._check_name(code, type_name, here)

    def _check_uri(self, code: str, uri: str, type_name: str, here: Location) -> None:
        base, separator, name = uri.partition("#")
        if base == _STANDARD and separator:
            self._check_standard(code, uri, name, type_name, here)
        elif separator and self._is_unknown(base):
            self._run.add(messages.PROPERTY_URI_BASE_UNKNOWN, here, uri=uri, base=base)

    def _is_unknown(self, base: str) -> bool:
        own = text(self._system, "url")
        return base != own and self._run.session.terminology.code_system(base) is None

    def _check_standard(
        self, code: str, uri: str, name: str, type_name: str, here: Location
    ) -> None:
        expected = _TYPES.get(name)
        if expected is None:
            known = self._run.session.terminology.code_system(_STANDARD)
            if known is not None and _lacks(known, name):
                self._run.add(messages.PROPERTY_URI_UNKNOWN, here, uri=uri)
            return
        if name != code:
            details = {"uri": uri, "expected": name, "code": code}
            self._run.add(messages.PROPERTY_URI_CODE, here, **details)
        if type_name and type_name != expected:
            details = {"uri": uri, "expected": expected, "type": type_name}
            self._run.add(messages.PROPERTY_URI_TYPE, here, **details)
        if name in _REFERENCES:
            self._references.add(code)

    def _check_name(self, code: str, type_name: str, here: Location) -> None:
        expected = _TYPES.get(code)
        if code == "synonym" and type_name != "code":
            self._run.add(messages.PROPERTY_SYNONYM, here)
        elif expected is None:
            self._run.add(messages.PROPERTY_NAME_UNKNOWN, here, code=code)
            if type_name == "code":
                self._run.add(messages.PROPERTY_CODES_FROM_HERE, here, code=code)
        elif type_name != expected:
            details = {"code": code, "expected": expected, "type": type_name}
            self._run.add(messages.PROPERTY_NAME_TYPE, here, **details)
        else:
            details = {"code": code, "uri": f"{_STANDARD}#{code}"}
            self._run.add(messages.PROPERTY_NAME_KNOWN, here, **details)
            if code in _REFERENCES:
                self._references.add(code)

    def _check_values(self) -> None:
        codes = {text(concept, "code") for concept, _ in self._concepts}
        inherited = self._inherited()
        for concept, at in self._concepts:
            for item, here in placed(concept, "property", at):
                code = text(item, "code")
                if code not in self._types and code not in inherited:
                    self._run.add(messages.PROPERTY_UNDECLARED, here, code=code)
                self._check_value(item, code, codes, here)

    def _inherited(self) -> frozenset[str]:
        """What the system that this one supplements declares."""
        base = text(self._system, "supplements").partition("|")[0]
        known = self._run.session.terminology.code_system(base) if base else None
        return frozenset() if known is None else known.data["declared"]

    def _check_value(self, item: Object, code: str, codes: set[str], here: Location) -> None:
        name = next((name for name in item if name.startswith("value")), None)
        if name is None:
            if not any(key.startswith("_value") for key in item):
                self._run.add(messages.PROPERTY_WITHOUT_VALUE, here, code=code)
            return
        expected = self._types.get(code)
        if expected and name != "value" + expected[0].upper() + expected[1:]:
            found = name.removeprefix("value")
            details = {"code": code, "expected": expected, "found": found}
            self._run.add(messages.PROPERTY_VALUE_TYPE, here, **details)
        elif code in self._references and self._is_foreign(item[name], codes):
            details = {"code": code, "value": item[name]}
            self._run.add(messages.PROPERTY_REFERENCE_UNKNOWN, here, **details)

    def _is_foreign(self, value: object, codes: set[str]) -> bool:
        whole = text(self._system, "content") == "complete"
        return whole and isinstance(value, str) and value not in codes


def _lacks(system: CodeSystem, code: str) -> bool:
    """Whether `code` surely is no code of `system`."""
    return system.usable and system.complete and system.find(code) is None


def declared_types(system: Object) -> dict[str, str]:
    """The types of the properties that a CodeSystem declares, by code."""
    return {text(item, "code"): text(item, "type") for item in objects(system, "property")}
