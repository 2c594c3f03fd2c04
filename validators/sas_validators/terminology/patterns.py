"""Regular expressions from value sets, run only where they can't take exponential time.

Python's engine backtracks: a pattern such as `(a+)+b` never ends on a long code.
So the ways in which a pattern can be tried are estimated first; what could take
too many is refused, and the filter it stands in undecided.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MAX_PATTERN = 1000
_MAX_WAYS = 1_000_000

_TOKEN = re.compile(
    r"""(?P<escape>\\.)
      | (?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])
      | (?P<open>\((?:\?:)?)
      | (?P<close>\))
      | (?P<bar>\|)
      | (?P<repeat>[*+?]|\{(?P<least>\d*)(?P<comma>,?)(?P<most>\d*)\})
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


def full_match(pattern: str, text: str) -> bool | None:
    r"""Whether `pattern` matches the whole of `text`; None when that can't be told safely.

    The pattern is read as Python reads it, which agrees with XML Schema's for
    what value sets use (sets, repetitions, groups, classes such as `\d`).
    """
    compiled = _compile(pattern)
    if compiled is None:
        return None
    expression, unlimited, ways = compiled
    if unlimited and ways * (len(text) + 1) ** unlimited > _MAX_WAYS:
        return None
    return expression.fullmatch(text) is not None


@lru_cache(maxsize=256)
def _compile(pattern: str) -> tuple[re.Pattern[str], int, int] | None:
    """The pattern, its unlimited repetitions and its other ways; None when refused."""
    if len(pattern) > _MAX_PATTERN or "(?" in pattern.replace("(?:", ""):
        return None
    estimate = _Estimate()
    for token in _TOKEN.finditer(pattern):
        if not estimate.read(token):
            return None
    try:
        return re.compile(pattern), estimate.unlimited, estimate.ways
    except (re.error, RecursionError, OverflowError):
        return None


class _Estimate:
    """Counts in how many ways a pattern may be tried, token by token.

    A group that varies (holds a repetition of no fixed number, or alternatives)
    must not be repeated itself: that is where exponential time comes from.
    """

    def __init__(self) -> None:
        self.unlimited = 0
        self.ways = 1
        self._open = [[False, 1]]  # per open group: whether it varies, how many alternatives
        self._closed = False  # whether the group that has just ended varies

    def read(self, token: re.Match[str]) -> bool:
        """Takes the next token; False when the pattern has to be refused."""
        closed, self._closed = self._closed, False
        if token["escape"]:
            return not token[0][1].isdigit()  # a digit is a back reference
        if token["repeat"]:
            return self._repeat(token, closed)
        if token["open"]:
            self._open.append([False, 1])
        elif token["close"] and len(self._open) > 1:
            varies, alternatives = self._open.pop()
            self.ways *= alternatives
            self._closed = bool(varies)
            self._open[-1][0] |= varies
        elif token["bar"]:
            self._open[-1][0] = True
            self._open[-1][1] += 1
        return self.ways <= _MAX_WAYS

    def _repeat(self, token: re.Match[str], group_varies: bool) -> bool:
        sign = token[0]
        least = int(token["least"] or 0) if sign[0] == "{" else 0
        most = int(token["most"] or 0) if token["comma"] else least
        if group_varies and sign != "?":
            return False
        if sign in ("*", "+") or (token["comma"] and not token["most"]):
            self.unlimited += 1
        elif sign == "?":
            self.ways *= 2
        else:
            self.ways *= max(most - least + 1, 1)
        self._open[-1][0] |= sign[0] != "{" or bool(token["comma"])
        return max(least, most) <= _MAX_PATTERN and self.ways <= _MAX_WAYS
