import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.finding_ids import ids

from sas_validators.narrative import judge as module
from sas_validators.narrative.judge import (
    html_checks,
    is_simple,
    judge_div,
    judge_narrative,
)


def div(content, attributes=""):
    return f'<div xmlns="http://www.w3.org/1999/xhtml"{attributes}>{content}</div>'


def judged(text, targets=()):
    return ids(judge_div(text, lambda: targets), "XHTML_XHTML_")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param('<p style="color:red" title="t" lang="fr" xml:lang="fr">a</p>', id="global"),
        pytest.param("<table><thead><tr><th>a</th></tr></thead></table>", id="table"),
        pytest.param("<table><caption>a</caption><colgroup><col/></colgroup></table>", id="cols"),
        pytest.param("<h2>a</h2><ul><li>b<br/>c<ol><li>d</li></ol></li></ul><hr/>", id="lists"),
        pytest.param("<dl><dt>d</dt><dd>e</dd></dl>", id="definitions"),
        pytest.param('<a href="#b">a</a><b id="b">b</b>', id="link inside"),
        pytest.param('<a name="b">a</a><a href="#b">b</a>', id="anchor"),
        pytest.param('<img src="data:image/png;base64,aa" alt="a"/>', id="image"),
        pytest.param('<map name="m"><area href="a" nohref="b"/></map>x', id="map"),
        pytest.param('<td nowrap="nowrap">a</td>'.join(["<table><tr>", "</tr></table>"]), id="td"),
        pytest.param("<blockquote cite='a'>a</blockquote><pre>b</pre>", id="quotation"),
        pytest.param("a&#160;b&#xE9;", id="numeric entities"),
        pytest.param("<!-- c -->a", id="comment"),
        pytest.param("<span><b><i>a</i></b></span>", id="inline in inline"),
    ],
)
def test_right(content):
    assert judged(div(content)) == []
    assert html_checks(div(content)) == (True, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(div("<script>a</script>"), ["Element_Illegal"], id="script"),
        pytest.param(div("<P>a</P>"), ["Element_Illegal"], id="capitals"),
        pytest.param(div("<u>a</u><u>b</u>"), ["Element_Illegal"], id="the same twice"),
        pytest.param(div('<p onclick="x()">a</p>'), ["Attribute_Illegal"], id="onclick"),
        pytest.param(div('<p href="x">a</p>'), ["Attribute_Illegal"], id="of another element"),
        pytest.param(
            div('<object data="x">a</object>'), ["Element_Illegal", "Attribute_Illegal"], id="both"
        ),
        pytest.param(
            div('<p x:y="z">a</p>', ' xmlns:x="urn:x"'), ["Attribute_Illegal"], id="foreign"
        ),
    ],
)
def test_not_allowed(text, expected):
    assert judged(text) == expected
    assert html_checks(text) == (False, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<div>a</div>", ["NS_InValid"], id="no namespace"),
        pytest.param(
            '<div xmlns="http://hl7.org/fhir"><p>a</p></div>', ["NS_InValid"], id="of FHIR"
        ),
        pytest.param(div('<p xmlns="urn:x">a</p>'), ["NS_InValid"], id="inner element"),
        pytest.param(
            '<p xmlns="http://www.w3.org/1999/xhtml">a</p>', ["Name_Invalid"], id="root is p"
        ),
        pytest.param(div('<p xml:space="preserve">a</p>'), ["ATTRIBUTE_XML_SPACE"], id="space"),
        pytest.param(
            div("<p><div>a</div></p>"), ["ELEMENT_ILLEGAL_IN_PARA", "BLOCK_IN_PARA"], id="div in p"
        ),
        pytest.param(
            div("<p><span><blockquote>a</blockquote></span></p>"),
            ["ELEMENT_ILLEGAL_IN_PARA"],
            id="anywhere in p",
        ),
        pytest.param(div("<h1><pre>a</pre></h1>"), ["BLOCK_IN_PARA"], id="block in heading"),
        pytest.param(div("<b><i><b>a</b></i></b>"), ["NO_RECURSION"], id="b in b"),
        pytest.param(div("<ul><p>a</p></ul>"), ["ILLEGAL_CHILDREN"], id="p in ul"),
        pytest.param(
            div("<table><td>a</td></table>"), ["ILLEGAL_CHILDREN", "OUT_OF_PLACE"], id="td"
        ),
        pytest.param(div("<ul>a</ul>"), ["ILLEGAL_CHILDREN"], id="text in ul"),
        pytest.param(div("<map>a</map>"), ["ILLEGAL_CHILDREN"], id="text in map"),
        pytest.param(div("<li>a</li>"), ["OUT_OF_PLACE"], id="li alone"),
        pytest.param(div("<br>a</br>"), ["NO_CHILDREN"], id="text in br"),
        pytest.param(div("a<hr><b/></hr>"), ["NO_CHILDREN"], id="element in hr"),
        pytest.param(div('<b id="a">x</b><b id="a">y</b>'), ["DUPLICATE_IDS"], id="ids"),
        pytest.param(
            div('<a id="a" name="a">x</a><a name="b">y</a><p id="b">z</p>'),
            ["DUPLICATE_IDS"],
            id="id and anchor name",
        ),
        pytest.param(
            div('<div xml:lang="fr">a</div><p>b</p>'), ["MIXED_LANG"], id="language sections"
        ),
        pytest.param(div('<div lang="fr">a</div>b'), ["MIXED_LANG"], id="text beside a section"),
        pytest.param(
            div('<a href="#x">a</a>'), ["Type_Specific_Checks_DT_XHTML_Resolve"], id="no target"
        ),
        pytest.param(
            div('<img src="#x"/>'), ["Type_Specific_Checks_DT_XHTML_Resolve_Img"], id="no image"
        ),
        pytest.param(div("&nbsp;a"), ["Entity_Illegal"], id="entity"),
        pytest.param(
            div('a<img src="#"/>'), ["Type_Specific_Checks_DT_XHTML_Resolve_Img"], id="image #"
        ),
        pytest.param(div("a<br> </br>"), ["NO_CHILDREN"], id="blank in br"),
        pytest.param(div('a<a href=" ">b</a>'), ["XHTML_URL_INVALID"], id="blank link"),
    ],
)
def test_wrong_but_allowed_elements(text, expected):
    assert judged(text) == expected
    assert html_checks(text) == (True, True)


def test_targets_are_asked_for_only_when_needed():
    assert judge_div(div("<b>a</b>"), lambda: pytest.fail("asked")) == []
    assert judged(div('<a href="#x">a</a>'), targets=["x"]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(div(""), (True, False), id="empty"),
        pytest.param(div(" \n<p> </p><!-- a -->"), (True, False), id="blank"),
        pytest.param(div("<![CDATA[a]]>"), (True, False), id="CDATA"),
        pytest.param(div("&#160;"), (True, True), id="non-breaking space"),
        pytest.param(div("<img/>"), (True, True), id="image"),
        pytest.param(div("<script/>"), (False, False), id="script only"),
        pytest.param("<div>a</p>", (False, False), id="not well-formed"),
        pytest.param(div("<!DOCTYPE html>a"), (False, True), id="DOCTYPE inside"),
    ],
)
def test_html_checks(text, expected):
    assert html_checks(text) == expected


def test_what_a_narrative_tells():
    text = div(
        '<div xml:lang="fr"><p class="generated">a</p></div><div lang="en"><p>b</p></div>',
        ' lang="fr" xml:lang="fr-FR"',
    )
    narrative = judge_narrative(text)
    assert (narrative.lang, narrative.xml_lang) == ("fr", "fr-FR")
    assert narrative.sections == ("fr", "en")
    assert narrative.unsourced == "b"


def test_same_div_is_judged_once():
    assert judge_narrative(div("<b>a</b>")) is judge_narrative(div("<b>a</b>"))
    long = div("a" * 30_000)
    assert judge_narrative(long) is not judge_narrative(long)


SIMPLE_PARTS = st.sampled_from(
    [
        "a",
        "é ",
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<br/>",
        "<br />",
        "<h2>",
        "</h2>",
        "<i>",
        "</i>",
        "<em>",
        "</em>",
        "&",
        "&#160;",
        "]]>",
        ">",
        "<",
        "\x00",
        " ",
        "<p>b <b>c</b></p>",
        "<p><p>",
    ]
)


@given(st.lists(SIMPLE_PARTS, max_size=6).map("".join).map(div))
def test_simple_divs_are_right(text):
    if is_simple(text):
        narrative = judge_narrative(text)
        assert narrative.found == ()
        assert narrative.only_allowed
        assert narrative.not_blank
        assert (narrative.lang, narrative.anchors, narrative.sections) == (None, (), ())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p>Créneau du <b>3 mars</b> 2026, 9h</p>", True),
        ("Agenda<br/>du <b>lundi</b>", True),
        ("", False),
        ("<p> </p>", False),
        ("<p>a</b>", False),
        ("<table><tr><td>a</td></tr></table>", False),
    ],
)
def test_is_simple(content, expected):
    assert is_simple(div(content)) is expected


@given(st.text(alphabet="<>/&;#\"'=! []divpbaémg:xns\x00\ud800", max_size=60))
def test_nothing_raises(content):
    for text in (content, div(content)):
        judge_div(text, list)
        html_checks(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<div>" * 100_000, id="depth"),
        pytest.param("<!--" * 100_000, id="open comments"),
        pytest.param("<!DOCTYPE" * 100_000, id="open DOCTYPEs"),
        pytest.param("<!DOCTYPE[" * 100_000, id="open internal subsets"),
        pytest.param('<a "' * 100_000, id="open quotes"),
        pytest.param(div("<![CDATA[" * 50_000), id="open CDATA"),
        pytest.param(div("<u/>" * 50_000), id="many illegal elements"),
        pytest.param(div("".join(f"&x{n};" for n in range(20_000))), id="many entities"),
        pytest.param(div("".join(f'<a href="#{n}">a</a>' for n in range(20_000))), id="links"),
        pytest.param(div("a" * 11_000_000), id="long text"),
    ],
)
def test_hostile_text_is_a_few_findings(text):
    assert len(judge_div(text, list)) <= 1101


def test_memory_of_divs_is_bounded():
    assert module._judge_once.cache_info().maxsize is not None
