"""Searches that the server's own pages make, answered as any client's are."""

from __future__ import annotations

from collections.abc import Iterator

from sas_server.rest.exchange import Asked, Verbatim
from sas_server.rest.facade import Facade
from sas_server.rest.searching import prepare_search
from sas_server.store.content import read_json
from sas_server.store.rows import Resource


def ask(
    facade: Facade, base: str, type_name: str, *query: tuple[str, str]
) -> Iterator[tuple[str, Resource]]:
    """The entries of a search: mode and resource. `base` is the URL of the FHIR base."""
    asked = Asked("GET", base, type_name, query)
    answer = prepare_search(facade, asked, type_name).perform()
    content = answer.content if isinstance(answer.content, dict) else {}
    for entry in content.get("entry", ()):
        kept = entry["resource"]
        resource = read_json(kept.content) if isinstance(kept, Verbatim) else kept
        yield entry["search"]["mode"], resource
