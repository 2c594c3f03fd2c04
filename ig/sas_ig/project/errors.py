"""What stops the guide builder before it can report anything in the guide itself."""

from __future__ import annotations


class ProjectError(Exception):
    """The project, or a package it needs, can't be read; one line says which and what to do."""
