"""The inspector shows what goes to the bot and what comes back, and what Slack refuses."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.places import ELSEWHERE, ENGINEER, LIAISON, QUESTIONS
from tests.scenarios.town import HELIUM, HELIUM_MEMBER, TITANIUM, TITANIUM_MEMBER


def test_both_directions_are_shown_with_their_verdict_and_payload(opens: Opens) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    tab.opens_inspector()
    tab.asks(TITANIUM, says=TITANIUM_MEMBER)
    rows = tab.part("inspector").get_by_test_id("wire-row")
    to_bot = rows.and_(tab.page.locator('[data-direction="to_bot"][data-kind="app_mention"]'))
    from_bot = rows.and_(
        tab.page.locator('[data-direction="from_bot"][data-kind="chat.postMessage"]')
    )
    expect(to_bot.first).to_have_attribute("data-verdict", "acknowledged")
    expect(from_bot.first).to_have_attribute("data-verdict", "accepted")
    tab.opens_wire(to_bot.first)
    expect(tab.part("payload")).to_contain_text(TITANIUM)
    tab.opens_wire(from_bot.first)
    expect(tab.part("payload")).to_contain_text(TITANIUM_MEMBER)
    expect(tab.part("payload")).not_to_contain_text("xoxb-")


def test_what_slack_refuses_is_shown_with_the_reason(opens: Opens) -> None:
    tab = opens(LIAISON, ELSEWHERE)
    tab.writes(HELIUM)
    tab.uses_shortcut_on(tab.message(HELIUM), "Find partners for this")
    expect(tab.modal).to_contain_text(HELIUM_MEMBER)
    tab.presses("share_to_thread:", tab.modal)
    expect(tab.modal).to_contain_text("I cannot post in this conversation")
    tab.closes()
    tab.opens_inspector()
    refused = tab.part("inspector").locator('[data-verdict="refused"]').first
    expect(refused).to_contain_text("not_in_channel")
