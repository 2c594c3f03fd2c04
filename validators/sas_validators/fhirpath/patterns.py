r"""Regular expressions of instances and definitions, in bounded time.

FHIRPath means the flavour of PCRE (and, in practice, Java): found anywhere,
dot matches line breaks, `\d`, `\w` and `\s` are ASCII. A pattern with at most
one repetition can't run away on a short text and uses `re`; everything else
goes to the `regex` package, which gives up after a set time.

Spec: http://hl7.org/fhirpath/N1/#matchesregex--string-boolean
"""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sas_validators.fhirpath.environment import STEPS_PER_SECOND, Environment
from sas_validators.fhirpath.errors import BudgetError, ExpressionError

TIME_LIMIT = 1.0
"""Seconds one search may take."""

_MAX_PATTERN = 4_000
_MAX_PLAIN_TEXT = 1_024

_ESCAPE_TEXT = r"""\\[dws.\\/+*?()\[\]{}|^$:_@'"&%#,-]"""
_CLASS_TEXT = rf"""\[\^?(?:{_ESCAPE_TEXT}|[^\\\[\]&|~-]|-(?!-))+\]"""
_ATOM_TEXT = rf"""(?:{_ESCAPE_TEXT}|{_CLASS_TEXT}|[^\\\[\](){{}}*+?|^$])"""
_REPEATED = re.compile(rf"(?:\({_ATOM_TEXT}\)|{_ATOM_TEXT})(?:[*+]|\{{\d+(?:,\d*)?\}})")
_PLAIN = re.compile(rf"(?:{_ATOM_TEXT}|\((?!\?)|[)|^$?])*\Z")
_MAX_CHOICES = 8


class Pattern:
    """A regular expression, prepared when it is first used."""

    __slots__ = ("_plain", "_prepared", "across_lines", "source")

    def __init__(self, source: str, *, across_lines: bool = True) -> None:
        """`source` as the definition writes it; `across_lines`: whether a dot is any character."""
        self.source = source
        self.across_lines = across_lines
        self._prepared = False
        self._plain: re.Pattern[str] | None = None

    def found_in(self, text: str, env: Environment | None = None) -> bool:
        """Whether the pattern occurs anywhere in `text`; `env` counts the time that takes.

        Raises ExpressionError for a pattern that is none, BudgetError when the
        search takes too long.
        """
        if not self._prepared:
            self._prepare()
        if self._plain is not None and len(text) <= _MAX_PLAIN_TEXT:
            return self._plain.search(text) is not None
        compiled = _compile(self.source, self.across_lines)
        with self._timed(env) as seconds:
            return compiled.search(text, timeout=seconds) is not None

    def is_all_of(self, text: str, env: Environment | None = None) -> bool:
        """Whether the pattern matches the whole of `text`; raises as `found_in`."""
        if not self._prepared:
            self._prepare()
        if self._plain is not None and len(text) <= _MAX_PLAIN_TEXT:
            return self._plain.fullmatch(text) is not None
        compiled = _compile(self.source, self.across_lines)
        with self._timed(env) as seconds:
            return compiled.fullmatch(text, timeout=seconds) is not None

    def replaced_in(self, text: str, substitution: str, env: Environment) -> str:
        """`text` with every match replaced; `$1` and `${name}` are groups. Raises as `found_in`."""
        compiled = _compile(self.source, self.across_lines)
        parts = _read_substitution(substitution)
        made = 0

        def expand(match: Any) -> str:
            nonlocal made
            new = "".join(part if literal else match[part] or "" for literal, part in parts)
            made += len(new)
            env.spend_text(made)
            return new

        try:
            with self._timed(env) as seconds:
                return str(compiled.sub(expand, text, timeout=seconds))
        except IndexError as error:
            raise ExpressionError(f"no such group in the pattern '{self.source}'") from error

    @contextmanager
    def _timed(self, env: Environment | None) -> Iterator[float]:
        """The seconds a search may take, which count as steps. Raises BudgetError after them."""
        start = time.perf_counter()
        left = TIME_LIMIT if env is None else max(env.steps_left, 1) / STEPS_PER_SECOND
        try:
            yield min(left, TIME_LIMIT)
        except TimeoutError:
            raise BudgetError(f"the pattern '{self.source}' takes too long here") from None
        if env is not None:
            env.spend(int((time.perf_counter() - start) * STEPS_PER_SECOND))

    def _prepare(self) -> None:
        if is_plain(self.source):
            try:
                flags = re.ASCII | re.DOTALL if self.across_lines else re.ASCII
                self._plain = re.compile(self.source, flags)
            except re.error as error:
                raise _no_pattern(self.source, error) from error
        self._prepared = True


def is_plain(source: str) -> bool:
    """Whether `re` reads `source` alike and can't run away with it.

    So it is with at most one repetition, of something that matches in one way
    only, and few choices besides.
    """
    repeated = len(_REPEATED.findall(source))
    without = _REPEATED.sub("x", source)
    choices = without.count("|") + without.count("?")
    return repeated <= 1 and choices <= _MAX_CHOICES and _PLAIN.match(without) is not None


def is_pattern(source: str) -> bool:
    """Whether `source` is a regular expression at all."""
    try:
        if is_plain(source):
            re.compile(source)
        else:
            _compile(source, across_lines=True)
    except (re.error, ExpressionError):
        return False
    return True


@lru_cache(maxsize=256)
def pattern(source: str) -> Pattern:
    """The pattern for a regular expression that is only known when evaluating."""
    return Pattern(source)


@lru_cache(maxsize=256)
def _compile(source: str, across_lines: bool) -> Any:
    # Only imported where a pattern is really used: it takes 20 ms.
    import regex

    if len(source) > _MAX_PATTERN:
        raise BudgetError(f"a pattern is longer than {_MAX_PATTERN} characters")
    flags = regex.VERSION1 | regex.DOTALL if across_lines else regex.VERSION1
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return regex.compile(_translate(source), flags)
    except (regex.error, RecursionError, OverflowError, ValueError) as error:
        raise _no_pattern(source, error) from error


def _no_pattern(source: str, error: Exception) -> ExpressionError:
    return ExpressionError(f"'{source}' is no regular expression: {error}")


_IN_PYTHON = {
    r"\d": "[0-9]",
    r"\D": "[^0-9]",
    r"\w": "[A-Za-z0-9_]",
    r"\W": "[^A-Za-z0-9_]",
    r"\s": r"[ \t\n\x0b\f\r]",
    r"\S": r"[^ \t\n\x0b\f\r]",
    r"\h": r"[ \t]",
    r"\z": r"\Z",
    r"\Z": r"(?=\n?\Z)",
}


def _translate(source: str) -> str:
    r"""Java's and PCRE's escapes in the words of the `regex` package.

    Its ASCII flag would also limit `\p{L}`; a class within a class is a union.
    """
    return re.sub(
        r"\\.", lambda escape: _IN_PYTHON.get(escape[0], escape[0]), source, flags=re.DOTALL
    )


_GROUP = re.compile(r"\\(?P<escaped>.)|\$(?:(?P<number>\d)|\{(?P<name>\w+)\})", re.DOTALL)


def _read_substitution(text: str) -> list[tuple[bool, Any]]:
    """The parts of a substitution: (True, literal text) or (False, group)."""
    parts: list[tuple[bool, Any]] = []
    end = 0
    for match in _GROUP.finditer(text):
        parts.append((True, text[end : match.start()]))
        if match["escaped"] is not None:
            parts.append((True, match["escaped"]))
        else:
            name = match["number"] or match["name"]
            parts.append((False, int(name) if name.isdigit() else name))
        end = match.end()
    parts.append((True, text[end:]))
    return parts
