"""A differential as a tree of changes, so that the order of its elements no longer matters.

Spec: https://hl7.org/fhir/R4/profiling.html#snapshot
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sas_validators.issues.catalogue import definitions as say
from sas_validators.snapshot.addresses import AddressReader
from sas_validators.snapshot.elements import Element
from sas_validators.snapshot.problems import Problems


@dataclass(slots=True)
class Change:
    """What a differential says about one element, its children and its slices.

    `entries` are the differential elements with this address, as (position,
    element): none when only something below is mentioned, more than one when the
    differential repeats itself. `slices` holds re-slices beside slices, by name.
    """

    entries: list[tuple[int, Element]] = field(default_factory=list)
    children: dict[str, Change] = field(default_factory=dict)
    slices: dict[str, Change] = field(default_factory=dict)

    @property
    def index(self) -> int:
        """The position of the first differential element in or below this change."""
        return min(self.indexes(), default=0)

    @property
    def is_about_all(self) -> bool:
        """Whether something is said that holds for every slice of the element."""
        return bool(self.entries or self.children)

    def indexes(self) -> Iterator[int]:
        """The positions of all differential elements in and below this change."""
        yield from (index for index, _ in self.entries)
        for change in (*self.children.values(), *self.slices.values()):
            yield from change.indexes()

    def says(self, name: str) -> bool:
        """Whether an entry has the property `name`."""
        return any(name in element for _, element in self.entries)

    def add(self, other: Change) -> None:
        """Takes over what `other` says about the same element."""
        self.entries += other.entries
        for name, change in other.children.items():
            self.children.setdefault(name, Change()).add(change)
        for name, change in other.slices.items():
            self.slices.setdefault(name, Change()).add(change)


def build_changes(name: str, elements: Iterable[tuple[int, Element]], problems: Problems) -> Change:
    """The changes a differential makes to the type whose root is called `name`.

    Any element may be left out, the root among them. What starts with another
    name is no element of the type: it is reported.
    """
    reader = AddressReader()
    top = Change()
    for index, element in elements:
        address = reader.read(element)
        if address[0][0] != name:
            problems.add(say.SNAPSHOT_ELEMENT_NO_MATCH, index, id=element["path"])
            continue
        change = top
        for step, slice_name in address[1:]:
            change = change.children.setdefault(step, Change())
            if slice_name is not None:
                change = change.slices.setdefault(slice_name, Change())
        change.entries.append((index, element))
    return top
