"""bot -> index -> profiles, and never back."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT


def test_layers_are_imported_one_way_only() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from bot.cli import cli\n"
        "try: cli.main(['--help'])\n"
        "except SystemExit as end: assert end.code == 0\n"
        "heavy = {'numpy', 'faiss', 'onnxruntime', 'sudachipy', 'torch', 'sqlite_utils'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert ended.stdout.splitlines()[-1] == "[]"
