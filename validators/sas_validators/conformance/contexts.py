"""Checks on where an extension says it may be used.

Spec: https://hl7.org/fhir/R4/defining-extensions.html#context
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sas_validators.conformance.navigation import Navigator
from sas_validators.conformance.subject import Subject
from sas_validators.definitions.registry import type_url
from sas_validators.issues.catalogue import definitions as say
from sas_validators.issues.finding import Finding
from sas_validators.model.paths import Location
from sas_validators.snapshot.elements import dicts

_LATER_TYPES = frozenset({"CanonicalResource", "MetadataResource", "Base", "DataType"})
"""Types of later versions that extension definitions for several versions name."""

_PLAIN_PATH = re.compile(r"[A-Z]\w*(\.\w+(\[x\])?)*")


def check_contexts(subject: Subject) -> Iterator[Finding]:
    """The contexts of an extension, or that there is none elsewhere."""
    contexts = dicts(subject.definition.get("context"))
    if contexts and subject.text("type") != "Extension":
        type_name = subject.text("type")
        yield subject.finding(say.SD_NO_CONTEXT_WHEN_NOT_EXTENSION, type=type_name)
        return
    for index, context in enumerate(contexts):
        at: Location = (subject.at, "context", index)
        yield from _check_context(subject, context, at)


def _check_context(subject: Subject, context: dict[str, Any], at: Location) -> Iterator[Finding]:
    expression = context.get("expression")
    if not isinstance(expression, str):
        return
    if context.get("type") == "fhirpath":
        if _PLAIN_PATH.fullmatch(expression):
            message = say.SD_CONTEXT_SHOULD_NOT_BE_FHIRPATH
            yield subject.finding(message, at, expression=expression)
    elif context.get("type") == "element":
        if expression == "Element":
            message = say.SD_CONTEXT_SHOULD_NOT_BE_ELEMENT
            yield subject.finding(message, at, expression=expression)
        elif not _exists(subject, expression):
            message = say.SD_CONTEXT_SHOULD_ELEMENT_NOT_FOUND
            yield subject.finding(message, at, expression=expression)


def _exists(subject: Subject, expression: str) -> bool:
    """Whether a context names an element: `Patient.name`, `Address.line`, `canonical#id`.

    A canonical nobody has loaded can't be judged.
    """
    canonical, _, id = expression.partition("#")
    if "/" in canonical:
        definition = subject.find(canonical)
        if definition is None or not id:
            return True
    else:
        id = canonical
        if id.partition(".")[0] in _LATER_TYPES:
            return True
        definition = subject.find(type_url(id.partition(".")[0]))
        if definition is None:
            return False
    navigator = Navigator(subject.snapshots, subject.snapshots.snapshot_of(definition).elements)
    node = navigator.find(id.partition(".")[0])
    nodes = [] if node is None else [node]
    for name in id.split(".")[1:]:
        step = name.partition(":")[0].removesuffix("[x]")
        nodes = [child for node in nodes for child in navigator.children(node, step)]
    return bool(nodes)
