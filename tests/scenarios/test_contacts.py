"""The contact of a member: to whoever asks, as it has consented, and to nobody else."""

from __future__ import annotations

import json
from dataclasses import replace

from bot.playground.journal import Route
from bot.playground.person import Person
from bot.playground.seen import SeenMessage
from profiles.model import Consent, Contact
from tests.conftest import Run
from tests.scenarios.office import LUTHIER, Office
from tests.scenarios.telling import asks, presses, presses_twice_at_once, told, told_by_command
from tests.scenarios.town import HELIUM, TITANIUM, TITANIUM_MEMBER, Bot, Town

Lively = tuple[Town, Bot]
MAIL, PHONE = "sagara@cellvita-tama.example", "042-000-1591"


def shown_profile(town: Town, person: Person, member_id: str) -> SeenMessage:
    """The profile of a member, with its button for the contact."""
    return told_by_command(town, person, f"show {member_id}", town.general)


def test_a_contact_is_shown_to_whoever_pressed_and_to_nobody_else(lively: Lively) -> None:
    town, _ = lively
    said, answer = asks(town, town.alice, TITANIUM)
    contact = presses(town, town.bob, answer, "contact:1")
    assert contact.is_ephemeral
    assert contact.thread_ts == said.ts
    assert contact.says(MAIL)
    assert contact.says(PHONE)
    assert contact.says("相良 友里 / 事業開発")
    assert contact.says("Contact details for Cellvita Tama Co., Ltd.")
    town.alice.does_not_see(MAIL)
    town.sato.does_not_see(MAIL)


def test_a_reveal_is_logged_without_what_was_shown(lively: Lively, run: Run) -> None:
    town, bot = lively
    fumi = town.newcomer("fumi", town.general)
    _, answer = asks(town, town.alice, TITANIUM)
    presses(town, fumi, answer, "contact:1")
    logged = [one for one in bot.memory.reveals.since(0) if one.user_id == fumi.id]
    assert [one.fields for one in logged] == [("name", "role", "email", "phone")] * 2
    assert {one.team_id for one in logged} == {fumi.team}
    home = str(bot.nakadachi.settings.home)
    ended = run("reveals", "--json", env={"NAKADACHI_HOME": home})
    listed = [one for one in json.loads(ended.out) if one["user_id"] == fumi.id]
    assert [one["name"] for one in listed] == [TITANIUM_MEMBER] * 2
    assert all(one["basis"].startswith("consent members since ") for one in listed)
    assert all(one["question_id"] for one in listed)
    assert MAIL not in ended.out
    assert PHONE not in ended.out


def test_a_contact_can_be_sent_to_ones_own_messages(lively: Lively) -> None:
    town, _ = lively
    _, answer = asks(town, town.alice, TITANIUM)
    contact = presses(town, town.alice, answer, "contact:1")
    sent = told(
        town,
        town.alice,
        lambda: town.alice.presses(contact, "contact_to_me:"),
        town.alice.direct,
    )
    assert sent.says(MAIL)
    assert not sent.is_ephemeral
    assert "contact_to_me:" not in sent.controls


def test_in_direct_messages_a_contact_stays_as_a_message(lively: Lively) -> None:
    town, _ = lively
    answer = town.bob.sees_answer_to(town.bob.writes_to_bot(TITANIUM))
    contact = told(town, town.bob, lambda: town.bob.presses(answer, "contact:1"), town.bob.direct)
    assert contact.says(MAIL)
    assert not contact.is_ephemeral
    assert not contact.controls


def test_a_contact_on_request_goes_to_the_coordinators_once(lively: Lively) -> None:
    town, bot = lively
    gen = town.newcomer("gen", town.general)
    office = Office(bot.nakadachi)
    _, answer = asks(town, gen, HELIUM)
    helium = office.declares("株式会社武蔵野ヒノキ製作所", *[Consent.ON_REQUEST] * 2)
    try:
        confirmed = presses(town, gen, answer, "contact:1")
        assert confirmed.says("取り次ぎをコーディネーターに依頼しました")
        assert confirmed.says(helium.website)
        assert not confirmed.says(helium.contacts[0].email)
        request = town.sato.sees(helium.name, channel=town.desk)
        assert request.says("@gen")
        assert request.says(HELIUM)
        assert request.says(helium.id)
        assert not request.says(helium.contacts[0].email)
        assert presses(town, gen, answer, "contact:1").says("依頼済みです")
        requests = town.sato.reads(town.desk)
        assert sum(one.says("@gen") for one in requests) == 1
        assert not [one for one in bot.memory.reveals.since(0) if one.user_id == gen.id]
    finally:
        office.declares(helium.id, *[Consent.MEMBERS] * 2)


def test_two_presses_at_the_same_moment_make_one_request(lively: Lively) -> None:
    town, bot = lively
    hana = town.newcomer("hana", town.general)
    Office(bot.nakadachi).imports(LUTHIER)
    profile = shown_profile(town, hana, "N001")
    presses_twice_at_once(town, hana, profile, "contact:")
    assert sum(one.says("@hana") for one in town.sato.reads(town.desk)) == 1


def test_a_contact_that_declares_nothing_is_asked_for_first(lively: Lively) -> None:
    town, bot = lively
    Office(bot.nakadachi).imports(LUTHIER)
    iku = town.newcomer("iku", town.general)
    told_iku = presses(town, iku, shown_profile(town, iku, "N001"), "contact:")
    assert told_iku.says("取り次ぎをコーディネーターに依頼しました")
    assert not told_iku.says("tsuruta")
    assert town.sato.sees("@iku", channel=town.desk).says("青梅弦楽器工房")


def test_a_contact_that_is_never_shown_leaves_the_coordinators(lively: Lively) -> None:
    town, bot = lively
    never = replace(LUTHIER.contacts[0], consent=Consent.NEVER)
    Office(bot.nakadachi).imports(
        replace(LUTHIER, id="N002", name_ja="非公開工房", name_en="", contacts=(never,))
    )
    jun = town.newcomer("jun", town.general)
    refusal = presses(town, jun, shown_profile(town, jun, "N002"), "contact:")
    assert refusal.says("非公開工房は連絡先を公開していません")
    assert refusal.says(LUTHIER.website)
    assert not refusal.says("tsuruta")
    asked = presses(town, jun, refusal, "ask_coordinators:")
    assert asked.says("取り次ぎをコーディネーターに依頼しました")
    assert town.sato.sees("@jun", channel=town.desk).says("N002")


def test_of_several_contacts_only_those_are_shown_that_agreed(lively: Lively) -> None:
    town, bot = lively
    open_desk = Contact("", "総合窓口", "info@mixed.example", consent=Consent.MEMBERS)
    asked_first = Contact("仲井 一", "部長", "nakai@mixed.example", consent=Consent.ON_REQUEST)
    hidden = Contact("秘田 二", "社長", "hida@mixed.example", consent=Consent.NEVER)
    mixed = replace(
        LUTHIER, id="N003", name_ja="三様工房", contacts=(hidden, open_desk, asked_first)
    )
    Office(bot.nakadachi).imports(replace(mixed, name_en=""))
    contact = presses(town, town.alice, shown_profile(town, town.alice, "N003"), "contact:")
    assert contact.says("info@mixed.example")
    assert not contact.says("nakai")
    assert not contact.says("hida")


def test_a_member_without_any_contact_says_so(lively: Lively) -> None:
    town, bot = lively
    bare = replace(LUTHIER, id="N004", name_ja="無口工房", name_en="", contacts=())
    Office(bot.nakadachi).imports(bare)
    answer = presses(town, town.alice, shown_profile(town, town.alice, "N004"), "contact:")
    assert answer.says("無口工房は連絡先を公開していません")


def test_a_stranger_in_a_shared_channel_gets_no_contact(lively: Lively) -> None:
    town, bot = lively
    said = town.eve.mentions(TITANIUM, channel=town.shared)
    answer = town.eve.sees_answer_to(said)
    assert answer.says(TITANIUM_MEMBER) or answer.says("Cellvita Tama")
    refusal = told(town, town.eve, lambda: town.eve.presses(answer, "contact:1"), town.shared)
    assert refusal.is_ephemeral
    assert refusal.says("連絡先は、このワークスペース")
    town.eve.does_not_see(MAIL)
    assert not [one for one in bot.memory.reveals.since(0) if one.user_id == town.eve.id]


def test_of_whom_slack_tells_nothing_is_treated_like_a_stranger(lively: Lively) -> None:
    town, bot = lively
    town.expected_refusals.add("user_not_visible")
    kei = town.newcomer("kei", town.general)
    _, answer = asks(town, town.alice, TITANIUM)
    town.slack.fail("users.info", error="user_not_visible")
    refusal = presses(town, kei, answer, "contact:1")
    assert refusal.says("連絡先は、このワークスペース")
    assert not [one for one in bot.memory.reveals.since(0) if one.user_id == kei.id]


def test_a_stranger_is_refused_in_the_language_of_the_question(lively: Lively) -> None:
    town, _ = lively
    answer = town.eve.sees_answer_to(town.eve.mentions(HELIUM, channel=town.shared))
    refusal = told(town, town.eve, lambda: town.eve.presses(answer, "contact:1"), town.shared)
    assert refusal.says("Contacts are shown only to people of this workspace")


def test_whose_account_was_closed_is_shown_nothing(lively: Lively) -> None:
    town, bot = lively
    leo = town.newcomer("leo", town.general)
    _, answer = asks(town, town.alice, TITANIUM)
    press = town.alice.presses(answer, "contact:1").delivery.payload
    town.slack.deactivate(leo)
    # Slack lets nobody press without an account, but what was pressed may arrive later.
    late = {**press, "user": {**press["user"], "id": leo.id}, "trigger_id": "1.2.late"}
    town.slack.sends(Route.INTERACTION, late)
    leo.does_not_see(MAIL)
    assert not [one for one in bot.memory.reveals.since(0) if one.user_id == leo.id]
