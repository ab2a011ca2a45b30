"""``/partners show MEMBER``: the profile of one member, by id or name."""

from __future__ import annotations

from bot.blocks.notices import empty_directory_message, not_found_message
from bot.blocks.profile import profile_message
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.errors import NothingImported
from bot.incoming.payloads import Commanded
from bot.memory.deliveries import Claim
from bot.questions import Person
from profiles.errors import MemberNotFound


def show(desk: Desk, command: Commanded, person: Person, claim: Claim, key: str) -> None:
    """Show a member's profile, without its contacts, to whoever asked."""
    ui = person.lang or DEFAULT_LANGUAGE
    try:
        message = profile_message(desk.directory.find(key), ui, "")
    except MemberNotFound as error:
        near = (desk.directory.member(member_id) for member_id, _ in error.closest)
        closest = [(member.id, member.name_in(ui)) for member in near if member]
        message = not_found_message(ui, key, closest)
    except NothingImported:
        message = empty_directory_message(ui)
    desk.sender.whisper(command.origin, message, f"profile:{claim.id}")
