import pytest

from sas_validators.terminology.element_binding import MAX_VALUE_SET, Binding, parse_binding

TOOLS = "http://hl7.org/fhir/tools/StructureDefinition/additional-binding"


def additional(purpose: str, **more: object) -> dict:
    parts = [
        {"url": "purpose", "valueCode": purpose},
        {"url": "valueSet", "valueCanonical": "http://more"},
        *({"url": name, "valueBoolean": value} for name, value in more.items()),
    ]
    return {"strength": "preferred", "extension": [{"url": TOOLS, "extension": parts}]}


def native(purpose: str, **more: object) -> dict:
    item = {"purpose": purpose, "valueSet": "http://more", **more}
    return {"strength": "preferred", "additional": [item]}


@pytest.mark.parametrize(
    ("binding", "expected"),
    [
        pytest.param(
            {"strength": "required", "valueSet": "http://vs|1"},
            Binding("required", "http://vs|1"),
            id="as it stands",
        ),
        pytest.param({"strength": "example"}, Binding("example"), id="no value set"),
        pytest.param({}, Binding("example"), id="nothing"),
        pytest.param({"strength": "mandatory"}, Binding("example"), id="no such strength"),
        pytest.param({"strength": "maximum"}, Binding("example"), id="not a strength of FHIR"),
        pytest.param(
            {
                "strength": "extensible",
                "valueSet": "http://vs",
                "extension": [{"url": MAX_VALUE_SET, "valueCanonical": "http://max"}],
            },
            Binding("extensible", "http://vs", (("maximum", "http://max"),)),
            id="maximum value set",
        ),
    ],
)
def test_parse_binding(binding: dict, expected: Binding) -> None:
    assert parse_binding(binding) == expected


@pytest.mark.parametrize("form", [additional, native])
@pytest.mark.parametrize(
    ("purpose", "strength"),
    [
        ("required", "required"),
        ("maximum", "maximum"),
        ("extensible", "extensible"),
        ("preferred", "preferred"),
        ("current", "extensible"),
        ("minimum", None),
        ("candidate", None),
        ("starter", None),
        ("ui", None),
    ],
)
def test_additional_bindings(form: object, purpose: str, strength: str | None) -> None:
    expected = ((strength, "http://more"),) if strength else ()
    assert parse_binding(form(purpose)).additional == expected  # type: ignore[operator]


@pytest.mark.parametrize(
    "binding",
    [
        pytest.param(native("required", usage=[{}]), id="some contexts only"),
        pytest.param(native("required", any=True), id="any repeat will do"),
        pytest.param(additional("required", any=True), id="any, as an extension"),
        pytest.param(additional("required", usage=True), id="usage, as an extension"),
    ],
)
def test_additional_bindings_that_one_value_can_not_break(binding: dict) -> None:
    assert parse_binding(binding).additional == ()
