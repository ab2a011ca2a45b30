"""Who is answered, and who is not: each on purpose."""

from __future__ import annotations

from collections import Counter

from bot.playground.person import Said
from bot.playground.platform import SLACKBOT
from bot.playground.shapes import JsonObject
from tests.scenarios.town import HELIUM, HELIUM_MEMBER, TITANIUM, TITANIUM_MEMBER, Bot, Town

Lively = tuple[Town, Bot]


DELIVERED = "nakadachi_deliveries_total"


def message_event(town: Town, said: Said, **more: object) -> JsonObject:
    """The ``message`` event of something that Alice wrote in the channel."""
    return {
        "type": "message",
        "channel": said.channel,
        "channel_type": "channel",
        "user": town.alice.id,
        "team": town.alice.team,
        "text": f"{town.slack.bot.mention} {said.text}",
        "ts": said.ts,
        "event_ts": said.ts,
        **more,
    }


def stays_silent(town: Town, said: Said) -> None:
    """Nobody is answered, privately or in the thread."""
    town.slack.settle()
    assert town.alice.answers_to(said) == []


def test_the_pair_of_events_about_one_mention_is_answered_once(lively: Lively) -> None:
    town, _ = lively
    said = town.alice.mentions(TITANIUM, channel=town.general)
    town.slack.sends_event(message_event(town, said))
    town.alice.sees_answer_to(said)
    town.slack.settle()
    assert len(town.alice.answers_to(said)) == 1


def test_the_pair_in_the_other_order_is_answered_once(lively: Lively) -> None:
    town, _ = lively
    said = town.alice.writes(TITANIUM, channel=town.general)
    town.slack.sends_event(message_event(town, said))
    stays_silent(town, said)
    town.slack.sends_event(message_event(town, said, type="app_mention"))
    assert town.alice.sees_answer_to(said).says(TITANIUM_MEMBER)
    town.slack.settle()
    assert len(town.alice.answers_to(said)) == 1


def test_the_message_beside_a_mention_is_not_even_stored(lively: Lively) -> None:
    town, bot = lively
    before = deliveries_by_result(bot)
    said = town.alice.mentions(TITANIUM, channel=town.general)
    town.alice.sees_answer_to(said)
    town.slack.settle()
    counted = deliveries_by_result(bot) - before
    assert counted["new"] == 1
    assert counted["duplicate"] == 0


def deliveries_by_result(bot: Bot) -> Counter[str]:
    """How many deliveries there were, as the bot counts them."""
    lines = bot.page("/metrics").splitlines()
    counted = (line for line in lines if line.startswith(DELIVERED))
    return Counter({line.split('"')[1]: int(float(line.split()[-1])) for line in counted})


def test_a_message_that_mentions_nobody_is_not_answered(lively: Lively) -> None:
    town, _ = lively
    said = town.alice.writes(TITANIUM, channel=town.general)
    town.slack.sends_event(message_event(town, said, text=TITANIUM))
    stays_silent(town, said)


def test_a_mention_of_another_bot_is_not_answered(lively: Lively) -> None:
    town, _ = lively
    other = town.slack.robot("deploybot")
    said = town.alice.writes(f"{other.mention} {TITANIUM}", channel=town.general)
    town.slack.sends_event(message_event(town, said, text=f"{other.mention} {TITANIUM}"))
    stays_silent(town, said)


def test_a_mention_of_two_bots_is_answered_once(lively: Lively) -> None:
    town, _ = lively
    other = town.slack.robot("twinbot")
    said = town.alice.writes(
        f"{other.mention} {town.slack.bot.mention} {HELIUM}", channel=town.general
    )
    assert town.alice.sees_answer_to(said).says(HELIUM_MEMBER)
    town.slack.settle()
    assert len(town.alice.answers_to(said)) == 1


def test_another_bot_that_mentions_this_one_is_not_answered(lively: Lively) -> None:
    town, _ = lively
    other = town.slack.robot("chatterbot")
    town.general.members.add(other.id)
    stays_silent(town, other.mentions(TITANIUM, channel=town.general))


def test_another_bot_without_the_marks_of_one_is_not_answered(lively: Lively) -> None:
    town, _ = lively
    other = town.slack.robot("quietbot")
    said = town.alice.writes("...", channel=town.general)
    town.slack.sends_event(message_event(town, said, type="app_mention", user=other.id))
    stays_silent(town, said)


def test_the_bots_own_messages_are_not_answered(lively: Lively) -> None:
    town, _ = lively
    channel = town.slack.channel("echo", town.alice, town.slack.bot)
    said = town.slack.bot.mentions(TITANIUM, channel=channel)
    town.slack.sends_event(message_event(town, said, user=town.slack.bot.id))
    town.slack.settle()
    assert [one.ts for one in town.alice.reads(channel)] == [said.ts]


def test_slackbot_is_not_answered(lively: Lively) -> None:
    town, _ = lively
    said = town.alice.writes("...", channel=town.general)
    town.slack.sends_event(message_event(town, said, user=SLACKBOT))
    stays_silent(town, said)


def test_who_joins_a_channel_is_not_answered(lively: Lively) -> None:
    town, _ = lively
    said = town.alice.writes("...", channel=town.general)
    joined = f"<@{town.alice.id}> has joined the channel with {town.slack.bot.mention}"
    town.slack.sends_event(message_event(town, said, subtype="channel_join", text=joined))
    stays_silent(town, said)


def test_a_deactivated_account_is_not_answered(lively: Lively) -> None:
    town, _ = lively
    yuki = town.newcomer("yuki", town.general)
    said = yuki.writes("...", channel=town.general)
    town.slack.deactivate(yuki)
    town.slack.sends_event(message_event(town, said, user=yuki.id))
    stays_silent(town, said)


def test_a_reply_that_is_also_sent_to_the_channel_is_answered(lively: Lively) -> None:
    town, _ = lively
    begun = town.bob.writes("Any ideas?", channel=town.general)
    said = town.alice.writes(TITANIUM, channel=town.general, thread=begun)
    town.slack.sends_event(
        message_event(town, said, subtype="thread_broadcast", thread_ts=begun.ts)
    )
    answer = town.alice.sees_answer_to(said)
    assert answer.thread_ts == begun.ts


def test_an_edited_question_gets_no_second_answer(lively: Lively) -> None:
    town, _ = lively
    said = town.alice.mentions(TITANIUM, channel=town.general)
    town.alice.sees_answer_to(said)
    town.alice.edits(said, f"{town.slack.bot.mention} {HELIUM}")
    direct = town.alice.writes_to_bot(TITANIUM)
    town.alice.sees_answer_to(direct)
    town.alice.edits(direct, HELIUM)
    town.slack.settle()
    assert len(town.alice.answers_to(said)) == 1
    assert not [one for one in town.alice.reads() if one.thread_ts and one.says(HELIUM_MEMBER)
                and one.thread_ts in (said.ts, direct.ts)]  # fmt: skip


def test_a_message_that_comes_to_mention_the_bot_is_answered(lively: Lively) -> None:
    town, _ = lively
    said = town.alice.writes(TITANIUM, channel=town.general)
    town.alice.edits(said, f"{town.slack.bot.mention} {TITANIUM}")
    assert town.alice.sees_answer_to(said).says(TITANIUM_MEMBER)
    town.slack.settle()
    assert len(town.alice.answers_to(said)) == 1


def test_the_text_of_a_deleted_question_is_erased(lively: Lively) -> None:
    town, bot = lively
    # The status of its message may be taken away when the message is gone already.
    town.expected_refusals.add("invalid_thread_ts")
    said = town.alice.writes_to_bot("プレス金型の補修、図面なし")
    town.alice.sees_answer_to(said)
    town.slack.waits_for(lambda: _text_of(bot, said) == said.text)
    town.alice.deletes(said)
    town.slack.settle()
    assert _text_of(bot, said) is None


def test_the_text_of_a_deleted_question_is_erased_though_its_answer_was_not_ready(
    lively: Lively,
) -> None:
    town, bot = lively
    town.expected_refusals.add("invalid_thread_ts")
    hang = town.slack.hang("chat.postMessage")
    said = town.alice.writes_to_bot("プレス金型の補修、現物あり")
    assert hang.caught.wait(5)
    town.alice.deletes(said)
    hang.release()
    town.slack.settle()
    assert _text_of(bot, said) is None


def _text_of(bot: Bot, said: Said) -> str | None:
    (kept,) = [one for one in bot.memory.questions.since(0) if one.message_ts == said.ts]
    return kept.text
