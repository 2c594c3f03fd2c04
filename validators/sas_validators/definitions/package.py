"""FHIR packages as the validators load them: folders, `.tgz` archives, single files.

Spec: https://hl7.org/fhir/packages.html
"""

from __future__ import annotations

import hashlib
import json
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sas_validators.definitions.index import INDEX_NAME, summarise

Resource = dict[str, Any]
XmlReader = Callable[[bytes], Resource]

_LIMIT = 64 * 1024 * 1024
"""No definition file is larger than this many bytes; a larger one is refused."""

_TOTAL_LIMIT = 512 * 1024 * 1024
"""Nor do the files of a package have more bytes than these together."""

_MOST_FILES = 50_000
"""Nor are there more of them."""


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


def load_package(source: Path, read_xml: XmlReader, *, built: bool = False) -> Package:
    """Opens what `--package` may name.

    `source` is a FHIR package (`.tgz`, or a folder with or without a `package`
    sub-folder), a folder of resources, or one file: a conformance resource or a
    Bundle of them, JSON or XML. Files that are no resources are passed over in
    packages, refused when named alone. The index of a package that was `built`
    here is trusted, that of another only when no file was changed after it.
    Raises PackageError.
    """
    try:
        if source.is_dir():
            return _from_folder(source, read_xml, built)
        if tarfile.is_tarfile(source):
            return _from_files(source.name, _archive_members(source), read_xml)
        return _from_single_file(source, read_xml)
    except (OSError, EOFError, tarfile.TarError, zlib.error, ValueError) as error:
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
                status = file.stat() if file.exists() else file.lstat()
                line = f"{file.relative_to(source)} {status.st_size} {status.st_mtime_ns}\n"
                digest.update(line.encode())
    except OSError as error:
        raise PackageError(f"{source}: {error}") from error
    return digest.hexdigest()


def _from_folder(folder: Path, read_xml: XmlReader, built: bool) -> Package:
    inner = folder / "package"
    content = inner if inner.is_dir() else folder
    index = content / INDEX_NAME
    if index.is_file():
        listed = _listed(index)
        if listed is not None and (built or _is_current(index, listed)):
            return _from_index(folder.name, content, index, listed)
    files = (
        (file.name, file)
        for file in sorted(content.rglob("*"))
        if file.suffix in {".json", ".xml"} and file.is_file()
    )
    return _from_files(folder.name, _contents(folder, files), read_xml)


def _contents(folder: Path, files: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, bytes]]:
    excess = _Excess(folder)
    for name, file in files:
        excess.refuse(name, file.stat().st_size)
        yield name, file.read_bytes()


class _Excess:
    """Counts the files of a package, and raises PackageError for more than a package has."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self._files = 0
        self._bytes = 0

    def refuse(self, name: str, size: int) -> None:
        self._files += 1
        self._bytes += size
        if size > _LIMIT:
            raise PackageError(f"{self._source}: {name} is larger than {_LIMIT} bytes")
        if self._bytes > _TOTAL_LIMIT:
            limit = f"more than {_TOTAL_LIMIT} bytes together"
            raise PackageError(f"{self._source}: its files have {limit}")
        if self._files > _MOST_FILES:
            raise PackageError(f"{self._source}: it has more than {_MOST_FILES} files")


def _listed(index: Path) -> list[dict[str, str]] | None:
    """The files as an index lists them; None for one that does not tell what we need."""
    try:
        content = json.loads(index.read_bytes())
    except (ValueError, RecursionError):
        return None
    files = content.get("files") if isinstance(content, dict) else None
    return files if isinstance(files, list) and all(map(_tells_enough, files)) else None


def _tells_enough(item: object) -> bool:
    if not isinstance(item, dict) or not all(isinstance(value, str) for value in item.values()):
        return False
    name = str(item.get("filename", ""))
    return name != "" and Path(name).name == name


def _is_current(index: Path, listed: list[dict[str, str]]) -> bool:
    """Whether the index lists the files that are there, none of them changed after it."""
    written = index.stat().st_mtime_ns
    found = {file.name: file for file in index.parent.glob("*.json")}
    for name in ("package.json", INDEX_NAME):
        found.pop(name, None)
    return found.keys() == {item["filename"] for item in listed} and all(
        file.stat().st_mtime_ns <= written for file in found.values()
    )


def _from_index(label: str, folder: Path, index: Path, listed: list[dict[str, str]]) -> Package:
    """The package as its index describes it."""
    manifest = folder / "package.json"
    stamp = manifest.read_bytes() if manifest.is_file() else b""
    entries = [
        Entry(
            package=label,
            filename=item["filename"],
            type=item.get("resourceType", ""),
            url=item["url"],
            version=item.get("version", ""),
            summary=item,
            load=_file_loader(folder / item["filename"]),
        )
        for item in listed
        if item.get("url")
    ]
    digest = hashlib.sha256(stamp + index.read_bytes()).hexdigest()
    return Package(label, digest, tuple(entries))


def _file_loader(file: Path) -> Callable[[], Resource]:
    def load() -> Resource:
        try:
            resource = json.loads(file.read_bytes())
        except (OSError, ValueError, RecursionError) as error:
            raise PackageError(f"{file}: {error}") from error
        if not isinstance(resource, dict):
            raise PackageError(f"{file}: not a resource")
        return resource

    return load


def _archive_members(source: Path) -> Iterator[tuple[str, bytes]]:
    excess = _Excess(source)
    with tarfile.open(source) as archive:
        for member in archive:
            if not member.isfile() or not member.name.endswith((".json", ".xml")):
                continue
            excess.refuse(member.name, member.size)
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
    entries.sort(key=lambda entry: version_key(entry.version))
    _refuse_rivals(entries)
    return Package(label, digest.hexdigest(), tuple(entries))


def version_key(version: str) -> list[tuple[int, int, str]]:
    """What orders versions as semantic versioning does: 1.9 < 1.10, 2.0.0-draft < 2.0.0."""
    numbers, _, label = version.partition("-")
    parts = [
        (1, int(part), "") if part.isdecimal() else (0, 0, part) for part in numbers.split(".")
    ]
    return [*parts, (0, -1, label) if label else (0, 0, "")]


def _refuse_rivals(entries: Iterable[Entry]) -> None:
    """Raises PackageError for two StructureDefinitions that are different and named alike."""
    known: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.type == "StructureDefinition":
            other = known.setdefault((entry.url, entry.version), entry)
            if other is not entry and _without_text(other) != _without_text(entry):
                name = entry.url + (f"|{entry.version}" if entry.version else "")
                files = " and ".join(dict.fromkeys((other.filename, entry.filename)))
                raise PackageError(f"{entry.package}: two different definitions of {name}: {files}")


def _without_text(entry: Entry) -> Resource:
    """A definition without its narrative, which tools write differently in JSON and in XML."""
    return {name: value for name, value in entry.load().items() if name != "text"}


def _from_single_file(source: Path, read_xml: XmlReader) -> Package:
    content = source.read_bytes()
    entries = _entries_of(source.name, source.name, content, read_xml, strict=True)
    return Package(str(source), hashlib.sha256(content).hexdigest(), tuple(entries))


def _entries_of(
    label: str, name: str, content: bytes, read_xml: XmlReader, *, strict: bool
) -> list[Entry]:
    try:
        resource = read_xml(content) if name.endswith(".xml") else json.loads(content)
    except (ValueError, RecursionError) as error:
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
        entries = resource.get("entry")
        for entry in entries if isinstance(entries, list) else ():
            yield from _conformance_resources(
                entry.get("resource") if isinstance(entry, dict) else 0
            )
    elif isinstance(resource.get("url"), str) and isinstance(resource.get("resourceType"), str):
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
