"""The narrative of our own guide: complete, valid, and in line with what the facade does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sas_ig.narrative.fences import parse_info
from sas_ig.narrative.files import NarrativeFiles
from sas_ig.project.config import read_config
from sas_ig.project.settings import read_settings
from sas_ig.project.sources import Sources
from sas_ig.site.build import Order, build_site
from sas_ig.site.frame import build_frame
from sas_ig.site.html_facts import read_facts
from sas_ig.site.places import tongues
from sas_server.agenda import messages as agenda
from sas_server.flows.slot_rules import SLOT_RULES
from sas_server.flows.table import FLOWS
from sas_server.refusals import catalogue
from sas_server.refusals.refusal import Refusal
from sas_validators.definitions.builtin import packages_folder
from sas_validators.issues.message import Message

PROJECT = Path(__file__).parents[2]
CONFIG = read_config(PROJECT)
FILES = NarrativeFiles(PROJECT, CONFIG.language)
NOTES = [stem for stem in FILES.stems() if stem.endswith(("-intro", "-notes"))]
LISTED = [stem for stem in FILES.stems() if stem not in NOTES]
PAGES = [stem for stem in LISTED if stem != "downloads"]
ENGLISH = sorted(file.stem for file in (PROJECT / "input/translations/en/pagecontent").glob("*.md"))

WITHHOLDING = {rule.id for rule in SLOT_RULES if rule.withholds}
REFUSALS = {value.message.id for value in vars(catalogue).values() if isinstance(value, Refusal)}
RULES = [
    rule
    for flow in FLOWS
    for interaction in flow.interactions
    for rules in (interaction.stated, *interaction.rules.values())
    for rule in rules
]
STATED = {rule.id for rule in RULES}
AGENDA = {value.id for value in vars(agenda).values() if isinstance(value, Message)}
KNOWN = STATED | REFUSALS | AGENDA | {"SAS_FLOW_NO_PROFILE"}

_FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_RULE = re.compile(r"\b(?:SAS_(?!FHIR_)|GAP_)[A-Z]\w{2,}\b")


def text_of(stem: str, language: str = "fr") -> str:
    file = FILES.find(stem, language)
    assert file is not None
    return file.text


@pytest.mark.parametrize("stem", LISTED)
def test_every_page_is_in_the_menu_and_in_the_package(stem):
    own, other = tongues(CONFIG.language)
    for frame in (
        build_frame(CONFIG, read_settings(PROJECT), own, other),
        build_frame(CONFIG, read_settings(PROJECT), other, own),
    ):
        assert f"{stem}.html" in [item.page for item in frame.sequence]
    listed = [page.stem for entry in CONFIG.pages for page in entry.walk()]
    assert stem in listed


def test_every_label_of_the_menu_is_translated():
    own, other = tongues(CONFIG.language)
    settings = read_settings(PROJECT)
    french = build_frame(CONFIG, settings, own, other)
    words = {group.label for group in french.groups if group.label}
    words |= {item.label for item in french.sequence}
    assert words - set(settings.english) == set()


def test_translations_are_of_pages_that_exist():
    assert set(ENGLISH) <= set(FILES.stems())


@pytest.mark.parametrize("stem", ["index", *(s for s in PAGES if s.startswith("flux-"))])
def test_home_and_flows_are_translated(stem):
    assert stem in ENGLISH


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("stem", FILES.stems())
def test_every_resource_in_a_page_is_judged(stem, language):
    marks = {"valider", "validate", "invalide", "invalid"}
    for info, body in _FENCE.findall(text_of(stem, language)):
        fence = parse_info(info)
        if fence.language in ("json", "xml") and re.search(r"\"resourceType\"|<\?xml", body):
            assert fence.has(*marks), body[:80]


@pytest.mark.parametrize("stem", NOTES)
def test_notes_are_translated_and_lead_to_a_flow(stem):
    assert stem in ENGLISH
    assert "](flux-int-" in text_of(stem)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("stem", PAGES)
def test_rules_named_exist(stem, language):
    assert set(_RULE.findall(text_of(stem, language))) - KNOWN == set()


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.id)
def test_flows_say_what_to_do_when_refused(flow):
    """The facade's own table gives the statements; the page says what to do about each."""
    stem = f"flux-{flow.id.lower().replace('_', '-')}"
    refusing = {
        rule.id
        for interaction in flow.interactions
        for rules in (
            interaction.stated,
            *(interaction.rules.values() if interaction.status else ()),
        )
        for rule in rules
        if rule.message.severity == "error"
    }
    named = set(_RULE.findall(text_of(stem)))
    if flow.id in ("INT_R04", "INT_SOS1"):  # which send the reader to INT_R01 for searches
        named |= set(_RULE.findall(text_of("flux-int-r01")))
    assert refusing - named == set()
    assert f"{{% include flux-{flow.id}.html %}}" in text_of(stem)


def test_the_page_on_requirements_is_complete():
    rows = dict(re.findall(r"^\| (\d+) \| .* \| (.*) \|$", text_of("exigences"), re.MULTILINE))
    assert set(rows) == {str(number) for number in range(1, 50)}
    for rule in RULES:
        for requirement in {*rule.requirements} & {*rows}:
            # What searches are refused for stands on the flow's page.
            if rule.id.startswith("SAS_SEARCH_"):
                continue
            assert rule.id in rows[requirement], (requirement, rule.id)


def test_the_page_on_agendas_names_all_their_rules():
    assert AGENDA - set(_RULE.findall(text_of("gap"))) == set()


def test_withheld_slots_are_explained():
    said = text_of("flux-int-r01").partition("Ce que la façade fait avant d'envoyer")[2]
    assert set(_RULE.findall(said)) >= WITHHOLDING


built = pytest.mark.skipif(
    not (packages_folder() / CONFIG.label).is_dir(), reason="needs the packages: `make setup`"
)
"""Marks the tests of what only the built site shows."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("guide")
    order = Order(Sources(PROJECT, packages_folder(), None), folder / "ig", folder / "memory")
    return build_site(order), folder / "ig"


@pytest.mark.slow
@built
def test_examples_are_valid_and_links_lead_somewhere(site):
    result, _ = site
    checks = {"narrative", "examples", "links"}
    wrong = [finding for finding in result.findings if finding.check in checks]
    assert [f"{item.place}: {item.en}" for item in wrong if item.severity == "error"] == []


@pytest.mark.slow
@built
def test_pages_have_a_title_a_description_and_one_main_heading(site):
    _, folder = site
    for stem in PAGES:
        for path in (folder / f"{stem}.html", folder / "en" / f"{stem}.html"):
            html = path.read_text(encoding="utf-8")
            assert re.search(r"<title>[^<]{3,} – SAS 1\.2\.0</title>", html), path
            assert re.search(r'<meta name="description" content="[^"]{20,}">', html), path
            assert html.count("<h1>") == 1, path
            assert read_facts(html).repeated == (), path


@pytest.mark.slow
@built
def test_diagrams_are_described(site):
    _, folder = site
    drawings = [
        drawing
        for path in folder.glob("*.html")
        for drawing in re.findall(
            r'<svg class="drawing[^>]*>.*?</svg>', path.read_text(encoding="utf-8"), re.DOTALL
        )
    ]
    assert len(drawings) >= 7
    for drawing in drawings:
        assert re.search(r"<title [^>]*>[^<]+</title><desc [^>]*>[^<]+</desc>", drawing)
