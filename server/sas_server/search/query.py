"""A search as data: what `GET [base]/Type?...` asks for, read and typed.

Spec: https://hl7.org/fhir/R4/search.html
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from sas_server.search.dates import Interval
from sas_server.search.parameters import Parameter

Prefix = Literal["eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap"]
Total = Literal["none", "estimate", "accurate"]
Summary = Literal["true", "text", "data", "count", "false"]


# -- values --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TokenValue:
    """`system|code`. A system of None is any, of "" none; a code of None is any."""

    system: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class ReferenceValue:
    """A place in this store (`type` None: any type) or a URL elsewhere."""

    type: str | None = None
    id: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class DateValue:
    """A prefix and the interval that the date stands for."""

    prefix: Prefix
    interval: Interval


@dataclass(frozen=True, slots=True)
class TextValue:
    """The text of a string or uri parameter."""

    text: str


@dataclass(frozen=True, slots=True)
class NumberValue:
    """A number and half the width of its last digit (`5.40`: 0.005)."""

    prefix: Prefix
    number: Decimal
    half: Decimal


@dataclass(frozen=True, slots=True)
class QuantityValue:
    """A number with unit: `system` and `code` of None are any."""

    number: NumberValue
    system: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class NearValue:
    """Within `kilometres` of a point (WGS84 degrees)."""

    latitude: float
    longitude: float
    kilometres: float


@dataclass(frozen=True, slots=True)
class CompositeValue:
    """One value per component."""

    parts: tuple[Value, ...]


Value: TypeAlias = (
    TokenValue
    | ReferenceValue
    | DateValue
    | TextValue
    | NumberValue
    | QuantityValue
    | NearValue
    | CompositeValue
)


# -- criteria ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Match:
    """The parameter has one of `values`, compared as `modifier` ("" for none) says.

    For the negative modifiers (`not`, `not-in`) it has none of them.
    """

    parameter: Parameter
    modifier: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """The parameter has no value (`missing`), or some value."""

    parameter: Parameter
    missing: bool


@dataclass(frozen=True, slots=True)
class IdIn:
    """The logical id is one of these."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Updated:
    """`meta.lastUpdated` is as one of `values` says."""

    values: tuple[DateValue, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The reference leads to a resource that meets its type's criterion."""

    parameter: Parameter
    branches: tuple[tuple[str, Criterion], ...]


@dataclass(frozen=True, slots=True)
class Has:
    """Some resource of `type` refers here by `parameter` and meets `criterion`."""

    type: str
    parameter: Parameter
    criterion: Criterion


@dataclass(frozen=True, slots=True)
class AllOf:
    """All criteria at once, on one resource."""

    criteria: tuple[Criterion, ...]


Criterion: TypeAlias = Match | Missing | IdIn | Updated | Chain | Has | AllOf


# -- the search ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Include:
    """`_include` (or `_revinclude` when `reverse`): follow `parameter` of `source`.

    `parameter` of None is `*`; `target` limits the type at the other end (of
    the source for `*`, `source` may be "*" too). `iterate`: also from what
    includes have brought.
    """

    source: str
    parameter: Parameter | None
    target: str | None
    reverse: bool
    iterate: bool


@dataclass(frozen=True, slots=True)
class SortKey:
    """One parameter to sort by; `parameter` is its name for `_id`, `_lastUpdated`."""

    parameter: Parameter | str
    descending: bool


@dataclass(frozen=True, slots=True)
class Ignored:
    """A parameter that was left out, and why."""

    name: str
    reason: Literal["unknown", "not-supported", "empty", "stale"]


@dataclass(frozen=True, slots=True)
class Query:
    """A search of `type`: all `criteria` hold.

    `count` of None is the server's page size; `summary` and `elements` say what
    of each resource is sent. `used` are the request's parameters that were
    honoured, as they came; `ignored` the others.
    """

    type: str
    criteria: tuple[Criterion, ...] = ()
    sort: tuple[SortKey, ...] = ()
    includes: tuple[Include, ...] = ()
    count: int | None = None
    total: Total = "accurate"
    summary: Summary = "false"
    elements: tuple[str, ...] = ()
    used: tuple[tuple[str, str], ...] = ()
    ignored: tuple[Ignored, ...] = ()
