import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sas_validators.cli.main import main

GOOD = b'{"resourceType": "Basic", "code": {"text": "x"}}'
BAD = b'{\n  "resourceType": "Basic"\n}'
XML = b'<Basic xmlns="http://hl7.org/fhir"><code><text value="x"/></code></Basic>'
BASIC = "http://hl7.org/fhir/StructureDefinition/Basic"
SLOT = "http://sas.fr/fhir/StructureDefinition/FrSlotAgregateur"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    Path("good.json").write_bytes(GOOD)
    Path("bad.json").write_bytes(BAD)
    Path("good.xml").write_bytes(XML)
    Path("two.ndjson").write_bytes(GOOD + b'\n{"resourceType": "Basic"}\n')
    return tmp_path


def run(*arguments: str, input: bytes | None = None, **env: str) -> Result:
    return CliRunner(env=env).invoke(main, ["validate", *arguments], input=input)


def outcomes(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["good.json"], 0),
        (["good.xml"], 0),
        (["bad.json"], 1),
        (["good.json", "bad.json"], 1),
        (["two.ndjson"], 1),
        (["good.json", "none.json"], 1),
        (["good.json", "--profile", BASIC], 0),
        (["good.json", "--profile", SLOT], 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_exit_codes(files: Path, arguments: list[str], code: int) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name files to judge"),
        (["good.json", "--explain", BASIC], "name files to judge"),
        (["good.json", "--output", "pdf"], "'pdf' is not one of"),
        (["good.json", "--jobs", "-1"], "-1 is not in the range"),
        (["good.json", "--jobs", "many"], "not a valid integer"),
        (["good.json", "--nothing"], "No such option"),
        (["good.json", "--package", "none.tgz"], "none.tgz: no such package"),
        (["good.json", "--package", "two.ndjson"], "two.ndjson"),
        (["none.json", "nor this"], "none.json: no such file or folder"),
        (["good.json", "--profile", "http://none"], "http://none: no loaded package"),
        (["good.json", "--summary", "/"], "is a directory"),
        (["--explain", "http://none"], "http://none: no loaded package"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_wrong_usage_is_told_in_one_line(files: Path, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.fullmatch(r"error: [^\n]+\n", result.stderr)
    assert message in result.stderr


def test_text_names_the_place(files: Path) -> None:
    line = run("bad.json", "--level", "error", "--language", "en").stdout.splitlines()[0]
    assert line.startswith("bad.json:3:2: error: Basic: Basic.code: ")
    assert line.endswith(f" [Validation_VAL_Profile_Minimum, {BASIC}]")


def test_ndjson(files: Path) -> None:
    said = outcomes(run("good.json", "two.ndjson", "none.json", "--output", "ndjson"))
    assert [(item["file"], item.get("line")) for item in said] == [
        ("good.json", None),
        ("two.ndjson", 1),
        ("two.ndjson", 2),
        ("none.json", None),
    ]
    severities = [{issue["severity"] for issue in item["outcome"]["issue"]} for item in said]
    assert [bool(found & {"error", "fatal"}) for found in severities] == [False, False, True, True]


def test_json_of_one_and_of_several(files: Path) -> None:
    assert json.loads(run("bad.json", "--output", "json").stdout)["issue"][0]["details"]
    bundle = json.loads(run("good.json", "bad.json", "--output", "json").stdout)
    assert [entry["resource"]["resourceType"] for entry in bundle["entry"]] == [
        "OperationOutcome",
        "OperationOutcome",
    ]


def test_html(files: Path) -> None:
    html = run("bad.json", "--output", "html").stdout
    assert html.startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert html.endswith("</html>\n")
    assert "Basic.code" in html


@pytest.mark.parametrize("content", [GOOD, XML, GOOD + b"\n" + GOOD + b"\n"])
def test_standard_input(files: Path, content: bytes) -> None:
    result = run("-", "--output", "ndjson", input=content)
    assert result.exit_code == 0
    assert [item["file"] for item in outcomes(result)] == ["<stdin>"] * len(outcomes(result))


@pytest.mark.parametrize(
    ("output", "option", "environment", "language"),
    [
        ("text", [], {}, "fr"),
        ("text", [], {"LANG": "en_US.UTF-8"}, "en"),
        ("html", [], {"LANG": "en_US.UTF-8"}, "en"),
        ("json", [], {"LANG": "fr_FR.UTF-8"}, "en"),
        ("ndjson", [], {}, "en"),
        ("ndjson", ["--language", "fr"], {}, "fr"),
        ("json", [], {"SAS_FHIR_LANGUAGE": "fr"}, "fr"),
        ("text", ["--language", "en"], {"SAS_FHIR_LANGUAGE": "fr"}, "en"),
    ],
)
def test_languages(
    files: Path, output: str, option: list[str], environment: dict[str, str], language: str
) -> None:
    result = run("good.json", "none.json", "--output", output, *option, **environment)
    expected = {"fr": "Aucun fichier", "en": "No file, folder or pattern"}[language]
    assert expected in result.stdout


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        pytest.param({"SAS_FHIR_PROFILE": SLOT}, 1, id="profile"),
        pytest.param({"SAS_FHIR_PACKAGE": "none.tgz"}, 2, id="package"),
        pytest.param({"SAS_FHIR_OUTPUT": "pdf"}, 2, id="output"),
        pytest.param({"SAS_FHIR_JOBS": "-2"}, 2, id="jobs"),
        pytest.param({"SAS_FHIR_LEVEL": "fatal"}, 2, id="level"),
        pytest.param({"SAS_FHIR_UNKNOWN_EXTENSIONS": "x"}, 2, id="unknown extensions"),
    ],
)
def test_options_from_the_environment(files: Path, environment: dict[str, str], code: int) -> None:
    assert run("good.json", **environment).exit_code == code


def test_packages_from_the_environment_are_separated_as_in_path(files: Path) -> None:
    Path("my profiles").mkdir()
    definition = {"resourceType": "ValueSet", "url": "http://x", "status": "active"}
    Path("my profiles/x.json").write_text(json.dumps(definition))
    assert run("good.json", SAS_FHIR_PACKAGE="my profiles:my profiles/x.json").exit_code == 0
    assert "none.tgz" in run("good.json", SAS_FHIR_PACKAGE="my profiles:none.tgz").stderr


@pytest.mark.parametrize(("option", "code"), [([], 1), (["--unknown-extensions", "warning"], 0)])
def test_unknown_extensions(files: Path, option: list[str], code: int) -> None:
    extended = json.loads(GOOD) | {"extension": [{"url": "http://x.fr/e", "valueBoolean": True}]}
    Path("extended.json").write_text(json.dumps(extended))
    assert run("extended.json", *option).exit_code == code


def test_summary_file(files: Path) -> None:
    assert run("two.ndjson", "bad.json", "--summary", "counts.json").exit_code == 1
    counts = json.loads(Path("counts.json").read_text())
    assert (counts["resources"], counts["invalid"]) == (3, 2)
    worst = counts["rules"][0]
    assert (worst["severity"], worst["count"]) == ("error", 2)
    assert (worst["example"]["file"], worst["example"]["line"]) == ("two.ndjson", 2)


@pytest.mark.parametrize("canonical", [BASIC, SLOT])
def test_explain_prints_python(files: Path, canonical: str) -> None:
    result = run("--explain", canonical)
    assert result.exit_code == 0
    assert canonical in result.stdout
    compile(result.stdout, "explained", "exec")


def test_output_reaches_terminals_of_other_encodings(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="koi8-r")
    monkeypatch.setattr(sys, "stdout", stream)
    with pytest.raises(SystemExit) as ended:
        main.main(["validate", "good.json", "none.json"])
    stream.flush()
    assert ended.value.code == 1
    assert b"ne correspond ? ce nom" in stream.buffer.getvalue()  # type: ignore[attr-defined]
