"""Loading many resources at once, from NDJSON, with or without validation.

Reading, judging and extracting index rows is spread over processes; one
process writes, in transactions of many resources. A resource that is not valid
is left out and told; everything else goes in.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sas_server.definitions import SERVED
from sas_server.refusals.refusal import Refused
from sas_server.rest.exchange import Body
from sas_server.rest.facade import Facade
from sas_server.rest.outcomes import is_error
from sas_server.search.references import ID
from sas_server.store.rows import Draft, Resource
from sas_server.store.values import chunks
from sas_server.store.writer import Writer

BATCH = 2_000
"""Resources per transaction."""

_CHUNK = 250
"""Lines that a process works on at a time."""

Line = tuple[str, int, bytes]
"""File name, line number from 1, the line."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that was left out, and why."""

    file: str
    line: int
    reason: str


@dataclass
class LoadReport:
    """What became of the lines."""

    stored: int = 0
    rejected: int = 0


class Loader:
    """Loads into the store of a facade."""

    def __init__(self, facade: Facade, *, validate: bool, jobs: int) -> None:
        """`jobs`: processes that prepare; 1 does everything in this one."""
        self._facade = facade
        self._validate = validate
        self._jobs = jobs

    def load(
        self,
        files: Iterable[Path],
        progress: Callable[[LoadReport], None],
        reject: Callable[[Rejected], None],
    ) -> LoadReport:
        """Stores what is valid, as updates under the ids given; calls back as it goes."""
        report = LoadReport()
        prepared = self._prepared(chunks(_lines(files), _CHUNK))
        for batch in _batches(prepared):
            drafts = [item for item in batch if isinstance(item, Draft)]
            for part in _without_repeats(drafts):
                self._facade.store.write(partial(_put, drafts=part))
            for item in batch:
                if isinstance(item, Rejected):
                    reject(item)
            report.stored += len(drafts)
            report.rejected += len(batch) - len(drafts)
            progress(report)
        return report

    def _prepared(self, work: Iterable[list[Line]]) -> Iterator[Draft | Rejected]:
        if self._jobs <= 1:
            for lines in work:
                yield from self._prepare(lines)
            return
        # Forked, so that definitions and compiled validators are shared; the
        # children never touch the store.
        self._facade.store.close()
        context = multiprocessing.get_context("fork")
        with context.Pool(self._jobs, _adopt, (self,)) as pool:
            for found in pool.imap(_prepare_in_child, work):
                yield from found

    def _prepare(self, lines: Sequence[Line]) -> list[Draft | Rejected]:
        return [self._prepare_line(*line) for line in lines]

    def _prepare_line(self, file: str, number: int, text: bytes) -> Draft | Rejected:
        facade = self._facade
        try:
            resource = facade.codec.read(Body(text))
        except Refused as refused:
            return Rejected(file, number, str(refused))
        problem = self._problem(resource, text)
        if problem:
            return Rejected(file, number, problem)
        id = resource.get("id") or facade.new_id()
        base = facade.settings.public_base
        try:
            return facade.draft(resource, id, base, "PUT", proven=self._validate)
        except Refused as refused:
            return Rejected(file, number, str(refused))

    def _problem(self, resource: Resource, text: bytes) -> str:
        """Why a resource can't be stored; "" when it can."""
        if resource["resourceType"] not in SERVED:
            return f"{resource['resourceType']} is not served"
        if "id" in resource and not (
            isinstance(resource["id"], str) and ID.fullmatch(resource["id"])
        ):
            return f"{resource['id']!r} is no FHIR id"
        if not self._validate:
            return ""
        verdict = self._facade.judge.judge(resource, source=text)
        if verdict.ok:
            return ""
        first = next(filter(is_error, verdict.issues))
        where = ", ".join(first.get("expression", ()))
        return f"{where}: {first['details']['text']}"


_loader: Loader | None = None


def _adopt(loader: Loader) -> None:
    """Called once in each child process."""
    global _loader
    _loader = loader


def _prepare_in_child(lines: list[Line]) -> list[Draft | Rejected]:
    assert _loader is not None  # noqa: S101 - `_adopt` has run
    return _loader._prepare(lines)


def _lines(files: Iterable[Path]) -> Iterator[Line]:
    for file in files:
        with file.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield str(file), number, line


def _batches(items: Iterable[Draft | Rejected]) -> Iterator[list[Draft | Rejected]]:
    return chunks(items, BATCH)


def _without_repeats(drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    """The drafts in groups that write no resource twice, in their order."""
    group: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        if (draft.type, draft.id) in group:
            yield list(group.values())
            group = {}
        group[draft.type, draft.id] = draft
    if group:
        yield list(group.values())


def _put(writer: Writer, drafts: list[Draft]) -> None:
    writer.put(drafts)
