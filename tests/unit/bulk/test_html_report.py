import base64
import hashlib
import re
from xml.etree import ElementTree

import pytest
from tests.unit.bulk.bulk_examples import ROW, SLOT, FakeOutcome, issue

from sas_validators.bulk.records import Record
from sas_validators.bulk.reports import page
from sas_validators.bulk.reports.renderer import Rendering, document, renderer
from sas_validators.bulk.summary import Summary
from sas_validators.outcome import Issue

HOSTILE = '"><script>alert(1)</script>'


def report(*content: tuple[Record, list[Issue]], **how: object) -> str:
    rendering = Rendering("html", **how)  # type: ignore[arg-type]
    summary = Summary()
    text: list[str] = []
    made = document(rendering, text.append)
    for record, issues in content:
        summary.add(record, issues)
        piece = renderer(rendering).render(record, FakeOutcome(*issues))  # type: ignore[arg-type]
        made.add([piece] if piece else [])
    made.close(summary)
    return "".join(text)


def tree(html: str) -> ElementTree.Element:
    """The page as a tree; it is written so that an XML parser can read it, but for void tags."""
    closed = re.sub(r"<(meta|input)\b([^>]*?)( checked)?>", r"<\1\2/>", html)
    return ElementTree.fromstring(closed.removeprefix("<!DOCTYPE html>"))  # noqa: S314 (our own)


def test_policy_allows_its_own_style_and_nothing_else() -> None:
    html = report((SLOT, [issue()]))
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}';" in html
    assert not re.search(r"\bstyle=|\bon\w+=|<script|<link|\bsrc=|url\(", html)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_landmarks_and_language(language: str) -> None:
    page_tree = tree(report((SLOT, [issue()]), language=language))
    assert page_tree.get("lang") == language
    assert page_tree.findtext("head/title")
    assert [len(page_tree.findall(f"body/{tag}")) for tag in ("header", "main")] == [1, 1]
    assert [heading.tag for heading in page_tree.iter() if heading.tag in ("h1", "h2", "h3")] == [
        "h1",
        "h2",
        "h3",
    ]
    targets = {node.get("id") for node in page_tree.iter()}
    links = [node.get("href", "") for node in page_tree.iter("a")]
    assert links
    assert all(link.removeprefix("#") in targets for link in links)


def test_every_issue_is_shown_with_its_place_and_source() -> None:
    page_tree = tree(report((SLOT, [issue(), issue("warning", profile="http://p")]), (ROW, [])))
    section = page_tree.find("body/main/section/section")
    assert section is not None
    assert section.findtext("h3") == "slot.json"
    items = ["".join(item.itertext()) for item in section.iter("li")]
    assert len(items) == 2
    assert "error Slot.status 3:7" in items[0]
    assert "That is wrong" in items[0]
    assert '    3   "stat◂us": "what"' in items[0]
    assert "X · http://p" in items[1]


def test_lines_of_a_file_are_named() -> None:
    page_tree = tree(report((ROW, [issue(line=12, column=3)]), language="fr"))
    assert page_tree.findtext(".//h3") == "slots.ndjson, ligne 12"
    assert '   12  {"◂resourceType"' in "".join(page_tree.itertext())


def test_nothing_of_the_resource_becomes_markup() -> None:
    found = issue(
        message_id=HOSTILE, expression=HOSTILE, profile=HOSTILE, en=HOSTILE, line=1, column=2
    )
    html = report((Record(HOSTILE, HOSTILE.encode()), [found]))
    assert "<script" not in html
    assert tree(html) is not None


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        (["error", "warning"], "has-error"),
        (["fatal"], "has-error"),
        (["warning"], "mild-warning"),
        (["information"], "mild-information"),
        (["warning", "information"], "mild-mixed"),
    ],
)
def test_boxes_hide_sections_without_errors(severities: list[str], expected: str) -> None:
    html = report((SLOT, [issue(severity) for severity in severities]))
    assert f'<section class="resource {expected}"' in html


def test_long_reports_say_what_they_leave_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "_DETAILED", 2)
    html = report(*[(SLOT, [issue()])] * 3)
    assert html.count("<h3") == 2
    assert "first 2 resources" in html
    assert "3 resources, 3 invalid" in html


def test_nothing_found() -> None:
    html = report((SLOT, []), language="fr")
    assert "Aucun constat." in html
    assert "conforme : 0 erreur" in html
    assert "<table" not in html


def test_names_that_are_not_unicode() -> None:
    assert report((Record("\udce9.json"), [issue(line=None, column=None)]))
