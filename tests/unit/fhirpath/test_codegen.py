"""What generated tests look like: like something a person wrote."""

from textwrap import dedent

import pytest

from sas_validators.fhirpath.codegen import generate_function, generate_test
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.parser import parse


def body_of(source: str) -> str:
    """The lines below the docstring, without their indentation."""
    return dedent(source.partition('"""\n')[2]).rstrip()


@pytest.mark.parametrize(
    ("type_name", "expression", "expected"),
    [
        pytest.param(
            "ContactPoint",
            "value.empty() or system.exists()",
            """
            return (
                o.get("value") is None and o.get("_value") is None
                or o.get("system") is not None
                or o.get("_system") is not None
            )
            """,
            id="members",
        ),
        pytest.param(
            "Patient.contact",
            "name.exists() or telecom.exists()",
            'return bool(o.get("name") or o.get("telecom"))',
            id="objects",
        ),
        pytest.param(
            "Bundle",
            "total.empty() or (type = 'searchset') or (type = 'history')",
            """
            return (
                o.get("total") is None and o.get("_total") is None
                or o.get("type") in ("searchset", "history")
            )
            """,
            id="codes of one member",
        ),
        pytest.param(
            "Bundle",
            "type = 'document' implies identifier.exists()",
            """
            type_ = o.get("type")
            return bool(
                isinstance(type_, str) and type_ != "document"
                or o.get("identifier")
            )
            """,
            id="what is read twice has a name",
        ),
        pytest.param(
            "Condition",
            "recordedDate.exists() or stage.where(summary.exists()).type.exists()",
            """
            if o.get("recordedDate") is not None or o.get("_recordedDate") is not None:
                return True
            for stage in fp.objects_at(o, "stage"):
                if stage.get("summary") and stage.get("type"):
                    return True
            return False
            """,
            id="loops return early",
        ),
        pytest.param(
            "Bundle",
            "entry.all(fullUrl.exists() and link.empty())",
            """
            for entry in fp.objects_at(o, "entry"):
                if not (
                    (entry.get("fullUrl") is not None or entry.get("_fullUrl") is not None)
                    and not entry.get("link")
                ):
                    return False
            return True
            """,
            id="all",
        ),
        pytest.param(
            "Period",
            "start.hasValue().not() or end.hasValue().not() or (start <= end)",
            """
            start = o.get("start")
            end = o.get("end")
            return bool(
                not (isinstance(start, str) and start != "")
                or not (isinstance(end, str) and end != "")
                or fp.not_after(start, end)
            )
            """,
            id="dates",
        ),
        pytest.param(
            "Organization",
            "(identifier.count() + name.count()) > 0",
            'return len(fp.objects_at(o, "identifier")) + (o.get("name") is not None or'
            ' o.get("_name") is not None) > 0',
            id="counts",
        ),
        pytest.param(
            "CapabilityStatement.rest",
            "resource.select(type).isDistinct()",
            'return fp.are_distinct(resource.get("type") for resource in'
            ' fp.objects_at(o, "resource"))',
            id="distinct",
        ),
        pytest.param("code", "$this = 'a'", 'return o == "a"', id="a primitive itself"),
        pytest.param("Patient", "nothing.exists()", "return False", id="no such element"),
        pytest.param("Patient", "nothing.empty()", "return True", id="always so"),
    ],
)  # fmt: skip
def test_tests(type_name, expression, expected, types):
    source = generate_test(parse(expression), name="holds", context_type=type_name, types=types)
    assert body_of(source) == dedent(expected).strip()


def test_a_function_goes_step_by_step(types):
    source = generate_function(
        parse("name.where(use = 'usual').given.first() | 'x'"),
        name="given_name", context_type="Patient", types=types,
    )  # fmt: skip
    assert source == dedent(
        '''\
        def given_name(focus, env):
            """name.where(use = 'usual').given.first() | 'x'"""
            name = fp.child(focus, 'name', env)
            def criterion(this, index):
                use = fp.child(this, 'use', env)
                return fp.equal(use, ['usual'], env)
            where = fp.where(name, criterion, env)
            given = fp.child(where, 'given', env)
            first = given[:1]
            return fp.union(first, ['x'], env)
        '''
    )


def test_constants_are_made_once(types):
    source = generate_function(
        parse("birthDate > @2020-01-01 and @2020-01-01 < now() and 1.5 > 1"),
        name="f", context_type="Patient", types=types,
    )  # fmt: skip
    assert source.splitlines()[:2] == [
        "F_DATE = fp.read_temporal('Date', '2020-01-01')",
        'F_NUMBER = fp.Decimal("1.5")',
    ]


@pytest.mark.parametrize("expression", ["@2020-13", "@2020-02-30 = today()", "$total"])
def test_what_cannot_be_compiled(expression, types):
    with pytest.raises(ExpressionError):
        generate_test(parse(expression), name="x", context_type="Patient", types=types)
