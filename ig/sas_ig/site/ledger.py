"""What the last build wrote, so that the next one only renders what changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from sas_ig.packages.digests import digest_files
from sas_ig.site.html_facts import PageFacts

_BUILDER = Path(str(files("sas_ig")))


@dataclass(frozen=True, slots=True)
class Written:
    """One page as it was written: the digest of what it was made from, its size, its facts."""

    digest: str
    size: int
    facts: PageFacts


class Ledger:
    """The pages of the last build, and those of this one."""

    def __init__(self, file: Path) -> None:
        """`file` is where the ledger is kept."""
        self._file = file
        self._before: dict[str, Any] = {}
        self._files_before: tuple[str, ...] = ()
        self._made_before: dict[str, str] = {}
        self._batches_before: dict[str, Any] = {}
        self.batches: dict[str, Any] = {}
        self.written: dict[str, Written] = {}
        self.made: dict[str, str] = {}
        self._stamp = digest_files(_BUILDER.rglob("*.py"), _BUILDER)
        kept = _read(file)
        self._files_before = tuple(kept.get("files", ()))
        # Another builder may make other pages of the same content.
        if kept.get("stamp") == self._stamp:
            self._before = kept["pages"]
            self._made_before = kept["made"]
            self._batches_before = kept["batches"]

    def find(self, path: str, digest: str) -> Written | None:
        """The page as written last time, if it was made from the same."""
        known = self._before.get(path)
        if known is None or known["digest"] != digest:
            return None
        return self._page(known)

    @staticmethod
    def _page(known: dict[str, Any]) -> Written:
        facts = PageFacts(tuple(known["ids"]), tuple(known["links"]), tuple(known["repeated"]))
        return Written(known["digest"], known["size"], facts)

    def forget(self) -> None:
        """Makes this build write everything."""
        self._before = {}
        self._made_before = {}
        self._batches_before = {}

    def find_batch(self, name: str, digest: str) -> list[list[str]] | None:
        """The search entries of a batch of pages that was written from the same last time.

        Its pages then count as written; None when there is no such batch.
        """
        known = self._batches_before.get(name)
        if known is None or known["digest"] != digest:
            return None
        for path in known["paths"]:
            self.written[path] = self._page(self._before[path])
        self.batches[name] = known
        entries: list[list[str]] = known["entries"]
        return entries

    def keep_batch(
        self, name: str, digest: str, paths: list[str], entries: list[list[str]]
    ) -> None:
        """Remembers a batch of pages with their search entries."""
        self.batches[name] = {"digest": digest, "paths": paths, "entries": entries}

    def is_made(self, path: str, digest: str) -> bool:
        """Whether the file was made from what has this digest."""
        return self._made_before.get(path) == digest

    def left_over(self, files: frozenset[str]) -> list[str]:
        """The files that the last build wrote and that are not among `files`."""
        return [path for path in self._files_before if path not in files]

    def save(self, files: frozenset[str]) -> None:
        """Keeps this build's pages and the names of all its `files` for the next one."""
        pages = {
            path: {
                "digest": page.digest,
                "size": page.size,
                "ids": page.facts.ids,
                "links": page.facts.links,
                "repeated": page.facts.repeated,
            }
            for path, page in self.written.items()
        }
        self._file.parent.mkdir(parents=True, exist_ok=True)
        kept = {
            "stamp": self._stamp,
            "pages": pages,
            "files": sorted(files),
            "made": self.made,
            "batches": self.batches,
        }
        self._file.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def _read(file: Path) -> dict[str, Any]:
    """What was kept; nothing when it is not there or cut off."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
