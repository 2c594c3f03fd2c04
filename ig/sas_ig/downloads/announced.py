"""Downloads that installed programs announce, for projects whose `guide.toml` names them.

An entry point of the group `sas_ig.files` bears the name of the file; its
function takes nothing and returns the bytes. A facade gives its `openapi.json`
this way, which the guide could not import.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from sas_ig.downloads.download import Download
from sas_ig.packages.digests import digest_files

GROUP = "sas_ig.files"

_WORDS = {
    "openapi.json": ("La description OpenAPI de la façade", "The OpenAPI description of the facade")
}


def announced_downloads(names: Sequence[str], definitions: str) -> Iterator[Download]:
    """Those of `names` that some program announces; `definitions` is the definitions' digest."""
    points = {point.name: point for point in entry_points(group=GROUP)}
    for name in names:
        point = points.get(name)
        if point is not None:
            french, english = _WORDS.get(name, (name, name))
            yield Download(name, french, english, _digest(point, definitions), _maker(point))


def missing_files(names: Sequence[str]) -> tuple[str, ...]:
    """Those of `names` that no program announces."""
    known = entry_points(group=GROUP).names
    return tuple(name for name in names if name not in known)


def _maker(point: EntryPoint) -> Callable[[], bytes]:
    def make() -> bytes:
        content: bytes = point.load()()
        return content

    return make


def _digest(point: EntryPoint, definitions: str) -> str:
    """Of the program's code and the definitions: what the file is made from, without making it."""
    spec = find_spec(point.module.partition(".")[0])
    folders = [Path(folder) for folder in (spec and spec.submodule_search_locations) or ()]
    code = [digest_files(folder.rglob("*.py"), folder) for folder in folders]
    return hashlib.sha256("\n".join([point.value, definitions, *code]).encode()).hexdigest()
