"""Somebody asks in the channel, and presses everything that stands under the answer."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.places import ENGINEER, LIAISON, QUESTIONS
from tests.scenarios.town import HELIUM, HELIUM_MEMBER, TITANIUM, TITANIUM_MEMBER

MAIL = "sagara@cellvita-tama.example"
NOISE = "EMC pre-compliance measurements before certification"


def test_a_question_in_japanese_is_answered_in_its_thread(opens: Opens) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    answer = tab.asks(TITANIUM, says=TITANIUM_MEMBER)
    expect(answer).to_contain_text("該当しそうな会員")
    expect(answer).to_contain_text("連絡先は、ボタンを押した方だけに表示されます。")


def test_a_question_in_english_is_answered_in_english(opens: Opens) -> None:
    tab = opens(LIAISON, QUESTIONS)
    answer = tab.asks(HELIUM, says=HELIUM_MEMBER)
    expect(answer).to_contain_text("members may help")


def test_a_follow_up_in_the_thread_changes_the_conditions(opens: Opens) -> None:
    tab = opens(LIAISON, QUESTIONS)
    tab.asks(NOISE, says="members may help")
    tab.writes("only research institutes", "thread-composer")
    answer = tab.answer("Searched again with other conditions", "thread")
    expect(answer).to_contain_text("Kind: a research institute")


def test_a_button_under_the_answer_narrows_it(opens: Opens) -> None:
    tab = opens(LIAISON, QUESTIONS)
    answer = tab.asks(NOISE, says="members may help")
    narrower = answer.get_by_role("button", name=re.compile("^Research institutes only"))
    narrower.click()
    narrowed = tab.answer("searched again with other conditions", "thread")
    expect(narrowed).to_contain_text("Kind: a research institute")


def test_the_profile_of_a_member_opens_in_a_window(opens: Opens) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    answer = tab.asks(TITANIUM, says=TITANIUM_MEMBER)
    tab.presses("more:1", answer)
    expect(tab.modal).to_contain_text(TITANIUM_MEMBER)
    expect(tab.modal).to_contain_text("会員の紹介")
    tab.closes()
    expect(tab.part("modal")).to_have_count(0)


def test_a_contact_is_shown_to_whoever_pressed_and_to_nobody_else(opens: Opens) -> None:
    engineer, liaison = opens(ENGINEER, QUESTIONS), opens(LIAISON, QUESTIONS)
    answer = engineer.asks(TITANIUM, says=TITANIUM_MEMBER)
    engineer.presses("contact:1", answer)
    contact = engineer.message(MAIL, "thread")
    expect(contact).to_have_attribute("data-only-me", "true")
    expect(contact).to_contain_text("あなただけに表示されています")
    asked = liaison.message(TITANIUM)
    asked.get_by_test_id("open-thread").click()
    expect(liaison.answer(TITANIUM_MEMBER, "thread")).to_be_visible()
    expect(liaison.page.get_by_text(MAIL)).to_have_count(0)
    engineer.presses("contact_to_me:", contact)
    engineer.goes_to_bot()
    expect(engineer.message(MAIL)).to_be_visible()


def test_an_answer_is_found_useful_and_says_who_helped(opens: Opens) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    answer = tab.asks(TITANIUM, says=TITANIUM_MEMBER)
    answer.get_by_role("button", name="役に立った", exact=True).click()
    thanks = tab.message("ありがとうございます。", "thread")
    expect(thanks).to_have_attribute("data-only-me", "true")
    tab.chooses("feedback_helpful:", thanks, TITANIUM_MEMBER)
    expect(tab.message("承りました", "thread")).to_be_visible()


def test_an_answer_is_not_useful_and_says_why(opens: Opens) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    answer = tab.asks(TITANIUM, says=TITANIUM_MEMBER)
    answer.get_by_role("button", name="役に立たなかった", exact=True).click()
    sorry = tab.message("お役に立てず", "thread")
    tab.chooses("feedback_reason:", sorry, "分野や技術が違う")
    expect(tab.message("承りました", "thread")).to_be_visible()


def test_an_answer_to_oneself_is_shared(opens: Opens) -> None:
    liaison, engineer = opens(LIAISON, QUESTIONS), opens(ENGINEER, QUESTIONS)
    liaison.writes(f"/partners {HELIUM}")
    answer = liaison.answer(HELIUM_MEMBER)
    expect(answer).to_have_attribute("data-only-me", "true")
    liaison.presses("share:", answer)
    expect(engineer.message("shared this answer")).to_contain_text(HELIUM_MEMBER)


def test_the_language_of_the_page_and_of_the_bot_follow_the_person(opens: Opens) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    tab.speaks("en-US")
    answer = tab.asks(HELIUM, says=HELIUM_MEMBER)
    expect(answer.get_by_role("button", name="Contact").first).to_be_visible()
    tab.speaks("ja-JP")
    expect(tab.part("send")).to_be_visible()
