import json
from typing import Any

import pytest
from markupsafe import Markup

from sas_ig.pages.narrative import NarrativeView
from sas_ig.search.index import index_rows, index_script
from sas_ig.site.page import Page
from sas_ig.site.places import Tongue


def page(html: str) -> Page:
    view = NarrativeView("Titre", Markup(html), (), False, False, None, None)  # noqa: S704
    return Page("a.html", "narrative.html", "Titre", Tongue("fr", ""), view, section="Aide")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>Un <b>deux</b>.</p>", [("a.html", "", "Un deux .")], id="text"),
        pytest.param(
            '<p>Un</p><h2 id="x">Deux</h2><p>Trois</p><h3 id="y">Quatre</h3>',
            [("a.html", "", "Un"), ("a.html#x", "Deux", "Trois"), ("a.html#y", "Quatre", "")],
            id="cut at headings",
        ),
        pytest.param(
            "<p>Un</p><pre>code</pre><svg><text>x</text></svg>",
            [("a.html", "", "Un")],
            id="without sources and drawings",
        ),
        pytest.param("<p>a<wbr>b &amp; c</p>", [("a.html", "", "ab & c")], id="entities"),
    ],
)
def test_a_narrative_page_is_found_by_its_parts(
    html: str, expected: list[tuple[str, str, str]]
) -> None:
    rows = index_rows(page(html))
    assert [(url, heading, text) for url, _, heading, _, _, text in rows] == expected
    assert {row[3] for row in rows} == {"Aide"}


def test_a_page_that_is_a_tool_is_not_found() -> None:
    assert index_rows(Page("qa.html", "quality.html", "Qualité", Tongue("fr", ""), None)) == []


@pytest.mark.parametrize("text", ["é", "</script>", '"\\', "\u2028"])
def test_the_index_is_a_script_that_holds_its_rows(text: str) -> None:
    rows: list[list[Any]] = [["a.html", text, "", "", "", ""]]
    script = index_script(rows).decode()
    assert json.loads(script.removeprefix("window.guideIndex=").rstrip(";\n")) == rows
