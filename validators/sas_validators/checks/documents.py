"""Documents and messages: what the first entry says, and what it leads to.

Spec: validator-features.md section 14, https://hl7.org/fhir/R4/documents.html#content,
https://hl7.org/fhir/R4/messaging.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sas_validators.checks.bundle_index import RELATIVE_REFERENCE, RESTFUL_URL, BundleIndex, Entry
from sas_validators.checks.entry_links import entry_links, named_inside
from sas_validators.checks.placed import placed
from sas_validators.checks.run import Object, Run
from sas_validators.issues.catalogue import bundles as messages
from sas_validators.model.paths import Location
from sas_validators.terminology.json_reading import text

_LINKED_FROM_COMPOSITION = ("subject", "encounter", "author", "custodian")
_LINKED_FROM_SECTION = ("author", "focus", "entry")


def document_rules(bundle: Object, at: Location, r: Run) -> None:
    """A document starts with its Composition, and holds what belongs to that."""
    first = _first_resource(bundle, at, r)
    if first is None or r.bundle is None:
        return
    if first.get("resourceType") != "Composition":
        details = {"found": first.get("resourceType")}
        r.add(messages.DOCUMENT_FIRST, ((at, "entry", 0), "resource", None), **details)
    else:
        _check_links(_composition_links(first, r.bundle.location(r.bundle.entries[0])), r)
    _check_connected(bundle, r, messages.DOCUMENT_ORPHAN, messages.DOCUMENT_BACKWARDS)


def message_rules(bundle: Object, at: Location, r: Run) -> None:
    """A message starts with its MessageHeader, and holds what that is about."""
    first = _first_resource(bundle, at, r)
    if first is None or r.bundle is None:
        return
    if first.get("resourceType") != "MessageHeader":
        details = {"found": first.get("resourceType")}
        r.add(messages.MESSAGE_FIRST, ((at, "entry", 0), "resource", None), **details)
        return
    _check_links(_references(first, "focus", r.bundle.location(r.bundle.entries[0])), r)
    _check_connected(bundle, r, messages.MESSAGE_ORPHAN, messages.MESSAGE_BACKWARDS)


def _first_resource(bundle: Object, at: Location, r: Run) -> Object | None:
    entries = bundle.get("entry")
    if not isinstance(entries, list) or not entries:
        r.add(messages.NO_FIRST_ENTRY, at)
        return None
    first = entries[0]
    resource = first.get("resource") if isinstance(first, dict) else None
    if not isinstance(resource, dict):
        r.add(messages.NO_FIRST_RESOURCE, (at, "entry", 0))
        return None
    return resource


# --- what the first resource must find in the Bundle -------------------------------------------


def _references(holder: Any, name: str, at: Location) -> Iterator[tuple[str, Location]]:
    """The literal references under `name`, one or a list, with their places."""
    value = holder.get(name) if isinstance(holder, dict) else None
    listed = value if isinstance(value, list) else [value]
    for index, item in enumerate(listed):
        reference = item.get("reference") if isinstance(item, dict) else None
        if isinstance(reference, str) and reference and not reference.startswith("#"):
            yield reference, (at, name, index if isinstance(value, list) else None)


def _composition_links(composition: Object, at: Location) -> Iterator[tuple[str, Location]]:
    for name in _LINKED_FROM_COMPOSITION:
        yield from _references(composition, name, at)
    for attester, here in placed(composition, "attester", at):
        yield from _references(attester, "party", here)
    for event, here in placed(composition, "event", at):
        yield from _references(event, "detail", here)
    yield from _section_links(composition, at)


def _section_links(holder: Object, at: Location) -> Iterator[tuple[str, Location]]:
    for section, here in placed(holder, "section", at):
        for name in _LINKED_FROM_SECTION:
            yield from _references(section, name, here)
        yield from _section_links(section, here)


def _check_links(links: Iterator[tuple[str, Location]], r: Run) -> None:
    index = r.bundle
    if index is None:
        return
    source = index.entries[0]
    for reference, here in links:
        url, separator, fragment = reference.partition("#")
        found = index.find(url, source)
        if not found:
            _explain_missing(reference, url, source, index, here, r)
        elif len(found) > 1:
            r.add(messages.SEVERAL_ENTRIES, here, reference=reference)
        elif separator:
            _check_fragment(reference, fragment, found[0].resource, here, r)


def _explain_missing(
    reference: str, url: str, source: Entry, index: BundleIndex, here: Location, r: Run
) -> None:
    details = {"reference": reference, "element": here[1]}
    relative = RELATIVE_REFERENCE.fullmatch(url)
    address = relative or RESTFUL_URL.fullmatch(url)
    apparent = index.with_type_and_id(address["type"], address["id"]) if address else []
    if not apparent:
        r.add(messages.LINKED_ENTRY_NOT_FOUND, here, **details)
    elif relative is not None and RESTFUL_URL.fullmatch(source.full_url or "") is None:
        r.add(messages.LINKED_ENTRY_UNREACHABLE, here, **details, source=source.full_url)
    else:
        r.add(messages.LINKED_ENTRY_ELSEWHERE, here, **details, found=apparent[0].full_url)


def _check_fragment(
    reference: str, fragment: str, resource: Object, here: Location, r: Run
) -> None:
    count = named_inside(resource, fragment)
    if count != 1:
        message = messages.FRAGMENT_FOUND_TWICE if count else messages.FRAGMENT_NOT_FOUND
        r.add(message, here, reference=reference, fragment=fragment)


# --- what the first resource is connected with --------------------------------------------------


def _check_connected(bundle: Object, r: Run, orphan: Any, backwards: Any) -> None:
    """Every entry is connected with the first one, and that by following links forwards."""
    index = r.bundle
    if index is None:
        return
    links = entry_links(index)
    forwards = _reach({0}, links)
    connected = _connect(forwards, links)
    style_sheets = _style_sheets(bundle, index)
    for number, entry in enumerate(index.entries):
        here = (index.at, "entry", entry.index)
        if number not in connected:
            if number not in style_sheets:
                r.add(orphan, here, entry=_label(entry))
        elif number not in forwards and entry.resource.get("resourceType") != "Provenance":
            r.add(backwards, here, entry=_label(entry))


def _reach(start: set[int], links: list[set[int]]) -> set[int]:
    """The entries that links lead to from `start`, which are among them."""
    found = set(start)
    pending = list(start)
    while pending:
        for target in links[pending.pop()] - found:
            found.add(target)
            pending.append(target)
    return found


def _connect(start: set[int], links: list[set[int]]) -> set[int]:
    """The entries connected with `start` by links in whatever direction."""
    both = [set(targets) for targets in links]
    for source, targets in enumerate(links):
        for target in targets:
            both[target].add(source)
    return _reach(start, both)


def _style_sheets(bundle: Object, index: BundleIndex) -> set[int]:
    links = [link for link, _ in placed(bundle, "link", index.at)]
    urls = {text(link, "url") for link in links if link.get("relation") == "stylesheet"}
    return {
        number
        for number, entry in enumerate(index.entries)
        if not urls.isdisjoint((entry.full_url, _relative_url(entry)))
    }


def _relative_url(entry: Entry) -> str:
    return f"{entry.resource.get('resourceType')}/{entry.resource.get('id')}"


def _label(entry: Entry) -> str:
    return entry.full_url or f"{_relative_url(entry)} (entry {entry.index + 1})"
