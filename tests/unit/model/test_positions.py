import pytest

from sas_validators.model.positions import Lines


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        pytest.param(0, (1, 1), id="start"),
        pytest.param(2, (1, 3), id="at the line break"),
        pytest.param(3, (2, 1), id="after the line break"),
        pytest.param(5, (2, 3), id="end"),
    ],
)
def test_position(offset, expected):
    assert Lines("ab\né!").position(offset) == expected


def test_first_line_is_counted_in():
    assert Lines("ab\ncd", first_line=7).position(4) == (8, 2)
