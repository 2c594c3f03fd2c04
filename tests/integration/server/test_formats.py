"""Formats and headers: what is read, what is answered, what is refused.

Facts: spec/gap.md 4.1, flows.md 11.1, behaviour.md "media types".
"""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from tests.integration.server.client import FhirClient, issue_codes
from tests.integration.server.conftest import BuildServer, Server

from sas_server.rest.app import create_app
from sas_server.rest.formats import Format, asked_format

JSON = "application/fhir+json; charset=utf-8"
XML = "application/fhir+xml; charset=utf-8"

LOCATION: dict[str, Any] = {"resourceType": "Location", "id": "l1", "name": "Été"}

ACCEPTED = [
    (None, None, Format.JSON),
    ("", None, Format.JSON),
    ("*/*", None, Format.JSON),
    ("application/*", None, Format.JSON),
    ("application/fhir+json", None, Format.JSON),
    ("application/json+fhir", None, Format.JSON),
    ("application/json+fhir;charset=utf-8", None, Format.JSON),
    ("application/json", None, Format.JSON),
    ("text/json", None, Format.JSON),
    ("application/fhir+json;fhirVersion=4.0", None, Format.JSON),
    ("application/fhir+json; fhirVersion=4.0.1", None, Format.JSON),
    ("APPLICATION/FHIR+JSON", None, Format.JSON),
    ("application/fhir+xml", None, Format.XML),
    ("application/xml", None, Format.XML),
    ("text/xml", None, Format.XML),
    ("text/html, application/xml;q=0.9, */*;q=0.8", None, Format.XML),
    ("application/fhir+json;q=0.5, application/fhir+xml", None, Format.XML),
    ("text/csv, */*;q=0.1", None, Format.JSON),
    ("application/fhir+json;q=0, */*", None, Format.XML),
    ("*/*, application/fhir+json;q=0.2", None, Format.XML),
    ("application/*;q=0.1, */*, text/xml;q=0.2", None, Format.XML),
    ("application/fhir+json;fhirVersion=3.0, application/fhir+xml;q=0.1", None, Format.XML),
    ("application/fhir+xml", "json", Format.JSON),
    ("text/csv", "application/fhir+xml", Format.XML),
    (None, "application/fhir json", Format.JSON),
    (None, "xml", Format.XML),
    (None, "text/xml", Format.XML),
]


@pytest.mark.parametrize(("accept", "parameter", "expected"), ACCEPTED)
def test_accepts(accept: str | None, parameter: str | None, expected: Format) -> None:
    assert asked_format(accept, parameter) is expected


REFUSED = [
    ({"Accept": "text/csv"}, ""),
    ({"Accept": "application/fhir+turtle"}, ""),
    ({"Accept": "application/fhir+json;q=0"}, ""),
    ({"Accept": "application/fhir+json;q=0, text/xml;q=0, */*"}, ""),
    ({"Accept": "application/fhir+json;fhirVersion=3.0"}, ""),
    ({"Accept": "json"}, ""),
    ({}, "?_format=ttl"),
    ({}, "?_format=application/fhir%2Bjson;fhirVersion%3D5.0"),
]


@pytest.mark.parametrize(("headers", "query"), REFUSED)
def test_not_acceptable(client: FhirClient, headers: dict[str, str], query: str) -> None:
    answer = client.request("GET", f"metadata{query}", headers=headers)
    assert (answer.status_code, issue_codes(answer)) == (406, ["not-supported"])
    assert answer.headers["Content-Type"] == JSON


@pytest.mark.parametrize(
    "content_type",
    [
        "application/fhir+json",
        "application/json+fhir",
        "application/json",
        "application/fhir+json; charset=UTF-8",
        "application/fhir+json; fhirVersion=4.0",
    ],
)
def test_reads_json(client: FhirClient, content_type: str) -> None:
    answer = client.put("Location/l1", LOCATION, Content_Type=content_type)
    assert answer.status_code == 201
    assert answer.headers["Content-Type"] == JSON


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/fhir+json; fhirVersion=3.0",
        "application/fhir+json; charset=latin-1",
        "json",
    ],
)
def test_unsupported_bodies(client: FhirClient, content_type: str) -> None:
    answer = client.put("Location/l1", LOCATION, Content_Type=content_type)
    assert (answer.status_code, issue_codes(answer)) == (415, ["not-supported"])


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        pytest.param(
            b'{"resourceType": "Location", "id": "l1", "name": "\\ud800"}',
            "application/fhir+json",
            id="half of a Unicode pair",
        ),
        pytest.param(
            b'{"resourceType": "Location", "id": "l1", "name": "\xe9"}',
            "application/fhir+json",
            id="no UTF-8",
        ),
        pytest.param(
            b'<Location xmlns="http://hl7.org/fhir"><id value="l1"/><contained><Patient/>x'
            b"</contained></Location>",
            "application/fhir+xml",
            id="text beside a contained resource",
        ),
    ],
)
def test_what_can_only_be_guessed_is_not_stored(
    client: FhirClient, body: bytes, content_type: str
) -> None:
    answer = client.put("Location/l1", body, Content_Type=content_type)
    assert answer.status_code == 400
    assert client.get("Location/l1").status_code == 404


def test_xml_in_and_out(client: FhirClient) -> None:
    body = (
        '<Location xmlns="http://hl7.org/fhir"><id value="l1"/><name value="Été"/>'
        '<position><longitude value="2.350"/><latitude value="48.8500"/></position></Location>'
    )
    written = client.put("Location/l1", body.encode(), Content_Type="application/fhir+xml")
    assert written.status_code == 201
    found = client.get("Location/l1").get_data(as_text=True)
    assert '"latitude":48.8500' in found
    answer = client.get("Location/l1", Accept="application/fhir+xml")
    assert answer.headers["Content-Type"] == XML
    assert '<latitude value="48.8500"/>' in answer.get_data(as_text=True)
    bundle = client.get("Location?_format=xml").get_data(as_text=True)
    assert '<total value="1"/>' in bundle
    assert '<name value="Été"/>' in bundle


def test_errors_in_xml(client: FhirClient) -> None:
    answer = client.get("Location/none", Accept="application/fhir+xml")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, XML)
    assert "<OperationOutcome" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "body",
    [
        "<Location xmlns='http://hl7.org/fhir'>",
        "<!DOCTYPE x [<!ENTITY e 'e'>]><Location xmlns='http://hl7.org/fhir'/>",
        "<Location/>",
        "not xml",
    ],
)
def test_unreadable_xml(client: FhirClient, body: str) -> None:
    answer = client.put("Location/l1", body, Content_Type="application/fhir+xml")
    assert answer.status_code == 400
    assert issue_codes(answer)


def test_pretty(client: FhirClient) -> None:
    client.load(LOCATION)
    text = client.get("Location/l1?_pretty=true").get_data(as_text=True)
    assert '\n  "name": "Été"' in text


def test_compressed_answers(client: FhirClient) -> None:
    plain = client.get("metadata")
    packed = client.get("metadata", Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed.get_data())) == plain.json
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Content-Encoding" not in client.get("Location/none", Accept_Encoding="gzip").headers


def test_compressed_bodies(build_server: BuildServer) -> None:
    client = build_server(max_body=2_000).client
    headers = {"Content_Encoding": "gzip"}
    body = json.dumps(LOCATION).encode()
    assert client.put("Location/l1", gzip.compress(body), **headers).status_code == 201
    bomb = gzip.compress(b" " * 10_000_000)
    assert client.put("Location/l1", bomb, **headers).status_code == 413
    assert client.put("Location/l1", b"no gzip", **headers).status_code == 400
    assert client.put("Location/l1", gzip.compress(body)[:-9], **headers).status_code == 400
    assert client.put("Location/l1", body, Content_Encoding="br").status_code == 415


def test_language_of_texts(client: FhirClient) -> None:
    def text(language: str) -> str:
        answer = client.get("Location/none", Accept_Language=language)
        return str(answer.json["issue"][0]["details"]["text"])

    assert "n'existe pas" in text("fr")
    assert "There is no" in text("en-GB, fr;q=0.5")
    assert "n'existe pas" in text("de")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        pytest.param("Slot?status=" + "x" * 2_000, 414, "too-long", id="URL"),
        pytest.param("Slot?" + "&".join("a=1" for _ in range(400)), 414, "too-long", id="long"),
    ],
)
def test_url_limit(build_server: BuildServer, path: str, status: int, code: str) -> None:
    answer = build_server(max_url=1_000).client.get(path)
    assert (answer.status_code, issue_codes(answer)) == (status, [code])


def test_many_parameters(client: FhirClient) -> None:
    answer = client.get("Slot?" + "&".join("a=1" for _ in range(3_000)))
    assert (answer.status_code, issue_codes(answer)) == (400, ["value"])


def test_body_limits(build_server: BuildServer) -> None:
    client = build_server(max_body=1_000, max_depth=10).client
    large = client.put("Location/l1", {**LOCATION, "name": "x" * 1_000})
    assert (large.status_code, issue_codes(large)) == (413, ["too-long"])
    deep = client.put("Location/l1", '{"resourceType":"Location","a":' + "[" * 20 + "]" * 20 + "}")
    assert (deep.status_code, issue_codes(deep)) == (422, ["too-long"])


def test_ten_thousand_levels(client: FhirClient) -> None:
    body = '{"resourceType":"Location","a":' + "[" * 10_000 + "]" * 10_000 + "}"
    assert client.put("Location/l1", body).status_code == 422


def test_links_follow_host_or_public_base(build_server: BuildServer) -> None:
    client = build_server().client
    client.load(LOCATION)
    answer = client.get("Location", Host="facade.example:8443")
    assert answer.json["entry"][0]["fullUrl"] == "http://facade.example:8443/fhir/Location/l1"
    public = build_server(public_base="https://sas.example/fhir/").client
    assert public.get("Location").json["link"][0]["url"] == "https://sas.example/fhir/Location"
    by_absolute = "Location?partof=https://sas.example/fhir/Location/l1"
    public.load({"resourceType": "Location", "id": "l2", "partOf": {"reference": "Location/l1"}})
    assert public.ids(by_absolute) == ["l2"]


def test_a_bug_is_told_by_number_only(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(server.facade.store, "read", lambda work: 1 / 0)
    answer = server.client.get("Slot", X_Request_Id="r-1")
    assert answer.status_code == 500
    assert answer.json is not None
    assert answer.json["issue"][0]["code"] == "exception"
    assert "r-1" in answer.json["issue"][0]["details"]["text"]
    assert "Traceback" not in answer.get_data(as_text=True)
    assert "r-1: GET /fhir/Slot" in caplog.text


@pytest.mark.parametrize(
    ("asked", "language"), [("", "fr"), ("en", "en"), ("de", "fr"), ("fr, en;q=0.5", "fr")]
)
def test_home_page(server: Server, asked: str, language: str) -> None:
    client = create_app(server.facade).test_client()
    answer = client.get("/", headers={"Accept-Language": asked})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in page
    assert "http://localhost/fhir" in page


def test_the_base_has_a_slash_at_its_end_or_not(client: FhirClient) -> None:
    with_slash = client.get_page("/fhir/", "application/fhir+json")
    without = client.get_page("/fhir", "application/fhir+json")
    assert with_slash.status_code == without.status_code
    assert with_slash.json["resourceType"] == without.json["resourceType"]


@pytest.mark.parametrize("parameter", ["_format=xml", "_format=application/fhir%2Bxml"])
def test_format_in_the_form_of_a_search(client: FhirClient, parameter: str) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.request("POST", "Location/_search", f"name=x&{parameter}", headers=headers)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, XML)
    answer = client.request("POST", "Location/_search", "_format=ttl", headers=headers)
    assert (answer.status_code, issue_codes(answer)) == (406, ["not-supported"])


def test_pretty_xml_keeps_narratives(client: FhirClient) -> None:
    div = '<div xmlns="http://www.w3.org/1999/xhtml"><p>a <b>b</b></p></div>'
    client.load({**LOCATION, "text": {"status": "additional", "div": div}})
    lines = client.get("Location/l1?_format=xml&_pretty=true").get_data(as_text=True).split("\n")
    assert '  <id value="l1"/>' in lines
    assert f"    {div}" in lines


@pytest.mark.parametrize("digits", [19, 30, 400, 5_000])
def test_integers_beyond_64_bits(client: FhirClient, digits: int) -> None:
    number = "1" * digits
    body = (
        f'{{"resourceType":"Location","id":"l1","position":{{"latitude":{number},"longitude":1}}}}'
    )
    assert client.put("Location/l1", body).status_code == 201
    change = f'[{{"op":"add","path":"/position/altitude","value":{number}}}]'
    assert client.patch("Location/l1", change).status_code == 200
    for query in ("", "?_pretty=true", "?_format=xml", "?_elements=position"):
        answer = client.get(f"Location/l1{query}")
        assert (answer.status_code, answer.get_data(as_text=True).count(number)) == (200, 2)
    assert client.get(f"Location?near={number}|1|1|km").status_code == 400


def test_refusals_that_xml_cannot_hold_are_json(client: FhirClient) -> None:
    body = '{"resourceType":"Location","id":"l1","\\u0001":"\\u0001"}'
    answer = client.put("Location/l2", body, Accept="application/fhir+xml")
    assert answer.status_code == 400
    answer = client.put("Location/\x01", LOCATION, Accept="application/fhir+xml")
    assert 400 <= answer.status_code < 500
