"""Conditions inside a questionnaire."""

import pytest
from tests.unit.checks.questionnaires.small_forms import form, group, item
from tests.unit.checks.rule_session import RuleSession, findings, shortened

from sas_validators.checks.questionnaires.questionnaire import questionnaire_rules


def condition(question):
    return {"question": question, "operator": "exists", "answerBoolean": True}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("before", []),
        ("g", []),
        ("after", ["After W"]),
        ("self", ["Self E"]),
        ("inner", ["IsInner E"]),
        ("nowhere", ["NoTarget E"]),
    ],
)
def test_conditions(types, question, expected):
    conditional = group("self", item("inner"), enableWhen=[condition("before")])
    conditional["enableWhen"].append(condition(question))
    asked = form(item("before"), group("g", conditional), item("after"))
    found = shortened(
        findings(questionnaire_rules, asked, RuleSession(types)), "Questionnaire_Q_EnableWhen_"
    )
    assert found == [f"{line} Questionnaire.item[1].item[0].enableWhen[1]" for line in expected]


def test_odd_json_is_passed_over(types):
    asked = form(item("a", enableWhen=[7, {"question": 7}]), {"linkId": 7, "enableWhen": {}})
    assert findings(questionnaire_rules, asked, RuleSession(types)) == []
