import pytest
from tests.finding_ids import ids

from sas_validators.primitives.dates import (
    judge_date,
    judge_datetime,
    judge_instant,
    judge_time,
)

DATE = "Type_Specific_Checks_DT_Date_Valid"
DATETIME = "Type_Specific_Checks_DT_DateTime_Valid"
ZONE = "Type_Specific_Checks_DT_DateTime_TZ"
INSTANT = "Type_Specific_Checks_DT_DateTime_Regex"
YEAR = "Type_Specific_Checks_DT_DateTime_Reasonable"
TIME = "Type_Specific_Checks_DT_Time_Valid"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1978", []),
        ("1978-05", []),
        ("1978-05-14", []),
        ("2024-02-29", []),
        ("2000-02-29", []),
        ("1900-02-29", [DATE]),
        ("1978-02-30", [DATE]),
        ("1978-04-31", [DATE]),
        ("1978-13", [DATE]),
        ("1978-00", [DATE]),
        ("0000", [DATE]),
        ("1978-05-", [DATE]),
        ("14/05/1978", [DATE]),
        ("1978-05-14T00:00:00Z", [DATE]),
        ("٢٠٢٤", [DATE]),
        ("1978-05-14\n", [DATE]),
        ("1799", [YEAR]),
        ("1800", []),
        ("2106-01-01", []),
        ("2107-01-01", [YEAR]),
    ],
)
def test_date(text, expected):
    assert ids(judge_date(text, 2026)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026", []),
        ("2026-03", []),
        ("2026-03-03", []),
        ("2026-03-03T09:00:00Z", []),
        ("2026-03-03T09:00:00.123456789-04:00", []),
        ("2026-03-03T09:00:60+14:00", []),
        ("2026-03-03T09:00:00", [ZONE]),
        ("2026-03-03T09:00Z", [DATETIME]),
        ("2026-03-03T24:00:00Z", [DATETIME]),
        ("2026-03-03T09:00:61Z", [DATETIME]),
        ("2026-03-03T09:00:00+14:01", [DATETIME]),
        ("2026-03-03T09:00:00+1:00", [DATETIME]),
        ("2026-03-03 09:00:00Z", [DATETIME]),
        ("2026-03T09:00:00Z", [DATETIME]),
        ("2027-02-29", [DATETIME]),
        ("bientôt", [DATETIME]),
        ("1066-10-14T09:00:00Z", [YEAR]),
    ],
)
def test_datetime(text, expected):
    assert ids(judge_datetime(text, 2026)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-03T09:00:00+01:00", []),
        ("2026-03-03T09:00:00.5Z", []),
        ("2026-03-03T09:00:00", [INSTANT]),
        ("2026-03-03", [INSTANT]),
        ("2026-03-03T09:00+01:00", [INSTANT]),
        ("2026-13-03T09:00:00Z", [INSTANT]),
        ("2026-03-03t09:00:00z", [INSTANT]),
        ("2026-03-03T09:00:00.Z", [INSTANT]),
        ("2026-02-30T09:00:00Z", [DATETIME]),
        ("1066-10-14T09:00:00Z", [YEAR]),
        ("0000-01-01T00:00:00Z", ["Type_Specific_Checks_DT_Primitive_Regex_Type", YEAR]),
    ],
)
def test_instant(text, expected):
    assert ids(judge_instant(text, 2026)) == expected


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("08:00:00", True),
        ("23:59:60", True),
        ("24:00:00", False),
        ("08:00", False),
        ("08:00:00Z", False),
        ("08:00:00.5", False),
        ("8:00:00", False),
    ],
)
def test_time(text, right):
    assert ids(judge_time(text)) == ([] if right else [TIME])
