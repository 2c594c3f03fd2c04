"""The page shown instead of any other while the database is not there."""

from __future__ import annotations

from typing import Literal

from sas_server.pages.frame import page_environment
from sas_server.refusals.refusal import Refusal

_PAGE = page_environment().from_string(
    """{% extends "frame.html" %}
{% block main %}
<h1>{{ title }}</h1>
<p role="alert">{{ reason }}</p>
{% endblock %}
"""
)
_TITLES = {"fr": "Momentanément indisponible", "en": "Unavailable at the moment"}


def away_page(refusal: Refusal, language: Literal["fr", "en"]) -> str:
    """The HTML that tells why there is nothing to be seen."""
    reason = refusal.message.text(language, {})
    return _PAGE.render(language=language, title=_TITLES[language], reason=reason)
