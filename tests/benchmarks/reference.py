"""Runs HL7's reference validator, to measure against it, where Java and Maven are at hand.

It comes from Maven Central like any dependency and works offline: the packages
are this project's, laid out in a home folder of its own. It needs a minute or
more to start and to warm up, so it is run once for all benchmarks.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.corpus import example_files, slot_file
from tests.benchmarks.processes import ROOT

from sas_validators.definitions.builtin import CORE, FRENCH, packages_folder

VERSION = "6.10.4"
"""The version whose outcomes the conformance tests compare with."""

ABSENT = "absent (needs java, javac and mvn)"
"""What tables say in its place."""

_POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>reference</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>ca.uhn.hapi.fhir</groupId>
      <artifactId>org.hl7.fhir.validation</artifactId>
      <version>{VERSION}</version>
    </dependency>
    <dependency>
      <groupId>org.fhir</groupId><artifactId>ucum</artifactId><version>1.0.10</version>
    </dependency>
  </dependencies>
</project>
"""
_WARM_UPS, _PASSES = 20, 5
_LIMIT = 900
"""Seconds after which a run is given up."""

_EMPTY = "hl7.fhir.xver-extensions#0.1.0"
"""The validator asks for this package; nothing here uses what is in it."""


class Measured(NamedTuple):
    """Seconds to the first outcome by the clock and of CPU, then warm resources per second."""

    first_wall: float
    first_cpu: float
    rate: float


@cache
def reference() -> Measured | None:
    """What the reference validator needs for the examples; None when it can't be run here."""
    if not all(shutil.which(tool) for tool in ("java", "javac", "mvn")):
        return None
    kept = ROOT / "build" / "reference"
    kept.mkdir(parents=True, exist_ok=True)
    try:
        classpath = _classpath(kept)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _lay_out_home(folder)
            return _run(folder, classpath)
    except (subprocess.SubprocessError, OSError):
        return None


def _classpath(folder: Path) -> str:
    """The jars, fetched by Maven when they are not there yet."""
    listed = folder / "classpath.txt"
    if not listed.is_file():
        (folder / "pom.xml").write_text(_POM)
        goal = ("dependency:build-classpath", f"-Dmdep.outputFile={listed.name}")
        subprocess.run(  # noqa: S603
            ["mvn", "--quiet", "--batch-mode", *goal],  # noqa: S607 (as found in PATH)
            cwd=folder,
            check=True,
            capture_output=True,
            timeout=_LIMIT,
        )
    return listed.read_text().strip()


def _lay_out_home(home: Path) -> None:
    """A package cache as the validator expects it: links to ours, free of dependencies."""
    cache_folder = home / ".fhir" / "packages"
    cache_folder.mkdir(parents=True)
    (home / ".fhir" / "fhir-settings.json").write_text('{"prohibitNetworkAccess": true}')
    sections = ("urls", "local", "packages", "package-sizes")
    (cache_folder / "packages.ini").write_text(
        "[cache]\nversion = 4\n\n" + "".join(f"[{section}]\n\n" for section in sections)
    )
    for label in (*CORE, *FRENCH):
        source = packages_folder() / label / "package"
        target = cache_folder / label / "package"
        target.mkdir(parents=True)
        for file in source.iterdir():
            if file.is_file():
                _link(file, target / file.name)
        manifest = json.loads((source / "package.json").read_bytes())
        _write_manifest(target, manifest | {"dependencies": {}})
    empty = cache_folder / _EMPTY / "package"
    empty.mkdir(parents=True)
    (empty / ".index.json").write_text('{"index-version": 2, "files": []}')
    name, _, version = _EMPTY.partition("#")
    canonical = "http://hl7.org/fhir"
    fields = {"name": name, "version": version, "canonical": canonical, "url": canonical}
    _write_manifest(empty, fields | {"fhirVersions": ["4.0.1"], "type": "fhir.ig"})


def _link(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:
        shutil.copy(file, target)


def _write_manifest(folder: Path, manifest: dict[str, object]) -> None:
    file = folder / "package.json"
    file.unlink(missing_ok=True)
    file.write_text(json.dumps(manifest))


def _run(folder: Path, classpath: str) -> Measured:
    inputs = folder / "inputs"
    inputs.mkdir()
    for file in example_files():
        shutil.copy(file, inputs / file.name)
    source = Path(__file__).with_name("ReferenceBench.java")
    subprocess.run(  # noqa: S603
        ["javac", "-cp", classpath, "-d", str(folder), str(source)],  # noqa: S607
        check=True,
        capture_output=True,
        timeout=_LIMIT,
    )
    packages = [label for label in (*CORE, *FRENCH) if not label.startswith("hl7.fhir.r4.core")]
    arguments = (str(slot_file()), str(inputs), str(_WARM_UPS), str(_PASSES), *packages)
    path = os.pathsep.join([str(folder), classpath])
    done = subprocess.run(  # noqa: S603
        ["java", f"-Duser.home={folder}", "-cp", path, "ReferenceBench", *arguments],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
        timeout=_LIMIT,
    )
    return _measured(done.stdout)


def _measured(output: str) -> Measured:
    words = [line.split() for line in output.splitlines()]
    first = next(line for line in words if line[:1] == ["first"])
    passes = [int(line[2]) / float(line[1]) for line in words if line[:1] == ["pass"]]
    return Measured(float(first[1]), float(first[2]), statistics.median(passes))
