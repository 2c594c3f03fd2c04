import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.integration.server.processes import ROOT

pytestmark = pytest.mark.browser

SLOT = "/ig/StructureDefinition-FrSlotAgregateur.html"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PHONE: Any = {"width": 390, "height": 800}


def test_the_menu_leads_from_page_to_page(page: Page) -> None:
    page.goto("/ig/")
    page.get_by_role("navigation", name="Le guide").get_by_role("link", name="INT_R02").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("INT_R02")
    expect(page.locator(".side [aria-current]")).to_contain_text("INT_R02")


def test_search_suggests_and_lists(page: Page) -> None:
    page.goto("/ig/")
    field = page.get_by_label("Rechercher dans le guide")
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    field.press_sequentially("FrSlotAgreg")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("PS à titre individuel")
    page.goto("/ig/search.html?q=FINESS")
    expect(page.locator("#resultats li").first).to_be_visible()


def test_the_element_tree_folds_and_links_deep(page: Page) -> None:
    page.goto(SLOT)
    below = page.locator('tr[data-up="Slot.meta"]:visible')
    expect(below.first).to_be_visible()
    page.get_by_role("button", name="Replier Slot.meta", exact=True).click()
    expect(below).to_have_count(0)
    page.get_by_role("button", name="Déplier Slot.meta", exact=True).click()
    expect(below.first).to_be_visible()
    shown = page.locator("table.tree tbody tr:visible")
    key = shown.count()
    page.get_by_text("Tous (snapshot)").click()
    assert shown.count() > key
    page.goto(f"{SLOT}#Slot.serviceType:TypeConsultation.coding.system")
    row = page.locator('tr[id="Slot.serviceType:TypeConsultation.coding.system"]')
    expect(row).to_be_in_viewport()


def test_the_theme_is_kept(page: Page) -> None:
    page.goto("/ig/")
    page.get_by_role("button", name="Passer en sombre").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto(SLOT)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_each_page_has_its_twin_in_english(page: Page) -> None:
    page.goto(SLOT)
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Français").click()
    expect(page).to_have_url(re.compile(r"/ig/StructureDefinition-FrSlotAgregateur\.html$"))


@pytest.mark.parametrize(("locale", "language"), [("fr-FR", "fr"), ("en-GB", "en")])
def test_the_guide_opens_in_the_readers_language(
    browser: Browser, facade: str, locale: str, language: str
) -> None:
    context = browser.new_context(base_url=facade, locale=locale)
    page = context.new_page()
    page.goto("/ig/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    context.close()


def test_on_a_phone(browser: Browser, facade: str) -> None:
    context = browser.new_context(base_url=facade, viewport=PHONE, locale="fr-FR")
    page = context.new_page()
    page.goto(SLOT)
    menu = page.get_by_role("navigation", name="Le guide")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(menu).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    context.close()


def test_everything_reads_without_scripts(browser: Browser, facade: str) -> None:
    context = browser.new_context(base_url=facade, java_script_enabled=False)
    page = context.new_page()
    page.goto(SLOT)
    expect(page.locator('tr[id="Slot.status"]')).to_be_visible()
    context.close()


KINDS = {
    "home": "/ig/",
    "flow": "/ig/flux-int-r01.html",
    "profile": SLOT,
    "dictionary": "/ig/StructureDefinition-FrSlotAgregateur-definitions.html",
    "extension": "/ig/StructureDefinition-sas-categorie-orientation.html",
    "value set": "/ig/ValueSet-sas-cpts-valueset-typecreneau.html",
    "code system": "/ig/CodeSystem-categorie-orientation-sas-codesystem.html",
    "capabilities": "/ig/CapabilityStatement-SAS-GestionnaireAgenda-PsIndiv.html",
    "comparison": "/ig/comparison-1.1.0.html",
    "search parameter": "/ig/SearchParameter-slot-sp-start.html",
    "example": "/ig/Slot-ps-creneau-1.html",
    "artifacts": "/ig/artifacts.html",
    "quality": "/ig/qa.html",
    "downloads": "/ig/downloads.html",
    "search": "/ig/search.html?q=FINESS",
    "facade's home": "/",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_nothing_bars_the_way(browser: Browser, facade: str, path: str, theme: Any) -> None:
    """WCAG 2.2 AA, as far as axe-core can tell."""
    assert_accessible(browser, facade, path, color_scheme=theme)


@pytest.mark.parametrize("path", ["/ig/flux-int-r01.html", SLOT, "/"], ids=["flow", "profile", "/"])
def test_nothing_bars_the_way_on_a_phone(browser: Browser, facade: str, path: str) -> None:
    assert_accessible(browser, facade, path, viewport=PHONE)


def assert_accessible(browser: Browser, facade: str, path: str, **options: Any) -> None:
    # Its policy would keep the checker out, too.
    context = browser.new_context(base_url=facade, bypass_csp=True, **options)
    page = context.new_page()
    page.goto(path, wait_until="networkidle")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run().then(result => result.violations)")
    context.close()
    grave = [
        f"{item['id']}: {item['nodes'][0]['html'][:120]}"
        for item in found
        if item["impact"] in ("serious", "critical")
    ]
    assert grave == [], json.dumps(grave, indent=2, ensure_ascii=False)
