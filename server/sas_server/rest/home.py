"""The page at /: where to go from here."""

from __future__ import annotations

from markupsafe import escape

from sas_server.release import release

_PAGE = """<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>sas-fhir</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main>
<h1>Façade FHIR du Service d'Accès aux Soins</h1>
<p>Ce serveur parle FHIR R4 (4.0.1). Version {release}.</p>
<ul>
{guide}<li><a href="/fhir/metadata?_pretty=true">Ce que le serveur sait faire</a>
  (CapabilityStatement)</li>
<li><a href="/fhir/openapi.json">Description OpenAPI</a></li>
<li><a href="/fhir/Slot?status=free&amp;_count=10&amp;_pretty=true">Créneaux libres</a></li>
<li><a href="/fhir/StructureDefinition?derivation=constraint&amp;_elements=url,name"
  >Profils</a></li>
</ul>
<p>Base FHIR : <code>{base}</code></p>
</main>
</body>
</html>
"""

_GUIDE = '<li><a href="/ig/">Guide d\'implémentation</a></li>\n'


def home_page(base: str, *, has_guide: bool) -> str:
    """The HTML of the home page; `base` is the URL of the FHIR base."""
    return _PAGE.format(
        release=escape(release()), base=escape(base), guide=_GUIDE if has_guide else ""
    )
