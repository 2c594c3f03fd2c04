"""Hashing passwords with Argon2id, at the cost that RFC 9106 advises for servers."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()

SHORTEST = 12
"""Characters of a password; nothing else is asked of it (as ANSSI and NIST advise)."""

LONGEST = 1_000
"""More is an attempt to keep the processor busy."""

NO_PASSWORD = ""
"""Stands for a hash in accounts that can't sign in by password."""

_DECOY = _hasher.hash("decoy")


def hash_password(password: str) -> str:
    """What to keep of a password."""
    return _hasher.hash(password)


def is_password(hashed: str | None, password: str) -> bool:
    """Whether it is the password; takes as long when there is no account or hash."""
    if len(password) > LONGEST:
        return False
    try:
        _hasher.verify(hashed or _DECOY, password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(hashed)
