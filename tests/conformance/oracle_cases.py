"""The cases of the HL7 validator's outcomes, and how ours are compared with them.

A location is compared without the types of choices and without the comments
that the reference puts after a resource; an error is right when the reference
has one of the same id at the same location, and without an id (the text is no
proper FHIR JSON or XML) the location, or its neighbour, is enough.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.shared_data import ORACLE

from sas_validators.definitions.builtin import packages_folder
from sas_validators.validator import Validator

Error = tuple[str, str | None]
"""A compared location and a message id (None where the reference gives none)."""

_DIFFERENCES = Path(__file__).with_name("oracle_differences.json")


@dataclass(frozen=True)
class Case:
    """One case with the reference's outcome."""

    id: str
    category: str
    file: Path
    profiles: tuple[str, ...]
    packages: str
    verdict: str
    errors: tuple[Error, ...]
    tolerated: tuple[Error, ...]
    verdict_only: bool


@dataclass(frozen=True)
class Comparison:
    """What is otherwise than the reference says: `verdict` is ours where it differs."""

    verdict: str | None
    missing: tuple[Error, ...]
    extra: tuple[Error, ...]

    def __bool__(self) -> bool:
        return self.verdict is not None or bool(self.missing) or bool(self.extra)


def cases() -> list[Case]:
    """Every case; none when the data is not there."""
    if ORACLE is None:
        return []
    outcomes = {outcome["id"]: outcome for outcome in _lines(ORACLE / "golden.jsonl")}
    return [_case(case, outcomes[case["id"]]) for case in _lines(ORACLE / "cases.jsonl")]


def differences() -> dict[str, Comparison]:
    """The differences that docs/differences.md explains, by case."""
    found = json.loads(_DIFFERENCES.read_text("utf-8"))
    return {
        name: Comparison(
            item.get("verdict"),
            tuple((error[0], error[1]) for error in item.get("missing", ())),
            tuple((error[0], error[1]) for error in item.get("extra", ())),
        )
        for name, item in found.items()
    }


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def _case(case: dict[str, Any], outcome: dict[str, Any]) -> Case:
    assert ORACLE is not None
    return Case(
        id=case["id"],
        category=case["category"],
        file=ORACLE / case["file"],
        profiles=tuple(case["profiles"]),
        packages=case["set"],
        verdict=outcome["verdict"],
        errors=_errors(outcome["errors"]),
        tolerated=_errors(outcome.get("aux", ())),
        verdict_only=bool(outcome.get("verdict_only")),
    )


def _errors(found: Iterable[dict[str, Any]]) -> tuple[Error, ...]:
    return tuple((compared(item["loc"] or ""), item.get("id")) for item in found)


def compared(location: str) -> str:
    """`location` with choices by their bare name and without the reference's comments."""
    location = re.sub(r"\.ofType\(\w+\)|/\*.*?\*/", "", location)
    return re.sub(r"\.value[A-Z]\w*", ".value", location)


@cache
def validator(packages: str) -> Validator:
    """The validator over one of the data's sets of packages."""
    if packages == "sas12":
        return Validator.default()
    return Validator.with_packages([packages_folder() / "ans.fhir.fr.sas#1.1.0"])


def compare(case: Case) -> Comparison:
    """How our outcome of `case` differs from the reference's."""
    outcome = validator(case.packages).validate(case.file.read_bytes(), case.profiles)
    ours = [
        (compared(issue.expression), issue.message_id)
        for issue in outcome.issues
        if issue.severity in ("error", "fatal")
    ]
    verdict = "invalid" if ours else "valid"
    differing = None if verdict == case.verdict else verdict
    if case.verdict_only:
        return Comparison(differing, (), ())
    left, missing = list(ours), []
    for error in case.errors:
        hit = next((own for own in left if _same(own, error)), None)
        if hit is None:
            missing.append(error)
        else:
            left.remove(hit)
    known = (*case.errors, *case.tolerated)
    extra = [own for own in left if not any(_same(own, error) for error in known)]
    return Comparison(differing, tuple(missing), tuple(extra))


def _same(own: Error, theirs: Error) -> bool:
    return own == theirs if theirs[1] is not None else _near(own[0], theirs[0])


def _near(one: str, other: str) -> bool:
    """Whether two locations are the same, or one is the parent or the list of the other."""
    return (
        one in _around(other)
        or other in _around(one)
        or _without_index(one) == _without_index(other)
    )


def _around(location: str) -> set[str]:
    parent = location.rpartition(".")[0]
    return {location, parent, _without_index(parent)}


def _without_index(location: str) -> str:
    return re.sub(r"\[\d+\]$", "", location)
