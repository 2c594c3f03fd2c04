"""The page shown instead of any other while the database is not there."""

from __future__ import annotations

from typing import Literal

from jinja2 import Environment

from sas_server.refusals.refusal import Refusal

_PAGE = Environment(autoescape=True, trim_blocks=True).from_string(
    """<!doctype html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main>
<h1>{{ title }}</h1>
<p role="alert">{{ reason }}</p>
</main>
</body>
</html>
"""
)
_TITLES = {"fr": "Momentanément indisponible", "en": "Unavailable at the moment"}


def away_page(refusal: Refusal, language: Literal["fr", "en"]) -> str:
    """The HTML that tells why there is nothing to be seen."""
    reason = refusal.message.text(language, {})
    return _PAGE.render(language=language, title=_TITLES[language], reason=reason)
