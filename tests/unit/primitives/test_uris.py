import pytest
from tests.finding_ids import ids

from sas_validators.primitives.uris import is_absolute, is_oid, is_uuid, judge_uri

SPACES = "Type_Specific_Checks_DT_URI_WS"
OID = "Type_Specific_Checks_DT_OID_Valid"
UUID = "Type_Specific_Checks_DT_UUID_Valid"
CANONICAL = "TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE"
RIGHT_UUID = "c757873d-ec9a-4326-a141-556f43239520"


@pytest.mark.parametrize(
    ("type_name", "text", "expected"),
    [
        ("uri", "https://a.fr/b%20c?x=1#y", []),
        ("uri", "a/b", []),
        ("uri", "http://exemple fr", [SPACES]),
        ("uri", " urn:oid:1.2.3", [SPACES]),
        ("uri", "urn:oid:1.2.250.1 ", [SPACES, OID]),
        ("uri", "urn:oid:1.2.250.1.213", []),
        ("uri", "urn:oid:1.2.250.01.4", [OID]),
        ("uri", "oid:1.2.250.1", ["Type_Specific_Checks_DT_URI_OID"]),
        ("uri", "uuid:" + RIGHT_UUID, ["Type_Specific_Checks_DT_URI_UUID"]),
        ("uri", "urn:uuid:" + RIGHT_UUID, []),
        ("uri", "urn:uuid:" + RIGHT_UUID.upper(), [UUID]),
        ("uri", "urn:uuid:slot-1", [UUID]),
        ("url", "pas une url", [SPACES]),
        ("url", "a\tb", ["Type_Specific_Checks_DT_Primitive_Regex_Type"]),
        ("url", "\ta", [SPACES]),
        ("uri", "a\u00a0b", []),
        ("oid", "urn:oid:1.2.250.1", []),
        ("oid", "1.2.250.1", ["Type_Specific_Checks_DT_OID_Start"]),
        ("uuid", "urn:uuid:" + RIGHT_UUID, []),
        ("uuid", RIGHT_UUID, ["Type_Specific_Checks_DT_UUID_Strat"]),
        ("canonical", "http://a.fr/b|1.0", []),
        ("canonical", "#a", []),
        ("canonical", "urn:oid:1.2.250.1.213", []),
        ("canonical", "StructureDefinition/a", [CANONICAL]),
        ("canonical", "http://a.fr/b c", [SPACES, CANONICAL]),
    ],
)
def test_judge_uri(type_name, text, expected):
    assert ids(judge_uri(type_name, text)) == expected


def test_capitals_where_they_are_allowed():
    assert judge_uri("uri", "urn:uuid:" + RIGHT_UUID.upper(), any_case=True) == []
    assert not is_uuid(RIGHT_UUID.upper())


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("1.2.250.0.1", True),
        ("1.1.111.1.111", True),
        ("1.3.6", True),
        ("1.2.3", False),
        ("abc", False),
        ("9.2.250.1", False),
        ("1.2.250.", True),
        ("1.2.250..", True),
        ("1.2.", False),
        ("1", False),
    ],
)
def test_oid(text, right):
    assert is_oid(text) is right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("http://a", True),
        ("urn:oid:1.2", True),
        ("http://exemple fr", True),
        ("1.2.250.1", False),
        (" urn:oid:1.2", False),
        ("a/b:c", False),
        ("a:", False),
        ("", False),
    ],
)
def test_absolute(text, right):
    assert is_absolute(text) is right
