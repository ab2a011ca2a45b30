"""Which port, and who can reach it."""

from __future__ import annotations

import pytest

from bot.errors import BadSetting
from bot.playing.addresses import LOOPBACK, free_port, is_loopback
from bot.server.listening import listen


def test_the_next_port_is_taken_if_nobody_asked_for_this_one() -> None:
    with listen(LOOPBACK, 0) as taken:
        port = taken.getsockname()[1]
        assert port < free_port(LOOPBACK, port, is_asked_for=False) < port + 10
        with pytest.raises(BadSetting, match=str(port)):
            free_port(LOOPBACK, port, is_asked_for=True)


def test_any_port_stays_any_port() -> None:
    assert free_port(LOOPBACK, 0, is_asked_for=False) == 0


def test_only_this_machine_reaches_loopback() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.0.0.2", "::1", "localhost")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "192.168.1.5", "example.jp")))
