"""The canonicals and codes of agendas, each written once, in the FR Core 1.1.0 family.

Spec: gap.md 1.1, 7 and 8
"""

from __future__ import annotations

_GAP = "https://interop.esante.gouv.fr/ig/fhir/gap/StructureDefinition"
_CORE = "http://interopsante.org/fhir"

SCHEDULE = f"{_GAP}/gap-fr-schedule"
SLOT = f"{_GAP}/gap-fr-slot"
APPOINTMENT = f"{_GAP}/gap-fr-appointment"
SLOTS_BUNDLE = f"{_GAP}/gap-bundle-reponse-demande-consult-dispo"
APPOINTMENTS_BUNDLE = f"{_GAP}/gap-bundle-reponse-demande-consult-rdv"

AVAILABILITY = f"{_CORE}/StructureDefinition/FrScheduleAvailabiltyTime"
"""Sic: the published name lacks an i."""

SERVICE = f"{_CORE}/StructureDefinition/FrServiceTypeDuration"

SLOT_PARENT = f"{_CORE}/StructureDefinition/FrSlot"
APPOINTMENT_PARENT = f"{_CORE}/StructureDefinition/FrAppointment"
SCHEDULE_PARENT = f"{_CORE}/StructureDefinition/FrSchedule"

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
"""In the order of dateutil's numbers."""

FREE, UNAVAILABLE = "free", "busy-unavailable"
"""The two types of availability (and statuses of slots)."""

BUSY, TENTATIVE, WRONG = "busy", "busy-tentative", "entered-in-error"
"""The other statuses of slots."""

BOOKED = frozenset({"booked", "arrived", "checked-in", "fulfilled"})
"""Appointment statuses that make a slot busy (gap.md 5.6)."""

REQUESTED = frozenset({"proposed", "pending"})
"""Those that make it busy-tentative."""

UNDER_WAY = (BOOKED | REQUESTED | {"waitlist"}) - {"fulfilled"}
"""Those of an appointment that is still to take place (gap.md 5.1)."""
