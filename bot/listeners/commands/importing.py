"""``/partners import``: the form for a file of members."""

from __future__ import annotations

from bot.blocks.importing import import_form, import_too_late
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.incoming.payloads import Commanded
from bot.memory.deliveries import Claim
from bot.questions import Person


def open_import(desk: Desk, command: Commanded, person: Person, claim: Claim) -> None:
    """Open the form, or say that it came too late for that."""
    ui = person.lang or DEFAULT_LANGUAGE
    form = import_form(ui, desk.app.settings.consent)
    if not desk.sender.views.open(command.trigger_id, form):
        desk.sender.whisper(command.origin, import_too_late(ui), f"import_late:{claim.id}")
