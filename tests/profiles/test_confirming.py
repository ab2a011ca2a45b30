"""Who speaks for a member in Slack, and what it means to say that a profile is still true."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from profiles.confirming import (
    Aged,
    Confirmation,
    Dated,
    confirm,
    confirmed_before,
    members_of,
)
from profiles.errors import StoreError
from profiles.forgetting import forget_member
from profiles.importing import apply_plan
from profiles.model import Contact, Member
from profiles.planning import plan_import
from profiles.store import Store
from tests.profiles.examples import TODAY, UDO, a_member, a_reading

HANAKO = "U0HANAKO"
SPEAKS = replace(UDO, slack_user_id=HANAKO)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "members.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as store:
        yield store


def fill(store: Store, *members: Member, is_everybody: bool = False) -> None:
    reading = a_reading(*members)
    apply_plan(store, plan_import(store, reading, withdraw_missing=is_everybody, today=TODAY))


def test_somebody_belongs_to_every_member_that_has_them_as_a_contact(store: Store) -> None:
    fill(
        store,
        a_member("D003", contacts=(UDO, SPEAKS)),
        a_member("D001", contacts=(SPEAKS,)),
        a_member("D002", contacts=(replace(UDO, slack_user_id="U0OTHER"),)),
    )
    assert [one.id for one in members_of(store, HANAKO, 3)] == ["D001", "D003"]
    assert [one.id for one in members_of(store, HANAKO, 1)] == ["D001"]
    assert members_of(store, "U0NOBODY", 3) == ()


def test_contacts_without_a_slack_id_belong_to_nobody(store: Store) -> None:
    fill(store, a_member("D001", contacts=(UDO,)))
    assert members_of(store, "", 3) == ()
    assert confirm(store, "D001", "", TODAY) is Confirmation.NOT_A_CONTACT


def test_whoever_left_the_directory_or_was_forgotten_is_nobodys(store: Store) -> None:
    fill(store, a_member("D001", contacts=(SPEAKS,)), a_member("D002", contacts=(SPEAKS,)))
    fill(store, a_member("D002", contacts=(SPEAKS,)), is_everybody=True)
    assert [one.id for one in members_of(store, HANAKO, 3)] == ["D002"]
    assert confirm(store, "D001", HANAKO, TODAY) is Confirmation.GONE
    forget_member(store, "D002")
    assert members_of(store, HANAKO, 3) == ()
    assert confirm(store, "D002", HANAKO, TODAY) is Confirmation.GONE


def test_the_look_up_does_not_read_every_contact(store: Store) -> None:
    plan = store.database.execute(
        "EXPLAIN QUERY PLAN SELECT member_id FROM contacts"
        " WHERE slack_user_id = ? AND slack_user_id <> ''",
        [HANAKO],
    ).fetchall()
    assert "contacts_by_slack_id" in plan[0][-1]


def test_confirming_sets_the_date_and_nothing_else(store: Store) -> None:
    before = a_member("D001", contacts=(UDO, SPEAKS))
    fill(store, before, a_member("D002"))
    assert confirm(store, "D001", HANAKO, TODAY) is Confirmation.DONE
    assert store.get("D001").member == replace(before, updated=TODAY)
    assert store.get("D002").member == a_member("D002")


def test_confirming_makes_no_index_outdated_but_every_plan_of_an_import(store: Store) -> None:
    fill(store, a_member("D001", contacts=(SPEAKS,)))
    revision, version = store.revision, store.version
    confirm(store, "D001", HANAKO, TODAY)
    assert store.revision == revision
    assert store.version != version


def test_a_second_time_on_the_same_day_changes_nothing(store: Store) -> None:
    fill(store, a_member("D001", contacts=(SPEAKS,)))
    confirm(store, "D001", HANAKO, TODAY)
    version = store.version
    assert confirm(store, "D001", HANAKO, TODAY) is Confirmation.DONE
    assert store.version == version


def test_a_date_that_lies_ahead_becomes_that_of_the_day(store: Store) -> None:
    fill(store, a_member("D001", contacts=(SPEAKS,), updated=date(2062, 7, 1)))
    confirm(store, "D001", HANAKO, TODAY)
    assert store.get("D001").member.updated == TODAY


@pytest.mark.parametrize("key", ["d001", "D001 ", "D00%", ""])
def test_only_the_exact_id_is_confirmed(store: Store, key: str) -> None:
    fill(store, a_member("D001", contacts=(SPEAKS,)))
    assert confirm(store, key, HANAKO, TODAY) is Confirmation.GONE
    assert store.get("D001").member.updated == a_member().updated


def test_who_is_no_contact_any_more_may_not_confirm(store: Store) -> None:
    fill(store, a_member("D001", contacts=(SPEAKS,)))
    fill(store, a_member("D001", contacts=(Contact("別の 人", email="b@hyoso.example"),)))
    assert confirm(store, "D001", HANAKO, TODAY) is Confirmation.NOT_A_CONTACT
    assert store.get("D001").member.updated == a_member().updated


def test_while_an_import_writes_a_confirmation_fails_and_can_be_tried_again(
    store: Store, path: Path
) -> None:
    fill(store, a_member("D001", contacts=(SPEAKS,)))
    store.database.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(path, isolation_level=None)) as importing:
        importing.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is writing"):
            confirm(store, "D001", HANAKO, TODAY)
        importing.execute("ROLLBACK")
    assert confirm(store, "D001", HANAKO, TODAY) is Confirmation.DONE


KILLED = """
import os, sys
from datetime import date
from pathlib import Path
from profiles import confirming
from profiles.store import Store

Store.touch = lambda self, db, *, indexed: os._exit(9)
with Store.open(Path(sys.argv[1])) as store:
    confirming.confirm(store, "D001", "U0HANAKO", date(2026, 7, 1))
"""


def test_a_process_that_ends_in_the_middle_has_confirmed_nothing(store: Store, path: Path) -> None:
    fill(store, a_member("D001", contacts=(SPEAKS,)))
    version = store.version
    command = [sys.executable, "-W", "error", "-c", KILLED, str(path)]
    assert subprocess.run(command, check=False, timeout=60).returncode == 9
    assert store.get("D001").member.updated == a_member().updated
    assert store.version == version


def test_profiles_without_a_date_are_the_oldest(store: Store) -> None:
    fill(
        store,
        a_member("D001", updated=date(2024, 1, 2)),
        a_member("D002", updated=None),
        a_member("D003", updated=date(2023, 5, 6)),
        a_member("D004", updated=TODAY),
    )
    assert confirmed_before(store, date(2025, 7, 1), most=2) == Aged(
        3,
        (
            Dated("D002", a_member("D002").name_ja, a_member("D002").name_en, None),
            Dated("D003", a_member("D003").name_ja, a_member("D003").name_en, date(2023, 5, 6)),
        ),
    )


def test_the_day_itself_is_not_too_old_and_withdrawn_members_do_not_count(store: Store) -> None:
    fill(store, a_member("D001", updated=TODAY), a_member("D002", updated=None))
    fill(store, a_member("D001", updated=TODAY), is_everybody=True)
    assert confirmed_before(store, TODAY, most=5) == Aged(0, ())


@pytest.mark.parametrize(
    ("member", "lang", "name"),
    [
        (Dated("D1", "株式会社見本", "Mihon Ltd.", None), "ja", "株式会社見本"),
        (Dated("D1", "株式会社見本", "Mihon Ltd.", None), "en", "Mihon Ltd."),
        (Dated("D1", "株式会社見本", "", None), "en", "株式会社見本"),
        (Dated("D1", "", "Mihon Ltd.", None), "ja", "Mihon Ltd."),
    ],
)
def test_a_name_is_in_the_readers_language_or_in_the_one_there_is(
    member: Dated, lang: str, name: str
) -> None:
    assert member.name_in(lang) == name
