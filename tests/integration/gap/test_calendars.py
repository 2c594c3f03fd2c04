"""An agenda as iCalendar, read back with the icalendar library.

Facts: spec/gap.md 10.4.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from icalendar import Calendar
from tests.integration.gap.conftest import StartServer
from tests.integration.gap.gap_data import (
    EASTER,
    RANGES,
    RDV,
    WEEKLY,
    appointment,
    people,
    schedule,
    service,
)

from sas_server.rest.app import create_app


def test_calendar(start: StartServer) -> None:
    server = start()
    client = server.client
    client.load(*people(), schedule(service(), WEEKLY, EASTER, id="a204", comment="Cabinet"))
    chosen = "a204.20270325T084000Z.124"
    assert client.post("Appointment", appointment(chosen, priority=5)).status_code == 201
    answer = (
        create_app(server.facade)
        .test_client()
        .get("/ical/Schedule/a204?start=2027-03-25&end=2027-04-01")
    )
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    calendar = Calendar.from_ical(answer.get_data())
    kinds = Counter(part.name for part in calendar.walk())
    assert kinds["VFREEBUSY"] == 18 + 1
    assert (kinds["VAVAILABILITY"], kinds["AVAILABLE"], kinds["VEVENT"]) == (1, 1, 1)
    [available] = calendar.walk("AVAILABLE")
    assert str(available["uid"]) == f"{RANGES}|D-1"
    assert available["rrule"]["BYDAY"] == ["MO", "TH"]
    assert available.decoded("dtstart").isoformat() == "2027-03-01T09:00:00+01:00"
    [event] = calendar.walk("VEVENT")
    assert (str(event["uid"]), str(event["status"])) == (f"{RDV}|R-5531", "CONFIRMED")
    assert event.decoded("dtstart") == datetime(2027, 3, 25, 8, 40, tzinfo=UTC)
    assert {item.params["PARTSTAT"] for item in event["attendee"]} == {"ACCEPTED"}
    types = Counter(part["freebusy"].params["FBTYPE"] for part in calendar.walk("VFREEBUSY"))
    assert types == {"FREE": 17, "BUSY": 1, "BUSY-UNAVAILABLE": 1}


@pytest.mark.parametrize(
    ("path", "status"),
    [("never", 404), ("a204", 410), ("a204?start=yesterday", 400)],
)
def test_refused(start: StartServer, path: str, status: int) -> None:
    server = start()
    client = server.client
    client.load(*people(), schedule(id="a204"))
    client.delete("Schedule/a204")
    answer = create_app(server.facade).test_client().get(f"/ical/Schedule/{path}")
    assert (answer.status_code, answer.json["resourceType"]) == (status, "OperationOutcome")
