"""`sas-fhir store`: load, backup, restore, reindex, upgrade; from the command line."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.integration.server.agenda_data import WORLD, slot
from tests.integration.server.client import FhirClient
from tests.integration.server.processes import run_command

from sas_server.definitions import Definitions
from sas_server.flows.traits import facts_of
from sas_server.rest.app import create_app
from sas_server.rest.building import build_facade
from sas_server.rest.judging import NoJudge
from sas_server.settings import Settings
from sas_server.store.migrations import HEAD

pytestmark = pytest.mark.slow

Ask = Callable[[FhirClient], Any]


@pytest.fixture
def ask(definitions: Definitions) -> Callable[[str, Ask], Any]:
    """Asks the store at a URL something by REST."""

    def ask(url: str, question: Ask) -> Any:
        settings = Settings(store=url, outbound="off")
        facade = build_facade(settings, definitions, NoJudge())
        try:
            return question(FhirClient(create_app(facade)))
        finally:
            facade.store.close()

    return ask


def facts(url: str, definitions: Definitions) -> set[bytes]:
    """What is kept beside the contents of all live resources in a store."""
    facade = build_facade(Settings(store=url), definitions, NoJudge())
    try:
        return facade.store.read(
            lambda reader: {
                item.facts for item in reader.contents(reader.live_rids(0, 1_000)).values()
            }
        )
    finally:
        facade.store.close()


def test_load(store_url: str, tmp_path: Path, ask: Callable[[str, Ask], Any]) -> None:
    file = tmp_path / "slots.ndjson"
    good = [slot(f"s{number}", "a", "free", "2027-03-25T09:00:00Z") for number in range(300)]
    again = {**good[0], "comment": "again"}
    bad = ['{"resourceType":"Slot","id":"x"}', "{oops", '{"resourceType":"Patient","id":"a b"}',
           '{"resourceType":"Encounter","id":"e"}', ""]  # fmt: skip
    file.write_text("\n".join([*map(json.dumps, [*good, again]), *bad]))
    done = run_command("store", "load", "--store", store_url, "--jobs", "2", str(file))
    assert done.returncode == 1
    assert "301 resources stored, 4 left out" in done.stdout
    assert [line.split(":")[1] for line in done.stderr.splitlines()] == ["302", "303", "304", "305"]
    assert ask(store_url, lambda client: client.get("Slot?_summary=count").json["total"]) == 300
    first = ask(store_url, lambda client: client.get("Slot/s0").json)
    assert (first["meta"]["versionId"], first["comment"]) == ("2", "again")


def test_load_without_validation(store_url: str, tmp_path: Path) -> None:
    file = tmp_path / "slots.ndjson"
    file.write_text('{"resourceType":"Slot","id":"x"}')
    done = run_command("store", "load", "--store", store_url, "--no-validate", str(file))
    assert (done.returncode, done.stdout) == (0, "1 resources stored, 0 left out\n")


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_backup_and_restore(
    store_url: str,
    target: str,
    new_store: Callable[[str], str],
    tmp_path: Path,
    ask: Callable[[str, Ask], Any],
    definitions: Definitions,
) -> None:
    def fill(client: FhirClient) -> Any:
        client.load(*WORLD, {**WORLD[0], "active": False})
        client.delete("Slot/s6")
        return client.get("_history?_count=1000").json

    history = ask(store_url, fill)
    file = tmp_path / "backup.gz"
    assert run_command("store", "backup", "--store", store_url, str(file)).returncode == 0
    restored = new_store(target)
    done = run_command("store", "restore", "--store", restored, str(file))
    assert (done.returncode, done.stdout) == (0, f"{len(WORLD) + 2} versions restored\n")
    assert ask(restored, lambda client: client.get("_history?_count=1000").json) == history
    search = "Slot?schedule.actor:Practitioner.family=lefevre&status=free"
    assert ask(restored, lambda client: client.ids(search)) == ["s1", "s2"]
    assert ask(restored, lambda client: client.get("Slot/s6").status_code) == 410
    assert facts(restored, definitions) == {facts_of(item) for item in WORLD if item["id"] != "s6"}
    again = run_command("store", "restore", "--store", restored, str(file))
    assert "empty store" in again.stderr


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"nothing", id="not compressed"),
        pytest.param(gzip.compress(b'{"format":"other"}\n'), id="another format"),
        pytest.param(gzip.compress(b'{"format":"sas-fhir backup 1"}\n'), id="no end"),
        pytest.param(gzip.compress(b"x" * 100)[:-12], id="cut"),
        pytest.param(
            gzip.compress(b'{"format":"sas-fhir backup 1"}\n{"versions":0,"sha256":"0"}\n'),
            id="changed",
        ),
    ],
)
def test_damaged_backups(new_store: Callable[[str], str], tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "backup.gz"
    file.write_bytes(content)
    done = run_command("store", "restore", "--store", new_store("sqlite"), str(file))
    assert done.returncode == 1
    assert done.stderr.lower().startswith("error: ")


def test_reindex_and_upgrade(
    store_url: str, ask: Callable[[str, Ask], Any], definitions: Definitions
) -> None:
    ask(store_url, lambda client: client.load(*WORLD))
    assert facts(store_url, definitions) == {b""}
    done = run_command("store", "reindex", "--store", store_url)
    assert done.stdout == f"{len(WORLD)} resources indexed\n"
    assert ask(store_url, lambda client: client.ids("Slot?service-type=VR")) == ["s2"]
    assert facts(store_url, definitions) == {facts_of(item) for item in WORLD}
    assert run_command("store", "upgrade", "--store", store_url).stdout == f"{HEAD} -> {HEAD}\n"


def test_upgrade_of_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    assert run_command("store", "upgrade", "--store", url).stdout == f"empty -> {HEAD}\n"
