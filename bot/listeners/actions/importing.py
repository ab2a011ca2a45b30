"""“Import” and “Cancel” under the report of an import: written once, or not at all."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from functools import partial

from bot.blocks.importing import (
    applied_message,
    applying_message,
    import_cancelled,
    import_gone,
    import_of_others,
    import_over,
    import_under_way,
    not_applied_message,
)
from bot.blocks.notices import not_staff_message
from bot.blocks.reindexing import reindex_started
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.errors import SlackAway, SlackError
from bot.import_process import Agreed, Applied, NotDone, apply_apart, check_apart
from bot.import_report import Counts, ImportReport
from bot.incoming.interactions import Press
from bot.listeners.commands.reindexing import follow_build
from bot.listeners.views.importing import show_report, tell_about
from bot.memory.deliveries import Claim
from bot.memory.uploads import Upload, UploadState
from bot.outgoing.message import Message
from bot.questions import Person

logger = logging.getLogger(__name__)


def apply_import(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Write what was agreed to, build the index, and say what came of both."""
    ui = person.lang or DEFAULT_LANGUAGE
    if _refusal(desk, press, person, claim, ui):
        return
    upload = desk.memory.uploads.begin(press.pressed.detail, claim.id)
    if upload is None or upload.claim_id != claim.id:
        _tell(desk, press, _why_not(upload, ui), claim)
        return
    if upload.state is UploadState.WAITING:
        # This press was turned back, and perhaps nobody has read why.
        _show_instead(desk, upload, ui)
        return
    # Whoever resumes this finds it written, and goes on with the index.
    if upload.state is UploadState.APPLYING:
        tell_about(desk, upload, applying_message(upload.file_name, ui), ui)
        written = _write(desk, upload, ui)
        if written is None:
            return
        upload = written
    if upload.state is UploadState.APPLIED:
        _finish(desk, upload, ui)


def cancel_import(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Erase the file; nothing was written."""
    ui = person.lang or DEFAULT_LANGUAGE
    if _refusal(desk, press, person, claim, ui):
        return
    upload = desk.memory.uploads.cancel(press.pressed.detail)
    if upload is None or upload.state is not UploadState.CANCELLED:
        _tell(desk, press, _why_not(upload, ui), claim)
        return
    tell_about(desk, upload, import_cancelled(upload.file_name, ui), ui)


def _write(desk: Desk, upload: Upload, ui: str) -> Upload | None:
    """Import the file; the upload as it is then, or None after saying why it is not written."""
    uploads = desk.memory.uploads
    agreed = Agreed(upload.sha256, upload.based_on, upload.began_at)
    said = apply_apart(
        desk.app.settings, uploads.place(upload), upload.options, agreed, desk.stopping
    )
    if isinstance(said, Applied):
        uploads.applied(upload, json.dumps(asdict(said)))
        return uploads.get(upload.id)
    _not_written(desk, upload, said, ui)
    return None


def _show_instead(desk: Desk, upload: Upload, ui: str) -> None:
    """What importing the file would do by now."""
    place = desk.memory.uploads.place(upload)
    checked = check_apart(desk.app.settings, place, upload.options, desk.stopping)
    _not_written(desk, upload, checked, ui)


def _not_written(desk: Desk, upload: Upload, said: ImportReport | NotDone, ui: str) -> None:
    """Say why nothing was written, and ask again."""
    if desk.stopping.is_set():
        raise SlackAway("chat.update", "stopping")  # the next start goes on
    if isinstance(said, ImportReport):
        show_report(desk, upload, said, upload.sha256, ui, has_moved=True)
        return
    # It may be pressed again: another program may just have been writing.
    desk.memory.uploads.waits(upload, upload.sha256, upload.based_on)
    message = not_applied_message(upload.file_name, said.message, upload.id, ui)
    tell_about(desk, upload, message, ui)


def _finish(desk: Desk, upload: Upload, ui: str) -> None:
    """Build the index where it must follow, and say what was written."""
    written = json.loads(upload.result)
    say = partial(applied_message, upload.file_name, Counts(**written["counts"]), ui)
    if not written["changes_index"]:
        tell_about(desk, upload, say(None), ui)
        return
    tell_about(desk, upload, say(reindex_started(ui)), ui)

    def progress(message: Message) -> None:
        try:
            tell_about(desk, upload, say(message), ui)
        except SlackError as error:
            logger.warning("the progress of an import could not be shown: %s", error)

    tell_about(desk, upload, say(follow_build(desk, ui, progress)), ui)


def _refusal(desk: Desk, press: Press, person: Person, claim: Claim, ui: str) -> bool:
    """Whether somebody may not decide on this import; they are told."""
    if not desk.is_staff(person):
        _tell(desk, press, not_staff_message(ui), claim)
        return True
    upload = desk.memory.uploads.get(press.pressed.detail)
    if upload is not None and upload.user_id != person.id:
        _tell(desk, press, import_of_others(ui), claim)
        return True
    return False


def _tell(desk: Desk, press: Press, message: Message, claim: Claim) -> None:
    desk.sender.whisper(press.origin, message, f"import_press:{claim.id}")


def _why_not(upload: Upload | None, ui: str) -> Message:
    if upload is None:
        return import_gone(ui)
    if upload.state is UploadState.APPLYING:
        return import_under_way(ui)
    return import_over(ui)
