"""What our own validator says of each artifact and example.

Verdicts are remembered on disk by what was judged and what it was judged with.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from sas_ig.packages.digests import digest_files
from sas_validators.outcome import Issue
from sas_validators.validator import Validator

_VALIDATORS = Path(str(files("sas_validators")))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The issues of one resource, worst first, and where they are in its pretty JSON."""

    issues: tuple[Issue, ...]

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not self.errors

    @property
    def errors(self) -> int:
        """How many errors there are, fatal ones included."""
        return sum(issue.severity in ("fatal", "error") for issue in self.issues)

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return sum(issue.severity == "warning" for issue in self.issues)

    def worst_by_line(self) -> dict[int, str]:
        """The worst severity of each line that has an issue, informations left out."""
        found: dict[int, str] = {}
        for issue in reversed(self.issues):
            if issue.line is not None and issue.severity != "information":
                found[issue.line] = issue.severity
        return found


_ORDER = {"fatal": 0, "error": 1, "warning": 2, "information": 3}


class Verdicts:
    """Judges resources, once each."""

    def __init__(self, make: Callable[[], Validator], digest: str, memory: Path) -> None:
        """`make` gives the validator when one is needed.

        `digest` identifies the definitions, `memory` is the file of what is known.
        """
        self._make = make
        self._validator: Validator | None = None
        self._memory = memory
        code = digest_files(_VALIDATORS.rglob("*.py"), _VALIDATORS)
        self.stamp = hashlib.sha256(f"{digest}\n{code}".encode()).hexdigest()
        self._known: dict[str, list[dict[str, Any]]] = {}
        self._verdicts: dict[str, Verdict] = {}
        kept = _read(memory)
        if kept.get("stamp") == self.stamp:
            self._known = kept["verdicts"]

    def of(self, text: str, profiles: tuple[str, ...] = ()) -> Verdict:
        """The verdict on a resource in JSON or XML, held to `profiles` as well."""
        return self.of_made(text.encode(), lambda: text, profiles)

    def of_made(
        self, content: bytes, make: Callable[[], str], profiles: tuple[str, ...]
    ) -> Verdict:
        """The same for a text that `make` gives, and that depends on nothing but `content`."""
        key = hashlib.sha256("\n".join(profiles).encode() + b"\0" + content).hexdigest()
        verdict = self._verdicts.get(key)
        if verdict is None:
            if key not in self._known:
                self._known[key] = self._judge(make(), profiles)
            verdict = Verdict(tuple(Issue(**issue) for issue in self._known[key]))
            self._verdicts[key] = verdict
        return verdict

    def _judge(self, text: str, profiles: tuple[str, ...]) -> list[dict[str, Any]]:
        if self._validator is None:
            self._validator = self._make()
        issues = self._validator.validate(text, profile=profiles).issues
        return [issue._asdict() for issue in sorted(issues, key=lambda item: _ORDER[item.severity])]

    def save(self) -> None:
        """Writes down what was used this time."""
        kept = {key: self._known[key] for key in sorted(self._verdicts)}
        self._memory.parent.mkdir(parents=True, exist_ok=True)
        content = json.dumps({"stamp": self.stamp, "verdicts": kept}, ensure_ascii=False)
        self._memory.write_text(content, encoding="utf-8")


def _read(memory: Path) -> dict[str, Any]:
    """What was kept; nothing when it is not there or cut off."""
    try:
        kept = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
