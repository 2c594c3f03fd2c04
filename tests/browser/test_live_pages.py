import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SLOT = "/ig/StructureDefinition-FrSlotAgregateur.html"
WRONG = """{
  "resourceType": "Slot",
  "schedule": {"reference": "Schedule/a1"},
  "status": "busy",
  "start": "2027-03-25T09:00:00.000+01:00",
  "end": "2027-03-25T09:20:00.000+01:00"
}"""
WRONG_XML = (
    '<Slot xmlns="http://hl7.org/fhir">\n<schedule><reference value="Schedule/a1"/></schedule>\n'
    '<status value="busy"/>\n<start value="2027-03-25T09:00:00+01:00"/>\n'
    '<end value="2027-03-25T09:20:00+01:00"/>\n</Slot>'
)


def test_an_example_is_there_and_valid(page: Page) -> None:
    page.goto(SLOT)
    box = page.locator("section.live")
    expect(box.get_by_label("Ressource en JSON ou en XML")).to_have_value(re.compile("FrSlotAgre"))
    box.get_by_role("button", name="Valider").click()
    expect(box.locator(".result .badge").first).to_have_text("valide")


@pytest.mark.parametrize(
    ("text", "line"),
    [pytest.param(WRONG, 4, id="JSON"), pytest.param(WRONG_XML, 3, id="XML")],
)
def test_a_wrong_resource_shows_its_line(page: Page, text: str, line: int) -> None:
    page.goto(SLOT)
    box = page.locator("section.live")
    box.get_by_label("Ressource en JSON ou en XML").fill(text)
    box.get_by_role("button", name="Valider").click()
    issue = box.locator(".issues .i-error")
    expect(issue).to_have_count(1)
    expect(issue).to_contain_text("Slot.status")
    issue.get_by_role("button", name=f"ligne {line}").click()
    expect(box.locator(".editor .image .ln").nth(line - 1)).to_have_class("ln m-error")


def test_an_example_page_brings_its_source(page: Page) -> None:
    page.goto("/ig/Slot-ps-creneau-1.html")
    box = page.locator("section.live")
    box.get_by_role("button", name="Valider").click()
    expect(box.locator(".result .badge").first).to_have_text("valide")


def test_int_r01_is_tried_and_its_answer_judged(page: Page) -> None:
    page.goto("/ig/flux-int-r01.html")
    box = page.locator(".try")
    box.get_by_role("button", name="Envoyer").click()
    expect(box.locator(".result > p .badge").first).to_have_text("200 OK")
    expect(box.locator(".result")).to_contain_text("BundleAgregateur")
    expect(box.get_by_text("Contrôle de la réponse").locator(".badge").first).to_have_text("valide")


def test_a_refused_request_shows_the_outcome(page: Page) -> None:
    page.goto("/ig/flux-int-r01.html")
    box = page.locator(".try")
    box.get_by_label("Requête").fill("GET [base]/Slot?start=demain")
    box.get_by_role("button", name="Envoyer").click()
    expect(box.locator(".result > p .badge").first).to_have_text(re.compile("^400"))
    expect(box.locator(".result pre.code")).to_contain_text("OperationOutcome")


def test_other_servers_are_not_called(page: Page) -> None:
    page.goto("/ig/flux-int-r01.html")
    box = page.locator(".try")
    box.get_by_label("Requête").fill("GET https://ailleurs.example/fhir/Slot")
    box.get_by_role("button", name="Envoyer").click()
    expect(box.locator(".result")).to_contain_text("cette façade")


def test_english_pages_speak_english(page: Page) -> None:
    page.goto(f"/ig/en/{SLOT.removeprefix('/ig/')}")
    box = page.locator("section.live")
    box.get_by_label("Resource in JSON or XML").fill(WRONG)
    box.get_by_role("button", name="Validate").click()
    expect(box.locator(".result .badge").first).to_have_text(re.compile("error"))


def test_without_a_facade_the_page_says_what_to_do(page: Page) -> None:
    page.route("**/fhir/metadata*", lambda route: route.abort())
    page.goto(SLOT)
    expect(page.locator("section.live")).to_contain_text("sas-fhir validate --profile")
