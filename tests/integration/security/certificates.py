"""Certificates of every kind that a server must tell apart."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from sas_server.pki.authority import Authority, Issued, period_of
from sas_server.pki.issuing import Period, make_root
from sas_server.pki.names import distinguished_name

NAME, UNIT = "plateforme.sas.example", "1 330000001"
OTHER_NAME, OTHER_UNIT = "editeur.example", "1 330000002"


@dataclass(frozen=True)
class Certificates:
    """A PKI with a server's certificate; clients' are issued when asked for."""

    authority: Authority
    other: Authority
    server: Issued

    def client(
        self,
        file: str,
        names: tuple[str, tuple[str, ...]] = (NAME, (UNIT,)),
        period: Period | None = None,
        authority: Authority | None = None,
    ) -> Issued:
        """A client's certificate with this CN and these OU; the same one for the same `file`."""
        issued = self.files(file)
        if authority is None and issued.certificate.exists():
            return issued
        return (authority or self.authority).issue_client(
            names[0], "SAS", names[1], file, period or period_of(1)
        )

    def files(self, file: str) -> Issued:
        """Where a certificate of the PKI is."""
        folder = self.authority.folder
        return Issued(folder / f"{file}.pem", folder / f"{file}.key")

    def self_signed(self, file: str) -> Issued:
        """A certificate with the right names that only its owner vouches for."""
        root = make_root(distinguished_name(NAME, "SAS", (UNIT,)), period_of(1))
        issued = Issued(
            self.authority.folder / f"{file}.pem", self.authority.folder / f"{file}.key"
        )
        issued.certificate.write_bytes(root.certificate.public_bytes(Encoding.PEM))
        issued.key.write_bytes(
            root.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        )
        return issued

    def options(self, *more: str) -> tuple[str, ...]:
        """What `serve` needs."""
        return (
            *("--tls-cert", str(self.server.certificate), "--tls-key", str(self.server.key)),
            *("--client-ca", str(self.authority.chain)),
            *("--client-crl", str(self.authority.revocations)),
            *more,
        )

    def context(self, issued: Issued | None) -> ssl.SSLContext:
        """A client that trusts the server and shows `issued`, if anything."""
        context = ssl.create_default_context(cafile=str(self.authority.chain))
        if issued is not None:
            context.load_cert_chain(issued.certificate, issued.key)
        return context


def make_certificates(folder: Path) -> Certificates:
    """A new PKI in `folder`, and one that the server does not know."""
    authority, other = Authority(folder / "pki"), Authority(folder / "other")
    authority.create()
    other.create()
    server = authority.issue_server(("127.0.0.1", "localhost"), "server", period_of(1))
    return Certificates(authority, other, server)


def days_around_now(first: int, last: int) -> Period:
    """From `first` to `last` days from now."""
    now = datetime.now(UTC)
    return Period(now + timedelta(days=first), now + timedelta(days=last))
