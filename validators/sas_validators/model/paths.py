"""Where in a resource something is: linked steps, written out only when needed.

A location is a linked tuple `(parent, step, index)`; the root is
`(None, "Slot", None)`. Going one element down allocates one tuple and no text,
so that checking a right resource never builds a path.

Spec: https://hl7.org/fhir/R4/operationoutcome-definitions.html#OperationOutcome.issue.expression
"""

from __future__ import annotations

from typing import Any, TypeAlias

from sas_validators.model.positions import Position

Location: TypeAlias = "tuple[Location | None, str, int | None]"


class ChoiceStep(str):
    """The JSON name of a choice element (`valueQuantity`) that knows its parts.

    Equal to its JSON name, so it indexes JSON objects; written in a path as
    `value.ofType(Quantity)`.
    """

    __slots__ = ("element", "type")
    element: str
    type: str

    def __new__(cls, element: str, type_name: str) -> ChoiceStep:
        """`element` without `[x]` (`value`), `type_name` as FHIR writes it (`Quantity`)."""
        step = super().__new__(cls, element + type_name[0].upper() + type_name[1:])
        step.element = element
        step.type = type_name
        return step

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """Lets pickle and copy rebuild the step."""
        return self.element, self.type


class PlacedLocation(tuple["Location | None", str, "int | None"]):
    """A location whose position in the text is known to whoever found something there.

    Equal to the plain location. Readers use it where a location alone would
    not lead back to the place: a comma too many, the second of two duplicates.
    """

    position: Position

    @classmethod
    def of(cls, location: Location, position: Position) -> PlacedLocation:
        """`location`, placed at `position`."""
        self = cls(location)
        self.position = position
        return self


def root(resource_type: str) -> Location:
    """The location of a resource that stands by itself."""
    return (None, resource_type, None)


def steps(location: Location) -> list[tuple[str, int | None]]:
    """The steps from the root (included) down to `location`."""
    found: list[tuple[str, int | None]] = []
    current: Location | None = location
    while current is not None:
        parent, step, index = current
        found.append((step, index))
        current = parent
    found.reverse()
    return found


def render(location: Location) -> str:
    """The location as FHIRPath, e.g. `Slot.serviceType[0].coding[1].code`."""
    parts: list[str] = []
    current: Location | None = location
    while current is not None:
        parent, step, index = current
        if isinstance(step, ChoiceStep):
            step = f"{step.element}.ofType({step.type})"
        parts.append(step if index is None else f"{step}[{index}]")
        current = parent
    parts.reverse()
    return ".".join(parts)


def find(value: Any, location: Location) -> Any:
    """The JSON value at `location` inside the root `value`; None when there is none.

    What is inside a primitive (its id and extensions) is in its `_x` member.
    """
    companion: Any = None
    for step, index in steps(location)[1:]:
        holder = value if isinstance(value, dict) else companion
        value, companion = _member(holder, step, index), _member(holder, "_" + step, index)
    return value


def _member(holder: Any, name: str, index: int | None) -> Any:
    value = holder.get(name) if isinstance(holder, dict) else None
    if index is None:
        return value
    return value[index] if isinstance(value, list) and index < len(value) else None
