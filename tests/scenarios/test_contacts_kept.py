"""Contacts while the directory changes beneath the bot, and where they must never lie."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from bot.controls import FormId
from bot.logs import start_logging, stop_logging
from bot.playground.choices import Upload
from bot.playground.journal import Route
from bot.playground.seen import SeenView
from profiles.export import json_lines
from profiles.model import Consent
from tests.scenarios.office import LUTHIER, LUTHIER_QUESTION, Office, locked
from tests.scenarios.telling import asks, presses, told, told_by_command
from tests.scenarios.town import TITANIUM, TITANIUM_MEMBER, Bot, Town, until

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


def test_contacts_seen_through_the_other_doors_lie_in_no_file_and_in_no_channel(
    town: Town,
) -> None:
    bot = town.starts_bot(NAKADACHI_LOG_LEVEL="DEBUG")
    office = Office(bot.nakadachi)
    contact = LUTHIER.contacts[0]
    office.imports(replace(LUTHIER, contacts=(replace(contact, slack_user_id=town.alice.id),)))
    alice, sato = town.alice, town.sato
    start_logging(bot.nakadachi.settings)
    # Where all goes well there may be nothing else to log.
    logging.getLogger("bot").info("the log begins")
    try:
        # The message shortcut, the search form and the home tab.
        alice.uses_shortcut_on(alice.writes(TITANIUM, channel=town.general), "find_partners_for")
        alice.presses(alice.sees_modal(TITANIUM_MEMBER), "contact:1")
        alice.presses(alice.sees_modal(MAIL), "contact_to_me:")
        alice.sees(MAIL, channel=alice.direct)
        alice.uses_shortcut("search_partners")
        alice.submits(alice.waits_for_view(is_search_form), {"text": TITANIUM})
        alice.presses(alice.sees_modal(TITANIUM_MEMBER), "contact:1")
        alice.sees_modal(MAIL)
        alice.opens_home()
        alice.presses(alice.sees_home(LUTHIER.name_ja), "confirm_profile:1")
        # The coordinators' desk.
        bob = town.bob
        presses(town, bob, told_by_command(town, bob, "show N001", town.general), "contact:")
        request = sato.sees("@bob", channel=town.desk)
        office.imports(LUTHIER)
        sato.presses(request, "introduce:")
        draft = sato.sees_modal(contact.email)
        # An import, and something that goes wrong with its file.
        sato.submits(draft)
        sheet = Upload("one.jsonl", json_lines([replace(LUTHIER, website="https://x.example")]))
        sato.commands("/partners import", town.general)
        sato.submits(sato.sees_modal("名簿のファイル"), {"file": sheet})
        window = sato.sees_modal("確認結果", within=60.0)
        sato.presses(window, "cancel_import:")
        sato.sees_modal("取りやめました")
        town.slack.settle()
    finally:
        stop_logging()
    bot.stop()
    files = [*town.home.glob("bot.db*"), *town.home.glob("nakadachi.log*")]
    files += [one for one in (town.home / "uploads").rglob("*") if one.is_file()]
    assert {file.name for file in files} >= {"bot.db", "nakadachi.log"}
    for file in files:
        data = file.read_bytes()
        assert not leaks(file), file.name
        for secret in (contact.name, contact.email, contact.phone):
            assert secret.encode() not in data, file.name
            assert json.dumps(secret)[1:-1].encode() not in data, file.name
    for channel in (town.general, town.desk):
        public = [one for one in sato.reads(channel) if not one.is_ephemeral]
        assert public
        for secret in (MAIL, PHONE, contact.name, contact.email, contact.phone):
            assert not any(one.says(secret) for one in public)


def test_while_a_press_beside_a_contact_waits_the_contact_lies_nowhere(town: Town) -> None:
    bot = town.starts_bot()
    answer = town.alice.sees_answer_to(town.alice.writes_to_bot(TITANIUM))
    pressed = town.alice.presses(answer, "contact:1").delivery
    contact = town.alice.sees(MAIL, channel=town.alice.direct)
    town.slack.hang("users.info")
    later = town.newcomer("later", town.general)
    payload = {
        **pressed.payload,
        "user": {"id": later.id, "team_id": "T01000001"},
        "trigger_id": "beside.a.contact",
        "message": {"ts": contact.ts, "text": MAIL, "blocks": list(contact.blocks)},
    }
    town.slack.sends(Route.INTERACTION, payload)
    until(lambda: bot.memory.deliveries.unfinished() == 1)
    for file in town.home.glob("bot.db*"):
        assert not leaks(file), file.name
    town.slack.platform.faults.clear()


def is_search_form(view: SeenView) -> bool:
    return view.callback_id == FormId.SEARCH


def leaks(file: Path) -> bool:
    """Whether the bytes of a file hold something of the contacts that were shown."""
    data = file.read_bytes()
    return any(text.encode() in data for text in (MAIL, PHONE, "相良", "nukui@"))
