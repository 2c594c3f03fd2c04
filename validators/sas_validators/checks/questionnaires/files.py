"""Limits on answers that lead elsewhere: attachments and references."""

from __future__ import annotations

from decimal import Decimal

from sas_validators.checks.questionnaires.comparing import number
from sas_validators.checks.questionnaires.forms import Form, FormItem
from sas_validators.checks.questionnaires.given import Value
from sas_validators.checks.references import resolve
from sas_validators.checks.run import Object, Run
from sas_validators.definitions.registry import TYPE_BASE
from sas_validators.fhirpath.references import reference_type
from sas_validators.issues.catalogue import questionnaires as messages
from sas_validators.primitives.binary import decode_base64
from sas_validators.terminology.json_reading import text

_MIME_TYPE = TYPE_BASE + "mimeType"
_MAX_SIZE = TYPE_BASE + "maxSize"
_RESOURCE = TYPE_BASE + "questionnaire-referenceResource"


def check_attachment(item: FormItem, value: Value, form: Form, r: Run) -> None:
    """Judges an Attachment against the extensions mimeType and maxSize (in bytes)."""
    content = value.content
    if not isinstance(content, dict):
        return
    allowed = [kind for kind in item.extensions(_MIME_TYPE) if isinstance(kind, str)]
    found = text(content, "contentType")
    if allowed and found and not any(_is_of(found, kind) for kind in allowed):
        details = {"found": found, "link_id": item.link_id, "allowed": ", ".join(allowed)}
        r.add(messages.MIME_TYPE, value.at, **details)
    limit = number(next(item.extensions(_MAX_SIZE), None))
    size = _size(content)
    if limit is not None and size is not None and size > limit:
        details = {"found": str(size), "link_id": item.link_id, "limit": str(limit)}
        r.add(messages.ATTACHMENT_TOO_LARGE, value.at, **details)


def _is_of(found: str, allowed: str) -> bool:
    """Whether a media type is `allowed`, which may be a family (`image/*`)."""
    kind = found.partition(";")[0].strip().lower()
    wanted = allowed.partition(";")[0].strip().lower()
    return wanted in (kind, "*/*", f"{kind.partition('/')[0]}/*")


def _size(attachment: Object) -> Decimal | None:
    data = attachment.get("data")
    content = decode_base64(data) if isinstance(data, str) and data else None
    return Decimal(len(content)) if content is not None else number(attachment.get("size"))


def check_reference(item: FormItem, value: Value, form: Form, r: Run) -> None:
    """Judges a Reference against the extension questionnaire-referenceResource."""
    if not isinstance(value.content, dict):
        return
    allowed = [name for name in item.extensions(_RESOURCE) if isinstance(name, str)]
    if not allowed:
        return
    reference = text(value.content, "reference")
    found = _target_type(value.content, reference, r)
    if found and found not in allowed and "Resource" not in allowed:
        details = {"found": found, "link_id": item.link_id, "allowed": ", ".join(allowed)}
        r.add(messages.REFERENCE_TYPE, value.at, **details)
    elif not found and reference and ":" not in reference and not reference.startswith("#"):
        r.add(messages.REFERENCE_TYPE_UNKNOWN, value.at, reference=reference)


def _target_type(value: Object, reference: str, r: Run) -> str | None:
    target = resolve(reference, r) if reference else None
    if target is not None:
        return text(target[0], "resourceType")
    named = reference_type(reference, r.session.types)
    return named or text(value, "type").removeprefix(TYPE_BASE)
