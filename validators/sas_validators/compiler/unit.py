"""Compiles one set of profiles of one type into a Python module.

A unit is named by canonicals: a type's definition and the profiles that apply
with it. Other types are other units, linked by name and loaded when first
called, so that a module holds no more than its own profile says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sas_validators.compiler.invariants import invariant_source
from sas_validators.compiler.objects import emit_object
from sas_validators.compiler.shape import Definitions, ProfileError, Shape
from sas_validators.compiler.source import Constants, Lines, identifier
from sas_validators.schema.element import Constraint, ElementSchema

ENTRY = "check"
"""The name of the function that judges a whole object in every unit."""


def compile_unit(canonicals: Sequence[str], type_name: str, definitions: Definitions) -> str:
    """The source of the module for `canonicals` applied together to a `type_name`.

    The first canonical is the definition of the type itself. Raises ProfileError
    when one of them is not loaded or can't be compiled.
    """
    roots = tuple(_root(canonical, definitions) for canonical in canonicals)
    return UnitCompiler(definitions, canonicals).module(Shape(type_name, roots))


def _root(canonical: str, definitions: Definitions) -> ElementSchema:
    schema = definitions.find_schema(canonical)
    if schema is None:
        raise ProfileError(f"{canonical}: no such definition is loaded")
    return schema


class UnitCompiler:
    """One module under construction (see `shape.Unit`)."""

    def __init__(self, definitions: Definitions, canonicals: Sequence[str]) -> None:
        self.definitions = definitions
        self.constants = Constants()
        self.verdicts = Constants()
        self._canonicals = tuple(canonicals)
        self._runtime: set[str] = set()
        self._links: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._names: dict[Shape, str | None] = {}
        self._taken: set[str] = {ENTRY}
        self._functions: dict[str, str] = {}
        self._invariants: dict[tuple[Constraint, str], str | None] = {}

    def module(self, entry: Shape) -> str:
        """The whole source, with `entry` as its function `check`."""
        self._names[entry] = ENTRY
        body = Lines(1)
        emit_object(self, entry, body)
        self._write(ENTRY, "o, at, r", body, f"One {entry.type}.")
        return "\n".join(self._module_lines(entry)) + "\n"

    def _module_lines(self, entry: Shape) -> Iterator[str]:
        head = Lines()
        head.comment(f"{entry.type} against:")
        for canonical in self._canonicals:
            head.comment(f"- {canonical}")
        yield from head
        yield ""
        for name in sorted(self._runtime):
            yield f"from sas_validators.checks.runtime import {name}"
        yield ""
        for name, (type_name, canonicals) in self._links.items():
            yield f"{name} = link(globals(), {name!r}, {type_name!r}, {canonicals!r})"
        yield from self.constants.lines()
        for text in self._functions.values():
            yield ""
            yield ""
            yield text
        yield ""
        yield from self.verdicts.lines()

    def use(self, name: str) -> str:
        """Imports `name` from the runtime and returns it."""
        self._runtime.add(name)
        return name

    def function(self, shape: Shape, hint: str) -> str | None:
        """The name of the function that judges `shape`; None when it has nothing to judge."""
        if shape in self._names:
            return self._names[shape]
        if shape.structural and shape.nodes and all("." not in node.id for node in shape.nodes):
            name = self._link(shape)
            self._names[shape] = name
            return name
        name = self._free("check_" + identifier(hint))
        self._names[shape] = name
        body = Lines(1)
        emit_object(self, shape, body)
        if len(body) == 0:
            # A function that calls itself and does nothing else is dropped with its calls.
            self._names[shape] = None
            return None
        self._write(name, "o, at, r", body, f"{hint}.")
        return name

    def _link(self, shape: Shape) -> str:
        canonicals = tuple(dict.fromkeys(node.profile for node in shape.nodes))
        last = canonicals[-1].rpartition("/")[2]
        for name, target in self._links.items():
            if target == (shape.type, canonicals):
                return name
        name = self._free("check_" + identifier(last))
        self._links[name] = (shape.type, canonicals)
        return name

    def invariant(self, constraint: Constraint, type_name: str) -> str | None:
        """The name of the function that tests `constraint`; None when it is not to be tested."""
        key = (constraint, type_name)
        if key not in self._invariants:
            name = self._free("holds_" + identifier(constraint.key))
            source = invariant_source(constraint, type_name, name, self.definitions.types)
            self._invariants[key] = name if source is not None else None
            if source is not None:
                self.use("fp")
                self._functions[name] = source.rstrip()
        return self._invariants[key]

    def add_function(self, hint: str, parameters: str, lines: Lines, doc: str) -> str:
        """Adds a function with that body and returns its name."""
        name = self._free(identifier(hint))
        self._write(name, parameters, lines, doc)
        return name

    def _write(self, name: str, parameters: str, body: Lines, doc: str) -> None:
        header = [f"def {name}({parameters}):", f"    {doc!r}"]
        self._functions[name] = "\n".join([*header, *body])

    def _free(self, wanted: str) -> str:
        name, number = wanted, 2
        while name in self._taken:
            name, number = f"{wanted}_{number}", number + 1
        self._taken.add(name)
        return name
