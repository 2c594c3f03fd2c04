"""All that the guide offers for download."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sas_ig.downloads.announced import announced_downloads
from sas_ig.downloads.archives import package_files, tgz_of, zip_of
from sas_ig.downloads.download import Download
from sas_ig.downloads.expansions import expanded
from sas_ig.pages.guide import Guide
from sas_ig.pages.sources import xml_text
from sas_ig.project.config import Config
from sas_ig.project.content import Content, Item, Role
from sas_ig.site.highlight import pretty
from sas_validators.definitions.builtin import CORE


def downloads(guide: Guide) -> Iterator[Download]:
    """The files, in the order of the page."""
    content = guide.catalog.contents[""]
    digest = _digest(content)
    yield Download(
        "package.tgz",
        "Le paquet FHIR : définitions et exemples, pour les valideurs et les serveurs",
        "The FHIR package: definitions and examples, for validators and servers",
        digest,
        lambda: tgz_of(package_files(content, manifest(content, guide.config))),
    )
    yield from _bundles_of(content, guide, digest)
    yield Download(
        "expansions.json.zip",
        "Les jeux de valeurs avec la liste de leurs codes",
        "The value sets with the list of their codes",
        digest,
        lambda: zip_of(_expansions(content, guide)),
    )
    yield from announced_downloads(guide.settings.files, guide.registry.digest)


def _bundles_of(content: Content, guide: Guide, digest: str) -> Iterator[Download]:
    described: tuple[tuple[str, Role, str, str], ...] = (
        ("definitions", "definition", "Les définitions", "The definitions"),
        ("examples", "example", "Les exemples", "The examples"),
        ("counterexamples", "counterexample", "Les contre-exemples", "The counter-examples"),
    )
    for name, role, french, english in described:
        items = [item for item in content.items if item.role == role]
        if not items:
            continue
        yield Download(
            f"{name}.json.zip", f"{french}, en JSON", f"{english}, as JSON", digest,
            lambda items=items: zip_of(_json_files(items)),  # type: ignore[misc]
        )  # fmt: skip
        if role != "counterexample":
            yield Download(
                f"{name}.xml.zip", f"{french}, en XML", f"{english}, as XML", digest,
                lambda items=items: zip_of(_xml_files(items, guide)),  # type: ignore[misc]
            )  # fmt: skip


def manifest(content: Content, config: Config) -> dict[str, Any]:
    """The `package.json` of the package, made up where the content has none."""
    if content.manifest:
        return dict(content.manifest)
    return {
        "name": config.id,
        "version": config.version,
        "type": "IG",
        "canonical": config.canonical,
        "title": config.title,
        "description": config.description,
        "license": config.license,
        "author": config.publisher,
        "fhirVersions": [config.fhir_version],
        "dependencies": {**dict(label.split("#") for label in CORE), **config.dependencies},
    }


def _digest(content: Content) -> str:
    digest = hashlib.sha256(json.dumps(dict(content.manifest), sort_keys=True).encode())
    for item in content.items:
        digest.update(f"{item.role}\0{len(item.data)}\0".encode() + item.data)
    return digest.hexdigest()


def _json_files(items: list[Item]) -> dict[str, bytes]:
    return {f"{_name(item)}.json": pretty(item.resource).encode() for item in items}


def _xml_files(items: list[Item], guide: Guide) -> dict[str, bytes]:
    return {f"{_name(item)}.xml": xml_text(item.resource, guide.types).encode() for item in items}


def _expansions(content: Content, guide: Guide) -> dict[str, bytes]:
    found = {}
    for item in content.items:
        if item.role == "definition" and item.resource["resourceType"] == "ValueSet":
            value_set = expanded(item.resource, guide.terminology)
            if value_set is not None:
                found[f"{_name(item)}.json"] = pretty(value_set).encode()
    return found


def _name(item: Item) -> str:
    return item.reference.replace("/", "-", 1)
