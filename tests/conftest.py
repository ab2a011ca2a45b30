"""What tests of every layer share: the sample directory, imported and indexed once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "profiles" / "sample"
PROGRAM = Path(sys.executable).with_name("nakadachi")

# The packaged model needs no hub; a test that tries one must fail.
os.environ["HF_HUB_OFFLINE"] = "1"


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


def program(home: Path, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """The installed program in a process of its own, with ``home`` as its home."""
    environment = {**os.environ, "NAKADACHI_HOME": str(home), **options.pop("env", {})}
    return subprocess.run(
        [str(PROGRAM), *arguments],
        env=environment,
        cwd=options.pop("cwd", home.parent),
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        **options,
    )


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the sample directory imported and indexed; tests take copies of it."""
    home = tmp_path_factory.mktemp("sample") / "home"
    sample = SAMPLE / "members.xlsx"
    for arguments in (("import", str(sample), "--consent", "members"), ("reindex",)):
        ended = program(home, *arguments, stdin=subprocess.DEVNULL)
        assert ended.returncode == 0, ended.stderr
    return home


@pytest.fixture
def home(sample_home: Path, empty_home: Path) -> Path:
    """A copy of the sample's home, in use."""
    shutil.copytree(sample_home, empty_home, ignore=shutil.ignore_patterns("models"))
    # The exported model is large and nobody changes it.
    (empty_home / "models").symlink_to(sample_home / "models")
    return empty_home


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that does not exist yet, in use."""
    for name in [name for name in os.environ if name.startswith("NAKADACHI_")]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    monkeypatch.setenv("NAKADACHI_HOME", str(home))
    monkeypatch.chdir(tmp_path)
    return home


@pytest.fixture
def run() -> Iterator[Run]:
    """Runs a command in this process: ``run("ask", "...", input="...")``."""
    from bot.cli import cli
    from bot.logs import stop_logging

    def run_command(*arguments: str, **options: Any) -> Ended:
        result = CliRunner().invoke(cli, arguments, catch_exceptions=False, **options)
        return Ended(result.exit_code, result.stdout, result.stderr)

    yield run_command
    stop_logging()
