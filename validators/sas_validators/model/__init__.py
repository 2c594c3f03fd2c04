"""Locations, positions and numbers; imports nothing of ours."""
