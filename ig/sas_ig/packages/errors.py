"""What stops a build of the packages."""

from __future__ import annotations


class BuildError(Exception):
    """Something the build needs is missing or unusable; one line says what and what to do."""


class FshError(Exception):
    """SUSHI refused a project; `report` holds its own messages, with file and line."""

    def __init__(self, project: str, report: str, count: int) -> None:
        """`project` names the package, `count` is the number of SUSHI's errors."""
        super().__init__(f"SUSHI found {count} error(s) in {project}")
        self.report = report
        self.count = count
