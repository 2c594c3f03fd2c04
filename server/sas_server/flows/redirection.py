"""The URL that SAS sends a regulator to when a slot is chosen (INT_SSO).

Spec: flows.md 6 (facts 1 and 2), 9.1
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

ORIGIN = "sas"
"""What tells an editor that the regulator comes from SAS."""


def redirection_url(comment: str, origin: str = ORIGIN) -> str:
    """`Slot.comment` with `origin=sas`: its own parameters and fragment stay as they are.

    A slot that brings an `origin` of its own gets it replaced: only SAS vouches for it.
    """
    parts = urlsplit(comment)
    given = [pair for pair in parts.query.split("&") if pair]
    kept = [pair for pair in given if pair.partition("=")[0] != "origin"]
    query = "&".join([*kept, urlencode({"origin": origin})])
    return urlunsplit(parts._replace(query=query))


def comes_from_sas(url: str, origin: str = ORIGIN) -> bool:
    """Whether the URL that an editor is called at says that the regulator comes from SAS."""
    return [value for name, value in parse_qsl(urlsplit(url).query) if name == "origin"] == [origin]
