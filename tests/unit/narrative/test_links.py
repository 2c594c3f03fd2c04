import pytest
from tests.finding_ids import ids

from sas_validators.narrative.links import Anchor, judge_anchors, judge_image, judge_link

LINK = "TYPE_SPECIFIC_CHECKS_DT_XHTML_"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.fr/b?c=d#e", []),
        ("http://a.fr/été", []),
        ("mailto:a@b.fr", []),
        ("tel:15", []),
        ("Patient/1", []),
        ("#a", []),
        ("", ["XHTML_URL_INVALID", "EMPTY_HREF"]),
        ("http://a b", ["XHTML_URL_INVALID"]),
        ("http://a|b", ["XHTML_URL_INVALID"]),
        ("javascript:alert(1)", ["ACTIVE_HREF"]),
        ("JavaScript:alert(1)", ["ACTIVE_HREF"]),
        ("data:text/html,a", ["ACTIVE_HREF"]),
        ("urn:oid:1.2.3", ["LITERAL_HREF"]),
        ("skype:a", ["UNKNOWN_HREF"]),
    ],
)
def test_link(url, expected):
    assert ids(judge_link(url, "div/a"), LINK) == expected


@pytest.mark.parametrize(
    ("found", "severity"),
    [
        (judge_link("javascript:a", "div/a"), "error"),
        (judge_link("JavaScript:a", "div/a"), "warning"),
        (judge_link("data:text/html,a", "div/a"), "warning"),
        (judge_image("javascript:a", "div/img"), "warning"),
    ],
)
def test_only_links_in_lower_case_are_refused(found, severity):
    assert [message.severity for message, _ in found] == [severity]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("a.png", []),
        ("data: image/png;base64,aaaa", []),
        ("", ["XHTML_URL_INVALID"]),
        ("a b.png", ["XHTML_URL_INVALID"]),
        ("javascript:a", ["ACTIVE_HREF"]),
    ],
)
def test_image(url, expected):
    assert ids(judge_image(url, "div/img"), LINK) == expected


@pytest.mark.parametrize(
    ("image", "narrative", "resource", "expected"),
    [
        (False, ["a"], [], []),
        (False, [], ["a"], []),
        (False, ["b"], ["c"], ["Type_Specific_Checks_DT_XHTML_Resolve"]),
        (True, [], [], ["Type_Specific_Checks_DT_XHTML_Resolve_Img"]),
        (False, ["a", "a"], [], ["MULTIPLE_MATCHES"]),
        (False, ["a"], ["a"], ["MULTIPLE_MATCHES"]),
    ],
)
def test_anchor(image, narrative, resource, expected):
    anchors = [Anchor("a", "div/a", image)]
    assert ids(judge_anchors(anchors, narrative, resource), LINK) == expected
