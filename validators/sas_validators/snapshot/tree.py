"""Element lists as trees: elements with their children and their slices.

A tree knows names and slice names only; ids and paths are written when it is
turned back into a list. So an element may be moved under another (a data type's
children under the element of that type) without being touched, and trees share
the JSON objects of the definitions they come from: an element is replaced, never
changed in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sas_validators.snapshot.addresses import Address, AddressReader
from sas_validators.snapshot.elements import Element, without


class Node:
    """One element: unsliced (`slice_name` None) or a slice.

    `children` are the unsliced child elements by name, `slices` the slices of
    this element by slice name, both in order. The slices of a slice are its
    re-slices.
    """

    __slots__ = ("children", "element", "name", "slice_name", "slices")

    def __init__(self, name: str, element: Element, slice_name: str | None = None) -> None:
        self.name = name
        self.slice_name = slice_name
        self.element = element
        self.children: dict[str, Node] = {}
        self.slices: dict[str, Node] = {}

    def find_slice(self, name: str) -> Node | None:
        """The slice or re-slice called `name`."""
        return self.slice_holder(name).slices.get(name) or self.slices.get(name)

    def slice_holder(self, name: str) -> Node:
        """Where a slice called `name` belongs: `a/b` below the slice `a` if there is one."""
        holder = self
        slash = name.find("/")
        while slash >= 0:
            holder = holder.slices.get(name[:slash], holder)
            slash = name.find("/", slash + 1)
        return holder

    def clone(self) -> Node:
        """A tree that may be changed without changing this one."""
        node = Node(self.name, self.element, self.slice_name)
        node.children = {name: child.clone() for name, child in self.children.items()}
        node.slices = {name: item.clone() for name, item in self.slices.items()}
        return node

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in snapshot order."""
        yield self
        for child in self.children.values():
            yield from child.walk()
        for item in self.slices.values():
            yield from item.walk()


def build_tree(elements: Iterable[Element]) -> Node | None:
    """The tree of a snapshot's elements; None for an empty list.

    An element whose parent is missing hangs below the nearest one that is there;
    a slice without its unsliced element takes that one's place. Of two elements
    with one address the first counts.
    """
    reader = AddressReader()
    top: Node | None = None
    for element in elements:
        address = reader.read(element)
        if top is None:
            top = Node(address[0][0], element)
        elif len(address) > 1:
            _hang(top, address, element)
    return top


def _hang(top: Node, address: Address, element: Element) -> None:
    parent = top
    for name, slice_name in address[1:-1]:
        child = parent.children.get(name)
        if child is not None:
            inner = child.find_slice(slice_name) if slice_name is not None else None
            parent = inner or child
    name, slice_name = address[-1]
    unsliced = parent.children.get(name)
    if unsliced is None:
        parent.children[name] = Node(name, without(element, "sliceName"))
    elif slice_name is not None:
        holder = unsliced.slice_holder(slice_name)
        holder.slices.setdefault(slice_name, Node(name, element, slice_name))


def write_elements(top: Node) -> list[Element]:
    """The elements of a tree in snapshot order, with their ids and paths."""
    return list(_write(top, "", ""))


def _write(node: Node, id_prefix: str, path_prefix: str) -> Iterator[Element]:
    path = path_prefix + node.name
    id = id_prefix + node.name
    if node.slice_name is not None:
        # A dot separates the steps of an id: no slice name may bring one in (eld-16).
        id = f"{id}:{node.slice_name.replace('.', '-')}"
    yield {"id": id} | node.element | {"id": id, "path": path}
    for child in node.children.values():
        yield from _write(child, f"{id}.", f"{path}.")
    for item in node.slices.values():
        yield from _write(item, id_prefix, path_prefix)
