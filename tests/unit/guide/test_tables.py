import pytest
from markdown_it import MarkdownIt

from sas_ig.narrative.tables import inline_code, settle_tables


def render(text):
    markdown = MarkdownIt("commonmark").enable("table")
    return markdown.renderer.render(settle_tables(markdown.parse(text)), markdown.options, {})


def test_headings_of_columns_stay():
    html = render("| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert "<thead>" in html
    assert "<td>1</td>" in html


def test_without_headings_the_rows_have_them():
    html = render("| | |\n|---|---|\n| a | 1 |\n| b | 2 |\n")
    assert "<thead>" not in html
    assert html.count('<th scope="row">') == 2
    assert "<td>2</td>" in html


def test_what_surrounds_a_table_stays():
    html = render("x\n\n| | |\n|---|---|\n| a | 1 |\n\ny\n")
    assert html.startswith("<p>x</p>")
    assert html.endswith("<p>y</p>\n")


@pytest.mark.parametrize(
    ("code", "html"),
    [
        pytest.param("status", "<code>status</code>", id="short"),
        pytest.param("--demo", '<code class="whole">--demo</code>', id="with hyphens"),
        pytest.param(
            "schedule.actor:Practitioner",
            "<code>schedule<wbr>.actor<wbr>:Practitioner</code>",
            id="long",
        ),
        pytest.param(
            "urn:oid:1.2.250.1.71.4.2.1%7C8",
            "<code>urn<wbr>:oid<wbr>:1.2.250.1.71.4.2.1<wbr>%7C8</code>",
            id="not inside a number",
        ),
        pytest.param(
            "http://127.0.0.1:8000/fhir",
            "<code>http://<wbr>127.0.0.1:8000/<wbr>fhir</code>",
            id="not inside a scheme",
        ),
        pytest.param("<a>&b", "<code>&lt;a&gt;&amp;b</code>", id="escaped"),
    ],
)
def test_long_codes_may_break(code, html):
    assert inline_code(code) == html
