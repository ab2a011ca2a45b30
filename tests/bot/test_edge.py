"""The outermost edge: every error is one message, with the exit code that it should have."""

from __future__ import annotations

import logging
import os
import subprocess
from pathlib import Path

import pytest

from bot.bootstrap import Nakadachi
from tests.conftest import PROGRAM, SAMPLE, Run, program

COMMANDS = ("import", "reindex", "ask", "members", "export", "forget", "evaluate", "doctor")


def test_help_lists_every_command(run: Run) -> None:
    ended = run("--help")
    assert ended.code == 0
    for command in COMMANDS:
        assert f"  {command} " in ended.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, run: Run) -> None:
    ended = run(command, "--help")
    assert ended.code == 0
    assert "Example:" in ended.out
    assert f"nakadachi {command}" in ended.out
    assert "--json" in ended.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-such-command",),
        ("ask", "x", "--nonsense"),
        ("import",),
        ("import", "x", "--consent", "y"),
    ],
)
def test_wrong_usage_exits_with_2(arguments: tuple[str, ...], empty_home: Path, run: Run) -> None:
    ended = run(*arguments)
    assert ended.code == 2
    assert "Usage:" in ended.err


def test_a_bad_setting_names_the_variable(
    empty_home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAKADACHI_BRIDGE", "sometimes")
    ended = run("members")
    assert ended.code == 1
    assert "NAKADACHI_BRIDGE" in ended.err
    assert "auto, on, off" in ended.err


def test_a_home_that_is_a_file_is_a_clear_error(
    tmp_path: Path, empty_home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    for home in (tmp_path / "file", tmp_path / "file" / "below"):
        monkeypatch.setenv("NAKADACHI_HOME", str(home))
        ended = run("import", "members.csv")
        assert ended.code == 1
        assert str(tmp_path / "file") in ended.err


def test_an_unexpected_error_has_a_number_in_the_log_and_shows_no_personal_data(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, address = "有働 康平", "udo@hyoso-techno.example"

    def fail(_self: Nakadachi) -> None:
        try:
            raise KeyError(name)
        except KeyError as error:
            raise ValueError(address) from error

    monkeypatch.setattr(Nakadachi, "store", fail)
    ended = run("members")
    assert ended.code == 1
    assert "Traceback" not in ended.err
    assert address not in ended.err
    number = ended.err.partition("error ")[2].partition(",")[0]
    log = (home / "nakadachi.log").read_text("utf-8")
    assert number in log
    assert "test_edge.py" in log
    assert "ValueError" in log
    assert "KeyError" in log
    assert address not in log
    assert name not in log


def test_warnings_are_shown_and_logged_and_others_chatter_is_not(home: Path, run: Run) -> None:
    run("members")
    logging.getLogger("index.models").warning("the export is damaged")
    logging.getLogger("onnxscript").info("chatter")
    log = (home / "nakadachi.log").read_text("utf-8")
    assert "the export is damaged" in log
    assert "chatter" not in log


def test_a_reader_that_goes_away_is_no_error(home: Path) -> None:
    # Much more than a pipe holds.
    command = f"'{PROGRAM}' members --json | head -n 1"
    ended = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, encoding="utf-8"
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""


def test_the_version_is_known(run: Run) -> None:
    assert run("--version").out.startswith("nakadachi ") or "version" not in run("--version").err


def test_the_home_is_for_this_user_alone(home: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    assert program(fresh, "import", str(SAMPLE / "members.xlsx")).returncode == 0
    assert fresh.stat().st_mode & 0o077 == 0
    assert (fresh / "members.db").stat().st_mode & 0o077 == 0


def test_a_question_is_answered_although_the_database_cannot_be_opened(
    home: Path, run: Run
) -> None:
    (home / "members.db").write_bytes(b"this is no database" * 100)
    ended = run("ask", "ヘリウムリーク試験")
    assert ended.code == 0
    assert "Warning" in ended.err
    assert " 1 " in ended.out
    assert run("ask", "ヘリウムリーク試験", "--contacts").code == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux only")
def test_a_full_output_is_said(home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        environment = {**os.environ, "NAKADACHI_HOME": str(home)}
        ended = subprocess.run(
            [PROGRAM, "members"], stdout=full, stderr=subprocess.PIPE, env=environment, check=False
        )
    assert ended.returncode == 1
    assert b"could not be written" in ended.stderr


def test_nobody_reading_the_output_is_no_error(home: Path) -> None:
    command = f"'{PROGRAM}' members | true; echo ${{PIPESTATUS[0]}}"
    environment = {**os.environ, "NAKADACHI_HOME": str(home)}
    ended = subprocess.run(
        ["bash", "-c", command], capture_output=True, env=environment, encoding="utf-8", check=True
    )
    assert (ended.stdout, ended.stderr) == ("0\n", "")


@pytest.mark.parametrize("closed", ["<&-", ">&-"])
def test_a_closed_stream_is_no_mistake_of_ours(home: Path, closed: str) -> None:
    environment = {**os.environ, "NAKADACHI_HOME": str(home)}
    ended = subprocess.run(
        ["bash", "-c", f"'{PROGRAM}' members {closed}"],
        capture_output=True,
        env=environment,
        encoding="utf-8",
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
