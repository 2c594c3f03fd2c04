"""Whether an entry of a SAS answer is proven to meet the profile of its flow.

What declares the profile was proven when it came in, or by the core before it
answers. All else is judged here, once per content.
"""

from __future__ import annotations

import hashlib

from sas_server.rest.judging import ResourceJudge
from sas_server.store.content import read_json

_REMEMBERED = 200_000


class Proofs:
    """Remembers verdicts on (content, profile)."""

    def __init__(self, judge: ResourceJudge) -> None:
        """`judge` is that of what comes in."""
        self._judge = judge
        self._known: dict[tuple[bytes, str], bool] = {}

    def meets(self, content: bytes, profile: str) -> bool:
        """Whether the resource whose JSON is `content` meets `profile`."""
        key = (hashlib.blake2b(content, digest_size=16).digest(), profile)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[key] = self._judge.judge(read_json(content), (profile,)).ok
        return known
