"""What people, programs and accidents do to a page."""

from __future__ import annotations

import signal

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.places import BOT, COORDINATOR, ENGINEER, LIAISON, QUESTIONS, STRANGER
from tests.browser.serving import Playground
from tests.browser.tab import Tab
from tests.browser.test_staff import is_checked, sheet
from tests.scenarios.town import HELIUM, HELIUM_MEMBER, TITANIUM, TITANIUM_MEMBER

IMAGE = '<img src=x onerror="window.harmed=1">'
SCRIPT = "<script>window.harmed=1</script>"
_REINDEXED = 60_000.0
# What a browser says itself of a connection that ends or cannot be made.
_CONNECTION = r"WebSocket connection|ERR_CONNECTION|Failed to load resource"


def is_unharmed(tab: Tab) -> bool:
    """Nothing that came as text has become a part of the page."""
    foreign = "img[src=x], body script:not([src])"
    return not tab.page.evaluate(f"'harmed' in window || document.querySelector('{foreign}')")


def test_html_and_script_in_a_question_are_text(opens: Opens) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    text = f"{IMAGE} {SCRIPT} チタンの切削 & <b>10個</b>"
    tab.writes(f"@Nakadachi {text}")
    expect(tab.message("チタンの切削 & <b>10個</b>")).to_contain_text(IMAGE)
    tab.message(IMAGE).get_by_test_id("open-thread").click()
    expect(tab.messages("thread").last).to_contain_text("1. ")
    tab.writes(f"/partners {text}")
    expect(tab.answer("1. ")).to_contain_text(SCRIPT)
    assert is_unharmed(tab)


def test_html_and_script_in_a_profile_are_text(opens: Opens) -> None:
    coordinator, engineer = opens(COORDINATOR), opens(ENGINEER, QUESTIONS)
    offer = f"尺八の製作と調律 {IMAGE} {SCRIPT}"
    member = ("N105", "青梅尺八<i>工房</i>", offer, "竹田 節", "take@shaku.example", "2")
    is_checked(coordinator, sheet(member))
    expect(coordinator.modal).to_contain_text("青梅尺八<i>工房</i>")
    coordinator.presses("apply_import:", coordinator.modal)
    expect(coordinator.modal).to_contain_text("新しい索引で答えています", timeout=_REINDEXED)
    answer = engineer.asks("尺八の製作と調律", says="青梅尺八<i>工房</i>")
    expect(answer).to_contain_text(IMAGE)
    engineer.presses("more:1", answer)
    expect(engineer.modal).to_contain_text(SCRIPT)
    assert is_unharmed(engineer)
    assert is_unharmed(coordinator)


def test_two_tabs_are_two_persons(opens: Opens) -> None:
    first = opens(ENGINEER, QUESTIONS)
    second = first.in_a_second_tab(LIAISON, QUESTIONS)
    first.writes("こちらはエンジニアです。")
    second.writes("And this is the liaison.")
    ours = first.message("こちらはエンジニアです。").get_attribute("data-author")
    theirs = first.message("And this is the liaison.").get_attribute("data-author")
    assert (ours, theirs) == (first.person_id, second.person_id)
    assert ours != theirs
    for tab in (first, second):
        person = tab.person_id
        tab.reloads()
        tab.is_there()
        assert tab.person_id == person


def test_what_was_typed_into_a_form_survives_a_reload(opens: Opens) -> None:
    tab = opens(LIAISON, QUESTIONS)
    tab.uses_shortcut("Find partners")
    with tab.page.expect_request(lambda request: '"fill"' in (request.post_data or "")):
        tab.field("text").fill(HELIUM)
    tab.reloads()
    expect(tab.field("text")).to_have_value(HELIUM)
    tab.submits()
    expect(tab.modal).to_contain_text(HELIUM_MEMBER)


def test_the_bot_is_restarted_under_an_open_page(opens: Opens) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    tab.asks(TITANIUM, says=TITANIUM_MEMBER)
    assert tab.does(do="restart_bot")["ok"]
    expect(tab.part("connection")).to_contain_text("ボット")
    tab.writes("小金井市だけで", "thread-composer")
    tab.asks(TITANIUM, says=TITANIUM_MEMBER)


def test_the_whole_playground_is_killed_and_started_again(
    opens: Opens, playground: Playground
) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    tab.watch.expected.append(_CONNECTION)
    tab.writes("ここに居ます。")
    playground.ends(signal.SIGKILL)
    expect(tab.part("connection")).to_contain_text("接続")
    playground.starts()
    expect(tab.part("connection")).to_contain_text("再起動", timeout=30_000)
    tab.goes_to(QUESTIONS)
    expect(tab.message("ここに居ます。")).to_have_count(0)
    tab.asks(TITANIUM, says=TITANIUM_MEMBER)


def test_composing_japanese_sends_nothing(opens: Opens) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    composer = tab.part("composer")
    composer.focus()
    ime = tab.page.context.new_cdp_session(tab.page)
    ime.send("Input.imeSetComposition", {"text": "ちたん", "selectionStart": 3, "selectionEnd": 3})
    before = tab.messages().count()
    # What Chromium tells a page of an Enter that only ends the composition.
    composer.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "isComposing": True})
    expect(composer).to_have_value("ちたん")
    ime.send("Input.insertText", {"text": "チタン"})
    expect(composer).to_have_value("チタン")
    assert tab.messages().count() == before
    composer.press("Enter")
    expect(tab.messages()).to_have_count(before + 1)


def test_a_stranger_sees_only_what_is_shared(opens: Opens) -> None:
    tab = opens(STRANGER)
    expect(tab.page.locator(f'nav [data-name="{QUESTIONS}"]')).to_have_count(0)
    tab.part("home-tab").click()
    # The bot does not know the language of strangers.
    expect(tab.part("home")).to_contain_text("このワークスペースの参加者と確認できた方だけ")


def test_a_very_long_message_says_what_is_wrong_or_is_answered(opens: Opens) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    tab.part("composer").fill(f"@{BOT} チタンの切削。" + "長いメールです。" * 6_000)
    tab.part("composer").press("Enter")
    told = tab.part("toast").or_(tab.message("長いメールです。"))
    expect(told.first).to_be_visible()
    tab.asks(TITANIUM, says=TITANIUM_MEMBER)
