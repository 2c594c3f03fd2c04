import pytest
from tests.unit.terminology.small_world import (
    code_system,
    codes,
    filtered,
    imports,
    terminology,
    value_set,
)

CS = "http://example.org/cs"
VS = "http://example.org/vs/"


WORLD = terminology(
    code_system(CS, {"code": "a", "display": "A", "concept": [{"code": "b", "display": "B"}]}, "c"),
    code_system(CS + "/part", "p", content="fragment"),
    value_set(VS + "whole", codes(CS)),
    value_set(VS + "listed", {"system": CS, "concept": [{"code": "c", "display": "own word"}]}),
    value_set(VS + "below", filtered(CS, ("concept", "is-a", "a")), codes(CS, "c", "a")),
    value_set(VS + "without", codes(CS), exclude=(codes(CS, "a"),)),
    value_set(VS + "imported", imports(VS + "whole", VS + "listed")),
    value_set(VS + "elsewhere", codes("http://nobody"), codes(CS, "c")),
    value_set(VS + "elsewhere-listed", codes("http://nobody", "x")),
    value_set(VS + "fragment", codes(CS + "/part")),
    value_set(VS + "lost", imports(VS + "nobody")),
    value_set(VS + "loop", imports(VS + "loop"), codes(CS, "b")),
    value_set(VS + "nothing", compose=None),
)


@pytest.mark.parametrize(
    ("name", "expected", "gaps"),
    [
        pytest.param("whole", ["a A", "b B", "c C"], [], id="whole system, in its order"),
        pytest.param("listed", ["c own word"], [], id="a display of the value set's own"),
        pytest.param("below", ["a A", "b B", "c C"], [], id="each code once"),
        pytest.param("without", ["b B", "c C"], [], id="exclusions"),
        pytest.param("imported", ["c C"], [], id="imports have it in common"),
        pytest.param("elsewhere", ["c C"], ["system"], id="unknown system"),
        pytest.param("elsewhere-listed", ["x "], [], id="unknown system, listed"),
        pytest.param("fragment", ["p P"], ["fragment"], id="fragment"),
        pytest.param("lost", [], ["value-set"], id="import not loaded"),
        pytest.param("loop", ["b B"], [], id="loop"),
        pytest.param("nothing", [], ["expansion"], id="no content"),
    ],
)
def test_expand(name: str, expected: list[str], gaps: list[str]) -> None:
    expansion = WORLD.expand(VS + name)
    assert expansion is not None
    assert [f"{item.code} {item.display}" for item in expansion.concepts] == expected
    assert [gap.kind for gap in expansion.incomplete] == gaps
    assert not expansion.truncated


def test_limit() -> None:
    expansion = WORLD.expand(VS + "whole", limit=2)
    assert expansion is not None
    assert [item.code for item in expansion.concepts] == ["a", "b"]
    assert expansion.truncated


def test_unknown_value_set() -> None:
    assert WORLD.expand(VS + "nobody") is None


def test_deep_imports_are_bounded() -> None:
    chain = [value_set(f"{VS}{n}", imports(f"{VS}{n + 1}")) for n in range(5000)]
    expansion = terminology(*chain).expand(VS + "0")
    assert expansion is not None
    assert "effort" in {gap.kind for gap in expansion.incomplete}
