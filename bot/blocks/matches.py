"""The members of an answer: each with its statements, what it meets, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, RichTextElement

from bot.blocks.elements import actions, button, line, marked, quote, rich, text
from bot.controls import Control, Pressed
from bot.excerpts import excerpt, place_line
from bot.messages import slack_words_in, words_in
from bot.messages.naming import Naming
from bot.messages.reasons import lacks_line, parts_line, reasons_line
from bot.messages.words import Words
from bot.questions import Reply
from index.model import Answer, Evidence, Match, Outcome

_MOST_MATCHES = 5


def shown_of(answer: Answer) -> Sequence[Match]:
    """The members that are named: the matches, or the nearest."""
    return (answer.matches or answer.nearest)[:_MOST_MATCHES]


def match_blocks(reply: Reply, answer: Answer) -> Iterator[Block]:
    """A text and a row of buttons for each member."""
    words = words_in(reply.lang)
    naming = Naming.of(answer, words)
    for rank, match in enumerate(shown_of(answer), _first(reply)):
        quotes = (quote(*_quoted(evidence, words)) for evidence in match.evidence)
        why = "\n".join(filter(None, (reasons_line(match, naming), lacks_line(match, naming))))
        heading = line(*_heading(rank, match, answer, words))
        yield rich(heading, *quotes, *([line(text(why))] if why else []))
        yield from _buttons(rank, match, reply)


def match_lines(reply: Reply, answer: Answer) -> Iterator[str]:
    """The same for notifications and screen readers, a line each."""
    words = words_in(reply.lang)
    naming = Naming.of(answer, words)
    for rank, match in enumerate(shown_of(answer), _first(reply)):
        name = f"{rank}. {match.member.name_in(words.lang)}"
        known = [place_line(match.member, words)]
        if answer.outcome is Outcome.MATCHES:
            known.append(words.confidences[match.confidence])
        found = slack_words_in(reply.lang).sure.format(name=name, sure=" · ".join(known))
        said = [words.quote.format(excerpt(one)[0]) for one in match.evidence[:1]]
        why = (parts_line(match, words), reasons_line(match, naming), lacks_line(match, naming))
        rest = " ".join(filter(None, (*said, *why)))
        yield words.labelled.format(found, rest) if rest else found


def _first(reply: Reply) -> int:
    """The rank of the first member that is shown."""
    return reply.page.first if reply.page else 1


def _heading(rank: int, match: Match, answer: Answer, words: Words) -> Iterator[RichTextElement]:
    name = match.member.name_in(words.lang)
    yield text(f"{rank}. {name}", bold=True)
    other = match.member.name_in("ja" if words.lang == "en" else "en")
    if other != name:
        yield text(f"\n{other}", italic=True)
    yield text(f"\n{place_line(match.member, words)}")
    if answer.outcome is Outcome.MATCHES:
        yield text(f" · {words.confidences[match.confidence]}")
    if parts := parts_line(match, words):
        yield text(f"\n{parts}")


def _quoted(evidence: Evidence, words: Words) -> Iterator[RichTextElement]:
    if label := words.fields[evidence.field]:
        yield text(words.labelled.format(label, ""))
    yield from marked(*excerpt(evidence))


def _buttons(rank: int, match: Match, reply: Reply) -> Iterator[Block]:
    said = slack_words_in(reply.ui)
    pressed = Pressed(reply.question_id, match.member.id)
    name = match.member.name_in(reply.ui)
    yield from actions(
        button(
            Control.CONTACT,
            said.contact,
            pressed,
            about=rank,
            read_as=said.contact_of.format(name=name),
        ),
        button(
            Control.MORE, said.more, pressed, about=rank, read_as=said.more_of.format(name=name)
        ),
    )
