"""From a request's parameters to a `Query`.

Spec: https://hl7.org/fhir/R4/search.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from sas_server.refusals.catalogue import (
    BAD_CHAIN,
    BAD_CHAIN_TYPE,
    BAD_MODIFIER,
    BAD_VALUE,
    TOO_MANY_PARTS,
    UNKNOWN_PARAMETER,
)
from sas_server.refusals.refusal import Refused, parameter_place, refused_parameter
from sas_server.search.additions import CHAIN_ALIASES
from sas_server.search.escaping import split_escaped, unescape
from sas_server.search.parameters import Parameter, Parameters
from sas_server.search.query import (
    Chain,
    Criterion,
    DateValue,
    Has,
    IdIn,
    Ignored,
    Include,
    Match,
    Missing,
    Query,
    SortKey,
    Summary,
    TextValue,
    TokenValue,
    Total,
    Updated,
    Value,
)
from sas_server.search.references import ID
from sas_server.search.values import ValueReader

MODIFIERS = {
    "token": ("not", "text", "in", "not-in", "below", "above", "of-type"),
    "reference": ("identifier", "text"),
    "string": ("exact", "contains", "text"),
    "uri": ("above", "below"),
    "date": (),
    "number": (),
    "quantity": (),
    "composite": (),
    "special": (),
}
"""The modifiers of each kind, beside `missing` and, for references, types."""

NOT_CRITERIA = {"_format", "_pretty"}
"""Parameters of the whole request, handled before the search."""

PAGE = "_page"
"""Our own parameter in the links between pages."""

_MAX_DEPTH = 12
"""Links in a chain; a longer one can only be a mistake or an attack."""

_MAX_VALUES = 5_000
"""Alternatives of one criterion whose values are found in one list."""

_MAX_COMPARISONS = 200
"""Alternatives of one criterion each of which is a comparison of its own."""

_MAX_CRITERIA = 100
"""Criteria of one search, and includes, and sort keys."""


class UnknownParameterError(Exception):
    """A parameter that the type does not have (refused or ignored, as the client prefers)."""


@dataclass
class _Found:
    """What has been read of a request so far."""

    criteria: list[Criterion] = field(default_factory=list)
    results: dict[str, Any] = field(default_factory=dict)
    includes: list[Include] = field(default_factory=list)
    used: list[tuple[str, str]] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)


class QueryParser:
    """Reads searches of the served types."""

    def __init__(
        self,
        parameters: Parameters,
        values: ValueReader,
        stale: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        """`stale` are the (type, code) that older resources are not indexed under."""
        self._parameters = parameters
        self._values = values
        self._stale = stale

    def parse(
        self, type_name: str, pairs: Sequence[tuple[str, str]], *, strict: bool = False
    ) -> Query:
        """The query that the (name, value) `pairs` ask for.

        Unknown parameters are ignored and listed, or refused when `strict`.
        Raises Refused for what is known but can't be read.
        """
        found = _Found()
        for name, value in pairs:
            if name in NOT_CRITERIA or name == PAGE:
                if name != PAGE:
                    found.used.append((name, value))
                continue
            if "\0" in name + value:
                # No database keeps it, and PostgreSQL does not even look for it.
                raise Refused(BAD_VALUE, name=name, value=value, expected="a text without NUL")
            if not value.replace(",", " ").strip():
                found.ignored.append(Ignored(name, "empty"))
                continue
            try:
                self._read(found, type_name, name, value)
            except UnknownParameterError as error:
                if strict:
                    raise refused_parameter(UNKNOWN_PARAMETER, name, type=type_name) from error
                found.ignored.append(Ignored(name, "unknown"))
            except Refused as refused:
                refused.at = refused.at or (parameter_place(name),)
                raise
            else:
                found.used.append((_canonical(type_name, name), value))
        return Query(
            type=type_name,
            criteria=tuple(found.criteria),
            includes=tuple(found.includes),
            used=tuple(found.used),
            ignored=tuple(found.ignored),
            **found.results,
        )

    def criterion(self, type_name: str, name: str, value: str) -> Criterion:
        """One criterion: `name` may be a chain or a `_has`."""
        return self._criterion(type_name, name, name, value, 0)

    def _read(self, found: _Found, type_name: str, name: str, value: str) -> None:
        base, _, modifier = name.partition(":")
        if base in ("_include", "_revinclude"):
            found.includes.append(self._include(name, modifier, value, base == "_revinclude"))
        elif base == "_sort":
            found.results["sort"] = self._sort(type_name, value)
        elif base == "_count":
            found.results["count"] = _count(value)
        elif base == "_total":
            found.results["total"] = _choice(name, value, get_args(Total))
        elif base == "_summary":
            found.results["summary"] = _choice(name, value, get_args(Summary))
        elif base == "_elements":
            names = tuple(part.strip() for part in value.split(",") if part.strip())
            found.results["elements"] = found.results.get("elements", ()) + names
        else:
            found.criteria.append(self.criterion(type_name, name, value))
        for parts in (found.criteria, found.includes, found.results.get("sort", ())):
            _check_number(name, len(parts), _MAX_CRITERIA)

    # -- criteria --------------------------------------------------------------

    def _criterion(
        self, type_name: str, whole: str, name: str, value: str, depth: int
    ) -> Criterion:
        if depth > _MAX_DEPTH:
            raise Refused(BAD_VALUE, name=whole, value=name, expected="a shorter chain")
        if name.startswith("_has:"):
            return self._has(whole, name, value, depth)
        head, dot, rest = name.partition(".")
        code, _, modifier = head.partition(":")
        alias = CHAIN_ALIASES.get((type_name, code))
        if alias is not None and self._parameters.find(type_name, code) is None:
            alias_name = alias + name[len(code) :]
            return self._criterion(type_name, whole, alias_name, value, depth + 1)
        parameter = self._find(type_name, code)
        if dot:
            return self._chain(parameter, whole, modifier, rest, value, depth)
        return self._leaf(parameter, whole, modifier, value)

    def _find(self, type_name: str, code: str) -> Parameter:
        parameter = self._parameters.find(type_name, code)
        if parameter is None or (type_name, parameter.index) in self._stale:
            raise UnknownParameterError(code)
        return parameter

    def _has(self, whole: str, name: str, value: str, depth: int) -> Criterion:
        parts = name.split(":", 3)
        if len(parts) < 4 or not parts[3]:
            raise Refused(BAD_VALUE, name=whole, value=name, expected="_has:Type:reference:name")
        _, source, code, rest = parts
        parameter = self._find(source, code)
        if parameter.kind != "reference":
            raise Refused(BAD_CHAIN, name=whole, link=code, type=source)
        return Has(source, parameter, self._criterion(source, whole, rest, value, depth + 1))

    def _chain(
        self, parameter: Parameter, whole: str, target: str, rest: str, value: str, depth: int
    ) -> Chain:
        if parameter.kind != "reference":
            raise Refused(BAD_CHAIN, name=whole, link=parameter.code, type=parameter.type)
        candidates = parameter.targets or frozenset(self._parameters.by_type)
        if target and target not in candidates:
            raise Refused(
                BAD_CHAIN_TYPE,
                name=whole,
                link=parameter.code,
                target=target,
                targets=", ".join(sorted(candidates)),
            )
        branches = []
        for candidate in sorted({target} if target else candidates):
            try:
                inner = self._criterion(candidate, whole, rest, value, depth + 1)
            except UnknownParameterError:
                continue
            branches.append((candidate, inner))
        if not branches:
            raise UnknownParameterError(rest)
        return Chain(parameter, tuple(branches))

    def _leaf(self, parameter: Parameter, name: str, modifier: str, text: str) -> Criterion:
        if modifier == "missing":
            if text not in ("true", "false"):
                raise Refused(BAD_VALUE, name=name, value=text, expected="true, false")
            return Missing(parameter, text == "true")
        allowed = MODIFIERS[parameter.kind]
        target = modifier if modifier in parameter.targets else None
        if modifier and modifier not in allowed and target is None:
            offered = ", ".join(("missing", *allowed, *sorted(parameter.targets)[:20]))
            raise Refused(BAD_MODIFIER, name=name, modifier=modifier, allowed=offered)
        texts = [part.strip() for part in split_escaped(text, ",")]
        listed = parameter.kind in ("token", "reference") and modifier not in ("text", "in")
        _check_number(name, len(texts), _MAX_VALUES if listed else _MAX_COMPARISONS)
        values = tuple(
            self._value(parameter, name, modifier, target, part) for part in texts if part
        )
        return _special(parameter, name, values) or Match(
            parameter, "" if target else modifier, values
        )

    def _value(
        self, parameter: Parameter, name: str, modifier: str, target: str | None, text: str
    ) -> Value:
        if modifier in ("text", "in", "not-in", "exact", "contains"):
            return TextValue(unescape(text))
        if modifier == "of-type":
            parts = [unescape(part) for part in split_escaped(text, "|")]
            if len(parts) != 3:
                raise Refused(BAD_VALUE, name=name, value=text, expected="system|code|value")
            return TokenValue(parts[0], f"{parts[1]}|{parts[2]}")
        if modifier == "identifier":
            return self._values.token(name, text)
        if parameter.kind == "reference":
            return self._values.reference(parameter, name, text, target)
        return self._values.read(parameter, name, text)

    # -- results ---------------------------------------------------------------

    def _include(self, name: str, modifier: str, value: str, reverse: bool) -> Include:
        parts = [part.strip() for part in value.split(":")]
        if modifier not in ("", "iterate", "recurse") or len(parts) > 3 or not parts[0]:
            raise Refused(BAD_VALUE, name=name, value=value, expected="Type:parameter[:Type]")
        source, code = parts[0], parts[1] if len(parts) > 1 else "*"
        target = parts[2] if len(parts) > 2 and parts[2] else None
        parameter = None
        if code != "*":
            parameter = self._find(source, code)
            if parameter.kind != "reference":
                raise UnknownParameterError(value)
        elif source != "*" and source not in self._parameters.by_type:
            raise UnknownParameterError(value)
        return Include(source, parameter, target, reverse, bool(modifier))

    def _sort(self, type_name: str, value: str) -> tuple[SortKey, ...]:
        keys = []
        for part in value.split(","):
            code = part.strip()
            descending, code = code.startswith("-"), code.lstrip("-")
            if code in ("_id", "_lastUpdated"):
                keys.append(SortKey(code, descending))
            else:
                keys.append(SortKey(self._find(type_name, code), descending))
        return tuple(keys)


def _check_number(name: str, number: int, limit: int) -> None:
    if number > limit:
        raise Refused(TOO_MANY_PARTS, name=name, limit=limit)


def _special(parameter: Parameter, name: str, values: tuple[Value, ...]) -> Criterion | None:
    """Criteria on the resource's own row."""
    if parameter.code == "_id":
        ids = tuple(value.code for value in values if isinstance(value, TokenValue) and value.code)
        bad = next((id for id in ids if not ID.fullmatch(id)), None)
        if bad is not None or not ids:
            raise Refused(BAD_VALUE, name=name, value=bad or "", expected="id")
        return IdIn(ids)
    if parameter.code == "_lastUpdated":
        return Updated(tuple(value for value in values if isinstance(value, DateValue)))
    return None


def _canonical(type_name: str, name: str) -> str:
    """The name of a criterion as self links show it: without aliases (gap.md 6.5)."""
    whole = f":{type_name}.{name}"
    for (kind, code), chain in CHAIN_ALIASES.items():
        whole = re.sub(rf":{kind}\.{code}(?=[:.]|$)", f":{kind}.{chain}", whole)
    return whole.removeprefix(f":{type_name}.")


def _count(value: str) -> int:
    if not (value.isascii() and value.isdigit()) or len(value) > 9:
        raise Refused(BAD_VALUE, name="_count", value=value, expected="0, 1, 2...")
    return int(value)


def _choice(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise Refused(BAD_VALUE, name=name, value=value, expected=", ".join(allowed))
    return value
