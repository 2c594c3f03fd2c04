"""What FHIRPath raises: one exception, for what can't be parsed and what can't be evaluated."""

from __future__ import annotations


class ExpressionError(Exception):
    """An expression that is no FHIRPath, or whose evaluation fails by the specification.

    `line` and `column` (both from 1) are the place in the expression where it
    stops being FHIRPath; 0 for what fails at evaluation.
    """

    def __init__(self, message: str, *, line: int = 0, column: int = 0) -> None:
        """`message` says what is wrong; the place, if known, is put before it."""
        place = f"line {line}, column {column}: " if line > 1 else f"column {column}: "
        super().__init__(place + message if line else message)
        self.line = line
        self.column = column


class BudgetError(ExpressionError):
    """An evaluation that would take more steps or memory than it is allowed."""


FAILURES = (ExpressionError, RecursionError, ArithmeticError)
"""What makes a constraint fail when it is evaluated."""
