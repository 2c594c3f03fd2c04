"""Which element a list entry is about: its steps from the root, with the slices on the way.

An address comes from `ElementDefinition.id` when that agrees with the path.
Definitions written by hand or by older tools have no ids, or ids of their own
making: then path, sliceName and order decide, each slice staying open until its
path comes again.

Spec: https://hl7.org/fhir/R4/elementdefinition.html#id
"""

from __future__ import annotations

from typing import TypeAlias

from sas_validators.snapshot.elements import Element

Step: TypeAlias = "tuple[str, str | None]"
Address: TypeAlias = "tuple[Step, ...]"


class AddressReader:
    """Reads the addresses of one element list, in order."""

    def __init__(self) -> None:
        self._open = _Opened()

    def read(self, element: Element) -> Address:
        """The address of the next element of the list."""
        path: str = element["path"]
        names = path.split(".")
        slice_name = element.get("sliceName")
        address = _from_id(element.get("id"), names, slice_name)
        if address is None:
            address = self._from_order(names, slice_name)
        self._remember(address)
        return address

    def _from_order(self, names: list[str], slice_name: str | None) -> Address:
        steps: list[Step] = []
        at: _Opened | None = self._open
        for name in names[:-1]:
            at = at.below.get(name) if at is not None else None
            steps.append((name, at.slice_name if at is not None else None))
        steps.append((names[-1], slice_name))
        return tuple(steps)

    def _remember(self, address: Address) -> None:
        """Opens the slices of `address`; what was open at or below its path is over."""
        at = self._open
        for name, slice_name in address[:-1]:
            inner = at.below.get(name)
            if inner is None or inner.slice_name != slice_name:
                inner = at.below[name] = _Opened(slice_name)
            at = inner
        name, slice_name = address[-1]
        at.below[name] = _Opened(slice_name)


class _Opened:
    """The slice last met at one path, and those below it."""

    __slots__ = ("below", "slice_name")

    def __init__(self, slice_name: str | None = None) -> None:
        self.slice_name = slice_name
        self.below: dict[str, _Opened] = {}


def _from_id(id: str | None, names: list[str], slice_name: str | None) -> Address | None:
    """The address an id spells; None when it contradicts path or sliceName."""
    if id is None:
        return None
    parts = id.split(".")
    if len(parts) != len(names):
        return None
    steps: list[Step] = []
    for part, name in zip(parts, names, strict=True):
        element_name, colon, slice_part = part.partition(":")
        if not _same_element(element_name, name) or (colon and not slice_part):
            return None
        # An older form names the slice of a choice in the path: valueQuantity.
        step = element_name if slice_part == name != element_name else name
        steps.append((step, slice_part or None))
    last = steps[-1][1]
    if slice_name is not None and last != slice_name:
        if last is not None:
            return None
        steps[-1] = (names[-1], slice_name)
    return tuple(steps)


def _same_element(in_id: str, in_path: str) -> bool:
    """`valueQuantity` and `value[x]` may stand for one another between id and path."""
    if in_id == in_path:
        return True
    long, short = (in_id, in_path) if in_path.endswith("[x]") else (in_path, in_id)
    return short.endswith("[x]") and long.startswith(short[:-3])
