"""The home tab: asking from it, one's own questions, and what only the office sees."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from bot.memory.deliveries import Claim
from bot.memory.memory import Memory
from bot.playground.journal import Route
from bot.playground.person import Person
from bot.playground.seen import SeenView
from bot.questions import Door
from profiles.errors import StoreError
from tests.scenarios.office import LUTHIER, Office
from tests.scenarios.serving import serving
from tests.scenarios.telling import asks, told
from tests.scenarios.town import (
    HELIUM,
    HELIUM_MEMBER,
    IMPATIENT,
    TITANIUM,
    TITANIUM_MEMBER,
    VIOLIN,
    Bot,
    Town,
    until,
)

Lively = tuple[Town, Bot]
SEARCH = "home_search:"
AGAIN = "show_again:1"
OFFICE_ONLY = "事務局の担当者だけに表示"
NOT_LINKED = "まだどの会員の担当者としても登録されていません"
DAY = 86_400.0
# TITANIUM is also the example in the search box.
MINE = "チタンの切削、11個"


def opens(town: Town, person: Person, text: str = "") -> SeenView:
    """The home tab as somebody has it who opens it now."""
    before = published(town)
    person.opens_home()
    town.slack.waits_for(lambda: published(town) > before)
    return person.sees_home(text)


def published(town: Town) -> int:
    """How many home tabs Slack was told to show."""
    return sum(one.method == "views.publish" for one in town.slack.calls)


def direct_messages(person: Person) -> int:
    return len(person.reads(person.direct))


# Opening.


def test_everybody_has_a_search_box_help_their_questions_and_their_organisation(
    lively: Lively,
) -> None:
    town, _ = lively
    nao = town.newcomer("nao")
    home = opens(town, nao, "どのような相手をお探しですか")
    assert {SEARCH, "search_form:", "change_profile:"} <= home.controls.keys()
    for text in ("質問のしかた", "まだ質問はありません", NOT_LINKED):
        assert home.says(text)
    assert not home.says(OFFICE_ONLY)
    assert direct_messages(nao) == 0


def test_it_is_in_the_language_of_the_person(lively: Lively) -> None:
    town, _ = lively
    home = opens(town, town.newcomer("ned", locale="en-GB"))
    for text in ("Who are you looking for?", "How to ask", "not yet registered as a contact"):
        assert home.says(text)


def test_opening_it_again_shows_what_is_true_by_then(lively: Lively) -> None:
    town, _ = lively
    kai = town.newcomer("kai", town.general)
    opens(town, kai, "まだ質問はありません")
    asks(town, kai, MINE)
    home = opens(town, kai, MINE)
    assert home.says("該当しそうな会員")


def test_while_an_answer_is_being_searched_for_and_an_import_runs_it_is_shown(
    lively: Lively,
) -> None:
    town, bot = lively
    with bot.service.desk.searching._turn, Office(bot.nakadachi).is_importing():
        assert opens(town, town.newcomer("jun"), NOT_LINKED)
        assert opens(town, town.sato, OFFICE_ONLY)


def test_a_stranger_sees_nothing_of_the_directory_and_a_closed_account_nothing(
    lively: Lively,
) -> None:
    town, _ = lively
    home = opens(town, town.eve)
    assert home.says("mention me in a channel") or home.says("メンション")
    assert not home.controls
    left = town.newcomer("left")
    town.slack.deactivate(left)
    left.opens_home()
    town.slack.settle()
    assert not left.has_home


def test_without_an_index_and_without_members_it_says_so(town: Town) -> None:
    for name in ("members.db", "index"):
        (town.home / name).rename(town.home.parent / name)
    town.starts_bot()
    assert opens(town, town.alice).says("会員名簿がまだ取り込まれていない")
    assert opens(town, town.sato, OFFICE_ONLY).says("nakadachi import FILE")
    town.alice.presses(town.alice.home, SEARCH, TITANIUM)
    town.alice.sees_modal("検索の準備ができていない")


def test_what_cannot_be_gathered_is_said_on_the_tab_and_not_in_a_message(
    lively: Lively, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, _ = lively
    mia = town.newcomer("mia")

    def fails(*_: object) -> None:
        raise StoreError("members.db: it is damaged.")

    monkeypatch.setattr("bot.directory.Directory.of_person", fails)
    home = opens(town, mia, "この画面の内容を用意できませんでした")
    assert home.says("次の番号を事務局にお伝えください")
    monkeypatch.undo()
    opens(town, mia, NOT_LINKED)
    assert direct_messages(mia) == 0


def test_what_slack_refuses_is_told_to_nobody_and_the_next_opening_works(lively: Lively) -> None:
    town, _ = lively
    lea = town.newcomer("lea")
    town.slack.fail("views.publish", error="not_enabled", times=2)
    lea.opens_home()
    town.slack.settle()
    assert not lea.has_home
    assert direct_messages(lea) == 0
    opens(town, lea, NOT_LINKED)


@pytest.mark.parametrize("method", ["views.publish", "users.info"])
def test_when_slack_is_away_the_tab_comes_later(lively: Lively, method: str) -> None:
    town, _ = lively
    pat = town.newcomer(f"pat-{method}")
    town.slack.fail(method, status=503, times=3)
    pat.opens_home()
    assert pat.sees_home(NOT_LINKED, within=20)
    assert direct_messages(pat) == 0


def test_a_tab_that_changed_meanwhile_is_gathered_anew(lively: Lively) -> None:
    town, _ = lively
    uma = town.newcomer("uma")
    opens(town, uma)
    town.slack.fail("views.publish", error="hash_conflict")
    before = published(town)
    uma.opens_home()
    town.slack.settle()
    assert published(town) == before + 2


def test_an_opening_that_comes_twice_is_shown_once(lively: Lively) -> None:
    town, _ = lively
    opens(town, town.newcomer("twice"))
    opening = [one for one in town.slack.deliveries if one.kind == "app_home_opened"][-1]
    before = published(town)
    town.slack.redeliver(opening)
    town.slack.settle()
    assert published(town) == before


# Asking.


def test_the_answer_to_the_search_box_comes_in_a_window_and_is_then_among_my_questions(
    lively: Lively,
) -> None:
    town, bot = lively
    rei = town.newcomer("rei")
    home = opens(town, rei)
    update = town.slack.hang("views.update")
    rei.presses(home, SEARCH, MINE)
    assert not rei.sees_modal("探しています").says(TITANIUM_MEMBER)
    update.release()
    answer = rei.sees_modal(TITANIUM_MEMBER)
    assert {"contact:1", "more:1", "feedback:useful"} <= answer.controls.keys()
    rei.sees_home(MINE)
    (kept,) = bot.memory.questions.of_user(rei.id, 5)
    assert (kept.door, kept.channel) == (Door.HOME, "")
    assert direct_messages(rei) == 0

    rei.presses(answer, "contact:1")
    assert rei.sees_modal("@cellvita-tama.example")
    assert not rei.home.says("@cellvita-tama.example")


def test_a_search_in_english_is_answered_in_english(lively: Lively) -> None:
    town, _ = lively
    ron = town.newcomer("ron", locale="en-US")
    ron.presses(opens(town, ron), SEARCH, HELIUM)
    ron.sees_modal(HELIUM_MEMBER)


def test_the_button_beneath_the_box_opens_the_search_form(lively: Lively) -> None:
    town, _ = lively
    fumi = town.newcomer("fumi")
    fumi.presses(opens(town, fumi), "search_form:")
    assert fumi.sees_modal().callback_id == "search"


def test_an_empty_search_gets_a_friendly_line(lively: Lively) -> None:
    town, bot = lively
    emi = town.newcomer("emi")
    emi.presses(opens(town, emi), SEARCH, "  ")
    emi.sees_modal("お探しのことをお書きください")
    assert bot.memory.questions.of_user(emi.id, 5) == []


def test_a_search_that_comes_too_late_for_a_window_is_answered_in_a_message(
    lively: Lively,
) -> None:
    town, _ = lively
    ito = town.newcomer("ito")
    home = opens(town, ito)
    town.slack.fail("views.open", error="expired_trigger_id")
    answer = told(town, ito, lambda: ito.presses(home, SEARCH, TITANIUM), ito.direct)
    assert answer.says(TITANIUM_MEMBER)
    assert ito.modal is None


def test_whoever_closes_the_window_hears_nothing_more(lively: Lively) -> None:
    town, _ = lively
    mei = town.newcomer("mei")
    home = opens(town, mei)
    update = town.slack.hang("views.update")
    mei.presses(home, SEARCH, MINE)
    mei.closes(mei.sees_modal("探しています"))
    town.expected_refusals.add("not_found")
    update.release()
    mei.sees_home(MINE)
    town.slack.settle()
    assert mei.modal is None
    assert direct_messages(mei) == 0


def test_a_search_that_is_delivered_twice_is_answered_once(lively: Lively) -> None:
    town, bot = lively
    tai = town.newcomer("tai")
    tai.presses(opens(town, tai), SEARCH, TITANIUM)
    tai.sees_modal(TITANIUM_MEMBER)
    town.slack.settle()
    press = [one for one in town.slack.deliveries if one.kind == "block_actions"][-1]
    calls = len(town.slack.calls)
    town.slack.redeliver(press)
    town.slack.settle()
    assert len(town.slack.calls) == calls
    assert len(bot.memory.questions.of_user(tai.id, 5)) == 1


def test_a_search_whose_process_is_killed_is_answered_in_the_same_window(town: Town) -> None:
    with serving(town) as process:
        home = opens(town, town.alice)
        update = town.slack.hang("views.update")
        town.alice.presses(home, SEARCH, TITANIUM)
        town.alice.sees_modal("探しています")
        assert update.caught.wait(5)
        process.is_killed()
    town.slack.platform.faults.clear()
    bot = town.starts_bot(replace(IMPATIENT, lease=0.5))
    town.alice.sees_modal(TITANIUM_MEMBER)
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    assert len(bot.memory.questions.of_user(town.alice.id, 5)) == 1
    assert direct_messages(town.alice) == 0


def test_a_search_that_fails_does_not_leave_the_window_waiting(
    lively: Lively, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, _ = lively
    sui = town.newcomer("sui")
    home = opens(town, sui)

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("index.live.LiveSearcher.search", fails)
    town.expected_refusals.add("exchanged_trigger_id")
    apology = told(town, sui, lambda: sui.presses(home, SEARCH, TITANIUM), sui.direct)
    assert apology.says("次の番号を事務局にお伝えください")
    sui.sees_modal("うまく処理できませんでした")


# My questions.


def test_the_last_five_requests_are_listed_newest_first_and_small_talk_is_not(
    lively: Lively,
) -> None:
    town, _ = lively
    yui = town.newcomer("yui", town.general)
    texts = [f"チタンの切削、{number}個" for number in range(11, 17)]
    for text in (*texts, "ありがとうございます"):
        asks(town, yui, text)
    home = opens(town, yui, texts[-1])
    listed = sorted((text for text in texts if home.says(text)), key=home.shown.index)
    assert listed == texts[:0:-1]
    assert not home.says("ありがとうございます")


def test_a_question_is_shown_again_with_its_answer_as_it_is_now(town: Town) -> None:
    bot = town.starts_bot()
    asks(town, town.alice, MINE)
    home = opens(town, town.alice, MINE)
    town.alice.presses(home, AGAIN)
    town.alice.closes(town.alice.sees_modal(TITANIUM_MEMBER))
    office = Office(bot.nakadachi)
    office.withdraws(TITANIUM_MEMBER)
    office.reindexes()
    town.alice.presses(home, AGAIN)
    again = town.alice.waits_for_view(lambda view: "contact:1" in view.controls)
    assert again.callback_id == "answer"
    assert not again.says(TITANIUM_MEMBER)
    assert len(bot.memory.questions.of_user(town.alice.id, 9)) == 1


def test_without_an_index_an_earlier_question_says_what_is_missing(town: Town) -> None:
    bot = town.starts_bot()
    asks(town, town.alice, MINE)
    bot.stop()
    (town.home / "index").rename(town.home.parent / "elsewhere")
    town.starts_bot()
    town.alice.presses(opens(town, town.alice, MINE), AGAIN)
    town.alice.sees_modal("検索の準備ができていない")


def test_a_question_that_expires_is_not_listed_and_a_late_press_says_so(town: Town) -> None:
    bot = town.starts_bot()
    asks(town, town.alice, MINE)
    home = opens(town, town.alice, MINE)
    bot.memory.expire(0)
    town.alice.presses(home, AGAIN)
    town.alice.sees_modal("保存期間を過ぎた")
    assert not opens(town, town.alice, "まだ質問はありません").says(MINE)


def test_a_question_whose_message_was_deleted_is_not_listed(lively: Lively) -> None:
    town, bot = lively
    tom = town.newcomer("tom", town.general)
    said, _ = asks(town, tom, MINE)
    tom.deletes(said)
    until(lambda: not bot.memory.questions.of_user(tom.id, 5))
    assert not opens(town, tom, "まだ質問はありません").says(MINE)


def test_nobody_reads_the_question_of_somebody_else(lively: Lively) -> None:
    town, bot = lively
    ann, ben = town.newcomer("ann", town.general), town.newcomer("ben", town.general)
    asks(town, ann, VIOLIN)
    asks(town, ben, MINE)
    ben.presses(opens(town, ben, MINE), AGAIN)
    ben.closes(ben.sees_modal(TITANIUM_MEMBER))
    (theirs,) = bot.memory.questions.of_user(ann.id, 1)
    press = [one for one in town.slack.deliveries if one.kind == "block_actions"][-1]
    forged = dict(press.payload) | {"trigger_id": "1.2.forged"}
    forged["actions"] = [dict(press.payload["actions"][0]) | {"value": f"{theirs.id}\n\n"}]
    town.expected_refusals.add("invalid_trigger_id")
    town.expected_refusals.add("invalid_trigger")
    answer = told(town, ben, lambda: town.slack.sends(Route.INTERACTION, forged), ben.direct)
    assert not answer.says(VIOLIN)
    assert answer.says("もう一度お尋ねください")


# The office.


def test_only_staff_see_how_things_are_and_what_waits(town: Town) -> None:
    bot = town.starts_bot()
    for person, text in (
        (town.alice, VIOLIN),
        (town.bob, "バイオリンの先生はいませんか"),
        (town.bob, "離婚に強い弁護士"),
    ):
        _, answer = asks(town, person, text)
    person.presses(answer, "ask_coordinators:")
    town.sato.sees("@bob", channel=town.desk)
    (request,) = bot.memory.requests.waiting()
    until(lambda: bool(bot.memory.requests.copies(request.id)))
    home = opens(town, town.sato, OFFICE_ONLY)
    for text in ("稼働状況", "会員：", "索引の作成", "バイオリンの先生はいませんか · 2回"):
        assert home.says(text.partition(" · ")[0])
    assert home.says("2回")
    assert home.says("離婚に強い弁護士")
    assert home.says("該当なしの相談 · 離婚に強い弁護士 · 未対応 · 本日")
    assert town.desk.id in str(home.body)
    for name in (town.alice.id, town.bob.id, "@alice", "@bob"):
        assert not home.says(name)
    assert not opens(town, town.alice).says(OFFICE_ONLY)


def test_a_question_of_more_than_a_month_ago_is_not_listed(town: Town) -> None:
    bot = town.starts_bot()
    asks(town, town.alice, VIOLIN)
    (asked,) = bot.memory.questions.of_user(town.alice.id, 1)
    bot.memory.questions.put(replace(asked, asked_at=time.time() - 31 * DAY))
    assert opens(town, town.sato, "該当なしだった質問はありません")


def test_members_that_nobody_confirmed_for_a_year_are_listed_oldest_first(town: Town) -> None:
    bot = town.starts_bot()
    office = Office(bot.nakadachi)
    first = office.member("D001")
    office.imports(LUTHIER)
    home = opens(town, town.sato, "1年以上確認されていない会員")
    lines = [one for one in home.shown.split("\n") if "(D" in one or LUTHIER.id in one]
    assert lines[0].startswith(f"{LUTHIER.name} ({LUTHIER.id})")
    assert "未確認" in lines[0]
    assert len(lines) <= 10
    assert first.contacts[0].name not in home.shown


def test_whom_slack_cannot_tell_to_be_staff_sees_what_everybody_sees(town: Town) -> None:
    group = town.slack.user_group("office", [town.sato])
    town.starts_bot(NAKADACHI_STAFF=group)
    town.slack.fail("usergroups.users.list", status=503, times=9)
    assert not opens(town, town.sato).says(OFFICE_ONLY)
    town.slack.platform.faults.clear()
    opens(town, town.sato, OFFICE_ONLY)


def test_an_opening_that_waited_too_long_is_told_to_nobody(town: Town) -> None:
    town.alice.opens_home()
    town.slack.settle()
    payload = town.slack.deliveries[-1].payload
    with Memory.open(town.home / "bot.db", clock=lambda: time.time() - DAY) as memory:
        assert isinstance(memory.deliveries.claim(("event:old",), payload), Claim)
    bot = town.starts_bot(replace(IMPATIENT, lease=0.5))
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    town.slack.settle()
    assert direct_messages(town.alice) == 0
