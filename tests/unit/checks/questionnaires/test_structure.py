"""The items of a response: place, order, number, nesting."""

import pytest
from tests.unit.checks.questionnaires.small_forms import (
    BASE,
    answered,
    extended,
    form,
    group,
    item,
    judged,
    judged_response,
    response,
)

TOP = "QuestionnaireResponse"
FORM = form(
    group("g", item("g.a"), item("g.b", repeats=True), group("g.h", item("g.h.a"))),
    item("q", "boolean", item("q.a"), item("q.b", required=True)),
    item("d", "display"),
)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(
            [answered("g", items=(answered("g.a", "x"), answered("g.b", "y", "z"))), answered("d")],
            [],
            id="right",
        ),
        pytest.param([answered("x", "1")], [f"NotFound E {TOP}"], id="unknown"),
        pytest.param(
            [answered("g", items=(answered("x"),))], ["NotFound E item[0]"], id="unknown inside"
        ),
        pytest.param([{"answer": []}], [f"NoLinkId E {TOP}"], id="no linkId"),
        pytest.param(
            [answered("d"), answered("g", items=(answered("g.a", "x"),))],
            [f"Order E {TOP}"],
            id="out of order",
        ),
        pytest.param(
            [answered("g.a", "x")],
            [f"Structural Error: item with linkid g.a is in the wrong place E {TOP}"],
            id="belongs into a group",
        ),
        pytest.param(
            [answered("g", items=(answered("g.h.a", "x"),))],
            ["Structural Error: item with linkid g.h.a is in the wrong place E item[0]"],
            id="belongs one deeper",
        ),
        pytest.param(
            [answered("g", items=(answered("g.a", "x", "y"),))],
            ["OnlyOneA E item[0].item[0]"],
            id="several answers",
        ),
        pytest.param(
            [answered("g", items=(answered("g.a", "x"), answered("g.a", "y")))],
            ["OnlyOneI E item[0]"],
            id="several items",
        ),
        pytest.param([answered("g", "x")], ["Group E item[0]"], id="answer on a group"),
        pytest.param(
            [answered("d", "x")], ["ITEM_DISPLAY_NO_VALUE E item[0]"], id="answer on a display"
        ),
        pytest.param(
            [answered("d", items=(answered("g"),))], ["Display E item[0]"], id="item on a display"
        ),
        pytest.param(
            [answered("q", items=(answered("q.a", "x"),))],
            ["GroupAnswer E item[0]"],
            id="item of a question, not of its answer",
        ),
        pytest.param(
            [
                answered(
                    "q",
                    {"valueBoolean": True, "item": [answered("q.a", "x"), answered("q.b", "x")]},
                )
            ],
            [],
            id="below the answer",
        ),
        pytest.param(
            [answered("q", {"valueBoolean": True, "item": [answered("q.a", "x")]})],
            ["No response answer found for required item 'q.b' E item[0].answer[0]"],
            id="required below the answer",
        ),
        pytest.param([answered("g", text="g")], [], id="same text"),
        pytest.param([answered("g", text="G")], ["Text E item[0]"], id="other text"),
    ],
)
def test_items(types, items, expected):
    assert judged(types, FORM, *items) == expected


REQUIRED = form(
    item("a", required=True),
    group("g", item("g.a", required=True)),
    group("r", item("r.a"), required=True),
    item("d", "display", required=True),
)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param(
            [],
            [
                f"No response answer found for required item '{name}' E {TOP}"
                for name in ("a", "d", "r")
            ],
            id="absent, not what an absent group holds",
        ),
        pytest.param(
            [answered("a"), answered("r", items=(answered("r.a", "x"),)), answered("d")],
            ["Missing E item[0]"],
            id="without answer",
        ),
        pytest.param(
            [answered("a", "x"), answered("r"), answered("d")],
            ["ITEM_GROUP_REQUIRED E item[1]"],
            id="empty group",
        ),
        pytest.param(
            [
                answered("a", "x"),
                answered("g"),
                answered("r", items=(answered("r.a"),)),
                answered("d"),
            ],
            ["No response answer found for required item 'g.a' E item[1]"],
            id="in a group that is there",
        ),
    ],
)
def test_required(types, items, expected):
    assert judged(types, REQUIRED, *items) == expected


@pytest.mark.parametrize(
    ("status", "severity"),
    [("completed", "E"), ("amended", "E"), ("in-progress", "W"), ("stopped", "W")],
)
def test_what_is_missing_may_still_come(types, status, severity):
    given = response(answered("a"), answered("r"), answered("d"), status=status)
    assert judged_response(types, REQUIRED, given) == [
        f"ITEM_GROUP_REQUIRED {severity} item[1]",
        f"Missing {severity} item[0]",
    ]


OCCURS = form(
    item(
        "a",
        repeats=True,
        extension=extended(questionnaire_minOccurs=2, questionnaire_maxOccurs=3),
    ),
    group("g", item("b"), repeats=True, extension=extended(questionnaire_maxOccurs=1)),
)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], []),
        ([answered("a", "1")], ["ITEM_MIN_OCCURS E item[0]"]),
        ([answered("a", "1", "2")], []),
        ([answered("a", *"1234")], ["ITEM_MAX_OCCURS E item[0]"]),
        ([answered("g"), answered("g")], [f"ITEM_MAX_OCCURS E {TOP}"]),
    ],
)
def test_number(types, items, expected):
    assert judged(types, OCCURS, *items) == expected


def test_too_few_answers_are_a_warning_at_first(types):
    given = response(answered("a", "1"), status="in-progress")
    assert judged_response(types, OCCURS, given) == ["ITEM_MIN_OCCURS W item[0]"]


def test_the_text_may_be_a_translation(types):
    translation = [{"url": "lang", "valueCode": "fr"}, {"url": "content", "valueString": "Nom"}]
    companion = {"extension": [{"url": BASE + "translation", "extension": translation}]}
    translated = form(item("a", _text=companion))
    assert judged(types, translated, answered("a", text="Nom")) == []
    assert judged(types, translated, answered("a", text="Prénom")) == ["Text E item[0]"]
