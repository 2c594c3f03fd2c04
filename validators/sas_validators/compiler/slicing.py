"""Code for slices: one function per slicing that sorts, counts and judges.

The values were judged by what holds for all of them already; a slice adds only
what it demands beyond that.

Spec: https://hl7.org/fhir/R4/profiling.html#slicing
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sas_validators.compiler.discriminators import Criteria, Criterion, find_criteria
from sas_validators.compiler.shape import Shape, Unit
from sas_validators.compiler.source import Lines
from sas_validators.compiler.value import Value
from sas_validators.compiler.values import emit_value
from sas_validators.definitions.registry import TYPE_BASE
from sas_validators.schema.element import Discriminator, ElementSchema

DEFAULT_SLICE = "@default"
"""The slice of all values that are in no other one."""

Occurrence = Literal["list", "single", "choice", "slice"]
"""Where the sliced values are: in a list, alone, in a choice, or in a slice to be sliced again."""

_VITAL_SIGN_CODE = "Observation.code.coding"


def is_sliced_by_type(node: ElementSchema) -> bool:
    """Whether the slices of `node` are told apart by the type chosen."""
    return (
        node.slicing is not None
        and bool(node.slices)
        and all(
            item.type == "type" and item.path == "$this" for item in node.slicing.discriminators
        )
        and bool(node.slicing.discriminators)
    )


def is_closed(node: ElementSchema) -> bool:
    """Whether every value must be in a slice."""
    return node.slicing is not None and node.slicing.rules == "closed" and node.max != 0


def emit_slicings(
    unit: Unit,
    name: str,
    nodes: Sequence[ElementSchema],
    known: Sequence[ElementSchema],
    type_name: str,
    occurrence: Occurrence,
    lines: Lines,
) -> None:
    """Appends a call per slicing among `nodes`; `v` holds the list, or the single value."""
    for node in nodes:
        if node in known or not (node.slices or is_closed(node)):
            continue
        sliced = _Sliced(name, node, tuple(known), type_name, occurrence, _discriminators(node))
        call = _slicing_function(unit, sliced)
        if call is None:
            continue
        if occurrence == "list":
            lines.add(f"{call}(v if v.__class__ is list else (), at, r)")
        elif occurrence == "choice":
            lines.add(f"{call}((v,), at, r, step)")
        else:
            lines.add(f"{call}(() if v is None else (v,), at, r)")


def _discriminators(node: ElementSchema) -> tuple[Discriminator, ...]:
    return node.slicing.discriminators if node.slicing is not None else ()


@dataclass(frozen=True, slots=True)
class _Sliced:
    """A sliced element, or a slice that is sliced again, and how its values are told apart."""

    name: str
    node: ElementSchema
    known: tuple[ElementSchema, ...]
    type_name: str
    occurrence: Occurrence
    discriminators: tuple[Discriminator, ...]

    def counts(self, part: ElementSchema) -> bool:
        """Whether the number of values in slice `part` matters."""
        limited = part.max is not None and (self.node.max is None or part.max < self.node.max)
        return part.min > 0 or limited

    def within(self, part: ElementSchema) -> _Sliced:
        """The slice `part` as something sliced again."""
        own = _discriminators(part) or self.discriminators
        known = (self.node, *self.known)
        return _Sliced(self.name, part, known, self.type_name, "slice", own)


def _slicing_function(unit: Unit, sliced: _Sliced) -> str | None:
    """The name of the function that judges the slices; None when they demand nothing."""
    node = sliced.node
    bodies = [_slice_body(unit, sliced, part) for part in node.slices]
    again = [_slicing_function(unit, sliced.within(part)) for part in node.slices]
    ordered = node.slicing is not None and node.slicing.ordered
    counted = any(sliced.counts(part) for part in node.slices)
    if not (is_closed(node) or ordered or counted or any(map(len, bodies)) or any(again)):
        return None
    criteria = [
        ()
        if part.slice_name == DEFAULT_SLICE
        else find_criteria(unit, sliced.discriminators, number, part, sliced.type_name)
        for number, part in enumerate(node.slices)
    ]
    decidable = not any(isinstance(found, str) for found in criteria)
    lines = Lines(1)
    for number, part in enumerate(node.slices):
        if sliced.counts(part):
            lines.add(f"found_{number} = 0")
        if again[number]:
            lines.add(f"inside_{number} = []")
    if ordered:
        lines.add("last = -1")
    _emit_loop(unit, sliced, bodies, again, _matcher(unit, sliced, criteria), decidable, lines)
    for number, part in enumerate(node.slices):
        if again[number]:
            lines.add(f"{again[number]}(inside_{number}, at, r)")
        if sliced.counts(part):
            _emit_count(unit, part, number, decidable, lines)
    parameters = "values, at, r, step" if sliced.occurrence == "choice" else "values, at, r"
    hint = f"slices_of_{sliced.name}"
    return unit.add_function(hint, parameters, lines, f"The slices of {node.id}.")


def _emit_loop(
    unit: Unit,
    sliced: _Sliced,
    bodies: Sequence[Lines],
    again: Sequence[str | None],
    matcher: str,
    decidable: bool,
    lines: Lines,
) -> None:
    node = sliced.node
    header = {
        "list": f"for i, x in enumerate(values):|here = (at, {sliced.name!r}, i)",
        "single": f"for x in values:|here = (at, {sliced.name!r}, None)",
        "choice": "for x in values:|here = (at, step, None)",
        "slice": "for here, x in values:|",
    }[sliced.occurrence]
    loop, _, place = header.partition("|")
    with lines.block(loop):
        if place:
            lines.add(place)
        lines.add(f"part = {matcher}(x, here, r)")
        keyword = "if"
        for number, part in enumerate(node.slices):
            branch = list(_branch(sliced, part, number, bodies[number], again[number]))
            if branch:
                with lines.block(f"{keyword} part == {number}:"):
                    for line in branch:
                        lines.add(line)
                keyword = "elif"
        if is_closed(node) and decidable:
            with lines.block("if part == -1:"):
                lines.add(f"{unit.use('in_no_slice')}(here, r, {node.label!r}, {node.profile!r})")
        if node.slicing is not None and node.slicing.ordered:
            names = tuple(part.label for part in node.slices)
            lines.add(f"last = {unit.use('in_order')}(part, last, here, r, {names!r})")


def _branch(
    sliced: _Sliced, part: ElementSchema, number: int, body: Lines, again: str | None
) -> Iterator[str]:
    """What is done with a value in slice `part`."""
    if sliced.counts(part):
        yield f"found_{number} += 1"
    if again is not None:
        yield f"inside_{number}.append((here, x))"
    yield from body


def _slice_body(unit: Unit, sliced: _Sliced, part: ElementSchema) -> Lines:
    lines = Lines()
    value = Value(
        owner=Shape(sliced.type_name, (sliced.node,), (), structural=False),
        element=sliced.name,
        type=_type_of(part, sliced.type_name),
        name="x",
        here="here",
        nodes=(part,),
        known=(sliced.node, *sliced.known),
        structural=False,
    )
    emit_value(unit, value, lines)
    return lines


def _type_of(part: ElementSchema, type_name: str) -> str:
    if "." in type_name or not part.types:
        return type_name
    codes = {item.code for item in part.types}
    return type_name if type_name in codes or len(codes) > 1 else part.types[0].code


# --- how many --------------------------------------------------------------------------------


def _emit_count(
    unit: Unit, part: ElementSchema, number: int, decidable: bool, lines: Lines
) -> None:
    def call(function: str, limit: int) -> str:
        name = unit.use(function)
        return f"{name}(at, r, {part.label!r}, {limit}, found_{number}, {part.profile!r})"

    if part.min > 0:
        with lines.block(f"if found_{number} < {part.min}:"):
            too_few = call(_minimum_call(part), part.min)
            if not decidable:
                too_few = f"{call('unchecked_minimum', part.min)} if values else {too_few}"
            lines.add(too_few)
    if part.max is not None and decidable:
        with lines.block(f"if found_{number} > {part.max}:"):
            lines.add(call("too_many", part.max))


def _minimum_call(part: ElementSchema) -> str:
    if any(item.code == "Extension" and item.profiles for item in part.types):
        return "extension_slice_too_few"
    if part.profile.startswith(TYPE_BASE) and part.id.partition(":")[0] == _VITAL_SIGN_CODE:
        return "vital_sign_code_too_few"
    return "slice_too_few"


# --- which slice a value is in ---------------------------------------------------------------


def _matcher(unit: Unit, sliced: _Sliced, criteria: Sequence[Criteria]) -> str:
    """The name of the function that gives the number of a value's slice, -1 for none."""
    lines = Lines(1)
    names = [part.slice_name for part in sliced.node.slices]
    default = names.index(DEFAULT_SLICE) if DEFAULT_SLICE in names else -1
    table = _dispatch_table(criteria)
    if table is not None:
        expression, numbers = table
        constant = unit.constants.name(f"{sliced.name}_slices", repr(numbers))
        lines.add(f"key = {expression} if x.__class__ is dict else None")
        lines.add(f"return {constant}.get(key, -1) if key.__class__ is str else -1")
    else:
        _emit_tests(unit, sliced.node, criteria, default, lines)
    doc = f"Its slice of {sliced.node.id}."
    return unit.add_function(f"slice_of_{sliced.name}", "x, here, r", lines, doc)


def _dispatch_table(criteria: Sequence[Criteria]) -> tuple[str, dict[str, int]] | None:
    """The key and the slice by its value, when every slice is told by constant strings."""
    expressions: set[str] = set()
    numbers: dict[str, int] = {}
    for number, found in enumerate(criteria):
        if isinstance(found, str) or len(found) != 1 or found[0].key is None:
            return None
        expression, texts = found[0].key
        expressions.add(expression)
        if not texts.isdisjoint(numbers):
            return None
        numbers.update(dict.fromkeys(sorted(texts), number))
    return (expressions.pop(), numbers) if len(expressions) == 1 else None


def _emit_tests(
    unit: Unit,
    node: ElementSchema,
    criteria: Sequence[Criteria],
    default: int,
    lines: Lines,
) -> None:
    tests: list[tuple[int, str]] = []
    for number, found in enumerate(criteria):
        if isinstance(found, str):
            label = node.slices[number].label
            lines.add(f"{unit.use('undecidable_slice')}(here, r, {label!r}, {found!r})")
        elif found:
            tests.append((number, _all_of(found)))
    if not tests:
        lines.add(f"return {default}")
    elif len(tests) == 1:
        number, test = tests[0]
        lines.add(f"return {number} if {test} else {default}")
    else:
        _emit_search(unit, node, tests, default, lines)


def _emit_search(
    unit: Unit,
    node: ElementSchema,
    tests: Sequence[tuple[int, str]],
    default: int,
    lines: Lines,
) -> None:
    lines.add("found = []")
    for number, test in tests:
        with lines.block(f"if {test}:"):
            lines.add(f"found.append({number})")
    with lines.block("if len(found) > 1:"):
        labels = tuple(part.label for part in node.slices)
        lines.add(f"{unit.use('in_several_slices')}(here, r, found, {labels!r})")
    lines.add(f"return found[0] if found else {default}")


def _all_of(found: Sequence[Criterion]) -> str:
    return " and ".join(item.test for item in found)
