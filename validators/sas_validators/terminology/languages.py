"""Language tags: which are well formed, which are known, which match.

Only what can be told without the IANA registry: the grammar of BCP 47, and the
two-letter languages of ISO 639-1. Anything else well formed is taken as known.

Spec: https://www.rfc-editor.org/rfc/rfc5646#section-2.1
"""

from __future__ import annotations

import re

_TAG = re.compile(
    r"""(?:(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})
          (?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?
          (?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*
          (?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*
          (?:-x(?:-[a-z0-9]{1,8})+)?
      |  x(?:-[a-z0-9]{1,8})+ | i-[a-z]{2,8} | sgn-[a-z]{2}-[a-z]{2} | en-gb-oed )""",
    re.VERBOSE | re.IGNORECASE,
)

_MAX_TAG = 100

_TWO_LETTERS = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu
hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv
kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr
nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq
sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi
yo za zh zu
"""
_ISO_639_1 = frozenset(_TWO_LETTERS.split())


def is_known(tag: str) -> bool:
    """Whether `tag` is a well-formed language tag whose two-letter language exists."""
    if len(tag) > _MAX_TAG:
        return False
    match = _TAG.fullmatch(tag)
    if match is None:
        return False
    primary = tag.partition("-")[0].lower()
    return len(primary) != 2 or primary in _ISO_639_1


def serves(offered: str, wanted: str) -> bool:
    """Whether texts in `offered` serve who wants `wanted`: `fr` and `fr-CA` serve each other."""
    one, other = wanted.lower(), offered.lower()
    return one == other or one.startswith(other + "-") or other.startswith(one + "-")
