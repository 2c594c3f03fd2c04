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
import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

_MAGIC = f"sas-fhir {sys.implementation.cache_tag} {sys.hexversion:x}\n".encode()
_CHECK = 16
"""Bytes of the digest that guards an item's file."""

_GENERATIONS = 8
"""Sets of definitions whose items are kept; older ones are removed."""


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
        place = (kind, key)
        if place not in self._items:
            self._items[place] = self._find_or_make(kind, key, make)
        item: T = self._items[place]
        return item

    def _find_or_make(self, kind: str, key: str, make: Callable[[], T]) -> T:
        if self._folder is None:
            return make()
        name = hashlib.sha256(key.encode()).hexdigest()[:32]
        file = self._folder / kind / name
        found = _read(file)
        if found is not None:
            item: T = found[0]
            return item
        if not self._folder.exists():
            _remove_old(self._folder.parent)
        made = make()
        _write(file, made)
        return made


def _read(file: Path) -> tuple[Any] | None:
    """The item in `file`, in a tuple; None when the file is absent, damaged or not ours."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    start = len(_MAGIC) + _CHECK
    body = content[start:]
    if content[:start] != _MAGIC + _check(body):
        return None
    try:
        return (marshal.loads(body),)  # noqa: S302 (our own file, guarded by its digest)
    except (ValueError, EOFError, TypeError):
        return None


def _check(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_CHECK).digest()


def _write(file: Path, item: Any) -> None:
    """Writes the item whole or not at all; a folder that can't be written is no error.

    Whoever may read what this user writes may read it (a temporary file of the
    standard library would be its writer's alone).
    """
    body = marshal.dumps(item)
    part = file.with_name(f"{file.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as stream:
            stream.write(_MAGIC + _check(body) + body)
        part.replace(file)
    except OSError:  # a disk may be full in the middle
        with contextlib.suppress(OSError):
            part.unlink()


def _remove_old(folder: Path) -> None:
    """Makes room for a new generation of items."""
    with contextlib.suppress(OSError):
        known = sorted(folder.iterdir(), key=lambda item: item.stat().st_mtime, reverse=True)
        for old in known[_GENERATIONS - 1 :]:
            shutil.rmtree(old, ignore_errors=True)


def default_folder() -> Path:
    """Where items are kept unless told otherwise.

    `SAS_FHIR_CACHE` names a folder; a checkout keeps them under `build/cache`,
    an installed package in the user's cache folder.
    """
    named = os.environ.get("SAS_FHIR_CACHE")
    if named:
        return Path(named)
    checkout = Path(__file__).parents[3]
    if (checkout / "pyproject.toml").is_file():
        return checkout / "build" / "cache"
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "sas-fhir"


@cache
def code_digest() -> str:
    """Changes whenever the code of the validators does."""
    digest = hashlib.sha256()
    root = Path(__file__).parents[1]
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if name not in ("__pycache__", "packages"))
        for name in sorted(files):
            if name.endswith(".py"):
                status = os.stat(os.path.join(folder, name))
                digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
