"""FHIR packages as the validators load them: folders, `.tgz` archives, single files.

Spec: https://hl7.org/fhir/packages.html
"""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sas_validators.definitions.index import INDEX_NAME, summarise

Resource = dict[str, Any]
XmlReader = Callable[[bytes], Resource]

_LIMIT = 64 * 1024 * 1024
"""No definition file is larger than this many bytes; a larger one is refused."""


class PackageError(Exception):
    """A package that can't be loaded; the message says which and why, in one line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One conformance resource of a package, not yet read."""

    package: str
    filename: str
    type: str
    url: str
    version: str
    summary: Mapping[str, str]
    load: Callable[[], Resource]


@dataclass(frozen=True, slots=True)
class Package:
    """A named set of conformance resources.

    `label` is `name#version` (or the path given by the user), `digest` changes
    with any change of content.
    """

    label: str
    digest: str
    entries: tuple[Entry, ...]


def load_package(source: Path, read_xml: XmlReader) -> Package:
    """Opens what `--package` may name.

    `source` is a FHIR package (`.tgz`, or a folder with or without a `package`
    sub-folder), a folder of resources, or one file: a conformance resource or a
    Bundle of them, JSON or XML. Files that are no resources are passed over in
    packages, refused when named alone. Raises PackageError.
    """
    try:
        if source.is_dir():
            return _from_folder(source, read_xml)
        if tarfile.is_tarfile(source):
            return _from_files(source.name, _archive_members(source), read_xml)
        return _from_single_file(source, read_xml)
    except (OSError, tarfile.TarError, ValueError) as error:
        raise PackageError(f"{source}: {error}") from error


def digest_of(source: Path, *, built: bool = False) -> str:
    """A digest of everything that loading `source` depends on, without loading it.

    Of a package that was `built` here the index is enough, which is written with
    it; authors edit single files of theirs. Raises PackageError when `source`
    can't be read.
    """
    digest = hashlib.sha256(str(source.name).encode())
    try:
        index = source / "package" / INDEX_NAME
        if source.is_file():
            digest.update(source.read_bytes())
        elif built and index.is_file():
            status = index.stat()
            digest.update(f"{status.st_size} {status.st_mtime_ns}".encode())
        else:
            for file in sorted(source.rglob("*")):
                status = file.stat()
                line = f"{file.relative_to(source)} {status.st_size} {status.st_mtime_ns}\n"
                digest.update(line.encode())
    except OSError as error:
        raise PackageError(f"{source}: {error}") from error
    return digest.hexdigest()


def _from_folder(folder: Path, read_xml: XmlReader) -> Package:
    inner = folder / "package"
    content = inner if inner.is_dir() else folder
    index = content / INDEX_NAME
    if index.is_file():
        indexed = _from_index(folder.name, content, index)
        if indexed is not None:
            return indexed
    files = (
        (file.name, file.read_bytes())
        for file in sorted(content.rglob("*"))
        if file.suffix in {".json", ".xml"} and file.is_file()
    )
    return _from_files(folder.name, files, read_xml)


def _from_index(label: str, folder: Path, index: Path) -> Package | None:
    """The package as its index describes it; None when the index lacks fields we need."""
    text = index.read_bytes()
    files = json.loads(text).get("files", [])
    if any("filename" not in item for item in files):
        return None
    manifest = folder / "package.json"
    stamp = manifest.read_bytes() if manifest.is_file() else b""
    entries = tuple(
        Entry(
            package=label,
            filename=item["filename"],
            type=item.get("resourceType", ""),
            url=item["url"],
            version=item.get("version", ""),
            summary=item,
            load=_file_loader(folder / item["filename"]),
        )
        for item in files
        if item.get("url")
    )
    return Package(label, hashlib.sha256(stamp + text).hexdigest(), entries)


def _file_loader(file: Path) -> Callable[[], Resource]:
    def load() -> Resource:
        resource: Resource = json.loads(file.read_bytes())
        return resource

    return load


def _archive_members(source: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(source) as archive:
        for member in archive:
            if not member.isfile() or not member.name.endswith((".json", ".xml")):
                continue
            if member.size > _LIMIT:
                raise PackageError(f"{source}: {member.name} is larger than {_LIMIT} bytes")
            stream = archive.extractfile(member)
            if stream is not None:
                yield member.name.removeprefix("package/"), stream.read()


def _from_files(label: str, files: Iterator[tuple[str, bytes]], read_xml: XmlReader) -> Package:
    digest = hashlib.sha256()
    entries: list[Entry] = []
    for name, content in files:
        if Path(name).name in {"package.json", INDEX_NAME}:
            continue
        digest.update(name.encode() + b"\0" + content)
        entries += _entries_of(label, name, content, read_xml, strict=False)
    return Package(label, digest.hexdigest(), tuple(entries))


def _from_single_file(source: Path, read_xml: XmlReader) -> Package:
    content = source.read_bytes()
    entries = _entries_of(source.name, source.name, content, read_xml, strict=True)
    return Package(str(source), hashlib.sha256(content).hexdigest(), tuple(entries))


def _entries_of(
    label: str, name: str, content: bytes, read_xml: XmlReader, *, strict: bool
) -> list[Entry]:
    try:
        resource = read_xml(content) if name.endswith(".xml") else json.loads(content)
    except ValueError as error:
        if strict:
            raise PackageError(f"{name}: not readable as a FHIR resource: {error}") from error
        return []
    found = [_loaded_entry(label, name, item) for item in _conformance_resources(resource)]
    if strict and not found:
        raise PackageError(f"{name}: no conformance resource with a url in it")
    return found


def _conformance_resources(resource: object) -> Iterator[Resource]:
    if not isinstance(resource, dict):
        return
    if resource.get("resourceType") == "Bundle":
        for entry in resource.get("entry", []):
            yield from _conformance_resources(entry.get("resource"))
    elif isinstance(resource.get("url"), str) and "resourceType" in resource:
        yield resource


def _loaded_entry(label: str, name: str, resource: Resource) -> Entry:
    summary = summarise(resource)
    return Entry(
        package=label,
        filename=name,
        type=resource["resourceType"],
        url=resource["url"],
        version=summary.get("version", ""),
        summary=summary,
        load=lambda: resource,
    )
