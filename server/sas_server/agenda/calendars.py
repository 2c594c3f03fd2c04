"""An agenda as iCalendar: availabilities, slots and rendez-vous of a period.

VAVAILABILITY holds what the agenda declares, one VFREEBUSY each slot and each
period of unavailability, one VEVENT each rendez-vous.

Spec: gap.md 10.4, RFC 5545, RFC 7953
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Availability as VAvailability
from icalendar import Available, Calendar, Event, FreeBusy, vCalAddress, vPeriod

from sas_server.agenda.availability import Agenda, Availability
from sas_server.agenda.derivation import intervals
from sas_server.agenda.reading import children, items, value_of
from sas_server.agenda.recurrence import TooManyOccurrencesError
from sas_server.agenda.vocabulary import AVAILABILITY
from sas_server.store.instants import to_datetime
from sas_validators.model.paths import root

_PRODUCT = "-//sas-fhir//agenda//FR"
_EVENT_STATUS = {
    "proposed": "TENTATIVE",
    "pending": "TENTATIVE",
    "waitlist": "TENTATIVE",
    "cancelled": "CANCELLED",
    "noshow": "CANCELLED",
    "entered-in-error": "CANCELLED",
}
"""What VEVENT's STATUS has room for; all others are CONFIRMED."""

_PARTICIPATION = {"accepted": "ACCEPTED", "declined": "DECLINED", "tentative": "TENTATIVE"}
_ROLES = {"required": "REQ-PARTICIPANT", "optional": "OPT-PARTICIPANT"}
_OPERATOR = "http://interopsante.org/fhir/StructureDefinition/FrAppointmentOperator"


@dataclass(frozen=True, slots=True)
class Exported:
    """What is exported: the Schedule, what was read from it, and what refers to it."""

    schedule: Mapping[str, Any]
    agenda: Agenda
    slots: Sequence[Mapping[str, Any]]
    appointments: Sequence[Mapping[str, Any]]
    low: int
    high: int
    now: int
    base: str


def to_calendar(exported: Exported) -> bytes:
    """The VCALENDAR, as the bytes of a text/calendar body."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    if exported.schedule.get("comment"):
        calendar.add("x-wr-calname", str(exported.schedule["comment"]))
    calendar.add_component(_availability(exported))
    for part in (*_closed(exported), *_slots(exported), *_events(exported)):
        calendar.add_component(part)
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _availability(exported: Exported) -> VAvailability:
    whole = VAvailability()
    whole.add("uid", f"{exported.base}/Schedule/{exported.schedule.get('id')}")
    whole.add("dtstamp", to_datetime(exported.now))
    whole.add("busytype", "BUSY-UNAVAILABLE")
    extensions = {
        at: item for item, at in children(exported.schedule, AVAILABILITY, root("Schedule"))
    }
    for item in exported.agenda.availabilities:
        if item.free:
            whole.add_component(_available(item, extensions[item.at], exported))
    return whole


def _available(item: Availability, extension: Mapping[str, Any], exported: Exported) -> Available:
    part = Available()
    part.add("uid", _identifier(extension, item, exported.base))
    part.add("dtstamp", to_datetime(exported.now))
    for child, _ in children(extension, "created", item.at):
        created = _moment(value_of(child, "dateTime"))
        if created is not None:
            part.add("created", created.astimezone(UTC))
    part.add("dtstart", _on_clock(item.first.start, item.zone))
    part.add("dtend", _on_clock(item.first.end, item.zone))
    if item.rule is not None:
        part.add("rrule", _rule(item))
    return part


def _identifier(extension: Mapping[str, Any], item: Availability, base: str) -> str:
    for child, _ in children(extension, "identifier", item.at):
        value = value_of(child, "Identifier")
        if isinstance(value, Mapping) and value.get("value"):
            return _joined(value)
    return base


def _joined(identifier: Mapping[str, Any]) -> str:
    parts = (identifier.get("system"), identifier.get("value"))
    return "|".join(str(part) for part in parts if part)


def _rule(item: Availability) -> dict[str, Any]:
    rule = item.rule
    assert rule is not None  # noqa: S101 - asked for recurrences only
    found: dict[str, Any] = {"freq": rule.freq, "interval": rule.interval}
    if rule.count is not None:
        found["count"] = rule.count
    if rule.until is not None:
        # RFC 5545: in UTC where the start has a zone.
        found["until"] = rule.until.replace(tzinfo=item.zone, microsecond=0).astimezone(UTC)
    if rule.wkst:
        found["wkst"] = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[rule.wkst]
    for name, values in rule.by.items():
        key = "byday" if name == "byweekday" else name
        found[key] = [_day(value) if key == "byday" else value for value in values]
    return found


def _day(value: Any) -> str:
    """Dateutil writes `MO(+1)` what iCalendar writes `+1MO`."""
    name, _, number = str(value).partition("(")
    return number.rstrip(")") + name


def _closed(exported: Exported) -> Iterator[FreeBusy]:
    """The periods of unavailability, which win over what is available."""
    for item in exported.agenda.availabilities:
        if item.free:
            continue
        try:
            periods = [
                (low, high)
                for low, high in intervals(item, exported.low, exported.high)
                if high > exported.low and low < exported.high
            ]
        except TooManyOccurrencesError:
            continue
        for low, high in periods:
            uid = f"{exported.base}/Schedule/{exported.schedule.get('id')}#{low}"
            yield _busy(exported, uid, to_datetime(low), to_datetime(high), "BUSY-UNAVAILABLE")


def _slots(exported: Exported) -> Iterator[FreeBusy]:
    for slot in exported.slots:
        start, end = _moment(slot.get("start")), _moment(slot.get("end"))
        if start is None or end is None or slot.get("status") == "entered-in-error":
            continue
        named = [_joined(item) for _, item in items(slot, "identifier") if item.get("value")]
        uid = named[0] if named else f"{exported.base}/Slot/{slot.get('id')}"
        part = _busy(exported, uid, start, end, str(slot.get("status")).upper())
        for _, actor in items(exported.schedule, "actor"):
            part.add("attendee", _address(actor, exported.base))
        if slot.get("comment"):
            part.add("comment", str(slot["comment"]))
        yield part


def _busy(exported: Exported, uid: str, start: datetime, end: datetime, kind: str) -> FreeBusy:
    part = FreeBusy()
    part.add("uid", uid)
    part.add("dtstamp", to_datetime(exported.now))
    part.add("dtstart", start.astimezone(UTC))
    part.add("dtend", end.astimezone(UTC))
    period = vPeriod((start.astimezone(UTC), end.astimezone(UTC)))
    part.add("freebusy", period, parameters={"FBTYPE": kind})
    return part


def _events(exported: Exported) -> Iterator[Event]:
    for appointment in exported.appointments:
        start, end = _moment(appointment.get("start")), _moment(appointment.get("end"))
        if start is None or end is None:
            continue
        yield _event(exported, appointment, start, end)


def _event(
    exported: Exported, appointment: Mapping[str, Any], start: datetime, end: datetime
) -> Event:
    base = exported.base
    event = Event()
    named = [_joined(item) for _, item in items(appointment, "identifier") if item.get("value")]
    event.add("uid", named[0] if named else f"{base}/Appointment/{appointment.get('id')}")
    event.add("dtstamp", to_datetime(exported.now))
    event.add("dtstart", start.astimezone(UTC))
    event.add("dtend", end.astimezone(UTC))
    created = _moment(appointment.get("created"))
    if created is not None:
        event.add("created", created.astimezone(UTC))
    if appointment.get("description"):
        event.add("description", str(appointment["description"]))
    priority = appointment.get("priority")
    if isinstance(priority, int) and 0 <= priority <= 9:
        event.add("priority", priority)
    event.add("status", _EVENT_STATUS.get(str(appointment.get("status")), "CONFIRMED"))
    for child, _ in children(appointment, _OPERATOR, root("Appointment")):
        operator = value_of(child, "Reference")
        if isinstance(operator, Mapping):
            event.add("organizer", _address(operator, base))
    for _, participant in items(appointment, "participant"):
        _participate(event, participant, base)
    for _, attached in items(appointment, "supportingInformation"):
        if attached.get("reference"):
            event.add("attach", _url(attached, base))
    return event


def _participate(event: Event, participant: Mapping[str, Any], base: str) -> None:
    """A place is where it is; everybody else attends."""
    actor = participant.get("actor")
    if not isinstance(actor, Mapping):
        return
    if "Location" in (actor.get("type"), str(actor.get("reference", "")).split("/")[0]):
        event.add("location", str(actor.get("display") or _url(actor, base)))
        return
    address = _address(actor, base)
    address.params["ROLE"] = _ROLES.get(str(participant.get("required")), "REQ-PARTICIPANT")
    status = _PARTICIPATION.get(str(participant.get("status")), "NEEDS-ACTION")
    address.params["PARTSTAT"] = status
    event.add("attendee", address)


def _address(reference: Mapping[str, Any], base: str) -> vCalAddress:
    address = vCalAddress(_url(reference, base))
    if reference.get("display"):
        address.params["CN"] = str(reference["display"])
    return address


def _url(reference: Mapping[str, Any], base: str) -> str:
    """Where a reference leads; a logical one by its identifier."""
    text = str(reference.get("reference", ""))
    if text:
        return text if ":" in text else f"{base}/{text}"
    identifier = reference.get("identifier")
    named = _joined(identifier) if isinstance(identifier, Mapping) else ""
    return named or "urn:unknown"


def _moment(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _on_clock(wall: datetime, zone: tzinfo) -> datetime:
    """With a named zone where there is one, so that a rule follows the change of the hour."""
    moment = wall.replace(tzinfo=zone)
    return moment if isinstance(zone, ZoneInfo) else moment.astimezone(UTC)
