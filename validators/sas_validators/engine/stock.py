"""Keeps what was worked out from definitions, on disk, between processes.

Everything kept is a pure function of its key, which includes a digest of all
loaded definitions and of the code that made it. A file that can't be read is as
good as none; two processes that make the same item both write it, the last one
wins with the same content.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

_MAGIC = f"sas-fhir {sys.implementation.cache_tag} {sys.hexversion:x}\n".encode()


class Stock:
    """Items by (kind, key), kept in memory and in a folder.

    Items are plain data or code objects, as `marshal` takes them.
    """

    def __init__(self, folder: Path | None, digest: str) -> None:
        """`folder` is where items are kept, None to keep them in memory only.

        `digest` stands for everything the items depend on besides their key.
        """
        self._folder = None if folder is None else folder / digest[:32]
        self._items: dict[tuple[str, str], Any] = {}

    def fetch(self, kind: str, key: str, make: Callable[[], T]) -> T:
        """The item of that key, made by `make` when it is not there yet."""
        known = self._items.get((kind, key), self)
        if known is not self:
            return known  # type: ignore[return-value]
        file = self._file(kind, key)
        item = None if file is None else _read(file)
        if item is None:
            item = (make(),)
            if file is not None:
                _write(file, item)
        self._items[kind, key] = item[0]
        return item[0]  # type: ignore[no-any-return]

    def _file(self, kind: str, key: str) -> Path | None:
        if self._folder is None:
            return None
        name = hashlib.sha256(key.encode()).hexdigest()[:32]
        return self._folder / kind / name


def _read(file: Path) -> tuple[Any] | None:
    """The item in `file`, in a tuple; None when the file is absent, damaged or not ours."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    head, digest, body = (
        content[: len(_MAGIC)],
        content[len(_MAGIC) :][:16],
        content[len(_MAGIC) + 16 :],
    )
    if head != _MAGIC or hashlib.blake2b(body, digest_size=16).digest() != digest:
        return None
    try:
        return (marshal.loads(body),)  # noqa: S302 (our own file, checked by its digest)
    except (ValueError, EOFError, TypeError):
        return None


def _write(file: Path, item: tuple[Any]) -> None:
    """Writes the item whole or not at all; a folder that can't be written is no error."""
    body = marshal.dumps(item[0])
    content = _MAGIC + hashlib.blake2b(body, digest_size=16).digest() + body
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).replace(file)
