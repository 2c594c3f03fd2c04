"""Writes the site's files, leaves those that are right alone, removes those nobody wants."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from sas_ig.search.index import index_rows
from sas_ig.site.html_facts import read_facts
from sas_ig.site.ledger import Ledger, Written
from sas_ig.site.page import Page
from sas_ig.site.renderer import Renderer


class Writer:
    """The output folder during one build."""

    def __init__(self, output: Path, renderer: Renderer, ledger: Ledger) -> None:
        self._output = output
        self._renderer = renderer
        self._ledger = ledger
        self._surroundings = renderer.surroundings
        self._files: set[str] = set()
        self.rendered = 0

    def write_page(self, page: Page) -> None:
        """Renders and writes a page if its content changed."""
        path = page.site_path
        if path in self._files:
            raise ValueError(f"two pages are called {path}")
        self._files.add(path)
        digest = page.digest(self._surroundings)
        target = self._output / path
        known = self._ledger.find(path, digest)
        if known is None or not target.is_file() or target.stat().st_size != known.size:
            content = self._renderer.render(page)
            data = content.encode("utf-8")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            known = Written(digest, len(data), read_facts(content))
            self.rendered += 1
        self._ledger.written[path] = known

    def write_batch(self, name: str, content: str, pages: Iterable[Page]) -> list[list[str]]:
        """Writes many pages that depend on nothing but what has the digest `content`.

        They are not even made when the last build wrote them from the same. Returns
        their search entries.
        """
        digest = hashlib.sha256(f"{self._surroundings}\n{content}".encode()).hexdigest()
        known = self._ledger.find_batch(name, digest)
        if known is not None:
            paths = self._ledger.batches[name]["paths"]
            if all((self._output / path).is_file() for path in paths):
                self._files.update(paths)
                return known
        entries: list[list[str]] = []
        paths = []
        for page in pages:
            self.write_page(page)
            paths.append(page.site_path)
            entries += index_rows(page)
        self._ledger.keep_batch(name, digest, paths, entries)
        return entries

    def write_file(self, path: str, data: bytes) -> None:
        """Writes a file that is no page, unless it is there with that content."""
        self._files.add(path)
        target = self._output / path
        if target.is_file() and target.read_bytes() == data:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def write_made(self, path: str, digest: str, make: Callable[[], bytes]) -> int:
        """Writes a file that costs something to make, unless it was made from the same before.

        Returns its size in bytes.
        """
        self._files.add(path)
        target = self._output / path
        if not self._ledger.is_made(path, digest) or not target.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(make())
        self._ledger.made[path] = digest
        return target.stat().st_size

    @property
    def files(self) -> frozenset[str]:
        """The paths of everything written so far."""
        return frozenset(self._files)

    def finish(self) -> None:
        """Removes what the last build wrote and this one did not; nobody else's files."""
        for path in self._ledger.left_over(self.files):
            (self._output / path).unlink(missing_ok=True)
        self._ledger.save(self.files)
