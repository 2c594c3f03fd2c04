"""Warm throughput: resources a second, one core, all packages loaded, everything checked."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import orjson
from fhir.resources.R4B import get_fhir_model_class
from tests.benchmarks.corpus import example_files
from tests.benchmarks.reference import ABSENT, VERSION, reference
from tests.benchmarks.tables import Table, figure
from tests.benchmarks.timing import rates

from sas_validators import Validator


def measure() -> Table:
    """Ours beside the parsers, the typed models and the reference validator."""
    texts = [file.read_bytes() for file in example_files()]
    validator = Validator.default()
    contenders: dict[str, Callable[[bytes], object]] = {
        "json.loads (parses only)": json.loads,
        "orjson.loads (parses only)": orjson.loads,
        "fhir.resources R4B (parses into typed models)": _parse,
        "sas-fhir: verdict": lambda text: validator.validate(text).ok,
        "sas-fhir: verdict, texts, lines and columns": lambda text: validator.validate(
            text
        ).to_operation_outcome(),
    }
    found = rates(
        {name: partial(_each, work, texts) for name, work in contenders.items()}, len(texts)
    )
    ours = found["sas-fhir: verdict"]
    name = f"HL7 reference validator {VERSION}, warm, in process"
    rows = [(label, figure(rate), f"{ours / rate:.2f}") for label, rate in found.items()]
    measured = reference()
    if measured is None:
        rows.append((name, ABSENT, ""))
    else:
        rows.append((name, figure(measured.rate), f"{ours / measured.rate:,.0f}"))
    return Table(
        "Throughput",
        ("", "resources per second of CPU", "sas-fhir's verdict is ... times as fast"),
        rows,
        f"{len(texts)} examples, {sum(map(len, texts)):,} bytes; medians of alternating rounds.",
    )


def _each(work: Callable[[bytes], object], texts: list[bytes]) -> None:
    for text in texts:
        work(text)


def _parse(text: bytes) -> object:
    value = json.loads(text)
    return get_fhir_model_class(value["resourceType"]).model_validate(value)
