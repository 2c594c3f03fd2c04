"""Whether the case of a code matters, by its code system.

Spec: https://hl7.org/fhir/R4/search.html#token ("When in doubt, servers SHOULD
treat tokens in a case-insensitive manner")
"""

from __future__ import annotations

from collections.abc import Callable

from sas_server.search.folding import fold_code

FindCodeSystem = Callable[[str], "dict[str, object] | None"]


class CodeCase:
    """Gives the form in which codes of a system are compared."""

    def __init__(self, find_code_system: FindCodeSystem) -> None:
        """`find_code_system(url)` gives the CodeSystem resource, None when unknown."""
        self._find = find_code_system
        self._sensitive: dict[str, bool] = {}

    def key(self, system: str, code: str) -> str:
        """`code` as it is kept and looked up: as it is where the system says so."""
        return code if self.is_sensitive(system) else fold_code(code)

    def is_sensitive(self, system: str) -> bool:
        """Whether a known code system distinguishes upper and lower case."""
        if system not in self._sensitive:
            found = self._find(system) if system else None
            self._sensitive[system] = bool(found and found.get("caseSensitive"))
        return self._sensitive[system]
