"""Converts HL7's XML edition of the R4 definitions into the JSON package layout.

HL7 publishes its own R4 definitions on npm in XML only, together with the XML
schemas. The schemas say everything the JSON form needs and the XML does not
show: which elements repeat (arrays), which are numbers or booleans, and which
hold XHTML. The conversion is therefore driven by the schemas alone and knows
no resource type by name.

Spec: https://hl7.org/fhir/R4/json.html#xml and
https://hl7.org/fhir/R4/xml.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from sas_validators.definitions.index import write_index

FHIR = "{http://hl7.org/fhir}"
XHTML = "{http://www.w3.org/1999/xhtml}"
XS = "{http://www.w3.org/2001/XMLSchema}"

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
_NUMBERS = frozenset({"integer", "positiveInt", "unsignedInt", "decimal"})


class ConversionError(Exception):
    """The XML package does not have the shape this conversion relies on."""


@dataclass(frozen=True, slots=True)
class Child:
    """One child element as the schema declares it."""

    name: str
    type: str
    repeats: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """One complex type of the schema: its children, or the primitive it stands for."""

    children: Mapping[str, Child]
    primitive: str | None = None


def read_shapes(schema_folder: Path) -> dict[str, Shape]:
    """Reads every complex type of `fhir-single.xsd` and `fhir-base.xsd`, by type name.

    Raises ConversionError when a schema file is missing or not readable.
    """
    declared: dict[str, etree._Element] = {}
    resource_names: set[str] = set()
    for file in sorted(schema_folder.glob("*.xsd")):
        root = _read_xml(file)
        declared.update({node.get("name", ""): node for node in root.iterfind(f"{XS}complexType")})
        resource_names.update(node.get("name", "") for node in root.iterfind(f"{XS}element"))
    if "DomainResource" not in declared:
        raise ConversionError(f"{schema_folder}: no FHIR schemas here (fhir-base.xsd expected)")
    shapes: dict[str, Shape] = {}
    for name in declared:
        _resolve_shape(name, declared, shapes)
    return shapes


def _resolve_shape(
    name: str, declared: Mapping[str, etree._Element], shapes: dict[str, Shape]
) -> Shape:
    if name in shapes:
        return shapes[name]
    node = declared[name]
    extension = node.find(f".//{XS}extension")
    base_name = extension.get("base", "") if extension is not None else ""
    children: dict[str, Child] = {}
    primitive = None
    if base_name in declared:
        base = _resolve_shape(base_name, declared, shapes)
        children.update(base.children)
        primitive = base.primitive
    value = node.find(f".//{XS}attribute[@name='value']")
    if value is not None:
        # Enumerated codes declare e.g. `SlotStatus-list`; all of them are strings in JSON.
        primitive = value.get("type", "").removesuffix("-primitive")
    if name != "ResourceContainer":
        children.update({child.name: child for child in _declared_children(node)})
    shapes[name] = Shape(children, primitive)
    return shapes[name]


def _declared_children(node: etree._Element) -> Iterator[Child]:
    for element in node.iter(f"{XS}element"):
        group = element.getparent()
        repeats = "unbounded" in (
            element.get("maxOccurs"),
            group.get("maxOccurs") if group is not None and group.tag == f"{XS}choice" else None,
        )
        if element.get("ref") == "xhtml:div":
            yield Child("div", "xhtml", repeats=False)
        elif element.get("name"):
            yield Child(element.get("name", ""), element.get("type", ""), repeats)


def convert_resource(root: etree._Element, shapes: Mapping[str, Shape]) -> dict[str, Any]:
    """Turns one resource element into its JSON form.

    Raises ConversionError for an element the schemas do not declare.
    """
    resource: dict[str, Any] = _drop_empty_parallels(_convert_resource(root, shapes))
    return resource


def _convert_resource(root: etree._Element, shapes: Mapping[str, Shape]) -> dict[str, Any]:
    name = etree.QName(root).localname
    if name not in shapes:
        raise ConversionError(f"unknown resource type {name}")
    return {"resourceType": name, **_convert_children(root, shapes[name], shapes)}


def _convert_children(
    node: etree._Element, shape: Shape, shapes: Mapping[str, Shape]
) -> dict[str, Any]:
    result: dict[str, Any] = {}
    if node.get("id"):
        result["id"] = node.get("id")
    if node.get("url"):
        result["url"] = node.get("url")
    for element in node:
        name = etree.QName(element).localname
        child = shape.children.get(name)
        if child is None:
            raise ConversionError(f"{etree.QName(node).localname} has no child {name}")
        if child.type == "xhtml":
            result[name] = _xhtml_text(element)
        elif child.type == "ResourceContainer":
            _put(result, child, _convert_resource(element[0], shapes))
        elif shapes[child.type].primitive is not None:
            _put_primitive(result, child, element, shapes)
        else:
            _put(result, child, _convert_children(element, shapes[child.type], shapes))
    return result


def _put(result: dict[str, Any], child: Child, value: Any) -> None:
    if child.repeats:
        result.setdefault(child.name, []).append(value)
    else:
        result[child.name] = value


def _put_primitive(
    result: dict[str, Any], child: Child, element: etree._Element, shapes: Mapping[str, Shape]
) -> None:
    shape = shapes[child.type]
    text = element.get("value")
    value = None if text is None else _primitive_value(text, shape.primitive or "")
    shadow = _convert_children(_without_value(element), shape, shapes) or None
    if not child.repeats:
        if value is not None:
            result[child.name] = value
        if shadow is not None:
            result[f"_{child.name}"] = shadow
        return
    values = result.setdefault(child.name, [])
    shadows = result.setdefault(f"_{child.name}", [])
    values.append(value)
    shadows.append(shadow)


def _without_value(element: etree._Element) -> etree._Element:
    bare = etree.Element(element.tag)
    if element.get("id"):
        bare.set("id", element.get("id", ""))
    bare.extend(list(element))
    return bare


def _primitive_value(text: str, primitive: str) -> Any:
    if primitive == "boolean":
        return text == "true"
    if primitive in _NUMBERS:
        return json.loads(text)
    return text


def _drop_empty_parallels(value: Any) -> Any:
    """Removes the `x`/`_x` arrays that hold nothing but nulls."""
    if isinstance(value, list):
        return [_drop_empty_parallels(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _drop_empty_parallels(item)
        for name, item in value.items()
        if not (isinstance(item, list) and all(part is None for part in item))
    }


def _xhtml_text(div: etree._Element) -> str:
    copy = etree.fromstring(etree.tostring(div, with_tail=False), _PARSER)
    etree.cleanup_namespaces(copy)
    return str(etree.tostring(copy, encoding="unicode"))


def _read_xml(file: Path) -> etree._Element:
    try:
        return etree.parse(str(file), _PARSER).getroot()
    except (OSError, etree.XMLSyntaxError) as error:
        raise ConversionError(f"{file}: {error}") from error


def convert_package(source: Path, target: Path, *, name: str) -> int:
    """Converts the unpacked npm package at `source` into a FHIR package at `target`.

    Writes `target/package/*.json` with an index; `target` is an empty folder.
    Returns the number of resources converted. Raises ConversionError when `source`
    is not the XML package or holds something the schemas do not declare.
    """
    manifest_file = source / "package.json"
    if not manifest_file.is_file():
        raise ConversionError(f"{source}: no such npm package; run `npm ci` first")
    shapes = read_shapes(source / "xml")
    folder = target / "package"
    folder.mkdir(parents=True)
    manifest = json.loads(manifest_file.read_text(encoding="utf-8"))
    manifest["name"] = name
    (folder / "package.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    for file in sorted(source.glob("*.xml")):
        resource = convert_resource(_read_xml(file), shapes)
        text = json.dumps(resource, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{file.stem}.json").write_text(text, encoding="utf-8")
    return write_index(folder)
