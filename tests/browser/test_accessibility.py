"""axe-core finds nothing serious on any view: wide and narrow, light and dark, ja and en."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.conftest import Opens
from tests.browser.places import COORDINATOR, DESK, ENGINEER, QUESTIONS
from tests.browser.tab import Tab
from tests.scenarios.town import HELIUM, TITANIUM, VIOLIN


def a_channel_with_a_thread(tab: Tab) -> None:
    tab.goes_to(QUESTIONS)
    tab.asks(TITANIUM, says="1. ")


def a_contact_and_thanks(tab: Tab) -> None:
    tab.goes_to(QUESTIONS)
    answer = tab.asks(TITANIUM, says="1. ")
    tab.presses("contact:1", answer)
    tab.presses("feedback:", answer)
    expect(tab.action("feedback_helpful:")).to_be_visible()


def direct_messages(tab: Tab) -> None:
    tab.goes_to_bot()
    tab.writes(VIOLIN)
    expect(tab.action("ask_coordinators:").last).to_be_visible()


def a_profile(tab: Tab) -> None:
    tab.goes_to_bot()
    tab.writes(HELIUM)
    answer = tab.answer("1. ")
    tab.presses("more:1", answer)
    expect(tab.modal).to_contain_text("会員の紹介")


def the_search_form_with_results(tab: Tab) -> None:
    tab.uses_shortcut("Find partners")
    tab.field("text").fill(HELIUM)
    tab.submits()
    expect(tab.modal).to_contain_text("1. ")


def the_search_form_with_an_error(tab: Tab) -> None:
    tab.uses_shortcut("Find partners")
    tab.submits()
    expect(tab.field("text")).to_have_attribute("aria-invalid", "true")


def the_home_tab(tab: Tab) -> None:
    tab.goes_home()
    expect(tab.action("home_search:", tab.part("home"))).to_be_visible()


def the_form_about_ones_organisation(tab: Tab) -> None:
    the_home_tab(tab)
    tab.part("home").locator('[data-action-id^="change_profile:"]').first.click()
    expect(tab.field("text")).to_be_visible()


def the_inspector(tab: Tab) -> None:
    tab.goes_to(QUESTIONS)
    tab.asks(TITANIUM, says="1. ")
    tab.opens_inspector()
    tab.opens_wire(tab.part("wire-row").last)
    expect(tab.part("payload")).to_be_visible()


def the_message_menu(tab: Tab) -> None:
    tab.goes_to(QUESTIONS)
    tab.writes(HELIUM)
    tab.opens_menu_of(tab.message(HELIUM))


def completions(tab: Tab) -> None:
    tab.goes_to(QUESTIONS)
    tab.part("composer").press_sequentially("@")
    expect(tab.part("completions").get_by_role("option").first).to_be_visible()


def the_form_for_imports(tab: Tab) -> None:
    tab.goes_to_bot()
    tab.writes("/partners import")
    expect(tab.field("file").first).to_be_attached()


def the_desk(tab: Tab) -> None:
    tab.goes_to(QUESTIONS)
    answer = tab.asks(VIOLIN, says="応えられる会員は見つかりませんでした")
    tab.presses("ask_coordinators:", answer)
    tab.goes_to(DESK)
    expect(tab.action("decline:").last).to_be_visible()


def the_form_to_decline(tab: Tab) -> None:
    the_desk(tab)
    tab.action("decline:").last.click()
    expect(tab.field("reason")).to_be_visible()


EVERYBODY = (
    a_channel_with_a_thread,
    a_contact_and_thanks,
    direct_messages,
    a_profile,
    the_search_form_with_results,
    the_search_form_with_an_error,
    the_home_tab,
    the_form_about_ones_organisation,
    the_inspector,
    the_message_menu,
    completions,
)
STAFF = (the_form_for_imports, the_desk, the_form_to_decline)
_OVERFLOWS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# As the page looks one after the other, with what stands on it.
LOOKS = (
    ("ja-JP", 1280, "light"),
    ("ja-JP", 1280, "dark"),
    ("en-US", 360, "dark"),
    ("en-US", 360, "light"),
)


@pytest.mark.parametrize("view", EVERYBODY)
def test_a_view_of_everybody(opens: Opens, view: Callable[[Tab], None]) -> None:
    tab = opens(ENGINEER)
    view(tab)
    assert not troubles_of(tab)


@pytest.mark.parametrize("view", STAFF)
def test_a_view_of_the_staff(opens: Opens, view: Callable[[Tab], None]) -> None:
    tab = opens(COORDINATOR)
    view(tab)
    assert not troubles_of(tab)


@pytest.mark.parametrize("view", [a_channel_with_a_thread, the_home_tab, the_desk])
def test_a_view_can_be_reached_where_the_page_is_narrow(
    opens: Opens, view: Callable[[Tab], None]
) -> None:
    tab = opens(COORDINATOR, width=360)
    view(tab)
    assert not violations(tab.page)


def test_the_theme_can_be_chosen_and_is_remembered(opens: Opens) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    background = "getComputedStyle(document.body).backgroundColor"
    light = tab.page.evaluate(background)
    tab.chooses_theme()
    dark = tab.page.evaluate(background)
    assert dark != light
    assert not violations(tab.page)
    tab.reloads()
    tab.is_there()
    assert tab.page.evaluate(background) == dark


def troubles_of(tab: Tab) -> list[str]:
    """What is wrong with the view, however the page looks."""
    found: list[str] = []
    for locale, width, theme in LOOKS:
        tab.does(do="speak", locale=locale)
        expect(tab.page.locator("html")).to_have_attribute("lang", locale[:2])
        tab.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        tab.page.set_viewport_size({"width": width, "height": 800})
        found += [f"{locale} {width} {theme}: {one}" for one in violations(tab.page)]
        if tab.page.evaluate(_OVERFLOWS):
            found.append(f"{locale} {width} {theme}: one must scroll sideways")
    tab.does(do="speak", locale="ja-JP")
    return found
