"""What the tests of the readers share."""

import pytest

from sas_validators.definitions.builtin import CORE, load_builtin
from sas_validators.definitions.registry import Registry
from sas_validators.definitions.types import TypeModel


def no_xml(content: bytes) -> dict[str, object]:
    raise AssertionError("the core packages hold JSON only")


@pytest.fixture(scope="session")
def types() -> TypeModel:
    return TypeModel(Registry(load_builtin(no_xml, CORE)))
