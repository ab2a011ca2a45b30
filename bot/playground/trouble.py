"""What goes wrong at Slack, or between Slack and the bot, because a test wants it."""

from __future__ import annotations

from bot.playground.faults import Fault, Hang
from bot.playground.journal import Delivery
from bot.playground.platform import Platform
from bot.playground.server import Server


class Trouble:
    """Makes trouble for a stand-in for Slack.

    Methods have the names of the Web API; ``response_url``, ``file_download`` and ``file_upload``
    are methods, too.
    """

    def __init__(self, platform: Platform, server: Server) -> None:
        self.platform = platform
        self._server = server

    def fail(
        self,
        method: str,
        *,
        error: str = "",
        status: int = 200,
        retry_after: int = 0,
        times: int = 1,
        **more: object,
    ) -> None:
        """Let the next calls of a method fail; ``response_url`` is a method here, too."""
        self.platform.faults.add(method, Fault(error, status, retry_after, times, more=more))

    def lose_answer(self, method: str, times: int = 1) -> None:
        """Do what the next calls ask, but break the connection before they learn of it."""
        self.platform.faults.add(method, Fault(left=times, loses_answer=True))

    def hang(self, method: str) -> Hang:
        """Let every call of a method wait until the handle's ``release()``."""
        hang = Hang(self._server.soon)
        self.platform.faults.hang(method, hang)
        return hang

    def redeliver(self, delivery: Delivery, reason: str = "http_timeout") -> None:
        """Bring something once more, as a retry."""
        with self.platform.changed:
            self.platform.journal.begin(delivery)
            self._server.deliver_again(delivery, reason)

    def cut_sockets(self) -> None:
        """Break all Socket Mode connections."""
        self._server.soon(self._server.sockets.cut)

    def silence_sockets(self) -> None:
        """Let the present connections stay open but say nothing any more."""
        self._server.soon(self._server.sockets.silence)

    def refresh_sockets(self, reason: str = "refresh_requested") -> None:
        """Ask the bot to connect anew, as Slack does every few hours."""
        self._server.run(self._server.sockets.ask_to_reconnect(reason))

    def wait_for_sockets(self, number: int = 1, within: float = 5.0) -> None:
        """Wait until there are so many connections."""
        sockets = self._server.sockets
        with self.platform.changed:
            if not self.platform.changed.wait_for(lambda: sockets.open_links == number, within):
                raise AssertionError(f"There are {sockets.open_links} connections, not {number}.")

    def serves_login_page_for_files(self) -> None:
        """From now on answer whoever fetches a file with the page where people sign in."""
        with self.platform.changed:
            self.platform.files.behind_login = True
