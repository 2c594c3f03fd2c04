"""The bindings of one coded element, as compiled code calls them.

An element may be bound by several definitions at once (its base and a
profile). Every judge takes a value, its location and the run, and records what
there is to say; for a value seen before that is a dictionary look-up per binding.

Spec: validator-features.md section 10
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from sas_validators.checks.bindings import BindingCheck, Bindings, locate
from sas_validators.checks.run import Run
from sas_validators.issues.finding import Finding
from sas_validators.model.paths import Location
from sas_validators.terminology.codings import Findings
from sas_validators.terminology.element_binding import UNBOUND, Binding

Judge: TypeAlias = Callable[[Any, Location, Run], None]

_WEAKER = frozenset(
    {
        "Terminology_TX_NoValid_2_CC",
        "Terminology_TX_NoValid_13",
        "Terminology_TX_NoValid_17",
        "Terminology_TX_NoValid_5",
    }
)
"""What an extensible binding says of a value that a required one has settled."""


def coded(type_name: str, bindings: tuple[Binding, ...], known: Bindings) -> Judge:
    """The judge of values of `type_name` under `bindings` (none: codes and displays alone)."""
    checks = [known.check(binding) for binding in bindings or (UNBOUND,)]
    settled = any(check.settles for check in checks) and len(checks) > 1

    def record(findings: Findings, here: Location, r: Run, check: BindingCheck) -> None:
        for message, sub_path, details in findings:
            if not (settled and message.id in _WEAKER and not check.settles):
                r.findings.append(Finding(message, locate(here, sub_path), details))

    if type_name == "CodeableConcept":
        return _concept_judge(checks, record)
    if type_name == "Coding":
        return _coding_judge(checks, record)
    if type_name[0].islower():
        return _code_judge(checks, record)
    return _quantity_judge(checks, record)


_Record: TypeAlias = Callable[[Findings, Location, Run, BindingCheck], None]


def _concept_judge(checks: list[BindingCheck], record: _Record) -> Judge:
    def judge(value: Any, here: Location, r: Run) -> None:
        language = r.language
        try:
            codings = value.get("coding", ())
            parts = tuple(
                [
                    (item.get("system"), item.get("code"), item.get("display"), item.get("version"))
                    for item in codings
                ]
            )
            for check in checks:
                found = check.concepts[parts, language]
                if found:
                    record(found, here, r, check)
        except (TypeError, AttributeError):
            # Some part has the wrong JSON kind, which is said elsewhere.
            for check in checks:
                record(check.concept(value, language), here, r, check)

    return judge


def _coding_judge(checks: list[BindingCheck], record: _Record) -> Judge:
    def judge(value: Any, here: Location, r: Run) -> None:
        get = value.get
        parts = (get("system"), get("code"), get("display"), get("version"))
        for check in checks:
            try:
                found = check.codings[parts, r.language]
            except TypeError:
                found = check.coding(value, r.language)
            if found:
                record(found, here, r, check)

    return judge


def _code_judge(checks: list[BindingCheck], record: _Record) -> Judge:
    def judge(value: Any, here: Location, r: Run) -> None:
        for check in checks:
            found = check.codes[value] if value.__class__ is str else ()
            if found:
                record(found, here, r, check)

    return judge


def _quantity_judge(checks: list[BindingCheck], record: _Record) -> Judge:
    def judge(value: Any, here: Location, r: Run) -> None:
        for check in checks:
            try:
                found = check.units[value.get("system"), value.get("code")]
            except TypeError:
                found = check.quantity(value)
            if found:
                record(found, here, r, check)

    return judge
