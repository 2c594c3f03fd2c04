"""Conditions: which items are enabled by which answers."""

import pytest
from tests.unit.checks.questionnaires.small_forms import (
    answered,
    coding,
    extension,
    form,
    group,
    item,
    judged,
    judged_response,
    quantity,
    response,
)

TOP = "QuestionnaireResponse"
MISSING = "No response answer found for required item 'b' E"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"


def when(operator, question="a", **answer):
    return {"question": question, "operator": operator, **answer}


def boolean(value):
    return {"valueBoolean": value}


def integer(value):
    return {"valueInteger": value}


@pytest.mark.parametrize(
    ("type_name", "condition", "answers", "enabled"),
    [
        pytest.param("boolean", when("exists", answerBoolean=True), [boolean(False)], True, id="1"),
        pytest.param("boolean", when("exists", answerBoolean=True), [], False, id="exists: absent"),
        pytest.param("boolean", when("exists", answerBoolean=False), [], True, id="not exists"),
        pytest.param(
            "boolean",
            when("exists", answerBoolean=False),
            [boolean(True)],
            False,
            id="not exists: present",
        ),
        pytest.param("boolean", when("=", answerBoolean=True), [boolean(True)], True, id="true"),
        pytest.param("boolean", when("=", answerBoolean=True), [boolean(False)], False, id="false"),
        pytest.param(
            "boolean", when("!=", answerBoolean=True), [boolean(False)], True, id="unlike"
        ),
        pytest.param("boolean", when("!=", answerBoolean=True), [], False, id="no answer differs"),
        pytest.param("string", when("=", answerString="x"), ["y", "x"], True, id="any answer"),
        pytest.param("integer", when(">", answerInteger=3), [integer(3)], False, id="> equal"),
        pytest.param("integer", when(">=", answerInteger=3), [integer(3)], True, id=">= equal"),
        pytest.param("integer", when("<", answerInteger=3), [integer(2)], True, id="<"),
        pytest.param("integer", when("<=", answerInteger=3), [integer(4)], False, id="<= greater"),
        pytest.param(
            "decimal", when(">", answerDecimal=1.5), [{"valueDecimal": 1.6}], True, id="decimals"
        ),
        pytest.param(
            "date", when("<", answerDate="2020-05"), [{"valueDate": "2020-04-30"}], True, id="dates"
        ),
        pytest.param(
            "time", when(">", answerTime="12:00:00"), [{"valueTime": "11:59:59"}], False, id="times"
        ),
        pytest.param(
            "choice",
            when("=", answerCoding={"system": "http://example.org/cs", "code": "x"}),
            [coding("x")],
            True,
            id="coding",
        ),
        pytest.param(
            "choice",
            when("=", answerCoding={"system": "http://example.org/other", "code": "x"}),
            [coding("x")],
            False,
            id="coding of another system",
        ),
        pytest.param(
            "quantity",
            when(">", answerQuantity=quantity(1, "kg")["valueQuantity"]),
            [quantity(1500, "g")],
            True,
            id="quantities in other units",
        ),
        pytest.param(
            "reference",
            when("=", answerReference={"reference": "Patient/1"}),
            [{"valueReference": {"reference": "Patient/1"}}],
            True,
            id="references",
        ),
    ],
)
def test_operators(types, type_name, condition, answers, enabled):
    asked = form(
        item("a", type_name, repeats=True), item("b", required=True, enableWhen=[condition])
    )
    given = [answered("a", *answers)] if answers else []
    without = judged(types, asked, *given)
    answered_too = judged(types, asked, *given, answered("b", "x"))
    expected = [f"{MISSING} {TOP}"] if enabled else []
    assert [line for line in without if "NoOptions" not in line] == expected
    place = f"item[{len(given)}]"
    disabled = [] if enabled else [f"NotEnabled2 E {place}"]
    assert [line for line in answered_too if "NoOptions" not in line] == disabled


@pytest.mark.parametrize(("behaviour", "enabled"), [("any", True), ("all", False), (None, False)])
def test_several_conditions(types, behaviour, enabled):
    conditions = [when("=", answerBoolean=True), when("=", "c", answerBoolean=True)]
    fields = {"enableBehavior": behaviour} if behaviour else {}
    asked = form(
        item("a", "boolean"), item("c", "boolean"), item("b", enableWhen=conditions, **fields)
    )
    found = judged(
        types,
        asked,
        answered("a", boolean(True)),
        answered("c", boolean(False)),
        answered("b", "x"),
    )
    assert found == ([] if enabled else ["NotEnabled2 E item[2]"])


def test_a_response_in_progress_may_have_answers_not_enabled_yet(types):
    asked = form(item("a", "boolean"), item("b", enableWhen=[when("=", answerBoolean=True)]))
    given = response(answered("b", "x"), status="in-progress")
    assert judged_response(types, asked, given) == []


REPEATED = form(
    group(
        "g",
        item("a", "boolean"),
        item("b", required=True, enableWhen=[when("=", answerBoolean=True)]),
        repeats=True,
    ),
)


def test_the_nearest_question_counts(types):
    found = judged(
        types,
        REPEATED,
        answered("g", items=(answered("a", boolean(True)), answered("b", "x"))),
        answered("g", items=(answered("a", boolean(False)), answered("b", "x"))),
        answered("g", items=(answered("a", boolean(True)),)),
    )
    assert found == [f"{MISSING} item[2]", "NotEnabled2 E item[1].item[1]"]


def test_a_question_that_follows_counts_in_its_own_group(types):
    reversed_form = form(
        group(
            "g",
            item("b", enableWhen=[when("=", answerBoolean=True)]),
            item("a", "boolean"),
            repeats=True,
        )
    )
    found = judged(
        types,
        reversed_form,
        answered("g", items=(answered("b", "x"), answered("a", boolean(True)))),
        answered("g", items=(answered("b", "x"), answered("a", boolean(False)))),
    )
    assert found == ["NotEnabled2 E item[1].item[0]"]


def test_what_is_below_an_answer_may_depend_on_it(types):
    below = item("b", required=True, enableWhen=[when("=", answerBoolean=True)])
    asked = form(item("a", "boolean", below))
    assert judged(types, asked, answered("a", boolean(True))) == [f"{MISSING} item[0].answer[0]"]
    assert judged(types, asked, answered("a", boolean(False))) == []


def test_nothing_is_due_in_a_group_that_is_not_enabled(types):
    asked = form(
        item("a", "boolean"),
        group("g", item("b", required=True), enableWhen=[when("=", answerBoolean=True)]),
    )
    assert judged(types, asked, answered("g")) == []
    assert judged(types, asked, answered("a", boolean(True)), answered("g")) == [
        f"{MISSING} item[1]"
    ]


@pytest.mark.parametrize(
    ("expression", "language", "outcome"),
    [
        ("%resource.item.where(linkId = 'a').exists()", "text/fhirpath", "enabled"),
        ("%resource.item.where(linkId = 'z').exists()", "text/fhirpath", "disabled"),
        ("%unknown = 1", "text/fhirpath", "open"),
        ("nonsense(", "text/fhirpath", "open"),
        ("%resource.item.linkId", "text/fhirpath", "open"),
        ("true", "text/cql", "open"),
    ],
)
def test_expressions(types, expression, language, outcome):
    value = {"valueExpression": {"language": language, "expression": expression}}
    asked = form(item("a"), item("b", required=True, extension=[extension(SDC, **value)]))
    without = judged(types, asked, answered("a", "x"))
    answered_too = judged(types, asked, answered("a", "x"), answered("b", "x"))
    assert without == ([f"{MISSING} {TOP}"] if outcome == "enabled" else [])
    assert answered_too == (["NotEnabled2 E item[1]"] if outcome == "disabled" else [])
