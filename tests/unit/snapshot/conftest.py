from __future__ import annotations

import pytest
from tests.unit.snapshot import definitions

from sas_validators.definitions.package import PackageError
from sas_validators.definitions.registry import Registry
from sas_validators.snapshot.generator import Snapshots


@pytest.fixture(scope="session")
def core() -> Registry:
    """HL7's definitions."""
    try:
        return definitions.registry()
    except PackageError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def snapshots(core: Registry) -> Snapshots:
    return Snapshots(core)
