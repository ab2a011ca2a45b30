"""What is posted is posted once, also when nobody knows whether it was."""

from __future__ import annotations

from collections.abc import Callable

from bot.memory.memory import Memory
from bot.memory.posts import Post
from tests.bot.memory.conftest import Watch

KEY = "answer:q1"


def test_what_was_never_tried_is_new(memory: Memory) -> None:
    post = memory.posts.begin(KEY, "C1", "1.0")
    assert post == Post(KEY, "C1", "1.0", post.begun_at, ts=None, is_new=True)


def test_after_a_death_in_between_the_outcome_is_unknown(
    memory: Memory, opened: Callable[[], Memory]
) -> None:
    memory.posts.begin(KEY, "C1", "1.0")
    post = opened().posts.begin(KEY, "C1", "1.0")
    assert post == Post(KEY, "C1", "1.0", post.begun_at, ts=None, is_new=False)


def test_what_is_there_is_known_where_it_is(memory: Memory) -> None:
    memory.posts.begin(KEY, "C1", "1.0")
    memory.posts.note(KEY, "D1", "2.0")
    post = memory.posts.begin(KEY, "C1", "1.0")
    assert (post.channel, post.ts, post.is_new) == ("D1", "2.0", False)


def test_to_ask_whether_something_is_posted_begins_nothing(memory: Memory) -> None:
    assert not memory.posts.is_posted(KEY)
    assert memory.posts.begin(KEY, "C1").is_new
    assert not memory.posts.is_posted(KEY)
    memory.posts.note(KEY, "C1", "2.0")
    assert memory.posts.is_posted(KEY)


def test_what_slack_refused_may_be_tried_anew(memory: Memory) -> None:
    memory.posts.begin(KEY, "C1", "1.0")
    memory.posts.abandon(KEY)
    post = memory.posts.begin(KEY, "D1")
    assert post == Post(KEY, "D1", "", post.begun_at, ts=None, is_new=True)


def test_what_is_there_is_not_abandoned(memory: Memory) -> None:
    memory.posts.begin(KEY, "C1", "1.0")
    memory.posts.note(KEY, "C1", "2.0")
    memory.posts.abandon(KEY)
    assert memory.posts.begin(KEY, "C1", "1.0").ts == "2.0"


def test_after_a_week_a_post_is_forgotten(memory: Memory, watch: Watch) -> None:
    memory.posts.begin(KEY, "C1")
    watch.move(days=6)
    memory.expire(180)
    assert not memory.posts.begin(KEY, "C1").is_new
    watch.move(days=2)
    memory.expire(180)
    assert memory.posts.begin(KEY, "C1").is_new


def test_a_post_is_remembered_as_long_as_its_delivery_may_be_resumed(
    memory: Memory, watch: Watch
) -> None:
    memory.deliveries.claim(("event:Ev1",), {})
    watch.move(1)
    memory.posts.begin(KEY, "C1")
    memory.posts.note(KEY, "C1", "2.0")
    watch.move(days=30)
    memory.expire(180)
    assert memory.posts.begin(KEY, "C1").ts == "2.0"
