"""What an older version left is opened, migrated and answered from, or refused with a reason.

Where the ranking was changed on purpose, the answers of the last release are to be written anew
(``releases/making.py``).
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import Nakadachi, bootstrap
from index.snapshot import FORMAT, MANIFEST
from tests.conftest import Run
from tests.durability.releases import HERE, LAST, OLDER, known_of, unpack
from tests.durability.releases.making import FORGOTTEN, QUESTIONS, WRITTEN, remembered
from tests.scenarios.office import Office
from tests.scenarios.town import Town

NEWER = "m999_from_the_future"


@pytest.fixture(params=[LAST, OLDER])
def release(request: pytest.FixtureRequest) -> str:
    """One of the releases."""
    return str(request.param)


@pytest.fixture
def old_home(release: str, sample_home: Path, empty_home: Path) -> Path:
    """The home that it left, in use."""
    return unpack(release, sample_home / "models", empty_home)


def members_left() -> list[dict[str, Any]]:
    """Everybody who was imported into the homes and not forgotten."""
    lines = (HERE / "members.jsonl").read_text("utf-8").splitlines()
    return [member for member in map(json.loads, lines) if member["id"] != FORGOTTEN]


def app_of(home: Path) -> Nakadachi:
    return bootstrap({"NAKADACHI_HOME": str(home)}, home.parent)


def answers(home: Path) -> dict[str, list[str]]:
    """The outcome of each question and the members named."""
    live = app_of(home).searcher()
    found = {text: live.search(text) for text in QUESTIONS}
    return {
        text: [one.outcome.value, *(match.member.id for match in one.matches)]
        for text, one in found.items()
    }


def format_of(home: Path) -> int:
    (path,) = (home / "index").glob(f"*/{MANIFEST}")
    return int(json.loads(path.read_text("utf-8"))["format"])


def test_the_members_are_what_they_were(old_home: Path, run: Run) -> None:
    exported = old_home.parent / "everybody.jsonl"
    assert run("export", str(exported)).code == 0
    lines = exported.read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == members_left()
    with app_of(old_home).store() as store:
        store.check()


def test_what_the_bot_remembers_is_what_it_was(old_home: Path, release: str) -> None:
    with app_of(old_home).memory() as memory:
        memory.check()
        (claim,) = memory.deliveries.take_over()
        assert claim.payload["note"] == WRITTEN
        memory.deliveries.release()
        known = known_of(release)["remembered"]
        assert remembered(old_home / "bot.db") == known
        for id_, *_ in known["questions"]:
            found = memory.questions.get(id_)
            assert found is not None
            assert found.text in QUESTIONS


def test_an_index_of_this_format_answers_as_before_and_another_one_never(
    old_home: Path, release: str, run: Run
) -> None:
    held = format_of(old_home)
    if held == FORMAT:
        assert answers(old_home) == known_of(release)["answers"]
        return
    ended = run("ask", QUESTIONS[0])
    assert (ended.code, ended.out) == (1, "")
    assert f"has format {held}, this version of Nakadachi reads format {FORMAT}" in ended.err
    assert "nakadachi reindex" in ended.err
    checked = run("doctor")
    assert checked.code == 1
    assert "nakadachi reindex" in checked.out


def test_after_a_reindex_each_answers_as_the_last_did(
    old_home: Path, release: str, run: Run
) -> None:
    is_older = format_of(old_home) != FORMAT
    ended = run("reindex")
    assert ended.code == 0
    assert ("another version of Nakadachi" in ended.out) == is_older
    assert answers(old_home) == known_of(LAST)["answers"]
    assert format_of(old_home) == FORMAT, "one that cannot be served is not kept"


def test_who_was_forgotten_before_the_upgrade_stays_forgotten(
    sample_home: Path, empty_home: Path, run: Run
) -> None:
    old_home = unpack(OLDER, sample_home / "models", empty_home)
    assert run("import", str(HERE / "members.jsonl")).code == 0
    assert run("reindex").code == 0
    with app_of(old_home).store() as store:
        assert FORGOTTEN not in [one.member.id for one in store.members()]
    name = app_of(old_home).shelf().current_names()[0]
    content = b"".join(one.read_bytes() for one in (old_home / "index" / name).iterdir())
    assert FORGOTTEN.encode() not in content


def test_a_bot_over_an_older_index_says_so_until_it_is_built_anew(
    sample_home: Path, empty_home: Path
) -> None:
    with Town(unpack(OLDER, sample_home / "models", empty_home)) as town:
        town.expected_refusals = {"thread_not_found"}  # what is still owed is of another Slack
        bot = town.starts_bot()
        (first, *_) = QUESTIONS
        refused = town.alice.sees_answer_to(town.alice.mentions(first, town.general))
        assert refused.controls == {}
        assert "has format 2" in bot.page("/readyz")
        office = Office(bot.nakadachi)
        office.reindexes()
        answer = town.alice.sees_answer_to(town.alice.mentions(first, town.general))
        assert answer.says(office.member("D091").name_ja)


@pytest.mark.parametrize(
    ("database", "command"),
    [
        ("members.db", ("members",)),
        ("members.db", ("reindex",)),
        ("members.db", ("import", str(HERE / "members.jsonl"))),
        ("bot.db", ("questions",)),
        ("bot.db", ("serve", "--socket")),
    ],
)
def test_a_database_of_a_newer_version_is_refused_and_not_touched(
    database: str, command: tuple[str, ...], home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1-A-1")
    app_of(home).memory().close()
    path = home / database
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, 'now')",
            [{"members.db": "profiles", "bot.db": "bot"}[database], NEWER],
        )
    before = path.read_bytes()
    ended = run(*command)
    assert ended.code == 1
    assert f"written by a newer version of nakadachi ({NEWER})" in ended.err
    assert "Upgrade nakadachi, or restore the backup" in ended.err
    assert path.read_bytes() == before
