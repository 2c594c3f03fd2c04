import codecs

import pytest

from sas_validators.reading.formats import detect_format, read


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"a": 1}', "json"),
        (b" \n<a/>", "xml"),
        (codecs.BOM_UTF8 + b"<a/>", "xml"),
        ("<a/>".encode("utf-16"), "xml"),
        ("{}".encode("utf-16"), "json"),
        (b"", "json"),
        (b"a<b>", "json"),
    ],
)
def test_detect_format(data, expected):
    assert detect_format(data) == expected


def test_read_follows_the_named_format(types):
    assert read(b"{}", types).format == "json"
    assert read(b"<a/>", types).format == "xml"
    assert read(b"", types, "xml").format == "xml"
