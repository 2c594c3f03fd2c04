"""The guide as the facade serves it at /ig/."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from tests.integration.server.conftest import BuildServer

from sas_server.rest.app import create_app

PAGES = {
    "index.html": "accueil",
    "en/index.html": "home",
    "StructureDefinition/a b/index.html": "profil",
    "package.tgz": "archive",
}


@pytest.fixture(scope="module")
def http(
    new_store: object, open_server: BuildServer, tmp_path_factory: pytest.TempPathFactory
) -> FlaskClient:
    """A client of a server with a guide of a few files."""
    folder: Path = tmp_path_factory.mktemp("ig")
    (folder.parent / "secret.txt").write_text("secret")
    for name, content in PAGES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    facade = open_server(new_store("sqlite")).facade  # type: ignore[operator]
    return create_app(facade, folder).test_client()


@pytest.mark.parametrize(
    ("path", "status", "expected"),
    [
        pytest.param("/ig/", 200, "accueil", id="home"),
        pytest.param("/ig/index.html", 200, "accueil", id="page"),
        pytest.param("/ig/en/", 200, "home", id="folder"),
        pytest.param("/ig/StructureDefinition/a%20b/", 200, "profil", id="canonical"),
        pytest.param("/ig/package.tgz", 200, "archive", id="file"),
    ],
)
def test_files(http: FlaskClient, path: str, status: int, expected: str) -> None:
    with http.get(path) as answer:
        assert (answer.status_code, answer.get_data(as_text=True)) == (status, expected)


@pytest.mark.parametrize(
    ("path", "location"),
    [
        pytest.param("/ig/en", "/ig/en/", id="folder"),
        pytest.param(
            "/ig/StructureDefinition/a%20b",
            "/ig/StructureDefinition/a%20b/",
            id="canonical with a blank",
        ),
    ],
)
def test_a_folder_leads_to_its_page(http: FlaskClient, path: str, location: str) -> None:
    with http.get(path) as answer:
        assert (answer.status_code, answer.headers["Location"]) == (301, location)


@pytest.mark.parametrize(
    "path",
    ["/ig/none.html", "/ig/StructureDefinition/", "/ig/../secret.txt", "/ig/%2e%2e/secret.txt",
     "/ig/%2e%2e", "/ig//etc/passwd", "/ig/%00"],
)  # fmt: skip
def test_nothing_else_is_there(http: FlaskClient, path: str) -> None:
    with http.get(path) as answer:
        assert answer.status_code == 404


@pytest.mark.parametrize(
    ("asked", "status"),
    [("fr", 200), ("en", 302), ("en;q=0.5, fr", 200), ("de", 200), ("", 200)],
)
def test_the_home_page_speaks_the_readers_language(
    http: FlaskClient, asked: str, status: int
) -> None:
    with http.get("/ig/", headers={"Accept-Language": asked}) as answer:
        assert answer.status_code == status
        assert "Accept-Language" in answer.headers["Vary"]
