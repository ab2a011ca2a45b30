"""A message of somebody as the question: the answer in a window, shared only on purpose."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.memory.questions import QuestionRecord
from bot.playground.journal import Route
from bot.playground.person import Person, Said
from bot.playground.seen import SeenMessage, SeenView
from bot.playground.workspace import Channel
from tests.scenarios.office import Office
from tests.scenarios.serving import serving
from tests.scenarios.telling import told
from tests.scenarios.town import (
    HELIUM,
    HELIUM_MEMBER,
    IMPATIENT,
    QUICK,
    TITANIUM,
    TITANIUM_MEMBER,
    VIOLIN,
    Bot,
    Town,
    until,
)

Lively = tuple[Town, Bot]
FIND = "find_partners_for"
SHARE = "share_to_thread:"
SEARCHING = "探しています…"
SHARED = "スレッドに共有しました"
CONTACT = "@cellvita-tama.example"
EMAIL = """株式会社見本 開発部 御中

いつもお世話になっております。例題工業の例題です。
チタン合金（Ti-6Al-4V）の切削加工を10個、来週までにお願いできる先を探しております。
公差は±0.01、骨接合プレートの試作です。図面は別途お送りいたします。
お忙しいところ恐れ入りますが、ご検討のほど、よろしくお願い申し上げます。

-----------------------------------
例題工業株式会社　営業部　例題 太郎
-----------------------------------
"""
QUOTED = "> 先日の打ち合わせの件、承知いたしました。引き続きよろしくお願いいたします。\n"
AT_ONCE = replace(IMPATIENT, lease=0.5)


def finds_for(town: Town, person: Person, said: Said) -> SeenView:
    """Somebody uses the shortcut on a message; the window with its answer."""
    before = {view.id for view in person.modals}
    assert not person.uses_shortcut_on(said, FIND).error
    return person.waits_for_view(lambda view: view.id not in before and is_over(view))


def is_over(view: SeenView) -> bool:
    return SEARCHING not in view.shown and "Searching …" not in view.shown


def shared_in(person: Person, channel: Channel) -> list[SeenMessage]:
    """The answers that somebody sees in a channel because another person shared them."""
    return [
        one
        for one in person.reads(channel)
        if one.says("さんが共有しました") or one.says("shared this answer")
    ]


def question_of(bot: Bot, person: Person) -> QuestionRecord:
    (record, *_) = bot.memory.questions.of_user(person.id, 1)
    return record


def test_the_answer_to_a_message_is_shown_to_the_person_only(lively: Lively) -> None:
    town, _ = lively
    said = town.bob.writes(TITANIUM, channel=town.general)
    view = finds_for(town, town.alice, said)
    assert view.says(TITANIUM_MEMBER)
    assert view.title == "回答"
    assert not view.says(CONTACT)
    town.slack.settle()
    assert not town.bob.answers_to(said)
    assert not [one for one in town.alice.reads(town.general) if one.says(TITANIUM_MEMBER)]


def test_the_window_says_at_once_that_it_searches(lively: Lively) -> None:
    town, _ = lively
    said = town.bob.writes(HELIUM, channel=town.general)
    update = town.slack.hang("views.update")
    town.bob.uses_shortcut_on(said, FIND)
    assert town.bob.sees_modal("Searching").callback_id == "answer"
    assert update.caught.wait(5)
    update.release()
    assert town.bob.sees_modal(HELIUM_MEMBER).says(HELIUM)


def test_a_long_letter_that_was_pasted_in_is_understood(lively: Lively) -> None:
    town, _ = lively
    said = town.bob.writes(EMAIL + QUOTED * 40, channel=town.general)
    assert finds_for(town, town.alice, said).says(TITANIUM_MEMBER)


def test_a_message_without_words_gets_a_friendly_line_and_cannot_be_shared(lively: Lively) -> None:
    town, _ = lively
    said = town.bob.attaches("drawing.pdf", channel=town.general)
    view = finds_for(town, town.alice, said)
    assert view.says("図面やファイルの中身は読めません")
    assert SHARE not in view.controls


def test_what_another_bot_has_posted_may_be_asked_about(lively: Lively) -> None:
    town, _ = lively
    robot = town.slack.robot("news")
    town.general.members.add(robot.id)
    said = robot.writes(TITANIUM, channel=town.general)
    assert finds_for(town, town.alice, said).says(TITANIUM_MEMBER)


def test_where_the_bot_is_no_member_the_answer_comes_and_sharing_says_what_to_do(
    lively: Lively,
) -> None:
    town, _ = lively
    town.expected_refusals.add("not_in_channel")
    channel = town.slack.channel("without-bot", town.alice, town.bob)
    view = finds_for(town, town.alice, town.bob.writes(TITANIUM, channel=channel))
    assert view.says(TITANIUM_MEMBER)
    town.alice.presses(view, SHARE)
    failed = town.alice.sees_modal("/invite")
    assert failed.says(TITANIUM_MEMBER)
    assert not shared_in(town.bob, channel)
    channel.members.add(town.slack.bot.id)
    town.alice.presses(failed, SHARE)
    town.alice.sees_modal(SHARED)
    assert len(shared_in(town.bob, channel)) == 1


def test_a_shared_answer_stands_in_the_thread_of_the_message_without_contacts(
    lively: Lively,
) -> None:
    town, _ = lively
    said = town.bob.writes(TITANIUM, channel=town.general)
    town.alice.presses(finds_for(town, town.alice, said), SHARE)
    view = town.alice.sees_modal(SHARED)
    assert SHARE not in view.controls
    (answer,) = [one for one in shared_in(town.bob, town.general) if one.thread_ts == said.ts]
    assert answer.says("@alice")
    assert answer.says(TITANIUM_MEMBER)
    assert not answer.says(CONTACT)


def test_of_a_message_in_a_thread_the_answer_is_shared_to_that_thread(lively: Lively) -> None:
    town, bot = lively
    root = town.bob.writes("相談があります", channel=town.general)
    reply = town.bob.writes(TITANIUM, channel=town.general, thread=root)
    view = finds_for(town, town.alice, reply)
    # As long as nobody else has seen it, nobody can follow it up.
    assert not bot.memory.questions.has_thread(town.general.id, root.ts)
    town.alice.presses(view, SHARE)
    town.alice.sees_modal(SHARED)
    (answer,) = [one for one in shared_in(town.bob, town.general) if one.thread_ts == root.ts]
    assert answer.says(TITANIUM_MEMBER)
    assert bot.memory.questions.has_thread(town.general.id, root.ts)


def test_who_presses_twice_shares_once(lively: Lively) -> None:
    town, _ = lively
    said = town.bob.writes(TITANIUM, channel=town.general)
    view = finds_for(town, town.alice, said)
    posting = town.slack.hang("chat.postMessage")
    pressed = town.alice.presses(view, SHARE)
    assert posting.caught.wait(5)
    town.alice.presses(view, SHARE)
    town.slack.redeliver(pressed.delivery)
    posting.release()
    town.alice.sees_modal(SHARED)
    town.slack.settle()
    assert len([one for one in shared_in(town.bob, town.general) if one.thread_ts == said.ts]) == 1
    assert len(town.alice.modals) == 1
    town.expected_refusals.add("hash_conflict")


def test_what_can_be_pressed_under_an_answer_works_in_the_window(lively: Lively) -> None:
    town, bot = lively
    said = town.bob.writes(TITANIUM, channel=town.general)
    view = finds_for(town, town.alice, said)
    town.alice.presses(view, "contact:1")
    town.alice.closes(town.alice.sees_modal(CONTACT))
    town.alice.presses(view, "more:1")
    town.alice.closes(town.alice.waits_for_view(lambda one: one.callback_id == "profile"))
    town.alice.presses(view, "feedback:useful")
    town.alice.closes(town.alice.sees_modal("ありがとうございます"))
    assert town.alice.sees_modal(TITANIUM_MEMBER).id == view.id
    question = question_of(bot, town.alice).id
    assert question in {one.question_id for one in bot.memory.feedback.all()}


def test_who_finds_nobody_can_ask_the_coordinators_from_the_window(lively: Lively) -> None:
    town, _ = lively
    view = finds_for(town, town.alice, town.bob.writes(VIOLIN, channel=town.general))
    town.alice.presses(view, "ask_coordinators:")
    town.alice.sees_modal("コーディネーターに相談を送りました")
    assert town.sato.sees(VIOLIN, channel=town.desk)


def test_a_shortcut_that_is_delivered_twice_opens_one_window(lively: Lively) -> None:
    town, bot = lively
    said = town.bob.writes(HELIUM, channel=town.general)
    before = len(bot.memory.questions.of_user(town.bob.id, 100))
    used = town.bob.uses_shortcut_on(said, FIND)
    town.slack.redeliver(used.delivery)
    town.bob.sees_modal(HELIUM_MEMBER)
    town.slack.settle()
    assert len(bot.memory.questions.of_user(town.bob.id, 100)) == before + 1
    assert len(town.bob.modals) == 1


def test_too_late_for_a_window_the_answer_is_whispered_and_can_still_be_shared(
    lively: Lively,
) -> None:
    town, _ = lively
    town.expected_refusals.add("not_found")
    said = town.bob.writes(TITANIUM, channel=town.general)
    town.slack.fail("views.open", error="expired_trigger_id")
    message = told(
        town, town.alice, lambda: town.alice.uses_shortcut_on(said, FIND), channel=town.general
    )
    assert message.is_ephemeral
    assert message.says(TITANIUM_MEMBER)
    done = told(town, town.alice, lambda: town.alice.presses(message, SHARE), town.general)
    assert done.is_ephemeral or done.says(TITANIUM_MEMBER)
    town.alice.sees(SHARED, channel=town.general)
    (answer,) = [one for one in shared_in(town.bob, town.general) if one.thread_ts == said.ts]
    assert answer.says(TITANIUM_MEMBER)


def test_a_trigger_that_has_run_out_ends_in_a_message(home: Path) -> None:
    with Town(home, replace(QUICK, trigger=0.0)) as town:
        town.expected_refusals |= {"expired_trigger_id", "not_found"}
        town.starts_bot()
        said = town.bob.writes(HELIUM, channel=town.general)
        town.bob.uses_shortcut_on(said, FIND)
        assert town.bob.sees("Only you can see this answer", channel=town.general).is_ephemeral
        assert town.bob.modal is None


def test_a_window_that_has_changed_is_updated_all_the_same(lively: Lively) -> None:
    town, _ = lively
    said = town.bob.writes(HELIUM, channel=town.general)
    town.slack.fail("views.update", error="hash_conflict")
    assert finds_for(town, town.bob, said).says(HELIUM_MEMBER)


def test_who_closes_the_window_meanwhile_is_not_followed(lively: Lively) -> None:
    town, bot = lively
    town.expected_refusals.add("not_found")
    said = town.bob.writes(HELIUM, channel=town.general)
    before = town.bob.reads()
    update = town.slack.hang("views.update")
    town.bob.uses_shortcut_on(said, FIND)
    assert update.caught.wait(5)
    town.bob.closes(town.bob.sees_modal("Searching"))
    update.release()
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    town.slack.settle()
    assert town.bob.modal is None
    assert town.bob.reads() == before


def test_while_slack_is_away_the_window_waits_for_its_answer(lively: Lively) -> None:
    town, bot = lively
    town.expected_refusals |= {"exchanged_trigger_id", "expired_trigger_id"}
    said = town.bob.writes(HELIUM, channel=town.general)
    before = len(town.bob.reads())
    town.slack.fail("views.update", error="internal_error", times=2)
    view = finds_for(town, town.bob, said)
    assert view.says(HELIUM_MEMBER)
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    assert len(town.bob.reads()) == before
    assert len(town.bob.modals) == 1


def test_killed_between_the_window_and_its_answer_the_next_process_fills_the_window(
    town: Town,
) -> None:
    said = town.bob.writes(HELIUM, channel=town.general)
    update = town.slack.hang("views.update")
    with serving(town) as process:
        town.bob.uses_shortcut_on(said, FIND)
        assert update.caught.wait(20)
        process.is_killed()
    town.bob.closes(town.bob.sees_modal("Searching"))
    town.slack.platform.faults.clear()
    town.slack.settle()
    town.expected_refusals.add("not_found")
    bot = town.starts_bot(AT_ONCE)
    # The window is gone, and whether somebody has closed it nobody can know.
    assert town.bob.sees(HELIUM_MEMBER, channel=town.general).is_ephemeral
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    town.slack.settle()
    assert len([one for one in town.bob.reads() if one.says(HELIUM_MEMBER)]) == 1


def test_a_window_that_a_killed_process_left_open_gets_its_answer(town: Town) -> None:
    said = town.bob.writes(HELIUM, channel=town.general)
    town.slack.fail("views.update", error="internal_error", times=-1)
    with serving(town) as process:
        town.bob.uses_shortcut_on(said, FIND)
        town.slack.waits_for(
            lambda: any(call.method == "views.update" for call in town.slack.calls), within=20
        )
        process.is_killed()
    assert town.bob.sees_modal("Searching")
    town.slack.platform.faults.clear()
    bot = town.starts_bot(AT_ONCE)
    assert town.bob.sees_modal(HELIUM_MEMBER).callback_id == "answer"
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    town.slack.settle()
    assert not [one for one in town.bob.reads() if one.says(HELIUM_MEMBER)]


def test_what_fails_is_told_and_the_window_does_not_wait_for_ever(
    lively: Lively, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, _ = lively

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("index.live.LiveSearcher.search", fails)
    said = town.bob.writes(HELIUM, channel=town.general)
    message = told(town, town.bob, lambda: town.bob.uses_shortcut_on(said, FIND), town.general)
    assert message.is_ephemeral
    assert message.says("give this number to the office")
    assert town.bob.sees_modal("Something went wrong")


def test_without_an_index_the_window_says_so(town: Town) -> None:
    shutil.rmtree(town.home / "index")
    town.starts_bot()
    said = town.bob.writes(HELIUM, channel=town.general)
    view = finds_for(town, town.bob, said)
    assert view.says("I am not ready to search yet")
    assert SHARE not in view.controls


def test_somebody_whose_account_was_closed_gets_nothing(lively: Lively) -> None:
    town, bot = lively
    leaving = town.newcomer("leaving", town.general)
    used = town.bob.uses_shortcut_on(town.bob.writes(HELIUM, channel=town.general), FIND)
    town.slack.settle()
    town.slack.deactivate(leaving)
    user = {**used.delivery.payload["user"], "id": leaving.id}
    before = len(town.slack.calls)
    payload = {**used.delivery.payload, "user": user, "trigger_id": "1.2.3"}
    assert not town.slack.sends(Route.INTERACTION, payload).error
    town.slack.settle()
    assert {call.method for call in town.slack.calls[before:]} == {"users.info"}
    assert not bot.memory.questions.of_user(leaving.id, 1)


def test_a_stranger_gets_the_answer_and_no_contact(lively: Lively) -> None:
    town, _ = lively
    town.expected_refusals |= {"invalid_trigger_id", "not_found"}
    said = town.alice.writes(TITANIUM, channel=town.shared)
    used = town.alice.uses_shortcut_on(said, FIND)
    town.slack.settle()
    # Slack offers them no shortcuts; nothing depends on that it never will.
    payload = {
        **used.delivery.payload,
        "user": {"id": town.eve.id, "team_id": town.eve.team},
        "trigger_id": "4.5.6",
        "response_url": "",
    }
    message = told(
        town, town.eve, lambda: town.slack.sends(Route.INTERACTION, payload), town.shared
    )
    assert message.is_ephemeral
    assert message.says(TITANIUM_MEMBER)
    contact = told(town, town.eve, lambda: town.eve.presses(message, "contact:1"), town.shared)
    assert contact.says("このワークスペースの参加者と確認できた方だけ")
    assert not contact.says(CONTACT)


def test_an_answer_whose_question_has_expired_is_not_shared(town: Town) -> None:
    bot = town.starts_bot()
    said = town.bob.writes(TITANIUM, channel=town.general)
    view = finds_for(town, town.alice, said)
    bot.memory.expire(0)
    town.alice.presses(view, SHARE)
    town.alice.sees_modal("保存期間を過ぎた")
    assert not shared_in(town.bob, town.general)


def test_a_member_that_leaves_before_the_press_is_not_shown(town: Town) -> None:
    bot = town.starts_bot()
    view = finds_for(town, town.alice, town.bob.writes(TITANIUM, channel=town.general))
    Office(bot.nakadachi).withdraws(TITANIUM_MEMBER)
    town.alice.presses(view, "contact:1")
    assert not town.alice.sees_modal("現在の名簿にない").says(CONTACT)


def test_when_the_message_is_deleted_its_text_is_erased(town: Town) -> None:
    bot = town.starts_bot()
    said = town.bob.writes(TITANIUM, channel=town.general)
    finds_for(town, town.alice, said)
    question = question_of(bot, town.alice).id
    town.bob.deletes(said)

    def is_erased() -> bool:
        record = bot.memory.questions.get(question)
        return record is not None and record.text is None

    until(is_erased)


def test_a_shared_answer_is_followed_up_where_it_stands(lively: Lively) -> None:
    town, _ = lively
    said = town.bob.writes(TITANIUM, channel=town.general)
    town.alice.presses(finds_for(town, town.alice, said), SHARE)
    town.alice.sees_modal(SHARED)
    town.bob.writes("大学だけで", channel=town.general, thread=said)
    town.slack.waits_for(
        lambda: any(
            one.thread_ts == said.ts and one.says("大学") and not one.says("@alice")
            for one in town.bob.reads(town.general)
            if one.author == town.slack.bot.id
        )
    )


def test_an_answer_that_slack_shows_without_saying_so_is_not_told_once_more(town: Town) -> None:
    bot = town.starts_bot()
    said = town.bob.writes(HELIUM, channel=town.general)
    town.slack.lose_answer("views.update")
    town.slack.fail("views.update", status=503, times=4)
    town.expected_refusals.add("exchanged_trigger_id")
    town.bob.uses_shortcut_on(said, FIND)
    assert town.bob.sees_modal(HELIUM_MEMBER)
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    town.slack.settle()
    assert not [one for one in town.bob.reads() if one.says(HELIUM_MEMBER)]
