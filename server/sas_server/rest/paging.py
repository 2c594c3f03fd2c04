"""How much fits on a page.

Spec: https://hl7.org/fhir/R4/search.html#count
"""

from __future__ import annotations

from sas_server.refusals.catalogue import BAD_VALUE, COUNT_TOO_LARGE
from sas_server.refusals.refusal import Refused, parameter_place, refused_parameter
from sas_server.settings import Settings


def page_size(settings: Settings, count: str | int | None, *, strict: bool) -> int:
    """Entries on one page for a `_count`, which is an upper bound for the client.

    More than the server sends is cut, or refused (422) when the client is strict.
    """
    if count is None:
        return settings.default_count
    if isinstance(count, str):
        if not (count.isascii() and count.isdigit()) or len(count) > 9:
            raise refused_parameter(BAD_VALUE, "_count", value=count, expected="0, 1, 2...")
        count = int(count)
    if count > settings.max_count and strict:
        at = [parameter_place("_count")]
        raise Refused(COUNT_TOO_LARGE, at=at, count=count, limit=settings.max_count)
    return min(count, settings.max_count)
