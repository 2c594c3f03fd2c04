"""The explicit, printable form of a profile between snapshot and code."""
