"""What the tests of FHIRPath share."""

import pytest

from fhirpath.core_constraints import core_types
from sas_validators.definitions.types import TypeModel


@pytest.fixture(scope="session")
def types() -> TypeModel:
    return core_types()
