"""What the build puts into a wheel besides the sources."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def build_hook():
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert "hatch_build" not in sys.modules

    def included(root: Path, version: str) -> dict[str, str]:
        hook = module.CompiledPackages(str(root), {}, None, None, str(root / "dist"), "wheel")
        data: dict[str, dict[str, str]] = {"force_include": {}}
        hook.initialize(version, data)
        return data["force_include"]

    return included


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    (tmp_path / "build" / "packages" / "a#1" / "package").mkdir(parents=True)
    return tmp_path


def test_a_wheel_holds_the_compiled_packages(build_hook, compiled: Path) -> None:
    packages = str(compiled / "build" / "packages")
    assert build_hook(compiled, "standard") == {packages: "sas_validators/packages"}


def test_an_editable_installation_needs_none(build_hook, tmp_path: Path) -> None:
    assert build_hook(tmp_path, "editable") == {}


def test_no_wheel_without_packages(build_hook, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="run `make setup`"):
        build_hook(tmp_path, "standard")
