"""What holds for all tests.

With SAS_FHIR_NO_SKIP set (as `.ci/run` does) a test that would skip fails:
everything it could need is there. Only the real inputs in ../shared/data may
be absent.
"""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile(
    "busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("busy machine")

MAY_BE_ABSENT = "needs ../shared/data"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if os.environ.get("SAS_FHIR_NO_SKIP") and report.skipped and not hasattr(report, "wasxfail"):
        reason = str(report.longrepr)
        if MAY_BE_ABSENT not in reason:
            report.outcome = "failed"
            report.longrepr = f"skipped where nothing may skip: {reason}"
    return report
