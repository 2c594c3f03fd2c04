import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sas_validators.bulk.chunks import Files, Given
from sas_validators.bulk.errors import RunError
from sas_validators.bulk.judge import Judge, Setup, judge_here
from sas_validators.bulk.records import Record
from sas_validators.bulk.reports.renderer import Rendering
from sas_validators.definitions.package import PackageError
from sas_validators.validator import Validator

BASIC = b'{"resourceType": "Basic", "code": {"text": "x"}}'
PROFILE = "http://hl7.org/fhir/StructureDefinition/Basic"


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(Setup(profiles=(PROFILE,), rendering=Rendering("ndjson")))


def outcomes(judge: Judge, *records: Record) -> Iterator[Any]:
    for piece in judge.judge(Given(records, 5)).pieces:
        yield json.loads(piece)["outcome"]["issue"]


def ids(issues: Any) -> list[str]:
    return [code["code"] for issue in issues for code in issue["details"].get("coding", ())]


def test_a_part_has_a_piece_for_each_record(judge: Judge) -> None:
    part = judge.judge(Given((Record("a", BASIC), Record("b", b"<")), 5))
    assert [json.loads(piece)["file"] for piece in part.pieces] == ["a", "b"]
    assert (part.size, part.summary.resources, part.summary.invalid) == (5, 2, 1)


@pytest.mark.parametrize(
    ("name", "in_lines", "format"),
    [
        ("x.json", False, "JSON"),
        ("x.JSON.gz", False, "JSON"),
        ("x.xml", False, "XML"),
        ("x.txt", False, "JSON"),
        ("<stdin>", False, "JSON"),
        ("x.xml", True, "JSON"),
    ],
)
def test_the_name_tells_the_format(judge: Judge, name: str, in_lines: bool, format: str) -> None:
    (issues,) = outcomes(judge, Record(name, b'"', 1, in_lines))
    assert ids(issues)[-1] == f"Error_parsing_{format}_"


def test_content_tells_the_format_where_the_name_does_not(judge: Judge) -> None:
    (issues,) = outcomes(judge, Record("x.txt", b"<Basic"))
    assert ids(issues) == ["Error_parsing_XML_"]


def test_lines_are_those_of_the_file(judge: Judge) -> None:
    (issues,) = outcomes(judge, Record("x.ndjson", b'{"resourceType": "Basic",}', 41, True))
    assert {issue["extension"][0]["valueInteger"] for issue in issues} == {41}


def test_a_bug_costs_one_resource(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Validator, data: bytes, *args: object, **named: object) -> None:
        raise RecursionError("deep")

    monkeypatch.setattr(Validator, "validate", fail)
    (issues,) = outcomes(judge, Record("a", BASIC))
    assert ids(issues) == ["INTERNAL_ERROR"]
    assert "RecursionError at test_judge.py" in issues[0]["details"]["text"]


def test_files_that_can_not_be_read_are_records(judge: Judge, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(BASIC)
    names = tuple(str(tmp_path / name) for name in ("a.json", "none.json", "a.json"))
    (part,) = judge_here(judge, [Files(names, 0)])
    found = [ids(json.loads(piece)["outcome"]["issue"]) for piece in part.pieces]
    assert found[1] == ["FILE_NOT_FOUND"]
    assert found[0] == found[2]
    assert part.summary.invalid == 1


def test_a_pickled_judge_judges_alike(judge: Judge) -> None:
    copy = pickle.loads(pickle.dumps(judge))  # noqa: S301 (our own)
    chunk = Given((Record("a", BASIC), Record("b", b"{}")), 0)
    assert copy.judge(chunk) == judge.judge(chunk)


@pytest.mark.parametrize(
    ("setup", "error"),
    [
        pytest.param(Setup(packages=("/none",)), PackageError, id="no such package"),
        pytest.param(Setup(profiles=("http://none",)), RunError, id="no such profile"),
    ],
)
def test_what_stops_a_run_before_it_starts(setup: Setup, error: type[Exception]) -> None:
    with pytest.raises(error, match="none"):
        Judge(setup)
