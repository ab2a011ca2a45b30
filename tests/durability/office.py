"""A small home in use, what is done to it, and how one sees that nothing of it is lost."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.shelf import Shelf
from profiles.model import Member
from profiles.store import Store
from tests.bot.backups.homes import bytes_in
from tests.bot.memory.examples import a_question
from tests.bot.remembering import memory_of
from tests.durability.stepping import Ran, run

QUESTION = "チタンの切削"
_WORK = (
    "チタンの切削", "ヘリウムリーク試験", "hard chrome plating of rollers", "歯車の研削",
    "振動試験", "x-ray diffraction of thin films", "食品の包装", "sheet metal and welding",
    "組込みファームウェアの開発", "摩擦攪拌接合",
)  # fmt: skip
# Who is forgotten, in every way in which the home may still hold it.
GONE = ("D003", "三番無双工業", "Sanban Musou", "無双 三郎", "saburo@musou.example")
NOBODY: tuple[str, ...] = ()


def a_row(number: int, **changed: Any) -> dict[str, Any]:
    """One line of the office's file."""
    name = "三番無双工業" if number == 3 else f"株式会社{number}番町製作所"
    english = "Sanban Musou Co., Ltd." if number == 3 else f"Bancho {number} Co., Ltd."
    person = ("無双 三郎", "saburo@musou.example") if number == 3 else (f"{number}田 太郎", "")
    usual = {
        "id": f"D{number:03}",
        "name_ja": name,
        "name_en": english,
        "kind": "supporting_sme",
        "prefecture": "Saitama",
        "city": "Sayama",
        "capabilities": [_WORK[number - 1], f"{_WORK[number - 1]} 小ロット {number}"],
        "contacts": [
            {"name": person[0], "email": person[1] or f"taro@b{number}.example", "role": "営業"},
            {"name": f"窓口 {number}", "email": f"desk@b{number}.example"},
        ],
    }
    return usual | changed


FIRST = [a_row(number) for number in range(1, 8)]
THEN = [a_row(number) for number in range(1, 9)]
# One changed, one gone, two new, and a row that nobody can use.
NOW = [
    *THEN[:1],
    a_row(2, capabilities=["ヘリウムリーク試験", "水素リーク試験"], city="Hanno"),
    *THEN[2:7],
    a_row(9),
    a_row(10),
    {"id": "D011", "capabilities": ["a row without a name"]},
]
FILES = {"first": FIRST, "then": THEN, "now": NOW}


def done(home: Path, *arguments: str) -> Ran:
    """A command that nothing happens to."""
    ended = run(home, *arguments)
    assert ended.code == 0, ended.err
    return ended


def nothing_yet(home: Path) -> None:
    """The office has its files, and a model is exported already."""
    files = home.parent / "files"
    files.mkdir(parents=True)
    for name, rows in FILES.items():
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (files / f"{name}.jsonl").write_text(text, "utf-8")


def imported(home: Path) -> None:
    """Members, and no index yet."""
    done(home, "import", "files/first.jsonl", "--consent", "members")


def settled(home: Path) -> None:
    """Members, an index and the one before it, and what people asked."""
    done(home, "reindex")
    done(home, "import", "files/then.jsonl", "--consent", "members")
    done(home, "reindex")
    with memory_of(home) as memory:
        for number in range(4):
            ids = tuple(f"D{place:03}" for place in range(1 + number, 5 + number))
            memory.questions.put(a_question(id=f"q{number}", ranking=ids, shown=ids[:2]))
    done(home, "backup", "saved.backup", "--force")


def outdated(home: Path) -> None:
    """The directory has moved on since the index was built."""
    done(home, "import", "files/now.jsonl", "--skip-bad", "--withdraw-missing")


def after_forgetting(home: Path) -> None:
    """Somebody was forgotten since the backup was made."""
    done(home, "forget", "D003", "--yes")


Prepare = Callable[[Path], None]
# What comes before each of them.
BEFORE: dict[Prepare, Prepare | None] = {
    nothing_yet: None,
    imported: nothing_yet,
    settled: imported,
    outdated: settled,
    after_forgetting: settled,
}


@dataclass(frozen=True, slots=True)
class Scene:
    """A command in a home. ``again`` is what finishes it when it was cut short, if not itself;
    ``gone`` is what must be in no file afterwards. ``disks`` are those of the sample."""

    name: str
    prepare: Prepare
    arguments: tuple[str, ...]
    again: tuple[str, ...] = ()
    gone: tuple[str, ...] = NOBODY
    disks: tuple[str, ...] = ()
    is_in_sample: bool = True

    def __str__(self) -> str:
        return self.name

    @property
    def finishing(self) -> tuple[str, ...]:
        """What the office types afterwards."""
        return self.again or self.arguments


_IMPORT = ("import", "files/now.jsonl", "--skip-bad", "--consent", "members")
SCENES = (
    Scene("first import", nothing_yet, _IMPORT, is_in_sample=False),
    Scene("import", settled, (*_IMPORT, "--withdraw-missing"), disks=("full",)),
    Scene("first reindex", imported, ("reindex",), is_in_sample=False),
    Scene("reindex", outdated, ("reindex",), disks=("failing",)),
    Scene("roll back", settled, ("reindex", "--roll-back"), again=("reindex",), disks=("full",)),
    Scene("forget a member", settled, ("forget", "D003", "--yes"), gone=GONE),
    Scene("forget a person", settled, ("forget", GONE[-1], "--yes"), gone=GONE[-2:]),
    Scene(
        "forget a contact",
        settled,
        ("forget", "D003", "--person", "無双 三郎", "--yes"),
        gone=GONE[-2:],
    ),
    # tests/bot/backups/test_killed.py kills these two in every run.
    Scene("backup", settled, ("backup", "saved.backup", "--force"), is_in_sample=False),
    Scene(
        "restore",
        after_forgetting,
        ("restore", "saved.backup", "--yes"),
        gone=GONE[1:],
        is_in_sample=False,
    ),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a home holds: its members as they are stored, those of the index that is served (None
    without one), who is left in the memory, and which files there are."""

    members: tuple[tuple[Member, bool], ...]
    served: frozenset[tuple[str, ...]] | None
    remembered: tuple[tuple[str, ...], ...]
    files: tuple[str, ...]


def look(home: Path) -> Seen:
    """Open everything, which must be whole."""
    with Store.open(home / "members.db") as store:
        store.check()
        members = tuple(
            (one.member, one.is_withdrawn) for one in store.members(include_withdrawn=True)
        )
    remembered: tuple[tuple[str, ...], ...] = ()
    if (home / "bot.db").exists():
        with memory_of(home) as memory:
            memory.check()
            remembered = tuple(sorted(one.ranking for one in memory.questions.since(0)))
    return Seen(members, _served(home), remembered, files_in(home))


def _served(home: Path) -> frozenset[tuple[str, ...]] | None:
    shelf = Shelf(home / "index")
    if not shelf.snapshot_names():
        return None
    opened = shelf.open()
    # Killed at the last moment, a first build has no pointer to what it built.
    assert opened.rejected == "" or not (home / "index" / "current").exists()
    records = opened.snapshot.records
    cards = {(one.id, one.name_ja, one.name_en) for one in records.all_members()}
    texts = {(one.text,) for one in records.all_passages()}
    opened.snapshot.close()
    return frozenset({*cards, *texts})


def files_in(home: Path) -> tuple[str, ...]:
    """The files of a home and of the office, snapshots without their names, no log."""
    found = []
    for path in home.parent.rglob("*"):
        said = re.sub(r"\d{8}T\d{6}Z-[0-9a-f]{16}", "SNAPSHOT", str(path.relative_to(home.parent)))
        if path.is_file() and path.name not in ("nakadachi.log",) and "models" not in said:
            found.append(said)
    return tuple(sorted(found))


def copied(home: Path, target: Path) -> Path:
    """The same home elsewhere; whatever is done there, the first stays as it is."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(home.parent, target, symlinks=True)
    return target / home.name


def holds(home: Path, texts: tuple[str, ...]) -> list[str]:
    """Which of these texts are in a byte of the home."""
    found = bytes_in(home)
    return [text for text in texts if text.encode() in found]
