"""Cold start: `sas-fhir validate one-slot.json`, from nothing to its exit."""

from __future__ import annotations

import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.corpus import slot_file
from tests.benchmarks.processes import Cost, cost, environment, median_cost, python, sas_fhir
from tests.benchmarks.reference import ABSENT, VERSION, reference
from tests.benchmarks.tables import Table, figure

from sas_validators.definitions.builtin import packages_folder
from sas_validators.definitions.types import TypeModel
from sas_validators.engine.stack import Stack
from sas_validators.reading.xmlwriter import write_xml

PACKAGE = "ans.fhir.fr.sas#1.1.0"
"""A package that is not among the built-in ones."""

_STAGES = Path(__file__).with_name("cold_stages.py")
_NAMES = ("Python itself", "imports", "digest of the definitions", "load, judge and render")


def measure() -> Table:
    """The whole command warm and for the first time ever, its stages, and the reference."""
    slot = str(slot_file())
    command = sas_fhir("validate", slot)
    usual = median_cost(command, environment())
    rows = [_row("sas-fhir validate SLOT", usual)]
    rows += [(f"– of which {name}", "", figure(taken)) for name, taken in _stages(slot)]
    module = python("-m", "sas_validators", "validate", slot)
    rows.append(_row("python -m sas_validators validate SLOT", median_cost(module, environment())))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, arguments in _variants(folder, slot):
            taken = median_cost(sas_fhir("validate", *arguments), environment())
            rows.append(_row(title, taken))
        empty = environment(SAS_FHIR_CACHE=str(folder / "empty"))
        rows.append(_row("the first run ever, which compiles", cost(command, empty)))
    measured = reference()
    if measured is None:
        rows.append(("HL7 reference validator", ABSENT, ""))
    else:
        first = Cost(measured.first_wall, measured.first_cpu)
        rows.append(_row(f"HL7 reference validator {VERSION}", first))
        ratio = f"{first.wall / usual.wall:,.0f}", f"{first.cpu / usual.cpu:,.0f}"
        rows.append(("– times as much as sas-fhir", *ratio))
    note = "One slot, text output, from the start of the process to its end; medians of several."
    return Table("Cold start", ("", "seconds", "seconds of CPU"), rows, note)


def _variants(folder: Path, slot: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The same slot as XML, and judged with a package of the user's."""
    types = TypeModel(Stack().registry)
    xml = folder / "slot.xml"
    xml.write_bytes(write_xml(json.loads(Path(slot).read_bytes()), types))
    yield "the same in XML", (str(xml),)
    package = folder / "package.tgz"
    with tarfile.open(package, "w:gz") as archive:
        archive.add(packages_folder() / PACKAGE / "package", "package")
    yield f"with --package {PACKAGE}.tgz", ("--package", str(package), slot)


def _row(name: str, taken: Cost) -> tuple[str, str, str]:
    return name, figure(taken.wall), figure(taken.cpu)


def _stages(slot: str) -> list[tuple[str, float]]:
    """Each stage's processor time, the least of several runs."""
    runs = [
        subprocess.run(  # noqa: S603 (our own command)
            python(str(_STAGES), slot), env=environment(), capture_output=True, check=True
        ).stdout.split()
        for _ in range(5)
    ]
    return [(name, min(float(run[number]) for run in runs)) for number, name in enumerate(_NAMES)]
