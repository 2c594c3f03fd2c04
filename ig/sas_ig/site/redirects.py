"""Small pages at the canonicals' places: `StructureDefinition/x` leads to the artifact's page.

Whoever publishes the guide at its canonical makes each definition's own address
open something a person can read; programs find the raw resource by the links of the head.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from sas_ig.artifacts.artifact import Artifact
from sas_ig.artifacts.catalog import Catalog
from sas_ig.elements.sentences import Language
from sas_ig.site.places import relative

_PAGE = Markup(
    '<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>\n'
    '<meta http-equiv="refresh" content="0; url={page}"><link rel="canonical" href="{page}">\n'
    '<link rel="alternate" type="application/fhir+json" href="{json}">\n'
    '<link rel="alternate" type="application/fhir+xml" href="{xml}"></head>\n'
    '<body><p><a href="{page}">{title}</a></p></body></html>\n'
)


def redirects(catalog: Catalog, language: Language) -> Iterator[tuple[str, bytes]]:
    """Path below the site's root and content of each; `language` is the project's own."""
    for artifact in catalog.artifacts:
        if artifact.url and artifact.type != "ImplementationGuide":
            path = f"{artifact.folder}{artifact.reference}/index.html"
            yield path, _page(artifact, path, language).encode()


def _page(artifact: Artifact, path: str, language: Language) -> str:
    return _PAGE.format(
        language=language,
        title=artifact.title,
        page=relative(path, artifact.page),
        json=relative(path, artifact.file("json")),
        xml=relative(path, artifact.file("xml")),
    )
