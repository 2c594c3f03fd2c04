"""Value sets: compiled from the resource to a plan of rules in plain data.

A plan names code systems, codes and other value sets; it copies no code of a
system it takes as a whole, and nothing of another value set. What `marshal`
writes is all it holds.

Spec: https://hl7.org/fhir/R4/valueset.html#compositions
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from sas_validators.terminology.json_reading import (
    STANDARDS_STATUS,
    Json,
    extension_values,
    objects,
    part,
    text,
    texts,
)

SUPPLEMENT = "http://hl7.org/fhir/StructureDefinition/valueset-supplement"

Filter = tuple[str, str, str]
"""(property, operator, value) as in ValueSet.compose.include.filter."""


class RuleData(TypedDict):
    """One include or exclude: what its system part and all its value sets agree on.

    `codes` (code -> display in this value set, "" where none) is None when no
    codes are listed; then the filters select, or the whole system is meant.
    """

    system: str
    version: str
    codes: dict[str, str] | None
    filters: tuple[Filter, ...]
    value_sets: tuple[str, ...]


class ValueSetData(TypedDict):
    """A value set as plain data. `partial` marks a stored expansion that is not whole."""

    url: str
    version: str
    name: str
    status: str
    standards_status: str
    experimental: bool
    active_only: bool
    includes: tuple[RuleData, ...]
    excludes: tuple[RuleData, ...]
    supplements: tuple[str, ...]
    partial: bool


def compile_value_set(resource: Json) -> ValueSetData:
    """Compiles a ValueSet.

    Its `expansion` counts only where there is no `compose`. What is malformed
    is left out; nothing is raised.
    """
    compose = part(resource, "compose")
    includes = tuple(_rule(item) for item in objects(compose, "include"))
    partial = False
    if not compose:
        expansion = part(resource, "expansion")
        includes = tuple(_stored_rules(expansion))
        partial = not expansion or _is_partial(expansion)
    return ValueSetData(
        url=text(resource, "url"),
        version=text(resource, "version"),
        name=text(resource, "title") or text(resource, "name"),
        status=text(resource, "status"),
        standards_status=next(extension_values(resource, STANDARDS_STATUS), ""),
        experimental=resource.get("experimental") is True,
        active_only=compose.get("inactive") is False,
        includes=includes,
        excludes=tuple(_rule(item) for item in objects(compose, "exclude")),
        supplements=tuple(extension_values(resource, SUPPLEMENT)),
        partial=partial,
    )


def _rule(item: Json) -> RuleData:
    listed = {
        text(concept, "code"): text(concept, "display") for concept in objects(item, "concept")
    }
    return RuleData(
        system=text(item, "system"),
        version=text(item, "version"),
        codes=listed if "concept" in item else None,
        filters=tuple(
            (text(entry, "property"), text(entry, "op"), text(entry, "value"))
            for entry in objects(item, "filter")
        ),
        value_sets=texts(item, "valueSet"),
    )


def _stored_rules(expansion: Json) -> Iterator[RuleData]:
    """A stored expansion as one list of codes per system and version."""
    listed: dict[tuple[str, str], dict[str, str]] = {}
    for item in _contains(expansion):
        code = text(item, "code")
        if code and item.get("abstract") is not True:
            key = text(item, "system"), text(item, "version")
            listed.setdefault(key, {})[code] = text(item, "display")
    for (system, version), codes in listed.items():
        yield RuleData(system=system, version=version, codes=codes, filters=(), value_sets=())


def _contains(expansion: Json) -> Iterator[Json]:
    pending = list(reversed(list(objects(expansion, "contains"))))
    while pending:
        item = pending.pop()
        yield item
        pending.extend(reversed(list(objects(item, "contains"))))


def _is_partial(expansion: Json) -> bool:
    total = expansion.get("total")
    return isinstance(total, int) and total > sum(1 for _ in _contains(expansion))


class Rule:
    """One include or exclude, ready to be asked."""

    __slots__ = ("_folded", "codes", "filters", "system", "value_sets", "version")

    def __init__(self, data: RuleData) -> None:
        self.system = data["system"]
        self.version = data["version"]
        self.codes = data["codes"]
        self.filters = data["filters"]
        self.value_sets = data["value_sets"]
        self._folded: frozenset[str] | None = None

    def lists(self, code: str, *, fold: bool) -> bool:
        """Whether `code` is among the listed ones; `fold`: whatever its case."""
        if self.codes is None or code in self.codes:
            return self.codes is not None
        if not fold:
            return False
        if self._folded is None:
            self._folded = frozenset(listed.lower() for listed in self.codes)
        return code.lower() in self._folded


class ValueSet:
    """A value set to be asked; membership itself is judged by `membership.Question`."""

    __slots__ = ("data", "excludes", "includes")

    def __init__(self, data: ValueSetData) -> None:
        self.data = data
        self.includes = tuple(Rule(item) for item in data["includes"])
        self.excludes = tuple(Rule(item) for item in data["excludes"])

    @property
    def canonical(self) -> str:
        """`url|version`, or the url alone."""
        url, version = self.data["url"], self.data["version"]
        return f"{url}|{version}" if version else url

    @property
    def label(self) -> str:
        """How messages name it: its name and its canonical."""
        name = self.data["name"]
        return f"'{name}' ({self.canonical})" if name else self.canonical
