import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.finding_ids import ids

from sas_validators.primitives.binary import decode_base64, is_base64, judge_base64

FORMAT = "Type_Specific_Checks_DT_Base64_Valid"
SPACES = "TYPE_SPECIFIC_CHECKS_DT_BASE64_NO_WS_WARNING"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aGVsbG8=", []),
        ("YQ==", []),
        ("aGVs\nbG8=", [SPACES]),
        ("aGVsbG8", [FORMAT]),
        ("a", [FORMAT]),
        ("YQ===", [FORMAT]),
        ("=YQ=", [FORMAT]),
        ("aGV*", [FORMAT]),
        ("aGV-", [FORMAT]),
        ("é", [FORMAT]),
        ("a G", [SPACES, FORMAT]),
    ],
)
def test_judge(text, expected):
    assert ids(judge_base64(text)) == expected


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("aG-Vs", "warning"),
        ("aGVs\u200b", "warning"),
        ("aGV-", "error"),
        ("aGVsé", "error"),
        ("aGVs=", "error"),
    ],
)
def test_what_is_not_of_the_alphabet_is_passed_over(text, severity):
    assert [message.severity for message, _ in judge_base64(text)] == [severity]


@given(st.binary(min_size=1))
def test_all_base64_is_accepted(data):
    text = base64.b64encode(data).decode()
    assert is_base64(text)
    assert decode_base64(text) == data
