"""My organisation on the home tab: confirmed by its contacts only, or changed by the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.carried import Carried
from bot.memory.requests import RequestKind
from bot.playground.journal import Route
from bot.playground.person import Person
from bot.playground.seen import SeenView
from profiles.model import Contact, Member
from tests.scenarios.office import LUTHIER, Office
from tests.scenarios.telling import told
from tests.scenarios.test_home import NOT_LINKED, OFFICE_ONLY, direct_messages, opens
from tests.scenarios.town import Bot, Town, until

Lively = tuple[Town, Bot]
CONFIRM, CHANGE, MORE, LINK = (
    "confirm_profile:1",
    "change_profile:1",
    "more:1",
    "change_profile:",
)
OLD = date(2020, 1, 2)
WISH = "電話番号が変わりました。新しい設備も追加してください。"


def speaks_for(bot: Bot, person: Person, member_id: str = "N001") -> Member:
    """The office imports a member with this person as its contact; confirmed long ago."""
    contact = replace(LUTHIER.contacts[0], slack_user_id=person.id)
    member = replace(
        LUTHIER,
        id=member_id,
        name_ja=f"青梅弦楽器工房 {member_id}",
        name_en=f"Ome Strings {member_id}",
        contacts=(contact,),
        updated=OLD,
    )
    Office(bot.nakadachi).imports(member)
    return member


def confirmed_on(bot: Bot, member: Member) -> date | None:
    return Office(bot.nakadachi).member(member.id).updated


def opens_form(town: Town, person: Person, control: str = CHANGE) -> SeenView:
    """The form about somebody's organisation."""
    person.presses(opens(town, person), control)
    return person.waits_for_view(lambda view: view.callback_id == "change")


def wishes_of(bot: Bot, person: Person) -> list[str]:
    """What somebody asked to be changed, as the coordinators have it."""
    return [one.text for one in bot.memory.requests.all() if one.user_id == person.id]


# What is seen.


def test_a_contact_sees_what_is_said_of_the_member_and_no_contact(lively: Lively) -> None:
    town, bot = lively
    yumi = town.newcomer("yumi")
    member = speaks_for(bot, yumi, "N101")
    home = opens(town, yumi, member.name_ja)
    for text in ("東京都青梅市", "最終確認日：2020-01-02", *member.capabilities):
        assert home.says(text)
    assert {CONFIRM, CHANGE, MORE} <= home.controls.keys()
    for secret in ("弦田", "tsuruta@", "042-000-9901", "代表"):
        assert secret not in str(home.body)
    yumi.presses(home, MORE)
    assert yumi.sees_modal("https://ome-strings.example").callback_id == "profile"


def test_it_is_in_the_language_of_the_contact(lively: Lively) -> None:
    town, bot = lively
    ned = town.newcomer("ned", locale="en-GB")
    speaks_for(bot, ned, "N102")
    home = opens(town, ned, "Ome Strings N102")
    assert home.says("Last confirmed: 2020-01-02")
    ned.presses(home, CONFIRM)
    ned.sees_modal("Thank you. The profile of Ome Strings N102 is now confirmed")


def test_who_speaks_for_several_members_sees_three_of_them(lively: Lively) -> None:
    town, bot = lively
    many = town.newcomer("many")
    members = [speaks_for(bot, many, f"N11{number}") for number in range(4)]
    home = opens(town, many, members[0].name_ja)
    assert [home.says(one.name_ja) for one in members] == [True, True, True, False]
    many.presses(home, "confirm_profile:2")
    many.sees_modal(members[1].name_ja)
    assert [confirmed_on(bot, one) for one in members[:3]] == [OLD, date.today(), OLD]


# Still true.


def test_confirming_sets_the_date_shows_it_and_leaves_the_index_alone(lively: Lively) -> None:
    town, bot = lively
    yuko = town.newcomer("yuko")
    member = speaks_for(bot, yuko, "N121")
    Office(bot.nakadachi).reindexes()
    home = opens(town, yuko, member.name_ja)
    yuko.presses(home, CONFIRM)
    today = date.today().isoformat()
    assert yuko.sees_modal("ご確認ありがとうございます").says(today)
    yuko.sees_home(f"最終確認日：{today}")
    assert Office(bot.nakadachi).member("N121") == replace(member, updated=date.today())
    assert not opens(town, town.sato, OFFICE_ONLY).says("索引の作成後に名簿が変わっています")


def test_confirming_twice_is_thanked_twice_and_written_once(lively: Lively) -> None:
    town, bot = lively
    kei = town.newcomer("kei")
    member = speaks_for(bot, kei, "N122")
    home = opens(town, kei, member.name_ja)
    kei.presses(home, CONFIRM)
    kei.closes(kei.sees_modal("ご確認ありがとうございます"))
    store = bot.service.desk.directory.store()
    assert store is not None
    version = store.version
    kei.presses(kei.sees_home(date.today().isoformat()), CONFIRM)
    kei.sees_modal("ご確認ありがとうございます")
    town.slack.settle()
    assert store.version == version


def test_an_older_view_of_the_tab_does_not_hide_what_was_confirmed_since(lively: Lively) -> None:
    town, bot = lively
    ren = town.newcomer("ren")
    home = opens(town, ren, speaks_for(bot, ren, "N123").name_ja)
    town.expected_refusals.add("hash_conflict")
    publish = town.slack.hang("views.publish")
    ren.opens_home()
    assert publish.caught.wait(5)
    ren.presses(home, CONFIRM)
    ren.sees_modal("ご確認ありがとうございます")
    until(lambda: town.slack.platform.journal.calls_under_way == 2)
    publish.release()
    town.slack.settle()
    assert ren.home.says(f"最終確認日：{date.today().isoformat()}")


def test_who_is_no_contact_any_more_cannot_confirm(lively: Lively) -> None:
    town, bot = lively
    gen = town.newcomer("gen")
    member = speaks_for(bot, gen, "N124")
    home = opens(town, gen, member.name_ja)
    Office(bot.nakadachi).imports(
        replace(member, contacts=(Contact("別の 人", email="b@x.example"),))
    )
    gen.presses(home, CONFIRM)
    gen.sees_modal("担当者として登録されていない")
    gen.sees_home(NOT_LINKED)
    assert confirmed_on(bot, member) == OLD


def test_a_member_that_was_withdrawn_meanwhile_cannot_be_confirmed(town: Town) -> None:
    bot = town.starts_bot()
    member = speaks_for(bot, town.alice)
    home = opens(town, town.alice, member.name_ja)
    Office(bot.nakadachi).withdraws("N001")
    town.alice.presses(home, CONFIRM)
    town.alice.sees_modal("現在の名簿にない")
    town.alice.sees_home(NOT_LINKED)
    assert confirmed_on(bot, member) == OLD


def test_somebody_elses_button_confirms_nothing(lively: Lively) -> None:
    town, bot = lively
    mine, theirs = town.newcomer("mine"), town.newcomer("theirs")
    member = speaks_for(bot, theirs, "N125")
    other = speaks_for(bot, mine, "N126")
    mine.presses(opens(town, mine, other.name_ja), CONFIRM)
    mine.sees_modal("ご確認ありがとうございます")
    press = [one for one in town.slack.deliveries if one.kind == "block_actions"][-1]
    forged = dict(press.payload) | {"trigger_id": "1.2.forged"}
    forged["actions"] = [dict(press.payload["actions"][0]) | {"value": "\n\nN125"}]
    town.expected_refusals.update({"invalid_trigger_id", "invalid_trigger", "hash_conflict"})
    answer = told(town, mine, lambda: town.slack.sends(Route.INTERACTION, forged), mine.direct)
    assert answer.says("担当者として登録されていない")
    assert confirmed_on(bot, member) == OLD


def test_a_confirmation_waits_until_an_import_has_ended(town: Town) -> None:
    bot = town.starts_bot()
    member = speaks_for(bot, town.alice)
    store = bot.service.desk.directory.store()
    assert store is not None
    home = opens(town, town.alice, member.name_ja)
    with Office(bot.nakadachi).is_importing():
        town.alice.presses(home, CONFIRM)
    until(lambda: confirmed_on(bot, member) == date.today())
    town.alice.sees_home(date.today().isoformat())


def test_what_came_too_late_for_a_window_is_said_in_a_message(lively: Lively) -> None:
    town, bot = lively
    sae = town.newcomer("sae")
    home = opens(town, sae, speaks_for(bot, sae, "N127").name_ja)
    town.slack.fail("views.open", error="expired_trigger_id", times=3)
    thanks = told(town, sae, lambda: sae.presses(home, CONFIRM), sae.direct)
    assert thanks.says("ご確認ありがとうございます")
    sorry = told(town, sae, lambda: sae.presses(sae.home, CHANGE), sae.direct)
    assert sorry.says("もう一度押してください")


# To be changed.


def test_what_is_to_change_reaches_the_coordinators_and_is_confirmed(lively: Lively) -> None:
    town, bot = lively
    aki = town.newcomer("aki")
    member = speaks_for(bot, aki, "N131")
    form = opens_form(town, aki)
    assert form.says(member.name_ja)
    assert not aki.submits(form, {"text": WISH}).error
    aki.sees_modal("事務局に送りました")
    request = town.sato.sees(WISH, channel=town.desk)
    assert request.says(member.name_ja)
    (kept,) = [one for one in bot.memory.requests.all() if one.user_id == aki.id]
    assert (kept.kind, kept.member_id, kept.text) == (RequestKind.CHANGE, "N131", WISH)
    assert opens(town, town.sato, OFFICE_ONLY).says(f"登録内容の変更の依頼 · {member.name_ja}")


def test_the_same_wish_twice_is_one_request_and_another_is_another(lively: Lively) -> None:
    town, bot = lively
    rio = town.newcomer("rio")
    speaks_for(bot, rio, "N132")
    for wish, answer in (
        (WISH, "事務局に送りました"),
        (WISH, "送信済みです"),
        ("住所の変更", "事務局に送りました"),
    ):
        rio.submits(opens_form(town, rio), {"text": wish})
        rio.closes(rio.sees_modal(answer))
    assert wishes_of(bot, rio) == [WISH, "住所の変更"]


def test_a_form_that_is_delivered_twice_is_one_request(lively: Lively) -> None:
    town, bot = lively
    eri = town.newcomer("eri")
    speaks_for(bot, eri, "N133")
    eri.submits(opens_form(town, eri), {"text": WISH})
    eri.sees_modal("事務局に送りました")
    town.slack.redeliver(
        [one for one in town.slack.deliveries if one.kind == "view_submission"][-1]
    )
    town.slack.settle()
    assert wishes_of(bot, eri) == [WISH]
    eri.sees_modal("事務局に送りました")


def test_a_wish_of_blanks_is_not_sent(lively: Lively) -> None:
    town, bot = lively
    uta = town.newcomer("uta")
    speaks_for(bot, uta, "N134")
    form = opens_form(town, uta)
    assert uta.submits(form, {"text": " \n "}).errors == {"text": "内容をお書きください。"}
    town.slack.settle()
    assert wishes_of(bot, uta) == []


def test_who_belongs_to_no_member_asks_the_office_with_their_slack_id(lively: Lively) -> None:
    town, bot = lively
    new = town.newcomer("new")
    home = opens(town, new, NOT_LINKED)
    assert home.controls[LINK] == "担当者の登録を依頼する"
    form = opens_form(town, new, LINK)
    assert form.title == "担当者の登録の依頼"
    new.submits(form, {"text": "例題大学の例 太郎です"})
    new.sees_modal("事務局に送りました")
    request = town.sato.sees("例題大学の例 太郎です", channel=town.desk)
    assert request.says(f"SlackのメンバーID：{new.id}")
    assert "会員番号 ）" not in request.shown
    assert len(wishes_of(bot, new)) == 1


def test_a_form_about_a_member_that_has_gone_or_is_not_theirs_is_not_sent(town: Town) -> None:
    bot = town.starts_bot()
    member = speaks_for(bot, town.alice)
    office = Office(bot.nakadachi)
    form = opens_form(town, town.alice)
    office.imports(replace(member, contacts=()))
    town.alice.submits(form, {"text": WISH})
    town.alice.sees_modal("担当者として登録されていない")
    office.imports(member)
    home = opens(town, town.alice, member.name_ja)
    form = opens_form(town, town.alice)
    office.withdraws("N001")
    town.alice.submits(form, {"text": WISH})
    town.alice.closes(town.alice.sees_modal("現在の名簿にない"))
    town.alice.presses(home, CHANGE)
    town.alice.sees_modal("現在の名簿にない")
    assert wishes_of(bot, town.alice) == []


def test_a_form_of_another_version_says_so(lively: Lively, monkeypatch: pytest.MonkeyPatch) -> None:
    town, bot = lively
    old = town.newcomer("old")
    speaks_for(bot, old, "N135")
    with monkeypatch.context() as patch:
        patch.setattr(Carried, "encoded", lambda self: '{"v":0,"ui":"ja"}')
        form = opens_form(town, old)
    old.submits(form, {"text": WISH})
    old.sees_modal("この画面は使えません")
    assert wishes_of(bot, old) == []


def test_whoever_closes_the_form_too_early_is_told_in_a_message(lively: Lively) -> None:
    town, bot = lively
    ema = town.newcomer("ema")
    speaks_for(bot, ema, "N136")
    form = opens_form(town, ema)
    post = town.slack.hang("chat.postMessage")
    ema.submits(form, {"text": WISH})
    assert post.caught.wait(5)
    ema.closes(ema.sees_modal("事務局に送っています"))
    town.expected_refusals.add("not_found")
    post.release()
    assert ema.sees("事務局に送りました", channel=ema.direct)


def test_without_coordinators_the_person_is_told_to_ask_the_office(town: Town) -> None:
    bot = town.starts_bot(NAKADACHI_COORDINATORS_CHANNEL="")
    speaks_for(bot, town.alice)
    town.alice.submits(opens_form(town, town.alice), {"text": WISH})
    town.alice.sees_modal("事務局に直接ご連絡ください")


def test_contacts_are_nowhere_but_in_the_members_database(town: Town) -> None:
    bot = town.starts_bot()
    speaks_for(bot, town.alice)
    opens(town, town.alice, "青梅弦楽器工房")
    town.alice.submits(opens_form(town, town.alice), {"text": WISH})
    town.alice.sees_modal("事務局に送りました")
    town.slack.settle()
    assert b"tsuruta@" not in b"".join(
        file.read_bytes() for file in sorted(Path(town.home).glob("bot.db*"))
    )
    assert "tsuruta@" not in str([one.payload for one in town.slack.recorded])
    assert direct_messages(town.alice) == 0
