"""Conformance resources and what goes with them; loaded only for such resources."""
