"""Code for slices: one function per slicing that sorts, counts and judges.

The values were judged by what holds for all of them already; a slice adds only
what it demands beyond that.

Spec: https://hl7.org/fhir/R4/profiling.html#slicing
"""

from __future__ import annotations

from collections.abc import Sequence

from sas_validators.compiler.discriminators import Criterion, find_criteria
from sas_validators.compiler.shape import Shape, Unit
from sas_validators.compiler.source import Lines
from sas_validators.compiler.value import Value
from sas_validators.compiler.values import emit_value
from sas_validators.schema.element import ElementSchema


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


def emit_slicings(
    unit: Unit,
    name: str,
    nodes: Sequence[ElementSchema],
    known: Sequence[ElementSchema],
    type_name: str,
    index: str | None,
    lines: Lines,
) -> None:
    """Appends a call per slicing among `nodes`; `v` holds the list, or the single value.

    `index` is "i" for a repeating element, "choice" for a choice, None for a
    single element.
    """
    for node in nodes:
        if not node.slices or node in known:
            continue
        call = _slicing_function(unit, name, node, tuple(known), type_name, index)
        if call is None:
            continue
        if index == "i":
            lines.add(f"{call}(v if v.__class__ is list else (), at, r)")
        elif index == "choice":
            lines.add(f"{call}((v,), at, r, step)")
        else:
            lines.add(f"{call}(() if v is None else (v,), at, r)")


def _slicing_function(
    unit: Unit,
    name: str,
    node: ElementSchema,
    known: tuple[ElementSchema, ...],
    type_name: str,
    index: str | None,
) -> str | None:
    bodies = [_slice_body(unit, name, node, part, known, type_name) for part in node.slices]
    slicing = node.slicing
    closed = slicing is not None and slicing.rules == "closed"
    ordered = slicing is not None and slicing.ordered
    counted = [_is_counted(part, node) for part in node.slices]
    if not closed and not ordered and not any(counted) and not any(len(body) for body in bodies):
        return None
    lines = Lines(1)
    matcher = _matcher(unit, name, node, type_name)
    for number, is_counted in enumerate(counted):
        if is_counted:
            lines.add(f"found_{number} = 0")
    if ordered:
        lines.add("last = -1")
    step = "step" if index == "choice" else repr(name)
    position = "i" if index == "i" else "None"
    with lines.block("for i, x in enumerate(values):"):
        lines.add(f"here = (at, {step}, {position})")
        lines.add(f"part = {matcher}(x, here, r)")
        _emit_branches(unit, node, bodies, counted, closed, lines)
        if ordered:
            names = tuple(part.label for part in node.slices)
            lines.add(f"last = {unit.use('in_order')}(part, last, here, r, {names!r})")
    for number, part in enumerate(node.slices):
        if counted[number]:
            _emit_count(unit, part, number, lines)
    parameters = "values, at, r, step" if index == "choice" else "values, at, r"
    return unit.add_function(f"slices_of_{name}", parameters, lines, f"The slices of {node.id}.")


def _is_counted(part: ElementSchema, node: ElementSchema) -> bool:
    return part.min > 0 or (part.max is not None and (node.max is None or part.max < node.max))


def _emit_branches(
    unit: Unit,
    node: ElementSchema,
    bodies: Sequence[Lines],
    counted: Sequence[bool],
    closed: bool,
    lines: Lines,
) -> None:
    keyword = "if"
    for number, body in enumerate(bodies):
        if not len(body) and not counted[number]:
            continue
        with lines.block(f"{keyword} part == {number}:"):
            if counted[number]:
                lines.add(f"found_{number} += 1")
            for line in body:
                lines.add(line)
        keyword = "elif"
    if closed:
        with lines.block("if part == -1:"):
            lines.add(f"{unit.use('in_no_slice')}(here, r, {node.label!r}, {node.profile!r})")


def _slice_body(
    unit: Unit,
    name: str,
    node: ElementSchema,
    part: ElementSchema,
    known: tuple[ElementSchema, ...],
    type_name: str,
) -> Lines:
    lines = Lines()
    value = Value(
        owner=Shape(type_name, (node,), (), structural=False),
        element=name,
        type=_type_of(part, type_name),
        name="x",
        here="here",
        nodes=(part,),
        known=(node, *known),
        structural=False,
    )
    emit_value(unit, value, lines)
    if part.slices:
        _emit_reslices(unit, name, part, (node, *known), type_name, lines)
    return lines


def _emit_reslices(
    unit: Unit,
    name: str,
    part: ElementSchema,
    known: tuple[ElementSchema, ...],
    type_name: str,
    lines: Lines,
) -> None:
    """A slice sliced again: the same, over the one value at hand."""
    call = _slicing_function(unit, name, part, known, type_name, "i")
    if call is not None:
        lines.add(f"{call}((x,), at, r)")


def _type_of(part: ElementSchema, type_name: str) -> str:
    if "." in type_name or not part.types:
        return type_name
    codes = {item.code for item in part.types}
    return type_name if type_name in codes or len(codes) > 1 else part.types[0].code


def _emit_count(unit: Unit, part: ElementSchema, number: int, lines: Lines) -> None:
    if part.min > 0:
        message = "extension_slice_too_few" if _is_extension(part) else "slice_too_few"
        with lines.block(f"if found_{number} < {part.min}:"):
            lines.add(
                f"{unit.use(message)}"
                f"(at, r, {part.label!r}, {part.min}, found_{number}, {part.profile!r})"
            )
    if part.max is not None:
        with lines.block(f"if found_{number} > {part.max}:"):
            lines.add(
                f"{unit.use('too_many')}"
                f"(at, r, {part.label!r}, {part.max}, found_{number}, {part.profile!r})"
            )


def _is_extension(part: ElementSchema) -> bool:
    """Whether the slice is an extension with a definition of its own (not a part of one)."""
    return any(item.code == "Extension" and item.profiles for item in part.types)


# --- which slice a value is in ---------------------------------------------------------------


def _matcher(unit: Unit, name: str, node: ElementSchema, type_name: str) -> str:
    """The name of the function that gives the number of a value's slice, -1 for none."""
    criteria = [find_criteria(unit, node, part, type_name) for part in node.slices]
    lines = Lines(1)
    table = _dispatch_table(criteria)
    if table is not None:
        expression, numbers = table
        constant = unit.constants.name(f"{name}_slices", repr(numbers))
        lines.add(f"key = {expression} if x.__class__ is dict else None")
        lines.add(f"return {constant}.get(key, -1) if key.__class__ is str else -1")
    else:
        _emit_tests(unit, node, criteria, lines)
    return unit.add_function(f"slice_of_{name}", "x, here, r", lines, f"Its slice of {node.id}.")


def _dispatch_table(
    criteria: Sequence[Sequence[Criterion] | str],
) -> tuple[str, dict[str, int]] | None:
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
    criteria: Sequence[Sequence[Criterion] | str],
    lines: Lines,
) -> None:
    tests: list[tuple[int, str]] = []
    for number, found in enumerate(criteria):
        part = node.slices[number]
        if isinstance(found, str):
            lines.add(f"{unit.use('undecidable_slice')}(here, r, {part.label!r}, {found!r})")
        elif found:
            tests.append((number, " and ".join(item.test for item in found)))
    if not tests:
        lines.add("return -1")
        return
    if len(tests) == 1:
        number, test = tests[0]
        lines.add(f"return {number} if {test} else -1")
        return
    lines.add("found = []")
    for number, test in tests:
        with lines.block(f"if {test}:"):
            lines.add(f"found.append({number})")
    with lines.block("if len(found) > 1:"):
        labels = tuple(part.label for part in node.slices)
        lines.add(f"{unit.use('in_several_slices')}(here, r, found, {labels!r})")
    lines.add("return found[0] if found else -1")
