"""The public way in."""

import subprocess
import sys

import pytest

from sas_validators import fhirpath
from sas_validators.fhirpath import ExpressionError, Node, compile_expression, evaluate
from sas_validators.fhirpath.engine import core_types as default_types

PATIENT = {"resourceType": "Patient", "name": [{"given": ["Anne"]}], "birthDate": "1974-12-25"}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("Patient.name.given", ["Anne"]),
        ("name", [{"given": ["Anne"]}]),
        ("name.count()", [1]),
        ("birthDate", ["1974-12-25"]),
        ("birthDate + 1 year", ["1975-12-25"]),
        ("nothing", []),
        ("name.exists() and birthDate.exists()", [True]),
        ("%answer + 1", [43]),
    ],
)
def test_evaluate(expression, expected, types):
    assert evaluate(expression, PATIENT, types=types, variables={"answer": 42}) == expected


def test_evaluate_on_a_data_type(types):
    assert evaluate("family", {"family": "A"}, types=types, context_type="HumanName") == ["A"]


@pytest.mark.usefixtures("types")
def test_the_core_types_are_the_default():
    assert evaluate("name.given", PATIENT) == ["Anne"]
    assert default_types() is default_types()


def test_nodes_have_value_type_and_location(types):
    (node,) = fhirpath.evaluate_nodes("name.given", PATIENT, types=types)
    assert (node.value, node.type) == ("Anne", "string")
    assert node.location is not None
    (node,) = fhirpath.evaluate_nodes("name.count()", PATIENT, types=types)
    assert (node.value, node.type, node.location) == (1, "System.Integer", None)


def test_compiled_expressions_are_kept_and_show_their_source(types):
    compiled = compile_expression("name.given", types)
    assert compile_expression("name.given", types) is compiled
    assert compiled.source.startswith("def evaluate(focus, env):")
    assert compiled.text == "name.given"


@pytest.mark.parametrize("expression", ["a b", "nothing()", "@2020-13", "1 + 'a'", "%nothing"])
def test_errors(expression, types):
    with pytest.raises(ExpressionError):
        evaluate(expression, PATIENT, types=types)


def test_unknown_names_of_the_package():
    with pytest.raises(AttributeError):
        fhirpath.__getattr__("nothing")
    assert all(hasattr(fhirpath, name) for name in fhirpath.__all__)


def test_nodes_are_shown_in_failing_tests():
    assert repr(Node(1, "integer")) == "Node(1, 'integer')"


def test_generated_code_loads_neither_parser_nor_compiler():
    code = (
        "import sys; from sas_validators.fhirpath import runtime; "
        "print([name for name in ('antlr4', 'regex', 'sas_validators.fhirpath.parser', "
        "'sas_validators.fhirpath.generic', 'dataclasses') if name in sys.modules])"
    )
    environment = {"PYTHONPATH": ":".join(sys.path)}
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert run.stdout.strip() == "[]"
