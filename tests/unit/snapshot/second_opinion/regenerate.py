"""Asks SUSHI for its snapshots of the profiles in `input/fsh` and writes `expected.json`.

    PYTHONPATH=.:validators python tests/unit/snapshot/second_opinion/regenerate.py

Kept are, per definition, its differential and what its snapshot says beyond the
types it is made of. Review the change before committing it.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path

from tests.unit.snapshot.definitions import Element, Resource, registry
from tests.unit.snapshot.facts import beyond_types

HERE = Path(__file__).parent
PROJECT = HERE.parents[3]
HEADER = ("resourceType", "id", "url", "kind", "type", "baseDefinition", "derivation")


def compile_with_sushi() -> list[Resource]:
    sushi = PROJECT / "node_modules" / "fsh-sushi" / "dist" / "app.js"
    home = PROJECT / "build" / "home"
    with tempfile.TemporaryDirectory() as folder:
        command = ["node", str(sushi), "build", "--snapshot", "--out", folder, str(HERE)]
        subprocess.run(command, check=True, env=os.environ | {"HOME": str(home)})  # noqa: S603
        files = sorted(Path(folder, "fsh-generated", "resources").glob("*.json"))
        return [json.loads(file.read_text(encoding="utf-8")) for file in files]


def main() -> None:
    core = registry()
    kept = []
    for definition in compile_with_sushi():
        expected = beyond_types(definition["snapshot"]["element"], definition["type"], core)
        changes = [without_texts(element) for element in definition["differential"]["element"]]
        kept.append(
            {name: definition[name] for name in HEADER if name in definition}
            | {"differential": {"element": changes}, "expected": expected}
        )
    text = ",\n".join(json.dumps(item, ensure_ascii=False) for item in kept)
    (HERE / "expected.json").write_text(f"[\n{text}\n]\n", encoding="utf-8")


def without_texts(element: Element) -> Element:
    return {name: value for name, value in element.items() if name not in ("short", "definition")}


if __name__ == "__main__":
    main()
