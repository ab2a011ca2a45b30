"""The form of an import is sent: the file is fetched and checked, and nothing is written."""

from __future__ import annotations

import logging
from pathlib import PurePath

from bot.acknowledging import Ack, complains, shows
from bot.answers import question_id_of
from bot.blocks.elements import simple
from bot.blocks.import_report import has_details, report_message
from bot.blocks.importing import (
    CONSENT,
    FILE,
    OPTIONS,
    SKIP_BAD,
    UNDECLARED,
    WITHDRAW_MISSING,
    checking_view,
    import_file_failed,
    import_gone,
    import_view,
    not_checked_message,
    not_fetched_message,
)
from bot.blocks.notices import not_staff_message
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.errors import CannotPost, SlackAway, SlackError, SlackRefused, Unsendable
from bot.import_process import NotDone, check_apart
from bot.import_report import ImportReport
from bot.import_table import report_table, table_name
from bot.incoming.forms import OpenForm
from bot.incoming.interactions import Submitted
from bot.listeners.windows import let_acknowledgement_arrive, show_in_form
from bot.memory.deliveries import Claim
from bot.memory.uploads import Upload, UploadState
from bot.messages.form_words import form_words_in
from bot.messages.import_words import import_words_in
from bot.messages.window_words import window_words_in
from bot.outgoing.message import Message, View
from bot.questions import Person
from bot.uploads import MAX_SIZE, SUFFIXES, NotFetched
from profiles.importing import ImportOptions
from profiles.model import Consent

logger = logging.getLogger(__name__)


def acknowledge_import(sent: Submitted) -> Ack:
    """What is plainly wrong is said under the file; else the window says that it is checked."""
    ui = sent.form.carried.ui if sent.form.carried else DEFAULT_LANGUAGE
    words = import_words_in(ui)
    wrong = ""
    if len(sent.form.files) != 1 or not sent.form.files[0].id:
        wrong = words.no_file
    elif PurePath(sent.form.files[0].name).suffix.lower().lstrip(".") not in SUFFIXES:
        wrong = words.wrong_type
    elif sent.form.files[0].size > MAX_SIZE:
        wrong = words.too_large
    if wrong:
        return complains({FILE: wrong})
    return shows(checking_view(ui), FILE, window_words_in(ui).sent_before)


def check_import(desk: Desk, sent: Submitted, person: Person, claim: Claim) -> None:
    """Fetch and check the file, and show what importing it would do."""
    ui = person.lang or DEFAULT_LANGUAGE
    if not desk.is_staff(person):
        message = not_staff_message(ui)
        if not show_in_form(desk, sent, claim, import_view(message, ui)):
            desk.sender.direct(f"refusal:{claim.id}", person.id, message)
        return
    let_acknowledgement_arrive(desk, claim)  # a file that was removed is soon told of
    file, uploads = sent.form.files[0], desk.memory.uploads
    upload = uploads.open(
        question_id_of(claim.id), person.id, sent.form.id, file.name, _options(sent.form)
    )
    if upload.state not in (UploadState.CHECKING, UploadState.WAITING):
        return  # resumed after somebody had gone on already
    try:
        # Once it waits for somebody, its bytes are those that were checked.
        is_here = upload.state is UploadState.WAITING
        place = uploads.place(upload)
        sha256 = upload.sha256 if is_here else desk.fetcher.fetch(file.id, place)
        report = _checked(desk, upload)
    except NotFetched as error:
        failure = not_fetched_message(error.trouble, ui)
    except _NotChecked as error:
        failure = not_checked_message(upload.file_name, str(error), ui)
    else:
        if not _has_gone_on(desk, upload):
            show_report(desk, upload, report, sha256, ui)
        return
    if not _has_gone_on(desk, upload):
        _tell_at_window(desk, sent, failure, ui, _key(upload))
        uploads.unusable(upload)


def check_failed(form: OpenForm) -> View:
    """What stands in the window of a check that failed."""
    ui = form.carried.ui if form.carried else DEFAULT_LANGUAGE
    return import_view(simple(form_words_in(ui).failed), ui)


def show_report(
    desk: Desk,
    upload: Upload,
    report: ImportReport,
    sha256: str,
    ui: str,
    *,
    has_moved: bool = False,
) -> None:
    """Ask whoever sent the file to apply or to cancel, in the window and in their messages."""
    uploads = desk.memory.uploads
    if report.may_be_applied:
        # Of a press that is turned back nobody has agreed to this report yet.
        uploads.waits(upload, sha256, report.based_on, upload.claim_id)
    now = uploads.get(upload.id)
    message = report_message(report, upload.id, ui, has_moved=has_moved)
    if now is None:  # somebody was forgotten meanwhile, and the file may have named them
        message = import_gone(ui)
    if upload.state is UploadState.CHECKING:
        show_in_window(desk, upload.window, message, ui)
        desk.sender.direct(_key(upload), upload.user_id, message)
    else:  # a message that was posted before may show another report
        tell_about(desk, upload, message, ui)
    if now is not None and has_details(report):
        _send_table(desk, upload, report, ui)
    if not report.may_be_applied:
        uploads.unusable(upload)  # the last step: whoever resumes the others needs the file


def tell_about(desk: Desk, upload: Upload, message: Message, ui: str) -> None:
    """Show how an import stands, in its window, if that is open, and in one direct message."""
    show_in_window(desk, upload.window, message, ui)
    posted = desk.sender.direct(_key(upload), upload.user_id, message)
    try:
        desk.sender.update(posted, message)
    except (SlackRefused, CannotPost) as error:
        logger.info("the message of an import cannot be changed (%s); posting another", error.code)
        key = f"{_key(upload)}:{question_id_of(message.text)}"
        desk.sender.direct(key, upload.user_id, message)


def show_in_window(desk: Desk, window: str, message: Message, ui: str) -> bool:
    """Show a message in the window of an import; False if that is closed."""
    if not window:
        return False
    try:
        return bool(desk.sender.views.update(window, import_view(message, ui)))
    except (SlackError, Unsendable) as error:
        logger.warning("the window of an import could not be changed: %s", error)
        return False


class _NotChecked(Exception):
    """The file as a whole cannot be used, or the directory not be read."""


def _checked(desk: Desk, upload: Upload) -> ImportReport:
    place = desk.memory.uploads.place(upload)
    checked = check_apart(desk.app.settings, place, upload.options, desk.stopping)
    if desk.stopping.is_set():
        raise SlackAway("views.update", "stopping")  # the next start checks it
    if isinstance(checked, NotDone):
        raise _NotChecked(checked.message)
    return checked


def _has_gone_on(desk: Desk, upload: Upload) -> bool:
    """Whether somebody pressed a button while a check that was resumed was under way."""
    now = desk.memory.uploads.get(upload.id)
    return now is not None and now.state is not upload.state


def _tell_at_window(desk: Desk, sent: Submitted, message: Message, ui: str, key: str) -> None:
    """What ends it: in the window, else in direct messages."""
    if not show_in_window(desk, sent.form.id, message, ui):
        desk.sender.direct(key, sent.origin.user, message)


def _send_table(desk: Desk, upload: Upload, report: ImportReport, ui: str) -> None:
    name = table_name(report, upload.id, ui)
    channel = desk.sender.conversation_with(upload.user_id)
    try:
        desk.sender.files.send(f"import_table:{name}", channel, name, report_table(report, ui))
    except (SlackRefused, CannotPost) as error:
        logger.error("the table of an import could not be sent: %s", error)
        desk.sender.direct(f"import_no_table:{name}", upload.user_id, import_file_failed(ui))


def _key(upload: Upload) -> str:
    return f"import:{upload.id}"


def _options(form: OpenForm) -> ImportOptions:
    declared, chosen = form.value(CONSENT) or UNDECLARED, form.values.get(OPTIONS, ())
    return ImportOptions(
        skip_bad=SKIP_BAD in chosen,
        withdraw_missing=WITHDRAW_MISSING in chosen,
        consent=None if declared == UNDECLARED else Consent(declared),
    )
