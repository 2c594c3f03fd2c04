import pytest
from tests.finding_ids import ids

from sas_validators.datatypes.attachment import judge_attachment

SIZE = "TYPE_SPECIFIC_CHECKS_DT_ATT_SIZE_CORRECT"
HELLO = {"contentType": "text/plain", "data": "aGVsbG8="}


@pytest.mark.parametrize(
    ("value", "limit", "expected"),
    [
        pytest.param(HELLO, None, [], id="right"),
        pytest.param({**HELLO, "size": 5, "hash": "qvTGHdzF6KLavt4PO0gs2a6pQ00="}, 5, [], id="all"),
        pytest.param({**HELLO, "size": 6}, None, [SIZE], id="size"),
        pytest.param(
            {**HELLO, "hash": "aaaa"},
            None,
            ["TYPE_SPECIFIC_CHECKS_DT_ATT_HASH_MISMATCH"],
            id="hash",
        ),
        pytest.param(
            {"data": "?"}, None, ["TYPE_SPECIFIC_CHECKS_DT_ATT_B64_DECODE_FAIL"], id="no base64"
        ),
        pytest.param(
            {"url": "a", "size": "x"},
            None,
            ["TYPE_SPECIFIC_CHECKS_DT_ATT_SIZE_INVALID"],
            id="size is no number",
        ),
        pytest.param(HELLO, 4, ["TYPE_SPECIFIC_CHECKS_DT_ATT_TOO_LONG"], id="too long"),
        pytest.param(
            {"url": "a", "size": 9}, 8, ["TYPE_SPECIFIC_CHECKS_DT_ATT_TOO_LONG"], id="stated size"
        ),
        pytest.param(
            {"title": "a"}, None, ["TYPE_SPECIFIC_CHECKS_DT_ATT_NO_CONTENT"], id="nothing in it"
        ),
        pytest.param({"contentType": "a/b"}, None, [], id="content type only"),
        pytest.param({"data": 7, "size": []}, None, [], id="wrong kinds are judged elsewhere"),
    ],
)
def test_judge_attachment(value, limit, expected):
    assert ids(judge_attachment(value, limit)) == expected
