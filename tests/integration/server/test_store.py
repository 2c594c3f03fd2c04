"""The store by itself: tables, versions, transactions, numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, select, text
from tests.integration.server.client import issue_codes
from tests.integration.server.conftest import BuildServer

from sas_server.definitions import Definitions
from sas_server.rest.building import vocabulary_of
from sas_server.store import tables
from sas_server.store.engines import open_engine
from sas_server.store.errors import StoreAwayError, StoreError
from sas_server.store.migrations import HEAD, upgrade
from sas_server.store.rows import Draft, IndexRows
from sas_server.store.store import Store, open_store
from sas_server.store.values import KEY_LENGTH, shorten


@pytest.fixture
def store(store_url: str, definitions: Definitions) -> Any:
    opened = open_store(store_url, vocabulary_of(definitions), clock=lambda: 1_800_000_000_000_000)
    yield opened
    opened.close()


def draft(id: str, rows: IndexRows | None = None, **more: Any) -> Draft:
    return Draft("Location", id, {"resourceType": "Location", **more}, rows or IndexRows())


def test_migrations_make_the_tables(store: Store) -> None:
    with store.engine.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, tables.metadata) == []
    assert upgrade(store.engine) == HEAD


def test_a_newer_store_is_refused(store: Store) -> None:
    with store.engine.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        upgrade(store.engine)


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite://", "sqlite:///:memory:"])
def test_urls_that_cannot_be_served(url: str) -> None:
    with pytest.raises(StoreError):
        open_engine(url)


def test_versions_follow_each_other_in_time(store: Store) -> None:
    for _ in range(3):
        store.write(lambda writer: writer.put([draft("l")]))
    found = [
        store.read(lambda reader, n=n: reader.find_version("Location", "l", n)) for n in (1, 2, 3)
    ]
    times = [item.updated for item in found if item is not None]
    assert times == sorted(set(times))


def test_a_failed_write_leaves_nothing(store: Store) -> None:
    def work(writer: Any) -> None:
        writer.put([draft("l", IndexRows(tokens={(1, "s", "new")}))])
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        store.write(work)
    assert store.read(lambda reader: reader.find("Location", "l")) is None
    # What was looked up in the failed transaction must not be taken for stored.
    store.write(lambda writer: writer.put([draft("l", IndexRows(tokens={(1, "s", "new")}))]))
    rows = store.read(lambda reader: reader.rows(select(tables.token_value.c.code)))
    assert [row.code for row in rows] == ["new"]


def test_index_rows_are_replaced(store: Store) -> None:
    def rows(reader: Any) -> list[int]:
        return [row.low for row in reader.rows(select(tables.date_index.c.low))]

    store.write(lambda writer: writer.put([draft("l", IndexRows(dates={(1, 5, 6), (1, 7, 8)}))]))
    store.write(lambda writer: writer.put([draft("l", IndexRows(dates={(1, 9, 9)}))]))
    assert store.read(rows) == [9]
    store.write(lambda writer: writer.delete("Location", "l"))
    assert store.read(rows) == []


def test_facts_are_kept_with_each_version(store: Store) -> None:
    def facts() -> list[bytes]:
        versions = (1, 2)
        found = [
            store.read(lambda reader, n=n: reader.find_version("Location", "l", n))
            for n in versions
        ]
        return [item.facts for item in found if item is not None]

    store.write(lambda writer: writer.put([draft("l", IndexRows(facts=b"one"))]))
    store.write(lambda writer: writer.put([draft("l")]))
    assert facts() == [b"one", b""]
    store.write(lambda writer: writer.index([draft("l", IndexRows(facts=b"two"))]))
    assert facts() == [b"one", b"two"]


@pytest.mark.parametrize("length", [KEY_LENGTH, KEY_LENGTH + 1, 50_000])
def test_long_values(store: Store, length: int) -> None:
    value = "é" * length
    rows = IndexRows(
        tokens={(1, "s" * length, value)}, strings={(1, value, value)}, uris={(1, value)}
    )
    store.write(lambda writer: writer.put([draft("l", rows)]))
    assert len(shorten(value)) <= KEY_LENGTH
    assert shorten(value) != shorten(value + "x")


def test_references_to_what_is_not_there_yet(store: Store) -> None:
    rows = IndexRows(references={(1, "Organization", "o")})
    store.write(lambda writer: writer.put([draft("l", rows)]))
    assert store.read(lambda reader: reader.find("Organization", "o")) is None
    later = Draft("Organization", "o", {"resourceType": "Organization"}, IndexRows())
    stored = store.write(lambda writer: writer.put([later]))[0]
    targets = store.read(lambda reader: reader.rows(select(tables.reference_index.c.target)))
    assert [row.target for row in targets] == [stored.rid]
    assert stored.version == 1


def test_readers_see_one_moment(store: Store) -> None:
    store.write(lambda writer: writer.put([draft("l")]))

    def work(reader: Any) -> tuple[int, int]:
        first = reader.find("Location", "l").version
        store.write(lambda writer: writer.put([draft("l")]))
        return first, reader.find("Location", "l").version

    assert store.read(work) == (1, 1)


def test_after_commit_only_after_commit(store: Store) -> None:
    done: list[str] = []

    def work(writer: Any) -> None:
        writer.after_commit(lambda: done.append("told"))
        writer.put([draft("l")])
        assert not done

    store.write(work)
    assert done == ["told"]


def test_both_engines_give_the_same_numbers_twice(
    new_store: Callable[[str], str], definitions: Definitions, engine: str
) -> None:
    url = new_store(engine)
    vocabulary = vocabulary_of(definitions)
    first, second = open_store(url, vocabulary), open_store(url, vocabulary)
    assert first.numbering.parameters == second.numbering.parameters
    assert first.numbering.stale == frozenset()
    first.close()
    second.close()


def test_a_full_disk_is_told(new_store: Callable[[str], str], open_server: BuildServer) -> None:
    """503, nothing stored, and what is there is still read."""
    server = open_server(new_store("sqlite"))
    place = {"resourceType": "Location", "id": "l", "name": "x"}
    server.client.load(place)
    engine = server.facade.store.engine.sql
    event.listen(engine, "connect", lambda made, _: made.execute("PRAGMA max_page_count=1"))
    engine.dispose()
    answer = server.client.put("Location/l", {**place, "name": "x" * 100_000})
    assert (answer.status_code, issue_codes(answer)) == (503, ["transient"])
    assert answer.headers["Retry-After"]
    assert server.client.get("Location/l").json["name"] == "x"


@pytest.mark.parametrize(
    ("path", "accept", "media", "is_signed_in"),
    [
        pytest.param("/", "text/html", "text/html", False, id="home"),
        pytest.param(
            "/", "application/fhir+json", "application/fhir+json", False, id="home as FHIR"
        ),
        pytest.param("/operateur", "text/html", "text/html", True, id="operator"),
        pytest.param("/agenda/1", "text/html", "text/html", False, id="demonstration's agenda"),
        pytest.param(
            "/ical/Schedule/a", "text/calendar", "application/fhir+json", False, id="calendar"
        ),
        pytest.param(
            "/sas/recherche?origin=x&inseecode=35238", "text/html", "text/html", False, id="LRM"
        ),
        pytest.param("/fhir/Slot", "*/*", "application/fhir+json", False, id="FHIR"),
        pytest.param(
            "/fhir/Slot", "*/*", "application/fhir+json", True, id="FHIR of who is signed in"
        ),
    ],
)
def test_pages_are_503_without_the_database(
    new_store: Callable[[str], str],
    open_server: BuildServer,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    accept: str,
    media: str,
    is_signed_in: bool,
) -> None:
    server = open_server(new_store("sqlite"), demo=True)

    def away(*_: object, **__: object) -> None:
        raise StoreAwayError("the store can't be used")

    monkeypatch.setattr(Store, "read", away)
    monkeypatch.setattr(Store, "write", away)
    if is_signed_in:
        server.client.keep_cookie("sas-session", "some")
    answer = server.client.get_page(path, accept)
    assert (answer.status_code, answer.mimetype) == (503, media)
    assert answer.headers["Retry-After"]
    for needing_no_store in ("/style.css", "/healthz"):
        with server.client.get_page(needing_no_store, "*/*") as answer:
            assert answer.status_code == 200
