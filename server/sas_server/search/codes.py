"""Whether the case of a code matters, by its code system.

Spec: https://hl7.org/fhir/R4/search.html#token ("When in doubt, servers SHOULD
treat tokens in a case-insensitive manner")
"""

from __future__ import annotations

from collections.abc import Callable

from sas_server.search.folding import fold_code

_REMEMBERED = 10_000
"""Systems remembered; clients may send any number of different ones."""


class CodeCase:
    """Gives the form in which codes of a system are compared."""

    def __init__(self, is_case_sensitive: Callable[[str], bool]) -> None:
        """`is_case_sensitive(system)`: False for what is not known."""
        self._ask = is_case_sensitive
        self._sensitive: dict[str, bool] = {"": False}

    def key(self, system: str, code: str) -> str:
        """`code` as it is kept and looked up: as it is where the system says so."""
        return code if self.is_sensitive(system) else fold_code(code)

    def is_sensitive(self, system: str) -> bool:
        """Whether a known code system distinguishes upper and lower case."""
        if system not in self._sensitive:
            if len(self._sensitive) >= _REMEMBERED:
                self._sensitive.clear()
            self._sensitive[system] = self._ask(system)
        return self._sensitive[system]
