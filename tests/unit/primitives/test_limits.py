from datetime import UTC, datetime

import pytest
from tests.finding_ids import ids

from sas_validators.model.numbers import JsonDecimal
from sas_validators.primitives import limits

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(limits.judge_max_length("abc", 3), [], id="as long as allowed"),
        pytest.param(
            limits.judge_max_length("abcd", 3),
            ["Type_Specific_Checks_DT_Primitive_Length"],
            id="too long",
        ),
        pytest.param(
            limits.judge_max_length(1234, 3),
            ["Type_Specific_Checks_DT_Primitive_Length"],
            id="a number too",
        ),
        pytest.param(limits.judge_min_length("ab", 2), [], id="as short as allowed"),
        pytest.param(limits.judge_min_length("a", 2), ["PRIMITIVE_TOO_SHORT"], id="too short"),
        pytest.param(limits.judge_decimal_places(JsonDecimal("1.25"), 2), [], id="two places"),
        pytest.param(
            limits.judge_decimal_places(JsonDecimal("1.250"), 2),
            ["TYPE_SPECIFIC_CHECKS_DT_DECIMAL_CHARS"],
            id="zeros count",
        ),
        pytest.param(limits.judge_decimal_places(7, 0), [], id="integer"),
        pytest.param(limits.judge_data_size("aGVsbG8=", 5), [], id="five bytes"),
        pytest.param(
            limits.judge_data_size("aGVsbG8=", 4),
            ["TYPE_SPECIFIC_CHECKS_DT_BASE64_TOO_LONG"],
            id="more bytes",
        ),
        pytest.param(limits.judge_data_size("?", 0), [], id="not base64"),
    ],
)
def test_lengths_and_forms(found, expected):
    assert ids(found) == expected


@pytest.mark.parametrize(
    ("type_name", "value", "minimum", "maximum", "expected"),
    [
        ("integer", 5, 5, 5, []),
        ("integer", 4, 5, 9, ["Type_Specific_Checks_DT_Integer_LT"]),
        ("positiveInt", 10, 5, 9, ["Type_Specific_Checks_DT_Integer_GT"]),
        ("decimal", JsonDecimal("4.9"), 5, 9, ["Type_Specific_Checks_DT_Decimal_LT"]),
        ("decimal", JsonDecimal("1e99"), 5, 9, ["Type_Specific_Checks_DT_Decimal_GT"]),
        ("decimal", JsonDecimal("9.00"), 5, 9, []),
        ("decimal", "x", 5, 9, []),
        ("date", "2024-05-01", "2024-01-01", "2024-12-31", []),
        ("date", "2023-05-01", "2024", "2025", ["TYPE_SPECIFIC_CHECKS_DT_DT_LT"]),
        (
            "instant",
            "2026-01-01T00:00:00Z",
            "2024-01-01T00:00:00Z",
            "2025-01-01T00:00:00Z",
            ["TYPE_SPECIFIC_CHECKS_DT_DT_GT"],
        ),
        ("time", "07:59:59", "08:00:00", "18:00:00", ["TYPE_SPECIFIC_CHECKS_DT_DT_LT"]),
    ],
)
def test_range(type_name, value, minimum, maximum, expected):
    found = limits.judge_minimum(type_name, value, minimum)
    found += limits.judge_maximum(type_name, value, maximum)
    assert ids(found) == expected


@pytest.mark.parametrize(
    ("value", "limit", "expected"),
    [
        pytest.param("1926-04-01", {"value": 100, "code": "a"}, [], id="in a hundred years"),
        pytest.param(
            "1926-03-30",
            {"value": 100, "code": "a"},
            ["TYPE_SPECIFIC_CHECKS_DT_QTY_GT_MIN"],
            id="longer ago",
        ),
        pytest.param("2026-02-28", {"value": 1, "code": "mo"}, [], id="end of a shorter month"),
        pytest.param(
            "2026-03-30T11:59:59Z",
            {"value": 1, "code": "d"},
            ["TYPE_SPECIFIC_CHECKS_DT_QTY_GT_MIN"],
            id="day",
        ),
        pytest.param("1000", {"value": 1, "code": "kg"}, [], id="no duration"),
        pytest.param("1000", {"value": 10**9, "code": "a"}, [], id="before all calendars"),
        pytest.param("1000", {"code": "a"}, [], id="no value"),
    ],
)
def test_earliest(value, limit, expected):
    assert ids(limits.judge_earliest(value, limit, NOW)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-04-07", []),
        ("2026-04-07T12:00:01Z", ["TYPE_SPECIFIC_CHECKS_DT_QTY_GT_MAX"]),
    ],
)
def test_latest(value, expected):
    assert ids(limits.judge_latest(value, {"value": 1, "code": "wk"}, NOW)) == expected
