"""Which questionnaire a response answers, and when."""

import pytest
from tests.unit.checks.questionnaires.small_forms import (
    URL,
    answered,
    form,
    item,
    judged_response,
    response,
)

FORM = form(item("a"), effectivePeriod={"start": "2020-01-01", "end": "2020-12"})
WRONG = answered("b", "x")
UNKNOWN = ["NotFound E QuestionnaireResponse"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(response(WRONG), UNKNOWN, id="loaded"),
        pytest.param(response(WRONG, questionnaire=URL + "|1"), UNKNOWN, id="that version"),
        pytest.param(
            response(WRONG, questionnaire=URL + "|2"),
            ["Questionnaire_QR_Q_NotFound W QuestionnaireResponse"],
            id="another version",
        ),
        pytest.param(
            response(WRONG, questionnaire="http://example.org/Questionnaire/other"),
            ["Questionnaire_QR_Q_NotFound W QuestionnaireResponse"],
            id="not loaded",
        ),
        pytest.param(
            {"resourceType": "QuestionnaireResponse", "item": [WRONG]},
            ["Questionnaire_QR_Q_None I QuestionnaireResponse"],
            id="none named",
        ),
        pytest.param(
            response(WRONG, questionnaire="#q", contained=[{**form(item("c")), "id": "q"}]),
            UNKNOWN,
            id="contained",
        ),
        pytest.param(
            response(
                answered("c", "x"), questionnaire="#q", contained=[{**form(item("c")), "id": "q"}]
            ),
            [],
            id="contained, right",
        ),
        pytest.param(
            response(WRONG, questionnaire="#q", contained=[{"resourceType": "Patient", "id": "q"}]),
            ["Questionnaire_QR_Q_NotFound W QuestionnaireResponse"],
            id="contained, but no questionnaire",
        ),
        pytest.param(
            response(authored="2019-12-31"),
            ["AUTHOR_START W QuestionnaireResponse"],
            id="too early",
        ),
        pytest.param(
            response(authored="2021-01-01T00:00:00Z"),
            ["AUTHOR_END W QuestionnaireResponse"],
            id="too late",
        ),
        pytest.param(response(authored="2020-12-31T23:00:00+01:00"), [], id="on the last day"),
        pytest.param(response(authored="2020"), [], id="some time that year"),
    ],
)
def test_questionnaire(types, given, expected):
    assert judged_response(types, FORM, given) == expected


def test_odd_json_is_passed_over(types):
    given = response()
    given["item"] = [7, {"linkId": 3, "answer": {}}, {"linkId": "a", "answer": [None, {"x": 1}]}]
    assert judged_response(types, form(item("a")), given) == ["NoLinkId E QuestionnaireResponse"]
