import pytest
from markdown_it import MarkdownIt

from sas_ig.narrative.typography import set_french, set_tokens


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param("Pourquoi ?", "Pourquoi\u202f?", id="question mark"),
        pytest.param("oui ; non !", "oui\u202f; non\u202f!", id="semicolon and exclamation mark"),
        pytest.param("ceci : cela", "ceci\u00a0: cela", id="colon"),
        pytest.param("« Essayer »", "«\u00a0Essayer\u00a0»", id="quotation marks"),
        pytest.param("3 000 appels", "3\u202f000 appels", id="thousands"),
        pytest.param("100 %", "100\u202f%", id="per cent"),
        pytest.param("l'éditeur n'a", "l\u2019éditeur n\u2019a", id="apostrophes"),
        pytest.param("l'", "l\u2019", id="apostrophe before code"),
        pytest.param("http://a:8000", "http://a:8000", id="colon without a space"),
        pytest.param("12 rue, 4 mars", "12 rue, 4 mars", id="numbers before words"),
    ],
)
def test_set_french(typed, shown):
    assert set_french(typed) == shown


def test_code_stays_as_it_is():
    tokens = MarkdownIt().parse("Vrai : `a ? b : c` ?")
    set_tokens(tokens)
    assert [child.content for child in tokens[1].children] == [
        "Vrai\u00a0: ",
        "a ? b : c",
        "\u202f?",
    ]
