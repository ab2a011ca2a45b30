"""The home tab: a search box, my questions, my organisation, and what the office looks after.

Contacts are nowhere on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, DividerBlock, InputBlock, PlainTextInputElement

from bot.blocks.elements import (
    actions,
    bullets,
    button,
    line,
    moment,
    note,
    paragraph,
    plain,
    rich,
    text,
)
from bot.blocks.home_office import office_blocks
from bot.controls import Control, Pressed, action_id
from bot.excerpts import place_line
from bot.home import HomePage, Question
from bot.messages import slack_words_in, words_in
from bot.messages.home_words import HomeWords, home_words_in
from bot.outgoing.message import Home
from profiles.model import Member
from profiles.text import shortened

SEARCH = Control.HOME_SEARCH.value
_LONGEST_QUESTION = 150
_LONGEST_STATEMENT = 200
_LONGEST_NAME = 100
_EXAMPLES = 3
_STATEMENTS = 3


def home_tab(page: HomePage) -> Home:
    """The tab of somebody of this workspace."""
    blocks = [*_search(page.ui), *_questions(page), DividerBlock(), *_organisations(page)]
    if page.office:
        blocks += [DividerBlock(), *office_blocks(page.office, page.ui)]
    return Home(tuple(blocks))


def visitor_home(ui: str) -> Home:
    """The tab of somebody who is not known to be of this workspace: nothing of the directory.

    In both languages, ``ui`` first: Slack does not tell which one people from elsewhere use.
    """
    first, second = (ui, "ja" if ui == "en" else "en")
    return Home(tuple(paragraph(home_words_in(lang).visitor) for lang in (first, second)))


def failed_home(ui: str, error_id: str) -> Home:
    """The tab when it could not be put together."""
    return Home((paragraph(home_words_in(ui).failed.format(error_id=error_id)),))


def _search(ui: str) -> Iterator[Block]:
    words, said = home_words_in(ui), slack_words_in(ui)
    yield InputBlock(
        block_id=SEARCH,
        label=plain(words.search),
        hint=plain(words.search_hint),
        element=PlainTextInputElement(
            action_id=action_id(Control.HOME_SEARCH),
            placeholder=plain(words.search_example.format(example=said.example)),
            dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]},
        ),
        dispatch_action=True,
    )
    yield from actions(button(Control.SEARCH_FORM, words.search_form, Pressed("")))
    yield rich(
        line(text(words.how_heading, bold=True), text(f"\n{words.how}")),
        bullets(said.more_examples.split("\n")[:_EXAMPLES]),
    )


def _questions(page: HomePage) -> Iterator[Block]:
    words = home_words_in(page.ui)
    yield rich(line(text(words.questions, bold=True)))
    if not page.questions:
        yield note(words.no_questions)
    for number, question in enumerate(page.questions, 1):
        asked = shortened(question.text, _LONGEST_QUESTION)
        narrowed = [text(words.narrowed)] if question.is_narrowed else []
        when = moment(question.asked_at, f"{question.asked_at:%Y-%m-%d}")
        yield rich(line(text(asked), *narrowed, text(f"\n{_outcome(question, words)} · "), when))
        yield from actions(
            button(
                Control.SHOW_AGAIN,
                words.show_again,
                Pressed(question.id),
                about=number,
                read_as=words.show_again_of.format(question=asked),
            )
        )


def _outcome(question: Question, words: HomeWords) -> str:
    if not question.found:
        return words.found_nobody
    return words.found_one if question.found == 1 else words.found.format(count=question.found)


def _organisations(page: HomePage) -> Iterator[Block]:
    words = home_words_in(page.ui)
    yield rich(line(text(words.profile, bold=True)))
    if not page.has_directory:
        yield paragraph(words.no_directory)
    elif not page.organisations:
        yield paragraph(words.not_linked)
        yield from actions(button(Control.CHANGE_PROFILE, words.ask_link, Pressed("")))
    for number, member in enumerate(page.organisations, 1):
        yield from _organisation(number, member, page.ui)


def _organisation(number: int, member: Member, ui: str) -> Iterator[Block]:
    words = home_words_in(ui)
    statements = [shortened(one, _LONGEST_STATEMENT) for one in member.capabilities[:_STATEMENTS]]
    if further := len(member.capabilities) - len(statements):
        statements.append(words.further_statements.format(count=further))
    name = shortened(member.name_in(ui), _LONGEST_NAME)
    where = shortened(place_line(member, words_in(ui)), _LONGEST_NAME)
    heading = line(text(name, bold=True), text(f"\n{where}"))
    yield rich(heading, *([bullets(statements)] if statements else []))
    if member.updated:
        yield note(words.confirmed_on.format(date=member.updated.isoformat()))
    else:
        yield note(words.never_confirmed)
    yield from _organisation_buttons(number, member, ui)


def _organisation_buttons(number: int, member: Member, ui: str) -> Iterator[Block]:
    words, said = home_words_in(ui), slack_words_in(ui)
    pressed, name = Pressed("", member.id), member.name_in(ui)
    controls = (
        (Control.CONFIRM_PROFILE, words.confirm, words.confirm_of),
        (Control.CHANGE_PROFILE, words.change, words.change_of),
        (Control.MORE, said.more, said.more_of),
    )
    yield from actions(
        *(
            button(control, label, pressed, about=number, read_as=read_as.format(name=name))
            for control, label, read_as in controls
        )
    )
