"""However often Slack delivers something, and to how many bots, it is answered once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.playground.journal import Delivery
from bot.playground.person import Said
from bot.playground.seen import SeenMessage
from bot.playground.watching import Watcher
from tests.scenarios.serving import serving
from tests.scenarios.town import (
    HELIUM,
    MANIFEST,
    TITANIUM,
    VIOLIN,
    Bot,
    Town,
)

Lively = tuple[Town, Bot]
# E-mail addresses of the sample end so, and nothing else in an answer does.
A_CONTACT = ".example"
ONLY_YOU = "あなただけ"


def test_an_event_that_slack_delivers_again_is_answered_once(lively: Lively) -> None:
    town, _ = lively
    said = town.alice.mentions(TITANIUM, channel=town.general)
    town.alice.sees_answer_to(said)
    for reason in ("http_timeout", "http_error", "connection_failed"):
        town.slack.redeliver(event_of(town, said), reason)
    town.slack.settle()
    assert len(town.alice.answers_to(said)) == 1


def test_a_retry_while_the_first_delivery_is_being_answered_changes_nothing(
    lively: Lively,
) -> None:
    town, _ = lively
    carol = town.newcomer("carol", town.general)
    asking = town.slack.hang("users.info")
    said = carol.mentions(TITANIUM, channel=town.general)
    assert asking.caught.wait(5)
    town.slack.redeliver(event_of(town, said))
    asking.release()
    carol.sees_answer_to(said)
    town.slack.settle()
    assert len(carol.answers_to(said)) == 1


def test_what_is_replayed_after_a_broken_connection_is_answered_once(lively: Lively) -> None:
    town, _ = lively
    said = town.bob.writes_to_bot(HELIUM)
    town.bob.sees_answer_to(said)
    town.slack.cut_sockets()
    town.slack.wait_for_sockets(0)
    town.slack.wait_for_sockets(1)
    town.slack.redeliver(event_of(town, said))
    town.slack.settle()
    assert len(town.bob.answers_to(said)) == 1


def test_a_command_that_is_delivered_twice_is_answered_once(lively: Lively) -> None:
    town, _ = lively
    dave = town.newcomer("dave", town.general)
    asked = dave.commands(f"/partners {TITANIUM}", channel=town.general)
    dave.sees(ONLY_YOU, channel=town.general)
    town.slack.redeliver(asked.delivery)
    town.slack.settle()
    assert len(whispers_to(dave, ONLY_YOU)) == 1


def test_a_press_that_is_delivered_twice_shows_the_contact_once(lively: Lively) -> None:
    town, bot = lively
    erin = town.newcomer("erin", town.general)
    answer = erin.sees_answer_to(erin.mentions(HELIUM, channel=town.general))
    pressed = erin.presses(answer, "contact:1")
    erin.sees(A_CONTACT, channel=town.general)
    revealed = bot.memory.reveals.since(0)
    town.slack.redeliver(pressed.delivery)
    town.slack.settle()
    assert len(whispers_to(erin, A_CONTACT)) == 1
    assert bot.memory.reveals.since(0) == revealed


def test_two_questions_in_one_thread_are_two_questions(lively: Lively) -> None:
    town, _ = lively
    said = town.alice.mentions(TITANIUM, channel=town.general)
    town.alice.sees_answer_to(said)
    again = town.alice.mentions(TITANIUM, channel=town.general, thread=said)
    town.alice.sees_answer_to(again)
    town.slack.settle()
    assert len(town.alice.answers_to(said)) == 2


def test_a_mention_of_which_slack_tells_twice_is_answered_once(home: Path) -> None:
    with Town(home, manifest=with_event(MANIFEST, "message.channels")) as town:
        town.starts_bot()
        said = town.alice.mentions(TITANIUM, channel=town.general)
        town.alice.sees_answer_to(said)
        town.slack.settle()
        kinds = {one.kind for one in town.slack.deliveries if timestamp_of(one) == said.ts}
        assert kinds == {"app_mention", "message"}
        assert len(town.alice.answers_to(said)) == 1


def test_a_message_of_which_the_bot_hears_without_being_meant_is_not_answered(home: Path) -> None:
    with Town(home, manifest=with_event(MANIFEST, "message.channels")) as town:
        town.starts_bot()
        said = town.alice.writes(TITANIUM, town.general)
        town.slack.settle()
        assert town.alice.answers_to(said) == []


def test_two_bots_side_by_side_answer_once(town: Town) -> None:
    bots = town.starts_bot(), town.starts_bot(others=1)
    questions = [town.alice.mentions(TITANIUM, channel=town.general) for _ in range(6)]
    private = town.bob.writes_to_bot(HELIUM)
    for said in (*questions, private):
        for _ in bots:
            town.slack.redeliver(event_of(town, said))
    for said in questions:
        town.alice.sees_answer_to(said, within=10)
    town.bob.sees_answer_to(private, within=10)
    town.slack.settle()
    assert [len(town.alice.answers_to(said)) for said in questions] == [1] * 6
    assert len(town.bob.answers_to(private)) == 1
    assert all('result="new"' in bot.page("/metrics") for bot in bots)


def test_two_processes_side_by_side_answer_once_and_ask_the_coordinators_once(town: Town) -> None:
    town.starts_bot()
    with serving(town, others=1) as other:
        questions = [town.alice.mentions(VIOLIN, channel=town.general) for _ in range(4)]
        for said in questions:
            for _ in range(2):
                town.slack.redeliver(event_of(town, said))
        answers = [town.alice.sees_answer_to(said, within=10) for said in questions]
        pressed = [town.alice.presses(answers[0], "ask_coordinators:") for _ in range(4)]
        for one in pressed:
            town.slack.redeliver(one.delivery)
        town.sato.sees(VIOLIN, channel=town.desk)
        town.slack.settle(within=10)
        posted = [one for one in town.bob.reads(town.general) if one.thread_ts]
        assert sorted(one.thread_ts for one in posted) == [said.ts for said in questions]
        assert len(town.sato.reads(town.desk)) == 1
        assert other.is_told_to_stop() == 0


def event_of(town: Town, said: Said) -> Delivery:
    """How the bot heard of a message."""
    return next(one for one in town.slack.deliveries if timestamp_of(one) == said.ts)


def timestamp_of(delivery: Delivery) -> str:
    """The message of which an event tells."""
    return str(delivery.payload.get("event", {}).get("ts", ""))


def whispers_to(person: Watcher, text: str) -> list[SeenMessage]:
    """What only this person sees, and says ``text``."""
    return [seen for seen in person.reads() if seen.is_ephemeral and seen.says(text)]


def with_event(manifest: dict[str, Any], event: str) -> dict[str, Any]:
    """The manifest of an app that also hears of this event."""
    settings = manifest["settings"]
    subscriptions = settings["event_subscriptions"]
    events = {"bot_events": [*subscriptions["bot_events"], event]}
    return {
        **manifest,
        "settings": {**settings, "event_subscriptions": {**subscriptions, **events}},
    }
