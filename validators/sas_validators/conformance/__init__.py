"""Checks on conformance resources when they are the instances being validated."""
