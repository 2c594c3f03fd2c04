"""What logs say of a URL."""

from __future__ import annotations

import pytest

from sas_server.access.masking import masked_path, masked_query


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/fhir", "/fhir"),
        ("/fhir/Slot", "/fhir/Slot"),
        ("/fhir/Patient/Dupont", "/fhir/Patient/***"),
        ("/fhir/Patient/810000000/_history/2", "/fhir/Patient/***/_history/***"),
        ("/fhir/Patient/1/$validate", "/fhir/Patient/***/$validate"),
        ("/fhir/$validate", "/fhir/$validate"),
        ("/fhir/metadata", "/fhir/metadata"),
        ("/fhir/810000000", "/fhir/***"),
        ("/ig/index.html", "/ig/index.html"),
        ("/a\nb é", "/a?b??"),
    ],
)
def test_paths(path: str, expected: str) -> None:
    assert masked_path(path) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ""),
        ("_count=5&status=free", "_count=5&status=free"),
        ("family=Dupont", "family=***"),
        (
            "schedule.actor:Practitioner.identifier=urn:x|810",
            "schedule.actor:Practitioner.identifier=***",
        ),
        ("Dupont", "Dupont=***"),
        ("a b%20=1", "***"),
        ("_count=5%0Ax", "_count=5%0Ax"),
        ("_count=5\nx", "_count=5?x"),
    ],
)
def test_queries(query: str, expected: str) -> None:
    assert masked_query(query) == expected
