"""More about a member: its profile in a window, or in a message when that comes too late."""

from __future__ import annotations

from bot.blocks.contacts import member_gone_message
from bot.blocks.profile import profile_message, profile_view
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.incoming.interactions import Press
from bot.memory.deliveries import Claim
from bot.questions import Person


def show_profile(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Show everything but the contacts."""
    ui = person.lang or DEFAULT_LANGUAGE
    # A window opens within three seconds of a press, so for none that is resumed.
    is_young = claim.attempt == 1
    member = desk.directory.member(press.pressed.member_id)
    if member is None:
        message = member_gone_message(ui)
    elif is_young and desk.sender.views.show(press.origin, profile_view(member, ui)):
        return
    else:
        message = profile_message(member, ui, press.pressed.question_id)
    desk.sender.whisper(press.origin, message, f"profile:{claim.id}")
