"""`validate`: judges files of FHIR resources.

Contract: exit 0 when there is no error, 1 when there is one, 2 for a wrong usage.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import cast

import click

from sas_validators.bulk.chunks import Chunk
from sas_validators.bulk.errors import RunError
from sas_validators.bulk.judge import Judge, Part, Setup, judge_here
from sas_validators.bulk.plan import chunk_size, cut
from sas_validators.bulk.progress import show_progress
from sas_validators.bulk.reports.renderer import Output, Rendering, document
from sas_validators.bulk.sources import STDIN, Source, find_sources
from sas_validators.bulk.summary import Summary
from sas_validators.checks.run import Options
from sas_validators.cli.languages import language_of
from sas_validators.cli.options import package_option
from sas_validators.compiler.shape import ProfileError
from sas_validators.definitions.package import PackageError
from sas_validators.issues.message import Language, Severity
from sas_validators.validator import Validator

OUTPUTS = ("text", "json", "ndjson", "html")
LEVELS = ("error", "warning", "information")

COLLECTING = (20_000, 20, 50)
"""Python's thresholds for looking for cyclic garbage: what is found in a resource is many small
objects and hardly ever a cycle, and looking each 700 of them costs a sixth of the time."""


@click.command()
@package_option
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    envvar="SAS_FHIR_PROFILE",
    metavar="CANONICAL",
    help="A profile that every resource must meet besides those it declares. May be repeated.",
)
@click.option(
    "--flow",
    default="",
    envvar="SAS_FHIR_FLOW",
    metavar="ID",
    help="A flow (INT_R01, INT_R02, INT_R03, INT_R04, INT_SOS1) whose profiles and business rules "
    "hold as well.",
)
@click.option(
    "--output",
    type=click.Choice(OUTPUTS),
    default="text",
    show_default=True,
    envvar="SAS_FHIR_OUTPUT",
    help="text: an issue a line; json: an OperationOutcome, or a Bundle of them for several "
    "resources; ndjson: a line per resource, as they are judged; html: a report page.",
)
@click.option(
    "--language",
    type=click.Choice(("fr", "en")),
    envvar="SAS_FHIR_LANGUAGE",
    help="Language of the texts. Default: English in json and ndjson; in text and html "
    "English for an English locale, French for any other.",
)
@click.option(
    "--level",
    type=click.Choice(LEVELS),
    default="information",
    show_default=True,
    envvar="SAS_FHIR_LEVEL",
    help="The mildest severity that text and html show.",
)
@click.option(
    "--unknown-extensions",
    type=click.Choice(("error", "warning")),
    default="error",
    show_default=True,
    envvar="SAS_FHIR_UNKNOWN_EXTENSIONS",
    help="What an extension is that no loaded package defines.",
)
@click.option(
    "--summary",
    "summary_file",
    type=click.Path(dir_okay=False, writable=True),
    envvar="SAS_FHIR_SUMMARY",
    help="Also write the counts by rule to this file, as JSON.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    envvar="SAS_FHIR_JOBS",
    help="How many processes judge; 0 for one per available core.",
)
@click.option(
    "--scheduler",
    envvar="SAS_FHIR_SCHEDULER",
    metavar="tcp://HOST:PORT",
    help="Judge on the Dask cluster of this scheduler, whose workers read the files.",
)
@click.option(
    "--explain",
    envvar="SAS_FHIR_EXPLAIN",
    metavar="CANONICAL",
    help="Print the Python that judges this profile, and judge nothing.",
)
@click.argument("files", nargs=-1, metavar="FILE...|-")
@click.pass_context
def validate(
    ctx: click.Context,
    packages: tuple[str, ...],
    profiles: tuple[str, ...],
    flow: str,
    output: str,
    language: str | None,
    level: str,
    unknown_extensions: str,
    summary_file: str | None,
    jobs: int,
    scheduler: str | None,
    explain: str | None,
    files: tuple[str, ...],
) -> None:
    """Judge FHIR R4 resources against FHIR and the profiles they claim to meet.

    FILE is JSON, XML, or NDJSON (one resource a line), gzipped or not; a folder
    or a pattern stands for the files in it, - for standard input.

    Exit codes: 0 no error, 1 some error, 2 wrong usage, such as no file at all.
    """
    if bool(explain) == bool(files):
        raise click.UsageError("name files to judge, or one profile with --explain")
    if explain:
        _explain(packages, explain)
        return
    rendering = Rendering(
        cast(Output, output),
        _language(language, output),
        cast(Severity, level),
        colour=output == "text" and sys.stdout.isatty() and "NO_COLOR" not in os.environ,
    )
    options = Options(accept_unknown_extensions=unknown_extensions == "warning")
    setup = Setup(packages, profiles, options, rendering, flow)
    summary = _run(setup, files, jobs or _cores(), scheduler)
    if summary_file:
        counts = json.dumps(summary.to_json(rendering.language), ensure_ascii=False, indent=2)
        Path(summary_file).write_text(counts + "\n", encoding="utf-8", errors="replace")
    ctx.exit(1 if summary.invalid else 0)


def _explain(packages: tuple[str, ...], canonical: str) -> None:
    try:
        click.echo(Validator.with_packages(packages).explain(canonical), nl=False)
    except (PackageError, ProfileError) as error:
        raise click.UsageError(str(error)) from error


def _language(asked: str | None, output: str) -> Language:
    if asked is not None:
        return cast(Language, asked)
    return language_of(os.environ) if output in ("text", "html") else "en"


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _run(setup: Setup, files: tuple[str, ...], jobs: int, scheduler: str | None) -> Summary:
    """Judges all and writes the report as it comes. Raises UsageError."""
    gc.set_threshold(*COLLECTING)
    rendering = setup.rendering
    summary = Summary()
    try:
        with _parts(setup, files, jobs, scheduler) as (parts, total):
            report = document(rendering, _writer(rendering.output))
            for part in _watched(parts, total, rendering):
                report.add(part.pieces)
                summary.merge(part.summary)
            report.close(summary)
    except (PackageError, RunError) as error:
        raise click.UsageError(str(error)) from error
    return summary


def _watched(parts: Iterator[Part], total: int, rendering: Rendering) -> Iterator[Part]:
    """With a bar where it does not run into what a program should read."""
    if rendering.output != "text" and sys.stdout.isatty():
        return parts
    return show_progress(parts, total, rendering.language)


@contextmanager
def _parts(
    setup: Setup, files: tuple[str, ...], jobs: int, scheduler: str | None
) -> Iterator[tuple[Iterator[Part], int]]:
    """The parts of the whole run, judged where the options say, and its size in bytes."""
    stdin = sys.stdin.buffer
    if scheduler is not None:
        # Here, for the same reason as below.
        from sas_validators.bulk.cluster import Cluster

        with closing(Cluster(scheduler, setup)) as cluster:
            sources = cluster.find_sources(files)
            yield cluster.parts(sources, stdin), _size(sources)
        return
    sources = find_sources(files)
    _refuse_nothing(sources)
    judge = Judge(setup)
    chunks = cut(sources, chunk_size(sources, jobs), stdin)
    with closing(_local_parts(judge, chunks, jobs)) as parts:
        yield parts, _size(sources)


def _refuse_nothing(sources: list[Source]) -> None:
    """One name among many that leads nowhere is a finding; nothing but such names is a slip."""
    if not any(source.name == STDIN or os.path.lexists(source.name) for source in sources):
        raise click.UsageError(f"{sources[0].name}: no such file or folder")


def _local_parts(judge: Judge, chunks: Iterator[Chunk], jobs: int) -> Generator[Part]:
    if jobs == 1:
        return judge_here(judge, chunks)
    # Here, because the import of multiprocessing would slow down those who judge one resource.
    from sas_validators.bulk.workers import judge_in_processes

    return judge_in_processes(judge, chunks, jobs)


def _size(sources: list[Source]) -> int:
    """The bytes to judge, 0 when standard input, whose size nobody knows, is among them."""
    return 0 if any(source.name == STDIN for source in sources) else sum(s.size for s in sources)


def _writer(output: Output) -> Callable[[str], object]:
    """What writes to standard output: text in the terminal's encoding, the rest in UTF-8."""
    if output == "text":
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")
        return partial(click.echo, nl=False)
    stream = sys.stdout.buffer

    def write(text: str) -> None:
        stream.write(text.encode("utf-8", "replace"))
        stream.flush()

    return write
