"""The Markdown files of a project and their translations.

Pages are in `input/pagecontent`, translations in `input/translations/<language>/pagecontent`
under the same names, as the IG Publisher has it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

PAGES = Path("input", "pagecontent")
INCLUDES = Path("input", "includes")
IMAGES = Path("input", "images")
DIAGRAMS = Path("input", "images-source")


@dataclass(frozen=True, slots=True)
class NarrativeFile:
    """One Markdown file: its name without suffix, its text, the language it is in."""

    stem: str
    text: str
    language: str
    path: Path


class NarrativeFiles:
    """Finds the narrative of a project in the reader's language, else in the project's own."""

    def __init__(self, project: Path, own_language: str) -> None:
        self._own = own_language
        self._project = project
        self._files = {
            own_language: _read(project / PAGES, own_language),
            **{
                folder.name: _read(folder / "pagecontent", folder.name)
                for folder in sorted((project / "input" / "translations").glob("*"))
                if folder.is_dir()
            },
        }

    def stems(self) -> list[str]:
        """The names of the pages in the project's own language, notes of artifacts included."""
        return list(self._files[self._own])

    def digest_notes(self) -> str:
        """A digest of all files that may belong to an artifact's page."""
        digest = hashlib.sha256()
        for files in self._files.values():
            for stem, file in files.items():
                if stem.endswith(("-intro", "-notes")):
                    digest.update(f"{stem}\0{file.language}\0{file.text}\0".encode())
        return digest.hexdigest()

    def find(self, stem: str, language: str) -> NarrativeFile | None:
        """The page in `language` if it is translated, else in the project's own."""
        translated = self._files.get(language, {}).get(stem)
        return translated or self._files[self._own].get(stem)


def _read(folder: Path, language: str) -> dict[str, NarrativeFile]:
    return {
        file.stem: NarrativeFile(file.stem, file.read_text(encoding="utf-8"), language, file)
        for file in sorted(folder.glob("*"))
        if file.suffix in (".md", ".html", ".xml") and file.is_file()
    }
