"""What a reader hands over: the value, what is wrong with the text, and where things are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, Protocol

from sas_validators.issues.finding import Finding
from sas_validators.model.paths import Location, PlacedLocation
from sas_validators.model.positions import Position

Format = Literal["json", "xml"]


class PositionTable(Protocol):
    """Knows where the values of one text are."""

    def find(self, location: Location) -> Position | None:
        """Where the value at `location` is, or else what should hold it."""
        ...


@dataclass(eq=False)
class Reading:
    """One instance, read.

    `value` is the resource as `json.loads` would give it (decimals are
    JsonDecimal), whatever the text's format; None when the text can't be read
    as a resource, which a fatal finding then says. `findings` are those of the
    text itself, in its order.
    """

    value: dict[str, Any] | None
    findings: list[Finding] = field(default_factory=list)
    format: Format = "json"
    open_positions: Callable[[], PositionTable] | None = None

    @property
    def from_xml(self) -> bool:
        """Whether the text was XML, where JSON kinds mean nothing."""
        return self.format == "xml"

    @cached_property
    def _positions(self) -> PositionTable | None:
        return None if self.open_positions is None else self.open_positions()

    def position(self, location: Location) -> Position | None:
        """Line and column of what `location` names.

        JSON: just after the last character of the value; XML: just after the
        `>` of the start tag. Of the nearest existing parent where there is
        nothing at `location`; None when nothing could be read. The text is
        looked through at the first call only.
        """
        if isinstance(location, PlacedLocation):
            return location.position
        return None if self._positions is None else self._positions.find(location)
