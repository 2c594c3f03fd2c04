"""Business rules: what profiles can't say, as small functions with an id.

A rule states in French and English what must hold; its message says what is
wrong when it does not. The table of flows prints the statements, an
OperationOutcome the messages. A rule is given what a client sent: any JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sas_validators.issues.finding import Finding
from sas_validators.issues.message import Message
from sas_validators.model.paths import Location, root

Resource: TypeAlias = "dict[str, Any]"

Place: TypeAlias = "tuple[Location, dict[str, Any]]"
"""Where the finding is to be reported, and the named details of its sentence."""

Check: TypeAlias = "Callable[[Resource, Location], Iterator[Place]]"
"""Gives the places where a resource breaks the rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    `fr` and `en` say what must hold. `requirements` are the ids of the national
    requirement list that the rule stands for. A slot that breaks a rule which
    `withholds` is left out of answers: whoever got it could do nothing right
    with it.
    """

    message: Message
    fr: str
    en: str
    check: Check
    requirements: tuple[str, ...] = ()
    withholds: bool = False

    @property
    def id(self) -> str:
        """The id of the rule and of its message."""
        return self.message.id

    def findings(self, resource: Resource, at: Location) -> Iterator[Finding]:
        """What is wrong with `resource`, which stands at `at`."""
        for place, details in self.check(resource, at):
            yield Finding(self.message, place, details)


@dataclass(frozen=True, slots=True)
class StatedRule:
    """A rule about the request, or that only the store can decide: no file can be judged by it."""

    message: Message
    fr: str
    en: str
    requirements: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the rule and of its message."""
        return self.message.id


def apply(
    rules: Iterable[Rule], resource: Resource, at: Location | None = None
) -> Iterator[Finding]:
    """What `rules` find in `resource`."""
    place = root(str(resource.get("resourceType"))) if at is None else at
    for rule in rules:
        yield from rule.findings(resource, place)


# -- reading what anybody may have sent ------------------------------------------
# JSON has dicts and lists; asking for the abstract types costs several times as much.


def text(value: Any, *names: str) -> str:
    """The string under a path of members, "" when it is not there or blank."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value.strip() if isinstance(value, str) else ""


def member(value: Any, *names: str) -> Mapping[str, Any]:
    """The object under a path of members, an empty one when it is not there."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def items(value: Any, name: str) -> list[tuple[int, Mapping[str, Any]]]:
    """The objects of a list with their indexes."""
    found = value.get(name) if isinstance(value, dict) else None
    if not isinstance(found, list):
        return []
    return [(index, item) for index, item in enumerate(found) if isinstance(item, dict)]


def strings(value: Any, name: str) -> list[tuple[int, str]]:
    """The strings of a list with their indexes, blanks around them dropped."""
    found = value.get(name) if isinstance(value, dict) else None
    if not isinstance(found, list):
        return []
    return [(index, item.strip()) for index, item in enumerate(found) if isinstance(item, str)]


def codings(value: Any, name: str, system: str) -> list[str]:
    """The codes of one system in a list of Codings."""
    return [
        text(coding, "code") for _, coding in items(value, name) if coding.get("system") == system
    ]


def concept_codes(value: Any, name: str, system: str) -> list[str]:
    """The codes of one system in a list of CodeableConcepts."""
    return [
        code for _, concept in items(value, name) for code in codings(concept, "coding", system)
    ]


def declares(resource: Mapping[str, Any], *profiles: str) -> bool:
    """Whether `meta.profile` names one of `profiles`, in whatever version."""
    return not declared(resource).isdisjoint(profiles)


def declared(resource: Mapping[str, Any]) -> set[str]:
    """The profiles that `meta.profile` names, without their versions."""
    return {name.partition("|")[0] for _, name in strings(resource.get("meta"), "profile")}


def extensions(value: Any, url: str) -> list[tuple[int, Mapping[str, Any]]]:
    """The extensions with `url`, with their indexes."""
    return [(index, item) for index, item in items(value, "extension") if item.get("url") == url]
