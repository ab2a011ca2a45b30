"""Every message, modal and home tab, in both languages, as people see it and as Slack gets it.

After a change that is meant to be: UPDATE_SNAPSHOTS=1 python -m pytest tests/bot/blocks
Contacts are in no snapshot: test_contacts.py looks at them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from inspect import get_annotations, isfunction
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pytest

import bot.blocks
from bot.blocks.answers import Audience, answer_message
from bot.blocks.contacts import (
    member_gone_message,
    no_contact_message,
    requested_message,
    stranger_message,
)
from bot.blocks.feedback import Shown, noted_message, thanks_message
from bot.blocks.notices import (
    empty_directory_message,
    error_message,
    expired_question_message,
    help_message,
    moved_message,
    not_found_message,
    not_staff_message,
    outdated_button_message,
    share_failed_message,
    shared_message,
)
from bot.blocks.profile import profile_message, profile_view
from bot.blocks.refining import answered_before_message, nothing_to_refine_message
from bot.blocks.reindexing import (
    reindex_done,
    reindex_elsewhere,
    reindex_failed,
    reindex_progress,
    reindex_started,
)
from bot.blocks.status import Status, status_message
from bot.controls import Verdict
from bot.outgoing.gate import home_payload, message_payload, view_payload
from bot.outgoing.message import Home, Message, View
from bot.questions import ReplyKind
from bot.reindex_process import Built
from tests.bot.blocks.drawing import draw
from tests.bot.blocks.form_samples import FORM_VIEWS
from tests.bot.blocks.home_samples import HOME_VIEWS
from tests.bot.blocks.import_samples import IMPORT_VIEWS
from tests.bot.blocks.request_samples import REQUEST_VIEWS
from tests.bot.blocks.samples import (
    MATCHES,
    MEMBER,
    SMALL_MEMBER,
    conditioned,
    matched,
    narrowable,
    nobody,
    nobody_meets,
    nobody_says,
    parted,
    reply,
)
from tests.bot.limits_of_slack import faults_of_message, faults_of_view

FOLDER = Path(__file__).with_name("snapshots")
UPDATE = "UPDATE_SNAPSHOTS"

STATUS = Status(
    members=150,
    statements=1234,
    index_built_at=datetime(2026, 4, 1, 9, 30, tzinfo=UTC),
    model="all-MiniLM-L6-v2",
    last_import=datetime(2026, 4, 1, 9, 0, tzinfo=UTC),
    last_import_file="members.xlsx",
    questions_today=40,
    nobody_today=3,
    waiting_requests=1,
)
TROUBLED = replace(
    STATUS,
    last_import=None,
    last_import_file="",
    questions_today=0,
    nobody_today=0,
    troubles=(("The channel is archived.", "Set another one."),),
    stale=True,
    rejected="offers.faiss is damaged",
)
NO_INDEX = replace(STATUS, statements=0, index_built_at=None, rejected="no index was built yet")
SHOWN = (Shown("D1", "株式会社見本"), Shown("D2", "例題大学"))

# A name is that of the function, then what is special about the case.
VIEWS: dict[str, Callable[[str], Message | View | Home]] = {
    "answer_message.channel": lambda ui: answer_message(reply(matched(ui), ui), Audience.CHANNEL),
    "answer_message.direct": lambda ui: answer_message(reply(matched(ui), ui), Audience.DIRECT),
    "answer_message.private": lambda ui: answer_message(
        replace(reply(matched(ui, MATCHES[:1]), ui), unread_files=True, shortened=True),
        Audience.PRIVATE,
    ),
    "answer_message.shared": lambda ui: answer_message(
        reply(matched(ui), ui), Audience.SHARED, shared_by="U12345"
    ),
    "answer_message.nobody": lambda ui: answer_message(reply(nobody(ui), ui), Audience.CHANNEL),
    "answer_message.nobody_near": lambda ui: answer_message(
        reply(nobody(ui, ()), ui), Audience.PRIVATE
    ),
    "answer_message.conditions": lambda ui: answer_message(
        reply(conditioned(ui), ui), Audience.CHANNEL
    ),
    "answer_message.conditions_private": lambda ui: answer_message(
        reply(conditioned(ui), ui), Audience.PRIVATE
    ),
    "answer_message.conditions_shared": lambda ui: answer_message(
        reply(conditioned(ui), ui), Audience.SHARED, shared_by="U12345"
    ),
    "answer_message.nobody_meets": lambda ui: answer_message(
        reply(nobody_meets(ui), ui), Audience.CHANNEL
    ),
    "answer_message.nobody_says": lambda ui: answer_message(
        reply(nobody_says(ui), ui), Audience.DIRECT
    ),
    "answer_message.narrowable": lambda ui: answer_message(
        reply(narrowable(ui), ui), Audience.CHANNEL
    ),
    "answer_message.narrowable_window": lambda ui: answer_message(
        reply(narrowable(ui), ui), Audience.WINDOW
    ),
    "answer_message.refined": lambda ui: answer_message(
        replace(reply(narrowable(ui), ui), is_refined=True), Audience.CHANNEL, refined_by="U12345"
    ),
    "answer_message.refined_others": lambda ui: answer_message(
        replace(reply(matched(ui), ui), is_refined=True, left_out=5), Audience.PRIVATE
    ),
    "answer_message.refined_nobody_else": lambda ui: answer_message(
        replace(reply(nobody(ui, ()), ui), is_refined=True, left_out=7), Audience.DIRECT
    ),
    "nothing_to_refine_message": nothing_to_refine_message,
    "answered_before_message": answered_before_message,
    "answer_message.parts": lambda ui: answer_message(reply(parted(ui), ui), Audience.DIRECT),
    "answer_message.other_language": lambda ui: answer_message(
        replace(reply(matched(ui), ui), ui="en" if ui == "ja" else "ja"), Audience.CHANNEL
    ),
    **{
        f"answer_message.{kind}": lambda ui, kind=kind: answer_message(  # type: ignore[misc]
            reply(None, ui, kind), Audience.DIRECT
        )
        for kind in ReplyKind
        if kind is not ReplyKind.ANSWER
    },
    "requested_message": lambda ui: requested_message(MEMBER, ui, again=False),
    "requested_message.again": lambda ui: requested_message(SMALL_MEMBER, ui, again=True),
    "no_contact_message": lambda ui: no_contact_message(MEMBER, ui, "q1"),
    "stranger_message": stranger_message,
    "member_gone_message": member_gone_message,
    "profile_view": lambda ui: profile_view(MEMBER, ui),
    "profile_view.small": lambda ui: profile_view(SMALL_MEMBER, ui),
    "profile_message": lambda ui: profile_message(MEMBER, ui, "q1"),
    "thanks_message.useful": lambda ui: thanks_message(Verdict.USEFUL, "q1", SHOWN, ui),
    "thanks_message.useful_nobody": lambda ui: thanks_message(Verdict.USEFUL, "q1", (), ui),
    "thanks_message.not_useful": lambda ui: thanks_message(Verdict.NOT_USEFUL, "q1", SHOWN, ui),
    "noted_message": noted_message,
    "help_message": lambda ui: help_message(ui, is_staff=False),
    "help_message.staff": lambda ui: help_message(ui, is_staff=True),
    "not_found_message": lambda ui: not_found_message(ui, "みほん", (("D1", "株式会社見本"),)),
    "not_found_message.nothing_near": lambda ui: not_found_message(ui, "x" * 100),
    "empty_directory_message": empty_directory_message,
    "not_staff_message": not_staff_message,
    "error_message": lambda ui: error_message(ui, "4f2a"),
    "outdated_button_message": outdated_button_message,
    "expired_question_message": expired_question_message,
    "shared_message": shared_message,
    "share_failed_message": share_failed_message,
    "moved_message.not_in_channel": lambda ui: moved_message(ui, "C12345", "not_in_channel"),
    "moved_message.is_archived": lambda ui: moved_message(ui, "C12345", "is_archived"),
    "moved_message.channel_not_found": lambda ui: moved_message(ui, "C12345", "channel_not_found"),
    "moved_message.other": lambda ui: moved_message(ui, "C12345", "restricted_action"),
    "status_message": lambda ui: status_message(STATUS, ui),
    "status_message.troubled": lambda ui: status_message(TROUBLED, ui),
    "status_message.no_index": lambda ui: status_message(NO_INDEX, ui),
    "reindex_started": reindex_started,
    "reindex_progress": lambda ui: reindex_progress(ui, 512, 1234),
    "reindex_done": lambda ui: reindex_done(ui, Built(150, 1234, 12, 3.21, changed=True)),
    "reindex_done.unchanged": lambda ui: reindex_done(ui, Built(150, 1234, 0, 0.1, changed=False)),
    "reindex_failed": lambda ui: reindex_failed(ui, "The disk is full."),
    "reindex_failed.unexpected": lambda ui: reindex_failed(ui, ""),
    "reindex_elsewhere": reindex_elsewhere,
    **FORM_VIEWS,
    **REQUEST_VIEWS,
    **HOME_VIEWS,
    **IMPORT_VIEWS,
}
NO_SNAPSHOT = {"contact_message", "simple"}


def payload_of(shown: Message | View | Home) -> dict[str, Any]:
    if isinstance(shown, View | Home):
        view = view_payload(shown) if isinstance(shown, View) else home_payload(shown)
        assert faults_of_view(view) == []
        return view
    message = message_payload(shown)
    assert faults_of_message(message) == []
    return message


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", VIEWS)
def test_everybody_sees_what_the_snapshot_says(name: str, lang: str) -> None:
    payload = payload_of(VIEWS[name](lang))
    shown = draw(payload) + "\n" + json.dumps(payload, ensure_ascii=False, indent=1) + "\n"
    path = FOLDER / f"{name}.{lang}.txt"

    if os.environ.get(UPDATE):
        path.write_text(shown, encoding="utf-8")
    hint = f"If this is meant to be, run the tests with {UPDATE}=1 and review the difference."
    assert path.exists(), f"{path.name} is missing. {hint}"
    assert shown == path.read_text(encoding="utf-8"), hint


def test_every_snapshot_is_of_something() -> None:
    kept = {path.name for path in FOLDER.iterdir()}
    assert kept == {f"{name}.{lang}.txt" for name in VIEWS for lang in ("ja", "en")}


def test_everything_that_people_see_has_a_snapshot() -> None:
    modules = [import_module(f"bot.blocks.{one.name}") for one in iter_modules(bot.blocks.__path__)]
    shown = {name for module in modules for name in messages_of(module)}
    assert shown - NO_SNAPSHOT == {name.partition(".")[0] for name in VIEWS}


def messages_of(module: ModuleType) -> set[str]:
    """The public functions that a module defines and that make a message, a modal or a home tab."""
    return {
        name
        for name, found in vars(module).items()
        if isfunction(found)
        and found.__module__ == module.__name__
        and not name.startswith("_")
        and get_annotations(found, eval_str=True).get("return") in (Message, View, Home)
    }


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", VIEWS)
def test_what_is_read_out_for_a_button_holds_what_is_written_on_it(name: str, lang: str) -> None:
    for button in _buttons(payload_of(VIEWS[name](lang))):
        read_out = button.get("accessibility_label", button["text"]["text"])
        assert button["text"]["text"].casefold() in read_out.casefold()


def _buttons(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.get("type") == "button":
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _buttons(one)
