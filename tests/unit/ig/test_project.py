import json
from pathlib import Path
from typing import Any

import pytest

from sas_ig.artifacts.artifact import Artifact, Kind
from sas_ig.artifacts.catalog import Catalog
from sas_ig.artifacts.usages import Usages
from sas_ig.project.config import parse_config, read_config
from sas_ig.project.content import Content, Item, read_package
from sas_ig.project.errors import ProjectError
from sas_ig.project.settings import Settings, read_settings
from sas_ig.site.redirects import redirects

LEAST: dict[str, Any] = {"id": "p", "canonical": "http://example.org/", "version": "1"}


@pytest.mark.parametrize(
    ("more", "name", "expected"),
    [
        pytest.param({}, "language", "en", id="language unless told"),
        pytest.param({}, "canonical", "http://example.org", id="canonical without slash"),
        pytest.param({"fhirVersion": ["4.0.1"]}, "fhir_version", "4.0.1", id="list of versions"),
        pytest.param({"publisher": "ANS"}, "publisher", "ANS", id="publisher as text"),
        pytest.param(
            {"publisher": {"name": "ANS", "url": "http://x"}}, "publisher_url", "http://x"
        ),
        pytest.param(
            {"dependencies": {"a": "1.0", "b": {"id": "b", "version": 2}}},
            "dependencies",
            {"a": "1.0", "b": "2"},
            id="dependencies",
        ),
    ],
)  # fmt: skip
def test_configuration(more: dict[str, Any], name: str, expected: Any) -> None:
    assert getattr(parse_config({**LEAST, **more}), name) == expected


def test_pages_of_the_configuration_nest() -> None:
    pages = {"a.md": {"title": "A", "b.md": {"title": "B"}}, "c.xml": None}
    found = parse_config({**LEAST, "pages": pages}).pages
    assert [(entry.stem, entry.title) for top in found for entry in top.walk()] == [
        ("a", "A"),
        ("b", "B"),
        ("c", ""),
    ]


def test_menu_of_the_configuration() -> None:
    menu = {"Home": "index.html", "More": {"Site": "new-tab http://x"}}
    first, second = parse_config({**LEAST, "menu": menu}).menu
    assert first.target == "index.html"
    assert [(entry.label, entry.target) for entry in second.children] == [("Site", "http://x")]


@pytest.mark.parametrize("text", ["id: [", "- a", "id: p\nversion: 1"])
def test_configurations_that_cannot_be_used(tmp_path: Path, text: str) -> None:
    (tmp_path / "sushi-config.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProjectError, match=r"sushi-config\.yaml"):
        read_config(tmp_path)


def test_settings_are_optional(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()


def test_settings(tmp_path: Path) -> None:
    (tmp_path / "input").mkdir()
    (tmp_path / "input" / "guide.toml").write_text(
        'previous = ["1.0"]\nfiles = ["openapi.json"]\n'
        '[[companion]]\npackage = "a#1"\nfolder = "/a/"\n[english]\n"Accueil" = "Home"\n',
        encoding="utf-8",
    )
    found = read_settings(tmp_path)
    assert (found.previous, found.files) == (("1.0",), ("openapi.json",))
    assert [item.folder for item in found.companions] == ["a"]
    assert found.english == {"Accueil": "Home"}


def test_a_folder_that_is_no_package(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="not a FHIR package"):
        read_package(tmp_path)


def definition(resource_type: str, id: str, **fields: Any) -> Item:
    resource = {
        "resourceType": resource_type,
        "id": id,
        "url": f"http://example.org/{id}",
        **fields,
    }
    return Item("definition", json.dumps(resource).encode(), title=id)


SLOT = definition(
    "StructureDefinition",
    "slot",
    type="Slot",
    kind="resource",
    derivation="constraint",
    baseDefinition="http://hl7.org/fhir/StructureDefinition/Slot",
    differential={
        "element": [
            {
                "id": "Slot.status",
                "path": "Slot.status",
                "binding": {"strength": "required", "valueSet": "http://example.org/states|1"},
            }
        ]
    },
)
STATES = definition("ValueSet", "states")
EXAMPLE = Item(
    "example",
    b'{"resourceType": "Slot", "id": "un"}',
    profiles=("http://example.org/slot|1",),
)
CATALOG = Catalog(
    Content("p#1", (SLOT, STATES, EXAMPLE)),
    [("fr-core", Content("q#1", (definition("CodeSystem", "codes"),)))],
)


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (SLOT, Kind.PROFILE),
        (STATES, Kind.VALUE_SET),
        (EXAMPLE, Kind.EXAMPLE),
        (Item("counterexample", EXAMPLE.data), Kind.COUNTEREXAMPLE),
        (definition("StructureDefinition", "x", type="Extension", kind="complex-type"),
         Kind.EXTENSION),
        (definition("StructureDefinition", "x", type="Address", kind="complex-type"),
         Kind.TYPE_PROFILE),
        (definition("StructureDefinition", "x", type="x", kind="logical"), Kind.LOGICAL),
        (definition("ConceptMap", "x"), Kind.OTHER),
    ],
    ids=lambda value: value.value if isinstance(value, Kind) else "",
)  # fmt: skip
def test_kinds(item: Item, kind: Kind) -> None:
    assert Artifact(item, "p#1").kind is kind


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param("http://example.org/slot|9", "StructureDefinition-slot.html", id="canonical"),
        pytest.param("states", "ValueSet-states.html", id="id"),
        pytest.param("Slot/un", "Slot-un.html", id="example"),
        pytest.param("codes", "fr-core/CodeSystem-codes.html", id="of a companion"),
        pytest.param("none", None, id="none"),
    ],
)
def test_artifacts_are_found_by_many_names(name: str, found: str | None) -> None:
    artifact = CATALOG.find_named(name)
    assert (artifact and artifact.page) == found


def test_examples_of_a_profile() -> None:
    found = CATALOG.examples_of("http://example.org/slot", Kind.EXAMPLE)
    assert [item.id for item in found] == ["un"]


def test_who_uses_a_value_set() -> None:
    found = Usages(CATALOG).of("http://example.org/states")
    assert [(item.relation, item.user.id, item.places) for item in found] == [
        ("binding", "slot", ("Slot.status",))
    ]


def test_each_definition_opens_at_its_own_address() -> None:
    found = dict(redirects(CATALOG, "fr"))
    assert set(found) == {
        "StructureDefinition/slot/index.html",
        "ValueSet/states/index.html",
        "fr-core/CodeSystem/codes/index.html",
    }
    page = found["fr-core/CodeSystem/codes/index.html"].decode()
    assert 'url=../../CodeSystem-codes.html"' in page
    assert 'href="../../CodeSystem-codes.json"' in page
