"""An answer as a person reads it in a terminal. Pure: an answer in, lines of text out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.cli.wrapping import width_of, wrap
from bot.excerpts import excerpt, place_line
from bot.messages.naming import Naming
from bot.messages.reasons import (
    coverage_line,
    lacks_line,
    nobody_meets_conditions,
    parts_line,
    reading_line,
    reasons_line,
)
from bot.messages.words import Words
from index.model import Answer, Confidence, Evidence, Match, Outcome, Side
from profiles.model import Contact

_INDENT = "   "
_PIECE = re.compile(r".+?(?: · | ／ | / |$)")
_WIDEST = 100

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_DIM = "\x1b[2m"
_MARK = "\x1b[1;4;36m"
_CONFIDENCE = {Confidence.STRONG: "\x1b[32m", Confidence.POSSIBLE: "\x1b[33m"}


@dataclass(frozen=True, slots=True)
class Screen:
    """The terminal: how wide it is, and whether it shows colours."""

    width: int = 80
    colour: bool = False

    @property
    def columns(self) -> int:
        """The columns that text is set in; long lines are hard to read."""
        return max(20, min(self.width, _WIDEST) - len(_INDENT))

    def styled(self, text: str, style: str) -> str:
        """The text in a style, if there are any."""
        return f"{style}{text}{_RESET}" if self.colour and text else text


@dataclass(frozen=True, slots=True)
class Contacts:
    """Contacts by member id, as the store has them now; ``shown`` if they were asked for."""

    shown: bool = False
    by_member: Mapping[str, Sequence[Contact]] = field(default_factory=dict)


def render_answer(
    answer: Answer,
    words: Words,
    screen: Screen,
    contacts: Contacts = Contacts(),
    side: Side = Side.OFFERS,
) -> str:
    """The whole answer: matches with their reasons, or "nobody" with the nearest members."""
    if answer.outcome is Outcome.NOT_A_REQUEST:
        return words.not_a_request
    shown, naming = answer.matches or answer.nearest, Naming.of(answer, words)
    lines = list(_introduction(answer, words, screen, side))
    for rank, match in enumerate(shown, 1):
        lines += _match(rank, match, answer, naming, screen)
        if contacts.shown:
            found = contacts.by_member.get(match.member.id, ())
            lines += (_INDENT + line for line in render_contacts(found, words))
        lines.append("")
    if shown and not contacts.shown:
        lines.append(screen.styled(words.how_to_see_contacts, _DIM))
    return "\n".join(lines).rstrip("\n")


def _introduction(answer: Answer, words: Words, screen: Screen, side: Side) -> Iterator[str]:
    """What stands above the members, with an empty line behind each piece."""
    if headline := _headline(answer, words, side):
        yield from (screen.styled(headline, _BOLD), "")
    if reading := reading_line(answer, words):
        yield from (*_wrapped(reading, screen, _DIM), "")
    if coverage := coverage_line(answer, answer.matches, words):
        yield from (*_wrapped(coverage, screen), "")
    if answer.outcome is Outcome.NOBODY:
        yield from (_nearest(answer, words, side), "")


def _headline(answer: Answer, words: Words, side: Side) -> str:
    seeking = side is Side.NEEDS
    if answer.outcome is Outcome.MATCHES:
        return words.seekers if seeking else ""
    if nobody_meets_conditions(answer):
        return words.why.nobody_meets
    return words.no_seekers if seeking else words.nobody


def _nearest(answer: Answer, words: Words, side: Side) -> str:
    if not answer.nearest:
        return words.why.no_nearest
    if nobody_meets_conditions(answer):
        return words.why.nearest_otherwise
    return words.nearest_seekers if side is Side.NEEDS else words.nearest


def render_contacts(contacts: Sequence[Contact], words: Words) -> Iterator[str]:
    """A line a contact, with what it has agreed to."""
    if not contacts:
        yield words.labelled.format(words.contacts, words.no_contacts)
    for contact in contacts:
        said = (contact.name, contact.role, contact.email, contact.phone, contact.slack_user_id)
        known = "  ".join(part for part in said if part)
        yield f"{words.labelled.format(words.contacts, known)}  [{_consent(contact, words)}]"


def _match(
    rank: int, match: Match, answer: Answer, naming: Naming, screen: Screen
) -> Iterator[str]:
    member, words = match.member, naming.words
    name = member.name_in(words.lang)
    yield f"{rank:>2} {screen.styled(name, _BOLD)}"
    other = member.name_in("ja" if words.lang == "en" else "en")
    if other != name:
        yield _INDENT + screen.styled(other, _DIM)
    line = place_line(member, words)
    if answer.outcome is Outcome.MATCHES:
        sure = words.confidences[match.confidence]
        line = f"{line} · {screen.styled(sure, _CONFIDENCE[match.confidence])}"
    yield _INDENT + line
    yield from _indented(_wrapped(parts_line(match, words), screen))
    for evidence in match.evidence:
        yield from _indented(_quote(evidence, words, screen))
    yield from _indented(_wrapped(reasons_line(match, naming), screen))
    yield from _indented(_wrapped(lacks_line(match, naming), screen))


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (_INDENT + line for line in lines)


def _wrapped(text: str, screen: Screen, style: str = "") -> Iterator[str]:
    """The lines of a text, broken between its pieces where they are short enough."""
    rows: list[str] = []
    for piece in _PIECE.findall(text):
        if rows and width_of((rows[-1] + piece).rstrip()) <= screen.columns:
            rows[-1] += piece
        else:
            rows.append(piece)
    for row in rows:
        for start, end in wrap(row.rstrip(), screen.columns):
            yield screen.styled(row[start:end], style) if style else row[start:end]


def _quote(evidence: Evidence, words: Words, screen: Screen) -> list[str]:
    """The statement in quotation marks, wrapped, with the words that matched marked."""
    text, marks = excerpt(evidence)
    before, _, after = words.quote.partition("{}")
    if label := words.fields[evidence.field]:
        before = words.labelled.format(label, before)
    whole = before + text + after
    marks = [(start + len(before), end + len(before)) for start, end in marks]
    return [_marked(whole, start, end, marks, screen) for start, end in wrap(whole, screen.columns)]


def _marked(
    text: str, start: int, end: int, marks: Sequence[tuple[int, int]], screen: Screen
) -> str:
    """One line of ``text`` with its marks styled."""
    pieces: list[str] = []
    at = start
    for first, last in marks:
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        pieces += (text[at:first], screen.styled(text[first:last], _MARK))
        at = last
    return "".join((*pieces, text[at:end]))


def _consent(contact: Contact, words: Words) -> str:
    said = words.consents[contact.effective_consent]
    if contact.consent is None:
        return words.undeclared.format(said)
    if contact.consent_date is None:
        return said
    return words.since.format(said, contact.consent_date.isoformat())
