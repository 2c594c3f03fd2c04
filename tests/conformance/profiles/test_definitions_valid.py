"""Our own definitions break no rule of FHIR R4: not one error, as the guide's build demands."""

from __future__ import annotations

import pytest
from tests.conformance.profiles import compiled

from sas_validators import Validator

PACKAGES = (
    "hl7.fhir.fr.core#1.1.0",
    "ans.fhir.fr.gap#3.0.0",
    "ans.fhir.fr.sas#1.2.0",
    "ans.fhir.fr.sas#1.1.0",
)

WRITTEN_BY_SUSHI = "ImplementationGuide"
"""Holds parameters of later FHIR versions, which R4 does not know."""


@pytest.mark.parametrize("label", PACKAGES)
def test_definitions_are_valid(label: str) -> None:
    validator = Validator.default()
    errors = [
        f"{resource['id']} {issue.expression}: {issue.message_id} {issue.constraint}"
        for resource in compiled.package(label).values()
        if resource["resourceType"] != WRITTEN_BY_SUSHI
        for issue in validator.validate(resource).issues
        if issue.severity in ("fatal", "error")
    ]
    assert errors == []
