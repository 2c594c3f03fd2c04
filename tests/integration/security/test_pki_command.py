"""`sas-fhir pki`: a PKI for tests, and what it says of certificates."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cryptography import x509
from tests.integration.server.processes import run_command

NAME = "plateforme.sas.example"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a PKI."""
    made = tmp_path / "pki"
    done = run_command("pki", "init", "--dir", str(made))
    assert done.returncode == 0
    assert "tests only" in done.stderr
    return made


def pki(folder: Path, command: str, *arguments: str) -> str:
    done = run_command("pki", command, "--dir", str(folder), *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_everything_is_private_and_nothing_overwritten(folder: Path) -> None:
    pki(folder, "server")
    pki(folder, "client", "--cn", NAME)
    assert len(list(folder.iterdir())) >= 10
    for file in folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for again in (["init"], ["client", "--cn", NAME], ["server"]):
        done = run_command("pki", again[0], "--dir", str(folder), *again[1:])
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1


def test_names_and_extensions(folder: Path) -> None:
    pki(folder, "client", "--cn", NAME, "--ou", "1 330000001", "--ou", "Autre unité")
    certificate = x509.load_pem_x509_certificate((folder / f"{NAME}.pem").read_bytes())
    assert certificate.subject.rfc4514_string() == (
        f"CN={NAME},OU=Autre unité,OU=1 330000001,O=SAS-FHIR TEST,C=FR"
    )
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_revoke_and_renew(folder: Path) -> None:
    pki(folder, "client", "--cn", NAME)
    file = folder / f"{NAME}.pem"
    assert "revoked" in pki(folder, "revoke", str(file))
    serial = x509.load_pem_x509_certificate(file.read_bytes()).serial_number
    for days in ("1", "9"):
        pki(folder, "crl", "--days", days)
        found = x509.load_pem_x509_crl((folder / "crl.pem").read_bytes())
        assert found.get_revoked_certificate_by_serial_number(serial) is not None


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        ([], ["[ NON ] Émis par « TEST AC SAS-FHIR ORGANISATIONS »"]),
        (["--language", "en"], ["[  NO ] Issued by", "[  ok ] CN: "]),
        (["--cn", NAME, "--ou", "autre"], ["[  ok ] CN : ", "[ NON ] OU : "]),
        (["--use", "server"], ["[ NON ] N'est pas prévu pour l'authentification de serveur"]),
        (["--ca", "{folder}/ca.pem"], ["[  ok ] Chaîne de confiance complète"]),
        (["--ca", "{folder}/root.pem"], ["[  ok ] Chaîne de confiance complète"]),
        (["--crl", "{folder}/crl.pem"], ["[  ok ] Absent de la liste de révocation"]),
    ],
    ids=["issuer", "english", "lists", "use", "chain", "chain by intermediate", "revocation"],
)
def test_show(folder: Path, arguments: list[str], lines: list[str]) -> None:
    pki(folder, "client", "--cn", NAME)
    given = [argument.format(folder=folder) for argument in arguments]
    done = run_command("pki", "show", *given, str(folder / f"{NAME}.pem"), LANG="fr_FR.UTF-8")
    assert done.returncode == 1
    for line in lines:
        assert line in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "{folder}/none.pem"],
        ["show", "{folder}/root.key"],
        ["server", "--dir", "{folder}/none"],
        ["crl", "--dir", "{folder}/none"],
        ["client", "--dir", "{folder}", "--cn", ""],
        ["client", "--dir", "{folder}", "--cn", "x" * 65],
        ["revoke", "--dir", "{folder}", "{folder}/root.pem"],
        ["init", "--dir", "/proc/none"],
    ],
    ids=lambda value: " ".join(value)[:40],
)
def test_errors_are_one_line(folder: Path, arguments: list[str]) -> None:
    done = run_command("pki", *(argument.format(folder=folder) for argument in arguments))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
