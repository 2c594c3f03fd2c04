"""Which search parameters there are, and how definitions that overlap are joined."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from sas_server.definitions import SERVED, Definitions
from sas_server.rest.building import definitions_of
from sas_server.search.additions import PARAMETERS
from sas_server.search.elements import ElementFacts
from sas_server.search.expressions import compile_expression
from sas_server.search.parameters import Parameters, load_parameters
from sas_server.settings import Settings
from sas_validators.definitions.package import Entry, Package
from sas_validators.definitions.registry import Registry


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return definitions_of(Settings())


def test_every_expression_compiles(definitions: Definitions) -> None:
    for type_name in SERVED:
        for parameter in definitions.parameters.of(type_name):
            compile_expression(parameter.expression, definitions.types)


@pytest.mark.parametrize(
    ("type_name", "code", "kind"),
    [
        ("Slot", "start", "date"),
        ("Slot", "service-type-reference", "reference"),
        ("Slot", "_security", "token"),
        ("Slot", "_profile", "uri"),
        ("Appointment", "start", "date"),
        ("Appointment", "created", "date"),
        ("Appointment", "priority", "token"),
        ("Appointment", "description", "string"),
        ("Appointment", "practitioner", "reference"),
        ("Practitioner", "family", "string"),
        ("PractitionerRole", "name", "string"),
        ("Location", "near", "special"),
        ("Patient", "deceased", "token"),
    ],
)
def test_known(definitions: Definitions, type_name: str, code: str, kind: str) -> None:
    found = definitions.parameters.find(type_name, code)
    assert found is not None
    assert found.kind == kind


def test_definitions_of_one_code_are_one_parameter(definitions: Definitions) -> None:
    start = definitions.parameters.find("Slot", "start")
    assert start is not None
    assert {url.rpartition("/")[2] for url in start.urls} == {
        "Slot-start", "slot-sp-start", "GAP-Slot-earliestStart", "GAP-Slot-latestStart",
    }  # fmt: skip
    appointment = definitions.parameters.find("Appointment", "start")
    assert appointment is not None
    assert appointment.index == "date"


def test_the_case_of_names_need_not_be_right(definitions: Definitions) -> None:
    parameters = definitions.parameters
    assert parameters.find("Slot", "Identifier") is parameters.find("Slot", "identifier")
    assert parameters.find("Slot", "none") is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Slot.status", ElementFacts(True, ("code",), "http://hl7.org/fhir/slotstatus")),
        ("Slot.start", ElementFacts(True, ("instant",), "")),
        ("Slot.identifier", ElementFacts(False, ("Identifier",), "")),
        ("Appointment.participant.status",
         ElementFacts(False, ("code",), "http://hl7.org/fhir/participationstatus")),
        ("Location.address.use", ElementFacts(True, ("code",), "http://hl7.org/fhir/address-use")),
        ("Slot.nothing", ElementFacts(False, (), "")),
        ("Slot.a.where(b)", ElementFacts(False, (), "")),
    ],
)  # fmt: skip
def test_facts_of_elements(definitions: Definitions, path: str, expected: ElementFacts) -> None:
    assert definitions.elements.facts(path) == expected


def registry_of(*packages: Iterable[dict[str, Any]]) -> Registry:
    """A registry of packages of SearchParameters."""
    return Registry(
        Package(
            f"p{number}",
            str(number),
            tuple(
                Entry(
                    f"p{number}", "", "SearchParameter", item["url"], "", {}, lambda item=item: item
                )
                for item in items
            ),
        )
        for number, items in enumerate(packages)
    )


def definition(name: str, expression: str, **more: Any) -> dict[str, Any]:
    base = {"url": f"http://x/{name}", "code": "a", "base": ["Slot"], "type": "token"}
    return {**base, "expression": expression, **more}


def expression_of(parameters: Parameters) -> str | None:
    found = parameters.find("Slot", "a")
    return None if found is None else found.expression


def test_a_later_package_wins() -> None:
    registry = registry_of([definition("1", "Slot.a")], [definition("2", "Slot.b")])
    assert expression_of(load_parameters(registry, ["Slot"])) == "Slot.b"


def test_an_example_never_wins() -> None:
    example = definition("2", "Slot.b", experimental=True)
    registry = registry_of([definition("1", "Slot.a"), example])
    assert expression_of(load_parameters(registry, ["Slot"])) == "Slot.a"
    assert expression_of(load_parameters(registry_of([example]), ["Slot"])) == "Slot.b"


def test_our_additions_fill_gaps_only() -> None:
    addition = definition("ours", "Slot.c")
    registry = registry_of([definition("1", "Slot.a")])
    assert expression_of(load_parameters(registry, ["Slot"], [addition])) == "Slot.a"
    assert expression_of(load_parameters(registry_of(), ["Slot"], [addition])) == "Slot.c"
    assert all(item["base"] for item in PARAMETERS)


def test_what_cannot_be_searched_is_no_parameter() -> None:
    registry = registry_of([definition("1", "Patient.a"), definition("2", "", code="b")])
    parameters = load_parameters(registry, ["Slot"])
    assert list(parameters.of("Slot")) == []
