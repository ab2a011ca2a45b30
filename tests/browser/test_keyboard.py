"""Everything without a mouse."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Opens
from tests.browser.places import BOT, ENGINEER, QUESTIONS
from tests.browser.tab import Tab
from tests.scenarios.town import TITANIUM, TITANIUM_MEMBER

_MOST_TABS = 120


def tabs_to(tab: Tab, wanted: Locator, backwards: bool = False) -> None:
    """Press Tab until something has the focus."""
    for _ in range(_MOST_TABS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        tab.page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"Tab never comes to {wanted}")


def test_asking_and_seeing_a_contact(opens: Opens) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    keys = tab.page.keyboard
    tabs_to(tab, tab.part("composer"))
    keys.type(f"@{BOT[:3]}")
    expect(tab.part("completions").get_by_role("option").first).to_be_visible()
    keys.press("Enter")
    keys.type(TITANIUM)
    keys.press("Enter")
    replies = tab.message(TITANIUM).get_by_test_id("open-thread")
    expect(replies).to_be_visible()
    tabs_to(tab, replies, backwards=True)
    keys.press("Enter")
    answer = tab.answer(TITANIUM_MEMBER, "thread")
    tabs_to(tab, tab.action("contact:1", answer))
    keys.press("Enter")
    expect(tab.message("sagara@cellvita-tama.example", "thread")).to_be_visible()


def test_a_form_is_filled_in_sent_and_closed(opens: Opens) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    keys = tab.page.keyboard
    tabs_to(tab, tab.part("shortcuts"))
    keys.press("Enter")
    item = tab.page.get_by_role("menuitem", name="Find partners", exact=False).first
    expect(item).to_be_visible()
    _walks_to(tab, item)
    keys.press("Enter")
    tabs_to(tab, tab.field("text"))
    keys.type(TITANIUM)
    tabs_to(tab, tab.part("modal-submit"))
    keys.press("Enter")
    expect(tab.modal).to_contain_text(TITANIUM_MEMBER)
    keys.press("Escape")
    expect(tab.part("modal")).to_have_count(0)


def test_focus_comes_back_to_where_it_was_when_a_window_closes(opens: Opens) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    answer = tab.asks(TITANIUM, says=TITANIUM_MEMBER)
    more = tab.action("more:1", answer)
    more.focus()
    tab.page.keyboard.press("Enter")
    expect(tab.modal).to_contain_text(TITANIUM_MEMBER)
    assert tab.modal.evaluate("modal => modal.contains(document.activeElement)")
    tab.page.keyboard.press("Escape")
    expect(tab.part("modal")).to_have_count(0)
    expect(more).to_be_focused()


def test_the_first_tab_leads_past_the_sidebar(opens: Opens) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    tab.page.evaluate("document.activeElement.blur()")
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("document.activeElement.closest('nav') === null")


def _walks_to(tab: Tab, item: Locator) -> None:
    """Menus are walked through with the arrows."""
    for _ in range(_MOST_TABS):
        if item.evaluate("element => element === document.activeElement"):
            return
        tab.page.keyboard.press("ArrowDown")
    raise AssertionError(f"The arrows never come to {item}")
