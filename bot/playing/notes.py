"""What the page and the terminal say of the directory behind the playground."""

from __future__ import annotations

from bot.playground.page.setting import Directory, Words
from bot.playing.ground import Ground
from profiles.store import Store


class Describer:
    """Knows what the directory was at the start, and sees what became of it."""

    def __init__(self, ground: Ground, store: Store) -> None:
        self._ground = ground
        self._store = store
        self._first = store.last_import()

    def describe(self) -> Directory:
        """The directory as it is now."""
        members = self._store.counts().members
        if self._store.last_import() != self._first:
            return Directory(members, False, _IMPORTED)
        said = _SAMPLE if self._ground.is_sample else _OWN
        return Directory(members, self._ground.is_sample, said)

    def line(self) -> str:
        """The same for the terminal."""
        members = self._store.counts().members
        if self._ground.is_sample:
            return f"Directory: the invented sample ({members:,} members)."
        home = self._ground.origin.settings.home
        return f"Directory: a copy of the one in {home} ({members:,} members)."


_SAMPLE = Words(
    "架空のサンプル名簿です。実在の会員は含まれていません。",
    "The invented sample directory; nobody in it is real.",
)
_OWN = Words(
    "会員名簿の写しです。ここでの操作は元の名簿に影響しません。",
    "A copy of your directory; nothing that happens here changes the original.",
)
_IMPORTED = Words(
    "この画面で取り込んだ名簿です。終了すると破棄されます。",
    "The directory as imported on this page; it is discarded when the playground ends.",
)
