"""More about a member: its profile in a window, or in a message when that comes too late."""

from __future__ import annotations

from bot.blocks.contacts import member_gone_message
from bot.blocks.profile import profile_message, profile_view
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.memory.deliveries import Claim
from bot.payloads import Press
from bot.questions import Person


def show_profile(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Show everything but the contacts."""
    ui = person.lang or DEFAULT_LANGUAGE
    member = desk.directory.member(press.pressed.member_id)
    if member is None:
        message = member_gone_message(ui)
    # A press that is resumed is older than the three seconds in which a window may open.
    elif claim.attempt == 1 and desk.sender.open_view(press.trigger_id, profile_view(member, ui)):
        return
    else:
        message = profile_message(member, ui, press.pressed.question_id)
    desk.sender.whisper(press.origin, message, f"profile:{claim.id}")
