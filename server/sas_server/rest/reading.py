"""read and vread.

Spec: https://hl7.org/fhir/R4/http.html#read
"""

from __future__ import annotations

import re
from dataclasses import replace

from sas_server.refusals.catalogue import GONE, NOT_FOUND, VERSION_NOT_FOUND
from sas_server.refusals.refusal import Refused
from sas_server.rest.changes import SimpleWork, reads
from sas_server.rest.conditions import is_unchanged
from sas_server.rest.exchange import Answer, Asked, version_answer
from sas_server.rest.facade import Facade
from sas_server.rest.outbound import prove
from sas_server.rest.subsets import is_reduced
from sas_server.store.content import read_json
from sas_server.store.reader import Reader
from sas_server.store.rows import Stored

_VERSION = re.compile(r"[1-9][0-9]{0,9}")


def prepare_read(facade: Facade, asked: Asked, type_name: str, id: str) -> SimpleWork:
    """The current version; 404 when there never was one, 410 when it is deleted."""

    def action(reader: Reader) -> Answer:
        stored = reader.find(type_name, id)
        if stored is None:
            raise Refused(NOT_FOUND, type=type_name, id=id)
        return _answer(facade, asked, stored)

    return reads(action)


def prepare_vread(
    facade: Facade, asked: Asked, type_name: str, id: str, version: str
) -> SimpleWork:
    """One version; 404 when there is none, 410 when it says that the resource is deleted."""

    def action(reader: Reader) -> Answer:
        number = int(version) if _VERSION.fullmatch(version) else 0
        known = 0 < number < 2**31
        stored = reader.find_version(type_name, id, number) if known else None
        if stored is None:
            raise Refused(VERSION_NOT_FOUND, type=type_name, id=id, version=version)
        return _answer(facade, asked, stored)

    return reads(action)


def _answer(facade: Facade, asked: Asked, stored: Stored) -> Answer:
    if stored.deleted:
        headers = {"ETag": f'W/"{stored.version}"'}
        raise Refused(GONE, headers=headers, type=stored.type, id=stored.id)
    warning = prove(facade, stored)
    if is_unchanged(asked, stored):
        return Answer(304, etag=str(stored.version), modified=stored.updated)
    return subset(facade, asked, version_answer(200, stored, headers=warning))


def subset(facade: Facade, asked: Asked, answer: Answer) -> Answer:
    """The answer, reduced when `_summary` or `_elements` ask for it."""
    pairs = [item for item in asked.query if item[0] in ("_summary", "_elements")]
    content = answer.content
    if not pairs or content is None:
        return answer
    resource = read_json(content) if isinstance(content, bytes) else content
    query = facade.parser(asked.base).parse(resource["resourceType"], pairs)
    if not is_reduced(query.summary, query.elements):
        return answer
    reduced = facade.subsetter.reduce(resource, query.summary, query.elements)
    return replace(answer, content=reduced, key=None)
