import pytest
from markupsafe import Markup

from sas_ig.artifacts.links import Link
from sas_ig.site.highlight import highlight, numbered
from sas_ig.site.marks import sentence_html, sentence_text
from sas_ig.site.places import relative, tongues


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        pytest.param("a.html", "b.html", "b.html", id="same folder"),
        pytest.param("en/a.html", "b.html", "../b.html", id="above"),
        pytest.param("a.html", "en/b.html", "en/b.html", id="below"),
        pytest.param("en/x/a.html", "en/b.html", "../b.html", id="beside"),
        pytest.param("a.html", "b.html#Slot.x:y", "b.html#Slot.x:y", id="place"),
        pytest.param("a.html", "a.html#x", "#x", id="place of its own"),
        pytest.param("a.html", "un deux.zip", "un%20deux.zip", id="escaped"),
        pytest.param("a.html", "b:c.html", "./b:c.html", id="colon is no scheme"),
    ],
)
def test_relative(source: str, target: str, link: str) -> None:
    assert relative(source, target) == link


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("fr", [("fr", ""), ("en", "en/")]),
        ("fr-FR", [("fr", ""), ("en", "en/")]),
        ("en", [("en", ""), ("fr", "fr/")]),
        ("de", [("en", ""), ("fr", "fr/")]),
    ],
)
def test_tongues(own: str, expected: list[tuple[str, str]]) -> None:
    assert [tuple(tongue) for tongue in tongues(own)] == expected


def known(canonical: str) -> Link:
    return Link("Créneau", page="s.html") if canonical == "http://x" else Link("", "")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("a < `b<c`", "a &lt; <code>b&lt;c</code>", id="code"),
        pytest.param("[[http://x]].", '<a href="s.html">Créneau</a>.', id="canonical"),
        pytest.param("[[http://y]]", "<code>http://y</code>", id="unknown canonical"),
        pytest.param("un [x] `y", "un [x] `y", id="no marks"),
    ],
)
def test_marks(text: str, html: str) -> None:
    assert sentence_html(text, known, lambda link: link.page) == html


def test_marks_on_a_terminal() -> None:
    assert sentence_text("`a` de [[http://x]]") == "a de http://x"


@pytest.mark.parametrize(
    ("text", "language", "html"),
    [
        pytest.param(
            '{"a": 1}', "json", '{<span class="hk">"a"</span>: <span class="hn">1</span>}'
        ),
        pytest.param("<a b='&'/>", "xml", "<span class=\"hs\">'&amp;'</span>"),
        pytest.param("GET /x?a=1", "http", '<span class="hw">GET</span>'),
        pytest.param("<b>", "text", "&lt;b&gt;"),
    ],
    ids=["JSON", "XML", "HTTP", "unknown"],
)
def test_highlight(text: str, language: str, html: str) -> None:
    assert html in highlight(text, language)


def test_highlighted_strings_may_be_links() -> None:
    found = highlight('["http://x"]', "json", lambda text: "s.html" if text == "http://x" else "")
    assert '<a href="s.html">"http://x"</a>' in found


def test_numbered_lines_with_marks() -> None:
    found = numbered(Markup("a\nb"), {2: "error"}, "e1-")
    assert found == (
        '<span class="ln" id="e1-L1">a\n</span><span class="ln m-error" id="e1-L2">b\n</span>'
    )
