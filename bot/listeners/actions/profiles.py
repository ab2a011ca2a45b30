"""More about a member: its profile in a window, or in a message when that comes too late."""

from __future__ import annotations

from bot.blocks.contacts import member_gone_message
from bot.blocks.profile import profile_message, profile_view
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.incoming.payloads import Press
from bot.memory.deliveries import Claim
from bot.questions import Person


def show_profile(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Show everything but the contacts."""
    ui = person.lang or DEFAULT_LANGUAGE
    is_young = claim.attempt == 1 and bool(press.trigger_id)
    member = desk.directory.member(press.pressed.member_id)
    if member is None:
        message = member_gone_message(ui)
    # A window opens within three seconds of a press, so for none that is resumed.
    elif is_young and desk.sender.open_view(press.trigger_id, profile_view(member, ui)):
        return
    else:
        message = profile_message(member, ui, press.pressed.question_id)
    desk.sender.whisper(press.origin, message, f"profile:{claim.id}")
