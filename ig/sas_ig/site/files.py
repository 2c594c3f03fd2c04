"""Writes the files of the site that are no pages."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sas_ig.artifacts.artifact import Artifact
from sas_ig.downloads.download import Download
from sas_ig.downloads.files import downloads
from sas_ig.narrative.files import IMAGES
from sas_ig.pages.guide import Guide
from sas_ig.pages.sources import xml_text
from sas_ig.site.highlight import pretty
from sas_ig.site.places import tongues
from sas_ig.site.redirects import redirects
from sas_ig.site.renderer import ASSETS
from sas_ig.site.writer import Writer


def write_files(guide: Guide, project: Path, writer: Writer) -> list[tuple[Download, int]]:
    """Writes the theme's assets, the project's images, raw resources, redirects and downloads.

    Returns the downloads with their sizes in bytes.
    """
    for file in sorted(ASSETS.rglob("*.*")):
        writer.write_file(f"assets/{file.relative_to(ASSETS).as_posix()}", file.read_bytes())
    images = project / IMAGES
    for file in sorted(images.rglob("*")):
        if file.is_file():
            writer.write_file(file.relative_to(images).as_posix(), file.read_bytes())
    for artifact in guide.catalog.artifacts:
        _write_sources(artifact, guide, writer)
    for path, content in redirects(guide.catalog, tongues(guide.config.language)[0].language):
        writer.write_file(path, content)
    return [
        (item, writer.write_made(item.name, item.digest, item.make)) for item in downloads(guide)
    ]


def _write_sources(artifact: Artifact, guide: Guide, writer: Writer) -> None:
    digest = hashlib.sha256(artifact.item.data).hexdigest()
    resource = artifact.resource
    writer.write_made(artifact.file("json"), digest, lambda: pretty(resource).encode())
    writer.write_made(
        artifact.file("xml"), digest, lambda: xml_text(resource, guide.types).encode()
    )
