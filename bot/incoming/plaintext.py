"""What somebody wrote in Slack, as plain text. Pure.

Slack sends ``&``, ``<`` and ``>`` escaped, and everything that it made a link of between angle
brackets: https://docs.slack.dev/messaging/formatting-message-text/
"""

from __future__ import annotations

import re

from profiles.text import clean

_MARKUP = re.compile(r"<([^<>]*)>")
_FENCE = re.compile(r"```|`")
# Pictures of letters carry no word: :factory:, :+1::skin-tone-2:
_SHORTCODE = re.compile(
    r"(?<![\w:]):(?=[a-z0-9_+'\-]{0,99}[a-z_+\-])[a-z0-9_+'\-]{1,100}:(?::skin-tone-\d:)?"
)
_BLANKS = re.compile(r"[^\S\n]+")
# People, groups of them, or everybody; a date is written <!date^...>.
_ADDRESSED = re.compile(r"<(?:@|!(?!date))")
_JAPANESE = re.compile(r"[\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f]")
# Names of certificates and places are in every language: a word of English begins small.
_ENGLISH = re.compile(r"(?<![A-Za-z])[a-z]{2,}")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def plain_text(text: str) -> str:
    """The words of a message: without mentions and emoji codes, links as what they show."""
    text = _MARKUP.sub(lambda found: _shown(found[1]), text)
    text = _SHORTCODE.sub(" ", _FENCE.sub(" ", text))
    for written, meant in _ENTITIES:
        text = text.replace(written, meant)
    lines = (_BLANKS.sub(" ", line).strip() for line in clean(text).split("\n"))
    return "\n".join(lines).strip()


def mentions(text: str, user: str) -> bool:
    """Whether a message as Slack sent it mentions ``user``."""
    return bool(user) and any(
        found[1].split("|")[0] == f"@{user}" for found in _MARKUP.finditer(text)
    )


def addresses_somebody(text: str) -> bool:
    """Whether a message as Slack sent it calls somebody by name, or everybody."""
    return bool(_ADDRESSED.search(text))


def language_said(text: str) -> str:
    """The language of a few plain words, "ja" or "en"; "" if they are only names and numbers."""
    if _JAPANESE.search(text):
        return "ja"
    return "en" if _ENGLISH.search(text) else ""


def _shown(inside: str) -> str:
    """What a person sees of ``<inside>``."""
    target, bar, label = inside.partition("|")
    if target.startswith("@"):
        return " "  # whoever is addressed is not what is asked for
    if target.startswith("#"):
        return f"#{label}" if label else " "
    if target.startswith("!"):
        # <!date^...|yesterday>; of <!here> and <!subteam^S1|@staff> nothing is to be read.
        return label if target.startswith("!date") else " "
    if bar:
        return label
    return target.removeprefix("mailto:").removeprefix("tel:")
