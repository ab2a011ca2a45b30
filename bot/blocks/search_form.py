"""The search form: text and conditions above, results below, in one window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    InputInteractiveElement,
    Option,
    OptionGroup,
    PlainTextInputElement,
    StaticMultiSelectElement,
)

from bot.blocks.answers import Audience, answer_message
from bot.blocks.elements import actions, button, note, paragraph, plain
from bot.carried import Carried
from bot.controls import Control, FormId, Pressed
from bot.messages import slack_words_in, words_in
from bot.messages.form_words import form_words_in
from bot.messages.window_words import window_words_in
from bot.outgoing.limits import OPTION_VALUE, OPTIONS, size
from bot.outgoing.message import Message, View
from bot.questions import Page, Reply
from index.search import MATCHES
from index.suggesting import Options
from profiles.places import display_place

# Names of the inputs, and of the blocks that they stand in.
TEXT, KINDS, PLACES, CERTIFICATIONS = "text", "kinds", "places", "certifications"
_LONGEST_TEXT = 3_000
# With results below them the inputs must leave room in the window.
_MOST_PLACES = 160
# Nobody turns more pages; who does not find it by then asks otherwise.
MOST_PAGES = 20

Inputs = Sequence[Block]


def empty_form(options: Options | None, ui: str) -> View:
    """The form as it opens. Without ``options`` there is no index: it says so."""
    words = form_words_in(ui)
    inputs = list(_inputs(options, ui))
    below: list[Block] = []
    if options is None:
        below = [paragraph(words.no_index)]
    elif not options.kinds:
        below = [paragraph(words.empty_directory)]
    return _form(inputs, Carried(ui), below)


def searching_form(inputs: Inputs, carried: Carried) -> View:
    """The form, until there are results."""
    return _form(inputs, carried, [paragraph(window_words_in(carried.ui).searching)])


def found_form(inputs: Inputs, carried: Carried, reply: Reply) -> View:
    """The form with one page of results, that which ``carried`` names.

    ``reply`` names everybody up to this page; there may be fewer than when it was asked for.
    """
    matches = reply.answer.matches if reply.answer else ()
    last_page = max(1, -(-len(matches) // MATCHES))
    page = min(max(1, carried.page), last_page)
    carried = replace(carried, question_id=reply.question_id, page=page)
    shown = answer_message(_paged(reply, page), Audience.WINDOW)
    return _form(inputs, carried, [*shown.blocks, *_pages(reply, carried)])


def gone_form(inputs: Inputs, carried: Carried) -> View:
    """The form without results: what was asked is not kept any more."""
    return _form(inputs, carried, [paragraph(form_words_in(carried.ui).question_gone)])


def failed_form(inputs: Inputs, carried: Carried) -> View:
    """The form without results: something went wrong, which is told elsewhere."""
    return _form(inputs, carried, [paragraph(form_words_in(carried.ui).failed)])


def late_form_message(ui: str) -> Message:
    """It was too late to open the form; the button does it."""
    words = form_words_in(ui)
    again = button(Control.SEARCH_FORM, words.open, Pressed(""))
    return Message(words.too_late, (paragraph(words.too_late), *actions(again)))


def inputs_in(payloads: Iterable[Mapping[str, object]]) -> Inputs:
    """The inputs of a form that is open, with the options that it was opened with.

    What cannot be read was in no form of ours, and is left out.
    """
    found: list[Block] = []
    for one in payloads:
        with suppress(TypeError, ValueError, AttributeError, SlackObjectFormationError):
            if (block := Block.parse(dict(one))) is not None:
                found.append(block)
    return found


def _form(inputs: Inputs, carried: Carried, below: Sequence[Block]) -> View:
    words = form_words_in(carried.ui)
    return View(
        FormId.SEARCH,
        words.title,
        window_words_in(carried.ui).close,
        (*inputs, *below),
        submit=words.submit,
        private_metadata=carried.encoded(),
    )


def _inputs(options: Options | None, ui: str) -> Iterator[Block]:
    words = form_words_in(ui)
    example = words.text_example.format(example=slack_words_in(ui).example)
    yield _input(
        TEXT,
        words.text,
        PlainTextInputElement(
            action_id=TEXT, multiline=True, max_length=_LONGEST_TEXT, placeholder=plain(example)
        ),
    )
    if options is None:
        return
    kinds = ((words_in(ui).kinds[kind], kind.value) for kind in options.kinds)
    yield from _select(KINDS, words.kinds, _options(kinds), ui)
    yield from _places(options.places[:_MOST_PLACES], ui)
    certifications = _options((name, name) for name in options.certifications)
    yield from _select(CERTIFICATIONS, words.certifications, certifications, ui)


def _input(name: str, label: str, element: InputInteractiveElement) -> InputBlock:
    # The block has the name of its input: so Slack keeps what was typed when the view changes.
    return InputBlock(block_id=name, label=plain(label), element=element, optional=True)


def _select(name: str, label: str, options: Sequence[Option], ui: str) -> Iterator[InputBlock]:
    if options:
        choose = plain(form_words_in(ui).choose)
        menu = StaticMultiSelectElement(
            action_id=name, placeholder=choose, options=options[:OPTIONS]
        )
        yield _input(name, label, menu)


def _places(places: Sequence[tuple[str, str]], ui: str) -> Iterator[InputBlock]:
    """Prefectures and cities, the most frequent first; many of them by prefecture."""
    words = form_words_in(ui)
    if len(places) <= OPTIONS:
        yield from _select(PLACES, words.places, _place_options(places, ui), ui)
        return
    by_prefecture: dict[str, list[tuple[str, str]]] = {}
    for prefecture, city in places:
        by_prefecture.setdefault(prefecture, []).append((prefecture, city))
    groups = [
        OptionGroup(label=plain(display_place(prefecture, "", ui)), options=options[:OPTIONS])
        for prefecture, there in by_prefecture.items()
        if (options := _place_options(there, ui))
    ]
    menu = StaticMultiSelectElement(
        action_id=PLACES, placeholder=plain(words.choose), option_groups=groups
    )
    yield _input(PLACES, words.places, menu)


def _place_options(places: Iterable[tuple[str, str]], ui: str) -> list[Option]:
    return _options(
        (display_place(prefecture, city, ui), f"{prefecture}/{city}") for prefecture, city in places
    )


def _options(labelled: Iterable[tuple[str, str]]) -> list[Option]:
    """The options whose values Slack takes."""
    return [
        Option(text=plain(label), value=value)
        for label, value in labelled
        if value and size(value) <= OPTION_VALUE
    ]


def _paged(reply: Reply, page: int) -> Reply:
    """The reply with the members of one page. It offers no conditions: the form does."""
    answer = reply.answer
    if answer is None:
        return reply
    first = (page - 1) * MATCHES
    shown = answer.matches[first : first + MATCHES]
    total = len(answer.matches) + answer.further
    return replace(
        reply,
        answer=replace(answer, matches=shown, suggestions=(), further=0),
        page=Page(first + 1, total),
    )


def _pages(reply: Reply, carried: Carried) -> Iterator[Block]:
    """Which members of all these are, and the buttons for the others."""
    answer = reply.answer
    if answer is None or len(answer.matches) + answer.further <= MATCHES:
        return
    words = form_words_in(carried.ui)
    total, page = len(answer.matches) + answer.further, carried.page
    last = min(page * MATCHES, total)
    yield note(words.page.format(first=(page - 1) * MATCHES + 1, last=last, total=total))
    there = {words.previous: page - 1, words.following: page + 1}
    yield from actions(
        *(
            button(
                Control.PAGE,
                label.format(count=min(MATCHES, total - (other - 1) * MATCHES)),
                Pressed(reply.question_id, "", str(other)),
                about=other,
            )
            for label, other in there.items()
            if 0 < other <= MOST_PAGES and (other - 1) * MATCHES < total
        )
    )
