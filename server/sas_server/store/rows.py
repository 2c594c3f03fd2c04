"""What extraction hands to the store: one resource and the index rows it needs.

Parameters are numbers of the `parameter` table; everything else is still text
and becomes numbers when the rows are written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

Resource = dict[str, Any]


@dataclass(slots=True)
class IndexRows:
    """The index rows of one resource, or of one part of it.

    tokens: (parameter, system or "", code). strings: (parameter, folded, exact).
    uris: (parameter, uri). references: (parameter, type, id); a part is
    referred to by type and "#" + its key. dates: (parameter, low, high), in
    microseconds. reference_dates: (parameter, type, id, low, high).
    numbers: (parameter, low, high). quantities: (parameter, low, high, system,
    code, unit). positions: (parameter, latitude, longitude). parts: what is
    indexed by itself inside the resource (contained resources, groups of a
    composite parameter). facts: what answers want to know of the resource
    without reading it; nothing to the store, empty when nobody wants any.
    """

    tokens: set[tuple[int, str, str]] = field(default_factory=set)
    strings: set[tuple[int, str, str]] = field(default_factory=set)
    uris: set[tuple[int, str]] = field(default_factory=set)
    references: set[tuple[int, str, str]] = field(default_factory=set)
    dates: set[tuple[int, int, int]] = field(default_factory=set)
    reference_dates: set[tuple[int, str, str, int, int]] = field(default_factory=set)
    numbers: set[tuple[int, float, float]] = field(default_factory=set)
    quantities: set[tuple[int, float, float, str, str, str]] = field(default_factory=set)
    positions: set[tuple[int, float, float]] = field(default_factory=set)
    parts: list[Part] = field(default_factory=list)
    facts: bytes = b""


@dataclass(frozen=True, slots=True)
class Part:
    """Something inside a resource that chained searches reach like a resource.

    `type` is a resource type (contained) or "" (a composite's group); `key` is
    unique in the owner.
    """

    type: str
    key: str
    rows: IndexRows


@dataclass(slots=True)
class Draft:
    """A resource about to be stored as the next version of `type`/`id`.

    `resource` gets its `id`, `meta.versionId` and `meta.lastUpdated` when it is
    written. `basis` is the number of the definitions it was proven valid
    against, None when it was not.
    """

    type: str
    id: str
    resource: Resource
    rows: IndexRows
    method: str = "PUT"
    basis: int | None = None


Version = tuple[int, int]
"""A resource's number `rid` and the number of one of its versions."""


class Stored(NamedTuple):
    """One stored version; a tuple, as answers make hundreds of them.

    `content` is its JSON as answered, None for a deletion; `facts` those of its
    index rows, empty when it was stored without.
    """

    rid: int
    type: str
    id: str
    version: int
    updated: int
    method: str
    content: bytes | None
    basis: int | None = None
    facts: bytes = b""

    @property
    def deleted(self) -> bool:
        """Whether this version says that the resource is gone."""
        return self.content is None
