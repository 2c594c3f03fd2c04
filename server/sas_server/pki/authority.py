"""A development PKI in a folder: root, intermediate, what they issued and revoked.

Its private keys lie beside it, unprotected: for tests only.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from sas_server.pki.issuing import (
    Issuer,
    Key,
    Period,
    make_certificate,
    make_intermediate,
    make_revocation_list,
    make_root,
)
from sas_server.pki.names import distinguished_name
from sas_server.tls.errors import TlsError
from sas_server.tls.files import read_certificates, read_key

ROOT_DAYS, INTERMEDIATE_DAYS, CERTIFICATE_DAYS, LIST_DAYS = 3650, 1825, 365, 30
"""How long things are valid; IGC-Santé's certificates last up to three years."""

ORGANIZATION = "SAS-FHIR TEST"
UNIT = "0002 000000000"
"""An OU as IGC-Santé writes it: the scheme of the identifier, then the identifier."""

_BACKDATED = timedelta(minutes=5)
"""Clocks differ; what is new is valid at once on both sides."""


@dataclass(frozen=True)
class Issued:
    """The files of a new certificate."""

    certificate: Path
    key: Path


@dataclass
class Index:
    """What a PKI remembers: the number of its last list, and what is on it."""

    number: int = 0
    revoked: dict[str, str] = field(default_factory=dict)
    """Serial number -> moment."""


class Authority:
    """The PKI in a folder. All methods raise TlsError for what can't be done."""

    def __init__(self, folder: Path) -> None:
        """The folder may not exist before `create`."""
        self.folder = folder

    @property
    def chain(self) -> Path:
        """The file to trust: intermediate and root."""
        return self.folder / "ca.pem"

    @property
    def revocations(self) -> Path:
        """The file of revocation lists: intermediate's and root's."""
        return self.folder / "crl.pem"

    def create(self, now: datetime | None = None) -> None:
        """Makes root, intermediate and empty revocation lists; refuses to overwrite."""
        moment = now or _now()
        if self._file("root", ".pem").exists():
            raise TlsError(f"{self.folder} already holds a PKI")
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise TlsError(f"{self.folder}: {error.strerror or error}") from error
        root = make_root(_ca_name("TEST AC RACINE SAS-FHIR"), _period(moment, ROOT_DAYS))
        name = _ca_name("TEST AC SAS-FHIR ORGANISATIONS")
        intermediate = make_intermediate(name, _period(moment, INTERMEDIATE_DAYS), root)
        self._write_issuer("root", root)
        self._write_issuer("intermediate", intermediate)
        _write(self.chain, _pem(intermediate.certificate) + _pem(root.certificate))
        _write(self._index_file, json.dumps(asdict(Index())).encode())
        self.renew_list(moment)

    def issue_server(self, hosts: Sequence[str], file: str, period: Period) -> Issued:
        """A server certificate for host names and addresses; the first is its CN."""
        name = _subject(hosts[0], ORGANIZATION, (UNIT,))
        return self._issue("server", name, hosts, file, period)

    def issue_client(
        self, common: str, organization: str, units: Sequence[str], file: str, period: Period
    ) -> Issued:
        """A client certificate with these names."""
        name = _subject(common, organization, tuple(units))
        return self._issue("client", name, (), file, period)

    def revoke(self, certificate: Path, now: datetime | None = None) -> int:
        """Puts a certificate on the list; returns its serial number."""
        found = read_certificates(str(certificate))[0]
        if found.issuer != self._issuer("intermediate").certificate.subject:
            raise TlsError(f"{certificate} was not issued by the PKI in {self.folder}")
        moment = now or _now()
        with self._index() as index:
            index.revoked.setdefault(str(found.serial_number), moment.isoformat())
        self.renew_list(moment)
        return found.serial_number

    def renew_list(self, now: datetime | None = None, days: int = LIST_DAYS) -> None:
        """Writes the revocation lists anew, valid for `days`."""
        moment = now or _now()
        period = _period(moment, days)
        with self._index() as index:
            index.number += 1
            number, revoked = index.number, _moments(index.revoked)
            lists = (
                make_revocation_list(self._issuer("intermediate"), revoked, period, number),
                make_revocation_list(self._issuer("root"), {}, period, number),
            )
            _write(self.revocations, b"".join(item.public_bytes(Encoding.PEM) for item in lists))

    def _issue(
        self, use: str, name: x509.Name, hosts: Sequence[str], file: str, period: Period
    ) -> Issued:
        issuer = self._issuer("intermediate")
        try:
            certificate, key = make_certificate(use, name, hosts, period, issuer)
        except ValueError as error:
            raise TlsError(f"no such certificate can be made: {error}") from error
        issued = Issued(self._file(file, ".pem"), self._file(file, ".key"))
        if issued.certificate.exists():
            raise TlsError(f"{issued.certificate} exists; choose another --name")
        _write(issued.key, _key_pem(key))
        # The chain goes along: the other side may know the root only.
        _write(issued.certificate, _pem(certificate) + _pem(issuer.certificate))
        return issued

    def _issuer(self, name: str) -> Issuer:
        file = self._file(name, ".pem")
        if not file.exists():
            raise TlsError(f"{self.folder} holds no PKI; make one with `sas-fhir pki init`")
        key = read_key(str(self._file(name, ".key")))
        if not isinstance(key, Key):
            raise TlsError(f"the key of {file} is not of the kind that `pki init` makes")
        return Issuer(read_certificates(str(file))[0], key)

    def _write_issuer(self, name: str, issuer: Issuer) -> None:
        _write(self._file(name, ".key"), _key_pem(issuer.key))
        _write(self._file(name, ".pem"), _pem(issuer.certificate))

    def _file(self, name: str, suffix: str) -> Path:
        return self.folder / (re.sub(r"[^A-Za-z0-9._-]", "_", name) + suffix)

    @property
    def _index_file(self) -> Path:
        return self.folder / "index.json"

    @contextmanager
    def _index(self) -> Iterator[Index]:
        """What was revoked, locked against others and written back at the end."""
        try:
            lock = os.fdopen(os.open(self.folder / ".lock", os.O_WRONLY | os.O_CREAT, 0o600), "w")
        except OSError as error:
            raise TlsError(f"{self.folder} holds no PKI that can be written to") from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                index = Index(**json.loads(self._index_file.read_bytes()))
            except (OSError, ValueError, TypeError) as error:
                raise TlsError(f"{self._index_file} can't be read") from error
            yield index
            _write(self._index_file, json.dumps(asdict(index)).encode())


def _moments(revoked: Mapping[str, str]) -> dict[int, datetime]:
    return {int(serial): datetime.fromisoformat(text) for serial, text in revoked.items()}


def _ca_name(common: str) -> x509.Name:
    return distinguished_name(common, ORGANIZATION, (UNIT,))


def _subject(common: str, organization: str, units: tuple[str, ...]) -> x509.Name:
    try:
        return distinguished_name(common, organization, units)
    except ValueError as error:
        raise TlsError(f"no such certificate can be made: {error}") from error


def period_of(days: int) -> Period:
    """From now on for `days`."""
    return _period(_now(), days)


def _period(start: datetime, days: int) -> Period:
    return Period(start - _BACKDATED, start + timedelta(days=days))


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.PEM)


def _key_pem(key: Key) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _write(file: Path, content: bytes) -> None:
    """Readable by this account only, and never seen half written."""
    unfinished = file.with_name(file.name + ".part")
    try:
        unfinished.unlink(missing_ok=True)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
        unfinished.replace(file)
    except OSError as error:
        raise TlsError(f"{file}: {error.strerror or error}") from error
