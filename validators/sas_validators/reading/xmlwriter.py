"""Writes a resource as XML: the elements in the order of their definitions.

Spec: https://hl7.org/fhir/R4/xml.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from sas_validators.definitions.types import TypeInfo, TypeModel
from sas_validators.model.numbers import JsonDecimal
from sas_validators.model.paths import Location, render, root

_NAMESPACE = "{http://hl7.org/fhir}"
_XHTML_DIV = "{http://www.w3.org/1999/xhtml}div"


class NotWritableError(ValueError):
    """The resource can't be written as XML; the message says where and why."""


def write_xml(resource: dict[str, Any], types: TypeModel, *, pretty: bool = False) -> bytes:
    """The resource as XML in UTF-8, with declaration.

    There are no blanks between elements, unless it is to be `pretty`; narratives
    always stay as they are.

    Raises NotWritableError for what XML has no place for: a member that the
    type does not have, a value of another shape, a div that is no XHTML, a
    control character.
    """
    info = _resource_type(resource, types, root("$"))
    node = etree.Element(_NAMESPACE + info.name, nsmap={None: "http://hl7.org/fhir"})  # type: ignore[dict-item]
    _Writer(types).write_content(node, resource, info, root(info.name))
    if pretty:
        _indent(node, "\n")
    return etree.tostring(node, encoding="UTF-8", xml_declaration=True)


def _indent(node: etree._Element, line: str) -> None:
    """Puts each child of `node` on a line of its own; `line` starts the one of `node` itself."""
    if node.tag == _XHTML_DIV or not len(node):
        return
    node.text = f"{line}  "
    for child in node:
        _indent(child, f"{line}  ")
        child.tail = f"{line}  "
    node[-1].tail = line


def _resource_type(value: Any, types: TypeModel, location: Location) -> TypeInfo:
    name = value.get("resourceType") if isinstance(value, dict) else None
    info = types.find(name) if isinstance(name, str) else None
    if info is None or info.kind != "resource":
        raise NotWritableError(f"{render(location)}: not a FHIR resource (resourceType {name!r})")
    return info


class _Writer:
    def __init__(self, types: TypeModel) -> None:
        self.types = types

    def write_content(
        self, node: etree._Element, value: dict[str, Any], info: TypeInfo, location: Location
    ) -> None:
        """Writes the members of `value`, of type `info`, into `node`."""
        unknown = _unknown_members(value, info)
        if unknown:
            raise NotWritableError(f"{render(location)}: {info.name} has no {', '.join(unknown)}")
        for element in info.elements.values():
            for name, type_name in zip(element.json_names, element.types, strict=False):
                if name not in value and "_" + name not in value:
                    continue
                if _is_attribute(name, info):
                    self.write_attribute(node, str(name), value[name], location)
                    continue
                for index, item, shadow in _occurrences(value, name):
                    place = (location, name, index)
                    self.write_element(node, type_name, item, shadow, place)

    def write_attribute(
        self, node: etree._Element, name: str, value: Any, location: Location
    ) -> None:
        try:
            node.set(name, _text(value))
        except (TypeError, ValueError) as error:
            raise NotWritableError(f"{render(location)}.{name}: {error}") from error

    def write_element(
        self,
        parent: etree._Element,
        type_name: str,
        value: Any,
        shadow: Any,
        location: Location,
    ) -> None:
        """Writes one occurrence of an element; `shadow` is what stands under `_name`."""
        if type_name == "xhtml":
            parent.append(_div(value, location))
            return
        node = etree.SubElement(parent, _NAMESPACE + location[1])
        if type_name == "Resource":
            info = _resource_type(value, self.types, location)
            inner = etree.SubElement(node, _NAMESPACE + info.name)
            self.write_content(inner, value, info, location)
            return
        info = self.types.get(type_name)
        if info.kind == "primitive":
            if value is not None:
                self.write_attribute(node, "value", value, location)
            content = {} if shadow is None else shadow
        else:
            content = value
        if not isinstance(content, dict):
            raise NotWritableError(f"{render(location)}: an object is expected")
        self.write_content(node, content, info, location)


def _unknown_members(value: dict[str, Any], info: TypeInfo) -> list[str]:
    known = info.members
    return [
        name
        for name in value
        if name not in known
        and name.removeprefix("_") not in known
        and not (name == "resourceType" and info.kind == "resource")
    ]


def _is_attribute(name: str, info: TypeInfo) -> bool:
    if info.kind == "resource":
        return False
    return name == "id" or (name == "url" and info.name == "Extension")


def _occurrences(value: dict[str, Any], name: str) -> Iterator[tuple[int | None, Any, Any]]:
    """Index (None outside arrays), value and shadow of each occurrence of one member."""
    values, shadows = value.get(name), value.get("_" + name)
    if not isinstance(values, list) and not isinstance(shadows, list):
        yield None, values, shadows
        return
    values = values if isinstance(values, list) else []
    shadows = shadows if isinstance(shadows, list) else []
    for index in range(max(len(values), len(shadows))):
        yield (
            index,
            values[index] if index < len(values) else None,
            shadows[index] if index < len(shadows) else None,
        )


def _text(value: Any) -> str:
    """A primitive's value as XML writes it; raises TypeError for what is no primitive."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, JsonDecimal):
        return value.text
    if isinstance(value, dict | list) or value is None:
        raise TypeError("a simple value is expected")
    return str(value)


def _div(value: Any, location: Location) -> etree._Element:
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        node = etree.fromstring(_text(value), parser)
    except (TypeError, ValueError, etree.XMLSyntaxError) as error:
        raise NotWritableError(f"{render(location)}: {error}") from error
    if node.tag != _XHTML_DIV:
        raise NotWritableError(f"{render(location)}: not an XHTML div")
    return node
