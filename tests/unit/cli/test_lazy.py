import click
import pytest
from click.testing import CliRunner

from sas_validators.cli.lazy import LazyGroup

HERE = __name__


@click.command()
@click.option("--count", type=int)
def good(count: int | None) -> None:
    """What good is."""
    click.echo("done")


@click.command()
@click.pass_context
def three(ctx: click.Context) -> None:
    ctx.exit(3)


@click.command()
def bad() -> None:
    raise click.UsageError("two\n  lines")


@click.command()
def stopped() -> None:
    raise KeyboardInterrupt


GROUP = LazyGroup(
    commands_at={
        **{name: f"{HERE}:{name}" for name in ("good", "three", "bad", "stopped")},
        "extra": "no_such_package:command",
    },
    help="Test.",
)


@pytest.mark.parametrize(
    ("arguments", "code", "stdout", "stderr"),
    [
        pytest.param(["good"], 0, "done\n", "", id="done"),
        pytest.param(["three"], 3, "", "", id="the command's own code"),
        pytest.param(["bad"], 2, "", "error: two lines\n", id="usage, in one line"),
        pytest.param(
            ["good", "--count", "x"],
            2,
            "",
            "error: Invalid value for '--count': 'x' is not a valid integer.\n",
            id="wrong value",
        ),
        pytest.param(["nothing"], 2, "", "error: No such command 'nothing'.\n", id="no command"),
        pytest.param(["stopped"], 130, "", "\ninterrupted\n", id="interrupted"),
        pytest.param(
            ["extra"],
            2,
            "",
            "error: 'extra' needs the Python package no_such_package, which is not installed\n",
            id="missing extra",
        ),
    ],
)
def test_exits(arguments: list[str], code: int, stdout: str, stderr: str) -> None:
    result = CliRunner().invoke(GROUP, arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (code, stdout, stderr)


def test_no_arguments_give_help() -> None:
    result = CliRunner().invoke(GROUP, [])
    assert result.exit_code == 2
    assert "good     What good is.\n" in result.stderr
    assert "extra    (needs no_such_package)\n" in result.stderr


def test_callers_get_exceptions_when_they_ask() -> None:
    with pytest.raises(click.UsageError, match="two"):
        GROUP.main(["bad"], standalone_mode=False)


def test_names_are_known_without_any_import() -> None:
    group = LazyGroup(commands_at={"b": "no_such_package:b", "a": "no_such_package:a"}, help="")
    assert group.list_commands(click.Context(group)) == ["b", "a"]
