"""HL7's XML edition becomes the JSON that HL7 would have published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from sas_validators.definitions.builtin import packages_folder
from sas_validators.definitions.corexml import (
    ConversionError,
    Shape,
    convert_package,
    convert_resource,
    read_shapes,
)

SCHEMA = """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://hl7.org/fhir"
    xmlns:xhtml="http://www.w3.org/1999/xhtml">
  <xs:element name="Note" type="Note"/>
  <xs:complexType name="Element"><xs:sequence>
      <xs:element name="extension" type="Extension" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence><xs:attribute name="id" type="string-primitive"/></xs:complexType>
  <xs:complexType name="Extension"><xs:complexContent><xs:extension base="Element"><xs:sequence>
      <xs:choice minOccurs="0" maxOccurs="1">
        <xs:element name="valueString" type="string"/>
        <xs:element name="valueDecimal" type="decimal"/>
      </xs:choice>
    </xs:sequence><xs:attribute name="url" type="uri-primitive"/></xs:extension></xs:complexContent>
  </xs:complexType>
  <xs:complexType name="string"><xs:complexContent><xs:extension base="Element">
      <xs:attribute name="value" type="string-primitive"/></xs:extension></xs:complexContent>
  </xs:complexType>
  <xs:complexType name="decimal"><xs:complexContent><xs:extension base="Element">
      <xs:attribute name="value" type="decimal-primitive"/></xs:extension></xs:complexContent>
  </xs:complexType>
  <xs:complexType name="boolean"><xs:complexContent><xs:extension base="Element">
      <xs:attribute name="value" type="boolean-primitive"/></xs:extension></xs:complexContent>
  </xs:complexType>
  <xs:complexType name="NoteStatus"><xs:complexContent><xs:extension base="Element">
      <xs:attribute name="value" type="NoteStatus-list"/></xs:extension></xs:complexContent>
  </xs:complexType>
  <xs:complexType name="Narrative"><xs:complexContent><xs:extension base="Element"><xs:sequence>
      <xs:element name="status" type="NoteStatus"/>
      <xs:element ref="xhtml:div"/>
    </xs:sequence></xs:extension></xs:complexContent></xs:complexType>
  <xs:complexType name="ResourceContainer"><xs:choice>
      <xs:element ref="Note"/>
    </xs:choice></xs:complexType>
  <xs:complexType name="DomainResource"><xs:sequence>
      <xs:element name="text" type="Narrative" minOccurs="0" maxOccurs="1"/>
      <xs:element name="contained" type="ResourceContainer" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType>
  <xs:complexType name="Note"><xs:complexContent><xs:extension base="DomainResource"><xs:sequence>
      <xs:element name="status" type="NoteStatus" minOccurs="0" maxOccurs="1"/>
      <xs:element name="line" type="string" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="weight" type="decimal" minOccurs="0" maxOccurs="1"/>
      <xs:element name="draft" type="boolean" minOccurs="0" maxOccurs="1"/>
      <xs:element name="part" type="Note.Part" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence></xs:extension></xs:complexContent></xs:complexType>
  <xs:complexType name="Note.Part"><xs:complexContent><xs:extension base="Element"><xs:sequence>
      <xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element name="tag" type="string"/>
      </xs:choice>
    </xs:sequence></xs:extension></xs:complexContent></xs:complexType>
</xs:schema>
"""


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    folder = tmp_path / "npm" / "xml"
    folder.mkdir(parents=True)
    (folder / "fhir-single.xsd").write_text(SCHEMA, encoding="utf-8")
    return folder


@pytest.fixture
def shapes(schemas: Path) -> dict[str, Shape]:
    return read_shapes(schemas)


def convert(content: str, shapes: dict[str, Shape]) -> dict[str, Any]:
    root = etree.fromstring(f'<Note xmlns="http://hl7.org/fhir">{content}</Note>')
    return convert_resource(root, shapes)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param('<status value="final"/>', {"status": "final"}, id="enumerated code"),
        pytest.param('<draft value="true"/>', {"draft": True}, id="boolean"),
        pytest.param('<weight value="2"/>', {"weight": 2}, id="number"),
        pytest.param(
            '<part><tag value="a"/></part>',
            {"part": [{"tag": ["a"]}]},
            id="one repeat is an array; so is a repeating choice",
        ),
        pytest.param(
            '<part id="p1"/>', {"part": [{"id": "p1"}]}, id="the id of an element is an attribute"
        ),
        pytest.param(
            '<status value="final"><extension url="http://x"><valueDecimal value="1"/>'
            "</extension></status>",
            {"status": "final", "_status": {"extension": [{"url": "http://x", "valueDecimal": 1}]}},
            id="extension of a primitive",
        ),
        pytest.param(
            '<status><extension url="http://x"><valueString value="?"/></extension></status>',
            {"_status": {"extension": [{"url": "http://x", "valueString": "?"}]}},
            id="primitive with an extension and no value",
        ),
        pytest.param(
            '<line value="a"/><line value="b" id="l2"/>',
            {"line": ["a", "b"], "_line": [None, {"id": "l2"}]},
            id="parallel arrays keep their places",
        ),
        pytest.param(
            '<contained><Note><status value="final"/></Note></contained>',
            {"contained": [{"resourceType": "Note", "status": "final"}]},
            id="contained resource",
        ),
        pytest.param(
            '<text><status value="generated"/>'
            '<div xmlns="http://www.w3.org/1999/xhtml"><b>a</b> &lt; b</div></text>',
            {
                "text": {
                    "status": "generated",
                    "div": '<div xmlns="http://www.w3.org/1999/xhtml"><b>a</b> &lt; b</div>',
                }
            },
            id="narrative as text, without FHIR's namespace",
        ),
    ],
)
def test_convert_resource(content: str, expected: dict[str, Any], shapes: dict[str, Shape]) -> None:
    assert convert(content, shapes) == {"resourceType": "Note", **expected}


def test_undeclared_elements_are_refused(shapes: dict[str, Shape]) -> None:
    with pytest.raises(ConversionError, match="Note has no child colour"):
        convert('<colour value="red"/>', shapes)


def test_undeclared_resources_are_refused(shapes: dict[str, Shape]) -> None:
    with pytest.raises(ConversionError, match="unknown resource type Memo"):
        convert_resource(etree.fromstring('<Memo xmlns="http://hl7.org/fhir"/>'), shapes)


def test_convert_package(schemas: Path, tmp_path: Path) -> None:
    source = schemas.parent
    (source / "package.json").write_text(
        '{"name": "hl7.fhir.r4.corexml", "version": "4.0.1"}', encoding="utf-8"
    )
    (source / "Note-a.xml").write_text(
        '<Note xmlns="http://hl7.org/fhir"><line value="a"/></Note>', encoding="utf-8"
    )
    target = tmp_path / "out"
    assert convert_package(source, target, name="hl7.fhir.r4.core") == 1
    folder = target / "package"
    assert json.loads((folder / "package.json").read_bytes())["name"] == "hl7.fhir.r4.core"
    assert json.loads((folder / "Note-a.json").read_bytes()) == {
        "resourceType": "Note",
        "line": ["a"],
    }
    (entry,) = json.loads((folder / ".index.json").read_bytes())["files"]
    assert entry["filename"] == "Note-a.json"


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        pytest.param(lambda folder: None, "no such npm package", id="nothing there"),
        pytest.param(
            lambda folder: (folder / "package.json").write_text("{}"),
            "no FHIR schemas here",
            id="no schemas",
        ),
    ],
)
def test_convert_package_names_what_is_missing(prepare: Any, message: str, tmp_path: Path) -> None:
    prepare(tmp_path)
    with pytest.raises(ConversionError, match=message):
        convert_package(tmp_path, tmp_path / "out", name="x")


# --- what HL7's package becomes ----------------------------------------------

CORE = packages_folder() / "hl7.fhir.r4.core#4.0.1" / "package"
needs_core = pytest.mark.skipif(
    not CORE.is_dir(), reason="needs the compiled packages: `make setup`"
)


def core(name: str) -> dict[str, Any]:
    resource: dict[str, Any] = json.loads((CORE / f"{name}.json").read_bytes())
    return resource


@needs_core
def test_core_is_complete() -> None:
    index = json.loads((CORE / ".index.json").read_bytes())["files"]
    counts: dict[str, int] = {}
    for entry in index:
        counts[entry["resourceType"]] = counts.get(entry["resourceType"], 0) + 1
    definitions = ("StructureDefinition", "ValueSet", "CodeSystem", "SearchParameter")
    assert {name: counts[name] for name in definitions} == {
        "StructureDefinition": 658,
        "ValueSet": 1316,
        "CodeSystem": 1062,
        "SearchParameter": 1400,
    }


@needs_core
@pytest.mark.parametrize(
    ("name", "elements"),
    [("Slot", 20), ("Patient", 45), ("Bundle", 48), ("Extension", 5), ("Timing", 24)],
)
def test_core_snapshots(name: str, elements: int) -> None:
    definition = core(f"StructureDefinition-{name}")
    assert len(definition["snapshot"]["element"]) == elements
    assert isinstance(definition["snapshot"]["element"][0]["min"], int)
    assert definition["abstract"] is False


@needs_core
def test_core_keeps_extensions_of_primitives() -> None:
    value = core("StructureDefinition-string")["snapshot"]["element"][3]
    (type_,) = value["type"]
    assert type_["code"] == "http://hl7.org/fhirpath/System.String"
    assert {extension["url"].rpartition("/")[2] for extension in type_["extension"]} >= {
        "structuredefinition-fhir-type"
    }


@needs_core
def test_core_keeps_the_published_texts_of_invariants() -> None:
    """app-4 and bdl-8 are what R4 published, slips included."""
    constraints = {
        constraint["key"]: constraint["expression"]
        for name in ("Appointment", "Bundle")
        for element in core(f"StructureDefinition-{name}")["snapshot"]["element"]
        for constraint in element.get("constraint", ())
        if "expression" in constraint
    }
    assert "'no-show'" in constraints["app-4"]
    assert constraints["bdl-8"] == "fullUrl.contains('/_history/').not()"
