"""The type of an answer, its options and value sets."""

import pytest
from tests.unit.checks.questionnaires.small_forms import (
    BASE,
    answered,
    coding,
    form,
    item,
    judged,
)
from tests.unit.terminology.small_world import code_system, codes, value_set

CS = "http://example.org/cs"
VS = "http://example.org/vs"
ANSWER = "item[0].answer[0]"
VALUES = {
    "boolean": {"valueBoolean": True},
    "decimal": {"valueDecimal": 1.5},
    "integer": {"valueInteger": 1},
    "date": {"valueDate": "2020-01-01"},
    "dateTime": {"valueDateTime": "2020-01-01T10:00:00Z"},
    "time": {"valueTime": "10:00:00"},
    "string": {"valueString": "x"},
    "uri": {"valueUri": "http://example.org"},
    "Attachment": {"valueAttachment": {"title": "x"}},
    "Coding": coding("a"),
    "Quantity": {"valueQuantity": {"value": 1}},
    "Reference": {"valueReference": {"reference": "Patient/1"}},
}
ACCEPTED = {
    "boolean": {"boolean"},
    "decimal": {"decimal"},
    "integer": {"integer"},
    "date": {"date"},
    "dateTime": {"dateTime"},
    "time": {"time"},
    "string": {"string"},
    "text": {"string"},
    "url": {"uri"},
    "attachment": {"Attachment"},
    "quantity": {"Quantity"},
    "reference": {"Reference"},
    "choice": {"Coding", "string", "integer", "date", "time"},
    "open-choice": {"Coding", "string", "integer", "date", "time"},
}


@pytest.mark.parametrize("type_name", ACCEPTED)
def test_types(types, type_name):
    asked = form(item("a", type_name))
    refused = {
        name
        for name, value in VALUES.items()
        if f"WrongType E {ANSWER}.value.ofType({name})"
        in judged(types, asked, answered("a", value))
    }
    assert refused == VALUES.keys() - ACCEPTED[type_name]


def options(*values):
    return [{"valueCoding": {"system": CS, "code": code, "display": code}} for code in values]


TYPED = [
    *options("a", "b"),
    {"valueString": "s"},
    {"valueInteger": 1},
    {"valueDate": "2020-01-01"},
    {"valueTime": "10:00:00"},
    {"valueReference": {"reference": "Patient/1"}},
]


@pytest.mark.parametrize(
    ("type_name", "offered", "value", "expected"),
    [
        ("choice", TYPED, coding("a"), []),
        ("choice", TYPED, coding("c"), ["NoCoding E"]),
        ("choice", TYPED, coding("a", "http://example.org/other"), ["NoCoding E"]),
        ("choice", TYPED, {"valueString": "s"}, []),
        ("choice", TYPED, {"valueString": "t"}, ["NoString E"]),
        ("choice", TYPED, {"valueInteger": 1}, []),
        ("choice", TYPED, {"valueInteger": 2}, ["NoInteger E"]),
        ("choice", TYPED, {"valueDate": "2020-01-01"}, []),
        ("choice", TYPED, {"valueDate": "2020-01"}, ["NoDate E"]),
        ("choice", TYPED, {"valueTime": "10:00:00"}, []),
        ("choice", TYPED, {"valueTime": "10:00:01"}, ["NoTime E"]),
        ("choice", TYPED, {"valueReference": {"reference": "Patient/1"}}, []),
        ("choice", TYPED, {"valueReference": {"reference": "Patient/2"}}, ["NoReference E"]),
        ("choice", TYPED[:1], {"valueString": "s"}, ["NoOptionsString E"]),
        ("choice", TYPED[:1], {"valueInteger": 1}, ["NoOptionsInteger E"]),
        ("choice", TYPED[:1], {"valueDate": "2020-01-01"}, ["NoOptionsDate E"]),
        ("choice", TYPED[2:], coding("a"), ["NoOptionsCoding E"]),
        ("choice", None, coding("a"), ["NoOptions I"]),
        ("choice", None, {"valueString": "s"}, ["StringNoOptions I"]),
        ("choice", None, {"valueInteger": 1}, ["IntNoOptions I"]),
        ("choice", None, {"valueDate": "2020-01-01"}, ["DateNoOptions I"]),
        ("choice", None, {"valueTime": "10:00:00"}, ["TimeNoOptions I"]),
        ("open-choice", TYPED, coding("c"), ["NoCoding E"]),
        ("open-choice", TYPED, {"valueString": "free"}, []),
        ("open-choice", TYPED, {"valueString": "a"}, ["ITEM_STRING_IN_CODING W"]),
        ("open-choice", TYPED, {"valueCoding": {"display": "free"}}, []),
        ("open-choice", TYPED[2:], coding("a"), ["NoCoding E"]),
    ],
)
def test_options(types, type_name, offered, value, expected):
    fields = {} if offered is None else {"answerOption": offered}
    found = judged(types, form(item("a", type_name, **fields)), answered("a", value))
    assert found == [f"{line} {ANSWER}" for line in expected]


WORLD = (
    code_system(CS, "a", "b", "c"),
    value_set(VS, codes(CS, "a", "b")),
    value_set(VS + "-unknown", codes("http://example.org/unknown")),
)


@pytest.mark.parametrize(
    ("type_name", "canonical", "value", "expected"),
    [
        ("choice", VS, coding("a"), []),
        ("choice", VS, coding("c"), ["BadOption E"]),
        ("choice", VS, {"valueCoding": {"system": CS}}, ["BadOption E"]),
        ("choice", VS, {"valueString": "a"}, []),
        ("choice", VS, {"valueString": "z"}, ["ITEM_VS_FAIL E"]),
        ("choice", VS + "-unknown", coding("a", "http://example.org/unknown"), []),
        ("choice", VS + "-absent", coding("a"), []),
        ("choice", "#own", coding("a"), []),
        ("choice", "#own", coding("b"), ["BadOption E"]),
        ("open-choice", VS, {"valueString": "free"}, []),
        ("open-choice", VS, coding("c"), ["BadOption E"]),
    ],
)
def test_value_sets(types, type_name, canonical, value, expected):
    own = {**value_set("", codes(CS, "a")), "id": "own"}
    asked = form(item("a", type_name, answerValueSet=canonical), contained=[own])
    found = judged(types, asked, answered("a", value), also=WORLD)
    assert found == [f"{line} {ANSWER}" for line in expected]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (("a", "b"), []),
        (("none",), []),
        (("a", "none"), ["ITEM_EXCLUSIVE E item[0]"]),
    ],
)
def test_exclusive_options(types, chosen, expected):
    offered = options("a", "b", "none")
    offered[-1]["extension"] = [
        {"url": BASE + "questionnaire-optionExclusive", "valueBoolean": True}
    ]
    asked = form(item("a", "choice", repeats=True, answerOption=offered))
    assert judged(types, asked, answered("a", *map(coding, chosen))) == expected
