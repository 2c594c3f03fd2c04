from pathlib import Path

import pytest
from markupsafe import Markup

from sas_ig.artifacts.artifact import Artifact
from sas_ig.artifacts.links import Link
from sas_ig.artifacts.verdicts import Verdict
from sas_ig.narrative.fences import FenceInfo, parse_info
from sas_ig.narrative.files import NarrativeFile
from sas_ig.narrative.renderer import NarrativeRenderer, Rendered
from sas_ig.project.content import Item
from sas_ig.site.places import Tongue
from sas_validators.outcome import Issue

SLOT = "http://example.org/slot"
FAULT = Issue("error", "invalid", "X", "Slot.status", 1, 1, "", "", "faux", "wrong")


class OneSlot:
    """A guide with one profile, one example, one include and one made fragment."""

    judged: list[tuple[str, tuple[str, ...]]]

    def __init__(self) -> None:
        self.judged = []

    def named(self, name: str) -> Link | None:
        page = "StructureDefinition-slot.html"
        return Link("Créneau", page=page, canonical=SLOT) if name == "slot" else None

    def instance(self, reference: str) -> Artifact | None:
        data = b'{"resourceType": "Slot", "id": "un"}'
        item = Item("example", data, title="Un créneau", profiles=(SLOT,))
        return Artifact(item, "p#1") if reference == "Slot/un" else None

    def judge(self, text: str, profiles: tuple[str, ...]) -> Verdict:
        self.judged.append((text, profiles))
        return Verdict((FAULT,) if "faux" in text else ())

    def fragment(self, name: str) -> Markup | None:
        return Markup("<table>made</table>") if name == "made-table" else None

    def file(self, name: str) -> str | None:
        return {
            "part.html": "<p class='part'>part</p>",
            "flow.sequence": "titre: T\ndescription: D\nacteur A: Un\nA -> A: x\n",
        }.get(name)


def render(text: str, prefix: str = "", host: OneSlot | None = None) -> Rendered:
    file = NarrativeFile("page", text, "fr", Path("page.md"))
    tongue = Tongue("en", prefix) if prefix else Tongue("fr", "")
    return NarrativeRenderer(host or OneSlot(), tongue).render(file, "page.html")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param(
            "[[[slot]]]", '<a href="StructureDefinition-slot.html">Créneau</a>', id="named artifact"
        ),
        pytest.param("[x](./autre.html#ici)", '<a href="autre.html#ici">', id="link"),
        pytest.param("[x](https://x.org/y)", '<a href="https://x.org/y">', id="link elsewhere"),
        pytest.param("### Titre", '<h2 id="titre">Titre</h2>', id="headings start at 2"),
        pytest.param("## A\n\n## A", '<h2 id="a-2">', id="ids are not repeated"),
        pytest.param("Mot\n{: .note}", "<p>Mot", id="Kramdown's attributes are dropped"),
        pytest.param("> [!WARNING] Non.", '<aside class="alert warning">', id="remark"),
        pytest.param("{% include part.html %}", "<p class='part'>part</p>", id="include"),
        pytest.param("{% include made-table.xhtml %}", "<table>made</table>", id="fragment"),
        pytest.param("{% include flow.svg %}", "<svg", id="diagram of a file"),
        pytest.param("{{site.data.fhir.path}}", "https://hl7.org/fhir/R4/", id="output"),
        pytest.param("Un{% comment x %}.", "<p>Un.</p>", id="comment"),
        pytest.param("```text\n{% include x %}\n```", "{% include x %}", id="tag in a fence"),
        pytest.param("Terme\n: sens", "<dt>Terme</dt>", id="definition list"),
        pytest.param("<b>x</b>", "<b>x</b>", id="HTML"),
        pytest.param(
            "{% fragment Slot/un JSON %}", '<a href="Slot-un.html">Un créneau</a>', id="example"
        ),
        pytest.param(
            "```http essayer=INT_R01\nGET [base]/Slot\n```", '<div class="try"', id="request to try"
        ),
    ],
)
def test_markdown(text: str, html: str) -> None:
    assert html in render(text).html


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        pytest.param("[[[rien]]]", "error", id="unknown artifact"),
        pytest.param("{% include rien.html %}", "error", id="unknown include"),
        pytest.param("{% include rien.svg %}", "error", id="unknown diagram"),
        pytest.param("{% fragment Slot/rien JSON %}", "error", id="unknown example"),
        pytest.param("{% rien x %}", "warning", id="unknown tag"),
        pytest.param("{{ rien }}", "warning", id="unknown output"),
        pytest.param("```sequence\nrien\n```", "error", id="wrong diagram"),
        pytest.param("```json valider\nfaux\n```", "error", id="wrong example"),
        pytest.param("```json invalide\n{}\n```", "error", id="right counter-example"),
        pytest.param("```json valider profil=rien\n{}\n```", "error", id="unknown profile"),
    ],
)
def test_what_is_wrong_is_found(text: str, severity: str) -> None:
    found = render(text).findings
    assert [(item.check, item.severity, item.page) for item in found] == [
        ("narrative", severity, "page.html")
    ]
    assert found[0].fr != found[0].en


def test_examples_are_held_to_their_profiles() -> None:
    host = OneSlot()
    rendered = render("```json valider profil=slot\n{}\n```", host=host)
    assert host.judged == [("{}", (SLOT,))]
    assert f'data-profile="{SLOT}"' in rendered.html
    assert rendered.live


def test_a_counter_example_shows_what_the_validator_says() -> None:
    rendered = render("```json invalide\nfaux\n```")
    assert rendered.findings == []
    assert "<code>Slot.status</code> faux" in rendered.html
    assert 'class="ln m-error"' in rendered.html


def test_links_of_the_other_language_stay_in_it() -> None:
    html = render("[a](b.html) [c](d.png) [[[slot]]]", prefix="en/").html
    assert '<a href="b.html">' in html
    assert '<a href="../d.png">' in html
    assert '<a href="StructureDefinition-slot.html">' in html


def test_a_title_of_its_own() -> None:
    rendered = render("# Accueil\n\nBonjour.\n\n## Suite")
    assert rendered.title == "Accueil"
    assert "<h1" not in rendered.html
    assert [heading.id for heading in rendered.headings] == ["suite"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", FenceInfo(), id="nothing"),
        pytest.param("JSON", FenceInfo("json"), id="language"),
        pytest.param("json valider", FenceInfo("json", frozenset({"valider"})), id="mark"),
        pytest.param(
            'json profil=a titre="b c"',
            FenceInfo("json", frozenset(), {"profil": "a", "titre": "b c"}),
            id="options",
        ),
        pytest.param('json "', FenceInfo("json", frozenset({'"'})), id="open quotation mark"),
    ],
)
def test_fence_info(text: str, expected: FenceInfo) -> None:
    assert parse_info(text) == expected
