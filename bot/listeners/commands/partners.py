"""``/partners TEXT`` asks; ``show``, ``help``, ``reindex`` and ``status`` do what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.blocks.notices import help_message, not_staff_message
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.incoming.payloads import Commanded, read_command
from bot.incoming.plaintext import plain_text
from bot.incoming.values import Payload
from bot.listeners.commands.asking import ask
from bot.listeners.commands.importing import open_import
from bot.listeners.commands.reindexing import reindex
from bot.listeners.commands.showing import show
from bot.listeners.commands.status import tell_status
from bot.memory.deliveries import Claim
from bot.questions import Person, Standing

# In either language, as people write it; anything else is a question.
_SUBCOMMANDS = {
    "help": ("help", "?", "？", "ヘルプ", "使い方"),
    "show": ("show", "表示"),
    "status": ("status", "状況"),
    "reindex": ("reindex", "再作成"),
    "import": ("import", "取り込み", "取込"),
}
_NAMES = {word: name for name, words in _SUBCOMMANDS.items() for word in words}
_FOR_STAFF = ("status", "reindex", "import")
_FIRST_WORD = re.compile(r"(\S*)\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Subcommand:
    """What a command asks for; ``name`` is "" for a question, which is then in ``rest``."""

    name: str
    rest: str


def partners(desk: Desk, body: Payload, claim: Claim) -> None:
    """Do what somebody typed behind /partners."""
    command = read_command(body)
    person = desk.person(command.origin)
    if person.standing in (Standing.BOT, Standing.GONE):
        return
    ui = person.lang or DEFAULT_LANGUAGE
    asked_for = read_subcommand(plain_text(command.text))
    if asked_for.name in _FOR_STAFF and not desk.is_staff(person):
        desk.sender.whisper(command.origin, not_staff_message(ui), f"refusal:{claim.id}")
    else:
        _carry_out(desk, command, person, claim, asked_for)


def read_subcommand(text: str) -> Subcommand:
    """What ``text`` asks for. Words that only begin like a subcommand are a question."""
    found = _FIRST_WORD.fullmatch(text)
    first, rest = (found[1], found[2]) if found else ("", "")
    name = _NAMES.get(first.casefold(), "")
    if not text or (name == "show" and not rest):
        return Subcommand("help", "")
    # "status of heat treatment" and "help with anodizing" are questions.
    if name == "show" or (name and not rest):
        return Subcommand(name, rest)
    return Subcommand("", text)


def _carry_out(
    desk: Desk, command: Commanded, person: Person, claim: Claim, asked_for: Subcommand
) -> None:
    if asked_for.name == "help":
        message = help_message(person.lang or DEFAULT_LANGUAGE, is_staff=desk.seems_staff(person))
        desk.sender.whisper(command.origin, message, f"help:{claim.id}")
    elif asked_for.name == "show":
        show(desk, command, person, claim, asked_for.rest)
    elif asked_for.name == "status":
        tell_status(desk, command, person, claim)
    elif asked_for.name == "reindex":
        reindex(desk, command, person, claim)
    elif asked_for.name == "import":
        open_import(desk, command, person, claim)
    else:
        ask(desk, command, person, claim, asked_for.rest)
