"""Language tags: whether one is known.

Spec: https://www.rfc-editor.org/rfc/rfc5646, validator-features.md section 10
"""

from __future__ import annotations

import re

_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv"
    " cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho"
    " hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku"
    " kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn"
    " no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl"
    " sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve"
    " vi vo wa wo xh yi yo za zh zu"
)
"""The two-letter codes of ISO 639-1."""

_KNOWN = frozenset(_CODES.split(" "))

_TAG = re.compile(
    r"(?P<code>[a-z]{2,3})(?:-[a-z]{3})?(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?"
).fullmatch


def is_language(text: str) -> bool:
    """Whether `text` is a language tag, each part of it in its usual case.

    Like the HL7 validator, takes the first of several, as `Accept-Language` has
    them. Codes of three letters are too many to be listed: all are taken.
    """
    first = re.split(r"[,;]", text, maxsplit=1)[0].rstrip("-")
    tag = _TAG(first)
    return tag is not None and (len(tag["code"]) == 3 or tag["code"] in _KNOWN)
