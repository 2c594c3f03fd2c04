"""Reading certificates, keys and revocation lists, and saying what is wrong with a file.

PEM files may hold several objects and text around them; revocation lists are
also taken in DER, the form in which authorities publish them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)

from sas_server.tls.errors import TlsError

_Loaded = TypeVar("_Loaded")

_CRL = re.compile(rb"-----BEGIN X509 CRL-----.+?-----END X509 CRL-----", re.DOTALL)
_BEGIN = b"-----BEGIN "


def read_certificates(path: str) -> list[x509.Certificate]:
    """The certificates of a PEM file, in their order. Raises TlsError."""
    content = _read(path)
    try:
        return x509.load_pem_x509_certificates(content)
    except ValueError as error:
        raise TlsError(f"{path} holds no readable PEM certificate") from error


def read_key(path: str) -> PrivateKeyTypes:
    """The private key of a PEM file. Raises TlsError, also when a passphrase protects it."""
    content = _read(path)
    try:
        return load_pem_private_key(content, password=None)
    except TypeError as error:
        raise TlsError(
            f"{path} is protected by a passphrase; give a key without one, readable only by "
            "the server's account"
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise TlsError(f"{path} holds no readable PEM private key") from error


def read_revocation_lists(path: str) -> list[x509.CertificateRevocationList]:
    """The revocation lists of a PEM or DER file. Raises TlsError."""
    content = _read(path)
    if _BEGIN not in content:
        return [_loaded(x509.load_der_x509_crl, content, path)]
    found = [_loaded(x509.load_pem_x509_crl, block, path) for block in _CRL.findall(content)]
    if not found:
        raise TlsError(f"{path} holds no revocation list (CRL)")
    return found


def check_pair(certificate: x509.Certificate, key: PrivateKeyTypes, path: str) -> None:
    """Raises TlsError unless the key in `path` is the certificate's."""
    form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if key.public_key().public_bytes(*form) != certificate.public_key().public_bytes(*form):
        raise TlsError(f"the private key in {path} does not belong to the certificate")


def check_signatures(
    lists: Sequence[x509.CertificateRevocationList],
    authorities: Sequence[x509.Certificate],
    path: str,
) -> None:
    """Raises TlsError for a list that claims one of `authorities` without its signature."""
    for revocations in lists:
        issuers = [item for item in authorities if item.subject == revocations.issuer]
        if issuers and not any(_is_signed_by(revocations, item) for item in issuers):
            name = revocations.issuer.rfc4514_string()
            raise TlsError(f"{path}: the revocation list is not signed by its issuer, {name}")


def _is_signed_by(revocations: x509.CertificateRevocationList, authority: x509.Certificate) -> bool:
    try:
        # Other kinds of keys sign no revocation lists and are refused as such.
        return revocations.is_signature_valid(authority.public_key())  # type: ignore[arg-type]
    except (TypeError, ValueError, UnsupportedAlgorithm):
        return False


def _loaded(load: Callable[[bytes], _Loaded], content: bytes, path: str) -> _Loaded:
    try:
        return load(content)
    except ValueError as error:
        raise TlsError(f"{path} holds no readable revocation list (CRL)") from error


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise TlsError(f"{path}: {error.strerror or error}") from error
