"""A week of slots from now on, always the same for the same hour."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sas_server.demo.people import MOTIVES
from sas_server.flows import names
from sas_server.flows.instants import PARIS, write_instant

DAYS = 7
_LENGTH = timedelta(minutes=20)
_HOURS = tuple(
    time(hour, minute) for hour in (9, 10, 11, 14, 15, 16, 17, 18) for minute in (0, 20, 40)
)

Resource = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Agenda:
    """Whose slots are made: the schedule's id, how full a day is, what they offer.

    `cpts` are the ids of HealthcareServices that some of the slots are shown to.
    """

    id: str
    booking_url: str
    profile: str
    share: float
    specialty: str = ""
    consultations: tuple[str, ...] = ("AMB",)
    cpts: tuple[str, ...] = ()
    per_slot_url: bool = False


def week_of_slots(agenda: Agenda, now: datetime) -> Iterator[Resource]:
    """The free slots of the coming days that have not begun yet."""
    today = now.astimezone(PARIS).date()
    for offset in range(DAYS):
        day = today + timedelta(days=offset)
        for hour in _HOURS:
            start = datetime.combine(day, hour, tzinfo=PARIS)
            draw = _draw(agenda.id, day, hour)
            if start > now and draw < agenda.share:
                yield _slot(agenda, start, int(draw * 10_000))


def _draw(agenda: str, day: date, hour: time) -> float:
    """A number below 1 that looks random and is not."""
    digest = hashlib.blake2b(f"{agenda} {day} {hour}".encode(), digest_size=4).digest()
    return int.from_bytes(digest) / 2**32


def _slot(agenda: Agenda, start: datetime, draw: int) -> Resource:
    id = f"{agenda.id}-{start:%Y%m%d-%H%M}"
    shown_to = agenda.cpts[: 1 + draw % 2] if agenda.cpts and draw % 3 == 0 else ()
    walk_in = draw % 11 == 0
    url = f"{agenda.booking_url}&creneau={id}" if agenda.per_slot_url else agenda.booking_url
    slot: Resource = {
        "resourceType": "Slot",
        "id": id,
        "meta": {
            "profile": [names.CPTS_SLOT if shown_to else agenda.profile],
            "security": [
                {"system": names.SLOT_TYPES, "code": code}
                for code in _slot_types(agenda, draw, bool(shown_to))
            ],
        },
        "serviceType": _service_types(agenda, draw, shown_to),
        "appointmentType": {
            "coding": [
                {"system": names.APPOINTMENT_TYPES, "code": "WALKIN" if walk_in else "ROUTINE"}
            ]
        },
        "schedule": {"reference": f"Schedule/{agenda.id}"},
        "status": "free",
        "start": write_instant(start),
        "end": write_instant(start + _LENGTH),
        "comment": url,
    }
    if agenda.specialty:
        coding = {"system": names.SPECIALTIES, "code": agenda.specialty}
        slot["specialty"] = [{"coding": [coding]}]
    return slot


def _slot_types(agenda: Agenda, draw: int, is_cpts: bool) -> list[str]:
    if agenda.profile == names.SOS_SLOT:
        return ["PUBLIC", "SNP"] if draw % 2 else ["SNP"]
    if is_cpts:
        return ["PUBLIC", "CPTS"] if draw % 2 else ["CPTS"]
    return [["PUBLIC"], ["PUBLIC", "SNP"], ["PRO"], ["PUBLIC", "PRO", "SNP"]][draw % 4]


def _service_types(agenda: Agenda, draw: int, shown_to: tuple[str, ...]) -> list[Resource]:
    kinds = agenda.consultations
    codes = kinds if draw % 5 == 0 else (kinds[draw % len(kinds)],)
    found: list[Resource] = [
        {"coding": [{"system": names.CONSULTATION_TYPES, "code": code}]} for code in codes
    ]
    if agenda.profile != names.SOS_SLOT:
        found.append({"text": MOTIVES[draw % len(MOTIVES)]})
    for service in shown_to:
        link = {"reference": f"HealthcareService/{service}"}
        found.append(
            {
                "extension": [{"url": names.SERVICE_TYPE, "valueReference": link}],
                "coding": [{"system": names.STRUCTURE_CATEGORIES, "code": names.CPTS_CATEGORY}],
            }
        )
    return found
