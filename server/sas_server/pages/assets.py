"""The style sheet and icon of the server's own pages: files, as inline styles are not allowed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from flask import Flask, send_from_directory

ASSETS = ("style.css", "icon.svg")
"""The names of the files, and of their routes."""

_FOLDER = Path(__file__).parent


def add_assets(app: Flask) -> None:
    """Routes /style.css and /icon.svg."""
    for name in ASSETS:
        app.add_url_rule(f"/{name}", name, partial(send_from_directory, _FOLDER, name))
