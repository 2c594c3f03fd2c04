"""`/.well-known/api-catalog`: where a program finds the FHIR base and its descriptions.

Spec: https://www.rfc-editor.org/rfc/rfc9727
"""

from __future__ import annotations

import json
from collections.abc import Callable

from flask import Flask, Response

PATH = "/.well-known/api-catalog"

_MEDIA_TYPE = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'


def add_catalog(app: Flask, base: Callable[[], str], *, has_guide: bool) -> None:
    """Routes the catalog; `base` gives the URL of the FHIR base as this client sees it."""

    def catalog() -> Response:
        here = base()
        root = here.removesuffix("/fhir")
        links = {
            "anchor": here,
            "service-desc": [{"href": f"{here}/openapi.json", "type": "application/json"}],
            "service-meta": [{"href": f"{here}/metadata", "type": "application/fhir+json"}],
            "status": [{"href": f"{root}/readyz"}],
        }
        if has_guide:
            links["service-doc"] = [{"href": f"{root}/ig/", "type": "text/html"}]
        content = json.dumps({"linkset": [links]})
        return Response(content, content_type=_MEDIA_TYPE)

    app.add_url_rule(PATH, "catalog", catalog)
