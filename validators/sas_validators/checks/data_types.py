"""Rules that data types have beyond what their definitions state.

Spec: validator-features.md sections 6, 8 and 16
"""

from __future__ import annotations

from sas_validators.checks.run import Object, Run
from sas_validators.datatypes.attachment import judge_attachment
from sas_validators.datatypes.found import Found
from sas_validators.datatypes.identifier import judge_identifier
from sas_validators.datatypes.quantity import (
    judge_annotations,
    judge_quantity_maximum,
    judge_quantity_minimum,
)
from sas_validators.issues.catalogue import primitives as primitive_messages
from sas_validators.issues.catalogue import structure as messages
from sas_validators.model.paths import Location
from sas_validators.schema.element import Limits


def attachment_rules(o: Object, at: Location, r: Run) -> None:
    """Size and hash of an Attachment agree with its data."""
    for message, part, details in judge_attachment(o):
        r.add(message, (at, part, None) if part else at, **details)


def identifier_rules(o: Object, at: Location, r: Run) -> None:
    """The system of an Identifier is absolute, and its value what the system says."""
    for message, part, details in judge_identifier(o):
        r.add(message, (at, part, None) if part else at, **details)


def meta_rules(o: Object, at: Location, r: Run) -> None:
    """No security label occurs twice."""
    labels = o.get("security")
    if labels.__class__ is not list or len(labels) < 2:
        return
    seen: set[tuple[str, str]] = set()
    for index, label in enumerate(labels):
        if label.__class__ is not dict:
            continue
        key = (str(label.get("system")), str(label.get("code")))
        if key in seen:
            here = (at, "security", index)
            r.add(messages.DUPLICATE_SECURITY, here, system=key[0], code=key[1])
        seen.add(key)


def keep_within_size(o: Object, here: Location, r: Run, max_size: int) -> None:
    """Records an Attachment with more bytes than its element allows (extension maxSize)."""
    for message, part, details in judge_attachment(o, max_size):
        if message is primitive_messages.ATTACHMENT_TOO_LONG:
            r.add(message, (here, part, None) if part else here, **details)


def keep_quantity_within(o: Object, here: Location, r: Run, limits: Limits) -> None:
    """Records a Quantity outside minValueQuantity or maxValueQuantity, units converted."""
    convert = r.env.units.convert
    found: Found = []
    if limits.min_value is not None and limits.min_value.type == "Quantity":
        found += judge_quantity_minimum(o, limits.min_value.value, convert)
    if limits.max_value is not None and limits.max_value.type == "Quantity":
        found += judge_quantity_maximum(o, limits.max_value.value, convert)
    for message, _, details in found:
        r.add(message, here, **details)


def quantity_rules(o: Object, at: Location, r: Run) -> None:
    """The annotations of a UCUM code."""
    for message, _, details in judge_annotations(o):
        r.add(message, at, **details)
