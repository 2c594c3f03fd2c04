"""The style sheet of the server's own pages, a file because inline styles are not allowed."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, send_from_directory

_FOLDER = Path(__file__).parent


def add_style(app: Flask) -> None:
    """Routes /style.css."""

    def style() -> Response:
        return send_from_directory(_FOLDER, "style.css")

    app.add_url_rule("/style.css", "style", style)
