"""Rules whose module is imported only when a resource needs them.

Whoever validates a Slot must not wait for the code that judges questionnaires.
"""

from __future__ import annotations

import importlib

from sas_validators.checks.run import Check, Object, Run
from sas_validators.model.paths import Location


class LazyRule:
    """A rule named as `module:function`, loaded at its first call."""

    __slots__ = ("_rule", "target")

    def __init__(self, target: str) -> None:
        self.target = target
        self._rule: Check | None = None

    def __call__(self, o: Object, at: Location, r: Run) -> None:
        """Judges `o`, a resource at `at`."""
        if self._rule is None:
            self._rule = self.load()
        self._rule(o, at, r)

    def load(self) -> Check:
        """The rule itself."""
        module_name, _, name = self.target.partition(":")
        rule: Check = getattr(importlib.import_module(module_name), name)
        return rule
