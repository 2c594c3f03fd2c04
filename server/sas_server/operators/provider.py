"""Signing in by an OpenID Connect provider, as Pro Santé Connect is one.

Authorization code with PKCE; the ID token's signature, issuer, audience, time
and nonce are checked, and that userinfo speaks of the same person.

Spec: https://openid.net/specs/openid-connect-core-1_0.html (3.1)
"""

from __future__ import annotations

import ipaddress
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from sas_server.settings import Settings

_PATIENCE = 10
"""Seconds for an answer of the provider."""

_KNOWN_FOR = 3_600
"""Seconds for which its description and keys are used without asking again."""

_ALGORITHMS = ["RS256", "PS256", "ES256"]
_ASSURANCE = "eidas1"
"""What Pro Santé Connect wants to be asked for."""

_LEEWAY = 60
"""Seconds by which clocks may differ."""

_ADDRESSES = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")

_FAILURES = (AuthlibBaseError, requests.RequestException, JoseError, KeyError, ValueError)
"""What goes wrong when a provider does not do as it should."""


class ProviderError(Exception):
    """The provider can't be used, or did not vouch for anybody; the message says why."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What ties the provider's answer to the browser that went there."""

    state: str
    nonce: str
    verifier: str

    def to_text(self) -> str:
        """For a cookie."""
        return ".".join((self.state, self.nonce, self.verifier))


def new_attempt() -> Attempt:
    """Random values that nobody else can know."""
    return Attempt(*(secrets.token_urlsafe(32) for _ in range(3)))


def read_attempt(text: str) -> Attempt | None:
    """The reverse of `Attempt.to_text`; None for anything else."""
    parts = text.split(".")
    return Attempt(*parts) if len(parts) == 3 and all(parts) else None


class Provider:
    """The provider that `settings` name."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is asked before somebody signs in. Raises ProviderError for a bad URL."""
        self._issuer = settings.oidc_issuer.rstrip("/")
        self._client_id = settings.oidc_client_id
        self._secret = settings.oidc_client_secret
        self._scope = settings.oidc_scope
        self._described: dict[str, Any] = {}
        self._keys: Any = None
        self._asked = 0.0
        if not self._client_id:
            raise ProviderError("--oidc-issuer needs --oidc-client-id")
        _check_secure(self._issuer)

    def address(self, attempt: Attempt, back: str) -> str:
        """Where to send the browser; `back` is where it comes back. Raises ProviderError."""
        described = self._description()
        session = self._session(back)
        url, _ = session.create_authorization_url(
            described["authorization_endpoint"],
            state=attempt.state,
            nonce=attempt.nonce,
            code_verifier=attempt.verifier,
            acr_values=_ASSURANCE,
        )
        return str(url)

    def identity(self, attempt: Attempt, code: str, back: str) -> str:
        """The national identifier of who signed in. Raises ProviderError."""
        described = self._description()
        session = self._session(back)
        try:
            token = session.fetch_token(
                described["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=attempt.verifier,
                timeout=_PATIENCE,
            )
            claims = self._claims(str(token["id_token"]), attempt.nonce)
            # Not by the session, which holds short-lived tokens for expired already.
            bearer = {"Authorization": f"Bearer {token['access_token']}"}
            person = _get(described["userinfo_endpoint"], bearer)
        except (
            AuthlibBaseError,
            requests.RequestException,
            JoseError,
            KeyError,
            ValueError,
        ) as error:
            raise ProviderError(f"{type(error).__name__}") from error
        if person.get("sub") != claims["sub"]:
            raise ProviderError("userinfo speaks of somebody else")
        name = person.get("SubjectNameID") or person.get("preferred_username")
        if not isinstance(name, str) or not name:
            raise ProviderError("there is no national identifier")
        return name

    def _claims(self, id_token: str, nonce: str) -> dict[str, Any]:
        decoded = jwt.decode(id_token, self._keys, algorithms=_ALGORITHMS)
        registry = jwt.JWTClaimsRegistry(
            leeway=_LEEWAY,
            iss={"essential": True, "value": self._described["issuer"]},
            aud={"essential": True, "value": self._client_id},
            sub={"essential": True},
            exp={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        registry.validate(decoded.claims)
        return dict(decoded.claims)

    def _description(self) -> dict[str, Any]:
        """What the provider says of itself, and its keys."""
        if self._described and time.monotonic() - self._asked < _KNOWN_FOR:
            return self._described
        described = _get(f"{self._issuer}/.well-known/openid-configuration")
        names = (
            "issuer",
            "authorization_endpoint",
            "token_endpoint",
            "userinfo_endpoint",
            "jwks_uri",
        )
        if any(not isinstance(described.get(name), str) for name in names):
            raise ProviderError("its description is incomplete")
        if described["issuer"].rstrip("/") != self._issuer:
            raise ProviderError("it calls itself otherwise than --oidc-issuer")
        for name in _ADDRESSES:
            _check_secure(described[name])
        try:
            self._keys = KeySet.import_key_set(_get(described["jwks_uri"]))  # type: ignore[arg-type]
        except (JoseError, KeyError, ValueError, TypeError) as error:
            raise ProviderError("its keys can't be read") from error
        self._described, self._asked = described, time.monotonic()
        return described

    def _session(self, back: str) -> OAuth2Session:
        return OAuth2Session(
            self._client_id,
            self._secret or None,
            scope=self._scope,
            redirect_uri=back,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_post" if self._secret else "none",
        )


def _get(url: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    try:
        answer = requests.get(url, headers=headers, timeout=_PATIENCE, allow_redirects=False)
        answer.raise_for_status()
        found = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise ProviderError(f"it does not answer ({type(error).__name__})") from error
    if not isinstance(found, dict):
        raise ProviderError("its answer is no JSON object")
    return found


def _check_secure(url: str) -> None:
    """HTTPS, or this very machine."""
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and _is_here(parts.hostname or ""):
        return
    raise ProviderError(f"--oidc-issuer: {url!r} is no https:// URL")


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
