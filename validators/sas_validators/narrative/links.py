"""Links and images of a narrative.

Spec: validator-features section 16
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sas_validators.issues.catalogue import narrative as catalogue
from sas_validators.issues.message import Message

Found = list[tuple[Message, dict[str, Any]]]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):").match
_BAD_CHARACTER = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}]").search

_REFUSED = frozenset({"javascript", "vbscript", "livescript", "mocha"})
"""Schemes of links that run something; the HL7 validator knows them in lower case only."""
_ACTIVE = _REFUSED | {"data"}
"""The same wherever a browser may run them: worth a warning where they are no error."""
_ACTIVE_WARNING = catalogue.ACTIVE_LINK.at_severity("warning")
_LITERAL = frozenset({"urn", "oid", "uuid", "isbn", "cid", "mid", "doi", "tag", "info", "about"})
_FOLLOWED = frozenset(
    {"http", "https", "mailto", "tel", "sms", "fax", "ftp", "sftp", "file", "geo", "sip", "sips"}
    | {"news", "nntp", "xmpp", "git", "ssh", "ws", "wss"}
)
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link (or image) to something in the resource: `#name` at `path`."""

    name: str
    path: str
    image: bool


def judge_link(url: str, path: str) -> Found:
    """What is wrong with the href of a link, wherever it leads."""
    details = {"url": url[:_SHOWN], "path": path}
    if not url:
        return [(catalogue.URL, details), (catalogue.EMPTY_LINK, details)]
    found: Found = [(catalogue.URL, details)] if _BAD_CHARACTER(url) else []
    match = _SCHEME(url)
    if match is None:
        return found
    scheme = match[1].lower()
    details["scheme"] = scheme
    if match[1] in _REFUSED:
        found.append((catalogue.ACTIVE_LINK, details))
    elif scheme in _ACTIVE:
        found.append((_ACTIVE_WARNING, details))
    elif scheme in _LITERAL:
        found.append((catalogue.LITERAL_LINK, details))
    elif scheme not in _FOLLOWED:
        found.append((catalogue.UNKNOWN_LINK, details))
    return found


def judge_image(url: str, path: str) -> Found:
    """What is wrong with the src of an image; `data:` is allowed there, blanks in it too."""
    details = {"url": url[:_SHOWN], "path": path}
    match = _SCHEME(url)
    scheme = "" if match is None else match[1].lower()
    if scheme == "data":
        return []
    if not url.strip() or _BAD_CHARACTER(url):
        return [(catalogue.URL, details)]
    return [(_ACTIVE_WARNING, details)] if scheme in _ACTIVE else []


def judge_anchors(
    anchors: Iterable[Anchor], narrative_ids: Iterable[str], resource_ids: Iterable[str]
) -> Found:
    """Links to the resource itself that lead nowhere, or to several places.

    The targets are the ids and anchor names of the narrative, the ids of
    elements and of contained resources; each as often as it occurs.
    """
    targets = Counter([*narrative_ids, *resource_ids])
    found: Found = []
    for anchor in anchors:
        details = {"url": "#" + anchor.name[:_SHOWN], "path": anchor.path}
        if not targets[anchor.name]:
            message = catalogue.IMAGE_TARGET if anchor.image else catalogue.LINK_TARGET
            found.append((message, details))
        elif targets[anchor.name] > 1:
            found.append((catalogue.SEVERAL_TARGETS, details))
    return found
