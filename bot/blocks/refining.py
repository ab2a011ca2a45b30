"""The buttons that narrow an answer, and what each of them means."""

from __future__ import annotations

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.blocks.elements import actions, button, line, note, person, rich, simple, text
from bot.controls import Control, Pressed
from bot.messages import slack_words_in
from bot.messages.following_words import following_words_in
from bot.messages.naming import brief
from bot.outgoing.limits import LABEL
from bot.outgoing.message import Message
from bot.questions import Reply
from index.constraints import NONE, wanting
from index.model import Answer, Suggestion
from index.refining import Refinement
from profiles.model import Kind
from profiles.places import display_place
from profiles.text import shortened

_OTHERS = "others"
_LONGEST_QUESTION = 300
# Beside the label of a button there must be room for what stands around a name.
_LONGEST_NAME = LABEL // 2


def refining_blocks(reply: Reply, answer: Answer) -> Iterator[Block]:
    """A row of buttons: what makes sense for this answer, and the members that were not named."""
    words = following_words_in(reply.ui)
    buttons = [
        button(
            Control.REFINE,
            words.counted.format(label=_label(one, reply.ui), count=one.count),
            Pressed(reply.question_id, "", _detail(one)),
            about=rank,
        )
        for rank, one in enumerate(answer.suggestions, 1)
    ]
    if answer.further:
        label = words.counted.format(label=words.others, count=answer.further)
        pressed = Pressed(reply.question_id, "", _OTHERS)
        buttons.append(button(Control.REFINE, label, pressed, about=_OTHERS))
    yield from actions(*buttons)


def read_detail(detail: str) -> Refinement | None:
    """What a button under an answer asks for; None for one of another version."""
    if detail == _OTHERS:
        return Refinement(NONE, others=True)
    facet, _, value = detail.partition(":")
    constraints = wanting(facet, (value,)) if value else NONE
    return Refinement(constraints, others=False) if constraints else None


def refined_blocks(reply: Reply, question: str, refined_by: str = "") -> Iterator[Block]:
    """The question that was refined, and by whom (an id), above its answer."""
    if not refined_by:
        yield note(refined_lines(reply, question))
        return
    yield rich(line(person(refined_by), text(following_words_in(reply.ui).refined_by)))
    asked = slack_words_in(reply.ui).question.format(question=_cut(question))
    yield note("\n".join((asked, *_left_out(reply))))


def refined_lines(reply: Reply, question: str) -> str:
    """The question that was refined, and that others are left out."""
    said = following_words_in(reply.lang).refined.format(question=_cut(question))
    return "\n".join((said, *_left_out(reply)))


def nothing_to_refine_message(ui: str) -> Message:
    """There is no question any more that could be refined."""
    return simple(following_words_in(ui).nothing_to_refine)


def answered_before_message(ui: str) -> Message:
    """Somebody else has pressed the same."""
    return simple(following_words_in(ui).answered_before)


def _cut(question: str) -> str:
    return shortened(question, _LONGEST_QUESTION)


def _left_out(reply: Reply) -> Iterator[str]:
    if reply.left_out:
        yield following_words_in(reply.lang).left_out.format(count=reply.left_out)


def _detail(suggestion: Suggestion) -> str:
    # A line break would end the detail: see Pressed.
    return f"{suggestion.facet}:{suggestion.value}".replace("\n", " ")


def _label(suggestion: Suggestion, ui: str) -> str:
    words, value = following_words_in(ui), suggestion.value
    match suggestion.facet:
        case "kind" if value in set(Kind):
            return words.only_kind.format(kind=words.kinds[Kind(value)])
        case "place":
            return words.only_place.format(place=brief(_place(value, ui), _LONGEST_NAME))
        case _:
            return words.only_certified.format(certificate=brief(value, _LONGEST_NAME))


def _place(value: str, ui: str) -> str:
    """A city without its prefecture, which is as good as known, or a prefecture."""
    prefecture, _, city = value.partition("/")
    if not city:
        return display_place(prefecture, "", ui)
    if ui == "en":
        return city
    return display_place(prefecture, city, ui).removeprefix(display_place(prefecture, "", ui))
