import json

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.bulk.bulk_examples import ROW, SLOT, issue

from sas_validators.bulk.records import Record
from sas_validators.bulk.summary import Summary
from sas_validators.outcome import Issue


def test_counts() -> None:
    summary = Summary()
    summary.add(SLOT, [issue(), issue(), issue("warning", "Y")])
    summary.add(ROW, [issue()])
    summary.add(SLOT, [])
    summary.add(SLOT, [issue("fatal", "Z")])
    assert (summary.resources, summary.invalid) == (4, 3)
    assert {s: summary.count(s) for s in ("fatal", "error", "warning", "information")} == {
        "fatal": 1,
        "error": 3,
        "warning": 1,
        "information": 0,
    }
    tallies = {rule.message_id: tally for rule, tally in summary.rules.items()}
    assert (tallies["X"].count, tallies["X"].resources) == (3, 2)
    assert tallies["X"].example.file == "slot.json"


def test_worst_first() -> None:
    summary = Summary()
    summary.add(SLOT, [issue("warning", "often")] * 9 + [issue("error", "once")])
    summary.add(SLOT, [issue("error", "twice")] * 2 + [issue("fatal", "dead")])
    summary.add(SLOT, [issue("error", "twice", profile="http://p")])
    assert [(rule.message_id, rule.profile) for rule, _ in summary.worst_first()] == [
        ("dead", ""),
        ("twice", ""),
        ("once", ""),
        ("twice", "http://p"),
        ("often", ""),
    ]


def test_json() -> None:
    summary = Summary()
    summary.add(ROW, [issue(line=None, column=None)])
    assert summary.to_json("fr") == {
        "resources": 1,
        "invalid": 1,
        "issues": {"fatal": 0, "error": 1, "warning": 0, "information": 0},
        "rules": [
            {
                "severity": "error",
                "id": "X",
                "constraint": "",
                "profile": "",
                "count": 1,
                "resources": 1,
                "example": {
                    "file": "slots.ndjson",
                    "line": 12,
                    "column": None,
                    "expression": "Slot.status",
                    "text": "Cela ne va pas",
                },
            }
        ],
    }


issues = st.builds(
    issue,
    st.sampled_from(["fatal", "error", "warning", "information"]),
    st.sampled_from("ABC"),
    line=st.integers(1, 9),
)
records = st.lists(st.lists(issues, max_size=4), max_size=8)


@given(before=records, after=records)
def test_parts_add_up_to_the_whole(before: list[list[Issue]], after: list[list[Issue]]) -> None:
    parts = Summary(), Summary()
    whole = Summary()
    number = 0
    for part, content in zip(parts, (before, after), strict=True):
        for found in content:
            number += 1
            record = Record("x", b"", number, in_lines=True)
            part.add(record, found)
            whole.add(record, found)
    parts[0].merge(parts[1])
    assert json.dumps(parts[0].to_json("en")) == json.dumps(whole.to_json("en"))
