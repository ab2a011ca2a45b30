"""What tests of every layer share: the sample directory, imported and indexed once."""

from __future__ import annotations

import fcntl
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
# Read before any test clears the environment.
_KEPT_HOME = os.environ.get("NAKADACHI_TEST_HOME", "")


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
    """A home with the sample directory imported and indexed; tests take copies of it.

    It is made once for all processes of a run, or kept between runs where NAKADACHI_TEST_HOME says.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    kept = Path(_KEPT_HOME or shared / "sample" / "home")
    kept.parent.mkdir(parents=True, exist_ok=True)
    home = tmp_path_factory.mktemp("sample_of_worker") / "home"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _fill(kept)
        if len([one for one in (kept / "index").iterdir() if one.is_dir()]) > 1:
            shutil.rmtree(kept / "index")  # a first index has no older one beside it
            _fill(kept)
        shutil.copytree(kept, home, ignore=shutil.ignore_patterns("models"))
    (home / "models").symlink_to(kept / "models")
    return home


def _fill(home: Path) -> None:
    sample = SAMPLE / "members.xlsx"
    for arguments in (("import", str(sample), "--consent", "members"), ("reindex",)):
        ended = program(home, *arguments, stdin=subprocess.DEVNULL)
        assert ended.returncode == 0, ended.stderr


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
