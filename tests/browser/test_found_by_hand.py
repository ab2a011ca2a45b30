"""What people who tried to break the page by hand have found."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.places import COORDINATOR, ENGINEER, QUESTIONS
from tests.browser.tab import Tab

_TOO_LARGE = 10_000_001
_LIST = "会社名,保有技術\n多摩精密,切削\n".encode()


def test_what_a_button_brings_is_in_view_however_far_up_the_button_was(opens: Opens) -> None:
    tab = opens(ENGINEER)
    tab.goes_to_bot()
    tab.writes("真空チャンバーを作れる会社")
    answer = tab.answer("該当しそうな会員")
    tab.presses("contact:1", answer)
    expect(tab.messages().last).to_contain_text("連絡先は、あなただけに")
    expect(tab.messages().last).to_be_in_viewport()


def test_a_file_that_is_too_large_for_a_form_is_refused_aloud(opens: Opens) -> None:
    tab = opens(COORDINATOR)
    _drops_much(tab, "名簿.csv")
    expect(tab.part("toast")).to_contain_text("名簿.csvは大きすぎます")
    expect(tab.modal).to_have_count(0)
    tab.drops("名簿.csv", _LIST)
    expect(tab.modal).to_contain_text("名簿.csv")
    tab.modal.locator("input[type=file]").set_input_files(
        {"name": "全部.csv", "mimeType": "text/csv", "buffer": bytes(_TOO_LARGE)}
    )
    expect(tab.modal.locator(".blocks-error")).to_contain_text("全部.csvは大きすぎます")
    expect(tab.modal.locator(".blocks-uploads")).to_contain_text("名簿.csv")


def test_what_was_said_before_is_gone_as_soon_as_somebody_goes_on(opens: Opens) -> None:
    tab = opens(COORDINATOR)
    tab.drops("名簿.csv", _LIST)
    expect(tab.modal).to_contain_text("「確認する」を押してください")
    tab.submits()
    expect(tab.modal).not_to_contain_text("「確認する」を押してください")
    tab.closes_all()


def test_a_step_that_is_started_by_a_double_click_runs_once(opens: Opens) -> None:
    tab = opens(ENGINEER)
    runs = tab.page.locator('[data-kind="function_executed"]')
    tab.opens_inspector()
    expect(tab.part("wire-row").first).to_be_visible()
    before = runs.count()
    tab.part("shortcuts").click()
    tab.part("step").first.click()
    tab.part("step-form").get_by_role("textbox").first.fill("チタンの溶接")
    tab.part("step-run").dblclick()
    expect(tab.part("step-result")).to_have_attribute("data-state", "completed")
    expect(runs).to_have_count(before + 1)


def test_the_inspector_shows_what_a_form_says_and_not_its_escapes(opens: Opens) -> None:
    tab = opens(ENGINEER)
    tab.runs_step("Find partners", "チタンの溶接")
    expect(tab.part("step-result")).to_have_attribute("data-state", "completed")
    tab.page.keyboard.press("Escape")
    tab.opens_inspector()
    tab.opens_wire(tab.page.locator('[data-kind="functions.completeSuccess"]').first)
    payload = json.loads(tab.part("payload").inner_text())
    assert "該当しそうな会員" in payload["outputs"]["answer"]


def test_a_thread_that_covers_a_phone_is_opened_to_read_and_not_to_write(opens: Opens) -> None:
    tab = opens(ENGINEER, QUESTIONS, width=360, height=740)
    tab.asks("真空チャンバーを作れる会社", says="該当しそうな会員")
    expect(tab.part("thread-close")).to_be_focused()


def _drops_much(tab: Tab, name: str) -> None:
    """Drop a file of which nothing has to be carried into the browser."""
    transfer = tab.page.evaluate_handle(
        """([name, size]) => {
            const transfer = new DataTransfer()
            transfer.items.add(new File([new Uint8Array(size)], name))
            return transfer
        }""",
        [name, _TOO_LARGE],
    )
    tab.page.locator("body").dispatch_event("drop", {"dataTransfer": transfer})
