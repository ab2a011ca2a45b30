"""The import of members: the form, and what became of it.

The window and the direct message show the same blocks. Contacts are in none.
"""

from __future__ import annotations

from slack_sdk.models.blocks import (
    CheckboxesElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    RadioButtonsElement,
)
from slack_sdk.models.blocks.block_elements import FileInputElement

from bot.blocks.elements import (
    bullets,
    line,
    paragraph,
    plain,
    rich,
    simple,
    text,
)
from bot.blocks.import_report import counts_lines, import_buttons
from bot.blocks.windows import waiting_view
from bot.carried import Carried
from bot.controls import FormId
from bot.import_report import Counts
from bot.messages.import_words import ImportWords, import_words_in
from bot.messages.window_words import window_words_in
from bot.outgoing.message import Message, View
from bot.uploads import SUFFIXES, Trouble
from profiles.model import Consent

# Names of the inputs, and of the blocks that they stand in.
FILE, CONSENT, OPTIONS = "file", "consent", "options"
# Values of the options.
UNDECLARED, WITHDRAW_MISSING, SKIP_BAD = "undeclared", "withdraw_missing", "skip_bad"


def import_form(ui: str, consent: Consent | None) -> View:
    """The form; ``consent`` is what is declared unless somebody chooses otherwise."""
    words = import_words_in(ui)
    declared = [_option(UNDECLARED, words.undeclared)]
    declared += [_option(one.value, words.consents[one]) for one in Consent]
    chosen = consent.value if consent else UNDECLARED
    radio = RadioButtonsElement(
        action_id=CONSENT,
        options=declared,
        initial_option=next(one for one in declared if one.value == chosen),
    )
    boxes = CheckboxesElement(
        action_id=OPTIONS,
        options=[
            _option(WITHDRAW_MISSING, words.withdraw_missing, words.withdraw_missing_hint),
            _option(SKIP_BAD, words.skip_bad, words.skip_bad_hint),
        ],
    )
    file = FileInputElement(action_id=FILE, filetypes=list(SUFFIXES), max_files=1)
    return View(
        FormId.IMPORT,
        words.title,
        window_words_in(ui).cancel,
        (
            paragraph(words.intro),
            _input(FILE, words.file, file, words.file_hint),
            _input(CONSENT, words.consent, radio, words.consent_hint),
            _input(OPTIONS, words.options, boxes, optional=True),
        ),
        submit=words.submit,
        private_metadata=Carried(ui).encoded(),
    )


def checking_view(ui: str) -> View:
    """What stands in the window until the file is checked."""
    words = import_words_in(ui)
    return waiting_view(
        FormId.IMPORT, words.title, words.checking, ui, metadata=Carried(ui).encoded()
    )


def import_view(message: Message, ui: str) -> View:
    """A message of an import in its window."""
    return View(
        FormId.IMPORT,
        import_words_in(ui).title,
        window_words_in(ui).close,
        message.blocks,
        private_metadata=Carried(ui).encoded(),
    )


def applying_message(file: str, ui: str) -> Message:
    """It is being written."""
    return simple(import_words_in(ui).applying.format(file=file))


def applied_message(file: str, counts: Counts, ui: str, index: Message | None) -> Message:
    """It is written; ``index`` says how far the index is, None if that need not change."""
    words = import_words_in(ui)
    said = words.applied.format(file=file)
    heading = rich(line(text(said, bold=True)), bullets(counts_lines(counts, words)))
    if index is None:
        return Message(f"{said} {words.no_reindex}", (heading, paragraph(words.no_reindex)))
    return Message(f"{said} {index.text}", (heading, *index.blocks))


def not_applied_message(file: str, why: str, upload_id: str, ui: str) -> Message:
    """Nothing was written, but may be yet; ``why`` is that of an error of ours or ""."""
    words = import_words_in(ui)
    said = f"{words.not_applied.format(file=file)}\n{_cause(why, words)}"
    return Message(said, (paragraph(said), *import_buttons(upload_id, words)))


def not_checked_message(file: str, why: str, ui: str) -> Message:
    """The file as a whole cannot be used, or the directory not be read."""
    words = import_words_in(ui)
    return simple(f"{words.unchecked.format(file=file)}\n{_cause(why, words)}")


def not_fetched_message(trouble: Trouble, ui: str) -> Message:
    """There is no file to work with."""
    return simple(import_words_in(ui).troubles[trouble])


def import_cancelled(file: str, ui: str) -> Message:
    """It was given up."""
    return simple(import_words_in(ui).cancelled.format(file=file))


def import_gone(ui: str) -> Message:
    """The file is not kept any more."""
    return simple(import_words_in(ui).gone)


def import_under_way(ui: str) -> Message:
    """Somebody has pressed the button before."""
    return simple(import_words_in(ui).under_way)


def import_over(ui: str) -> Message:
    """It was applied or cancelled before."""
    return simple(import_words_in(ui).done_before)


def import_of_others(ui: str) -> Message:
    """Somebody else sent the file."""
    return simple(import_words_in(ui).others)


def import_too_late(ui: str) -> Message:
    """The form could not be opened."""
    return simple(import_words_in(ui).too_late)


def import_file_failed(ui: str) -> Message:
    """The file of all findings could not be sent."""
    return simple(import_words_in(ui).file_failed)


def _cause(why: str, words: ImportWords) -> str:
    return words.cause.format(why=why) if why else words.see_log


def _option(value: str, said: str, more: str = "") -> Option:
    return Option(value=value, text=plain(said), description=plain(more) if more else None)


def _input(
    name: str, label: str, element: InputInteractiveElement, hint: str = "",
    *, optional: bool = False,
) -> InputBlock:  # fmt: skip
    return InputBlock(
        block_id=name,
        label=plain(label),
        element=element,
        hint=plain(hint) if hint else None,
        optional=optional,
    )
