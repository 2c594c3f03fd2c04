"""Requests made up from our own OpenAPI description: whatever they hold, none is answered 5xx.

Few examples of each operation, always the same ones; `FUZZ_EXAMPLES` asks for more.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from sas_server.rest.app import create_app
from sas_server.serving import facade_of
from sas_server.settings import Settings

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "2"))

SETTINGS = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.slow
def test_no_request_breaks_the_server(new_store: Callable[[str], str]) -> None:
    facade = facade_of(Settings(store=new_store("sqlite")))
    described = schemathesis.openapi.from_wsgi("/fhir/openapi.json", create_app(facade))
    described.validate()
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 200
    for operation in operations:
        SETTINGS(given(case=operation.as_strategy())(call))()
    facade.store.close()


def call(case: Any) -> None:
    response = case.call()
    assert response.status_code < 500, f"{case.method} {case.formatted_path}: {response.text}"
