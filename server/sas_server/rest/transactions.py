"""batch and transaction.

A transaction first finds out the identity of everything it is about, then
points the references between its entries there, then acts in FHIR's order:
deletions, creates, updates and patches, reads. Either all of it happens or nothing.

Spec: https://hl7.org/fhir/R4/http.html#transaction
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ParamSpec, TypeVar
from urllib.parse import parse_qsl, unquote

from sas_server.refusals.catalogue import (
    AMBIGUOUS_REFERENCE,
    BAD_BUNDLE_TYPE,
    BAD_ENTRY,
    BUSY,
    SAME_RESOURCE_TWICE,
    STORE_AWAY,
    TOO_MANY_ENTRIES,
    UNRESOLVED_REFERENCE,
)
from sas_server.refusals.refusal import Refused
from sas_server.rest.bundles import bundle, query_text
from sas_server.rest.changes import Target, Work, run
from sas_server.rest.conditions import find_matches, parse_condition
from sas_server.rest.creating import Create
from sas_server.rest.deleting import Delete
from sas_server.rest.exchange import Answer, Asked, Body, Verbatim
from sas_server.rest.facade import Facade
from sas_server.rest.outcomes import refusal_outcome
from sas_server.rest.patching import Patch
from sas_server.rest.relinking import CONDITIONAL, relink
from sas_server.rest.updating import Update
from sas_server.store.errors import StoreBusyError, StoreError
from sas_server.store.instants import to_instant
from sas_server.store.reader import Reader
from sas_server.store.rows import Resource
from sas_server.store.writer import Writer

Prepare = Callable[[Asked], Work]
"""Routes an entry's request to its interaction."""

_ORDER = {"DELETE": 0, "POST": 1, "PUT": 2, "PATCH": 2, "GET": 3, "HEAD": 3}
_HEADERS = {
    "ifNoneMatch": "if-none-match",
    "ifModifiedSince": "if-modified-since",
    "ifMatch": "if-match",
    "ifNoneExist": "if-none-exist",
}

_RESTFUL = re.compile(r"(?P<base>https?://.+)/[A-Z][A-Za-z]+/[A-Za-z0-9\-.]{1,64}")
"""The fullUrl of a resource on a FHIR server."""

Change = Create | Update | Patch | Delete

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: where it stands in the bundle, its fullUrl, what it asks for."""

    index: int
    full_url: str
    asked: Asked

    @property
    def at(self) -> str:
        """Its FHIRPath."""
        return f"Bundle.entry[{self.index}]"

    @property
    def base(self) -> str:
        """The FHIR base that its fullUrl names; "" for none."""
        found = _RESTFUL.fullmatch(self.full_url)
        return found["base"] if found else ""


def perform_bundle(facade: Facade, asked: Asked, prepare: Prepare) -> Answer:
    """Answers `POST [base]` with the bundle's responses in the order of its entries."""
    sent = facade.codec.read(asked.body, "Bundle", asked.language)
    kind = sent.get("type")
    given = _entries(facade, sent)
    if kind == "batch":
        responses = [
            _perform_alone(facade, asked, index, entry, prepare)
            for index, entry in enumerate(given)
        ]
        return Answer(200, bundle("batch-response", entries=responses))
    if kind == "transaction":
        within = replace(asked, in_transaction=True)
        entries = [_read_entry(within, index, entry) for index, entry in enumerate(given)]
        responses = Transaction(facade, asked.base, entries, prepare).perform()
        return Answer(200, bundle("transaction-response", entries=responses))
    raise Refused(BAD_BUNDLE_TYPE, at=["Bundle.type"], type=kind)


def _entries(facade: Facade, sent: Resource) -> list[Any]:
    entries = sent.get("entry", [])
    if not isinstance(entries, list):
        raise Refused(BAD_ENTRY, at=["Bundle.entry"], reason="an array is expected")
    if len(entries) > facade.settings.max_bundle:
        raise Refused(TOO_MANY_ENTRIES, at=["Bundle.entry"], limit=facade.settings.max_bundle)
    return entries


def _read_entry(asked: Asked, index: int, entry: Any) -> Entry:
    """An entry's request as if it had come by itself."""
    at = f"Bundle.entry[{index}]"
    request = entry.get("request") if isinstance(entry, dict) else None
    if not isinstance(request, dict):
        raise Refused(BAD_ENTRY, at=[at], reason="request is missing")
    method, url = request.get("method"), request.get("url")
    if method not in _ORDER:
        raise Refused(BAD_ENTRY, at=[f"{at}.request.method"], reason="unknown method")
    if not isinstance(url, str) or not url:
        raise Refused(BAD_ENTRY, at=[f"{at}.request.url"], reason="url is missing")
    path, _, query = url.removeprefix(asked.base).lstrip("/").partition("?")
    headers = {header: str(request[name]) for name, header in _HEADERS.items() if name in request}
    if asked.header("prefer"):
        headers["prefer"] = asked.headers["prefer"]
    resource = entry.get("resource")
    return Entry(
        index,
        str(entry.get("fullUrl") or ""),
        replace(
            asked,
            method=method,
            path=unquote(path),
            query=tuple(parse_qsl(query, keep_blank_values=True)),
            raw_query=query,
            headers=headers,
            body=_entry_body(resource, method),
        ),
    )


def _entry_body(resource: Any, method: str) -> Body:
    """A Binary holds a JSON Patch, Parameters a FHIRPath Patch.

    Spec: https://hl7.org/fhir/R4/http.html#patch ("within a bundle")
    """
    if not isinstance(resource, dict):
        return Body()
    if method == "PATCH" and resource.get("resourceType") == "Binary":
        try:
            content = base64.b64decode(str(resource.get("data", "")), validate=True)
        except binascii.Error as error:
            raise Refused(BAD_ENTRY, reason=f"Binary.data: {error}") from error
        return Body(content, str(resource.get("contentType", "")))
    return Body(resource=resource)


def _perform_alone(
    facade: Facade, asked: Asked, index: int, given: Any, prepare: Prepare
) -> dict[str, Any]:
    """A batch's entry: its failure is its own."""
    try:
        entry = _read_entry(asked, index, given)
        answer = run(facade, prepare(entry.asked))
    except Refused as refused:
        return _failed(refused, asked)
    except StoreError as error:
        later = BUSY if isinstance(error, StoreBusyError) else STORE_AWAY
        return _failed(Refused(later), asked)
    return _response(entry, answer)


def _failed(refused: Refused, asked: Asked) -> dict[str, Any]:
    outcome = refusal_outcome(refused, asked.language)
    return {"response": {"status": str(refused.status), "outcome": outcome}}


class Transaction:
    """The entries of a transaction, performed together or not at all."""

    def __init__(
        self, facade: Facade, base: str, entries: Sequence[Entry], prepare: Prepare
    ) -> None:
        """`prepare` routes an entry's request."""
        self._facade = facade
        self._base = base
        self._entries = entries
        self._prepare = prepare

    def perform(self) -> list[dict[str, Any]]:
        """The responses, in the order of the entries. Raises Refused, located at its entry."""
        _check_full_urls(self._entries)
        works = [(entry, _located(entry, self._prepare)) for entry in self._entries]
        works.sort(key=lambda item: _ORDER[item[0].asked.method])
        if any(work.writes for _, work in works):
            keys = {key for _, work in works for key in work.keys}
            answers = self._facade.store.write(lambda writer: self._run(writer, works), keys)
        else:
            answers = self._facade.store.read(lambda reader: self._run(reader, works))
        return [_response(entry, answers[entry.index]) for entry in self._entries]

    def _run(self, reader: Reader, works: Sequence[tuple[Entry, Work]]) -> dict[int, Answer]:
        targets = {
            entry.index: _in_entry(entry, work.locate, reader)
            for entry, work in works
            if isinstance(work, Change) and isinstance(reader, Writer)
        }
        repeats = _repeated_creates(works, targets)
        _check_distinct(works, targets, repeats)
        targets |= {index: targets[first] for index, first in repeats.items()}
        places = self._places(works, targets)
        answers: dict[int, Answer] = {}
        for entry, work in works:
            if entry.index in repeats:
                answers[entry.index] = replace(answers[repeats[entry.index]], status=200)
            elif isinstance(work, Change) and isinstance(reader, Writer):
                ready = self._relink(entry, work, places, reader)
                target = targets[entry.index]
                answers[entry.index] = _in_entry(entry, ready.apply, reader, target)
            else:
                answers[entry.index] = _in_entry(entry, work.run, reader)
        return answers

    def _places(
        self, works: Sequence[tuple[Entry, Work]], targets: Mapping[int, Target]
    ) -> dict[str, str]:
        """FullUrl -> `Type/id` of what the entry is about."""
        places = {}
        for entry, _ in works:
            target = targets.get(entry.index)
            if target is not None and target.id and entry.full_url:
                places[entry.full_url] = f"{target.type}/{target.id}"
        return places

    def _relink(
        self, entry: Entry, work: Change, places: Mapping[str, str], writer: Writer
    ) -> Change:
        """The same work, its resource's links pointing at what the entries became."""
        if isinstance(work, Patch | Delete) or work.change.resource is None:
            return work

        def resolve(text: str) -> str:
            return _in_entry(entry, self._resolve, entry, text, places, writer)

        resource = relink(work.change.resource, places, resolve)
        return replace(work, change=replace(work.change, resource=resource))

    def _resolve(self, entry: Entry, text: str, places: Mapping[str, str], writer: Writer) -> str:
        """What a reference becomes. Raises Refused for one that leads nowhere.

        Relative ones start from the base that the entry's fullUrl names, or from ours.

        Spec: https://hl7.org/fhir/R4/bundle.html#references
        """
        plain, mark, version = text.partition("/_history/")
        for candidate in (plain, f"{entry.base}/{plain}", f"{self._base}/{plain}"):
            if candidate in places:
                return places[candidate] + mark + version
        condition = CONDITIONAL.fullmatch(text)
        if (
            condition is not None
            and condition["type"] in self._facade.definitions.parameters.by_type
        ):
            return self._resolve_condition(condition["type"], condition["query"], text, writer)
        if text.startswith("urn:uuid:"):
            raise Refused(UNRESOLVED_REFERENCE, reference=text)
        return text

    def _resolve_condition(self, type_name: str, query: str, text: str, writer: Writer) -> str:
        pairs = parse_qsl(query, keep_blank_values=True)
        condition = parse_condition(self._facade, self._base, type_name, pairs)
        matches = find_matches(self._facade, writer, condition)
        if len(matches) != 1:
            raise Refused(AMBIGUOUS_REFERENCE, reference=text, count=len(matches))
        return f"{matches[0].type}/{matches[0].id}"


def _located(entry: Entry, prepare: Prepare) -> Work:
    return _in_entry(entry, prepare, entry.asked)


def _in_entry(
    entry: Entry, action: Callable[_Given, _Result], *given: _Given.args, **named: _Given.kwargs
) -> _Result:
    """What `action` gives; its refusals name the entry."""
    try:
        return action(*given, **named)
    except Refused as refused:
        refused.at = tuple(_below(entry, path) for path in refused.at) or (entry.at,)
        raise


def _below(entry: Entry, path: str) -> str:
    """`Practitioner.identifier[0]` as a place in the bundle."""
    _, dot, rest = path.partition(".")
    return f"{entry.at}.resource{dot}{rest}"


def _check_full_urls(entries: Sequence[Entry]) -> None:
    """Two entries of one fullUrl would leave open which of them a link means (bdl-7)."""
    seen: dict[str, int] = {}
    for entry in entries:
        first = seen.setdefault(entry.full_url, entry.index)
        if entry.full_url and first != entry.index:
            reason = f"fullUrl of entry {first}, too: {entry.full_url}"
            raise Refused(BAD_ENTRY, at=[f"{entry.at}.fullUrl"], reason=reason)


def _repeated_creates(
    works: Sequence[tuple[Entry, Work]], targets: Mapping[int, Target]
) -> dict[int, int]:
    """Conditional creates that an earlier one has settled: its entry's index by theirs.

    They found the same resource, or ask for the same one that nobody has made yet.
    """
    first: dict[str, int] = {}
    repeats = {}
    for entry, work in works:
        if isinstance(work, Create) and work.change.condition is not None:
            target = targets[entry.index]
            settled = target.before is not None
            key = f"{target.type}/{target.id}" if settled else _condition(work)
            earlier = first.setdefault(key, entry.index)
            if earlier != entry.index:
                repeats[entry.index] = earlier
    return repeats


def _check_distinct(
    works: Sequence[tuple[Entry, Work]],
    targets: Mapping[int, Target],
    repeats: Mapping[int, int],
) -> None:
    """Raises Refused when two entries are about one resource, or would make it twice."""
    seen: dict[str, int] = {}
    for entry, work in works:
        target = targets.get(entry.index)
        if target is None or not target.id or entry.index in repeats:
            continue
        keys = [f"{target.type}/{target.id}"]
        if isinstance(work, Create | Update) and work.change.condition is not None:
            keys.append(_condition(work))
        for key in keys:
            first = seen.setdefault(key, entry.index)
            if first != entry.index:
                at = [f"Bundle.entry[{index}]" for index in sorted((first, entry.index))]
                raise Refused(SAME_RESOURCE_TWICE, at=at, place=key)


def _condition(work: Create | Update) -> str:
    condition = work.change.condition
    pairs = () if condition is None else sorted(condition.used)
    return f"{work.change.type}?{query_text(pairs)}"


def _response(asked: Entry, answer: Answer) -> dict[str, Any]:
    response: dict[str, Any] = {"status": str(answer.status)}
    if answer.location is not None:
        response["location"] = answer.location
    if answer.etag is not None:
        response["etag"] = f'W/"{answer.etag}"'
    if answer.modified is not None:
        response["lastModified"] = to_instant(answer.modified)
    entry: dict[str, Any] = {}
    content = answer.content if asked.asked.method != "HEAD" else None
    if isinstance(content, bytes):
        entry["resource"] = Verbatim(content)
    elif content is not None and content.get("resourceType") == "OperationOutcome":
        response["outcome"] = content
    elif content is not None:
        entry["resource"] = content
    return {**entry, "response": response}
