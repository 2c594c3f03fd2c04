import pytest
from markdown_it import MarkdownIt

from sas_ig.narrative.headings import MAX_SUMMARY, summary_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("# T\n\nUn *deux* `trois`.\n\nAutre.", "Un deux trois.", id="first paragraph"),
        pytest.param("> dans une remarque\n\nAprès.", "Après.", id="not in a quote"),
        pytest.param("- liste\n\nAprès.", "Après.", id="not in a list"),
        pytest.param("```\ncode\n```", "", id="none"),
    ],
)
def test_summary(text, expected):
    assert summary_of(MarkdownIt().parse(text)) == expected


def test_a_long_summary_ends_with_a_sentence():
    text = "Une phrase. " + "mot " * 100
    assert summary_of(MarkdownIt().parse(text)) == "Une phrase."


def test_a_long_sentence_is_cut_at_a_word():
    summary = summary_of(MarkdownIt().parse("mot " * 100))
    assert summary.endswith("mot…")
    assert len(summary) <= MAX_SUMMARY + 1
