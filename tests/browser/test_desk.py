"""Nobody fits, and the coordinators look after it; the asker sees each change."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.places import COORDINATOR, DESK, ENGINEER, QUESTIONS
from tests.browser.tab import Tab

CELLO = "チェロの弾き方を教えてくれる先生を探しています"
OBOE = "オーボエの吹き方を教えてくれる先生を探しています"
# Its liaison officer is one of the persons.
UNIVERSITY, LIAISON_NAME = "D035", "Megumi Kobayashi"
VIOLA = "ビオラの弾き方を教えてくれる先生を探しています"


def asks_the_coordinators(asker: Tab, question: str) -> None:
    answer = asker.asks(question, says="応えられる会員は見つかりませんでした")
    asker.presses("ask_coordinators:", answer)
    expect(asker.message("コーディネーターに相談を送りました", "thread")).to_be_visible()


def test_a_request_is_taken_introduced_and_done(opens: Opens) -> None:
    asker, coordinator = opens(ENGINEER, QUESTIONS), opens(COORDINATOR, DESK)
    asks_the_coordinators(asker, CELLO)
    asker.goes_to_bot()
    request = coordinator.message(CELLO)
    expect(request).to_contain_text("未対応")

    coordinator.presses("take:", request)
    expect(request).to_contain_text("対応中")
    expect(asker.message("担当のコーディネーターが決まりました")).to_be_visible()

    coordinator.presses("introduce:", request)
    coordinator.field("member").fill("D031")
    coordinator.submits()
    expect(coordinator.modal).to_contain_text("紹介メールの文案")
    coordinator.submits()
    expect(request).to_contain_text("紹介済み")
    expect(asker.message("メールで打診しました")).to_be_visible()

    coordinator.presses("done:", request)
    coordinator.field("outcome").select_option(label="技術相談や設備の利用で解決")
    coordinator.field("note").fill("先方に喜ばれた。")
    coordinator.submits()
    expect(request).to_contain_text("状態：完了")
    expect(asker.message("対応を完了しました")).to_be_visible()


def test_an_introduction_in_slack_opens_a_conversation_of_three(opens: Opens) -> None:
    asker, coordinator = opens(ENGINEER, QUESTIONS), opens(COORDINATOR, DESK)
    asks_the_coordinators(asker, OBOE)
    request = coordinator.message(OBOE)
    coordinator.presses("introduce:", request)
    coordinator.field("member").fill(UNIVERSITY)
    coordinator.submits()
    coordinator.modal.get_by_role("radio", name="Slackで紹介").first.check()
    coordinator.submits()
    expect(request).to_contain_text("紹介済み")
    asker.goes_to_conversation_with(LIAISON_NAME)
    expect(asker.message("ご紹介いたします。")).to_contain_text(OBOE)


def test_a_request_is_declined_with_a_reason_and_a_note(opens: Opens) -> None:
    asker, coordinator = opens(ENGINEER, QUESTIONS), opens(COORDINATOR, DESK)
    asks_the_coordinators(asker, VIOLA)
    asker.goes_to_bot()
    request = coordinator.message(VIOLA)
    coordinator.presses("decline:", request)
    coordinator.field("reason").select_option(label="その他の理由")
    coordinator.submits()
    expect(coordinator.modal).to_contain_text("理由をお書きください")
    coordinator.field("note").fill("音楽教室は当会の対象外です。")
    coordinator.submits()
    expect(request).to_contain_text("見送り")
    expect(asker.message("音楽教室は当会の対象外です。")).to_be_visible()


def test_whoever_is_no_coordinator_does_not_see_the_desk(opens: Opens) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    expect(tab.page.locator(f'nav [data-name="{DESK}"]')).to_have_count(0)
