"""What instances make up leaves nothing behind: no file, no memory, no look into packages."""

import json
from pathlib import Path

import pytest

from sas_validators import Validator
from sas_validators.engine.stack import Stack
from sas_validators.engine.stock import Stock
from sas_validators.engine.supplies import Supplies

EXTENSION = "http://hl7.org/fhir/StructureDefinition/patient-birthPlace"
SYSTEM = "http://hl7.org/fhir/slotstatus"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stock")


@pytest.fixture
def supplies(kept: Path) -> Supplies:
    return Supplies(Stack(), Stock(kept, "digest"))


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda s, made_up: s.find_profile(made_up), id="profile"),
        pytest.param(lambda s, made_up: s.find_profile(f"{EXTENSION}|{made_up}"), id="its version"),
        pytest.param(lambda s, made_up: s.find_extension(made_up), id="extension"),
        pytest.param(lambda s, made_up: s.find_type(made_up), id="type"),
        pytest.param(lambda s, made_up: s.code_system(made_up, ""), id="code system"),
        pytest.param(lambda s, made_up: s.code_system(SYSTEM, made_up), id="its edition"),
        pytest.param(lambda s, made_up: s.value_set(made_up, ""), id="value set"),
        pytest.param(lambda s, made_up: s.versions(made_up), id="versions"),
    ],
)
def test_made_up(ask, supplies: Supplies, kept: Path) -> None:
    assert not ask(supplies, "first")
    before = sorted(kept.rglob("*")), dict(supplies._stock._items)
    assert not any(ask(supplies, f"http://example.org/{number}") for number in range(5))
    assert (sorted(kept.rglob("*")), supplies._stock._items) == before


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda s: s.find_profile(EXTENSION), id="profile"),
        pytest.param(lambda s: s.find_profile(f"{EXTENSION}|4.0.1"), id="of a version"),
        pytest.param(lambda s: s.find_extension(EXTENSION), id="extension"),
        pytest.param(lambda s: s.find_type("Patient"), id="type"),
        pytest.param(lambda s: s.code_system(SYSTEM, ""), id="code system"),
        pytest.param(lambda s: s.versions(SYSTEM), id="versions"),
    ],
)
def test_loaded(ask, supplies: Supplies) -> None:
    if ask(supplies) is None:
        pytest.fail("not found")
    assert ask(supplies)


def test_an_edited_file_of_a_package_counts(tmp_path: Path) -> None:
    profile = {
        "resourceType": "StructureDefinition",
        "url": "http://example.org/StructureDefinition/short",
        "name": "Short",
        "status": "draft",
        "kind": "resource",
        "abstract": False,
        "type": "Basic",
        "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Basic",
        "derivation": "constraint",
        "differential": {"element": [{"id": "Basic", "path": "Basic"}]},
    }
    folder = tmp_path / "mine" / "package"
    folder.mkdir(parents=True)
    entry = {
        "filename": "short.json",
        "resourceType": "StructureDefinition",
        "url": profile["url"],
    }
    (folder / ".index.json").write_text(json.dumps({"index-version": 2, "files": [entry]}))

    def judged() -> list[str]:
        (folder / "short.json").write_text(json.dumps(profile))
        validator = Validator.with_packages([tmp_path / "mine"], cache=tmp_path / "cache")
        basic = {"resourceType": "Basic", "code": {"text": "x"}}
        found = validator.validate(basic, str(profile["url"])).issues
        return [issue.message_id for issue in found if issue.severity == "error"]

    assert judged() == []
    profile["differential"]["element"].append(  # type: ignore[index]
        {"id": "Basic.subject", "path": "Basic.subject", "min": 1}
    )
    assert judged() == ["Validation_VAL_Profile_Minimum"]
