"""Refused requests: one exception family, one catalogue of reasons."""
