"""Which release of the project this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def release() -> str:
    """The version of the installed distribution, `0` when it runs from a bare checkout."""
    try:
        return version("sas-fhir")
    except PackageNotFoundError:
        return "0"
