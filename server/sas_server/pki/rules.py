"""Whether a certificate meets what the SAS asks for, rule by rule, in plain words.

Spec: spec/flows.md section 10; the names of IGC-Santé's authorities: spec/hub-sante.md 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeVar

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from OpenSSL import crypto

from sas_server.tls.clients import client_of
from sas_server.tls.errors import TlsError
from sas_validators.issues.message import Language

_Extension = TypeVar("_Extension", bound=x509.ExtensionType)

Use = Literal["client", "server"]
Verdict = Literal["met", "broken", "unknown"]

AUTHORITIES = {
    "AC IGC-SANTE ELEMENTAIRE ORGANISATIONS": "production",
    "TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS": "test",
}
"""IGC-Santé's authorities for organisations' TLS certificates."""

_HASHES = {"sha256", "sha384", "sha512"}
_SMALLEST_RSA, _SMALLEST_EC = 2048, 256
_USAGES = {
    "client": ExtendedKeyUsageOID.CLIENT_AUTH,
    "server": ExtendedKeyUsageOID.SERVER_AUTH,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: whether it is met, and why, in French and English."""

    code: str
    verdict: Verdict
    fr: str
    en: str

    def text(self, language: Language) -> str:
        """The explanation."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True)
class Expected:
    """What a server would compare with; empty where it does not."""

    use: Use = "client"
    names: Sequence[str] = ()
    units: Sequence[str] = ()
    authorities: Sequence[x509.Certificate] = ()
    revocations: Sequence[x509.CertificateRevocationList] = ()


def judge_certificate(
    chain: Sequence[x509.Certificate], expected: Expected, now: datetime | None = None
) -> list[Rule]:
    """All rules for the first certificate of a chain."""
    certificate = chain[0]
    moment = now or datetime.now(UTC)
    return [
        _validity(certificate, moment),
        _end_entity(certificate),
        _use(certificate, expected.use),
        _key(certificate),
        _signature(certificate),
        *_names(certificate, expected),
        _issuer(certificate),
        *_trust(chain, expected, moment),
        *_revocation(certificate, expected, moment),
    ]


def is_acceptable(rules: Sequence[Rule]) -> bool:
    """Whether no rule is broken."""
    return all(rule.verdict != "broken" for rule in rules)


def _rule(code: str, met: bool, fr: str, en: str) -> Rule:
    return Rule(code, "met" if met else "broken", fr, en)


def _validity(certificate: x509.Certificate, now: datetime) -> Rule:
    start, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    period_fr = f"du {start:%d/%m/%Y %H:%M} au {end:%d/%m/%Y %H:%M} UTC"
    period_en = f"from {start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M} UTC"
    if now < start:
        text = (f"Pas encore valable : {period_fr}.", f"Not valid yet: {period_en}.")
        return _rule("validity", False, *text)
    if now > end:
        text = (f"Expiré : valable {period_fr}.", f"Expired: valid {period_en}.")
        return _rule("validity", False, *text)
    days = (end - now).days
    fr, en = f"Valable {period_fr} (encore {days} j).", f"Valid {period_en} ({days} days left)."
    return _rule("validity", True, fr, en)


def _end_entity(certificate: x509.Certificate) -> Rule:
    found = _extension(certificate, x509.BasicConstraints)
    authority = found is not None and found.ca
    return _rule(
        "end-entity",
        not authority,
        "C'est un certificat d'autorité : il ne peut pas identifier un client ou un serveur."
        if authority
        else "Certificat d'entité finale (non d'autorité).",
        "This is an authority's certificate: it can't identify a client or server."
        if authority
        else "An end entity's certificate (no authority).",
    )


def _use(certificate: x509.Certificate, use: Use) -> Rule:
    found = _extension(certificate, x509.ExtendedKeyUsage)
    word_fr = "l'authentification de client" if use == "client" else "l'authentification de serveur"
    word_en = f"{use} authentication"
    if found is None:
        return Rule(
            "use",
            "unknown",
            f"Ne dit pas s'il sert à {word_fr} (extendedKeyUsage absent) ; accepté.",
            f"Does not say whether it is for {word_en} (no extendedKeyUsage); accepted.",
        )
    met = _USAGES[use] in list(found)
    fr = f"Prévu pour {word_fr}." if met else f"N'est pas prévu pour {word_fr}."
    en = f"Meant for {word_en}." if met else f"Not meant for {word_en}."
    return _rule("use", met, fr, en)


def _key(certificate: x509.Certificate) -> Rule:
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        words, met = f"RSA {key.key_size} bits", key.key_size >= _SMALLEST_RSA
    elif isinstance(key, ec.EllipticCurvePublicKey):
        words, met = f"EC {key.curve.name}", key.key_size >= _SMALLEST_EC
    else:
        words, met = type(key).__name__, False
    fr = f"Clé {words}." if met else f"Clé {words} : trop faible ou d'un type inhabituel."
    en = f"Key {words}." if met else f"Key {words}: too weak or of an unusual kind."
    return _rule("key", met, fr, en)


def _signature(certificate: x509.Certificate) -> Rule:
    algorithm = certificate.signature_hash_algorithm
    name = "?" if algorithm is None else algorithm.name
    met = name in _HASHES
    fr = f"Signature avec {name}." if met else f"Signature avec {name} : trop faible."
    en = f"Signed with {name}." if met else f"Signed with {name}: too weak."
    return _rule("signature", met, fr, en)


def _names(certificate: x509.Certificate, expected: Expected) -> Iterator[Rule]:
    client = client_of(certificate)
    yield _name("cn", "CN", client.names, expected.names)
    yield _name("ou", "OU", client.units, expected.units)


def _name(code: str, label: str, found: Sequence[str], allowed: Sequence[str]) -> Rule:
    listed = ", ".join(f"« {name} »" for name in found)
    listed_en = ", ".join(f'"{name}"' for name in found)
    if not found:
        return _rule(code, False, f"Pas de {label} dans le sujet.", f"No {label} in the subject.")
    if not allowed:
        return Rule(
            code,
            "met",
            f"{label} : {listed} ; à convenir avec le SAS et à inscrire dans la liste du serveur.",
            f"{label}: {listed_en}; to be agreed with the SAS and put on the server's list.",
        )
    met = not set(found).isdisjoint(allowed)
    fr = f"{label} : {listed}, " + ("dans la liste." if met else "absent de la liste.")
    en = f"{label}: {listed_en}, " + ("on the list." if met else "not on the list.")
    return _rule(code, met, fr, en)


def _issuer(certificate: x509.Certificate) -> Rule:
    names = [str(item.value) for item in certificate.issuer if item.rfc4514_attribute_name == "CN"]
    name = names[0] if names else certificate.issuer.rfc4514_string()
    kind = AUTHORITIES.get(name)
    if kind is None:
        return _rule(
            "issuer",
            False,
            f"Émis par « {name} », qui n'est pas une autorité « Organisations » de l'IGC-Santé : "
            "bon pour des essais seulement.",
            f'Issued by "{name}", which is no "Organisations" authority of IGC-Santé: '
            "good for tests only.",
        )
    fr, en = f"Émis par l'IGC-Santé ({name}).", f"Issued by IGC-Santé ({name})."
    return _rule("issuer", True, fr, en)


def _trust(chain: Sequence[x509.Certificate], expected: Expected, now: datetime) -> Iterator[Rule]:
    if not expected.authorities:
        yield Rule(
            "trust",
            "unknown",
            "Chaîne de confiance non vérifiée (donnez les autorités avec --ca).",
            "Chain of trust not checked (give the authorities with --ca).",
        )
        return
    reason = _broken_chain(chain, expected.authorities, now)
    fr = "Chaîne de confiance complète." if reason is None else f"Chaîne de confiance : {reason}."
    en = "Chain of trust complete." if reason is None else f"Chain of trust: {reason}."
    yield _rule("trust", reason is None, fr, en)


def _broken_chain(
    chain: Sequence[x509.Certificate], authorities: Sequence[x509.Certificate], now: datetime
) -> str | None:
    """Why OpenSSL, which checks the handshakes too, does not trust a chain; None if it does."""
    store = crypto.X509Store()
    store.set_flags(crypto.X509StoreFlags.PARTIAL_CHAIN)
    # The certificate's own dates are another rule.
    start, end = chain[0].not_valid_before_utc, chain[0].not_valid_after_utc
    store.set_time(min(max(now, start), end).replace(tzinfo=None))
    for authority in authorities:
        store.add_cert(crypto.X509.from_cryptography(authority))
    certificate, *between = (crypto.X509.from_cryptography(item) for item in chain)
    try:
        crypto.X509StoreContext(store, certificate, between).verify_certificate()
    except crypto.X509StoreContextError as error:
        return str(error)
    return None


def _revocation(certificate: x509.Certificate, expected: Expected, now: datetime) -> Iterator[Rule]:
    lists = [item for item in expected.revocations if item.issuer == certificate.issuer]
    if not lists:
        yield Rule(
            "revocation",
            "unknown",
            "Révocation non vérifiée (donnez la liste de son autorité avec --crl).",
            "Revocation not checked (give its authority's list with --crl).",
        )
        return
    for revocations in lists:
        if revocations.next_update_utc is not None and revocations.next_update_utc < now:
            fr, en = "La liste de révocation est périmée.", "The revocation list is out of date."
            yield _rule("revocation-list", False, fr, en)
    serial = certificate.serial_number
    revoked = any(
        item.get_revoked_certificate_by_serial_number(serial) is not None for item in lists
    )
    fr = "Révoqué." if revoked else "Absent de la liste de révocation."
    en = "Revoked." if revoked else "Not on the revocation list."
    yield _rule("revocation", not revoked, fr, en)


def _extension(certificate: x509.Certificate, kind: type[_Extension]) -> _Extension | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None
    except ValueError as error:
        raise TlsError(f"the certificate's extensions can't be read: {error}") from error
