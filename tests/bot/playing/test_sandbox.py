"""A home for one run: made, erased, and cleaned up after those that died."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from bot.playing.sandbox import erase_stale, sandbox, sandboxes
from bot.server.listening import listen
from tests.conftest import program

_DIES = """
import os, sys
from pathlib import Path
from bot.playing.sandbox import sandbox
with sandbox(Path(sys.argv[1])) as folder:
    (folder / "members.db").write_text("somebody")
    os._exit(9)
"""


def test_a_sandbox_is_for_this_user_alone_and_gone_at_its_end(tmp_path: Path) -> None:
    with sandbox(tmp_path) as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        assert sandboxes(tmp_path) == [folder]
        (folder / "members.db").write_text("somebody")
    assert sandboxes(tmp_path) == []


def test_it_is_gone_after_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), sandbox(tmp_path):
        raise ZeroDivisionError
    assert sandboxes(tmp_path) == []


def test_one_of_a_process_that_died_is_erased_and_one_in_use_is_not(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", _DIES, str(tmp_path)], check=False)
    (dead,) = sandboxes(tmp_path)
    with sandbox(tmp_path) as one:
        assert not dead.exists()
        with sandbox(tmp_path) as other:
            erase_stale(tmp_path)
            assert sandboxes(tmp_path) == sorted([one, other])


def test_a_bot_that_goes_to_slack_erases_what_is_left_too(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", _DIES, str(tmp_path)], check=False)
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "secret"}
    with listen("127.0.0.1", 0) as taken:
        port = str(taken.getsockname()[1])
        assert program(tmp_path, "serve", "--http", "--port", port, env=tokens).returncode == 1
    assert sandboxes(tmp_path) == []


def test_what_cannot_be_cleared_is_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    (tmp_path / "playground").mkdir()
    monkeypatch.setattr("bot.playing.sandbox.os.open", refuse)
    erase_stale(tmp_path)
    assert "cannot be cleared (Permission denied)" in caplog.text


def test_what_a_link_leads_to_is_not_erased(tmp_path: Path) -> None:
    models = tmp_path / "models"
    models.mkdir()
    with sandbox(tmp_path) as folder:
        (folder / "models").symlink_to(models)
    assert models.is_dir()
