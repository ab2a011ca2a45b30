"""Contacts while the directory changes beneath the bot, and where they must never lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.logs import start_logging, stop_logging
from profiles.model import Consent
from tests.scenarios.office import LUTHIER, LUTHIER_QUESTION, Office, locked
from tests.scenarios.telling import asks, presses, told
from tests.scenarios.town import TITANIUM, TITANIUM_MEMBER, Bot, Town

Lively = tuple[Town, Bot]
MAIL, PHONE = "sagara@cellvita-tama.example", "042-000-1591"


def test_consent_counts_as_it_is_when_somebody_presses(lively: Lively) -> None:
    town, bot = lively
    office = Office(bot.nakadachi)
    _, answer = asks(town, town.alice, TITANIUM)
    member = office.declares(TITANIUM_MEMBER, Consent.NEVER, Consent.NEVER)
    try:
        refusal = presses(town, town.alice, answer, "contact:1")
        assert refusal.says("連絡先を公開していません")
        assert not refusal.says(MAIL)
    finally:
        office.declares(member.id, Consent.MEMBERS, Consent.MEMBERS)
    assert presses(town, town.alice, answer, "contact:1").says(MAIL)


@pytest.mark.parametrize("leaves", ["withdraws", "forgets"])
def test_a_member_that_has_left_since_the_answer_shows_nothing(town: Town, leaves: str) -> None:
    bot = town.starts_bot()
    office = Office(bot.nakadachi)
    _, answer = asks(town, town.alice, TITANIUM)
    getattr(office, leaves)(TITANIUM_MEMBER)
    for control in ("contact:1", "more:1"):
        gone = presses(town, town.alice, answer, control)
        assert gone.says("現在の名簿にない")
    town.alice.does_not_see(MAIL)
    assert not bot.memory.reveals.since(0)


def test_contacts_come_while_an_import_holds_the_database(lively: Lively) -> None:
    town, bot = lively
    with Office(bot.nakadachi).is_importing():
        _, answer = asks(town, town.alice, TITANIUM)
        assert presses(town, town.alice, answer, "contact:1").says(MAIL)


def test_the_first_contact_of_all_comes_while_an_import_holds_the_database(town: Town) -> None:
    bot = town.starts_bot()
    with Office(bot.nakadachi).is_importing():
        _, answer = asks(town, town.alice, TITANIUM)
        assert presses(town, town.alice, answer, "contact:1").says(MAIL)


def test_the_bot_starts_while_an_import_holds_the_database(town: Town) -> None:
    with locked(town.home / "members.db"):
        town.starts_bot()
        _, answer = asks(town, town.alice, TITANIUM)
        assert presses(town, town.alice, answer, "contact:1").says(MAIL)


def test_contacts_lie_in_no_file_of_the_bot_and_in_nothing_that_others_see(town: Town) -> None:
    bot = town.starts_bot(NAKADACHI_LOG_LEVEL="DEBUG")
    start_logging(bot.nakadachi.settings)
    try:
        _, answer = asks(town, town.alice, TITANIUM)
        contact = presses(town, town.alice, answer, "contact:1")
        told(
            town,
            town.alice,
            lambda: town.alice.presses(contact, "contact_to_me:"),
            town.alice.direct,
        )
        direct = town.bob.sees_answer_to(town.bob.writes_to_bot(TITANIUM))
        told(town, town.bob, lambda: town.bob.presses(direct, "contact:1"), town.bob.direct)
        # Something that goes wrong while a contact is shown.
        town.expected_refusals.add("invalid_blocks")
        town.slack.fail("chat.postEphemeral", error="invalid_blocks", times=2)
        town.slack.fail("response_url", status=404)
        fallen_back = told(
            town, town.alice, lambda: town.alice.presses(answer, "contact:1"), town.alice.direct
        )
        assert fallen_back.says(MAIL)
    finally:
        stop_logging()
    bot.stop()
    files = [*town.home.glob("bot.db*"), *town.home.glob("nakadachi.log*")]
    assert {file.name for file in files} >= {"bot.db", "nakadachi.log"}
    for file in files:
        assert not leaks(file), file.name
    for person in (town.sato, town.slack.bot):
        public = [one for one in person.reads(town.general) if not one.is_ephemeral]
        assert public
        assert not any(one.says(MAIL) or one.says(PHONE) for one in public)


def test_a_contact_found_by_an_answer_can_be_asked_for_after_its_question_expired(
    lively: Lively,
) -> None:
    town, bot = lively
    office = Office(bot.nakadachi)
    office.imports(LUTHIER)
    office.reindexes()
    mio = town.newcomer("mio", town.general)
    _, answer = asks(town, mio, LUTHIER_QUESTION)
    assert answer.says("1. 青梅弦楽器工房")
    bot.memory.expire(0)
    assert presses(town, mio, answer, "contact:1").says("依頼しました")
    request = town.sato.sees("@mio", channel=town.desk)
    assert request.says("保存期間を過ぎたため残っていません")
    assert not request.says(LUTHIER_QUESTION)


def leaks(file: Path) -> bool:
    """Whether the bytes of a file hold something of the contacts that were shown."""
    data = file.read_bytes()
    return any(text.encode() in data for text in (MAIL, PHONE, "相良", "nukui@"))
