"""Walks over the elements of a narrative and judges each by its place.

Spec: validator-features section 16
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sas_validators.issues.catalogue import narrative as catalogue
from sas_validators.issues.message import Message
from sas_validators.narrative import vocabulary
from sas_validators.narrative.links import Anchor, Found, judge_image, judge_link

if TYPE_CHECKING:
    from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_SOURCES = {"boilerplate", "generated", "original"}
_MAX_FINDINGS = 100
_MAX_ANCHORS = 1000


class Content:
    """What a well-formed div holds; everything is worked out on creation.

    `only_allowed` is invariant txt-1 (allowed elements and attributes only),
    `not_blank` is txt-2 (some text or an image). `ids` are the ids and anchor
    names, as often as they occur, `anchors` the links to the resource itself (as
    keys, in order). `sections` are the languages of the language
    sections, `unsourced` the first text without a source class.
    """

    def __init__(self, root: etree._Element) -> None:
        """`root` should be the div."""
        self.found: Found = []
        self.ids: list[str] = []
        self.anchors: dict[Anchor, None] = {}
        self.only_allowed = True
        self.not_blank = False
        self.unsourced: str | None = None
        self.lang = root.get("lang")
        self.xml_lang = root.get(_XML + "lang")
        self.sections = tuple(
            language for child in root.iterchildren("{*}div") if (language := _language(child))
        )
        self._root_namespace = _split(root)[0]
        self._judge_root(root)
        self._walk(root, (), sourced=False)
        self._judge_whole(root)

    def blame(self, message: Message, **details: Any) -> None:
        """Adds a finding unless the same was found before."""
        if len(self.found) < _MAX_FINDINGS and (message, details) not in self.found:
            self.found.append((message, details))

    def _judge_root(self, root: etree._Element) -> None:
        namespace, name = _split(root)
        if name != "div":
            self.blame(catalogue.ROOT_NAME, name=name)
        if namespace != XHTML:
            self.blame(catalogue.NAMESPACE, namespace=namespace)

    def _walk(self, element: etree._Element, above: tuple[str, ...], *, sourced: bool) -> None:
        namespace, name = _split(element)
        if namespace not in {XHTML, self._root_namespace}:
            self.blame(catalogue.NAMESPACE, namespace=namespace)
        if name not in vocabulary.ELEMENTS:
            self.only_allowed = False
            if above:  # the root has a finding of its own
                self.blame(catalogue.ELEMENT, name=name)
        path = (*above, name)
        self._judge_attributes(element, name, is_root=not above)
        self._judge_place(element, name, above)
        self._judge_links(element, name, "/".join(path))
        sourced = sourced or not _SOURCES.isdisjoint(element.get("class", "").split())
        self.not_blank = self.not_blank or name == "img"
        self._read_text(element.text, path, sourced=sourced)
        for child in element.iterchildren():
            if isinstance(child.tag, str):
                self._walk(child, path, sourced=sourced)
            self._read_text(child.tail, path, sourced=sourced)

    def _read_text(self, text: str | None, path: tuple[str, ...], *, sourced: bool) -> None:
        if text is None or not text.strip(" \t\r\n\f\v"):
            return
        if path[-1] in vocabulary.WITHOUT_TEXT:
            self.blame(catalogue.TEXT_CHILD, parent=path[-1], path="/".join(path))
        self.not_blank = True
        if not sourced and self.unsourced is None:
            self.unsourced = text.strip()[:40]

    def _judge_attributes(self, element: etree._Element, name: str, *, is_root: bool) -> None:
        own = vocabulary.ATTRIBUTES_OF.get(name, frozenset())
        for attribute in map(str, element.keys()):
            shown = attribute.replace(_XML, "xml:")
            if shown == "xml:space":
                self.blame(catalogue.XML_SPACE)
            elif shown not in vocabulary.ATTRIBUTES and shown not in own:
                self.only_allowed = False
                shown = shown.rpartition("}")[2]
                if not is_root:  # of the div, invariant txt-1 alone says it
                    self.blame(catalogue.ATTRIBUTE, name=shown, element=name)
        if "id" in element.attrib:
            self.ids.append(element.get("id", ""))
        if name == "a" and element.get("name") not in {None, element.get("id")}:
            self.ids.append(element.get("name", ""))

    def _judge_place(self, element: etree._Element, name: str, above: tuple[str, ...]) -> None:
        parent = above[-1] if above else ""
        details = {"name": name, "parent": parent, "path": "/".join((*above, name))}
        if "p" in above and name in vocabulary.NOT_IN_PARAGRAPHS:
            self.blame(catalogue.ELEMENT_IN_PARAGRAPH, name=name)
        if name in vocabulary.BLOCKS and not vocabulary.TEXT_HOLDERS.isdisjoint(above):
            holder = next(step for step in reversed(above) if step in vocabulary.TEXT_HOLDERS)
            self.blame(catalogue.BLOCK_IN_TEXT, **details | {"parent": holder})
        if name in vocabulary.INLINE and name in above:
            self.blame(catalogue.RECURSION, **details)
        if parent in vocabulary.CHILDREN and name not in vocabulary.CHILDREN[parent]:
            self.blame(catalogue.CHILD, **details)
        if above and name in vocabulary.PARENTS and parent not in vocabulary.PARENTS[name]:
            self.blame(catalogue.OUT_OF_PLACE, **details)
        if name in vocabulary.EMPTY and (len(element) or element.text):
            self.blame(catalogue.NO_CHILDREN, **details)

    def _judge_links(self, element: etree._Element, name: str, path: str) -> None:
        if name == "img":
            url, found = element.get("src"), judge_image(element.get("src", "-"), path)
        elif name == "a":
            url, found = element.get("href"), judge_link(element.get("href", "-"), path)
        else:
            return
        for message, details in found:
            self.blame(message, **details)
        if url is not None and url.startswith("#") and (name == "img" or len(url) > 1):
            self._add_anchor(Anchor(url[1:], path, image=name == "img"))

    def _add_anchor(self, anchor: Anchor) -> None:
        if len(self.anchors) < _MAX_ANCHORS:
            self.anchors[anchor] = None

    def _judge_whole(self, root: etree._Element) -> None:
        twice = [f"{name} ({count}x)" for name, count in Counter(self.ids).items() if count > 1]
        if twice:
            self.blame(catalogue.DUPLICATE_IDS, ids=", ".join(twice[:20]))
        if self.sections:
            others = any(not _language(child) for child in root.iterchildren("{*}*"))
            texts = [root.text, *(child.tail for child in root.iterchildren())]
            if others or any(text and text.strip() for text in texts):
                self.blame(catalogue.MIXED_LANGUAGES)


def _split(element: etree._Element) -> tuple[str, str]:
    """Namespace and local name."""
    namespace, _, name = str(element.tag).rpartition("}")
    return namespace[1:], name


def _language(element: etree._Element) -> str | None:
    """The language of an element that is a language section."""
    if _split(element)[1] != "div":
        return None
    return element.get(_XML + "lang") or element.get("lang")
