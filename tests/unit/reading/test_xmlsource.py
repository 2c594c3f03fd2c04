import codecs

import pytest

from sas_validators.reading.xmlsource import decode_xml


def ids(data):
    return [finding.message.id for finding in decode_xml(data).findings]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"<a/>", [], id="no declaration"),
        pytest.param(b'<?xml version="1.0" encoding="UTF-8"?><a/>', [], id="declared"),
        pytest.param(b"<?xml version='1.0' encoding='utf-8' ?><a/>", [], id="lower case"),
        pytest.param(codecs.BOM_UTF8 + b"<a/>", [], id="byte order mark"),
        pytest.param(
            b'<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9</a>',
            ["xml_encoding_invalid"],
            id="Latin-1",
        ),
        pytest.param("<a>é</a>".encode("utf-16"), ["xml_encoding_invalid"], id="UTF-16"),
        pytest.param("<a>é</a>".encode("utf-16-be"), ["xml_encoding_invalid"], id="no mark"),
        pytest.param(
            b'<?xml version="1.0" encoding="UTF-16"?><a/>',
            ["xml_encoding_invalid"],
            id="declared UTF-16 but is not",
        ),
        pytest.param(b"<!-- <!DOCTYPE a> --><a/>", [], id="DOCTYPE in a comment"),
        pytest.param(b" <a/>", ["xml_encoding_invalid"], id="blank before"),
        pytest.param(
            b'<?xml version="1.0" encoding="UTF8"?><a/>', ["xml_encoding_invalid"], id="UTF8"
        ),
        pytest.param(b'<?xml version="1.1"?><a/>', [], id="version 1.1"),
    ],
)
def test_read_on(data, expected):
    source = decode_xml(data)
    assert source.text is not None
    assert "a" in source.text
    assert ids(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"", ["xml_encoding_invalid", "Error_parsing_XML_"], id="empty"),
        pytest.param(b" \n", ["xml_encoding_invalid", "Error_parsing_XML_"], id="blank"),
        pytest.param(b"<a>\xff</a>", ["Error_parsing_XML_"], id="not UTF-8"),
        pytest.param(
            b'<?xml version="1.0" encoding="EBCDIC-XX"?><a/>',
            ["xml_encoding_invalid", "Error_parsing_XML_"],
            id="unknown encoding",
        ),
        pytest.param(
            b'<?xml version="1.0" encoding="punycode"?><a/>',
            ["xml_encoding_invalid", "Error_parsing_XML_"],
            id="no encoding of text",
        ),
        pytest.param(b"<!DOCTYPE a><a/>", ["Error_parsing_XML_"], id="DOCTYPE"),
        pytest.param(b'<?xml version="2.0"?><a/>', ["Error_parsing_XML_"], id="version 2.0"),
        pytest.param(b'<?xml encoding="utf-8"?><a/>', ["Error_parsing_XML_"], id="no version"),
        pytest.param(
            b'<?xml version="1.0"?>\n<!-- a --><?b?><!-- c -->\n<!DOCTYPE a [<!ENTITY b "c">]><a/>',
            ["Error_parsing_XML_"],
            id="DOCTYPE after comments",
        ),
    ],
)
def test_refused(data, expected):
    assert decode_xml(data).text is None
    assert ids(data) == expected


def test_many_comments_take_linear_time():
    assert decode_xml(b"<!-- -->" * 100_000).findings == []
