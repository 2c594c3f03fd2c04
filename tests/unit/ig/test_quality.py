import pytest

from sas_ig.project.content import Content
from sas_ig.quality.checks import (
    MAX_PAGE,
    check_dependencies,
    check_links,
    check_sizes,
    check_sushi,
)
from sas_ig.site.html_facts import PageFacts, read_facts
from sas_ig.site.ledger import Written


def pages(**html: str) -> dict[str, Written]:
    return {
        name.replace("__", "/") + ".html": Written("", len(text), read_facts(text))
        for name, text in html.items()
    }


@pytest.mark.parametrize(
    ("link", "broken"),
    [
        pytest.param("b.html", False, id="page"),
        pytest.param("b.html#ici", False, id="place"),
        pytest.param("#la", False, id="place of its own"),
        pytest.param("fr/", False, id="folder"),
        pytest.param("b.html?q=x", False, id="query"),
        pytest.param("un%20deux.zip", False, id="escaped"),
        pytest.param("https://example.org/none", False, id="elsewhere"),
        pytest.param("c.html", True, id="no page"),
        pytest.param("b.html#nulle", True, id="no place"),
        pytest.param("#nulle", True, id="no place of its own"),
        pytest.param("../b.html", True, id="above the site"),
    ],
)
def test_links(link: str, broken: bool) -> None:
    found = pages(a=f"<p id='la'><a href='{link}'>x</a>", b="<p id='ici'>", fr__index="")
    files = frozenset({*found, "un deux.zip"})
    places = [(item.severity, item.place) for item in check_links(found, files)]
    assert places == ([("error", "a.html")] if broken else [])


def test_repeated_ids_are_told() -> None:
    found = list(check_links(pages(a="<p id='x'><p id='x'>"), frozenset({"a.html"})))
    assert [item.severity for item in found] == ["warning"]


def test_facts_of_a_page() -> None:
    html = (
        """<a href="x.html?a=1&amp;b=2" id="é"><img src='i.png'><form action="s.html"> < id="n" """
    )
    assert read_facts(html) == PageFacts(("é",), ("x.html?a=1&b=2", "i.png", "s.html"), ())


@pytest.mark.parametrize(("size", "count"), [(MAX_PAGE, 0), (MAX_PAGE + 1, 1)])
def test_sizes(size: int, count: int) -> None:
    found = check_sizes({"a.html": Written("", size, PageFacts((), (), ()))})
    assert len(list(found)) == count


def test_messages_of_sushi() -> None:
    report = "info  hello\nwarn  Something odd\nerror Something wrong\n  File: x.fsh\n"
    found = check_sushi({"": Content("p#1", (), sushi_report=report)})
    assert [(item.severity, item.place, item.en) for item in found] == [
        ("warning", "p#1", "Something odd"),
        ("error", "p#1", "Something wrong"),
    ]


def test_missing_packages_are_told() -> None:
    assert [item.place for item in check_dependencies(("q#1",))] == ["q#1"]
