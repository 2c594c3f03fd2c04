"""Findings, their catalogue, and how they become OperationOutcome issues."""
