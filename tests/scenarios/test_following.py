"""Questions go on: by what is written in their thread, and by buttons under their answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.playground.person import Person, Said
from bot.playground.seen import SeenMessage
from index.constraints import read_constraints
from tests.scenarios.office import Office
from tests.scenarios.serving import serving
from tests.scenarios.telling import asks, presses, told
from tests.scenarios.town import (
    HELIUM,
    IMPATIENT,
    TITANIUM,
    TITANIUM_MEMBER,
    VIOLIN,
    Bot,
    Town,
    until,
)

Lively = tuple[Town, Bot]
AGAIN_JA = "条件を変えて探し直しました"
AGAIN_EN = "Searched again with other conditions"
LOST_JA = "元のご質問が見つからないため"
NOBODY_ELSE = "これまでに挙げた会員のほかに"
CHATTER = (
    "ありがとうございます！",
    "大学で来週講演があります",
    "相模原で展示会があるので、帰りに寄ります",
    "昨年その会社に頼んだことがあります",
    "thanks, very helpful",
    "I'll ask the university in Tokyo on Monday",
    "We used company X for this last year",
    "お昼は何にしますか",
    "ISO 13485の審査、うちは来月です",
    "see you in Sagamihara tomorrow",
)


def replies(town: Town, said: Said) -> list[SeenMessage]:
    """What the bot has answered in a thread."""
    town.slack.settle()
    return town.alice.answers_to(said)


def follows(town: Town, person: Person, text: str, said: Said) -> SeenMessage:
    """What the bot answers to an unmentioned message in the thread of a question."""
    channel = town.general
    return told(town, person, lambda: person.writes(text, channel, thread=said), channel)


@pytest.mark.parametrize(
    ("question", "follow_up", "note", "kind"),
    [
        (TITANIUM, "大学だけ", AGAIN_JA, "大学"),
        (TITANIUM, "only universities", AGAIN_EN, "university"),
        (HELIUM, "大学だけ", AGAIN_JA, "大学"),
    ],
)
def test_a_follow_up_in_the_thread_narrows_the_question_in_its_own_language(
    lively: Lively, question: str, follow_up: str, note: str, kind: str
) -> None:
    town, bot = lively
    said, _ = asks(town, town.alice, question)
    answer = follows(town, town.alice, follow_up, said)
    assert answer.thread_ts == said.ts
    assert answer.says(f"{note}")
    assert answer.says(question[:20])
    assert answer.says(kind)
    record = bot.memory.questions.last_in(town.general.id, said.ts)
    assert record is not None
    assert (record.door, record.text) == ("follow_up", question)
    assert len(read_constraints(record.constraints).mentions) == 1


@pytest.mark.parametrize("line", CHATTER)
def test_people_who_talk_in_the_thread_are_left_alone(lively: Lively, line: str) -> None:
    town, bot = lively
    said, _ = asks(town, town.alice, TITANIUM)
    before = stored_deliveries(bot)
    town.bob.writes(line, town.general, thread=said)
    assert len(replies(town, said)) == 1
    # What people say to each other is not even kept until it is read.
    assert stored_deliveries(bot) == before


def stored_deliveries(bot: Bot) -> int:
    return int(bot.memory.database.rows("SELECT count(*) FROM deliveries")[0][0])


def test_who_is_called_by_name_is_asked_and_not_the_bot(lively: Lively) -> None:
    town, _ = lively
    said, _ = asks(town, town.alice, TITANIUM)
    town.alice.writes(f"<@{town.bob.id}> 相模原で", town.general, thread=said)
    assert len(replies(town, said)) == 1


def test_outside_of_threads_of_answers_nothing_is_a_follow_up(lively: Lively) -> None:
    town, _ = lively
    asks(town, town.alice, TITANIUM)
    said = town.alice.writes("大学だけ", town.general)
    thread = town.bob.writes("お昼に行きませんか", town.general)
    town.alice.writes("相模原で", town.general, thread=thread)
    assert replies(town, said) == []
    assert replies(town, thread) == []


def test_two_people_refine_one_question_further_and_further(lively: Lively) -> None:
    town, bot = lively
    said, _ = asks(town, town.alice, TITANIUM)
    follows(town, town.bob, "only companies", said)
    follows(town, town.alice, "東京都内で", said)
    record = bot.memory.questions.last_in(town.general.id, said.ts)
    assert record is not None
    assert record.user_id == town.alice.id
    facets = {one.facet.value for one in read_constraints(record.constraints).mentions}
    assert facets == {"kind", "prefecture"}


def test_a_later_place_takes_the_place_of_the_earlier_one(lively: Lively) -> None:
    town, bot = lively
    said, _ = asks(town, town.alice, TITANIUM)
    follows(town, town.alice, "相模原で", said)
    follows(town, town.alice, "八王子で", said)
    record = bot.memory.questions.last_in(town.general.id, said.ts)
    assert record is not None
    (place,) = read_constraints(record.constraints).mentions
    assert place.values == ("Hachioji",)


def test_a_mention_in_the_thread_refines_or_asks_anew(lively: Lively) -> None:
    town, _ = lively
    said, _ = asks(town, town.alice, TITANIUM)
    channel = town.general

    def mentions(text: str) -> SeenMessage:
        return told(town, town.bob, lambda: town.bob.mentions(text, channel, thread=said), channel)

    assert mentions("only universities").says(AGAIN_EN)
    new = mentions(HELIUM)
    assert not new.says(AGAIN_EN)
    assert new.thread_ts == said.ts


def test_others_are_shown_until_nobody_is_left(lively: Lively) -> None:
    town, bot = lively
    said, _ = asks(town, town.alice, TITANIUM)
    follows(town, town.alice, "相模原で", said)
    named: list[str] = []
    for _ in range(12):
        record = bot.memory.questions.last_in(town.general.id, said.ts)
        assert record is not None
        assert not set(named) & set(record.shown)
        named += record.shown
        answer = follows(town, town.alice, "他には？", said)
        if answer.says(NOBODY_ELSE):
            break
    else:
        pytest.fail("there are always others")
    record = bot.memory.questions.last_in(town.general.id, said.ts)
    assert record is not None
    assert set(named) <= set(read_constraints(record.constraints).without)


def test_the_nearest_of_nobody_count_as_named_by_none(lively: Lively) -> None:
    town, bot = lively
    said, _ = asks(town, town.alice, VIOLIN)
    nobody = bot.memory.questions.last_in(town.general.id, said.ts)
    assert nobody is not None
    assert (nobody.outcome, bool(nobody.shown)) == ("nobody", True)
    again = follows(town, town.alice, "他には？", said)
    assert again.says(AGAIN_JA)
    assert not again.says(NOBODY_ELSE)
    record = bot.memory.questions.last_in(town.general.id, said.ts)
    assert record is not None
    assert record.refines == nobody.id
    assert record.shown == nobody.shown
    assert read_constraints(record.constraints).without == ()


def test_a_follow_up_that_is_delivered_twice_is_answered_once(lively: Lively) -> None:
    town, _ = lively
    said, _ = asks(town, town.alice, TITANIUM)
    follows(town, town.alice, "大学だけ", said)
    town.slack.redeliver(town.slack.deliveries[-1])
    assert len(replies(town, said)) == 2


def test_when_the_text_is_erased_only_who_speaks_to_the_bot_is_told(lively: Lively) -> None:
    town, bot = lively
    said, _ = asks(town, town.alice, TITANIUM)
    follows(town, town.bob, "only universities", said)
    bot.memory.questions.erase_text(said.channel, said.ts)
    assert bot.memory.questions.last_in(town.general.id, said.ts) is None
    town.bob.writes("only companies", town.general, thread=said)
    assert len(replies(town, said)) == 2
    lost = told(
        town,
        town.alice,
        lambda: town.alice.mentions("企業だけ", town.general, thread=said),
        town.general,
    )
    assert lost.says(LOST_JA)


def test_in_direct_messages_what_follows_soon_refines(lively: Lively) -> None:
    town, _ = lively
    town.bob.sees_answer_to(town.bob.writes_to_bot(HELIUM))
    assert told(town, town.bob, lambda: town.bob.writes_to_bot("only companies")).says(AGAIN_EN)
    fresh = told(town, town.bob, lambda: town.bob.writes_to_bot("hard gold plating of terminals"))
    assert not fresh.says(AGAIN_EN)


def test_in_direct_messages_the_thread_of_an_answer_goes_on_from_it(lively: Lively) -> None:
    town, bot = lively
    said = town.bob.writes_to_bot(HELIUM)
    answer = town.bob.sees_answer_to(said)
    town.bob.sees_answer_to(town.bob.writes_to_bot("hard gold plating of terminals"))
    refined = told(
        town, town.bob, lambda: town.bob.writes_to_bot("only universities", thread=answer)
    )
    assert refined.says(HELIUM[:20])
    assert refined.thread_ts == answer.ts
    record = bot.memory.questions.last_in(answer.channel, answer.ts)
    assert record is not None
    assert record.text == HELIUM


def test_after_half_an_hour_a_direct_message_is_a_question_of_its_own(lively: Lively) -> None:
    town, bot = lively
    said = town.sato.writes_to_bot(TITANIUM)
    town.sato.sees_answer_to(said)
    record = bot.memory.questions.last_in(said.channel, "")
    assert record is not None
    bot.memory.questions.put(replace(record, asked_at=record.asked_at - 31 * 60))
    assert not told(town, town.sato, lambda: town.sato.writes_to_bot("大学だけ")).says(AGAIN_JA)


def test_others_of_no_question_are_none(lively: Lively) -> None:
    town, _ = lively
    carol = town.newcomer("carol", locale="en-US")
    answer = told(town, carol, lambda: carol.writes_to_bot("other ones?"))
    assert answer.says("I find no earlier question")


def test_a_button_narrows_in_the_thread_once_and_says_who_pressed(lively: Lively) -> None:
    town, _ = lively
    said, answer = asks(town, town.alice, TITANIUM)
    refined = presses(town, town.bob, answer, "refine:1")
    assert refined.thread_ts == said.ts
    assert refined.says("bob")
    assert refined.says(AGAIN_JA)
    town.bob.presses(answer, "refine:1")
    assert len(replies(town, said)) == 2
    note = presses(town, town.alice, answer, "refine:1")
    assert note.is_ephemeral
    assert note.says("すでに投稿されています")
    assert len([one for one in replies(town, said) if not one.is_ephemeral]) == 2


def test_the_button_for_others_names_other_members(lively: Lively) -> None:
    town, bot = lively
    said, answer = asks(town, town.alice, TITANIUM)
    others = presses(town, town.alice, answer, "refine:others")
    assert answer.says(TITANIUM_MEMBER)
    assert not others.says(TITANIUM_MEMBER)
    record = bot.memory.questions.last_in(town.general.id, said.ts)
    assert record is not None
    assert len(read_constraints(record.constraints).without) == 5


def test_a_button_under_a_private_answer_answers_in_private(lively: Lively) -> None:
    town, _ = lively
    before = len(town.bob.reads(town.general))
    private = told(
        town,
        town.alice,
        lambda: town.alice.commands(f"/partners {TITANIUM}", town.general),
        town.general,
    )
    refined = presses(town, town.alice, private, "refine:1")
    assert refined.is_ephemeral
    assert refined.says(AGAIN_JA)
    town.slack.settle()
    assert len(town.bob.reads(town.general)) == before


def test_a_button_in_direct_messages_answers_there(lively: Lively) -> None:
    town, _ = lively
    answer = town.sato.sees_answer_to(town.sato.writes_to_bot(TITANIUM))
    refined = told(town, town.sato, lambda: town.sato.presses(answer, "refine:1"))
    assert refined.says(AGAIN_JA)
    assert refined.channel == answer.channel


def test_a_button_in_a_window_changes_the_window(lively: Lively) -> None:
    town, _ = lively
    said = town.bob.writes(TITANIUM, town.general)
    (message,) = [one for one in town.alice.reads(town.general) if one.ts == said.ts]
    town.alice.uses_shortcut_on(message, "find_partners_for")
    view = town.alice.sees_modal(TITANIUM_MEMBER)
    town.alice.presses(view, "refine:others")
    assert town.alice.sees_modal(AGAIN_JA).id == view.id


def test_a_button_of_a_question_that_has_expired_says_so(lively: Lively) -> None:
    town, bot = lively
    said, answer = asks(town, town.alice, TITANIUM)
    bot.memory.questions.erase_text(said.channel, said.ts)
    assert presses(town, town.alice, answer, "refine:1").says("保存期間を過ぎたため")


def test_who_was_withdrawn_since_is_not_among_the_others(town: Town) -> None:
    bot = town.starts_bot()
    office = Office(bot.nakadachi)
    said, answer = asks(town, town.alice, TITANIUM)
    all_of_them = bot.service.desk.searching.search(TITANIUM, 10)
    assert all_of_them is not None
    gone = all_of_them.matches[6].member.id
    office.withdraws(gone)
    office.reindexes()
    presses(town, town.alice, answer, "refine:others")
    second = bot.memory.questions.last_in(town.general.id, said.ts)
    assert second is not None
    assert second.shown
    assert gone not in second.shown


def test_a_follow_up_goes_on_from_the_same_question_after_a_kill(town: Town) -> None:
    with serving(town) as process:
        said, answer = asks(town, town.alice, TITANIUM)
        posting = town.slack.hang("chat.postMessage")
        town.bob.writes("他には", town.general, thread=said)
        town.alice.presses(answer, "refine:1")
        town.slack.waits_for(lambda: town.slack.platform.journal.calls_under_way >= 2)
        process.is_killed()
    posting.release()
    town.slack.settle()
    bot = town.starts_bot(replace(IMPATIENT, lease=0.5))
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    assert len(replies(town, said)) == 3
    records = [one for one in bot.memory.questions.since(0) if one.refines]
    assert len(records) == 2
    others = next(one for one in records if one.user_id == town.bob.id)
    assert len(read_constraints(others.constraints).without) == 5
