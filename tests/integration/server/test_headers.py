"""What browsers are told, on every kind of answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from tests.integration.server.conftest import BuildServer

from sas_server.rest.app import create_app

PATHS = ["/", "/fhir/metadata", "/fhir/Nothing", "/none", "/healthz", "/style.css", "/icon.svg",
         "/ig/", "/ig/picture.svg", "/ig/none"]  # fmt: skip


@pytest.fixture(scope="module")
def http(
    new_store: object, open_server: BuildServer, tmp_path_factory: pytest.TempPathFactory
) -> FlaskClient:
    """A client of a server with a small guide."""
    folder: Path = tmp_path_factory.mktemp("ig")
    (folder / "index.html").write_text("<!doctype html><title>x</title>")
    (folder / "picture.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    facade = open_server(new_store("sqlite")).facade  # type: ignore[operator]
    return create_app(facade, folder).test_client()


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_hardened(http: FlaskClient, path: str) -> None:
    with http.get(path) as answer:
        headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Request-Id"]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "Strict-Transport-Security" not in headers


@pytest.mark.parametrize("path", ["/", "/ig/"])
def test_pages_may_load_from_here_only(http: FlaskClient, path: str) -> None:
    with http.get(path) as answer:
        policy = answer.headers["Content-Security-Policy"]
        page = answer.get_data(as_text=True)
    for part in ("script-src 'self'", "style-src 'self'", "connect-src 'self'"):
        assert part in policy
    assert "<style" not in page
    assert "style=" not in page


def test_https_is_remembered(http: FlaskClient) -> None:
    headers = http.get("/", base_url="https://sas.example").headers
    assert headers["Strict-Transport-Security"].startswith("max-age=")


@pytest.mark.parametrize("path", ["/none", "/ig/none", "/ig/../../etc/passwd", "/fhir/%00"])
def test_errors_tell_nothing_of_the_inside(http: FlaskClient, path: str) -> None:
    text = http.get(path).get_data(as_text=True).lower()
    for word in ("traceback", "flask", "werkzeug", "python", "gunicorn", "sqlalchemy", ".py"):
        assert word not in text


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health(http: FlaskClient, path: str) -> None:
    answer = http.get(path)
    assert (answer.status_code, answer.get_data()) == (200, b"ok\n")
