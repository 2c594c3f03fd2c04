"""Finds the real inputs that some tests read when they are there (`../shared/data`)."""

from __future__ import annotations

from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]


def _find() -> Path | None:
    found = (parent / "shared" / "data" for parent in _ROOT.parents)
    return next((folder for folder in found if folder.is_dir()), None)


DATA = _find()
"""The folder of real inputs; None when it is not there."""

ORACLE = None if DATA is None else DATA / "oracle-dev"
"""The cases with the HL7 validator's outcomes."""

needs_data = pytest.mark.skipif(DATA is None, reason="needs ../shared/data")
