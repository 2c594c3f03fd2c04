"""Looking after a store: index it again, take it away, bring it back.

A backup is one compressed NDJSON file of all versions, whatever the engine, so
it can be restored on the other one. Both run beside a working server: a backup
reads one snapshot; indexing goes resource by resource.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from sas_server.store import numbering
from sas_server.store.content import read_json
from sas_server.store.errors import StoreError
from sas_server.store.reader import Reader
from sas_server.store.rows import Draft, IndexRows, Resource, Stored
from sas_server.store.store import Store
from sas_server.store.values import chunks
from sas_server.store.writer import Writer

_FORMAT = "sas-fhir backup 1"
_BATCH = 500

Extract = Callable[[Resource], IndexRows]
Progress = Callable[[int], None]


def reindex(store: Store, extract: Extract, progress: Progress) -> int:
    """Writes the index rows of every live resource anew; returns how many there were."""
    after, count = 0, 0
    while True:
        rids = store.read(partial(_next_rids, after=after))
        if not rids:
            break
        store.write(partial(_reindex_batch, rids=rids, extract=extract))
        after, count = rids[-1], count + len(rids)
        progress(count)
    with store.engine.writing() as connection:
        numbering.mark_indexed(connection)
    return count


def _next_rids(reader: Reader, after: int) -> list[int]:
    return reader.live_rids(after, _BATCH)


def _reindex_batch(writer: Writer, rids: list[int], extract: Extract) -> None:
    drafts = []
    for stored in writer.contents(rids).values():
        resource = read_json(stored.content or b"{}")
        drafts.append(Draft(stored.type, stored.id, resource, extract(resource)))
    if drafts:
        writer.index(drafts)


def backup(store: Store, file: Path, progress: Progress) -> int:
    """Writes every version to `file`; returns how many there were.

    The file appears under its name only when it is complete.
    """
    unfinished = file.with_name(file.name + ".part")
    with gzip.open(unfinished, "wb", compresslevel=6) as out:
        count = store.read(lambda reader: _write_versions(out, reader.all_versions(), progress))
    unfinished.replace(file)
    return count


def _write_versions(out: Any, versions: Iterator[Stored], progress: Progress) -> int:
    digest = hashlib.sha256()
    count = 0

    def write(value: dict[str, Any]) -> None:
        line = json.dumps(value, separators=(",", ":")).encode() + b"\n"
        digest.update(line)
        out.write(line)

    write({"format": _FORMAT})
    for stored in versions:
        write(_to_line(stored))
        count += 1
        if count % _BATCH == 0:
            progress(count)
    out.write(json.dumps({"versions": count, "sha256": digest.hexdigest()}).encode() + b"\n")
    return count


def restore(store: Store, file: Path, extract: Extract, progress: Progress) -> int:
    """Brings a backup into an empty store; returns how many versions there were.

    Raises StoreError for a file that is no backup or not complete, and for a
    store that has resources already.
    """
    if store.read(lambda reader: reader.live_rids(0, 1)):
        raise StoreError("a backup can only be restored into an empty store")
    _check(file)
    count = 0
    for batch in chunks(_versions(file), _BATCH):
        store.write(partial(_restore_batch, batch=batch))
        count += len(batch)
        progress(count)
    reindex(store, extract, lambda _: None)
    return count


def _restore_batch(writer: Writer, batch: list[Stored]) -> None:
    writer.restore(batch)


def _to_line(stored: Stored) -> dict[str, Any]:
    content = stored.content
    return {
        "type": stored.type,
        "id": stored.id,
        "version": stored.version,
        "updated": stored.updated,
        "method": stored.method,
        "content": None if content is None else base64.b64encode(content).decode(),
    }


def _from_line(line: bytes) -> Stored:
    value = json.loads(line)
    content = value["content"]
    return Stored(
        rid=0,
        type=value["type"],
        id=value["id"],
        version=value["version"],
        updated=value["updated"],
        method=value["method"],
        content=None if content is None else base64.b64decode(content),
    )


def _lines(file: Path) -> Iterator[bytes]:
    try:
        with gzip.open(file, "rb") as lines:
            yield from lines
    except (OSError, EOFError) as error:
        raise StoreError(f"{file}: {error}") from error


def _check(file: Path) -> None:
    """Reads the whole file once: a damaged backup must not be half restored."""
    digest = hashlib.sha256()
    previous = b""
    for number, line in enumerate(_lines(file)):
        if number == 0 and json.loads(line).get("format") != _FORMAT:
            raise StoreError(f"{file} is no backup of sas-fhir")
        digest.update(previous)
        previous = line
    if not previous or json.loads(previous).get("sha256") != digest.hexdigest():
        raise StoreError(f"{file} is not complete or was changed")


def _versions(file: Path) -> Iterator[Stored]:
    for line in _lines(file):
        if line.startswith(b'{"type"'):
            yield _from_line(line)
