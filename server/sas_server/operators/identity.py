"""Who is signed in, by the cookie of a request."""

from __future__ import annotations

from flask import Request, Response

from sas_server.operators.sessions import Session, find_session
from sas_server.store.store import Store

_LONGEST = 200


def session_of(http: Request, store: Store) -> Session | None:
    """The session of a request, None when nobody is signed in."""
    token = session_token(http)
    return find_session(store, token) if token else None


def session_token(http: Request) -> str:
    """The token in the request's cookie; empty without."""
    token = http.cookies.get(cookie_name("session", http), "")
    return token if len(token) <= _LONGEST else ""


def set_cookie(
    response: Response,
    http: Request,
    name: str,
    value: str,
    seconds: int,
    *,
    from_elsewhere: bool = False,
) -> None:
    """A cookie for this server's own pages, out of reach of scripts.

    `from_elsewhere`: also sent when a link of another site leads here.
    """
    response.set_cookie(
        cookie_name(name, http),
        value,
        max_age=seconds,
        secure=http.is_secure,
        httponly=True,
        samesite="Lax" if from_elsewhere else "Strict",
        path="/",
    )


def cookie_name(name: str, http: Request) -> str:
    """With HTTPS, a name that browsers let only this very host set (RFC 6265bis, 4.1.3.2)."""
    return f"__Host-sas-{name}" if http.is_secure else f"sas-{name}"
