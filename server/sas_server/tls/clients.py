"""Who a client is, by its certificate, and whether it is let in.

The handshake has checked chain, validity and revocation when a request comes;
here its names are compared with the allow-lists, and on connections that are
older than the revocation lists in force, revocation once more.

Spec: spec/flows.md section 10 (requirements 2 and 3).
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.x509.oid import NameOID

from sas_server.refusals.catalogue import (
    CLIENT_EXPIRED,
    CLIENT_NAME,
    CLIENT_REVOKED,
    CLIENT_UNIT,
    CLIENT_UNREADABLE,
)
from sas_server.refusals.refusal import Refused
from sas_server.tls.context import ServerTls


@dataclass(frozen=True, slots=True)
class Client:
    """The names in a client's certificate."""

    names: tuple[str, ...]
    units: tuple[str, ...]

    @property
    def name(self) -> str:
        """What to call the client."""
        return self.names[0] if self.names else ""


class ClientGate:
    """Lets in clients whose certificate has one of the names and one of the units.

    An empty list is not checked; names are compared as whole strings.
    """

    def __init__(self, tls: ServerTls, names: tuple[str, ...], units: tuple[str, ...]) -> None:
        self._tls = tls
        self._names = frozenset(names)
        self._units = frozenset(units)

    def admit(self, environ: Mapping[str, Any]) -> Client | None:
        """The client of a WSGI request; None where certificates are not asked for.

        Raises Refused (403).
        """
        if not self._tls.asks_for_certificates:
            return None
        certificate = _peer_certificate(environ["gunicorn.socket"])
        self._check_still_valid(certificate, environ["gunicorn.socket"])
        client = client_of(certificate)
        if self._names and self._names.isdisjoint(client.names):
            raise Refused(CLIENT_NAME)
        if self._units and self._units.isdisjoint(client.units):
            raise Refused(CLIENT_UNIT)
        return client

    def name(self, environ: Mapping[str, Any]) -> str:
        """What to call a client that is not admitted, as far as its certificate tells."""
        try:
            return client_of(_peer_certificate(environ["gunicorn.socket"])).name
        except Refused:
            return ""

    def _check_still_valid(self, certificate: x509.Certificate, connection: ssl.SSLSocket) -> None:
        if datetime.now(UTC) > certificate.not_valid_after_utc:
            raise Refused(CLIENT_EXPIRED)
        built = self._tls.current()
        if connection.context is built.context:
            return
        if (certificate.issuer.public_bytes(), certificate.serial_number) in built.revoked:
            raise Refused(CLIENT_REVOKED)


def client_of(certificate: x509.Certificate) -> Client:
    """All CN and OU of a certificate's subject."""
    return Client(
        _values(certificate, NameOID.COMMON_NAME),
        _values(certificate, NameOID.ORGANIZATIONAL_UNIT_NAME),
    )


def _values(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> tuple[str, ...]:
    return tuple(str(item.value) for item in certificate.subject.get_attributes_for_oid(oid))


def _peer_certificate(connection: ssl.SSLSocket) -> x509.Certificate:
    content = connection.getpeercert(binary_form=True)
    try:
        return x509.load_der_x509_certificate(content or b"")
    except ValueError as error:
        # OpenSSL forgives encodings that the reader of names does not.
        raise Refused(CLIENT_UNREADABLE) from error
