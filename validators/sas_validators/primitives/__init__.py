"""Judges of primitive values: a fast test for the usual right ones, a slow judge for the rest."""
