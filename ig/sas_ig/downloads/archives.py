"""Archives that are the same, byte for byte, when their content is.

Spec: https://hl7.org/fhir/packages.html
"""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping

from sas_ig.project.content import Content
from sas_validators.definitions.index import INDEX_NAME, summarise

_EPOCH = (1980, 1, 1, 0, 0, 0)


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of `files` by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(
                zipfile.ZipInfo(name, _EPOCH), files[name], compress_type=zipfile.ZIP_DEFLATED
            )
    return buffer.getvalue()


def tgz_of(files: Mapping[str, bytes]) -> bytes:
    """A gzipped tar archive of `files` by name."""
    buffer = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        for name in sorted(files):
            info = tarfile.TarInfo(name)
            info.size = len(files[name])
            archive.addfile(info, io.BytesIO(files[name]))
    return buffer.getvalue()


def package_files(content: Content, manifest: Mapping[str, object]) -> dict[str, bytes]:
    """The files of the FHIR package: manifest, index, definitions, examples.

    Counter-examples stay out: nobody should load them by mistake.
    """
    files: dict[str, bytes] = {"package/package.json": _json(manifest)}
    index: list[dict[str, str]] = []
    for item in content.items:
        name = f"{item.reference.replace('/', '-', 1)}.json"
        if item.role == "definition":
            files[f"package/{name}"] = item.data
            index.append({"filename": name, **summarise(item.resource)})
        elif item.role == "example":
            files[f"package/example/{name}"] = item.data
    files[f"package/{INDEX_NAME}"] = _json({"index-version": 2, "files": index})
    return files


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
