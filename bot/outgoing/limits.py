"""What Slack takes: lengths and counts, how a text is measured, and how it is made to fit.

Most limits are documented with the blocks (docs.slack.dev/reference/block-kit); where Slack does
not say how it counts, we count in the way that gives the most.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
# Slack says msg_blocks_too_long from about 13,200 characters on, some of them for the containers
# (github.com/slackapi/bolt-js issues 2509 and 2867); a view may be 250 kB of JSON.
MESSAGE_TOTAL = 12_000
VIEW_TOTAL = 30_000
CONTAINER = 20
TEXT = 3_000
# chat.update takes 4,000 bytes of it, and Japanese needs three for a character.
FALLBACK = 1_300
HEADER = 150
LABEL = 75
LABEL_OF_INPUT = 2_000
FIELD = 2_000
FIELDS = 10
PLACEHOLDER = 150
VALUE = 2_000
OPTION_VALUE = 150
URL = 3_000
ID = 255
TITLE = 24
METADATA = 3_000
ACTIONS = 25
CONTEXT_ACTIONS = 5
CONTEXT = 10
OPTIONS = 100
OVERFLOW = 5
CHOICES = 10

ELLIPSIS = "…"

# Control characters but the line break, marks that turn or hide text, lone surrogates. What joins
# and colours emoji stays.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def visible(text: str) -> str:
    """The text without what nobody sees; ``\\n`` is its only line break."""
    return _INVISIBLE.sub("", _LINE_BREAK.sub("\n", text).replace("\t", " "))


def escaped(text: str) -> str:
    """The text as it must stand where Slack looks for mentions and links."""
    return text.translate(_ESCAPES)


def size(text: str) -> int:
    """The characters of a text as Slack may count them: escaped, and in units of UTF-16."""
    return len(escaped(text).encode("utf-16-le", "surrogatepass")) // 2


def clipped(text: str, most: int) -> str:
    """The text, or as much of it as fits, with an ellipsis at its end."""
    if size(text) <= most:
        return text
    sizes = list(accumulate(map(size, text[:most])))
    return text[: bisect_right(sizes, most - len(ELLIPSIS))].rstrip() + ELLIPSIS
