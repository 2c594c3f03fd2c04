"""The bindings of one coded element, as compiled code calls them.

An element may be bound by several definitions at once (its base and a
profile). Every judge takes a value, its location and the run, and records what
there is to say; for a value seen before that is a dictionary look-up per binding.

Spec: validator-features.md section 10
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from sas_validators.checks.bindings import (
    MAX_KEY,
    MAX_REMEMBERED,
    BindingCheck,
    Bindings,
    key_size,
    locate,
)
from sas_validators.checks.run import Check, Run
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


def coded(
    type_name: str,
    bindings: tuple[Binding, ...],
    known: Bindings,
    content: Check | None = None,
) -> Judge:
    """The judge of values of `type_name` under `bindings` (none: codes and displays alone).

    `content` judges what is inside a Coding or CodeableConcept; it is part of
    what is remembered, so that a value seen before is not looked into again.
    """
    verdicts = _Verdicts(bindings, known)
    if type_name == "CodeableConcept":
        return _concept_judge(verdicts, content)
    if type_name == "Coding":
        return _coding_judge(verdicts, content)
    if type_name[0].islower():
        return _code_judge(verdicts)
    return _quantity_judge(verdicts)


class _Verdicts:
    """What several bindings of one element say together."""

    def __init__(self, bindings: tuple[Binding, ...], known: Bindings) -> None:
        self._checks = [known.check(binding) for binding in bindings or (UNBOUND,)]
        self._settled = any(check.settles for check in self._checks) and len(self._checks) > 1

    def join(self, ask: Callable[[BindingCheck], Findings]) -> Findings:
        """The findings of all bindings, without the doubts that a required one has settled."""
        found = [
            finding
            for check in self._checks
            for finding in ask(check)
            if not (self._settled and finding[0].id in _WEAKER and not check.settles)
        ]
        return tuple(found)


class _Memo(dict[Any, Any]):
    """Verdicts by content; starts afresh when it has grown too large."""

    def keep(self, key: Any, verdict: Any) -> None:
        if key_size(key) > MAX_KEY:
            return
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        self[key] = verdict


def _record(findings: Findings, here: Location, r: Run) -> None:
    for message, sub_path, details in findings:
        r.add(message, locate(here, sub_path), **details)


def _concept_judge(verdicts: _Verdicts, content: Check | None) -> Judge:
    memo = _Memo()

    def judge(value: Any, here: Location, r: Run) -> None:
        key = concept_key(value, r.language)
        try:
            found = memo[key]
        except KeyError:
            found = None
        except TypeError:  # something in it is no string
            found = key = None
        if found is None:
            right = content is None or _is_right(content, value, here, r)
            language = r.language
            found = verdicts.join(lambda check: check.concept(value, language))
            if right and key is not None:
                memo.keep(key, found)
        if found:
            _record(found, here, r)

    return judge


def concept_key(value: Any, language: str | None) -> Any:
    """What decides about a CodeableConcept; None when it is an unusual one.

    Unusual: with extensions, ids, unknown members, text to be looked at, or
    parts that are no strings.
    """
    codings = value.get("coding")
    if len(value) != 1 or codings.__class__ is not list:
        return None
    parts = []
    for coding in codings:
        if coding.__class__ is not dict:
            return None
        key = coding_key(coding)
        if key is None:
            return None
        parts.append(key)
    return (*parts, language)


def coding_key(coding: Any) -> Any:
    """What decides about a Coding; None when it has more than system, code, display, version."""
    get = coding.get
    key = (get("system"), get("code"), get("display"), get("version"))
    return key if len(coding) == 4 - key.count(None) else None


def _is_right(content: Check, value: Any, here: Location, r: Run) -> bool:
    """Judges what is inside `value`; whether there was nothing to say."""
    before = len(r.findings)
    content(value, here, r)
    return len(r.findings) == before


def _coding_judge(verdicts: _Verdicts, content: Check | None) -> Judge:
    memo = _Memo()

    def judge(value: Any, here: Location, r: Run) -> None:
        parts = coding_key(value)
        key = None if parts is None else (parts, r.language)
        try:
            found = memo[key]
        except KeyError:
            found = None
        except TypeError:  # something in it is no string
            found = key = None
        if found is None:
            right = content is None or _is_right(content, value, here, r)
            language = r.language
            found = verdicts.join(lambda check: check.coding(value, language))
            if right and key is not None:
                memo.keep(key, found)
        if found:
            _record(found, here, r)

    return judge


def _code_judge(verdicts: _Verdicts) -> Judge:
    memo = _Memo()

    def judge(value: Any, here: Location, r: Run) -> None:
        found = memo.get(value)
        if found is None:
            found = verdicts.join(lambda check: check.code(value))
            memo.keep(value, found)
        if found:
            _record(found, here, r)

    return judge


def _quantity_judge(verdicts: _Verdicts) -> Judge:
    def judge(value: Any, here: Location, r: Run) -> None:
        found = verdicts.join(lambda check: check.quantity(value))
        if found:
            _record(found, here, r)

    return judge
