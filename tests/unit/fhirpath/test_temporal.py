"""Dates, date-times and times: what is one, and how texts of instances compare."""

import pytest

from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.temporal import compare_temporals, compare_texts, read_temporal


@pytest.mark.parametrize(
    ("kind", "text", "written"),
    [
        ("Date", "2020", "2020"),
        ("Date", "2020-02", "2020-02"),
        ("Date", "2020-02-29", "2020-02-29"),
        ("Date", "2021-02-29", None),
        ("Date", "2020-13", None),
        ("Date", "2020-00", None),
        ("Date", "0000", None),
        ("Date", "20", None),
        ("Date", "2020-2-1", None),
        ("Date", "2020-01-01T10:00:00Z", None),
        ("DateTime", "2020", "2020"),
        ("DateTime", "2020T", "2020"),
        ("DateTime", "2020-01T", "2020-01"),
        ("DateTime", "2020-01-01T", "2020-01-01"),
        ("DateTime", "2020-01-01T10", "2020-01-01T10"),
        ("DateTime", "2020-01-01T10:30", "2020-01-01T10:30"),
        ("DateTime", "2020-01-01T10:30:05", "2020-01-01T10:30:05"),
        ("DateTime", "2020-01-01T10:30:05.120", "2020-01-01T10:30:05.120"),
        ("DateTime", "2020-01-01T10:30:05.120Z", "2020-01-01T10:30:05.120Z"),
        ("DateTime", "2020-01-01T10:30:05+02:00", "2020-01-01T10:30:05+02:00"),
        ("DateTime", "2020-01-01T10:30:05-00:30", "2020-01-01T10:30:05-00:30"),
        ("DateTime", "2020-01-01T10:30:05+00:00", "2020-01-01T10:30:05Z"),
        ("DateTime", "2020-01-01T23:59:60Z", "2020-01-01T23:59:60Z"),
        ("DateTime", "2020-01-01T24:00:00Z", None),
        ("DateTime", "2020-01-01T10:60:00Z", None),
        ("DateTime", "2020-01-01 10:00:00Z", None),
        ("DateTime", "2020T10:00", None),
        ("DateTime", "2020-01-01T10:00:00.Z", None),
        ("Time", "10", "10"),
        ("Time", "10:30", "10:30"),
        ("Time", "T10:30:05.5", "10:30:05.5"),
        ("Time", "25:00", None),
        ("Time", "10:30Z", None),
    ],
)
def test_reading(kind, text, written):
    found = read_temporal(kind, text)
    assert (None if found is None else str(found)) == written


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2020-01-01", "2020-01-02", -1),
        ("2020-01-02", "2020-01-02", 0),
        ("2020-01", "2020-01-02", None),
        ("2020-01", "2020-02-02", -1),
        ("2020-01-01T10:00:00Z", "2020-01-01T10:00:01Z", -1),
        ("2020-01-01T10:00:00+01:00", "2020-01-01T09:30:00Z", -1),
        ("2020-01-01T10:00:00+01:00", "2020-01-01T09:00:00Z", 0),
        ("2020-01-01T00:30:00+01:00", "2019-12-31T23:30:00+00:00", 0),
        ("2020-01-01T10:00:00.5Z", "2020-01-01T10:00:00.50Z", 0),
        ("2020-01-01T10:00:00.25Z", "2020-01-01T11:00:00.5+01:00", -1),
        ("2020-01-01T10:00Z", "2020-01-01T10:00:00Z", None),
        ("2020-01-01T10:00:00", "2020-01-01T10:00:00Z", None),
        ("2020-01-01T10:00:00", "2020-01-01T10:00:00", 0),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00Z", -1),
        ("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59Z", 1),
        ("yesterday", "2020-01-01", None),
    ],
)
def test_comparing_texts(left, right, expected):
    assert compare_texts("DateTime", left, "DateTime", right) == expected
    mirrored = None if expected is None else -expected
    assert compare_texts("DateTime", right, "DateTime", left) == mirrored


@pytest.mark.parametrize("text", ["2020", "2020-02-29", "2020-01-01T10:30:05.120+02:00"])
def test_the_quick_way_and_the_long_way_agree(text):
    value = read_temporal("DateTime", text)
    assert value is not None
    assert compare_temporals(value, value) == compare_texts("DateTime", text, "DateTime", text) == 0


def test_times_of_day_do_not_compare_with_dates():
    with pytest.raises(ExpressionError):
        compare_texts("Time", "10:00:00.0", "Date", "2020-01-01")
