"""The browser: Debian's Chromium, and what a test must not see in it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# Whatever is asked of another machine fails, whoever asks; the tests look for it besides.
_ARGUMENTS = ("--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
_AT_HOME = ("data:", "blob:")


def chromium_path() -> str | None:
    """Where Chromium is, if it is installed; NAKADACHI_CHROMIUM names another."""
    named = os.environ.get("NAKADACHI_CHROMIUM")
    return named or next(filter(None, map(shutil.which, PROGRAMS)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that runs without a window. Raises AssertionError if there is none."""
    path = chromium_path()
    assert path, "There is no Chromium. On Debian and Ubuntu: sudo apt install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watch:
    """What goes wrong in a browser while somebody uses it."""

    origin: str
    troubles: list[str] = field(default_factory=list)
    # What a test brings about itself, such as a connection that ends.
    expected: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch everything in this context."""
        context.on("console", lambda said: self._hear(said.type, said.text))
        context.on("weberror", lambda error: self.troubles.append(f"error: {error.error}"))
        context.on("request", lambda request: self._see(request.url))
        context.on(
            "page",
            lambda page: page.on("websocket", lambda socket: self._see(socket.url)),
        )

    def found(self) -> list[str]:
        """What nobody expected."""
        return [
            trouble
            for trouble in self.troubles
            if not any(re.search(one, trouble) for one in self.expected)
        ]

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.troubles.append(f"console {kind}: {text}")

    def _see(self, url: str) -> None:
        own = (f"{self.origin}/", f"{self.origin.replace('http', 'ws', 1)}/", *_AT_HOME)
        if not url.startswith(own):
            self.troubles.append(f"a request to {url}")
