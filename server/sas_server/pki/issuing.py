"""Making certificates and revocation lists: what goes into them, and nothing of files.

The extensions are those that IGC-Santé's certificates carry and that OpenSSL's
strict mode asks for (RFC 5280).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

Key = rsa.RSAPrivateKey

_BITS = 2048

_USAGES = {
    "server": (ExtendedKeyUsageOID.SERVER_AUTH,),
    "client": (ExtendedKeyUsageOID.CLIENT_AUTH,),
}


@dataclass(frozen=True)
class Issuer:
    """An authority: its certificate and key."""

    certificate: x509.Certificate
    key: Key


@dataclass(frozen=True)
class Period:
    """From when to when."""

    start: datetime
    end: datetime


def new_key() -> Key:
    """A new RSA key, the kind that IGC-Santé certifies."""
    return rsa.generate_private_key(public_exponent=65537, key_size=_BITS)


def make_root(name: x509.Name, period: Period) -> Issuer:
    """A self-signed root authority."""
    key = new_key()
    builder = _authority(name, name, key, period, depth=1)
    builder = _identified(builder, key.public_key(), key.public_key())
    return Issuer(builder.sign(key, hashes.SHA256()), key)


def make_intermediate(name: x509.Name, period: Period, root: Issuer) -> Issuer:
    """An authority that issues end entities' certificates."""
    key = new_key()
    builder = _authority(name, root.certificate.subject, key, period, depth=0)
    builder = _identified(builder, key.public_key(), root.key.public_key())
    return Issuer(builder.sign(root.key, hashes.SHA256()), key)


def make_certificate(
    use: str, name: x509.Name, hosts: Sequence[str], period: Period, issuer: Issuer
) -> tuple[x509.Certificate, Key]:
    """A certificate for `use` (server or client) with its key. Raises ValueError for bad hosts."""
    key = new_key()
    builder = _started(name, issuer.certificate.subject, key, period)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
    builder = builder.add_extension(_key_usage(signs=False), True)
    builder = builder.add_extension(x509.ExtendedKeyUsage(_USAGES[use]), False)
    if hosts:
        names = x509.SubjectAlternativeName([_general_name(host) for host in hosts])
        builder = builder.add_extension(names, False)
    builder = _identified(builder, key.public_key(), issuer.key.public_key())
    return builder.sign(issuer.key, hashes.SHA256()), key


def make_revocation_list(
    issuer: Issuer, revoked: Mapping[int, datetime], period: Period, number: int
) -> x509.CertificateRevocationList:
    """The list of revoked serial numbers, each with its moment."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(period.start)
        .next_update(period.end)
        .add_extension(x509.CRLNumber(number), False)
        .add_extension(_authority_key(issuer.key.public_key()), False)
    )
    for item in _entries(revoked):
        builder = builder.add_revoked_certificate(item)
    return builder.sign(issuer.key, hashes.SHA256())


def _entries(revoked: Mapping[int, datetime]) -> Iterable[x509.RevokedCertificate]:
    for serial, moment in sorted(revoked.items()):
        yield (
            x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(moment).build()
        )


def _started(
    subject: x509.Name, issuer: x509.Name, key: Key, period: Period
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(period.start)
        .not_valid_after(period.end)
    )


def _authority(
    subject: x509.Name, issuer: x509.Name, key: Key, period: Period, depth: int
) -> x509.CertificateBuilder:
    builder = _started(subject, issuer, key, period)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=depth), True)
    return builder.add_extension(_key_usage(signs=True), True)


def _identified(
    builder: x509.CertificateBuilder, own: rsa.RSAPublicKey, issuer: rsa.RSAPublicKey
) -> x509.CertificateBuilder:
    own_id = x509.SubjectKeyIdentifier.from_public_key(own)
    return builder.add_extension(own_id, False).add_extension(_authority_key(issuer), False)


def _authority_key(key: rsa.RSAPublicKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key)


def _key_usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_encipherment=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
