"""The page's connections, from their beginning to their end."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import WSCloseCode, WSMsgType

from bot.playground.listening import CannotListen, PortInUse
from bot.playground.page.setting import Setting
from bot.playground.page.site import Site
from bot.playground.standin import StandIn
from bot.playground.workspace import Post
from tests.playground.listening import listening
from tests.playground.page.conftest import Place
from tests.playground.page.visitor import Visitor


def tasks_of(slack: StandIn) -> int:
    async def count() -> int:
        return len(asyncio.all_tasks())

    return slack._server.run(count())


def until(holds: Callable[[], bool]) -> None:
    ends = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < ends, "it does not come to hold"
        time.sleep(0.01)


def test_a_closed_tab_leaves_nothing_behind(slack: StandIn, visitor: Visitor, place: Place) -> None:
    tasks, threads = tasks_of(slack), threading.active_count()
    tabs = [visitor.opens(person.id) for person in (place.alice, place.bob, place.eve)]
    for tab in tabs:
        tab.close()

    until(lambda: tasks_of(slack) == tasks)
    assert threading.active_count() == threads


def test_two_tabs_are_two_persons(visitor: Visitor, place: Place) -> None:
    alice, bob = visitor.opens(place.alice.id), visitor.opens(place.bob.id)

    assert (alice.known["me"]["name"], bob.known["me"]["name"]) == ("alice", "bob")
    visitor.does(place.alice.id, "say", channel=place.general.id, text="hello")
    assert alice.post_that_says("hello") == bob.post_that_says("hello")


def test_a_tab_that_nothing_concerns_is_told_nothing(visitor: Visitor, place: Place) -> None:
    place.bob.writes("without a bot, so nothing is delivered", place.secret)
    alice, bob = visitor.opens(place.alice.id), visitor.opens(place.bob.id)
    place.bob.writes("again", place.secret)

    bob.post_that_says("again")
    assert alice.is_told_nothing()


def test_what_happens_at_once_is_told_at_once(visitor: Visitor, place: Place) -> None:
    tab = visitor.opens(place.alice.id)
    with place.alice._platform.changed:
        for number in range(100):
            place.alice.writes(f"message {number}", place.general)
    tab.post_that_says("message 99")

    posts = [one for one in tab.told[1:] if any(key.startswith("post/") for key in one["set"])]
    assert len(posts) == 1


def test_what_a_page_says_is_not_heard(visitor: Visitor, place: Place) -> None:
    tab = visitor.opens(place.alice.id)
    visitor.run(tab.socket.send_str("hello?"))
    visitor.run(tab.socket.send_bytes(b"\x00"))

    place.alice.writes("still there", place.general)
    assert tab.post_that_says("still there")


def test_a_page_that_cannot_be_told_is_closed_and_the_log_says_why(
    slack: StandIn, visitor: Visitor, place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    tab = visitor.opens(place.alice.id)
    with slack.platform.changed:
        nobody = Post(place.general.id, slack.platform.now_ts(), "U404", "hello")
        slack.platform.workspace.add_post(nobody)
        slack.platform.changed.notify_all()

    message = visitor.run(tab.socket.receive())
    assert (message.type, message.data) == (WSMsgType.CLOSE, WSCloseCode.INTERNAL_ERROR)
    assert "U404" in caplog.text


def test_the_end_of_the_playground_closes_every_page(manifest: Any, setting: Setting) -> None:
    with StandIn(manifest, site=Site(setting)) as slack:
        alice = slack.person("alice")
        visitor = Visitor(slack.platform.url)
        tabs = [visitor.opens(alice.id), visitor.opens(alice.id)]

        async def ends() -> list[WSMsgType]:
            ending = asyncio.get_running_loop().run_in_executor(None, slack._server.stop)
            ended = [(await tab.socket.receive()).type for tab in tabs]
            await ending
            return ended

        assert visitor.run(ends()) == [WSMsgType.CLOSE, WSMsgType.CLOSE]
        visitor.close()
        slack._server.start(0)  # for the end of the block
    assert setting.listeners == slack.platform.changed.listeners == []


def test_whoever_waits_for_the_app_is_let_go_at_the_end(manifest: Any, setting: Setting) -> None:
    slack = StandIn(manifest, site=Site(setting))
    with slack, listening() as listener:
        alice = slack.person("alice")
        slack.deliver_to(listener.url)
        listener.free.clear()
        command = {"person": alice.id, "do": "command", "line": "/partners x"}
        visitor = Visitor(slack.platform.url)
        command |= {"channel": alice.direct.id}
        asking = threading.Thread(target=visitor.posts, args=(command,))
        asking.start()
        slack.waits_for(lambda: bool(slack.deliveries))
        slack._server.stop()
        asking.join(5)
        assert not asking.is_alive()
        visitor.close()
        slack._server.start(0)  # for the end of the block
    for thread in threading.enumerate():
        if thread.name.startswith("page"):
            thread.join(5)
            assert not thread.is_alive()


def test_a_port_that_is_in_use_is_named(slack: StandIn, manifest: Any) -> None:
    port = int(slack.platform.url.rpartition(":")[2])
    before = threading.active_count()

    with (
        pytest.raises(PortInUse, match=rf"Port {port} of 127.0.0.1 is in use. End what"),
        StandIn(manifest, port=port),
    ):
        pass
    assert threading.active_count() == before


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid", "\udcff", "a" * 70])
def test_a_host_that_is_not_this_machine_is_named(manifest: Any, host: str) -> None:
    with pytest.raises(CannotListen, match="cannot be had"), StandIn(manifest, host=host):
        pass


@pytest.mark.parametrize(
    ("host", "address"), [("0.0.0.0", "http://127.0.0.1:"), ("localhost", "http://127.0.0.1:")]
)
def test_the_playground_listens_where_it_is_told(
    manifest: Any, setting: Setting, host: str, address: str
) -> None:
    with StandIn(manifest, site=Site(setting), host=host) as slack:
        assert slack.platform.url.startswith(address)
        visitor = Visitor(slack.platform.url)
        assert visitor.gets("/")[0] == 200
        visitor.close()
