"""Reads XML instances into the JSON shape, led by the types of the elements.

Spec: https://hl7.org/fhir/R4/xml.html, https://hl7.org/fhir/R4/json.html#xml,
validator-features section 5
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from lxml import etree

from sas_validators.definitions.types import ElementInfo, TypeInfo, TypeModel
from sas_validators.issues.catalogue import reading as catalogue
from sas_validators.issues.finding import Finding
from sas_validators.issues.message import Message
from sas_validators.model.numbers import JsonDecimal, read_integer
from sas_validators.model.paths import ChoiceStep, Location, PlacedLocation, root
from sas_validators.model.positions import Position
from sas_validators.reading.jsonreader import MAX_BYTES
from sas_validators.reading.reading import Reading
from sas_validators.reading.scanner import MAX_DEPTH, MAX_FAULTS, MAX_INTEGER
from sas_validators.reading.xmlplaces import XmlPositions
from sas_validators.reading.xmlsource import SYNTAX_PLACE, decode_xml

FHIR = "http://hl7.org/fhir"

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)").fullmatch
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?").fullmatch
_INTEGER_TYPES = frozenset({"integer", "unsignedInt", "positiveInt", "integer64"})


def read_xml(data: bytes, types: TypeModel) -> Reading:
    """Reads one resource; whatever is wrong with `data` is a finding, nothing is raised.

    No entity is resolved, nothing is fetched, a DOCTYPE is refused unparsed. An
    element that may occur once and occurs twice becomes a list, a value that is
    not of its type stays a string, so that the checks speak about them.
    """
    if len(data) > MAX_BYTES:
        details = {"size": len(data), "limit": MAX_BYTES}
        return Reading(None, [Finding(catalogue.XML_TOO_LARGE, SYNTAX_PLACE, details)], "xml")
    source = decode_xml(data)
    reading = Reading(None, source.findings, "xml")
    if source.text is None:
        return reading
    # Blanks in place of the declaration keep every offset, and no encoding but ours is named.
    end = source.declaration_end
    body = re.sub(r"[^\n]", " ", source.text[:end]) + source.text[end:]
    try:
        document = etree.fromstring(body.encode(), _parser())
    except etree.XMLSyntaxError as error:
        reading.findings.append(_syntax_finding(error))
        return reading
    reading.open_positions = partial(XmlPositions, body)
    converter = _Converter(types, document, body)
    try:
        reading.value = converter.convert_root()
        reading.findings += converter.findings
    except _TooDeepError:
        details = {"limit": MAX_DEPTH}
        reading.findings.append(Finding(catalogue.XML_TOO_DEEP, SYNTAX_PLACE, details))
    return reading


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )


def _syntax_finding(error: etree.XMLSyntaxError) -> Finding:
    position = Position(*error.position)
    problem = re.sub(r",? line \d+, column \d+$", "", error.msg)
    details = {"line": position.line, "column": position.column, "problem": problem}
    place = PlacedLocation.of(SYNTAX_PLACE, position)
    return Finding(catalogue.XML_UNREADABLE, place, details)


class _TooDeepError(Exception):
    """The JSON form would be nested deeper than readers of JSON allow."""


@dataclass(slots=True)
class _Occurrence:
    """One child element, converted: its value, and what JSON writes under `_name`."""

    value: Any
    shadow: dict[str, Any] | None = None


class _Converter:
    """Converts one document; collects what is wrong with its shape."""

    def __init__(self, types: TypeModel, document: etree._Element, text: str) -> None:
        self.types = types
        self.document = document
        self.text = text
        self.findings: list[Finding] = []
        self.wrapped: dict[Location, str] = {}
        """The types of the resources inside others, by their places."""

    @cached_property
    def positions(self) -> XmlPositions:
        return XmlPositions(self.text)

    @cached_property
    def numbers(self) -> dict[etree._Element, int]:
        """Each element's number in document order; made only when something is wrong."""
        return {node: number for number, node in enumerate(self.document.iter("*"))}

    def blame(
        self, message: Message, node: etree._Element, location: Location, **details: Any
    ) -> None:
        """Adds a finding about `node`, its place written as `shape_place` does."""
        self.blame_at(message, node, self.shape_place(location), **details)

    def blame_at(
        self, message: Message, node: etree._Element, location: Location, **details: Any
    ) -> None:
        if len(self.findings) < MAX_FAULTS:
            position = self.positions.of_tag(self.numbers[node])
            placed = PlacedLocation.of(location, position)
            self.findings.append(Finding(message, placed, details))

    def shape_place(self, location: Location) -> Location:
        """`location` as the reference writes it: without indexes, from the innermost resource."""
        name = self.wrapped.get(location)
        if name is not None:
            return root(name)
        parent, step, _ = location
        return (None if parent is None else self.shape_place(parent), step, None)

    def convert_root(self) -> dict[str, Any] | None:
        node, name = self.document, etree.QName(self.document)
        place = root(name.localname)
        for sibling in (*node.itersiblings(preceding=True), *node.itersiblings()):
            if isinstance(sibling, etree._ProcessingInstruction):
                self.blame(catalogue.PROCESSING_INSTRUCTION, node, root("(document)"))
        info = self.types.find(name.localname)
        if name.namespace != FHIR or info is None or info.kind != "resource":
            details = {"namespace": name.namespace or "", "name": name.localname}
            self.blame(catalogue.UNKNOWN_ROOT, node, place, **details)
            return None
        return {"resourceType": info.name, **self.convert_content(node, info, place, 1)}

    def convert_content(
        self, node: etree._Element, info: TypeInfo, location: Location, depth: int
    ) -> dict[str, Any]:
        """The members of the JSON object that `node`, of type `info`, stands for."""
        if depth > MAX_DEPTH:
            raise _TooDeepError
        attributes = _attributes_of(info)
        content = self.read_attributes(node, info, attributes, location)
        self.refuse_text(node, location)
        found: dict[str, list[_Occurrence]] = {}
        previous: ElementInfo | None = None
        run = 0
        for child in self.child_elements(node, location):
            member = self.find_member(child, info, attributes, location)
            if member is None:
                continue
            element, name, type_name = member
            run = run + 1 if element is previous else 0
            if previous is not None and element.order < previous.order:
                # The reference counts from 0 again after an interruption.
                place = (location, name, run if element.repeats else None)
                details = {"name": element.name, "previous": previous.name}
                self.blame_at(catalogue.OUT_OF_ORDER, child, place, **details)
            previous = element
            occurrences = found.setdefault(name, [])
            place = (location, name, len(occurrences) if element.repeats else None)
            converted = self.convert_child(child, type_name, place, depth + 1 + element.repeats)
            if converted is not None:
                occurrences.append(converted)
        for name, occurrences in found.items():
            element, _ = info.members[name]
            content |= _as_members(str(name), occurrences, repeats=element.repeats)
        return content

    def child_elements(self, node: etree._Element, location: Location) -> Iterator[etree._Element]:
        for child in node.iterchildren():
            if isinstance(child.tag, str):
                yield child
            elif isinstance(child, etree._ProcessingInstruction):
                self.blame(catalogue.NODE_NOT_ALLOWED, node, location)

    def find_member(
        self,
        child: etree._Element,
        info: TypeInfo,
        attributes: frozenset[str],
        location: Location,
    ) -> tuple[ElementInfo, str, str] | None:
        """The element that `child` is, its JSON name and type; None when it is unknown."""
        namespace, _, name = str(child.tag).rpartition("}")
        member = None if name in attributes else info.members.get(name)
        foreign = namespace[1:] != FHIR and (member is None or member[1] != "xhtml")
        if foreign:
            details = {"namespace": namespace[1:], "expected": FHIR}
            self.blame(catalogue.WRONG_NAMESPACE, child, location, **details)
        elif member is None:
            self.blame(catalogue.UNDEFINED_ELEMENT, child, location, name=name, type=info.name)
        if member is None:
            return None
        element, type_name = member
        return element, ChoiceStep(element.name, type_name) if element.choice else name, type_name

    def convert_child(
        self, node: etree._Element, type_name: str, location: Location, depth: int
    ) -> _Occurrence | None:
        if type_name == "Resource":
            resource = self.convert_wrapped(node, location, depth)
            return None if resource is None else _Occurrence(resource)
        info = self.types.get(type_name)
        if info.kind == "primitive":
            return self.convert_primitive(node, info, location, depth)
        if not node.attrib and next(node.iterchildren("*"), None) is None:
            self.blame(catalogue.EMPTY_ELEMENT, node, location)
        return _Occurrence(self.convert_content(node, info, location, depth))

    def convert_primitive(
        self, node: etree._Element, info: TypeInfo, location: Location, depth: int
    ) -> _Occurrence:
        if info.name == "xhtml":
            if next(node.iter(etree.ProcessingInstruction), None) is not None:
                self.blame(catalogue.NODE_NOT_ALLOWED, node, location)
            return _Occurrence(_markup(node))
        if not node.attrib and next(node.iterchildren("*"), None) is None:
            self.blame(catalogue.EMPTY_ELEMENT, node, location)
        content = self.convert_content(node, info, location, depth)
        text = content.pop("value", None)
        value = None if text is None else parse_primitive(info.name, text)
        # Nothing at all still leaves a trace, so that the checks can miss the value.
        return _Occurrence(value, content if content or value is None else None)

    def convert_wrapped(
        self, node: etree._Element, location: Location, depth: int
    ) -> dict[str, Any] | None:
        """The resource that stands in `contained`, `resource`...; None when there is none.

        What else stands there the reference passes over: worth a warning.
        """
        children = list(node.iterchildren("*"))
        if node.attrib or len(children) != len(node) or any(_texts(node)):
            self.blame(catalogue.PASSED_OVER, node, location)
        if not children:
            self.blame(catalogue.EMPTY_ELEMENT, node, location)
            return None
        for child in children[1:]:
            self.blame(catalogue.PASSED_OVER, child, location)
        inner = children[0]
        tag = etree.QName(inner)
        info = self.types.find(tag.localname)
        if tag.namespace != FHIR or info is None or info.kind != "resource":
            message = catalogue.UNKNOWN_NESTED_RESOURCE
            self.blame(message, inner, location, name=tag.localname)
            return None
        self.wrapped[location] = info.name
        content = self.convert_content(inner, info, location, depth)
        return {"resourceType": info.name, **content}

    def read_attributes(
        self,
        node: etree._Element,
        info: TypeInfo,
        allowed: frozenset[str],
        location: Location,
    ) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for name, value in node.attrib.items():
            if name in allowed:
                content[str(name)] = value
            else:
                shown = "@" + _prefixed(node, str(name))
                details = {"name": shown, "type": info.name}
                self.blame(catalogue.UNDEFINED_ATTRIBUTE, node, location, **details)
        return content

    def refuse_text(self, node: etree._Element, location: Location) -> None:
        for text in _texts(node):
            self.blame(catalogue.TEXT_FOUND, node, location, text=text[:40])
            return


def parse_primitive(type_name: str, text: str) -> Any:
    """The JSON value of a primitive's XML text; the text itself when it is not of the type."""
    if type_name == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if type_name in _INTEGER_TYPES:
        return read_integer(text) if _INTEGER(text) and len(text) < MAX_INTEGER else text
    if type_name == "decimal":
        if _INTEGER(text) and len(text) < MAX_INTEGER:
            return read_integer(text)
        return JsonDecimal(text) if _DECIMAL(text) else text
    return text


def _texts(node: etree._Element) -> Iterator[str]:
    """The texts directly inside `node`, but for blanks."""
    for text in (node.text, *(child.tail for child in node)):
        if text is not None and not text.isspace():
            yield text.strip()


def _attributes_of(info: TypeInfo) -> frozenset[str]:
    """The elements of a type that XML writes as attributes."""
    if info.kind == "resource":
        return frozenset()
    if info.kind == "primitive":
        return frozenset({"id", "value"})
    return frozenset({"id", "url"}) if info.name == "Extension" else frozenset({"id"})


def _as_members(name: str, found: list[_Occurrence], *, repeats: bool) -> dict[str, Any]:
    """How JSON writes all occurrences of one element: `name`, `_name` or both."""
    values = [one.value for one in found]
    shadows = [one.shadow for one in found]
    alone = not repeats and len(found) == 1
    members: dict[str, Any] = {}
    if any(value is not None for value in values):
        members[name] = values[0] if alone else values
    if any(shadow is not None for shadow in shadows):
        members["_" + name] = shadows[0] if alone else shadows
    return members


def _markup(node: etree._Element) -> str:
    """The div as text, without the namespace declarations that only its parents need."""
    if len(node.nsmap) > 1:
        node = deepcopy(node)
        etree.cleanup_namespaces(node)
    return etree.tostring(node, encoding="unicode", with_tail=False)


def _prefixed(node: etree._Element, name: str) -> str:
    namespace, _, local = name.rpartition("}")
    prefixes = {uri: prefix for prefix, uri in node.nsmap.items()}
    prefix = "xml" if namespace.endswith("/XML/1998/namespace") else prefixes.get(namespace[1:])
    return local if prefix is None else f"{prefix}:{local}"
