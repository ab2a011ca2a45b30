"""From bytes to text: the encodings of Japanese offices, tried strictly."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from profiles.errors import UnreadableFile
from profiles.headers import match_header
from profiles.text import fold_words

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_JAPANESE = ("cp932", "euc_jp", "iso2022_jp")
_SAMPLE = 200_000


def decode(name: str, data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding.

    Raises UnreadableFile when no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(name, data, encoding), encoding
    if wide := _utf16_without_mark(data):
        return _strict(name, data, wide), wide
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
        if "\x1b$" not in text:  # ISO-2022-JP is made of ASCII bytes only
            return text, encoding
    except UnicodeDecodeError:
        pass
    return _japanese(data) or _any(name, data)


def _strict(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableFile(
            f"{name}: begins as {encoding.upper()} but is damaged near line {line}. "
            "Save it again from the program it came from (Excel: CSV UTF-8)."
        ) from error


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 without its mark: every line break is next to a zero byte."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    for encoding, line_break in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        if sample.count(line_break) and sample.count(line_break) == sample.count(b"\n"):
            return encoding
    return None


def _japanese(data: bytes) -> tuple[str, str] | None:
    """The Japanese encoding in which the text reads best, if it is in one."""
    texts = []
    for encoding in _JAPANESE:
        try:
            texts.append((data.decode(encoding), encoding))
        except UnicodeDecodeError:
            continue
    return max(texts, key=lambda found: _plausibility(found[0]), default=None)


def _plausibility(text: str) -> tuple[int, float]:
    """Known headers first; then letters of everyday Japanese against rarities and half-width kana
    (which is what EUC-JP read as Shift_JIS looks like)."""
    sample = text[:20_000]
    lines = sample.splitlines()[:30]
    headers = max((_known_headers(line) for line in lines), default=0)
    common = sum(
        "\u3041" <= letter <= "\u30fc" or "\u4e00" <= letter <= "\u9fff" for letter in sample
    )
    odd = sum("\uff61" <= letter <= "\uff9f" or "\x80" <= letter <= "\x9f" for letter in sample)
    return headers, (common - 2 * odd) / (len(sample) or 1)


def _known_headers(line: str) -> int:
    cells = line.replace("\t", ",").replace(";", ",").split(",")[:100]
    return sum(1 for cell in cells if fold_words(cell[:200]) and match_header(cell.strip('" ')))


def _any(name: str, data: bytes) -> tuple[str, str]:
    """Whatever else it is; a guess from a sample that must then hold for the whole file."""
    guess = from_bytes(data[:_SAMPLE]).best()
    if guess is not None and b"\x00" not in data:
        try:
            text = data.decode(guess.encoding)
        except UnicodeDecodeError:
            text = ""
        # Almost any bytes are some text in some encoding: only a known header makes it likely.
        if _plausibility(text)[0] > 1:
            return text, guess.encoding
    raise UnreadableFile(
        f"{name}: its text is in no encoding known here (UTF-8, Shift_JIS/CP932, EUC-JP, UTF-16), "
        f"or it is damaged: {_furthest(data)}. Open it in Excel and save it as CSV UTF-8 or as "
        ".xlsx."
    )


def _furthest(data: bytes) -> str:
    """How far the file can be read, in the encoding that takes it furthest."""
    reach: dict[str, int] = {}
    for encoding in ("utf-8", *_JAPANESE):
        try:
            data.decode(encoding)
        except UnicodeDecodeError as error:
            reach[encoding] = error.start
    best = max(reach, key=lambda encoding: reach[encoding])
    line = data[: reach[best]].count(b"\n") + 1
    return f"it reads as {best} up to line {line} (in a text editor)"
