import pytest
from tests.finding_ids import ids

from sas_validators.narrative.judge import Narrative
from sas_validators.narrative.languages import (
    judge_language,
    judge_language_control,
    judge_source_control,
)


@pytest.mark.parametrize(
    ("lang", "xml_lang", "expected"),
    [
        ("fr", "fr", []),
        (None, None, ["Missing1"]),
        (None, "fr", ["Missing2"]),
        ("fr", None, ["Missing3"]),
        ("en", "fr", ["Different1"]),
        ("fr", "en", ["Different2"]),
        (None, "en", ["Missing2", "Different2"]),
    ],
)
def test_language(lang, xml_lang, expected):
    found = judge_language(Narrative(lang=lang, xml_lang=xml_lang), "fr")
    assert ids(found) == ["Language_XHTML_Lang_" + name for name in expected]


@pytest.mark.parametrize(
    ("sections", "control", "expected"),
    [
        ((), "no", []),
        (("fr",), "no", ["XHTML_CONTROL_NO_LANGS"]),
        ((), "yes", ["XHTML_CONTROL_LANGS_REQUIRED"]),
        (("en",), "yes", []),
        (("fr",), "resource", []),
        (("en",), "resource", ["XHTML_CONTROL_LANGS_REQUIRED_DEF"]),
        (("fr",), "en", ["XHTML_CONTROL_LANGS_REQUIRED_LANG"]),
        (("fr", "en"), "en", []),
        ((), "en", ["XHTML_CONTROL_LANGS_REQUIRED"]),
    ],
)
def test_language_control(sections, control, expected):
    assert ids(judge_language_control(Narrative(sections=sections), control, "fr")) == expected


@pytest.mark.parametrize(
    ("unsourced", "control", "expected"),
    [
        ("a", "error", ["error"]),
        ("a", "warning", ["warning"]),
        ("a", "success", []),
        (None, "error", []),
    ],
)
def test_source_control(unsourced, control, expected):
    found = judge_source_control(Narrative(unsourced=unsourced), control)
    assert [message.severity for message, _ in found] == expected
    assert ids(found) == ["XHTML_CONTROL_NO_SOURCE"] * len(expected)
