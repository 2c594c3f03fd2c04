"""HL7's packages: from `node_modules` to FHIR package folders."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from sas_ig.packages.digests import digest_texts
from sas_ig.packages.errors import BuildError
from sas_ig.packages.plan import NpmPackage
from sas_validators.definitions import corexml, index

_REMEDY = "run `npm ci` first"


def npm_inputs(package: NpmPackage, node_modules: Path) -> str:
    """The digest of what the package is made from, without reading its thousands of files.

    npm has checked the content against the integrity it recorded when it installed
    the package, so that record and the conversion's own code say it all. Raises
    BuildError when the package is not installed.
    """
    lock_file = node_modules / ".package-lock.json"
    if not (node_modules / package.folder / "package.json").is_file() or not lock_file.is_file():
        raise BuildError(f"npm package {package.folder} is missing: {_REMEDY}")
    installed = json.loads(lock_file.read_text(encoding="utf-8"))["packages"]
    record = installed.get(f"node_modules/{package.folder}", {})
    version = package.label.partition("#")[2]
    if record.get("version") != version:
        raise BuildError(
            f"npm package {package.folder} has version {record.get('version')}, "
            f"{version} is expected: {_REMEDY}"
        )
    code = [_source(index)] + ([_source(corexml)] if package.xml else [])
    return digest_texts(package.label, record.get("integrity", ""), *code)


def _source(module: object) -> str:
    return Path(str(getattr(module, "__file__", ""))).read_text(encoding="utf-8")


def write_npm_package(package: NpmPackage, node_modules: Path, target: Path) -> int:
    """Fills the empty folder `target`; returns the number of resources.

    Raises BuildError when the XML edition can't be converted.
    """
    source = node_modules / package.folder
    if package.xml:
        try:
            return corexml.convert_package(source, target, name=package.label.partition("#")[0])
        except corexml.ConversionError as error:
            raise BuildError(str(error)) from error
    content = target / "package"
    content.mkdir()
    for file in source.glob("*.json"):
        shutil.copyfile(file, content / file.name)
    return index.write_index(content)
