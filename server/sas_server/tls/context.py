"""The TLS context of a server, built anew when one of its files changes.

OpenSSL checks chain, validity and revocation during the handshake. Sessions
are not resumed: a resumed one would skip these checks.

Spec: spec/flows.md section 10; RFC 8996 (nothing below TLS 1.2), RFC 5280 (CRLs).
"""

from __future__ import annotations

import logging
import ssl
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from sas_server.settings import Settings
from sas_server.tls.errors import TlsError
from sas_server.tls.files import (
    check_pair,
    check_signatures,
    read_certificates,
    read_key,
    read_revocation_lists,
)

log = logging.getLogger(__name__)

CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"
"""TLS 1.2: forward secrecy and authenticated encryption only (ANSSI's and IETF's advice)."""

Revoked = frozenset[tuple[bytes, int]]
"""(issuer's name in DER, serial number)."""

_Fingerprint = tuple[tuple[int, int, int] | None, ...]


@dataclass(frozen=True)
class TlsFiles:
    """Where certificates are; empty strings for what is not used."""

    certificate: str
    key: str
    authorities: str = ""
    revocations: str = ""

    @property
    def paths(self) -> tuple[str, ...]:
        """Those that are used."""
        paths = (self.certificate, self.key, self.authorities, self.revocations)
        return tuple(path for path in paths if path)


@dataclass(frozen=True)
class Built:
    """A context and what it was built from."""

    context: ssl.SSLContext
    revoked: Revoked


def tls_files(settings: Settings) -> TlsFiles | None:
    """The files that `settings` name, None for plain HTTP. Raises TlsError if they don't fit."""
    needs = (
        ("tls_key", "tls_cert"),
        ("tls_cert", "tls_key"),
        ("client_ca", "tls_cert"),
        ("client_crl", "client_ca"),
        ("client_cn", "client_ca"),
        ("client_ou", "client_ca"),
    )
    for name, needed in needs:
        if getattr(settings, name) and not getattr(settings, needed):
            raise TlsError(f"{_flag(name)} needs {_flag(needed)}")
    if not settings.tls_cert:
        return None
    return TlsFiles(settings.tls_cert, settings.tls_key, settings.client_ca, settings.client_crl)


class ServerTls:
    """The context in force; safe to use from many threads."""

    def __init__(self, files: TlsFiles) -> None:
        """Reads everything at once. Raises TlsError."""
        self._files = files
        self._lock = threading.Lock()
        self._seen = _fingerprint(files)
        self._built = build_context(files)

    @property
    def asks_for_certificates(self) -> bool:
        """Whether clients must show one."""
        return bool(self._files.authorities)

    def current(self) -> Built:
        """The context for a new connection; files that changed have been read again.

        A changed file that can't be used leaves the former context in force, so
        that a revocation list caught half written neither opens nor closes the door;
        it is tried again with the next connection.
        """
        if _fingerprint(self._files) != self._seen:
            self._reload()
        return self._built

    def _reload(self) -> None:
        with self._lock:
            seen = _fingerprint(self._files)
            if seen == self._seen:
                return
            try:
                self._built = build_context(self._files)
            except TlsError as error:
                log.error("certificates were not read again: %s", error)
                return
            self._seen = seen
            log.warning("certificates and revocation lists were read again")


def build_context(files: TlsFiles) -> Built:
    """A context of these files. Raises TlsError."""
    chain = read_certificates(files.certificate)
    check_pair(chain[0], read_key(files.key), files.key)
    _warn_of_dates(chain[0], files.certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(CIPHERS)
    context.options |= (
        ssl.OP_NO_COMPRESSION
        | ssl.OP_CIPHER_SERVER_PREFERENCE
        | ssl.OP_NO_TICKET
        | ssl.OP_NO_RENEGOTIATION
    )
    context.num_tickets = 0
    try:
        context.load_cert_chain(files.certificate, files.key)
    except ssl.SSLError as error:
        raise TlsError(f"{files.certificate}: {error.reason or error}") from error
    if not files.authorities:
        return Built(context, frozenset())
    return Built(context, _ask_for_certificates(context, files))


def _ask_for_certificates(context: ssl.SSLContext, files: TlsFiles) -> Revoked:
    authorities = read_certificates(files.authorities)
    context.verify_mode = ssl.CERT_REQUIRED
    if _lacks_root(authorities):
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    context.load_verify_locations(cadata=_pem(authorities))
    if not files.revocations:
        return frozenset()
    lists = read_revocation_lists(files.revocations)
    check_signatures(lists, authorities, files.revocations)
    _warn_of_age(lists, files.revocations)
    _load_revocations(context, lists)
    context.verify_flags |= _depth_of_checks(authorities, lists)
    return frozenset(
        (item.issuer.public_bytes(), revoked.serial_number) for item in lists for revoked in item
    )


def _depth_of_checks(
    authorities: Sequence[x509.Certificate], lists: Sequence[x509.CertificateRevocationList]
) -> ssl.VerifyFlags:
    """The whole chain where there is a list for all of it, else the client's certificate.

    OpenSSL refuses a certificate whose issuer has no list; an authority that
    publishes lists for its clients only must not lock everybody out.
    """
    listed = {item.issuer for item in lists}
    # A chain that ends below its root has nobody who could vouch for the last list.
    whole = all(item.issuer in listed for item in authorities) and not _lacks_root(authorities)
    return ssl.VERIFY_CRL_CHECK_CHAIN if whole else ssl.VERIFY_CRL_CHECK_LEAF


def _lacks_root(authorities: Sequence[x509.Certificate]) -> bool:
    """Whether an intermediate authority is to be trusted without its root."""
    subjects = {item.subject for item in authorities}
    return any(item.issuer not in subjects for item in authorities)


def _load_revocations(
    context: ssl.SSLContext, lists: Sequence[x509.CertificateRevocationList]
) -> None:
    # By a file, the only way `ssl` takes them; made of the lists alone, because it would
    # trust any certificate that stands in it as well.
    with tempfile.NamedTemporaryFile(suffix=".pem") as file:
        for revocations in lists:
            file.write(revocations.public_bytes(Encoding.PEM))
        file.flush()
        context.load_verify_locations(cafile=file.name)


def _pem(certificates: Sequence[x509.Certificate]) -> str:
    return "".join(item.public_bytes(Encoding.PEM).decode() for item in certificates)


def _warn_of_dates(certificate: x509.Certificate, path: str) -> None:
    now = datetime.now(UTC)
    if now > certificate.not_valid_after_utc:
        log.warning("%s has expired: clients will refuse it", path)
    elif now < certificate.not_valid_before_utc:
        log.warning("%s is not valid yet: clients will refuse it", path)


def _warn_of_age(lists: Sequence[x509.CertificateRevocationList], path: str) -> None:
    for revocations in lists:
        due = revocations.next_update_utc
        if due is not None and due < datetime.now(UTC):
            log.warning(
                "%s: the list of %s is out of date, its clients are refused until it is renewed",
                path,
                revocations.issuer.rfc4514_string(),
            )


def _fingerprint(files: TlsFiles) -> _Fingerprint:
    return tuple(_state(path) for path in files.paths)


def _state(path: str) -> tuple[int, int, int] | None:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")
