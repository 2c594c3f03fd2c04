"""Searches of absurd size are refused before they cost anything (422 too-costly).

Facts: spec/gap.md 4.5 "query too broad".
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.integration.server.client import FhirClient, issue_codes

FORM = "application/x-www-form-urlencoded"


def numbers(count: int, write: Callable[[int], str] = str) -> str:
    return ",".join(write(number) for number in range(count))


@pytest.mark.parametrize(
    ("type_name", "form", "status"),
    [
        pytest.param("Practitioner", f"identifier={numbers(5_000)}", 200, id="many tokens"),
        pytest.param("Practitioner", f"identifier={numbers(5_001)}", 422, id="too many tokens"),
        pytest.param("Slot", f"_id={numbers(5_000)}", 200, id="many ids"),
        pytest.param("Slot", f"schedule={numbers(5_000)}", 200, id="many references"),
        pytest.param("Practitioner", f"name={numbers(200)}", 200, id="many strings"),
        pytest.param("Practitioner", f"name:exact={numbers(201)}", 422, id="too many strings"),
        pytest.param("Slot", f"start={numbers(200, lambda n: f'ge{1900 + n}')}", 200, id="dates"),
        pytest.param("Slot", f"start={numbers(201, lambda n: f'ge{1900 + n}')}", 422, id="more"),
        pytest.param("Slot", "&".join(["status=free"] * 100), 200, id="many criteria"),
        pytest.param("Slot", "&".join(["status=free"] * 101), 422, id="too many criteria"),
        pytest.param("Slot", f"_sort={','.join(['start'] * 101)}", 422, id="too many sort keys"),
        pytest.param("Slot", "&".join(["_include=Slot:schedule"] * 101), 422, id="includes"),
        pytest.param("Location", f"{'partof.' * 13}name=a", 400, id="too long a chain"),
        pytest.param("Location", f"{'_has:Location:partof:' * 13}name=a", 400, id="and backwards"),
    ],
)
def test_number_of_parts(client: FhirClient, type_name: str, form: str, status: int) -> None:
    answer = client.post(f"{type_name}/_search", form, Content_Type=FORM)
    assert answer.status_code == status
    if status == 422:
        assert issue_codes(answer) == ["too-costly"]


@pytest.mark.parametrize("kind", [None, 5, [], {"code": "add"}])
def test_odd_types_of_patch_operations(client: FhirClient, kind: object) -> None:
    client.load({"resourceType": "Location", "id": "l"})
    part = [{"name": "type", "valueCode": kind}]
    for parts in (part, None, "x"):
        operation = {"name": "operation", "part": parts}
        body = {"resourceType": "Parameters", "parameter": [operation]}
        answer = client.patch("Location/l", body, Content_Type="application/fhir+json")
        assert answer.status_code == 400
