"""No search of the specification reads more than index ranges (SQLite's query plans).

A plan line `SCAN x` reads a whole table or index; `SEARCH x USING ...` reads
what an index says. The INT_R01 query must begin with the identifiers and read
the slots by agenda and time.

Facts: issue "The FHIR REST core" item 6, spec/gap.md 6.2, 6.3, 6.8, flows.md 1.2, 2.2, 3.2.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl

import pytest
from sqlalchemy import event
from tests.integration.server.agenda_data import IDNST, RPPS, WORLD
from tests.integration.server.conftest import BuildServer, Server

from sas_server.search.including import Includer
from sas_server.store.reader import Reader

R01 = (
    "Slot?_include=Slot:schedule&_include:iterate=Schedule:actor&status=free"
    "&start=ge2027-03-25T00:00:00.000%2B01:00&start=le2027-03-27T23:59:59.999%2B01:00"
    f"&schedule.actor:Practitioner.identifier={RPPS}%7C810000000017,{RPPS}%7C810000000025"
)
SOS = (
    "Schedule?_revinclude=Slot:schedule&_include=Schedule:actor:Location"
    "&_include:iterate=Location:organization&_has:Slot:schedule:start=ge2027-03-25"
    "&_has:Slot:schedule:start=le2027-04-28&_has:Slot:schedule:status=free"
    f"&actor:Location.organization.identifier={IDNST}%7C399700000000017"
)
SEARCHES = [
    R01,
    SOS,
    R01 + "&_include=Slot:service-type-reference&_include:iterate=HealthcareService:organization",
    "Slot?status=free",
    "Slot?status=http://hl7.org/fhir/slotstatus%7C",
    "Slot?start=ge2027-03-25&start=le2027-03-26&status=free",
    "Slot?schedule=Schedule/a1&status=busy&_lastUpdated=gt2027-03-24T00:00:00Z",
    "Slot?schedule.actor:PractitionerRole.specialty=SM54&start=ge2027-03-25&status=free&_sort=start",
    "Slot?schedule.actor:PractitionerRole.location.near=48.39|-4.49|10|km&start=ge2027-03-25",
    "Slot?schedule.actor:Location.name=centre&status=free",
    f"Slot?schedule.actor:HealthcareService.organization.identifier={IDNST}|1290000012",
    "Slot?identifier=A",
    "Slot?_profile=http://sas.fr/fhir/StructureDefinition/FrSlotAgregateur",
    "Slot?_lastUpdated=gt2026-01-01",
    "Slot?_id=s1",
    "Slot",
    "Schedule?actor=Practitioner/p1",
    "Schedule?_has:Slot:schedule:status=free&_has:Slot:schedule:start=ge2027-03-25"
    "&_revinclude=Slot:schedule",
    f"Appointment?patient.identifier={RPPS}|1&date=ge2027-03-01&date=lt2027-06-01"
    "&status=booked,fulfilled",
    f"Appointment?actor:Practitioner.identifier={RPPS}|810000000017&start=ge2027-03-25"
    "&_include=Appointment:slot",
    "Appointment?description=fievre",
    "Appointment?created=ge2027-03-24",
    "Appointment?priority=5",
    f"Practitioner?identifier={RPPS}|810000000017",
    "Practitioner?family=lef&given=anne",
    "Practitioner?telecom=anne@exemple.fr",
    "Organization?name=sos",
    "Location?address=rennes&_sort=-name",
    "Location?near=48.39|-4.49|10|km",
    "PractitionerRole?practitioner.name=durand&_sort=-_lastUpdated",
]


@pytest.fixture(scope="module")
def server(new_store: Callable[[str], str], open_server: BuildServer) -> Server:
    """SQLite with some data; plans do not depend on how much there is."""
    server = open_server(new_store("sqlite"))
    server.client.load(*WORLD)
    return server


def plan_of(server: Server, search: str) -> list[str]:
    """The plan lines of every SELECT that a search runs."""
    statements: list[tuple[str, object]] = []
    engine = server.facade.store.engine.sql

    def note(_: object, __: object, statement: str, parameters: object, *___: object) -> None:
        if statement.lstrip().startswith("SELECT"):
            statements.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        run(server, search)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    lines: list[str] = []
    with engine.connect() as connection:
        for statement, parameters in statements:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]
            lines += [row[3] for row in rows]
    return lines


def run(server: Server, search: str) -> None:
    """Finds matches, includes and contents, as a request does."""
    facade = server.facade
    type_name, _, text = search.partition("?")
    query = facade.parser("http://localhost/fhir").parse(type_name, parse_qsl(text), strict=True)

    def work(reader: Reader) -> None:
        rids = [row.rid for row in reader.rows(facade.compiler(reader).matches(query))]
        reader.rows(facade.compiler(reader).among(query, rids or [1]))
        included = Includer(reader, facade.definitions.parameters, 100).follow(query, rids)
        reader.contents([*rids, *included])

    facade.store.read(work)


@pytest.mark.parametrize("search", SEARCHES)
def test_reads_by_index_only(server: Server, search: str) -> None:
    lines = plan_of(server, search)
    scans = [line for line in lines if line.startswith("SCAN") and "CONSTANT ROW" not in line]
    # What a subquery has already found is gone through, or a list of numbers that was given.
    assert [line for line in scans if "anon_" not in line and "json_each" not in line] == []


def test_agenda_and_time_in_one_range(server: Server) -> None:
    lines = plan_of(server, R01)
    expected = [
        "SEARCH resource USING INTEGER PRIMARY KEY (rowid=?)",
        "(parameter=? AND target=? AND low>? AND low<?)",
        "(target=? AND parameter=?)",
        "(value=?)",
    ]
    start = next(number for number, line in enumerate(lines) if line == expected[0])
    searches = [line for line in lines[start:] if line.startswith("SEARCH")]
    for line, part in zip(searches, expected, strict=False):
        assert part in line


def test_a_search_takes_few_statements(server: Server) -> None:
    engine = server.facade.store.engine.sql
    count = [0]

    def note(*_: object) -> None:
        count[0] += 1

    event.listen(engine, "before_cursor_execute", note)
    server.client.get(R01)
    event.remove(engine, "before_cursor_execute", note)
    # BEGIN, code systems, identifiers, status, matches, two levels of includes, contents, ROLLBACK
    assert count[0] <= 12
