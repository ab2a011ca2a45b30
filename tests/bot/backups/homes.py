"""Small homes for the tests of backups: two members, two questions, no index."""

from __future__ import annotations

import os
import signal
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.bootstrap import Nakadachi, bootstrap
from bot.memory.reveals import Reveal
from profiles.importing import apply_plan
from profiles.model import Member
from profiles.planning import plan_import
from profiles.store import Store
from tests.bot.memory.examples import a_question
from tests.bot.remembering import memory_of
from tests.profiles.examples import MAKABE, TODAY, UDO, a_member, a_reading

TITAN = a_member("D001", name_ja="有限会社チタン", name_en="Titan Ltd.", contacts=(UDO, MAKABE))
HELIUM = a_member("D002", name_ja="ヘリウム株式会社", name_en="Helium Inc.", contacts=())
TERMS = "english\tjapanese\tbroader\tdomain\nyuzuri fit\tゆずり嵌め\t\town\n"


def app_of(home: Path) -> Nakadachi:
    return bootstrap({"NAKADACHI_HOME": str(home)}, home.parent)


def put(home: Path, *members: Member) -> None:
    home.mkdir(exist_ok=True)
    with Store.open(home / "members.db") as store:
        apply_plan(store, plan_import(store, a_reading(*members), today=TODAY))


def fill(home: Path) -> None:
    """Two members, what two people asked, what is owed to one of them, and own terms."""
    put(home, TITAN, HELIUM)
    (home / "terms.tsv").write_text(TERMS, "utf-8")
    with memory_of(home) as memory:
        for number, person in enumerate(("U1", "U2")):
            memory.questions.put(
                a_question(
                    id=f"q{number}",
                    user_id=person,
                    text=f"チタン {person}",
                    asked_at=time.time(),
                    ranking=("D001", "D002"),
                    shown=("D001",),
                    channel=f"C{number}",
                    message_ts=f"{number}.5",
                )
            )
        memory.reveals.log(Reveal(time.time(), "U1", "T1", "D001", "q0", ("email",), "members"))
        memory.deliveries.claim(["owed"], {"event": {"user": "U1", "text": "ステンレス"}})


def ids_in(home: Path) -> list[str]:
    with Store.open(home / "members.db") as store:
        return [stored.id for stored in store.members(include_withdrawn=True)]


def texts_in(home: Path) -> list[str | None]:
    with memory_of(home) as memory:
        return [question.text for question in memory.questions.since(0)]


def bytes_in(home: Path) -> bytes:
    """Every byte of every file of a home but its ledger."""
    return b"".join(path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file())


def killed_at(step: int, work: Callable[[], Any]) -> bool:
    """Whether ``work``, in a process of its own, was killed at this step of what it does on disk.

    The steps are what Python itself reports: files opened, renamed, removed, databases opened.
    """
    with warnings.catch_warnings():
        # Newer versions of Python warn that threads do not come along; none is needed.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process == 0:
        try:
            _die_at(step)
            work()
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(process, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.waitstatus_to_exitcode(status) == 0, "it failed instead of being killed"
    return False


_STEPS = ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "sqlite3.connect")


def _die_at(step: int) -> None:
    count = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        if event not in _STEPS or str(arguments[0]).endswith((".py", ".pyc")):
            return
        count += 1
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
