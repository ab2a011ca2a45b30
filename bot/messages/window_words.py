"""What stands in every window."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WindowWords:
    """The phrases of one language."""

    close: str
    cancel: str
    searching: str
    sent_before: str
    outdated_title: str
    outdated: str


_JAPANESE = WindowWords(
    close="閉じる",
    cancel="キャンセル",
    searching="探しています…",
    sent_before="送信済みです。結果が表示されるまでお待ちください。",
    outdated_title="画面が古くなりました",
    outdated="ボットが更新されたため、この画面は使えません。お手数ですが、いったん閉じて開き直してください。",
)
_ENGLISH = WindowWords(
    close="Close",
    cancel="Cancel",
    searching="Searching …",
    sent_before="This has been sent already. Please wait for the result.",
    outdated_title="Out of date",
    outdated="The bot has been updated, so this window no longer works. "
    "Please close it and open it again.",
)


def window_words_in(lang: str) -> WindowWords:
    """The phrases in "ja" or "en"."""
    return _ENGLISH if lang == "en" else _JAPANESE
