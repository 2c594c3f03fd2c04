"""Brings `build/packages` up to date: HL7's packages from npm, ours from FSH."""
