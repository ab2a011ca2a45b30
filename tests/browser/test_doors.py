"""Every door of the bot, as the page opens it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.places import (
    COORDINATOR,
    ELSEWHERE,
    ENGINEER,
    LIAISON,
    QUESTIONS,
    SHARED,
    STRANGER,
)
from tests.scenarios.town import HELIUM, HELIUM_MEMBER, TITANIUM, TITANIUM_MEMBER

MILLING = "Turning and milling of small titanium parts"


def test_a_direct_message(opens: Opens) -> None:
    tab = opens(ENGINEER)
    tab.goes_to_bot()
    tab.writes(TITANIUM)
    tab.answer(TITANIUM_MEMBER)


def test_a_prompt_of_the_conversation_with_the_bot(opens: Opens) -> None:
    tab = opens(LIAISON)
    tab.goes_to_bot()
    prompt = tab.part("prompts").get_by_role("button").first
    offered = prompt.inner_text()
    prompt.click()
    expect(tab.message(offered)).to_be_visible()
    tab.answer("1. ")


def test_the_slash_command(opens: Opens) -> None:
    tab = opens(LIAISON, QUESTIONS)
    tab.writes(f"/partners {HELIUM}")
    expect(tab.answer(HELIUM_MEMBER)).to_have_attribute("data-only-me", "true")


def test_the_shortcut_of_a_message(opens: Opens) -> None:
    coordinator, liaison = opens(COORDINATOR, QUESTIONS), opens(LIAISON, QUESTIONS)
    coordinator.writes(HELIUM)
    liaison.uses_shortcut_on(liaison.message(HELIUM), "Find partners for this")
    expect(liaison.modal).to_contain_text(HELIUM_MEMBER)
    liaison.presses("share_to_thread:", liaison.modal)
    expect(liaison.modal).to_contain_text("Shared to the thread of the message.")
    liaison.closes()
    coordinator.message(HELIUM).get_by_test_id("open-thread").click()
    expect(coordinator.message("shared this answer", "thread")).to_contain_text(HELIUM_MEMBER)


def test_the_search_form_with_its_pages(opens: Opens) -> None:
    tab = opens(LIAISON, QUESTIONS)
    tab.uses_shortcut("Find partners")
    tab.field("text").fill(MILLING)
    tab.submits()
    expect(tab.modal).to_contain_text("1. ")
    expect(tab.modal).to_contain_text(re.compile("1–5 of"))
    tab.modal.get_by_role("button", name=re.compile("^Next")).click()
    expect(tab.modal).to_contain_text("6. ")
    expect(tab.field("text")).to_have_value(MILLING)
    tab.modal.get_by_role("button", name=re.compile("^Previous")).click()
    expect(tab.modal).to_contain_text("1. ")


def test_the_search_form_with_conditions(opens: Opens) -> None:
    tab = opens(LIAISON, QUESTIONS)
    tab.uses_shortcut("Find partners")
    kinds = tab.modal.locator('[data-block-id="kinds"]')
    kinds.locator("summary").click()
    kinds.get_by_role("checkbox", name="University").check()
    tab.submits()
    expect(tab.modal).to_contain_text("Kind: a university")


def test_an_empty_search_form_says_so_at_its_field(opens: Opens) -> None:
    tab = opens(LIAISON, QUESTIONS)
    tab.uses_shortcut("Find partners")
    tab.submits()
    expect(tab.modal).to_contain_text("Say what you are looking for, or choose at least one")
    expect(tab.field("text")).to_have_attribute("aria-invalid", "true")


def test_the_search_box_of_the_home_tab(opens: Opens) -> None:
    tab = opens(ENGINEER)
    tab.goes_home()
    box = tab.action("home_search:", tab.part("home"))
    box.fill(TITANIUM)
    box.press("Enter")
    expect(tab.modal).to_contain_text(TITANIUM_MEMBER)
    tab.closes()
    expect(tab.part("home")).to_contain_text(TITANIUM)
    tab.action("show_again:1", tab.part("home")).click()
    expect(tab.modal).to_contain_text(TITANIUM_MEMBER)


def test_a_step_of_a_workflow(opens: Opens) -> None:
    tab = opens(LIAISON, QUESTIONS)
    tab.runs_step("Find partners", HELIUM)
    result = tab.part("step-result")
    expect(result).to_have_attribute("data-state", "completed")
    expect(result).to_contain_text(HELIUM_MEMBER)
    expect(result).to_contain_text("matches")


def test_a_stranger_asks_where_the_bot_is_and_has_no_commands(opens: Opens) -> None:
    tab = opens(STRANGER)
    tab.goes_to(SHARED)
    answer = tab.asks(HELIUM, says=HELIUM_MEMBER)
    tab.presses("contact:1", answer)
    expect(tab.messages("thread").last).to_contain_text("this workspace")
    tab.part("composer").fill("/par")
    expect(tab.part("completions").get_by_role("option")).to_have_count(0)


def test_where_the_bot_is_not_it_answers_in_a_window_and_cannot_share(opens: Opens) -> None:
    tab = opens(LIAISON, ELSEWHERE)
    tab.writes(HELIUM)
    tab.uses_shortcut_on(tab.message(HELIUM), "Find partners for this")
    expect(tab.modal).to_contain_text(HELIUM_MEMBER)
    tab.presses("share_to_thread:", tab.modal)
    expect(tab.modal).to_contain_text("I cannot post in this conversation")
