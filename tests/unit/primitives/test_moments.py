import pytest
from hypothesis import given
from hypothesis import strategies as st

from sas_validators.primitives.moments import compare_moments


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2024-01-01", "2024-01-02", -1),
        ("2024", "2024-05-01", 0),
        ("2025", "2024-05-01", 1),
        ("2024-05-01T10:00:00+02:00", "2024-05-01T08:00:00Z", 0),
        ("2024-05-01T00:30:00+02:00", "2024-04-30T23:00:00Z", -1),
        ("2024-05-01T10:00:00.5Z", "2024-05-01T10:00:00.25Z", 1),
        ("2024-05-01T10:00:00", "2024-05-01T11:00:00Z", -1),
        ("08:00:00", "08:00:01", -1),
        ("08:00:00", "08:00:00.5", -1),
        ("2024-05-01T08:00:60Z", "2024-05-01T08:00:59Z", 0),
        ("0001-01-01T00:00:00+14:00", "2024-05-01T08:00:00Z", None),
        ("bientôt", "2024", None),
        ("08:00:00", "2024", None),
        ("2024-13-01T00:00:00Z", "2024-01-01T00:00:00Z", None),
    ],
)
def test_compare(left, right, expected):
    assert compare_moments(left, right) == expected


@given(st.datetimes(), st.datetimes())
def test_order_of_dates(left, right):
    left, right = left.replace(microsecond=0), right.replace(microsecond=0)
    expected = (left > right) - (left < right)
    texts = (f"{moment.isoformat()}Z" for moment in (left, right))
    assert compare_moments(*texts) == expected
