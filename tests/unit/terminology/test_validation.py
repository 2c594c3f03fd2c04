import pytest
from tests.unit.terminology.small_world import code_system, codes, filtered, terminology, value_set

from sas_validators.terminology.codings import Coding
from sas_validators.terminology.validation import validate_code

CS = "http://example.org/cs"
VS = "http://example.org/vs/"

WORLD = terminology(
    code_system(CS, "a", "b"),
    code_system(CS + "/part", "p", content="fragment"),
    value_set(VS + "some", codes(CS, "a"), codes("http://nobody", "n")),
    value_set(VS + "server", filtered("http://nobody", ("concept", "is-a", "n"))),
)


@pytest.mark.parametrize(
    ("coding", "value_set", "expected"),
    [
        pytest.param(Coding(CS, "a", "", ""), "", True, id="exists"),
        pytest.param(Coding(CS, "z", "", ""), "", False, id="does not exist"),
        pytest.param(Coding(CS, "a", "Nose", ""), "", False, id="wrong display"),
        pytest.param(Coding("http://nobody", "a", "", ""), "", None, id="unknown system"),
        pytest.param(Coding(CS + "/part", "z", "", ""), "", None, id="unknown part"),
        pytest.param(Coding("", "a", "", ""), "", False, id="no system"),
        pytest.param(Coding(CS, "a", "", ""), "some", True, id="in the set"),
        pytest.param(Coding(CS, "b", "", ""), "some", False, id="not in the set"),
        pytest.param(Coding(CS, "a", "Nose", ""), "some", False, id="in, wrong display"),
        pytest.param(Coding("http://nobody", "n", "", ""), "some", True, id="listed"),
        pytest.param(Coding("http://nobody", "n", "", ""), "server", None, id="undecidable"),
        pytest.param(Coding(CS, "a", "", ""), "missing", None, id="unknown value set"),
    ],
)
def test_validate_code(coding: Coding, value_set: str, expected: bool | None) -> None:
    answer = validate_code(WORLD, coding, VS + value_set if value_set else "")
    assert answer.result is expected


def test_display_is_given_back() -> None:
    assert validate_code(WORLD, Coding(CS, "a", "Nose", "")).display == "A"
