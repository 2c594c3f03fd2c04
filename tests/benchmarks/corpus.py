"""The resources that the benchmarks validate."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from tests.shared_data import DATA

from sas_validators.definitions.builtin import packages_folder


def example_files() -> list[Path]:
    """The official examples of the guide where they are at hand, else this project's own."""
    own = packages_folder() / "ans.fhir.fr.sas#1.2.0" / "package" / "example"
    folder = own if DATA is None else DATA / "examples"
    files = sorted(folder.glob("*.json"))
    if not files:
        raise SystemExit(f"{folder} has no examples: run `make setup`")
    return files


def slot_file() -> Path:
    """One slot with its profile declared."""
    return next(file for file in example_files() if file.name.startswith("Slot-"))


def searchset(count: int) -> bytes:
    """A Bundle of `count` slots, as the answer of a search."""
    slot = json.loads(slot_file().read_bytes())
    entries = [_entry(slot, number) for number in range(count)]
    bundle = {"resourceType": "Bundle", "type": "searchset", "total": count, "entry": entries}
    return json.dumps(bundle, ensure_ascii=False).encode()


def _entry(slot: dict[str, Any], number: int) -> dict[str, Any]:
    resource = deepcopy(slot)
    resource["id"] = f"slot-{number}"
    return {
        "fullUrl": f"https://example.org/fhir/Slot/slot-{number}",
        "resource": resource,
        "search": {"mode": "match"},
    }
