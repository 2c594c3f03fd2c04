"""The JSON of a stored version: exactly the bytes that reads answer with."""

from __future__ import annotations

import json
import re
from typing import Any

import orjson

from sas_server.store.instants import to_instant
from sas_server.store.rows import Resource
from sas_validators.model.numbers import JsonDecimal, read_integer

_MEMBER = re.compile(rb'":(?:-0|-?[0-9]+[.eE]|-?[0-9]{19})').search
_LIST = re.compile(rb"\[(?:[a-z]+,)*-?[0-9]").search
"""In compact JSON: a decimal, -0, or an integer beyond 64 bits; a list of numbers (or a text that
looks like one). Two patterns, as each begins with a text that is quickly searched for."""


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _read_integer(text: str) -> int | JsonDecimal:
    return read_integer(text) if len(text) < 19 else JsonDecimal(text)


_DECODER = json.JSONDecoder(
    parse_float=JsonDecimal, parse_int=_read_integer, parse_constant=_refuse
)


def render(resource: Resource, id: str, version: int, updated: int) -> bytes:
    """`resource` as the JSON of this version: `id` and `meta` first, meta filled in.

    Spec: https://hl7.org/fhir/R4/resource.html#Meta
    """
    given = resource.get("meta")
    meta = {"versionId": "", "lastUpdated": "", **(given if isinstance(given, dict) else {})}
    meta["versionId"], meta["lastUpdated"] = str(version), to_instant(updated)
    head = {"resourceType": resource["resourceType"], "id": id, "meta": meta}
    return write_json({**head, **resource, **head})


def write_json(value: Any) -> bytes:
    """`value` as compact JSON; decimals keep the text they were read with."""
    return orjson.dumps(value, default=write_decimal)


def read_json(content: bytes) -> Any:
    """What `write_json` wrote, decimals with their text.

    Most resources hold no decimal, and are read by the faster library.
    """
    if _MEMBER(content) or _LIST(content):
        return read_sent_json(content)
    return orjson.loads(content)


def read_sent_json(content: bytes) -> Any:
    """What a client wrote, decimals with their text. Raises ValueError, RecursionError."""
    return _DECODER.decode(content.decode())


def exact(value: Any) -> Any:
    """A copy in which integers beyond 64 bits, which orjson can't write, are decimals."""
    if isinstance(value, dict):
        return {name: exact(item) for name, item in value.items()}
    if isinstance(value, list):
        return [exact(item) for item in value]
    if type(value) is int and not -(2**63) <= value < 2**63:
        return JsonDecimal(str(value))
    return value


def write_decimal(value: object) -> orjson.Fragment:
    """What orjson cannot write by itself: decimals, with the text they came with."""
    if isinstance(value, JsonDecimal):
        return orjson.Fragment(value.text)
    raise TypeError(f"not a JSON value: {type(value).__name__}")
