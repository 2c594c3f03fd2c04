import pytest
from lxml import etree
from tests.finding_ids import ids

from sas_validators.narrative.markup import parse_markup


def parsed(text):
    root, found = parse_markup(text)
    written = None if root is None else etree.tostring(root, encoding="unicode")
    return written, ids(found)


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        pytest.param("<div>a</div>", "<div>a</div>", [], id="right"),
        pytest.param("\n<div>a</div>\n", "<div>a</div>", [], id="blanks around"),
        pytest.param("<div>&lt;&#233;&#xE9;</div>", "<div>&lt;éé</div>", [], id="entities"),
        pytest.param(
            "<div>&eacute;&eacute;</div>",
            "<div>éé</div>",
            ["XHTML_XHTML_Entity_Illegal"],
            id="named entity",
        ),
        pytest.param("<div>&foo;</div>", None, ["Error_parsing_XHTML_"], id="unknown entity"),
        pytest.param("<div class=a>b</div>", '<div class="a">b</div>', [], id="no quotes"),
        pytest.param(
            "<div><br clear=all/><a href='=x' id=b>c</a></div>",
            '<div><br clear="all"/><a href="=x" id="b">c</a></div>',
            [],
            id="some without quotes",
        ),
        pytest.param("<!DOCTYPE html>\n<div>a</div>", "<div>a</div>", [], id="DOCTYPE before"),
        pytest.param('<?xml version="1.0"?><div>a</div>', "<div>a</div>", [], id="declaration"),
        pytest.param(
            "<div><!DOCTYPE html>a</div>",
            "<div>a</div>",
            ["XHTML_XHTML_DOCTYPE_ILLEGAL"],
            id="DOCTYPE inside",
        ),
        pytest.param("<div>a<![CDATA[b<]]>c</div>", "<div>ac</div>", [], id="CDATA is left out"),
        pytest.param("x<div>a</div>", None, ["Error_parsing_XHTML_"], id="text before"),
        pytest.param("<div>a</div><div/>b", "<div>a</div>", [], id="what follows does not count"),
        pytest.param("<div>a<p>b", "<div>a<p>b</p></div>", [], id="not closed"),
        pytest.param("<div>a<p>b</div>", None, ["Error_parsing_XHTML_"], id="closed too early"),
        pytest.param("<div>a</div >", None, ["Error_parsing_XHTML_"], id="blank in an end tag"),
        pytest.param("<div>a</div", None, ["Error_parsing_XHTML_"], id="end tag cut off"),
        pytest.param("<div>a<b</div>", None, ["Error_parsing_XHTML_"], id="tag cut off"),
        pytest.param("<div>a<!-- b</div>", None, ["Error_parsing_XHTML_"], id="open comment"),
        pytest.param("<div>a<!-- b -- c -->d</div>", "<div>ad</div>", [], id="-- in a comment"),
        pytest.param("<div>a<!ELEMENT b>c<?d?>]]></div>", "<div>ac]]&gt;</div>", [], id="oddities"),
        pytest.param(
            '<div id="a"id="b" class title=\'<"\'>c</div>',
            '<div id="b" class="" title="&lt;&quot;">c</div>',
            [],
            id="odd attributes",
        ),
        pytest.param(
            '<div xmlns="u:a" xmlns="u:a"><b:c d:e="f" xml:lang="fr"/>g<h/>i</div>',
            '<ns0:div xmlns:ns0="u:a"><ns1:c xmlns:ns1="http://error/undefined-namespace"'
            ' ns1:e="f" xml:lang="fr"/>g<ns0:h/>i</ns0:div>',
            [],
            id="prefixes that nobody declares",
        ),
        pytest.param("<div xmlns=http://a/b>c</div>", None, ["Error_parsing_XHTML_"], id="bare /"),
        pytest.param(
            "<div>" + "<b>" * 500 + "a", None, ["Error_parsing_XHTML_"], id="too deep to be judged"
        ),
        pytest.param("<div>a & b</div>", None, ["Error_parsing_XHTML_"], id="ampersand"),
        pytest.param("<div>&#1;&#xFFFF;</div>", "<div> \ufffd</div>", [], id="no characters"),
        pytest.param("", None, ["Error_parsing_XHTML_"], id="empty"),
        pytest.param("a", None, ["Error_parsing_XHTML_"], id="no markup"),
    ],
)
def test_parse(text, written, found):
    assert parsed(text) == (written, found)


def test_entities_of_a_doctype_are_not_used():
    text = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><div>&b;</div>'
    assert parsed(text) == (None, ["Error_parsing_XHTML_"])
