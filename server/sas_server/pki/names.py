"""Distinguished names in the shape that IGC-Santé gives them."""

from __future__ import annotations

from cryptography import x509
from cryptography.x509.oid import NameOID

COUNTRY = "FR"


def distinguished_name(common: str, organization: str, units: tuple[str, ...]) -> x509.Name:
    """C, O, OU, CN, in this order. Raises ValueError for what X.509 does not allow."""
    attributes = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, COUNTRY),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization),
        *(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit) for unit in units),
        x509.NameAttribute(NameOID.COMMON_NAME, common),
    ]
    return x509.Name(attributes)
