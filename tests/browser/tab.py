"""What somebody does and sees in one tab, by the names that the page gives its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Self

from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import Watch
from tests.browser.places import BOT


@dataclass
class Tab:
    """A tab, and what goes wrong in it."""

    page: Page
    address: str
    watch: Watch

    # Arriving.

    def opened_as(self, person: int, place: str = "") -> Self:
        """Open the page as one of the persons, in a channel if one is named."""
        self.page.goto(self.address)
        self.is_there()
        self.closes_all()
        self.becomes(person)
        self.closes_all()
        if place:
            self.goes_to(place)
        return self

    def is_there(self) -> None:
        """Wait until the conversation can be written into."""
        expect(self.part("composer")).to_be_visible()

    def becomes(self, person: int) -> None:
        """Go on as another person."""
        self._opens_sidebar()
        wanted = self.part("person").locator("option").nth(person).get_attribute("value") or ""
        self.part("person").select_option(wanted)
        # It is the old one again until everything of the new one is there.
        expect(self.part("person")).to_have_value(wanted)
        self.is_there()

    def speaks(self, locale: str) -> None:
        """Choose the language of this person."""
        self._opens_sidebar()
        self.part("language").select_option(locale)
        expect(self.page.locator("html")).to_have_attribute("lang", locale[:2])

    def reloads(self) -> None:
        """Reload the page."""
        self.page.reload()

    def opens_inspector(self) -> None:
        """Show what goes over the wire."""
        self._uncovers()
        self.part("inspector-toggle").click()

    def _uncovers(self) -> None:
        """Where the page is narrow, a thread covers everything else."""
        back = self.part("thread-close")
        if back.is_visible() and not self.part("inspector-toggle").is_visible():
            back.click()

    # Finding.

    def part(self, name: str) -> Locator:
        """A part of the page."""
        return self.page.get_by_test_id(name)

    def action(self, action_id: str, within: Locator | None = None) -> Locator:
        """The control with this action id."""
        place = within if within is not None else self.page
        return place.locator(f'[data-action-id="{action_id}"]')

    @property
    def modal(self) -> Locator:
        """The window on top."""
        return self.part("modal").last

    def field(self, block_id: str) -> Locator:
        """An input of the window on top, or of the home tab."""
        return self.modal.locator(f'[data-block-id="{block_id}"]').locator("[data-action-id]")

    def messages(self, place: str = "messages") -> Locator:
        """The messages of the channel, or of the thread."""
        return self.part(place).get_by_test_id("message")

    def message(self, text: str, place: str = "messages") -> Locator:
        """The last message that says something."""
        return self.messages(place).filter(has_text=text).last

    # Going.

    def goes_to_bot(self) -> None:
        """Go to the direct messages with the bot."""
        self.goes_to(BOT)

    def goes_to_conversation_with(self, name: str) -> None:
        """Go to direct messages, among whose people is somebody of this name."""
        self._opens_sidebar()
        self.page.locator(f'nav [data-name*="{name}"]').last.click()

    def in_a_second_tab(self, person: int, place: str = "") -> Tab:
        """A second tab of the same browser."""
        page = self.page.context.new_page()
        return Tab(page, self.address, self.watch).opened_as(person, place)

    def goes_to(self, place: str) -> None:
        """Go to a channel, by its name."""
        self._opens_sidebar()
        entry = self.page.locator(f'nav [data-name="{place}"]').first
        entry.click()
        expect(entry).to_have_attribute("aria-current", "page")

    def goes_home(self) -> None:
        """Go to the home tab of the bot."""
        self._opens_sidebar()
        self.part("home-tab").click()
        expect(self.part("home").locator("[data-action-id]").first).to_be_visible()

    def _opens_sidebar(self) -> None:
        """Where the page is narrow, the list of conversations is put away."""
        self._uncovers()
        opener = self.part("open-sidebar")
        if opener.is_visible() and not self.part("person").is_visible():
            opener.click()

    def writes(self, text: str, composer: str = "composer") -> None:
        """Write a message and send it with Enter."""
        self.part(composer).fill(text)
        self.part(composer).press("Enter")
        expect(self.part(composer)).to_have_value("")

    def asks(self, text: str, says: str) -> Locator:
        """Mention the bot in the channel; the answer, in the thread at the side."""
        before = self.messages().count()
        self.writes(f"@{BOT} {text}")
        expect(self.messages()).to_have_count(before + 1)
        self.messages().last.get_by_test_id("open-thread").click()
        return self.answer(says, "thread")

    def answer(self, says: str, place: str = "messages") -> Locator:
        """The last answer, as soon as it says this and is complete."""
        found = self.messages(place).filter(has=self.action("feedback:")).last
        expect(found).to_contain_text(says)
        return found

    def presses(self, action_id: str, within: Locator, nth: int = 0) -> None:
        """Press a button, and wait until the bot has acknowledged it."""
        button = self.action(action_id, within).nth(nth)
        button.click()

    def chooses(self, action_id: str, within: Locator, label: str) -> None:
        """Choose from a menu."""
        self.action(action_id, within).select_option(label=label)

    # Menus.

    def uses_shortcut(self, name: str) -> None:
        """Choose from the menu of everything that can be begun here."""
        self.part("shortcuts").click()
        self.page.get_by_role("menuitem", name=name).first.click()

    def opens_menu_of(self, message: Locator) -> None:
        """Open the menu of a message."""
        message.hover()
        message.get_by_test_id("more").click()
        expect(self.page.get_by_role("menuitem").first).to_be_visible()

    def uses_shortcut_on(self, message: Locator, name: str) -> None:
        """Choose from the menu of a message."""
        self.opens_menu_of(message)
        self.page.get_by_role("menuitem", name=name).click()

    def runs_step(self, name: str, text: str) -> None:
        """Start a workflow that has only this step."""
        self.part("shortcuts").click()
        self.part("step").filter(has_text=name).click()
        self.part("step-form").get_by_role("textbox").first.fill(text)
        self.part("step-run").click()

    def chooses_theme(self) -> None:
        """Change between light and dark."""
        self._opens_sidebar()
        self.part("theme").click()

    def opens_wire(self, row: Locator) -> None:
        """Look at what was said, in the inspector."""
        row.click()
        expect(self.part("payload")).to_be_visible()

    # Forms.

    def submits(self) -> None:
        """Send the form on top."""
        self.part("modal-submit").last.click()

    def closes(self) -> None:
        """Close the window on top."""
        self.part("modal-close").last.click()

    def closes_all(self) -> None:
        """Close what this person has left open, here or in another tab: windows are one's own."""
        windows = self.part("modal")
        while left := windows.count():
            self.closes()
            expect(windows).to_have_count(left - 1)

    def does(self, **verb: Any) -> dict[str, Any]:
        """Ask the page's server to do something that the page itself has no button for."""
        answer: dict[str, Any] = self.page.evaluate(
            """verb => fetch('/page/do', {
                method: 'POST',
                headers: {'Content-Type': 'application/json'},
                body: JSON.stringify(verb),
            }).then(answer => answer.json())""",
            {"person": self.person_id, **verb},
        )
        return answer

    @property
    def person_id(self) -> str:
        """The id of the person who uses this tab."""
        return self.part("person").input_value()

    def drops(self, name: str, data: bytes) -> None:
        """Drop a file on the page."""
        transfer = self.page.evaluate_handle(
            """([name, data]) => {
                const transfer = new DataTransfer()
                transfer.items.add(new File([new Uint8Array(data)], name))
                return transfer
            }""",
            [name, list(data)],
        )
        for event in ("dragenter", "dragover", "drop"):
            self.page.locator("body").dispatch_event(event, {"dataTransfer": transfer})


def names_of(shown: str) -> list[str]:
    """The members that an answer names, in their order."""
    return re.findall(r"^\s*(\d+\. .+?)\s*$", shown, re.MULTILINE)
