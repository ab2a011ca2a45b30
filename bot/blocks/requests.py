"""A request as coordinators read it: one message, with what they can do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from slack_sdk.models.blocks import Block, InteractiveElement, RichTextElement

from bot.blocks.elements import (
    actions,
    bullets,
    button,
    facts,
    line,
    moment,
    paragraph,
    person,
    quote,
    rich,
    simple,
    text,
)
from bot.controls import Control, Pressed
from bot.memory.request_states import WAITING, Outcome, Refusal, State, Way
from bot.memory.requests import Change, Request, RequestKind
from bot.messages import slack_words_in, words_in
from bot.messages.desk_words import DeskWords, desk_words_in
from bot.messages.home_words import home_words_in
from bot.outgoing.message import Message
from profiles.model import Consent, Member

_LAST = 8  # of a request that went to and fro


@dataclass(frozen=True, slots=True)
class Mark:
    """What a button or a form about a request knows of it: which one, and in which version.

    ``act`` tells apart what one control or form does, ``member_id`` whom it is about.
    """

    request_id: str
    version: int
    act: str = ""
    member_id: str = ""

    def encoded(self) -> str:
        """For the detail of a Pressed, or to be carried by a window."""
        return ":".join((self.request_id, str(self.version), self.act, self.member_id))


def read_mark(encoded: str) -> Mark | None:
    """What ``Mark.encoded`` wrote; None for anything else."""
    parts = encoded.split(":", 3)
    if len(parts) != 4 or not parts[1].isdecimal():
        return None
    return Mark(parts[0], int(parts[1]), parts[2], parts[3])


@dataclass(frozen=True, slots=True)
class RequestShown:
    """A request with everything that coordinators read of it.

    ``question`` is what was asked, "" if that has expired, None if there was no question.
    ``member`` is None if there is none, or if it has left the directory.
    """

    request: Request
    history: Sequence[Change]
    question: str | None = None
    member: Member | None = None
    nearest: Sequence[str] = ()
    is_stranger: bool = False
    has_left: bool = False


def request_message(shown: RequestShown, lang: str) -> Message:
    """The one message about a request, in the state that it is in now."""
    request = shown.request
    heading, details = _heading(shown, lang), _details(shown, lang)
    said, asked = desk_words_in(lang), _asked(shown, lang)
    blocks: list[Block] = [rich(line(text(heading, bold=True)))]
    blocks.append(rich(_about(request, lang), *([quote(text(asked))] if asked else [])))
    blocks += (paragraph(detail) for detail in details)
    blocks.append(rich(*_progress(shown, lang)))
    blocks += actions(*_controls(shown, said))
    state = words_in(lang).labelled.format(said.state, said.states[request.state])
    return Message("\n".join(filter(None, (heading, asked, *details, state))), tuple(blocks))


def request_sent_message(
    ui: str, *, again: bool = False, failed: bool = False, ended: bool = False
) -> Message:
    """What became of the request."""
    said = slack_words_in(ui)
    if failed:
        return simple(said.request_failed)
    if ended:
        return simple(desk_words_in(ui).ended)
    return simple(said.request_again if again else said.request_sent)


def _heading(shown: RequestShown, lang: str) -> str:
    said, request = slack_words_in(lang), shown.request
    if request.kind is RequestKind.NOBODY:
        return said.nobody_request
    is_change = request.kind is RequestKind.CHANGE
    if is_change and not request.member_id:
        return home_words_in(lang).link_heading
    words = desk_words_in(lang).change_request if is_change else said.contact_request
    name = shown.member.name_in(lang) if shown.member else "–"
    return words.format(name=name, id=request.member_id)


def _asked(shown: RequestShown, lang: str) -> str:
    if shown.request.kind is RequestKind.CHANGE:
        return shown.request.text
    unknown = slack_words_in(lang).question_unknown
    return "" if shown.question is None else shown.question or unknown


def _about(request: Request, lang: str) -> RichTextElement:
    """Who asked, and when."""
    said, words = desk_words_in(lang), words_in(lang)
    asker = person(request.user_id) if request.user_id else text(said.asker_erased)
    label = slack_words_in(lang).asked_by
    return facts(
        (
            (words.labelled.format(label, ""), asker),
            (words.labelled.format(said.received, ""), _moment(request.at)),
        )
    )


def _details(shown: RequestShown, lang: str) -> list[str]:
    said, desk, kind = slack_words_in(lang), desk_words_in(lang), shown.request.kind
    found = []
    if shown.nearest:
        found.append(said.nearest_members.format(names=" / ".join(shown.nearest)))
    if kind is RequestKind.CONTACT and shown.member:
        found.append(_consent(shown.member, lang))
    if shown.request.member_id and not shown.member:
        found.append(desk.member_left)
    elif shown.request.state in WAITING:
        please = {
            RequestKind.NOBODY: said.please_help,
            RequestKind.CONTACT: said.please_introduce,
            RequestKind.CHANGE: desk.please_change,
        }
        is_link = kind is RequestKind.CHANGE and not shown.request.member_id
        found.append(home_words_in(lang).please_link if is_link else please[kind])
    if shown.is_stranger:
        found.append(said.from_outside)
    if shown.has_left:
        found.append(desk.asker_left)
    return found


def _consent(member: Member, lang: str) -> str:
    """What the coordinators must know before they give anything away."""
    words = words_in(lang)
    agreed = [one for one in Consent if one in {c.effective_consent for c in member.contacts}]
    said = words.consents[agreed[0]] if agreed else words.no_contacts
    return words.labelled.format(words.contacts, said)


def _progress(shown: RequestShown, lang: str) -> Iterator[RichTextElement]:
    """The state, and what was done until now."""
    said, request = desk_words_in(lang), shown.request
    yield labelled(said.state, text(said.states[request.state], bold=True), lang)
    if request.state is State.TAKEN and request.holder:
        yield labelled(said.holder, person(request.holder), lang)
    if shown.history:
        yield line(text(said.history, bold=True))
        yield bullets(line(*_step(one, lang)) for one in shown.history[-_LAST:])


def _step(change: Change, lang: str) -> Iterator[RichTextElement]:
    said = desk_words_in(lang)
    yield _moment(change.at)
    yield text("  ")
    yield person(change.coordinator) if change.coordinator else text("–")
    is_over = change.before is change.after is State.TAKEN
    yield text(f"  {said.taken_over if is_over else said.steps[change.after]}")
    if why := _why(change, said):
        yield text(f"（{why}）" if lang == "ja" else f" ({why})")


def _why(change: Change, said: DeskWords) -> str:
    if not change.why:
        return ""
    match change.after:
        case State.DECLINED:
            return said.refusals[Refusal(change.why)]
        case State.DONE:
            return said.outcomes[Outcome(change.why)]
        case _:
            return said.ways[Way(change.why)]


def _controls(shown: RequestShown, said: DeskWords) -> list[list[InteractiveElement]]:
    request = shown.request

    def control(
        which: Control, label: str, act: str = "", *, primary: bool = False
    ) -> list[InteractiveElement]:
        mark = Mark(request.id, request.version, act).encoded()
        pressed = Pressed(request.question_id, detail=mark)
        return button(which, label, pressed, about=act, primary=primary)

    may_introduce = request.kind is RequestKind.NOBODY or (
        request.kind is RequestKind.CONTACT and shown.member is not None
    )
    is_taken, is_change = request.state is State.TAKEN, request.kind is RequestKind.CHANGE
    introduce = (
        control(Control.INTRODUCE, said.introduce, primary=is_taken) if may_introduce else []
    )
    decline = control(Control.DECLINE, said.decline)
    match request.state:
        case State.OPEN:
            take = control(Control.TAKE, said.take, primary=True)
            return [take, introduce, decline, control(Control.DONE, said.done)]
        case State.TAKEN:
            over = control(Control.TAKE, said.take_over, "over")
            back = control(Control.TAKE, said.give_back, "back")
            done = control(Control.DONE, said.done, primary=is_change)
            return [introduce, decline, done, over, back]
        case State.INTRODUCED:
            return [control(Control.DONE, said.done, primary=True)]
        case _:
            return []


def labelled(label: str, value: RichTextElement, lang: str) -> RichTextElement:
    """A line with a label in front."""
    return line(text(words_in(lang).labelled.format(label, "")), value)


def _moment(at: float) -> RichTextElement:
    when = datetime.fromtimestamp(at, UTC)
    return moment(when, f"{when:%Y-%m-%d %H:%M} UTC")
