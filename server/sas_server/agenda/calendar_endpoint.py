"""`GET /ical/Schedule/{id}`: an agenda for calendar programs.

`start` and `end` (dates or instants) limit the period; without them it goes
from today to the horizon of derived slots.

Spec: gap.md 10.4; docs/gap.md
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, request

from sas_server.access.accesses import Touch
from sas_server.access.watching import current_agent, current_trace
from sas_server.agenda.bookings import appointments_about
from sas_server.agenda.calendars import Exported, to_calendar
from sas_server.agenda.horizon import DAY
from sas_server.agenda.keeping import Keeper
from sas_server.agenda.links import stored_slots
from sas_server.refusals.catalogue import BAD_VALUE, GONE, NOT_FOUND
from sas_server.refusals.refusal import Refused
from sas_server.rest.exchange import Answer, Asked
from sas_server.rest.facade import Facade
from sas_server.rest.formats import Format
from sas_server.rest.outcomes import refusal_outcome
from sas_server.rest.transport import language_of, read_request, write_response
from sas_server.search.dates import parse_interval
from sas_server.store.content import read_json
from sas_server.store.reader import Reader
from sas_server.store.writer import Writer

RULE = "/ical/Schedule/<id>"
_LONGEST = 400 * DAY
"""A longer period is cut."""


class CalendarExport:
    """Answers with text/calendar; refusals are OperationOutcomes."""

    def __init__(self, facade: Facade, base: Callable[[], str]) -> None:
        """`base` gives the FHIR base as this client sees it."""
        self._facade = facade
        self._base = base
        self._keeper = Keeper(facade)
        self.__name__ = "ical"

    def __call__(self, id: str) -> Response:
        """The agenda with that id."""
        facade = self._facade
        try:
            asked = read_request(
                request, self._base(), RULE, facade.settings, current_agent(), current_trace()
            )
            low, high = self._period(asked)
            asked.trace.append(Touch("read", "Schedule", id))
            self._derive(id, high)
            content = facade.store.read(lambda reader: self._export(reader, asked, id, low, high))
        except Refused as refused:
            told = Answer(refused.status, refusal_outcome(refused, language_of(request)))
            return write_response(told, facade, Format.JSON, request, pretty=False)
        name = f'attachment; filename="{id}.ics"'
        headers = {"Content-Disposition": name, "Cache-Control": "private, no-cache"}
        return Response(content, mimetype="text/calendar", headers=headers)

    def _period(self, asked: Asked) -> tuple[int, int]:
        given = dict(asked.query)
        now = self._facade.store.clock()
        low, high = now - DAY, now + self._facade.settings.horizon * DAY
        try:
            if given.get("start"):
                low = parse_interval(given["start"].replace(" ", "+"), self._facade.zone).low
                high = low + self._facade.settings.horizon * DAY
            if given.get("end"):
                high = parse_interval(given["end"].replace(" ", "+"), self._facade.zone).high
        except ValueError as error:
            shown = f"{given.get('start', '')} {given.get('end', '')}".strip()
            raise Refused(
                BAD_VALUE, name="start, end", value=shown, expected="2027-03-25"
            ) from error
        return low, min(high, low + _LONGEST)

    def _derive(self, id: str, high: int) -> None:
        def work(writer: Writer) -> None:
            found = writer.find("Schedule", id)
            if found is not None and not found.deleted:
                self._keeper.extend(writer, [found.rid], high)

        # No further ahead than searches derive.
        if high < self._facade.store.clock() + 2 * _LONGEST:
            self._facade.store.write(work, [f"Schedule/{id}"])

    def _export(self, reader: Reader, asked: Asked, id: str, low: int, high: int) -> bytes:
        stored = reader.find("Schedule", id)
        if stored is None or stored.content is None:
            raise Refused(GONE if stored else NOT_FOUND, type="Schedule", id=id)
        schedule = read_json(stored.content)
        rid = stored.rid
        slots = [kept.resource for kept in stored_slots(reader, [rid], low, high)[rid]]
        booked = appointments_about(reader, [rid], low, high)[rid]
        return to_calendar(
            Exported(
                schedule=schedule,
                agenda=self._keeper.read(schedule),
                slots=sorted(slots, key=lambda slot: str(slot.get("start"))),
                appointments=[read_json(item.content or b"{}") for item in booked],
                low=low,
                high=high,
                now=self._facade.store.clock(),
                base=asked.base,
            )
        )
