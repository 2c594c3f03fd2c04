"""Two-valued conditions as trees, and how they are written as Python.

FHIRPath's third value needs no place in generated tests: what is asked of an
expression is either whether it is true or whether it is false, and both are
plain conditions (see `lowering`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sas_validators.fhirpath.source import Lines

WIDTH = 92
MAX_PARTS = 300
"""Leaves of one condition; what would need more is left to the generic engine."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A Python expression that binds at least as tightly as a comparison.

    `boolean` says that it gives True or False and nothing else; `negation` is
    its opposite where that reads better than `not …`.
    """

    text: str
    boolean: bool = True
    negation: str = ""


@dataclass(frozen=True, slots=True)
class OneOf:
    """`subject` is (or, when `negated`, is a string but not) one of the strings `values`."""

    subject: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    operand: Condition


@dataclass(frozen=True, slots=True)
class And:
    """All operands hold; none (an empty And) is always true."""

    operands: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Some operand holds; none (an empty Or) is never true."""

    operands: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """`for variable in source`, taking only those for which `condition` holds.

    `filled` tells without a loop whether there is one at all ("" where that
    isn't known); it does not know of `condition`.
    """

    variable: str
    source: str
    filled: str = ""
    condition: Condition = And(())


@dataclass(frozen=True, slots=True)
class Some:
    """`condition` holds in some round of the loops (one inside the other)."""

    loops: tuple[Loop, ...]
    condition: Condition


@dataclass(frozen=True, slots=True)
class Each:
    """`condition` holds in every round of the loops."""

    loops: tuple[Loop, ...]
    condition: Condition


Condition: TypeAlias = Leaf | OneOf | Not | And | Or | Some | Each

TRUE = And(())
FALSE = Or(())


def both(*operands: Condition) -> Condition:
    """All of them, simplified."""
    kept: list[Condition] = []
    for operand in operands:
        if operand == FALSE:
            return FALSE
        _append(kept, operand.operands if isinstance(operand, And) else (operand,), negated=True)
    return kept[0] if len(kept) == 1 else And(tuple(kept))


def either(*operands: Condition) -> Condition:
    """Any of them, simplified."""
    kept: list[Condition] = []
    for operand in operands:
        if operand == TRUE:
            return TRUE
        _append(kept, operand.operands if isinstance(operand, Or) else (operand,), negated=False)
    return kept[0] if len(kept) == 1 else Or(tuple(kept))


def _append(kept: list[Condition], operands: Sequence[Condition], *, negated: bool) -> None:
    """Adds operands, joining neighbours that look at one subject (`x == "a" or x == "b"`)."""
    for operand in operands:
        last = kept[-1] if kept else None
        if (
            isinstance(operand, OneOf)
            and isinstance(last, OneOf)
            and (operand.subject, operand.negated, negated)
            == (last.subject, last.negated, last.negated)
        ):
            kept[-1] = OneOf(last.subject, last.values + operand.values, negated)
        elif not negated and isinstance(operand, OneOf) and operand == _other_side(last):
            kept[-1] = Leaf(f"isinstance({operand.subject}, str)")
        elif operand not in kept:
            kept.append(operand)


def _other_side(condition: Condition | None) -> Condition | None:
    """What together with `condition` leaves only the question whether there is a string."""
    if isinstance(condition, OneOf):
        return OneOf(condition.subject, condition.values, not condition.negated)
    return None


def negate(condition: Condition) -> Condition:
    """The opposite, simplified."""
    match condition:
        case Not(operand):
            return operand
        case Leaf(text, boolean, negation) if negation:
            return Leaf(negation, boolean, text)
        case And(()):
            return FALSE
        case Or(()):
            return TRUE
        case Or(operands) if all(isinstance(part, Leaf) and part.negation for part in operands):
            return both(*(negate(operand) for operand in operands))
        case _:
            return Not(condition)


def some(loops: tuple[Loop, ...], condition: Condition = TRUE) -> Condition:
    """Whether `condition` holds in some round; just whether there is one, where that's quicker."""
    if condition == FALSE:
        return FALSE
    if not loops:
        return condition
    last = loops[-1]
    if condition == TRUE and last.condition == TRUE and last.filled:
        return some(loops[:-1], Leaf(last.filled, boolean=False))
    return Some(loops, condition)


def each(loops: tuple[Loop, ...], condition: Condition) -> Condition:
    """Whether `condition` holds in every round."""
    return Each(loops, condition) if loops and condition != TRUE else condition


def size(condition: Condition) -> int:
    """The number of leaves."""
    match condition:
        case Not(operand):
            return size(operand)
        case And(operands) | Or(operands):
            return sum(size(operand) for operand in operands)
        case Some(loops, inner) | Each(loops, inner):
            return size(inner) + sum(1 + size(loop.condition) for loop in loops)
        case _:
            return 1


# --- as expressions ----------------------------------------------------------

_OR, _AND, _NOT, _ATOM = range(4)


def to_python(condition: Condition) -> str:
    """The condition as one Python expression."""
    return _write(condition)[0]


def to_boolean(condition: Condition) -> str:
    """As `to_python`, giving True or False and nothing else."""
    text = to_python(condition)
    return text if is_boolean(condition) else f"bool({text})"


def is_boolean(condition: Condition) -> bool:
    """Whether the Python expression gives True or False and nothing else."""
    match condition:
        case Leaf(_, boolean, _):
            return boolean
        case And(operands) | Or(operands):
            return all(is_boolean(operand) for operand in operands)
        case _:
            return True


def _write(condition: Condition) -> tuple[str, int]:
    match condition:
        case Leaf(text, _, _):
            return text, _ATOM
        case OneOf(subject, values, negated):
            return _write_one_of(subject, values, negated=negated)
        case And(()):
            return "True", _ATOM
        case Or(()):
            return "False", _ATOM
        case And(operands):
            return " and ".join(_within(operand, _AND) for operand in operands), _AND
        case Or(operands):
            return " or ".join(_within(operand, _AND) for operand in operands), _OR
        case Not(OneOf(subject, values, False)):
            return _write_membership(subject, values, negated=True), _ATOM
        case Not(operand):
            return f"not {_within(operand, _NOT)}", _NOT
        case Some(loops, inner):
            return f"any({_comprehension(loops, inner)})", _ATOM
        case Each(loops, inner):
            return f"all({_comprehension(loops, inner)})", _ATOM


def _within(condition: Condition, least: int) -> str:
    text, level = _write(condition)
    return text if level >= least else f"({text})"


def _write_one_of(subject: str, values: tuple[str, ...], *, negated: bool) -> tuple[str, int]:
    test = _write_membership(subject, values, negated=negated)
    return (f"isinstance({subject}, str) and {test}", _AND) if negated else (test, _ATOM)


def _write_membership(subject: str, values: tuple[str, ...], *, negated: bool) -> str:
    unique = tuple(dict.fromkeys(values))
    if len(unique) == 1:
        return f"{subject} {'!=' if negated else '=='} {quote(unique[0])}"
    listed = ", ".join(quote(value) for value in unique)
    return f"{subject} {'not in' if negated else 'in'} ({listed})"


def _comprehension(loops: Sequence[Loop], inner: Condition) -> str:
    return f"{_within(inner, _OR)} {loop_clauses(loops)}"


def loop_clauses(loops: Sequence[Loop]) -> str:
    """The `for … in … if …` of a comprehension."""
    clauses: list[str] = []
    for loop in loops:
        clauses.append(f"for {loop.variable} in {loop.source}")
        if loop.condition != TRUE:
            clauses.append(f"if {_within(loop.condition, _AND)}")
    return " ".join(clauses)


def listed(texts: Sequence[str]) -> str:
    """The items of a tuple, a few per line if they are many."""
    if sum(len(text) + 2 for text in texts) <= WIDTH - 20:
        return ", ".join(texts)
    lines = [""]
    for text in texts:
        if len(lines[-1]) + len(text) > WIDTH:
            lines.append("")
        lines[-1] += f"{' ' if lines[-1] else ''}{text},"
    return "".join(f"\n    {line}" for line in lines) + "\n"


def quote(text: str) -> str:
    """A Python string literal, in double quotes where that is plain."""
    plain = repr(text)[1:-1] == text and '"' not in text
    return f'"{text}"' if plain else repr(text)


# --- as statements -----------------------------------------------------------


def write_return(condition: Condition, lines: Lines, *, result: bool = True) -> None:
    """Writes statements that return `result` if the condition holds, else its opposite.

    Loops become `for` statements that return as soon as the outcome is known.
    """
    if isinstance(condition, Not):
        write_return(condition.operand, lines, result=not result)
    elif not _has_loops(condition):
        wanted = condition if result else negate(condition)
        _write_wrapped("return ", to_boolean(wanted), wanted, lines)
    elif isinstance(condition, (Some, Each)):
        found = isinstance(condition, Some)
        wanted = condition.condition if found else negate(condition.condition)
        _write_loops(condition.loops, wanted, lines, result=found is result)
        lines.add(f"return {found is not result}")
    else:
        # The last operand decides once the others have not.
        deciding = isinstance(condition, Or)
        operands = _operands(condition)
        _write_early(operands[:-1], lines, when=deciding, result=deciding is result)
        write_return(operands[-1], lines, result=result)


def _operands(condition: Condition) -> tuple[Condition, ...]:
    return condition.operands if isinstance(condition, (And, Or)) else (condition,)


def _has_loops(condition: Condition) -> bool:
    match condition:
        case Some() | Each():
            return True
        case Not(operand):
            return _has_loops(operand)
        case And(operands) | Or(operands):
            return any(_has_loops(operand) for operand in operands)
        case _:
            return False


def _write_early(operands: Sequence[Condition], lines: Lines, *, when: bool, result: bool) -> None:
    """Writes `if …: return result` for the operands, in order, each holding or not (`when`)."""
    for simple, group in _grouped(operands, when):
        if simple:
            wanted = either(*group) if when else negate(both(*group))
            _write_wrapped("if ", to_python(wanted), wanted, lines, tail=":")
            lines.add(f"    return {result}")
        else:
            (operand,) = group
            _write_early_loop(operand, lines, when=when, result=result)


def _grouped(
    operands: Sequence[Condition], when: bool
) -> Iterator[tuple[bool, tuple[Condition, ...]]]:
    """Neighbours that fit into one `if`, and those that need a loop one by one."""
    waiting: list[Condition] = []
    for operand in operands:
        if _loops_when(operand, when):
            if waiting:
                yield True, tuple(waiting)
            waiting = []
            yield False, (operand,)
        else:
            waiting.append(operand)
    if waiting:
        yield True, tuple(waiting)


def _loops_when(condition: Condition, when: bool) -> bool:
    """Whether a `for` statement can return early if the condition holds (or doesn't)."""
    match condition:
        case Some():
            return when
        case Each():
            return not when
        case Not(operand):
            return _loops_when(operand, not when)
        case Or(operands):
            return when and any(_loops_when(operand, when) for operand in operands)
        case And(operands):
            return not when and any(_loops_when(operand, when) for operand in operands)
        case _:
            return False


def _write_early_loop(condition: Condition, lines: Lines, *, when: bool, result: bool) -> None:
    match condition:
        case Not(operand):
            _write_early_loop(operand, lines, when=not when, result=result)
        case Some(loops, inner):
            _write_loops(loops, inner, lines, result=result)
        case Each(loops, inner):
            _write_loops(loops, negate(inner), lines, result=result)
        case _:
            _write_early(_operands(condition), lines, when=when, result=result)


def _write_loops(
    loops: Sequence[Loop], condition: Condition, lines: Lines, *, result: bool
) -> None:
    first, rest = loops[0], loops[1:]
    with lines.block(f"for {first.variable} in {first.source}:"):
        inner = condition if rest else both(first.condition, condition)
        if rest and first.condition != TRUE:
            lines.add(f"if {_within(negate(first.condition), _OR)}:")
            lines.add("    continue")
        if rest:
            _write_loops(rest, condition, lines, result=result)
        elif inner == TRUE:
            lines.add(f"return {result}")
        else:
            _write_wrapped("if ", to_python(inner), inner, lines, tail=":")
            lines.add(f"    return {result}")


def _write_wrapped(
    head: str, text: str, condition: Condition, lines: Lines, *, tail: str = ""
) -> None:
    """One line, or the operands below each other where it would be long."""
    negated = isinstance(condition, Not) and isinstance(condition.operand, (And, Or))
    shown = condition.operand if isinstance(condition, Not) and negated else condition
    if len(text) <= WIDTH - 4 * lines.depth or not isinstance(shown, (And, Or)):
        lines.add(f"{head}{text}{tail}")
        return
    word = "and" if isinstance(shown, And) else "or"
    call = "bool" if text.startswith("bool(") and not is_boolean(condition) else ""
    lines.add(f"{head}{'not ' if negated else ''}{call}(")
    for index, operand in enumerate(shown.operands):
        lines.add(f"    {word + ' ' if index else ''}{_within(operand, _AND)}")
    lines.add(f"){tail}")
