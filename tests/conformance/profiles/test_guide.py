"""The compiled guide presents every artifact in a group."""

from __future__ import annotations

from tests.conformance.profiles import compiled

SAS = "ans.fhir.fr.sas#1.2.0"


def test_every_artifact_is_in_a_group() -> None:
    (guide,) = (
        resource
        for resource in compiled.package(SAS).values()
        if resource["resourceType"] == "ImplementationGuide"
    )
    listed = guide["definition"]["resource"]
    assert [item["reference"] for item in listed if "groupingId" not in item] == []
    assert len(listed) == len(compiled.package(SAS)) - 1 + len(compiled.instances(SAS, "example"))
