import pytest
from tests.unit.bulk.bulk_examples import ROW, SLOT, FakeOutcome, issue

from sas_validators.bulk.records import Record
from sas_validators.bulk.reports.renderer import Document, Rendering, document, renderer
from sas_validators.bulk.summary import Summary
from sas_validators.outcome import Issue


def render(record: Record, found: Issue, **how: object) -> str:
    rendering = Rendering("text", **how)  # type: ignore[arg-type]
    return renderer(rendering).render(record, FakeOutcome(found))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("record", "found", "expected"),
    [
        pytest.param(
            SLOT,
            issue(),
            "slot.json:3:7: error: Slot.status: That is wrong [X]\n",
            id="all known",
        ),
        pytest.param(
            SLOT,
            issue("information", profile="http://p"),
            "slot.json:3:7: information: Slot.status: That is wrong [X, http://p]\n",
            id="asked by a profile",
        ),
        pytest.param(
            SLOT,
            issue("fatal", line=None, column=None, expression=""),
            "slot.json: fatal error: That is wrong [X]\n",
            id="no place",
        ),
        pytest.param(
            ROW,
            issue("warning", line=None, column=None, expression=""),
            "slots.ndjson:12: warning: That is wrong [X]\n",
            id="no place in the resource, but a line in the file",
        ),
        pytest.param(
            SLOT,
            issue(en="two\nlines\x1b[31m", expression="Slot.\x1b[2J"),
            "slot.json:3:7: error: Slot. [2J: two lines [31m [X]\n",
            id="no control of the resource's reaches the terminal",
        ),
    ],
)
def test_lines(record: Record, found: Issue, expected: str) -> None:
    assert render(record, found) == expected


def test_french() -> None:
    found = issue("warning")
    assert (
        render(SLOT, found, language="fr")
        == "slot.json:3:7: avertissement: Slot.status: Cela ne va pas [X]\n"
    )


def test_colours_only_when_asked() -> None:
    assert "\x1b[" in render(SLOT, issue(), colour=True)
    assert "\x1b[" not in render(SLOT, issue())


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        ("error", ["fatal", "error"]),
        ("warning", ["fatal", "error", "warning"]),
        ("information", ["fatal", "error", "warning", "information"]),
    ],
)
def test_level(level: str, shown: list[str]) -> None:
    severities = ("fatal", "error", "warning", "information")
    text = "".join(render(SLOT, issue(severity), level=level) for severity in severities)
    assert text.count("\n") == len(shown)


def written(rendering: Rendering, summary: Summary) -> str:
    text: list[str] = []
    report: Document = document(rendering, text.append)
    report.add([])
    report.close(summary)
    return "".join(text)


def summary_of(*content: tuple[Record, list[Issue]]) -> Summary:
    summary = Summary()
    for record, issues in content:
        summary.add(record, issues)
    return summary


@pytest.mark.parametrize(
    ("summary", "fr", "en"),
    [
        pytest.param(
            summary_of((SLOT, [])),
            "conforme : 0 erreur, 0 avertissement, 0 information",
            "valid: 0 errors, 0 warnings, 0 information notes",
            id="one, valid",
        ),
        pytest.param(
            summary_of((SLOT, [issue(), issue("fatal"), issue("warning")])),
            "non conforme : 2 erreurs, 1 avertissement, 0 information",
            "invalid: 2 errors, 1 warning, 0 information notes",
            id="one, invalid",
        ),
        pytest.param(
            summary_of(),
            "0 ressource, 0 non conforme : 0 erreur, 0 avertissement, 0 information",
            "0 resources, 0 invalid: 0 errors, 0 warnings, 0 information notes",
            id="none",
        ),
    ],
)
def test_verdict(summary: Summary, fr: str, en: str) -> None:
    assert written(Rendering("text", "fr"), summary) == fr + "\n"
    assert written(Rendering("text", "en"), summary) == en + "\n"


def test_counts_by_rule_for_several_resources() -> None:
    summary = summary_of((SLOT, [issue("warning", "W")] * 12), (ROW, [issue(profile="http://p")]))
    assert written(Rendering("text"), summary) == (
        "\n"
        "Findings by rule, the worst first:\n"
        "   1 error   X http://p\n"
        "             slots.ndjson:3:7 Slot.status\n"
        "  12 warning W\n"
        "             slot.json:3:7 Slot.status\n"
        "2 resources, 1 invalid: 1 error, 12 warnings, 0 information notes\n"
    )
    assert " W\n" not in written(Rendering("text", level="error"), summary)
