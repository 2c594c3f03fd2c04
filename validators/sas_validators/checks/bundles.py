"""Bundles: fullUrls, links, and what a search result holds.

Spec: validator-features.md section 14, https://hl7.org/fhir/R4/bundle.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sas_validators.checks.bundle_index import RESTFUL_URL
from sas_validators.checks.lazy_rules import LazyRule
from sas_validators.checks.run import Object, Run
from sas_validators.issues.catalogue import bundles as messages
from sas_validators.model.paths import Location
from sas_validators.primitives.uris import is_absolute

_WITHOUT_FULL_URL = frozenset({"transaction", "batch", "transaction-response", "batch-response"})
_PAGING = frozenset({"first", "previous", "prev", "next", "last"})
_PAGED = frozenset({"searchset", "history"})
_DOCUMENT_RULES = LazyRule("sas_validators.checks.documents:document_rules")
_MESSAGE_RULES = LazyRule("sas_validators.checks.documents:message_rules")


def bundle_rules(bundle: Object, at: Location, r: Run) -> None:
    """Records what is wrong with a Bundle as a whole."""
    entries = list(_entries(bundle, at))
    kind = bundle.get("type")
    for entry, here in entries:
        _full_url_rules(entry, here, r, kind)
    _link_rules(bundle, at, r, kind)
    if kind == "searchset":
        _search_rules(bundle, entries, at, r)
    elif kind == "document":
        _DOCUMENT_RULES(bundle, at, r)
    elif kind == "message":
        _MESSAGE_RULES(bundle, at, r)


def _entries(bundle: Object, at: Location) -> Iterator[tuple[Object, Location]]:
    entries = bundle.get("entry")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield entry, (at, "entry", index)


# --- fullUrl ----------------------------------------------------------------------------------


def _full_url_rules(entry: Object, here: Location, r: Run, kind: Any) -> None:
    url = entry.get("fullUrl")
    if "fullUrl" not in entry and "_fullUrl" not in entry:
        if kind not in _WITHOUT_FULL_URL:
            r.add(messages.FULL_URL_REQUIRED, here)
        return
    resource = entry.get("resource")
    if not isinstance(url, str) or not url:
        return
    if not is_absolute(url) or len(url.split()) > 1:
        r.add(messages.FULL_URL_RELATIVE, here, url=url)
    elif isinstance(resource, dict):
        _match_full_url(url, resource, here, r)


def _match_full_url(url: str, resource: Object, here: Location, r: Run) -> None:
    address = RESTFUL_URL.fullmatch(url)
    if address is None or not r.session.types.is_resource(address["type"]):
        return
    type_name, identifier = resource.get("resourceType"), resource.get("id")
    if identifier is None:
        r.add(messages.FULL_URL_WITHOUT_ID, here, url=url)
    elif not url.endswith(f"/{type_name}/{identifier}"):
        if resource.get("url") == url:
            r.add(messages.FULL_URL_OF_OTHER_CANONICAL, here, url=url, found=identifier)
        else:
            expected = f"/{type_name}/{identifier}"
            r.add(messages.FULL_URL_OF_OTHER_RESOURCE, here, url=url, expected=expected)


# --- links ------------------------------------------------------------------------------------


def _links(bundle: Object, at: Location) -> Iterator[tuple[str, str, Location]]:
    links = bundle.get("link")
    for index, link in enumerate(links if isinstance(links, list) else ()):
        relation = link.get("relation") if isinstance(link, dict) else None
        if isinstance(relation, str):
            url = link.get("url")
            yield relation, url if isinstance(url, str) else "", (at, "link", index)


def _link_rules(bundle: Object, at: Location, r: Run, kind: Any) -> None:
    seen: set[str] = set()
    for relation, url, here in _links(bundle, at):
        if relation in _PAGING and kind not in _PAGED:
            r.add(messages.LINK_PROHIBITED, here, relation=relation)
        if relation in seen and relation in _PAGING | {"self"}:
            r.add(messages.LINK_DUPLICATE, here, relation=relation)
        seen.add(relation)
        if relation == "stylesheet" and kind == "document":
            _stylesheet_rules(url, here, r)


def _stylesheet_rules(url: str, here: Location, r: Run) -> None:
    if r.bundle is not None and r.bundle.find(url, None):
        return
    if url.startswith("http"):
        r.add(messages.STYLESHEET_EXTERNAL, here, url=url)
        if url.startswith("http:"):
            r.add(messages.STYLESHEET_INSECURE, here, url=url)
    else:
        r.add(messages.STYLESHEET_NOT_FOUND, here, url=url)


# --- search results ---------------------------------------------------------------------------


def _search_rules(
    bundle: Object, entries: list[tuple[Object, Location]], at: Location, r: Run
) -> None:
    searched = _searched_types(bundle, at, r)
    modes = [_mode(entry) for entry, _ in entries]
    some_mode = any(mode is not None for mode in modes)
    for (entry, here), mode in zip(entries, modes, strict=True):
        _search_entry_rules(entry, here, r, mode, searched, some_mode)
    if entries and not some_mode:
        found = {_type_of(entry) for entry, _ in entries}
        if searched is None or len(found) > 1 or not found <= searched:
            r.add(messages.NO_SEARCH_MODE, at)


def _searched_types(bundle: Object, at: Location, r: Run) -> frozenset[str] | None:
    """The types that the self link searches for; None when it does not say."""
    url = next((url for relation, url, _ in _links(bundle, at) if relation == "self"), None)
    if url is None:
        r.add(messages.NO_SELF_LINK, at)
        return None
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    if r.session.types.is_resource(last):
        return frozenset({last})
    named = parse_qs(parts.query).get("_type")
    if named:
        return frozenset(name for value in named for name in value.split(","))
    r.add(messages.SELF_LINK_NOT_UNDERSTOOD, at, url=url)
    return None


def _mode(entry: Object) -> Any:
    search = entry.get("search")
    return search.get("mode") if isinstance(search, dict) else None


def _type_of(entry: Object) -> str:
    resource = entry.get("resource")
    return str(resource.get("resourceType")) if isinstance(resource, dict) else ""


def _search_entry_rules(
    entry: Object,
    here: Location,
    r: Run,
    mode: Any,
    searched: frozenset[str] | None,
    some_mode: bool,
) -> None:
    resource = entry.get("resource")
    if not isinstance(resource, dict):
        if "resource" not in entry:
            r.add(messages.SEARCH_ENTRY_WITHOUT_RESOURCE, here)
        return
    place: Location = (here, "resource", None)
    if "id" not in resource and mode != "outcome":
        message = messages.SEARCH_ENTRY_WITHOUT_ID
        r.add(message if some_mode else message.at_severity("warning"), place)
    found = _type_of(entry)
    expected = ", ".join(sorted(searched or ()))
    if mode == "match":
        if searched is not None and found not in searched:
            r.add(messages.MATCH_OF_OTHER_TYPE, place, found=found, expected=expected)
    elif isinstance(mode, str) and mode != "include":
        # Whatever else it says is read as "outcome".
        if found != "OperationOutcome":
            r.add(messages.OUTCOME_OF_OTHER_TYPE, place, found=found)
    elif mode is None:
        _entry_without_mode(found, expected, here, place, r, searched, some_mode)


def _entry_without_mode(
    found: str,
    expected: str,
    here: Location,
    place: Location,
    r: Run,
    searched: frozenset[str] | None,
    some_mode: bool,
) -> None:
    if some_mode:
        r.add(messages.NO_SEARCH_MODE, here)
    if searched is None:
        r.add(messages.TYPE_NOT_SURE, place, found=found)
    elif found not in searched and found != "OperationOutcome":
        r.add(messages.ENTRY_OF_OTHER_TYPE, place, found=found, expected=expected)
