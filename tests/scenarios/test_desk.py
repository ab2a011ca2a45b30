"""The coordinators' desk: who takes a request, what becomes of it, and what the asker hears."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.bootstrap import bootstrap
from bot.carried import Carried
from bot.memory.request_states import State
from bot.memory.requests import Request, RequestKind
from bot.playground.journal import Route
from bot.playground.person import Person, Said
from bot.playground.seen import SeenMessage
from profiles.model import Consent, Contact
from tests.scenarios.office import LUTHIER, Office
from tests.scenarios.serving import serving
from tests.scenarios.telling import asks, presses, told, told_by_command
from tests.scenarios.test_coordinators import asks_the_coordinators
from tests.scenarios.test_killed import AT_ONCE
from tests.scenarios.town import HELIUM, VIOLIN, Bot, Town, copy_home, until

REASON = {"reason": "member_declined", "note": "来春なら可能とのことです。"}
QUICKER = "ほかの操作が先に"
MAIL = "tsuruta@ome-strings.example"


@dataclass
class Desk:
    """A town with the coordinators Tani and Grace, who reads English, and Sato of the office."""

    town: Town
    bot: Bot
    tani: Person
    grace: Person
    office: Office

    def asks(self, name: str, locale: str = "ja-JP") -> tuple[Person, SeenMessage]:
        """Somebody new who found nobody, and their request as the coordinators read it."""
        asker = self.town.newcomer(name, self.town.general, locale=locale)
        asks_the_coordinators(self.town, asker)
        return asker, self.tani.sees(f"@{name}", channel=self.town.desk)

    def asks_for(
        self, name: str, *contacts: Contact, locale: str = "ja-JP"
    ) -> tuple[Person, SeenMessage]:
        """Somebody new who would like to be introduced to the luthier, who has these contacts."""
        self.office.imports(replace(LUTHIER, contacts=contacts))
        asker = self.town.newcomer(name, self.town.general, locale=locale)
        profile = told_by_command(self.town, asker, f"show {LUTHIER.id}", self.town.general)
        presses(self.town, asker, profile, "contact:")
        return asker, self.tani.sees(f"@{name}", channel=self.town.desk)

    def request_of(self, asker: Person) -> Request:
        """The one request of somebody."""
        (found,) = [one for one in self.bot.memory.requests.all() if one.user_id == asker.id]
        return found

    def now(self, request: SeenMessage, says: str) -> SeenMessage:
        """The request as soon as it says this."""

        def look() -> list[SeenMessage]:
            posts = self.tani.reads(self.town.desk)
            return [one for one in posts if one.ts == request.ts and one.says(says)]

        self.town.slack.waits_for(lambda: bool(look()))
        return look()[0]

    def whispers(self, person: Person, request: SeenMessage, control: str) -> SeenMessage:
        """What only somebody who presses is told."""
        message = told(self.town, person, lambda: person.presses(request, control), self.town.desk)
        assert message.is_ephemeral
        return message


@pytest.fixture(scope="module")
def desk(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    home = copy_home(sample_home, tmp_path_factory.mktemp("desk") / "home")
    with Town(home) as town:
        tani = town.newcomer("tani", town.desk)
        grace = town.newcomer("grace", town.desk, locale="en-US")
        bot = town.starts_bot(NAKADACHI_COORDINATORS=f"{tani.id},{grace.id}")
        yield Desk(town, bot, tani, grace, Office(bot.nakadachi))


def test_a_request_that_is_taken_shows_by_whom_and_the_asker_hears_of_it(desk: Desk) -> None:
    nao, request = desk.asks("nao")
    assert request.says("未対応")
    desk.tani.presses(request, "take:")
    now = desk.now(request, "対応中")
    assert now.says("担当：@tani")
    assert set(now.controls) == {"introduce:", "decline:", "done:", "take:over", "take:back"}
    assert nao.sees("コーディネーターが決まりました", channel=nao.direct).says("tani")
    assert desk.request_of(nao).state is State.TAKEN


def test_it_can_be_given_back(desk: Desk) -> None:
    ken, request = desk.asks("ken")
    desk.tani.presses(request, "take:")
    desk.tani.presses(desk.now(request, "対応中"), "take:back")
    assert "take:" in desk.now(request, "担当を外れました").controls
    assert ken.sees("担当を決め直しています", channel=ken.direct)
    assert desk.request_of(ken).holder == ""


def test_of_two_who_press_at_once_one_has_it_and_the_other_is_told_who(desk: Desk) -> None:
    mei, request = desk.asks("mei")
    sato, tani = desk.town.sato, desk.tani
    hang = desk.town.slack.hang("chat.update")
    sato.presses(request, "take:")
    assert hang.caught.wait(5)

    def presses_what_she_still_sees() -> None:
        tani.presses(request, "take:")
        hang.release()

    late = told(desk.town, tani, presses_what_she_still_sees, desk.town.desk)
    assert late.is_ephemeral
    assert late.says(QUICKER)
    assert late.says("sato")
    assert desk.request_of(mei).holder == sato.id
    desk.town.slack.settle()
    assert sum(one.says("コーディネーターが決まりました") for one in mei.reads(mei.direct)) == 1


def test_what_one_has_taken_another_takes_over_before_declining_it(desk: Desk) -> None:
    rui, request = desk.asks("rui")
    desk.town.sato.presses(request, "take:")
    now = desk.now(request, "対応中")
    assert desk.whispers(desk.tani, now, "decline:").says("sato")
    assert desk.tani.modal is None or not desk.tani.modal.says("見送る理由")
    assert desk.whispers(desk.town.sato, now, "take:over").says(QUICKER)  # it is his already
    desk.tani.presses(now, "take:over")
    desk.now(request, "担当を引き継ぎました")
    assert desk.request_of(rui).holder == desk.tani.id


def test_who_is_no_coordinator_may_do_nothing(desk: Desk) -> None:
    yui = desk.town.newcomer("yui", desk.town.desk)
    asker, request = desk.asks("aki")
    for control in ("take:", "introduce:", "decline:", "done:"):
        assert desk.whispers(yui, request, control).says("コーディネーターか事務局の担当者だけ")
    assert yui.modal is None
    assert desk.request_of(asker).version == 0


def test_declining_tells_the_asker_why_in_their_language(desk: Desk) -> None:
    ben, request = desk.asks("ben", locale="en-US")
    desk.tani.presses(request, "decline:")
    form = desk.tani.sees_modal("見送る理由")
    desk.tani.submits(form, REASON)
    assert desk.tani.sees_modal("記録しました")
    now = desk.now(request, "見送り")
    assert now.says("先方の都合がつかなかったため")
    assert not now.controls
    news = ben.sees("cannot help this time", channel=ben.direct)
    assert news.says("The member is not available")
    assert news.says(REASON["note"])


def test_another_reason_is_said_before_a_request_is_declined(desk: Desk) -> None:
    ivy, request = desk.asks("ivy")
    desk.tani.presses(request, "decline:")
    form = desk.tani.sees_modal("見送る理由")
    for empty in ("", " \n "):
        sent = desk.tani.submits(form, {"reason": "other", "note": empty})
        assert sent.errors == {"note": "「その他の理由」の場合は、理由をお書きください。"}
        form = desk.tani.sees_modal("見送る理由")
    desk.town.slack.settle()
    assert desk.request_of(ivy).state is State.OPEN
    desk.tani.submits(form, {"reason": "other", "note": "対象の地域ではありません。"})
    desk.now(request, "見送り")
    assert ivy.sees("見送らせて", channel=ivy.direct).says("対象の地域ではありません。")


def test_a_form_whose_work_fails_does_not_wait_for_ever(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    _, request = desk.asks("eri")
    desk.tani.presses(request, "decline:")
    form = desk.tani.sees_modal("見送る理由")
    monkeypatch.setattr("bot.memory.requests.Requests.change", fails)
    desk.tani.submits(form, REASON)
    desk.tani.waits_for_view(lambda view: view.id == form.id and view.says("うまく処理でき"))
    desk.tani.sees_modal("番号")


def test_whoever_asks_again_after_the_end_is_not_told_to_wait(desk: Desk) -> None:
    abe = desk.town.newcomer("abe", desk.town.general)
    _, answer = asks(desk.town, abe, VIOLIN)
    presses(desk.town, abe, answer, "ask_coordinators:")
    request = desk.tani.sees("@abe", channel=desk.town.desk)
    desk.tani.presses(request, "done:")
    desk.tani.submits(desk.tani.sees_modal("結果"), {"outcome": "nothing"})
    desk.now(request, "成果に至らず")
    assert presses(desk.town, abe, answer, "ask_coordinators:").says("対応が済んでいます")


def test_a_window_that_comes_too_late_is_a_message(desk: Desk) -> None:
    _, request = desk.asks("ota")
    desk.town.slack.fail("views.open", error="expired_trigger_id")
    assert desk.whispers(desk.tani, request, "decline:").says("もう一度ボタンを押してください")


def test_a_form_that_is_sent_twice_is_done_once(desk: Desk) -> None:
    dai, request = desk.asks("dai")
    desk.tani.presses(request, "decline:")
    sent = desk.tani.submits(desk.tani.sees_modal("見送る理由"), REASON)
    desk.now(request, "見送り")
    desk.town.slack.redeliver(sent.delivery)
    desk.town.slack.settle()
    assert desk.request_of(dai).version == 1
    assert sum(one.says("見送らせて") for one in dai.reads(dai.direct)) == 1


def test_of_two_forms_the_later_changes_nothing_and_says_so(desk: Desk) -> None:
    ema, request = desk.asks("ema")
    desk.tani.presses(request, "decline:")
    form = desk.tani.sees_modal("見送る理由")
    desk.town.sato.presses(request, "done:")
    other = desk.town.sato.sees_modal("結果")
    desk.tani.submits(form, REASON)
    desk.now(request, "見送り")
    desk.town.sato.submits(other, {"outcome": "order"})
    told_sato = desk.town.sato.sees_modal(QUICKER)
    assert told_sato.says("見送り")
    assert told_sato.says("tani")
    assert desk.request_of(ema).state is State.DECLINED


def test_what_came_of_it_is_kept_and_the_note_stays_with_the_staff(desk: Desk) -> None:
    fuu, request = desk.asks("fuu")
    desk.tani.presses(request, "done:")
    form = desk.tani.sees_modal("結果")
    desk.tani.submits(form, {"outcome": "joint_research", "note": "契約は三月"})
    assert desk.now(request, "完了にしました").says("共同研究")
    assert fuu.sees("対応を完了しました", channel=fuu.direct)
    (change,) = desk.bot.memory.requests.history(desk.request_of(fuu).id)
    assert (change.why, change.note) == ("joint_research", "契約は三月")
    for person in (fuu, desk.tani):
        person.does_not_see("三月")


def test_two_people_are_introduced_in_slack_once(desk: Desk) -> None:
    town, slack = desk.town, desk.town.slack
    kondo = town.newcomer("kondo")
    helium = desk.office.member("株式会社武蔵野ヒノキ製作所")
    contact = Contact("近藤 護", "営業", "kondo@hinoki.example", "042-1", kondo.id)
    desk.office.imports(replace(helium, contacts=(replace(contact, consent=Consent.ON_REQUEST),)))
    gen = town.newcomer("gen", town.general)
    _, answer = asks(town, gen, HELIUM)
    presses(town, gen, answer, "contact:1")
    request = desk.tani.sees("@gen", channel=town.desk)
    desk.tani.presses(request, "introduce:")
    form = desk.tani.sees_modal("Slackで紹介")
    sent = desk.tani.submits(form)
    assert desk.tani.sees_modal("Slackの会話を開き")
    group = gen.group_with(kondo, desk.tani)
    said = kondo.sees("ご紹介いたします", channel=group)
    assert said.says(HELIUM)
    assert said.says(helium.capabilities[0])
    for secret in (contact.name, contact.email, contact.phone):
        assert not said.says(secret)
    assert desk.now(request, "紹介済み").says("Slackの会話")
    assert gen.sees("との会話をSlackで開きました", channel=gen.direct)
    slack.redeliver(sent.delivery)
    slack.settle()
    assert sum(one.says("ご紹介いたします") for one in kondo.reads(group)) == 1
    seen = {(one.user_id, one.fields) for one in desk.bot.memory.reveals.since(0)}
    assert (desk.tani.id, ("name", "role")) in seen
    assert (gen.id, ("slack_user_id",)) in seen
    desk.tani.presses(desk.now(request, "紹介済み"), "done:")
    desk.tani.submits(desk.tani.sees_modal("結果"), {"outcome": "order"})
    assert desk.now(request, "受注・取引が成立")


def test_whoever_has_no_slack_account_is_written_to(desk: Desk) -> None:
    iku, request = desk.asks_for("iku", *LUTHIER.contacts)
    desk.tani.presses(request, "introduce:")
    draft = desk.tani.sees_modal("紹介メールの文案")
    assert draft.says(MAIL)
    assert draft.says("青梅弦楽器工房")
    (logged,) = [
        one
        for one in desk.bot.memory.reveals.since(0)
        if one.user_id == desk.tani.id and one.member_id == LUTHIER.id
    ]
    assert logged.basis == "introduction by a coordinator"
    assert logged.fields == ("name", "role", "email", "phone")
    assert desk.request_of(iku).state is State.OPEN
    desk.tani.submits(draft)
    assert desk.now(request, "紹介済み").says("メール")
    news = iku.sees("メールで打診しました", channel=iku.direct)
    assert news.says("青梅弦楽器工房")
    assert not news.says(MAIL)
    iku.does_not_see(MAIL)


def test_where_slack_opens_no_conversation_there_is_an_e_mail(desk: Desk) -> None:
    contact = replace(LUTHIER.contacts[0], slack_user_id="U0NOBODY")
    jin, request = desk.asks_for("jin", contact)
    desk.town.expected_refusals.add("user_not_found")
    desk.tani.presses(request, "introduce:")
    desk.tani.submits(desk.tani.sees_modal("Slackで紹介"))
    draft = desk.tani.sees_modal("メールの文案を用意しました")
    assert draft.says(MAIL)
    assert desk.now(request, "対応中").says("tani")  # so that nobody else begins meanwhile
    desk.tani.submits(draft)
    desk.now(request, "紹介済み")
    assert desk.request_of(jin).state is State.INTRODUCED


@pytest.mark.parametrize(
    ("coordinator", "asker", "locale", "title", "letter"),
    [
        ("tani", "una", "en-US", "紹介メールの文案", "いつもお世話になっております"),
        ("grace", "ume", "ja-JP", "Draft of an e-mail", "May I introduce you to each other?"),
    ],
)
def test_a_mail_is_drafted_in_the_language_of_whoever_sends_it(
    desk: Desk, coordinator: str, asker: str, locale: str, title: str, letter: str
) -> None:
    _, request = desk.asks_for(asker, *LUTHIER.contacts, locale=locale)
    sender = {"tani": desk.tani, "grace": desk.grace}[coordinator]
    sender.presses(request, "introduce:")
    draft = sender.sees_modal(title)
    assert draft.says(letter)
    sender.closes(draft)


@pytest.mark.parametrize(
    ("coordinator", "asker", "locale", "form", "said"),
    [
        ("tani", "ivy", "en-US", "Slackで紹介", "ご紹介いたします"),
        ("grace", "ito", "ja-JP", "in Slack", "I would like to introduce you to each other."),
    ],
)
def test_an_introduction_in_slack_is_in_the_language_of_whoever_makes_it(
    desk: Desk, coordinator: str, asker: str, locale: str, form: str, said: str
) -> None:
    tsuruta = desk.town.newcomer(f"tsuruta-{asker}")
    contact = replace(LUTHIER.contacts[0], slack_user_id=tsuruta.id)
    who, request = desk.asks_for(asker, contact, locale=locale)
    maker = {"tani": desk.tani, "grace": desk.grace}[coordinator]
    maker.presses(request, "introduce:")
    maker.submits(maker.sees_modal(form))
    assert tsuruta.sees(said, channel=who.group_with(tsuruta, maker)).says(f"@{asker}")


def test_whoever_takes_over_from_an_introduction_introduces_another_contact_indeed(
    desk: Desk,
) -> None:
    town, sato = desk.town, desk.town.sato
    first, second = town.newcomer("ichi"), town.newcomer("futa")
    one = replace(LUTHIER.contacts[0], slack_user_id=first.id)
    other = replace(one, name="弦田 二", slack_user_id=second.id)
    ume, request = desk.asks_for("ume", one, other)
    desk.tani.presses(request, "introduce:")
    hang = town.slack.hang("chat.postMessage")
    desk.tani.submits(desk.tani.sees_modal(one.name))
    assert hang.caught.wait(5)
    assert desk.whispers(sato, request, "take:").says(QUICKER)
    sato.presses(desk.now(request, "対応中"), "take:over")
    until(lambda: desk.request_of(ume).holder == sato.id)
    town.slack.platform.faults.clear()
    assert desk.tani.sees_modal(QUICKER)
    sato.presses(desk.now(request, "@sato"), "introduce:")
    label = f"{other.role} {other.name}（Slackで紹介）"
    sato.submits(sato.sees_modal(other.name), {"contact": label})
    assert desk.now(request, "紹介済み")
    assert second.sees("ご紹介いたします", channel=ume.group_with(second, sato))


def test_of_several_contacts_one_is_chosen_and_never_one_that_is_not_shown(desk: Desk) -> None:
    hidden = Contact("秘田 二", "社長", "hida@mixed.example", consent=Consent.NEVER)
    desk_mail = Contact("", "総合窓口", "info@mixed.example", consent=Consent.MEMBERS)
    asked = Contact("仲井 一", "部長", "nakai@mixed.example", consent=Consent.ON_REQUEST)
    _, request = desk.asks_for("kai", asked)
    desk.office.imports(replace(LUTHIER, contacts=(asked, desk_mail, hidden)))
    desk.tani.presses(request, "introduce:")
    form = desk.tani.sees_modal("仲井 一")
    assert form.says("総合窓口")
    assert not form.says("秘田")
    desk.tani.submits(form, {"contact": "総合窓口（メールの文案を作成）"})
    draft = desk.tani.sees_modal("info@mixed.example")
    assert not draft.says("nakai")
    desk.tani.closes(draft)


def test_a_contact_that_changed_under_the_hands_is_not_written_to(desk: Desk) -> None:
    two = tuple(Contact(f"人 {n}", "部長", f"p{n}@mixed.example") for n in (1, 2))
    _, request = desk.asks_for("mio", *two)
    desk.tani.presses(request, "introduce:")
    form = desk.tani.sees_modal("人 1")
    never = tuple(replace(one, consent=Consent.NEVER) for one in two)
    desk.office.imports(replace(LUTHIER, contacts=never))
    desk.tani.submits(form)
    assert desk.tani.sees_modal("連絡先が変わったため")
    desk.tani.presses(request, "introduce:")
    assert desk.tani.sees_modal("連絡先の登録がありません")


def test_for_whom_nobody_was_found_a_member_is_named(desk: Desk) -> None:
    desk.office.imports(LUTHIER)
    ran, request = desk.asks("ran")
    desk.tani.presses(request, "introduce:")
    desk.tani.submits(desk.tani.sees_modal("紹介する会員"), {"member": "青梅弦楽器"})
    again = desk.tani.sees_modal("見つかりませんでした")
    desk.tani.submits(again, {"member": LUTHIER.id})
    draft = desk.tani.sees_modal(MAIL)
    assert draft.says("バイオリン")
    desk.tani.submits(draft)
    desk.now(request, "紹介済み")
    assert ran.sees("青梅弦楽器工房にメールで打診しました", channel=ran.direct)
    (change,) = desk.bot.memory.requests.history(desk.request_of(ran).id)
    assert change.member_id == LUTHIER.id


def test_a_member_that_left_since_is_not_introduced(desk: Desk) -> None:
    sho, request = desk.asks_for("sho", *LUTHIER.contacts)
    desk.office.withdraws(LUTHIER.id)
    desk.tani.presses(request, "introduce:")
    assert desk.tani.sees_modal("現在の名簿にないため")
    desk.tani.presses(request, "take:")
    now = desk.now(request, "対応中")
    assert now.says("現在の名簿にないため")
    assert "introduce:" not in now.controls
    assert desk.request_of(sho).state is State.TAKEN


def test_of_a_member_that_was_forgotten_the_message_goes_too(desk: Desk) -> None:
    _, request = desk.asks_for("eri", *LUTHIER.contacts)
    desk.bot.memory.forget_member(LUTHIER.id)
    assert desk.whispers(desk.tani, request, "take:").says("削除されています")
    now = desk.now(request, "削除されています")
    assert not now.says("青梅弦楽器工房")
    assert not now.controls


def test_a_message_that_somebody_deleted_is_posted_anew(desk: Desk) -> None:
    town = desk.town
    town.expected_refusals.add("message_not_found")
    tom, request = desk.asks("tom")
    desk.tani.presses(request, "done:")
    form = desk.tani.sees_modal("結果")
    town.slack.bot.deletes(Said(request.channel, request.ts, "", ""))
    desk.tani.submits(form, {"outcome": "talks_go_on"})
    assert desk.tani.sees_modal("記録しました")
    anew = desk.tani.sees("@tom", channel=town.desk)
    assert anew.ts != request.ts
    assert anew.says("話し合いを継続中")
    (copy,) = desk.bot.memory.requests.copies(desk.request_of(tom).id)
    assert copy.ts == anew.ts


def test_an_asker_who_left_is_not_told_and_the_coordinator_hears_it(desk: Desk) -> None:
    desk.town.expected_refusals |= {"user_disabled", "user_not_found"}
    uta, request = desk.asks("uta")
    desk.town.slack.deactivate(uta)
    said = desk.whispers(desk.tani, request, "take:")
    assert said.says("通知できませんでした")
    assert desk.request_of(uta).state is State.TAKEN


def test_a_window_of_another_version_says_that_it_is_one(desk: Desk) -> None:
    yoh, request = desk.asks("yoh")
    desk.tani.presses(request, "decline:")
    form = desk.tani.sees_modal("見送る理由")
    sent = desk.tani.submits(form, REASON)
    older = dict(sent.delivery.payload["view"])
    older |= {"private_metadata": '{"v":0}', "id": "V0OLDER", "hash": "0.1"}
    answer = desk.town.slack.sends(Route.INTERACTION, {**sent.delivery.payload, "view": older})
    assert "ボットが更新された" in str(answer.delivery.reply)
    desk.town.slack.settle()
    assert desk.request_of(yoh).version == 1


def test_a_form_about_nothing_that_is_known_says_so(desk: Desk) -> None:
    zen, request = desk.asks("zen")
    desk.tani.presses(request, "decline:")
    sent = desk.tani.submits(desk.tani.sees_modal("見送る理由"), REASON)
    desk.now(request, "見送り")
    metadata = Carried("ja", about="0123456789abcdef:0::").encoded()
    desk.town.expected_refusals |= {"not_found", "view_not_found"}
    strange = dict(sent.delivery.payload["view"])
    strange |= {"private_metadata": metadata, "id": "V0STRANGE", "hash": "0.2"}
    payload = {**sent.delivery.payload, "view": strange, "trigger_id": "9.9.9"}
    desk.town.slack.sends(Route.INTERACTION, payload)
    assert desk.tani.sees("削除されています", channel=desk.tani.direct)
    assert desk.request_of(zen).version == 1


def test_what_must_change_in_a_profile_is_a_request_too(desk: Desk) -> None:
    town, member = desk.town, desk.office.member("株式会社セルヴィータ多摩")
    ito = town.newcomer("ito")
    asker = desk.bot.service.desk.people.get(ito.id, ito.team)
    handed = desk.bot.service.desk.coordinators.hand_over(
        RequestKind.CHANGE, "", member.id, asker, text="電話番号が変わりました。"
    )
    assert handed == "sent"
    request = desk.tani.sees("電話番号が変わりました。", channel=town.desk)
    assert request.says(member.name)
    assert "introduce:" not in request.controls
    desk.tani.presses(request, "done:")
    form = desk.tani.sees_modal("事務局用のメモ")
    assert "outcome" not in form.controls
    desk.tani.submits(form)
    assert desk.now(request, "完了")
    assert ito.sees("対応を完了しました", channel=ito.direct).says(member.name)


def test_every_coordinator_sees_the_same_in_their_messages(town: Town) -> None:
    tani = town.newcomer("tani")
    bot = town.starts_bot(
        NAKADACHI_COORDINATORS_CHANNEL="", NAKADACHI_COORDINATORS=f"{town.sato.id},{tani.id}"
    )
    asks_the_coordinators(town, town.alice)
    first = town.sato.sees("@alice", channel=town.sato.direct)
    assert tani.sees("@alice", channel=tani.direct).ts
    town.sato.presses(first, "take:")
    for person in (town.sato, tani):
        assert person.sees("対応中", channel=person.direct).says("sato")
    (request,) = bot.memory.requests.waiting()
    assert len(bot.memory.requests.copies(request.id)) == 2


def test_where_nobody_is_named_everybody_who_reads_it_may_act(town: Town) -> None:
    bot = town.starts_bot(NAKADACHI_STAFF="")
    tani = town.newcomer("tani", town.desk)
    asks_the_coordinators(town, town.alice)
    tani.presses(tani.sees("@alice", channel=town.desk), "take:")
    until(lambda: bot.memory.requests.all()[0].holder == tani.id)


def test_who_is_killed_after_the_change_leaves_nothing_undone_or_done_twice(town: Town) -> None:
    with serving(town) as process:
        asks_the_coordinators(town, town.alice)
        request = town.sato.sees("@alice", channel=town.desk)
        hang = town.slack.hang("chat.update")
        town.sato.presses(request, "take:")
        assert hang.caught.wait(5)
        process.is_killed()
    town.slack.platform.faults.clear()
    bot = town.starts_bot(AT_ONCE)
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    assert town.sato.sees("対応中", channel=town.desk).ts == request.ts
    (kept,) = bot.memory.requests.all()
    assert len(bot.memory.requests.history(kept.id)) == 1
    news = [
        one
        for one in town.alice.reads(town.alice.direct)
        if one.says("コーディネーターが決まりました")
    ]
    assert len(news) == 1
    # Sato himself is told nothing: he was not too late.
    assert not [one for one in town.sato.reads(town.desk) if one.is_ephemeral]


def test_a_busy_slack_is_asked_again_until_the_message_is_up_to_date(town: Town) -> None:
    bot = town.starts_bot(AT_ONCE)
    asks_the_coordinators(town, town.alice)
    request = town.sato.sees("@alice", channel=town.desk)
    town.slack.fail("chat.update", status=503, times=4)
    town.sato.presses(request, "take:")
    assert town.sato.sees("対応中", channel=town.desk)
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    assert len(bot.memory.requests.history(bot.memory.requests.all()[0].id)) == 1


def test_who_is_killed_after_an_introduction_introduces_nobody_twice(town: Town) -> None:
    kondo = town.newcomer("kondo")
    contact = replace(LUTHIER.contacts[0], slack_user_id=kondo.id)
    office = Office(bootstrap(town.environment(), town.home.parent))
    office.imports(replace(LUTHIER, contacts=(contact,)))
    with serving(town) as process:
        profile = told_by_command(town, town.alice, f"show {LUTHIER.id}", town.general)
        presses(town, town.alice, profile, "contact:")
        request = town.sato.sees("@alice", channel=town.desk)
        town.sato.presses(request, "introduce:")
        form = town.sato.sees_modal("Slackで紹介")
        hang = town.slack.hang("chat.postMessage")
        town.sato.submits(form)
        assert hang.caught.wait(5)
        process.is_killed()
    # Slack does what it was asked, and nobody is there to hear of it.
    hang.release()
    town.slack.settle()
    bot = town.starts_bot(AT_ONCE)
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    town.sato.sees("紹介済み", channel=town.desk)
    group = town.alice.group_with(kondo, town.sato)
    assert sum(one.says("ご紹介いたします") for one in kondo.reads(group)) == 1
    (kept,) = bot.memory.requests.all()
    steps = [one.after for one in bot.memory.requests.history(kept.id)]
    assert steps == [State.TAKEN, State.INTRODUCED]
    news = town.alice.reads(town.alice.direct)
    assert sum(one.says("Slackで開きました") for one in news) == 1
