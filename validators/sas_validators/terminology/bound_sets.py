"""One value set bound with one strength, asked about coded values of every kind.

Which message an unmet or undecidable binding gets depends on the strength and
on the kind of element; `_WORDINGS` is that table.

Spec: https://hl7.org/fhir/R4/terminologies.html#strength
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from sas_validators.issues.catalogue import terminology as messages
from sas_validators.issues.message import Message
from sas_validators.terminology.codings import (
    UCUM,
    Coding,
    Findings,
    Found,
    examine,
    note_findings,
    shorten,
)
from sas_validators.terminology.element_binding import Strength
from sas_validators.terminology.json_reading import split_canonical
from sas_validators.terminology.membership import Decision, Gap, GapKind, Note
from sas_validators.terminology.terminology import Terminology
from sas_validators.terminology.value_sets import ValueSet


@dataclass(frozen=True, slots=True)
class _Wording:
    """The messages of one strength; None where the strength has nothing to say."""

    concept: Message | None = None
    coding: Message | None = None
    unit: Message | None = None
    code: Message | None = None
    no_code: Message | None = None
    missing: Message | None = None
    not_inferred: Message | None = None
    concept_undecided: Message | None = None
    coding_undecided: Message | None = None
    code_undecided: Message | None = None
    unconfirmed: Message | None = None


_WORDINGS: dict[Strength, _Wording] = {
    "required": _Wording(
        concept=messages.CONCEPT_NOT_IN_REQUIRED,
        coding=messages.CODING_NOT_IN_REQUIRED,
        unit=messages.UNIT_NOT_IN_REQUIRED,
        code=messages.CODE_NOT_IN_REQUIRED,
        no_code=messages.NO_CODE_REQUIRED,
        missing=messages.CODE_MISSING,
        not_inferred=messages.SYSTEM_NOT_INFERRED,
        concept_undecided=messages.CONCEPT_NOT_DECIDED_REQUIRED,
        coding_undecided=messages.CODING_NOT_DECIDED,
        code_undecided=messages.CODE_NOT_DECIDED,
    ),
    "extensible": _Wording(
        concept=messages.CONCEPT_NOT_IN_EXTENSIBLE,
        coding=messages.CODING_NOT_IN_EXTENSIBLE,
        unit=messages.UNIT_NOT_IN_EXTENSIBLE,
        code=messages.CODE_NOT_IN_EXTENSIBLE,
        no_code=messages.NO_CODE_EXTENSIBLE,
        concept_undecided=messages.CONCEPT_NOT_DECIDED_EXTENSIBLE,
        coding_undecided=messages.CODING_NOT_DECIDED,
        code_undecided=messages.CODE_NOT_DECIDED,
        unconfirmed=messages.NOT_CONFIRMED_EXTENSIBLE,
    ),
    "preferred": _Wording(
        concept=messages.CONCEPT_NOT_IN_PREFERRED,
        coding=messages.CODING_NOT_IN_PREFERRED,
        unit=messages.UNIT_NOT_IN_PREFERRED,
        code=messages.CODE_NOT_IN_PREFERRED,
        coding_undecided=messages.CODING_NOT_DECIDED,
        code_undecided=messages.CODE_NOT_DECIDED,
        unconfirmed=messages.NOT_CONFIRMED_PREFERRED,
    ),
    "maximum": _Wording(
        concept=messages.CONCEPT_NOT_IN_MAXIMUM,
        coding=messages.CODING_NOT_IN_MAXIMUM,
        unit=messages.CODING_NOT_IN_MAXIMUM,
        code=messages.CODE_NOT_IN_MAXIMUM,
        no_code=messages.NO_CODE_MAXIMUM,
    ),
    "example": _Wording(),
}

_NOT_LOADED = frozenset(
    {messages.SYSTEM_UNKNOWN, messages.SYSTEM_VERSION_UNKNOWN, messages.SYSTEM_NEEDS_SERVER}
)
_IN_CODINGS = {
    messages.SYSTEM_IS_RELATIVE: messages.SYSTEM_IS_RELATIVE.at_severity("error"),
    messages.SYSTEM_IS_VALUE_SET: messages.CODING_SYSTEM_IS_VALUE_SET,
}
"""What the HL7 validator says of a Coding or Quantity in place of what it says of a
CodeableConcept, of whose codings another may serve."""
_UNLOADED: frozenset[GapKind] = frozenset({"system", "version"})


class _Judged(NamedTuple):
    """What one coding amounts to: is it in (None: undecided), and what is there to say."""

    inside: bool | None
    findings: Findings
    gaps: tuple[Gap, ...] = ()
    notes: tuple[Note, ...] = ()


class BoundSet:
    """A value set (canonical, "" for none) bound with a strength."""

    def __init__(
        self,
        terminology: Terminology,
        strength: Strength,
        canonical: str,
        *,
        text_allowed: bool = False,
    ) -> None:
        """`text_allowed`: a CodeableConcept without coding is nothing to this value set."""
        self._terminology = terminology
        self._strength = strength
        self._canonical = canonical
        self._wording = _WORDINGS[strength]
        self._text_allowed = text_allowed

    @property
    def settles(self) -> bool:
        """Whether it is required and can be judged by."""
        return self._strength == "required" and self._value_set is not None

    @cached_property
    def _value_set(self) -> ValueSet | None:
        """The value set to judge by: none for example bindings, nor where it isn't loaded."""
        if self._strength == "example" or not self._canonical:
            return None
        return self._terminology.value_set(self._canonical)

    @cached_property
    def _is_open(self) -> bool:
        """Whether it is a maximum that lists no codes: the HL7 validator refuses nothing by it."""
        value_set = self._value_set
        return (
            self._strength == "maximum"
            and value_set is not None
            and any(rule.codes is None for rule in value_set.includes)
        )

    @cached_property
    def _obstacles(self) -> Findings:
        """What keeps the value set from being used at all, whatever the value."""
        if not self._canonical:
            return ()
        value_set = self._terminology.value_set(self._canonical)
        details = {"canonical": self._canonical}
        if value_set is None:
            url, version = split_canonical(self._canonical)
            if self._terminology.code_system(url, version) is not None:
                return ((messages.VALUE_SET_IS_CODE_SYSTEM, (), details),)
            return ((messages.VALUE_SET_NOT_FOUND, (), details),)
        return tuple(
            (messages.SUPPLEMENT_MISSING, (), {"canonical": name, "value_set": value_set.label})
            for name in value_set.data["supplements"]
            if self._terminology.code_system(*split_canonical(name)) is None
        )

    def code(self, value: str) -> Findings:
        """What to say about a `code`, `uri` or `string`; "" for one without value."""
        value_set = self._value_set
        if value_set is None or self._obstacles:
            return self._obstacles
        if not value.strip():
            return self._say(self._wording.missing, value)
        decisions = {
            system: self._terminology.decide(value_set, system, value)
            for system in self._terminology.systems(value_set) or ("",)
        }
        for system, decision in decisions.items():
            if decision.inside:
                return self._code_found(Coding(system, value, "", ""), decision)
        gaps = [gap for decision in decisions.values() for gap in decision.gaps]
        notes = _notes(decisions.values())
        if gaps:
            undecided = self._say(self._wording.code_undecided, value)
            return (*notes, *self._gap_findings(gaps, value), *undecided)
        unmet = self._say(self._wording.code, value)
        return (*notes, *self._say(self._wording.not_inferred, value), *unmet)

    def _gap_findings(self, gaps: Sequence[Gap], value: str) -> Iterator[Found]:
        """What is missing to decide on a code that comes without a system."""
        for gap in dict.fromkeys(gaps):
            details = {"canonical": gap.name, "system": gap.name, "code": shorten(value)}
            if gap.kind == "value-set":
                yield messages.VALUE_SET_NOT_FOUND, (), details
            elif gap.kind == "fragment":
                yield messages.CODE_UNKNOWN_IN_FRAGMENT, (), details
            elif gap.kind == "system" and self._wording.code_undecided is None:
                yield messages.SYSTEM_UNKNOWN, (), details

    def _code_found(self, coding: Coding, decision: Decision) -> Findings:
        examined = examine(
            self._terminology, coding, pinned=decision.pinned, mentioned=decision.mentioned
        )
        remarks = [
            (message, (), details)
            for message, _, details in examined.findings
            if message.severity != "error"
        ]
        return (*_notes([decision]), *remarks)

    def unit(self, coding: Coding) -> Findings:
        """What to say about the unit of a Quantity; one without system or code is let be."""
        value_set = self._value_set
        if not coding.system or not coding.code:
            return () if value_set is not None else self._obstacles
        if value_set is None or self._obstacles:
            alone = _of_coding(examine(self._terminology, coding).findings, bound=False)
            return (*(item for item in alone if item[0] not in _NOT_LOADED), *self._obstacles)
        decision = self._decide(value_set, coding)
        if coding.system == UCUM and (decision.mentioned or decision.inside is None):
            details = {"system": coding.system, "code": shorten(coding.code)}
            return ((messages.SYSTEM_NEEDS_SERVER, (), details),)
        judged = self._judge(value_set, coding, "")
        return (
            *_notes([judged]),
            *judged.findings,
            *self._verdict(judged, self._wording.unit, coding),
        )

    def coding(self, coding: Coding, language: str) -> Findings:
        """What to say about a Coding; that it lacks a system is for others to say.

        One without code is not judged: it may be there for its extensions.
        """
        value_set = self._value_set
        if not coding.system or not coding.code:
            named = value_set is not None and bool(coding.system)
            absent = examine(self._terminology, coding, language).findings if named else ()
            return (*absent, *self._obstacles)
        if value_set is None or self._obstacles:
            # Nobody asked for codes of a system that can be looked up here.
            alone = examine(self._terminology, coding, language)
            findings = _of_coding(alone.findings, bound=False)
            known = (item for item in findings if item[0] not in _NOT_LOADED)
            return (*known, *self._unusable(coding))
        judged = self._judge(value_set, coding, language)
        verdict = self._verdict(judged, self._wording.coding, coding)
        said = (*_of_coding(judged.findings, bound=True), *_blank_in_system(coding))
        return (*_notes([judged]), *said, *verdict)

    def _unusable(self, coding: Coding) -> Findings:
        if self._value_set is None:
            return self._obstacles
        required = self._strength == "required"
        message = messages.NOT_CONFIRMED_REQUIRED if required else self._wording.unconfirmed
        return (*self._obstacles, *self._say(message, coding.label))

    def _verdict(self, judged: _Judged, unmet: Message | None, coding: Coding) -> Findings:
        if judged.inside is False:
            return () if self._is_open else self._say(unmet, coding.label)
        if judged.inside is None:
            kinds = {gap.kind for gap in judged.gaps}
            if kinds <= _UNLOADED:
                return self._say(self._wording.unconfirmed, coding.label)
            if kinds != {"fragment"}:
                return self._say(self._wording.coding_undecided, coding.label)
        return ()

    def concept(self, codings: Sequence[Coding], language: str) -> Findings:
        """What to say about a CodeableConcept with these codings."""
        value_set = self._value_set
        if value_set is None or self._obstacles:
            alone = [self._judge_alone(item, language) for item in codings]
            return (*_below_codings(alone), *self._obstacles)
        if not any(item.system or item.code or item.display for item in codings):
            return () if self._text_allowed else self._say(self._wording.no_code, "")
        judged = [
            self._judge(value_set, item, language)
            if item.system and item.code
            else self._judge_part(value_set, item, language)
            for item in codings
        ]
        found = any(item.inside for item in judged)
        findings = (*_notes(judged), *_below_codings(judged, found=found))
        if found:
            return findings
        codes = ", ".join(item.label for item in codings)
        if all(item.inside is False for item in judged):
            unmet = () if self._is_open else self._say(self._wording.concept, codes)
            return (*findings, *unmet)
        kinds = {gap.kind for item in judged for gap in item.gaps}
        undecided = None if kinds <= {*_UNLOADED, "fragment"} else self._wording.concept_undecided
        return (*findings, *self._say(undecided, codes))

    def _judge_alone(self, coding: Coding, language: str) -> _Judged:
        """A coding of a CodeableConcept without regard to the value set."""
        if (coding.code or coding.display) and not coding.system:
            return _Judged(None, ((messages.CONCEPT_CODING_WITHOUT_SYSTEM, (), {}),))
        return _Judged(None, examine(self._terminology, coding, language).findings)

    def _judge_part(self, value_set: ValueSet, coding: Coding, language: str) -> _Judged:
        """A coding of a CodeableConcept that lacks its system or code.

        Without a code it may be in where the codes of its system are not all known.
        """
        alone = self._judge_alone(coding, language)
        if not coding.system:
            return alone._replace(inside=self._infers(value_set, coding))
        decision = self._decide(value_set, coding)
        system = self._terminology.code_system(coding.system, coding.version)
        known = system is not None and system.complete
        inside = None if decision.mentioned and not known else decision.inside
        return alone._replace(inside=inside, gaps=decision.gaps)

    def _judge(self, value_set: ValueSet, coding: Coding, language: str) -> _Judged:
        """A coding with system and code against the value set."""
        decision = self._decide(value_set, coding)
        examined = examine(
            self._terminology,
            coding,
            language,
            pinned=decision.pinned,
            mentioned=decision.mentioned,
        )
        findings = [*examined.findings]
        if decision.inactive:
            details = {"codes": coding.label, "value_set": value_set.label}
            findings.append((messages.CONCEPT_NOT_ACTIVE, ("code",), details))
        findings += (
            (messages.VALUE_SET_NOT_FOUND, (), {"canonical": gap.name})
            for gap in decision.gaps
            if gap.kind == "value-set"
        )
        inside = False if examined.state in ("wrong", "display") else decision.inside
        return _Judged(inside, tuple(findings), decision.gaps, decision.notes)

    def _infers(self, value_set: ValueSet, coding: Coding) -> bool:
        """Whether a code without system is in: where one system alone can be meant.

        The codes of that one are listed, or it is loaded whole.
        """
        if coding.system or not coding.code or len(value_set.includes) != 1:
            return False
        (rule,) = value_set.includes
        if not rule.system or rule.value_sets:
            return False
        system = self._terminology.code_system(rule.system, rule.version)
        whole = system is not None and system.complete and system.find(coding.code) is not None
        meant = rule.lists(coding.code, fold=False) if rule.codes is not None else whole
        return meant and bool(self._terminology.decide(value_set, rule.system, coding.code).inside)

    def _decide(self, value_set: ValueSet, coding: Coding) -> Decision:
        return self._terminology.decide(value_set, coding.system, coding.code, coding.version)

    def not_met(self, codings: Sequence[Coding], *, in_concept: bool) -> Findings:
        """The message of an unmet binding, where validation can't even start."""
        if self._value_set is None:
            return ()
        message = self._wording.concept if in_concept else self._wording.coding
        return self._say(message, ", ".join(item.label for item in codings))

    def _say(self, message: Message | None, value: str) -> Findings:
        if message is None or self._value_set is None:
            return ()
        details: dict[str, Any] = {"value_set": self._value_set.label}
        details["codes"] = details["code"] = shorten(value)
        return ((message, (), details),)


def _of_coding(findings: Findings, *, bound: bool) -> Iterator[Found]:
    """The findings on a Coding or Quantity; `bound`: a value set is there to judge it by."""
    for message, sub_path, details in findings:
        said = _IN_CODINGS.get(message, message)
        yield said, sub_path if bound or said is message else (), details


def _blank_in_system(coding: Coding) -> Iterator[Found]:
    """A URL with a blank in it is none for the HL7 validator, which takes it for a relative one."""
    if len(coding.system.split(maxsplit=1)) > 1 or coding.system != coding.system.strip():
        details = {"system": shorten(coding.system), "code": shorten(coding.code)}
        yield _IN_CODINGS[messages.SYSTEM_IS_RELATIVE], ("system",), details


def _below_codings(judged: Iterable[_Judged], *, found: bool = False) -> Iterator[Found]:
    """The findings on codings, placed below their CodeableConcept.

    `found`: one of them is in the value set, so that what could not be checked
    in the others matters less, and is said in other words.
    """
    for index, item in enumerate(judged):
        for message, sub_path, details in item.findings:
            if found and not item.inside and message is messages.SYSTEM_UNKNOWN:
                message = messages.CODING_NOT_CHECKED
            yield message, ("coding", index, *sub_path), details


def _notes(judged: Iterable[_Judged | Decision]) -> Findings:
    """The remarks on the definitions used, each one once."""
    notes = dict.fromkeys(note for item in judged for note in item.notes)
    return note_findings(tuple(notes))
