import pytest
from tests.finding_ids import ids

from sas_validators.primitives import texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("é", [], id="letter"),
        pytest.param("a\tb\r\n", [], id="tab and line break"),
        pytest.param("a\x00\x1fb", ["UNICODE_XML_BAD_CHARS"], id="control characters"),
        pytest.param("\u202eabc\u202c", [], id="override, closed"),
        pytest.param("\u2067a\u202bb\u202c\u2069", [], id="nested, closed"),
        pytest.param("\u202eabc", ["UNICODE_BIDI_CONTROLS_CHARS_MATCH"], id="not closed"),
        pytest.param("abc\u202c", ["UNICODE_BIDI_CONTROLS_CHARS_MATCH"], id="not opened"),
        pytest.param("\u202eabc\u2069", ["UNICODE_BIDI_CONTROLS_CHARS_MATCH"], id="wrong closer"),
        pytest.param("\u200eabc", [], id="a mark that opens nothing"),
    ],
)
def test_characters(text, expected):
    assert ids(texts.judge_characters(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a b", [], id="plain"),
        pytest.param(" a", ["Type_Specific_Checks_DT_String_WS"], id="blank first"),
        pytest.param("a\n", ["Type_Specific_Checks_DT_String_WS"], id="line break last"),
        pytest.param("a\u00a0", [], id="non-breaking space last"),
        pytest.param("   ", [], id="blanks only are judged for every type"),
        pytest.param(
            "\u00a0 ", ["Type_Specific_Checks_DT_String_WS_ALL"], id="non-breaking spaces only"
        ),
        pytest.param("a <b>c</b>", ["SECURITY_STRING_CONTENT_WARNING"], id="HTML"),
        pytest.param("<!-- a", ["SECURITY_STRING_CONTENT_WARNING"], id="HTML comment"),
        pytest.param("1 < 2 > 0", [], id="comparison"),
        pytest.param("a <b@c.fr>", [], id="mail address"),
        pytest.param("Editeur <A>", [], id="no element of HTML"),
        pytest.param(
            "a" * (texts.MAX_STRING + 1), ["Type_Specific_Checks_DT_String_Length"], id="too long"
        ),
        pytest.param("a" * texts.MAX_STRING, [], id="as long as allowed"),
    ],
)
def test_string(text, expected):
    assert ids(texts.judge_string(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("# a\n\n*b* ", [], id="plain"),
        pytest.param("<https://a.fr>", [], id="link"),
        pytest.param("a<br/>b", ["TYPE_SPECIFIC_CHECKS_DT_MARKDOWN_HTML"], id="tag"),
        pytest.param('<a href="b">', ["TYPE_SPECIFIC_CHECKS_DT_MARKDOWN_HTML"], id="attribute"),
    ],
)
def test_markdown(text, expected):
    assert ids(texts.judge_markdown(text)) == expected


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("free", True),
        ("fr ee", True),
        (" free", False),
        ("free ", False),
        ("fr  ee", False),
        ("free\tbusy", False),
        ("free\n", False),
        (" ", False),
    ],
)
def test_code(text, right):
    assert ids(texts.judge_code(text)) == ([] if right else ["Type_Specific_Checks_DT_Code_WS"])


@pytest.mark.parametrize(
    ("text", "right"), [("a.B-1", True), ("a" * 64, True), ("a" * 65, False), ("a_b", False)]
)
def test_id(text, right):
    assert ids(texts.judge_id(text)) == ([] if right else ["Type_Specific_Checks_DT_ID_Valid"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a.B-1", [], id="right"),
        pytest.param("été", ["Resource_RES_ID_Malformed_Chars"], id="letters with accents"),
        pytest.param("a" * 65, ["Resource_RES_ID_Malformed_Length"], id="too long"),
        pytest.param(
            "?" * 65,
            ["Resource_RES_ID_Malformed_Chars", "Resource_RES_ID_Malformed_Length"],
            id="both",
        ),
        pytest.param("", ["Resource_RES_ID_Malformed_Chars"], id="empty"),
    ],
)
def test_resource_id(text, expected):
    assert ids(texts.judge_resource_id(text)) == expected
