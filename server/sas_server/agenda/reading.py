"""Small readings of what the extensions of an agenda hold, whatever a client sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from sas_validators.model.paths import ChoiceStep, Location


def items(value: Any, name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The objects of a list with their indexes."""
    found = value.get(name) if isinstance(value, Mapping) else None
    if isinstance(found, list):
        yield from ((index, item) for index, item in enumerate(found) if isinstance(item, Mapping))


def children(
    extension: Any, url: str, at: Location
) -> Iterator[tuple[Mapping[str, Any], Location]]:
    """The sub-extensions with `url`, with their locations."""
    for index, item in items(extension, "extension"):
        if item.get("url") == url:
            yield item, (at, "extension", index)


def value_of(extension: Mapping[str, Any], type_name: str) -> Any:
    """`value[x]` of one type; None when it has none."""
    return extension.get(ChoiceStep("value", type_name))


def value_at(at: Location, type_name: str) -> Location:
    """Where that value is."""
    return (at, ChoiceStep("value", type_name), None)


def zone_for(text: str, zone: ZoneInfo) -> tzinfo:
    """The zone that an availability starting at `text` lives in.

    The configured one, unless the offset is one that this zone never has: then
    it is that of an overseas agenda, whose clock does not change (ADR 0030).
    """
    moment = _with_time(text)
    offset = None if moment is None else moment.utcoffset()
    if moment is None or not offset:
        return zone
    year = moment.year
    known = {zone.utcoffset(datetime(year, month, 1)) for month in (1, 7)}
    return zone if offset in known else timezone(offset)


def wall_clock(text: str, zone: tzinfo, *, end: bool = False) -> datetime:
    """A FHIR dateTime as the time a clock in `zone` shows; raises ValueError.

    A date stands for its first moment, with `end` for the first one after it.
    """
    moment = _with_time(text)
    if moment is not None:
        try:
            return moment.astimezone(zone).replace(tzinfo=None)
        except OverflowError as error:
            raise ValueError(text) from error
    return _day_edge(text, end=end)


def _with_time(text: str) -> datetime | None:
    if "T" not in text:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _day_edge(text: str, *, end: bool) -> datetime:
    parts = [int(part) for part in text.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    first = datetime(year, month, day)
    if not end:
        return first
    try:
        if len(parts) == 1:
            return first.replace(year=year + 1)
        if len(parts) == 2:
            return (first + timedelta(days=32)).replace(day=1)
        return first + timedelta(days=1)
    except (OverflowError, ValueError) as error:
        raise ValueError(text) from error
