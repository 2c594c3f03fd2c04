"""`sas-fhir pki`: certificates for tests, and what a certificate is worth."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import click

from sas_server.pki.authority import CERTIFICATE_DAYS, LIST_DAYS, ORGANIZATION, UNIT, Authority
from sas_server.pki.authority import period_of as period
from sas_server.pki.rules import Expected, Rule, Use, is_acceptable, judge_certificate
from sas_server.settings import ENVIRONMENT_PREFIX
from sas_server.tls.errors import TlsError
from sas_server.tls.files import read_certificates, read_revocation_lists

_WARNING = (
    "These certificates are for tests only: their keys lie unprotected on this disk and nobody "
    "but you trusts them. The SAS asks for certificates of IGC-Santé."
)

_MARKS = {"met": "  ok ", "broken": " NON ", "unknown": "  ?  "}
_MARKS_EN = {"met": "  ok ", "broken": "  NO ", "unknown": "  ?  "}

_folder_option = click.option(
    "--dir",
    "folder",
    envvar=f"{ENVIRONMENT_PREFIX}PKI_DIR",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("pki"),
    show_default=True,
    help="Folder of the PKI.",
)
_days_option = click.option(
    "--days",
    type=click.IntRange(1, 36_500),
    default=CERTIFICATE_DAYS,
    show_default=True,
    help="Days for which the certificate is valid.",
)


@contextmanager
def _one_line_errors() -> Iterator[None]:
    try:
        yield
    except TlsError as error:
        raise click.UsageError(str(error)) from error


@click.group()
def pki() -> None:
    """Make certificates for tests; explain what a certificate is worth."""


@pki.command()
@_folder_option
def init(folder: Path) -> None:
    """Make a root and an intermediate authority with empty revocation lists."""
    authority = Authority(folder)
    with _one_line_errors():
        authority.create()
    click.echo(_WARNING, err=True)
    click.echo(f"--client-ca {authority.chain}\n--client-crl {authority.revocations}")


@pki.command()
@_folder_option
@_days_option
@click.option("--name", default="server", show_default=True, help="Name of the files.")
@click.argument("hosts", nargs=-1)
def server(folder: Path, days: int, name: str, hosts: tuple[str, ...]) -> None:
    """Issue a server certificate for HOSTS (names, addresses; default: this machine)."""
    named = hosts or ("localhost", "127.0.0.1", "::1")
    with _one_line_errors():
        issued = Authority(folder).issue_server(named, name, period(days))
    click.echo(f"--tls-cert {issued.certificate}\n--tls-key {issued.key}")


@pki.command()
@_folder_option
@_days_option
@click.option("--cn", required=True, help="Name (CN) of the client.")
@click.option(
    "--ou", "units", multiple=True, default=[UNIT], show_default=True, help="Unit; repeatable."
)
@click.option("--o", "organization", default=ORGANIZATION, show_default=True, help="Organization.")
@click.option("--name", help="Name of the files; default: the CN.")
def client(
    folder: Path, days: int, cn: str, units: tuple[str, ...], organization: str, name: str | None
) -> None:
    """Issue a client certificate."""
    with _one_line_errors():
        issued = Authority(folder).issue_client(cn, organization, units, name or cn, period(days))
    click.echo(f"{issued.certificate}\n{issued.key}")


@pki.command()
@_folder_option
@click.argument("certificate", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def revoke(folder: Path, certificate: Path) -> None:
    """Put CERTIFICATE on the revocation list; a running server notices by itself."""
    authority = Authority(folder)
    with _one_line_errors():
        serial = authority.revoke(certificate)
    click.echo(f"{serial:x} revoked; written: {authority.revocations}")


@pki.command()
@_folder_option
@click.option(
    "--days",
    type=click.IntRange(1, 3_650),
    default=LIST_DAYS,
    show_default=True,
    help="Days until the lists must be renewed.",
)
def crl(folder: Path, days: int) -> None:
    """Write the revocation lists anew (a server refuses everybody when they are out of date)."""
    authority = Authority(folder)
    with _one_line_errors():
        authority.renew_list(days=days)
    click.echo(str(authority.revocations))


@pki.command()
@click.option(
    "--use",
    type=click.Choice(["client", "server"]),
    default="client",
    show_default=True,
    help="What the certificate is for.",
)
@click.option("--ca", help="Authorities (PEM) that the chain must lead to.")
@click.option("--crl", "revocations", help="Revocation lists (PEM or DER).")
@click.option("--cn", "names", multiple=True, help="Name that the server accepts; repeatable.")
@click.option("--ou", "units", multiple=True, help="Unit that the server accepts; repeatable.")
@click.option(
    "--language",
    type=click.Choice(["fr", "en"]),
    envvar=f"{ENVIRONMENT_PREFIX}LANGUAGE",
    default=lambda: "en" if os.environ.get("LANG", "").startswith("en") else "fr",
    help="Language of the explanations; default: that of the system, else French.",
)
@click.argument("certificate")
@click.pass_context
def show(
    context: click.Context,
    use: Use,
    ca: str | None,
    revocations: str | None,
    names: tuple[str, ...],
    units: tuple[str, ...],
    language: Literal["fr", "en"],
    certificate: str,
) -> None:
    """Explain whether CERTIFICATE (PEM) meets the rules of the SAS. Exit 1 when it does not."""
    with _one_line_errors():
        chain = read_certificates(certificate)
        expected = Expected(
            use=use,
            names=names,
            units=units,
            authorities=read_certificates(ca) if ca else (),
            revocations=read_revocation_lists(revocations) if revocations else (),
        )
        rules = judge_certificate(chain, expected)
    first = chain[0]
    click.echo(f"{certificate}\n{first.subject.rfc4514_string()}\nn° {first.serial_number:x}\n")
    for rule in rules:
        click.echo(_line(rule, language))
    acceptable = is_acceptable(rules)
    click.echo("\n" + _verdict(acceptable, language))
    context.exit(0 if acceptable else 1)


def _line(rule: Rule, language: Literal["fr", "en"]) -> str:
    marks = _MARKS if language == "fr" else _MARKS_EN
    return f"[{marks[rule.verdict]}] {rule.text(language)}"


def _verdict(acceptable: bool, language: Literal["fr", "en"]) -> str:
    if language == "fr":
        return (
            "Ce certificat répond aux règles du SAS."
            if acceptable
            else "Ce certificat ne répond pas aux règles du SAS."
        )
    return (
        "This certificate meets the rules of the SAS."
        if acceptable
        else "This certificate does not meet the rules of the SAS."
    )
