"""The guide's published examples go in, and come out of the flows as valid answers.

Facts: spec/profiles.md 7 and 9 (the examples are those of 1.1.0; a CPTS's identifier type
is the one thing that 1.2.0 refuses)
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.integration.flows.conftest import StartServer
from tests.integration.flows.sas_data import FIRST, SAS
from tests.integration.server.client import FhirClient
from tests.shared_data import DATA, needs_data

from sas_validators import Validator
from sas_validators.definitions.builtin import packages_folder

pytestmark = needs_data

Resource = dict[str, Any]

FILES = sorted((DATA / "examples").glob("*.json")) if DATA else []
EXAMPLES: list[Resource] = [json.loads(file.read_text(encoding="utf-8")) for file in FILES]
SINGLE = [item for item in EXAMPLES if item["resourceType"] != "Bundle"]
REFUSED_BY_1_2 = {"ExampleOrgaCPTS1", "ExampleOrgaCPTS2"}


@pytest.fixture
def client(start: StartServer) -> FhirClient:
    """A server that takes what either version of the guide writes, with all examples."""
    client = start(tolerance="all").client
    client.load(*SINGLE)
    return client


@pytest.mark.parametrize("example", SINGLE, ids=lambda item: item["id"])
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_examples_go_in(start: StartServer, method: str, example: Resource) -> None:
    client = start().client
    kind, id = example["resourceType"], example["id"]
    answer = client.put(f"{kind}/{id}", example) if method == "PUT" else client.post(kind, example)
    expected = 422 if id in REFUSED_BY_1_2 else 201
    assert answer.status_code == expected, answer.get_data(as_text=True)


ALL_EXAMPLES = pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda item: f"{item['resourceType']}-{item['id']}"
)


def errors_of(validator: Validator, resource: Resource | bytes) -> set[str]:
    issues = validator.validate(resource).issues
    return {issue.expression for issue in issues if issue.severity in ("fatal", "error")}


@ALL_EXAMPLES
def test_examples_are_valid_but_for_the_type_of_a_cpts(
    validator: Validator, example: Resource
) -> None:
    errors = errors_of(validator, example)
    if example["id"] in REFUSED_BY_1_2:
        assert errors == {"Organization.identifier[0].type"}
    elif example["id"] == "ExampleBundleCPTS":
        assert "Bundle.entry[5].resource.identifier[0].type" in errors
    else:
        assert errors == set()


@pytest.fixture(scope="module")
def earlier() -> Validator:
    """A validator of the guide 1.1.0."""
    folder = packages_folder() / "ans.fhir.fr.sas#1.1.0"
    if not folder.is_dir():
        pytest.skip("package ans.fhir.fr.sas#1.1.0 is not compiled: run `make setup`")
    return Validator.with_packages([folder])


@ALL_EXAMPLES
def test_examples_are_valid_in_their_own_version(earlier: Validator, example: Resource) -> None:
    assert errors_of(earlier, example) == set()


REQUESTS = [
    pytest.param("ExampleBundlePSIndiv", f"{FIRST}BundleAgregateur", id="INT_R01"),
    pytest.param("ExampleBundleCPTS", f"{SAS}sas-cpts-bundle-aggregator", id="INT_R04"),
    pytest.param("ExampleBundleAgregateurSOS", f"{SAS}sas-sos-bundle-aggregator", id="INT_SOS1"),
]


@pytest.mark.parametrize(("id", "profile"), REQUESTS)
def test_the_guides_own_requests_find_the_examples(
    client: FhirClient, validator: Validator, id: str, profile: str
) -> None:
    (published,) = (item for item in EXAMPLES if item["id"] == id)
    url = urlsplit(published["link"][0]["url"])
    answer = client.get(f"{url.path.rstrip('/').rpartition('/')[2]}?{url.query}")
    assert answer.status_code == 200
    assert answer.json["meta"]["profile"] == [profile]
    kinds = {entry["resource"]["resourceType"] for entry in published["entry"]}
    assert {entry["resource"]["resourceType"] for entry in answer.json["entry"]} == kinds
    slots = [
        entry["resource"]["id"]
        for entry in answer.json["entry"]
        if entry["resource"]["resourceType"] == "Slot"
    ]
    assert len(slots) == answer.json["total"] > 0
    assert errors_of(validator, answer.get_data()) == set()
