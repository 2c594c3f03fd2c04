import pytest
from tests.finding_ids import ids

from sas_validators.datatypes.identifier import judge_identifier

SYSTEM = "Type_Specific_Checks_DT_Identifier_System"
VALUE = "TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_VALUE"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"system": "urn:oid:1.2.250.1", "value": "a"}, []),
        ({"system": "1.2.250.1", "value": "a"}, [SYSTEM]),
        ({"system": "", "value": "a"}, []),
        ({"value": "a"}, []),
        ({"system": 7}, []),
        ({"system": "urn:ietf:rfc:3986", "value": "urn:oid:1.2"}, []),
        ({"system": "urn:ietf:rfc:3986", "value": "1.2"}, [VALUE]),
        ({"system": "urn:ietf:rfc:3986"}, []),
    ],
)
def test_judge_identifier(value, expected):
    assert ids(judge_identifier(value)) == expected
