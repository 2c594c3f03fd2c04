import pytest

from sas_validators.terminology.patterns import full_match


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        pytest.param("[A-Z]{3}", "FRA", True, id="a set, so many times"),
        pytest.param("[A-Z]{3}", "FRAN", False, id="the whole text has to match"),
        pytest.param("a|bc", "bc", True, id="alternatives"),
        pytest.param(r"([A-Z]{2}-)?[0-9]+", "FR-75", True, id="an optional group"),
        pytest.param(r"([0-9]{2}\.)+x", "12.34.x", True, id="a repeated group of fixed parts"),
        pytest.param(r"\d+[.)]?", "12)", True, id="signs in sets and escapes"),
        pytest.param(r"\(a\)", "(a)", True, id="escaped brackets"),
        pytest.param("[]a]+", "]a", True, id="a bracket in a set"),
        pytest.param("(a+)+b", "a" * 40, None, id="a repetition of repetitions"),
        pytest.param("(a|a)*b", "a" * 40, None, id="a repetition of alternatives"),
        pytest.param("(?:a?)*b", "aaaa", None, id="a repetition of what may be nothing"),
        pytest.param("(?:(a*))*", "aaaa", None, id="nested deeper"),
        pytest.param("(a|b){20}", "ab", None, id="alternatives, so many times"),
        pytest.param("a?" * 30 + "a" * 30, "a" * 30, None, id="many options"),
        pytest.param("(a|aa)" * 25, "a" * 30, None, id="many alternatives"),
        pytest.param("a*a*a*a*a*b", "a" * 100, None, id="many repetitions of a long text"),
        pytest.param("a*a*b", "aab", True, id="few repetitions of a short text"),
        pytest.param(r"(a)\1", "aa", None, id="a back reference"),
        pytest.param("(?=a)a", "a", None, id="looking ahead"),
        pytest.param("a{99999}", "a", None, id="too many times"),
        pytest.param("(", "(", None, id="not a pattern"),
        pytest.param("a" * 2000, "a" * 2000, None, id="too long"),
    ],
)
def test_full_match(pattern: str, text: str, expected: bool | None) -> None:
    assert full_match(pattern, text) is expected
