"""What a reference points to: a place in this store, something inside, or a URL elsewhere.

Spec: https://hl7.org/fhir/R4/references.html#literal
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_RELATIVE = re.compile(
    r"(?P<type>[A-Z][A-Za-z]+)/(?P<id>[A-Za-z0-9.\-]{1,64})(/_history/[A-Za-z0-9.\-]{1,64})?"
)
ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
"""A FHIR id: https://hl7.org/fhir/R4/datatypes.html#id"""


@dataclass(frozen=True, slots=True)
class Place:
    """`type`/`id` in this store; `#id` for something contained, whose type is ""."""

    type: str
    id: str


def parse_reference(
    text: str, types: Collection[str], bases: Collection[str] = ()
) -> Place | str | None:
    """The place in this store that `text` names, the URL it is otherwise, None when neither.

    `types` are the resource types there are; `bases` the URLs (without a slash
    at the end) under which this server is known.
    """
    if text.startswith("#"):
        return Place("", text) if len(text) > 1 else None
    relative = text
    for base in bases:
        if text.startswith(base + "/"):
            relative = text[len(base) + 1 :]
            break
    match = _RELATIVE.fullmatch(relative)
    if match is not None and match["type"] in types:
        return Place(match["type"], match["id"])
    return text if ":" in text else None


def end_of(reference: str) -> str:
    """`Type/id` at the end of a reference, whichever server it is on, without its version."""
    return "/".join(reference.partition("/_history/")[0].rsplit("/", 2)[-2:])
