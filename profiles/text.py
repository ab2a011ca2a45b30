"""Cleaning of text: what people see is left as written, keys are folded."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_CELL = 20_000

# Control characters, bidi and other invisible marks, lone surrogates, the byte order mark.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LINE_BREAK = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Only letters with a separate mark are composed: NFC on the whole text would also replace the
# variant characters that people write their names with (福 with the old radical).
_DECOMPOSED = re.compile("[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")
# Excel would run these as a formula; the export puts one ' before them, which goes again here.
_NEUTRALISED = re.compile(r"'(?='*[=+\-@＝＋－＠])")
_DASHES = re.compile("[-‐‑‒–—―−─━ー]+")
_BLANKS = frozenset("無|無し|なし|ナシ|特になし|特に無し|該当なし|未定|n/a|na|none|nil".split("|"))
_NOT_WORD = re.compile(r"[\W_]+")


# The same character to everyone but a computer: Shift_JIS has one code for both, which Windows
# and Macs read differently. Without this, each form of a file would have another text.
_TWINS = {"～": "〜", "－": "−", "∥": "‖", "￠": "¢", "￡": "£", "￢": "¬", "―": "—"}
_TWIN = re.compile(f"[{''.join(_TWINS)}]")


def clean(text: str) -> str:
    """The text without control characters and bidi marks, with ``\\n`` as its only line break."""
    text = _LINE_BREAK.sub("\n", text.replace("_x000D_", ""))
    text = _CONTROL.sub("", text).replace("\t", " ").strip()
    text = _DECOMPOSED.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)
    text = _TWIN.sub(lambda match: _TWINS[match[0]], text)
    return text[1:] if _NEUTRALISED.match(text) else text


def has_control_characters(text: str) -> bool:
    """Whether ``clean`` takes invisible characters out of it."""
    return _CONTROL.search(_LINE_BREAK.sub("\n", text).strip("\ufeff")) is not None


def one_line(text: str) -> str:
    """The text on one line, for names and other short values."""
    return " ".join(text.split("\n")) if "\n" in text else text


def shortened(text: str, width: int = 40) -> str:
    """The text on one line of at most ``width`` characters, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"


def is_blank(text: str) -> bool:
    """Whether a cell says "nothing": empty, a dash, なし, N/A."""
    # Not through `fold`: its cache would keep the names of people.
    if len(text) > 5:
        return False
    folded = _folded(text)
    return not folded or folded in _BLANKS or _DASHES.fullmatch(folded) is not None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A key of a text: full-width and half-width, upper and lower case are the same."""
    return _folded(text)


@lru_cache(maxsize=65536)
def fold_words(text: str) -> str:
    """A key of a text with spaces, punctuation and brackets left out as well."""
    return _NOT_WORD.sub("", fold(text))


def has_japanese(text: str) -> bool:
    """Whether there is a kana or kanji in the text."""
    return _JAPANESE.search(text) is not None


_JAPANESE = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")
_LOST = re.compile(
    "\ufffd"
    # A question mark inside a word or between figures, where a sentence would not have one.
    r"|(?<=[A-Za-z0-9\u30a1-\u30fa\u30fc\u4e00-\u9fff])\?(?=[\w°℃%(（])"
    r"|(?<=[(（「])\?(?=\w)"
)
_ANY_QUESTION_MARK = re.compile("\ufffd|\\?")
_WEB_ADDRESS = re.compile(r"https?://\S+|\bwww\.\S+", re.IGNORECASE)


def lost_characters(text: str, *, short: bool) -> bool:
    """Whether the text seems to hold ``?`` where an encoding had no room for a character.

    In a short value (a name, a place) any question mark is one too many.
    """
    if "?" not in text and "\ufffd" not in text:
        return False
    if short:
        return _ANY_QUESTION_MARK.search(text) is not None
    return _LOST.search(_WEB_ADDRESS.sub("", text)) is not None
