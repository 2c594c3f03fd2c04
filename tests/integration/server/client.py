"""A FHIR client over Flask's test client, for short tests."""

from __future__ import annotations

import json
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

FHIR = "application/fhir+json"


class FhirClient:
    """Sends requests below /fhir; `headers` may override everything."""

    def __init__(self, app: Flask) -> None:
        self._http = app.test_client()

    def request(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> TestResponse:
        """One request; a dict or list is sent as FHIR JSON."""
        data = json.dumps(body) if isinstance(body, dict | list) else body
        sent = {"Content-Type": FHIR} if body is not None else {}
        return self._http.open(
            f"/fhir/{path}".rstrip("/") if not path else f"/fhir/{path}",
            method=method,
            data=data,
            headers=sent | (headers or {}),
        )

    def get(self, path: str, **headers: str) -> TestResponse:
        """GET; header names with underscores."""
        return self.request("GET", path, headers=_headers(headers))

    def keep_cookie(self, name: str, value: str) -> None:
        """Sends a cookie with every request from now on."""
        self._http.set_cookie(name, value)

    def get_page(self, path: str, accept: str = "text/html") -> TestResponse:
        """GET of a path outside the FHIR base."""
        return self._http.get(path, headers={"Accept": accept})

    def post(self, path: str, body: Any, **headers: str) -> TestResponse:
        """POST."""
        return self.request("POST", path, body, _headers(headers))

    def put(self, path: str, body: Any, **headers: str) -> TestResponse:
        """PUT."""
        return self.request("PUT", path, body, _headers(headers))

    def patch(self, path: str, operations: Any, **headers: str) -> TestResponse:
        """PATCH with a JSON Patch."""
        sent = {"Content-Type": "application/json-patch+json"} | _headers(headers)
        return self.request("PATCH", path, operations, sent)

    def delete(self, path: str, **headers: str) -> TestResponse:
        """DELETE."""
        return self.request("DELETE", path, headers=_headers(headers))

    def load(self, *resources: dict[str, Any]) -> None:
        """Puts each resource under its own id."""
        for resource in resources:
            answer = self.put(f"{resource['resourceType']}/{resource['id']}", resource)
            assert answer.status_code in (200, 201), answer.get_data(as_text=True)

    def ids(self, search: str) -> list[str]:
        """The ids of a search's matches, in their order."""
        return [item.partition("/")[2] for item in self.entries(search, "match")]

    def entries(self, search: str, mode: str) -> list[str]:
        """`Type/id` of a search's entries of one mode."""
        answer = self.get(search)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return [
            f"{entry['resource']['resourceType']}/{entry['resource']['id']}"
            for entry in answer.json.get("entry", [])
            if entry["search"]["mode"] == mode
        ]


def _headers(named: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in named.items()}


def issue_codes(answer: TestResponse) -> list[str]:
    """The issue codes of an OperationOutcome."""
    assert answer.json["resourceType"] == "OperationOutcome"
    return [issue["code"] for issue in answer.json["issue"]]
