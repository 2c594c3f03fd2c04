import pytest

from sas_validators.bulk.records import Record
from sas_validators.bulk.reports.excerpt import Row, excerpt

WHOLE = Record("x")
TEXT = "one\ntwo\nthree\nfour\nfive\nsix"


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        pytest.param(
            3,
            2,
            [Row(1, "one"), Row(2, "two"), Row(3, "three", 1), Row(4, "four"), Row(5, "five")],
            id="two lines on either side",
        ),
        pytest.param(1, 1, [Row(1, "one", 0), Row(2, "two"), Row(3, "three")], id="first line"),
        pytest.param(6, 4, [Row(4, "four"), Row(5, "five"), Row(6, "six", 3)], id="at the end"),
        pytest.param(6, 99, [Row(4, "four"), Row(5, "five"), Row(6, "six", 3)], id="past the end"),
        pytest.param(7, 1, [], id="no such line"),
        pytest.param(0, 1, [], id="before the text"),
    ],
)
def test_rows(line: int, column: int, expected: list[Row]) -> None:
    assert excerpt(TEXT, WHOLE, line, column) == expected


def test_lines_of_a_file_keep_their_number() -> None:
    record = Record("x", b"", 41, in_lines=True)
    assert excerpt("abc", record, 41, 2) == [Row(41, "abc", 1)]
    assert excerpt("abc", record, 1, 2) == []


@pytest.mark.parametrize("offset", [0, 50, 100, 500, 990, 1000])
def test_long_lines_are_cut_around_the_place(offset: int) -> None:
    text = "".join(chr(ord("a") + at % 26) for at in range(1000))
    ((number, shown, here),) = excerpt(text, WHOLE, 1, offset + 1)
    assert number == 1
    assert here is not None
    assert len(shown) <= 102
    assert shown[:here].removeprefix("…")[-9:] == text[max(0, offset - 9) : offset]
    assert shown[here:].removesuffix("…")[:9] == text[offset : offset + 9]


def test_controls_are_blanked() -> None:
    assert excerpt("a\x1b[b\r", WHOLE, 1, 1) == [Row(1, "a [b", 0)]
