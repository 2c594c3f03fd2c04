"""The IG Publisher's template tags that make sense without it.

    {% include name.svg %}         a diagram of input/images-source, or a file of input/includes
    {% include dependency-table.xhtml %}     a table the builder makes
    {% fragment Slot/ps-creneau-1 JSON %}    an example of the package
    {{site.data.fhir.path}}        the address of the FHIR specification

Spec: https://build.fhir.org/ig/FHIR/ig-guidance/using-templates.html
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

from sas_ig.artifacts.links import R4
from sas_ig.diagrams.draw import KINDS
from sas_ig.diagrams.errors import DiagramError
from sas_ig.narrative.blocks import Blocks
from sas_ig.narrative.host import Host

_TAG = re.compile(r"\{%-?\s*(\w+)\s*(.*?)\s*-?%\}")
_OUTPUT = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_PLACEHOLDER = re.compile(r"<!--piece (\d+)-->")

_OUTPUTS = {"site.data.fhir.path": R4}


class Liquid:
    """Replaces the tags of one file by placeholders, and those by HTML in the end."""

    def __init__(self, host: Host, blocks: Blocks, find: Callable[..., None]) -> None:
        """`find` notes a problem in French and English."""
        self._host = host
        self._blocks = blocks
        self._find = find
        self._pieces: list[Markup] = []

    def replace_tags(self, text: str) -> str:
        """The text with placeholders for its tags; fenced blocks stay as they are."""
        parts: list[str] = []
        last = 0
        for fence in _FENCE.finditer(text):
            parts += [self._replace(text[last : fence.start()]), fence.group()]
            last = fence.end()
        parts.append(self._replace(text[last:]))
        return "".join(parts)

    def fill(self, html: str) -> str:
        """The HTML with what the placeholders stand for."""
        alone = re.sub(r"<p>(<!--piece \d+-->)</p>", r"\1", html)
        return _PLACEHOLDER.sub(lambda match: str(self._pieces[int(match[1])]), alone)

    def _replace(self, text: str) -> str:
        text = _TAG.sub(lambda match: self._keep(self._tag(match[1], match[2])), text)
        return _OUTPUT.sub(lambda match: self._output(match[1]), text)

    def _keep(self, piece: Markup) -> str:
        self._pieces.append(piece)
        return f"<!--piece {len(self._pieces) - 1}-->"

    def _output(self, name: str) -> str:
        if name not in _OUTPUTS:
            self._find(f"{{{{ {name} }}}} est inconnu", f"{{{{ {name} }}}} is unknown", "warning")
        return _OUTPUTS.get(name, "")

    def _tag(self, name: str, argument: str) -> Markup:
        if name == "include":
            return self._include(argument.partition(" ")[0])
        if name == "fragment":
            reference, _, format = argument.partition(" ")
            return self._fragment(reference, format.partition(" ")[0].lower() or "json")
        if name != "comment":
            self._find(
                f"la balise {{% {name} %}} est inconnue",
                f"the tag {{% {name} %}} is unknown",
                "warning",
            )
        return Markup("")

    def _include(self, name: str) -> Markup:
        stem, _, suffix = name.rpartition(".")
        made = self._host.fragment(stem or suffix)
        if made is not None:
            return made
        for kind in KINDS if suffix == "svg" else ():
            source = self._host.file(f"{stem}.{kind}")
            if source is not None:
                return self._diagram(kind, source, stem)
        content = self._host.file(name)
        if content is None:
            self._find(
                f"{{% include {name} %}} : pas de tel fichier",
                f"{{% include {name} %}}: no such file",
            )
            return Markup("")
        return Markup(content)  # noqa: S704 - a file of the project

    def _diagram(self, kind: str, source: str, name: str) -> Markup:
        try:
            return self._blocks.figure(KINDS[kind](source, name))
        except DiagramError as error:
            self._find(f"diagramme {name} : {error}", f"diagram {name}: {error}")
            return Markup("")

    def _fragment(self, reference: str, format: str) -> Markup:
        artifact = self._host.instance(reference)
        if artifact is None:
            self._find(
                f"{{% fragment {reference} %}} : pas de telle ressource",
                f"{{% fragment {reference} %}}: no such resource",
            )
            return Markup("")
        return self._blocks.example(artifact, format)
