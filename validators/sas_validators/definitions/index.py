"""The `.index.json` of a FHIR package: what each file defines, without reading them all.

Spec: https://hl7.org/fhir/packages.html (".index.json")
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

INDEX_NAME = ".index.json"
_FIELDS = ("resourceType", "id", "url", "version", "kind", "type", "derivation", "content")


def write_index(folder: Path) -> int:
    """Writes `folder/.index.json` from the JSON resources in `folder`; returns their number."""
    files: list[dict[str, Any]] = []
    for file in sorted(folder.glob("*.json")):
        if file.name in {"package.json", INDEX_NAME}:
            continue
        resource = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(resource, dict) and "resourceType" in resource:
            files.append({"filename": file.name, **summarise(resource)})
    content = {"index-version": 2, "files": files}
    (folder / INDEX_NAME).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return len(files)


def summarise(resource: dict[str, Any]) -> dict[str, str]:
    """The index fields of one resource (only those it has as plain strings)."""
    return {name: resource[name] for name in _FIELDS if isinstance(resource.get(name), str)}
