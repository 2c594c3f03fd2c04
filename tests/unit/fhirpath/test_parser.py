"""Text to trees and back."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fhirpath.core_constraints import constraints, core_types, registry
from fhirpath.expressions import ExpressionMaker
from sas_validators.fhirpath import ast
from sas_validators.fhirpath.codegen import generate_function, generate_test
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.parser import parse


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a.b.c", "a.b.c"),
        ("a . b", "a.b"),
        ("a[0][1]", "a[0][1]"),
        ("(a)", "a"),
        ("(a or b) and c", "(a or b) and c"),
        ("a or b and c", "a or b and c"),
        ("(a | b).count()", "(a | b).count()"),
        ("1+2*3", "1 + 2 * 3"),
        ("(1+2)*3", "(1 + 2) * 3"),
        ("1-(2-3)", "1 - (2 - 3)"),
        ("-1.abs()", "-1.abs()"),
        ("(-1).abs()", "(-1).abs()"),
        ("- -1", "--1"),
        ("a implies b implies c", "a implies b implies c"),
        ("a implies (b implies c)", "a implies (b implies c)"),
        ("a is FHIR.Patient", "a is FHIR.Patient"),
        ("(a as string).length()", "(a as string).length()"),
        ("a.ofType(System.String)", "a.ofType(System.String)"),
        ("a.as(Patient.contact)", "a.as(Patient.contact)"),
        ("a = b ~ c", "a = b ~ c"),
        ("1 > 2 is Boolean", "1 > 2 is Boolean"),
        ("1 | 2 is Integer", "1 | 2 is Integer"),
        ("`div`", "`div`"),
        ("a.`b c`", "a.`b c`"),
        ("contains", "`contains`"),
        ("a.contains('x')", "a.contains('x')"),
        ("'a\\'b\\\\c\\n'", "'a\\'b\\\\c\\n'"),
        ("'\\u00e9'", "'é'"),
        ("'\\u0000'", "'\\u0000'"),
        ("%resource", "%resource"),
        ("%'a b'", "%`a b`"),
        ("%`ext-x`", "%`ext-x`"),
        ("4 days", "4 day"),
        ("4 'mg'", "4 'mg'"),
        ("1.50", "1.50"),
        ("@2020-01", "@2020-01"),
        ("@2020-01T", "@2020-01T"),
        ("@2020T.is(DateTime)", "@2020T.is(DateTime)"),
        ("@2020-01-01T10:00:00.5+01:00", "@2020-01-01T10:00:00.5+01:00"),
        ("@T10:00", "@T10:00"),
        ("{}", "{}"),
        ("'@2020T'", "'@2020T'"),
        ("a // comment\n .b", "a.b"),
        ("a /* ( */ .b", "a.b"),
        ("iif(a, b)", "iif(a, b)"),
        ("$this.where($index > 1)", "$this.where($index > 1)"),
    ],
)
def test_printing(text, printed):
    tree = parse(text)
    assert ast.to_text(tree) == printed
    assert parse(printed) == tree


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "column 1: the expression ends too early"),
        ("a b", "column 3: unexpected 'b'"),
        ("a.", "column 3: the expression ends too early"),
        ("a.(b)", "column 3: unexpected '('"),
        ("a and", "column 6: the expression ends too early"),
        ("(a", "column 3: the expression ends too early"),
        ("a)", "column 2: unexpected ')'"),
        ("'abc", "column 1: unexpected ''abc'"),
        ("a $ b", "column 3: unexpected '$'"),
        ("a\n  b", "line 2, column 3: unexpected 'b'"),
        ("a == b", "column 4: unexpected '='"),
        ("foo(1)", "column 1: unknown function 'foo'"),
        ("a.foo()", "column 3: unknown function 'foo'"),
        ("a.where()", "column 3: where() takes 1 argument(s), not 0"),
        ("a.exists(b, c)", "column 3: exists() takes 0 to 1 argument(s), not 2"),
        ("a.$this", "column 3: '$this' cannot follow a dot"),
        ("a.ofType(1)", "column 10: '1' is not the name of a type"),
        (r"'\d'", r"column 1: unknown escape '\d' (a backslash is written '\\')"),
        ("@T10:00Z", "column 1: a time has no time zone"),
        ("(" * 60 + "a" + ")" * 60, "the expression is nested too deeply"),
        ("a" + ".b" * 500, "the expression is nested too deeply"),
        ("-" * 3000 + "1", "the expression is nested too deeply"),
        ("1" * 500, "column 1: a number has more than 400 digits"),
        ("1" * 500 + " 'mg'", "column 1: a number has more than 400 digits"),
        ("a" * 30_000, "the expression is longer than 10000 characters"),
    ],
    ids=lambda text: text[:30],
)
def test_what_is_no_fhirpath(text, message):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert str(caught.value) == message


def test_the_place_of_an_error():
    with pytest.raises(ExpressionError) as caught:
        parse("name.\n  where(x\n  y)")
    assert (caught.value.line, caught.value.column) == (3, 3)


@given(st.text(alphabet="ab.()'`%@$[]{}|&=~<>!+-*/0123T:Z, \n\\", max_size=40))
def test_any_text_gives_a_tree_or_an_expression_error(text):
    try:
        tree = parse(text)
    except ExpressionError:
        return
    assert parse(ast.to_text(tree)) == tree


@settings(max_examples=60)
@given(st.integers(min_value=0, max_value=2**32))
def test_random_expressions_print_back(seed):
    tree = ExpressionMaker(Random(seed), core_types()).constraint("Patient")  # noqa: S311
    assert parse(ast.to_text(tree)) == tree


@given(st.text(max_size=20))
def test_any_string_prints_back(text):
    for tree in (ast.Constant(text), ast.Member(None, text or "a"), ast.External(text or "a")):
        assert parse(ast.to_text(tree)) == tree


def test_everything_that_is_published_prints_back():
    texts = {constraint.expression for constraint in constraints()}
    for entry in registry().entries(type="SearchParameter"):
        texts.add(registry().read(entry).get("expression", "id"))
    for text in sorted(texts):
        if "hasExtension(" not in text:  # which no specification knows
            tree = parse(text)
            assert parse(ast.to_text(tree)) == tree


CHAINS = {
    "codes": "status in (" + " | ".join(f"'c{number}'" for number in range(180)) + ")",
    "or": " or ".join(f"status = 'c{number}'" for number in range(180)),
    "steps": "name" + ".extension" * 100 + ".exists()",
    "criteria": "name" + ".where(use.exists())" * 80 + ".exists()",
    "nested criteria": "name.where(" * 25 + "true" + ")" * 25 + ".exists()",
    "nested choices": "iif(a, b, " * 35 + "c" + ")" * 35,
    "implications": " implies ".join(["active"] * 180),
}


@pytest.mark.parametrize("text", CHAINS.values(), ids=CHAINS)
def test_long_expressions_compile(text, types):
    tree = parse(text)
    arguments = {"name": "f", "context_type": "Patient", "types": types}
    compile(generate_test(tree, **arguments), "<test>", "exec")
    compile(generate_function(tree, **arguments), "<test>", "exec")
