"""Package folders that are replaced as a whole, and know what they were made from.

Validators and SUSHI read these folders at any moment, so a package is written
beside its place and renamed into it once complete.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STAMP_NAME = ".inputs"
"""The file, beside `package/`, that holds the digest of the package's inputs."""


def is_current(target: Path, inputs: str) -> bool:
    """Whether the package at `target` was made from the inputs with this digest."""
    stamp = target / STAMP_NAME
    return stamp.is_file() and stamp.read_text(encoding="ascii").strip() == inputs


@contextmanager
def replaced(target: Path, inputs: str) -> Iterator[Path]:
    """Yields an empty folder that takes the place of `target` when the block ends well.

    `inputs` is the digest to be remembered. When the block raises, `target` stays
    as it was.
    """
    staging = target.with_name(f".{target.name}.{os.getpid()}.new")
    outgoing = target.with_name(f".{target.name}.{os.getpid()}.old")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        yield staging
        (staging / STAMP_NAME).write_text(inputs + "\n", encoding="ascii")
        if target.exists():
            target.rename(outgoing)
        staging.rename(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        shutil.rmtree(outgoing, ignore_errors=True)
