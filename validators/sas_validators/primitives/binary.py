"""base64Binary.

Spec: validator-features section 8, https://hl7.org/fhir/R4/datatypes.html#base64Binary
"""

from __future__ import annotations

import binascii
import re

from sas_validators.issues.catalogue import primitives as catalogue
from sas_validators.primitives.found import Found, excerpt

_FOREIGN = re.compile(r"[^\w+/=]|_")
_BLANKS = re.compile(r"[ \t\n\r]+")


def is_base64(text: str) -> bool:
    """Whether `text` is base64 with its padding and without blanks."""
    try:
        return len(text) % 4 == 0 and bool(binascii.a2b_base64(text, strict_mode=True))
    except ValueError:
        return False


def decode_base64(text: str) -> bytes | None:
    """The bytes that `text`, with or without blanks, stands for; None when it is not base64."""
    try:
        return binascii.a2b_base64(_BLANKS.sub("", text), strict_mode=True)
    except ValueError:
        return None


def judge_base64(text: str) -> Found:
    """base64Binary: right padding, preferably without blanks.

    As the HL7 validator does, what is not of base64's alphabet is passed over;
    it gets a warning, as readers of base64 may refuse it.
    """
    if is_base64(text):
        return []
    found: Found = []
    if _BLANKS.search(text):
        found.append((catalogue.BASE64_SPACES, {}))
    if decode_base64(text) is None or len(_BLANKS.sub("", text)) % 4:
        letters = _FOREIGN.sub("", text)
        message = catalogue.BASE64_FORMAT
        if len(letters) % 4 == 0 and decode_base64(letters) is not None:
            message = message.at_severity("warning")
        found.append((message, {"value": excerpt(text)}))
    return found
