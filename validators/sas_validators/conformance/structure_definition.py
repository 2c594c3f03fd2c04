"""Judges a StructureDefinition that is itself the instance being validated.

FHIR's own invariants (`sdf-*`, `eld-*`) and value rules are checked like those of
any resource; here is what they can't say: how the definition fits its base, and
whether what it names exists.

Spec: https://hl7.org/fhir/R4/structuredefinition.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sas_validators.conformance.contexts import check_contexts
from sas_validators.conformance.element_bindings import check_binding
from sas_validators.conformance.element_constraints import ConstraintChecks, ExpressionCheck
from sas_validators.conformance.element_paths import check_path
from sas_validators.conformance.element_slicing import check_slicing
from sas_validators.conformance.element_types import check_types
from sas_validators.conformance.element_values import check_values
from sas_validators.conformance.headers import check_header
from sas_validators.conformance.navigation import Navigator
from sas_validators.conformance.obligations import (
    check_inherited_obligations,
    check_obligation_element,
    is_obligation_profile,
)
from sas_validators.conformance.subject import JudgedElement, Subject
from sas_validators.conformance.work_groups import check_work_group
from sas_validators.issues.catalogue import definitions as say
from sas_validators.issues.finding import Finding
from sas_validators.model.paths import Location, root, steps
from sas_validators.snapshot.generator import Resource, Snapshots, given_snapshot
from sas_validators.snapshot.problems import Part

_STOPPING = frozenset(
    message.id
    for message in (
        say.SNAPSHOT_PATH_MALFORMED,
        say.SNAPSHOT_TYPE_AMBIGUOUS,
        say.SNAPSHOT_TYPE_UNKNOWN,
        say.SNAPSHOT_CONTENT_REFERENCE_UNKNOWN,
        say.SNAPSHOT_SLICE_WITHOUT_SLICING,
        say.SNAPSHOT_TOO_LARGE,
        say.SNAPSHOT_BASE_TOO_DEEP,
        say.SNAPSHOT_BASE_UNUSABLE,
    )
)
"""Problems that leave no usable snapshot, told as one error about the whole definition."""

_TOLD_ELSEWHERE = frozenset({say.SNAPSHOT_PROFILE_UNKNOWN.id, say.SNAPSHOT_PROPERTY_MALFORMED.id})
"""Problems that other checks report, with the place they have there."""


def judge_structure_definition(
    definition: Resource,
    snapshots: Snapshots,
    *,
    at: Location | None = None,
    check_expression: ExpressionCheck | None = None,
) -> Iterator[Finding]:
    """What is wrong with a StructureDefinition, beyond what holds for every resource.

    `snapshots` gives the definitions it builds on; `at` is where it stands (by
    default alone). `check_expression` says what is wrong with a FHIRPath
    expression, or None. Never raises for what `definition` holds.
    """
    has_differential = isinstance(definition.get("differential"), dict)
    snapshot = snapshots.generate(definition) if has_differential else given_snapshot(definition)
    place = root("StructureDefinition") if at is None else at
    subject = Subject(definition, snapshots, snapshot, place)
    yield from check_header(subject)
    yield from check_contexts(subject)
    yield from check_work_group(subject)
    yield from check_inherited_obligations(subject)
    yield from _snapshot_findings(subject)
    yield from _element_findings(subject, check_expression)


def _element_findings(
    subject: Subject, check_expression: ExpressionCheck | None
) -> Iterator[Finding]:
    navigator = Navigator(subject.snapshots, subject.snapshot.elements)
    constraints = ConstraintChecks(subject, check_expression)
    only_obligations = is_obligation_profile(subject.definition)
    # A snapshot repeats what is inherited and what the differential says: it is the
    # author's word only where there is no differential.
    part: Part = "differential" if subject.definition.get("differential") else "snapshot"
    for judged in subject.elements(part):
        yield from _judge_element(subject, judged, navigator, constraints)
        if only_obligations:
            yield from check_obligation_element(subject, judged)


def _judge_element(
    subject: Subject, judged: JudgedElement, navigator: Navigator, constraints: ConstraintChecks
) -> Iterator[Finding]:
    yield from check_path(subject, judged)
    yield from check_slicing(subject, judged, navigator)
    yield from check_values(subject, judged)
    yield from check_types(subject, judged)
    yield from check_binding(subject, judged)
    yield from constraints.check(judged)


def _snapshot_findings(subject: Subject) -> Iterator[Finding]:
    """What generating the snapshot found, at its place in the instance."""
    problems = [
        problem
        for problem in subject.snapshot.problems
        if problem.message.id not in _TOLD_ELSEWHERE
    ]
    stopping = [problem for problem in problems if problem.message.id in _STOPPING]
    if stopping:
        yield _generation_error(subject, stopping[0])
    unmatched: list[str] = []
    for message, location, details, _, _ in problems:
        # The error was told about the whole: here is only why.
        weighed = message.at_severity("information") if message.id in _STOPPING else message
        yield subject.finding(weighed, _moved(location, subject.at), **details)
        if message.id == say.SNAPSHOT_ELEMENT_NO_MATCH.id:
            unmatched.append(details["id"])
    if unmatched:
        message = say.SNAPSHOT_DIFFERENTIAL_NO_MATCH
        ids = ", ".join(unmatched[:10])
        yield subject.finding(message, count=len(unmatched), ids=ids)


def _generation_error(subject: Subject, problem: Finding) -> Finding:
    details = {"problem": problem.message.id, "path": problem.details.get("path", "")}
    return subject.finding(say.ERROR_GENERATING_SNAPSHOT, url=subject.text("url"), **details)


def _moved(location: Location, at: Location) -> Location:
    """A location in a StructureDefinition that stands alone, put below `at`."""
    moved = at
    for name, index in steps(location)[1:]:
        moved = (moved, name, index)
    return moved
