"""Make the home that a release leaves: run once, with the release's own code, when it is out.

    git archive COMMIT | tar x -C /tmp/release
    cd /tmp/release
    PYTHONPATH=/tmp/release python .../tests/durability/releases/making.py MODELS FORMAT-N

MODELS is a folder with the exported model. Only what every release has is used. What is made lies
beside this file: the home in a ZIP, and what it answers and remembers in JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
QUESTIONS = (
    "チタンの切削、10個、来週まで",
    "Who can check 40 gauge heads for helium leaks?",
    "ISO 13485の研究所を探しています",
    "hard gold plating of connector terminals",
    "バイオリンを教えてくれる先生を探しています",
)
FORGOTTEN = "D003"
WRITTEN = "Slack wrote this before the upgrade"
_MEMBERS = ("D001", "D002", FORGOTTEN, "D025", "D091", "D094")
_PASSING = (".lock", ".log", "-wal", "-shm")
_REMEMBERED = {
    "questions": "SELECT id, user_id, text, outcome, shown FROM questions ORDER BY asked_at",
    "feedback": "SELECT question_id, user_id, verdict FROM feedback ORDER BY id",
    "reveals": "SELECT user_id, member_id, question_id, basis FROM reveals ORDER BY id",
    "requests": "SELECT id, kind, question_id, member_id, user_id FROM requests ORDER BY id",
    "owed": "SELECT id, attempt FROM deliveries WHERE finished_at IS NULL ORDER BY id",
}


def remembered(database: Path) -> dict[str, list[list[Any]]]:
    """What the bot remembers, in words that every release has for it."""
    with closing(sqlite3.connect(database)) as db:
        return {
            name: [list(row) for row in db.execute(sql).fetchall()]
            for name, sql in _REMEMBERED.items()
        }


def main(models: Path, name: str) -> None:
    """Fill a home as an association does, and keep it."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        (home / "models").symlink_to(models)
        os.environ["NAKADACHI_HOME"] = str(home)
        os.chdir(folder)
        _nakadachi("import", str(HERE / "members.jsonl"))
        _nakadachi("reindex")
        _people_ask(home)
        _nakadachi("forget", FORGOTTEN, "--yes")
        _nakadachi("reindex")
        _keep(home, name)


def _people_ask(home: Path) -> None:
    from tests.scenarios.telling import told
    from tests.scenarios.town import Town

    with Town(home) as town:
        bot = town.starts_bot()
        first, *others = [_answer(town, text) for text in QUESTIONS]
        told(
            town, town.alice, lambda: town.alice.presses(first, "feedback:", "役に立った"),
            town.general,
        )  # fmt: skip
        told(town, town.alice, lambda: town.alice.presses(first, "contact:1"), town.general)
        told(
            town, town.alice, lambda: town.alice.presses(others[-1], "ask_coordinators:"),
            town.general,
        )  # fmt: skip
        town.slack.settle()
        bot.stop()
        payload = town.slack.deliveries[0].payload
        bot.memory.deliveries.claim(("event:before-the-upgrade",), {**payload, "note": WRITTEN})


def _answer(town: Any, text: str) -> Any:
    return town.alice.sees_answer_to(town.alice.mentions(text, channel=town.general))


def _keep(home: Path, name: str) -> None:
    answers = {}
    for text in QUESTIONS:
        said = json.loads(_nakadachi("ask", "--json", text))
        answers[text] = [said["outcome"], *(one["member_id"] for one in said["matches"])]
    for database in ("bot.db", "members.db"):
        with closing(sqlite3.connect(home / database)) as db:
            (busy, _, _) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            assert not busy, f"{database} is in use"
    (home / "models").unlink()
    with zipfile.ZipFile(HERE / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(home.rglob("*")):
            if path.is_file() and not path.name.endswith(_PASSING):
                archive.write(path, path.relative_to(home))
    kept = {"answers": answers, "remembered": remembered(home / "bot.db")}
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    (HERE / f"{name}.json").write_text(text + "\n", "utf-8")
    shutil.rmtree(home)


def _nakadachi(*arguments: str) -> str:
    program = Path(sys.executable).with_name("nakadachi")
    said = subprocess.run([program, *arguments], capture_output=True, encoding="utf-8", check=False)
    if said.returncode:
        raise SystemExit(said.stdout + said.stderr)
    return said.stdout


def _choose(everybody: Path, keys: Sequence[str], number: int = 13) -> None:
    """The members of the homes, from an export of the sample: these, and as many as are missing."""
    lines = everybody.read_text("utf-8").splitlines()
    chosen = [line for line in lines if json.loads(line)["id"] in keys]
    chosen += [line for line in lines if line not in chosen][: number - len(chosen)]
    (HERE / "members.jsonl").write_text("\n".join(sorted(chosen)) + "\n", "utf-8")


if __name__ == "__main__":
    if sys.argv[1] == "choose":
        _choose(Path(sys.argv[2]), _MEMBERS)
    else:
        main(Path(sys.argv[1]).resolve(), sys.argv[2])
