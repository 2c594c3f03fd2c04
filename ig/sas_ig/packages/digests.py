"""Digests of what a package is made from: equal digests, nothing to do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest_texts(*parts: str) -> str:
    """One digest of several texts, each kept apart from the next."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}:{part}".encode())
    return digest.hexdigest()


def digest_files(files: Iterable[Path], root: Path) -> str:
    """One digest of the names (relative to `root`) and contents of `files`."""
    digest = hashlib.sha256()
    for file in sorted(files):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
