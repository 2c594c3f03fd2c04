"""Judges the resources of a chunk and writes down, ready to print, what it found."""

from __future__ import annotations

import traceback
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sas_validators.bulk.chunks import Chunk
from sas_validators.bulk.errors import RunError
from sas_validators.bulk.records import Record
from sas_validators.bulk.reports.renderer import Rendering, renderer
from sas_validators.bulk.summary import Summary
from sas_validators.checks.run import Options
from sas_validators.definitions.package import PackageError
from sas_validators.flows import UnknownFlowError, find_flow_judge
from sas_validators.issues.catalogue.files import INTERNAL_ERROR
from sas_validators.issues.finding import Finding
from sas_validators.outcome import Outcome
from sas_validators.reading.reading import Format
from sas_validators.validator import Validator


@dataclass(frozen=True, slots=True)
class Setup:
    """All that a process must know to judge as any other does."""

    packages: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    options: Options = field(default_factory=Options)
    rendering: Rendering = field(default_factory=Rendering)
    flow: str = ""


@dataclass(slots=True)
class Part:
    """What a chunk gave: the report's pieces in order, and the counts.

    `size` is how many bytes of the input, on disk, are done with.
    """

    pieces: list[str]
    summary: Summary
    size: int


class Judge:
    """A validator set up for a run; pickled, it is its set-up and begins anew."""

    def __init__(self, setup: Setup) -> None:
        """Raises PackageError or RunError when a package, profile or flow is not there."""
        self.setup = setup
        self._validator = Validator.with_packages(setup.packages, setup.options)
        for profile in setup.profiles:
            if not self._validator.has_profile(profile):
                raise RunError(f"--profile {profile}: no loaded package has this profile")
        try:
            self._flow = find_flow_judge(setup.flow) if setup.flow else None
        except UnknownFlowError as error:
            raise RunError(str(error)) from error
        self._renderer = renderer(setup.rendering)

    def __reduce__(self) -> tuple[type[Judge], tuple[Setup]]:
        return Judge, (self.setup,)

    def judge(self, chunk: Chunk) -> Part:
        """The pieces and counts of all records of `chunk`. Raises PackageError."""
        part = Part([], Summary(), chunk.size)
        for record in chunk.records():
            self.judge_record(record, part)
        return part

    def judge_record(self, record: Record, part: Part) -> None:
        """Adds one record to `part`. Raises PackageError."""
        outcome = self._outcome(record)
        part.summary.add(record, outcome.issues)
        piece = self._renderer.render(record, outcome)
        if piece:
            part.pieces.append(piece)

    def _outcome(self, record: Record) -> Outcome:
        if record.problem is not None:
            return Outcome([record.problem])
        try:
            outcome = self._validator.validate(
                record.data,
                self.setup.profiles,
                format=_format_of(record),
                first_line=record.line,
                flow=self._flow,
            )
            outcome.issues  # noqa: B018 (texts and places may fail as checks may)
        except PackageError:
            raise
        except Exception as error:
            # One resource that shows a bug must not cost the answer about all others.
            return Outcome([Finding(INTERNAL_ERROR, (None, "", None), {"problem": _tell(error)})])
        return outcome


def judge_here(judge: Judge, chunks: Iterable[Chunk]) -> Generator[Part]:
    """The parts of all chunks, in order, judged by this process. Raises PackageError."""
    for chunk in chunks:
        yield judge.judge(chunk)


def _format_of(record: Record) -> Format | None:
    """What the file's name says of the format; None when it says nothing."""
    if record.in_lines:
        return "json"
    name = record.file.lower().removesuffix(".gz")
    return "xml" if name.endswith(".xml") else "json" if name.endswith(".json") else None


def _tell(error: Exception) -> str:
    """The error and where it came from, in a line."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
