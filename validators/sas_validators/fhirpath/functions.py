"""The functions of FHIRPath: their names, and how their arguments are evaluated.

Spec: http://hl7.org/fhirpath/N1/#functions, FHIR's own at
https://hl7.org/fhir/R4/fhirpath.html#functions. Those marked "later" come from
later editions (https://hl7.org/fhirpath/); definitions written for R4 already
use them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ArgumentKind = Literal["value", "each", "focus", "type"]
"""How an argument is evaluated: `value` once, in the context of the call; `each` for every item
of the input, which is then `$this`; `focus` on the input as a whole; `type` is a type's name."""


@dataclass(frozen=True, slots=True)
class Function:
    """The signature of a function; the first `required` of its arguments must be given."""

    name: str
    required: int
    arguments: tuple[ArgumentKind, ...]


def _signatures(
    arguments: tuple[ArgumentKind, ...], required: int, names: str
) -> dict[str, Function]:
    return {name: Function(name, required, arguments) for name in names.split()}


FUNCTIONS: dict[str, Function] = {
    **_signatures(
        (),
        0,
        """
        empty allTrue anyTrue allFalse anyFalse count distinct isDistinct not
        single first last tail children descendants
        toBoolean convertsToBoolean toInteger convertsToInteger toDate convertsToDate
        toDateTime convertsToDateTime toDecimal convertsToDecimal toString convertsToString
        toTime convertsToTime upper lower length toChars
        abs ceiling exp floor ln sqrt truncate now timeOfDay today type
        hasValue getValue resolve elementDefinition htmlChecks htmlChecks2
        """,
    ),
    **_signatures((), 0, "trim precision"),  # later
    **_signatures(
        ("value",),
        1,
        """
        subsetOf supersetOf skip take intersect exclude union combine
        indexOf startsWith endsWith contains matches log power
        extension conformsTo memberOf subsumes subsumedBy
        """,
    ),
    **_signatures(("value",), 1, "lastIndexOf matchesFull encode decode escape unescape"),  # later
    **_signatures(("value",), 1, "split comparable"),  # later
    **_signatures(("value",), 0, "join lowBoundary highBoundary"),  # later
    **_signatures(("value",), 0, "round toQuantity convertsToQuantity"),
    **_signatures(("value", "value"), 2, "replace replaceMatches slice"),
    **_signatures(("value", "value"), 1, "substring"),
    **_signatures(("each",), 1, "all where select repeat"),
    **_signatures(("each",), 0, "exists"),
    **_signatures(("each", "value"), 1, "aggregate"),
    **_signatures(("value", "each"), 1, "trace"),
    **_signatures(("focus", "focus", "focus"), 2, "iif"),
    **_signatures(("type",), 1, "ofType is as"),
    **_signatures(("value",) * 8, 0, "checkModifiers"),
}
"""Every known function by name."""

TOTAL_FUNCTIONS = frozenset(
    ("exists", "empty", "all", "hasValue", "isDistinct", "subsetOf", "supersetOf")
)
"""What answers true or false for any input, nothing included."""

BOOLEAN_FUNCTIONS = TOTAL_FUNCTIONS.union(
    (name for name in FUNCTIONS if name.startswith("convertsTo")),
    ("not", "is", "allTrue", "anyTrue", "allFalse", "anyFalse", "startsWith", "endsWith"),
    ("contains", "matches", "matchesFull", "htmlChecks", "htmlChecks2", "conformsTo", "memberOf"),
)
"""What answers with a boolean, if at all."""
