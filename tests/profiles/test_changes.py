"""What a file changes in a profile that somebody has confirmed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from profiles.changes import FieldChange
from profiles.confirming import Confirmation, confirm
from profiles.importing import apply_plan
from profiles.model import Member
from profiles.planning import ImportPlan, plan_import
from profiles.store import Store
from tests.profiles.examples import EVERYTHING, TODAY, UDO, a_member, a_reading

HANAKO = "U0HANAKO"
D001 = a_member("D001", contacts=(replace(UDO, slack_user_id=HANAKO),))
TOMORROW = TODAY + timedelta(days=1)
SLIP = date(2062, 7, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "members.db") as store:
        imports(store, D001)
        yield store


def imports(
    store: Store, member: Member, *, given: frozenset[str] = EVERYTHING, on: date = TODAY
) -> ImportPlan:
    return apply_plan(store, plan_import(store, a_reading(member, given=given), today=on))


def updated(store: Store) -> date | None:
    return store.get("D001").member.updated


@pytest.mark.parametrize("in_file", [D001.updated, date(1999, 1, 1), None])
def test_a_file_with_an_older_date_does_not_undo_a_confirmation(
    store: Store, in_file: date | None
) -> None:
    assert confirm(store, "D001", HANAKO, TODAY) is Confirmation.DONE
    plan = imports(store, replace(D001, updated=in_file))
    assert plan.changed == ()
    assert plan.unchanged == 1
    assert plan.writes_nothing
    assert updated(store) == TODAY


def test_what_else_such_a_file_says_is_taken_and_reported_without_the_date(store: Store) -> None:
    confirm(store, "D001", HANAKO, TODAY)
    (change,) = imports(store, replace(D001, employees=141)).changed
    assert change.fields == (FieldChange("employees", D001.employees, 141),)
    assert store.get("D001").member == replace(D001, employees=141, updated=TODAY)


def test_a_file_with_a_later_date_is_taken_and_no_index_must_follow(store: Store) -> None:
    revision = store.revision
    plan = imports(store, replace(D001, updated=TODAY))
    assert [change.fields for change in plan.changed] == [
        (FieldChange("updated", D001.updated, TODAY),)
    ]
    assert not plan.changes_index
    assert updated(store) == TODAY
    assert store.revision == revision


def test_a_text_that_changes_with_the_date_makes_an_index_follow(store: Store) -> None:
    revision = store.revision
    assert imports(store, replace(D001, updated=TODAY, summary="新しい")).changes_index
    assert store.revision != revision


def test_a_file_that_does_not_speak_of_dates_changes_none(store: Store) -> None:
    confirm(store, "D001", HANAKO, TODAY)
    given = EVERYTHING - {"updated"}
    assert imports(store, replace(D001, updated=None), given=given).writes_nothing
    assert updated(store) == TODAY


def test_a_date_that_is_still_to_come_is_mended_by_a_file(store: Store) -> None:
    imports(store, replace(D001, updated=SLIP))
    imports(store, D001)
    assert updated(store) == D001.updated


def test_what_was_confirmed_where_it_is_tomorrow_already_stays_confirmed(store: Store) -> None:
    confirm(store, "D001", HANAKO, TOMORROW)
    assert imports(store, D001).writes_nothing
    assert updated(store) == TOMORROW


def test_a_profile_without_a_date_takes_that_of_the_file(store: Store) -> None:
    imports(store, replace(D001, id="D002", updated=None))
    imports(store, replace(D001, id="D002"))
    assert store.get("D002").member.updated == D001.updated
