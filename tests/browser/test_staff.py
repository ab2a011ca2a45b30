"""Staff drop a spreadsheet on the page, read the report, apply it, and ask again."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.places import COORDINATOR, DESK, ENGINEER, QUESTIONS
from tests.browser.tab import Tab
from tests.profiles.files import csv_text
from tests.scenarios.test_importing import BAD, HEADERS, KOTO, KOTO_QUESTION, SHAMISEN

SHAMISEN_QUESTION = "三味線の皮の張り替え"
# Reindexing takes its time where two processors have other work.
_REINDEXED = 60_000.0


def sheet(*rows: tuple[str, ...]) -> bytes:
    """A list of members as an office would save it."""
    return csv_text([HEADERS, *rows]).encode("cp932")


def is_checked(tab: Tab, data: bytes, *, leaves_out_bad: bool = False) -> None:
    """The coordinator drops a file and has it checked."""
    tab.drops("名簿.csv", data)
    expect(tab.modal).to_contain_text("名簿.csv")
    if leaves_out_bad:
        tab.modal.get_by_role("checkbox", name="問題のある行を除いて取り込む").check()
    tab.submits()
    expect(tab.modal).to_contain_text("確認結果", timeout=_REINDEXED)


def test_bad_rows_keep_everything_out(opens: Opens) -> None:
    tab = opens(COORDINATOR)
    is_checked(tab, sheet(KOTO, BAD))
    expect(tab.modal).to_contain_text("3行目、N103 名ばかり商会、保有技術の列")
    expect(tab.modal).to_contain_text("このままでは何も取り込めません")
    expect(tab.action("apply_import:", tab.modal)).to_have_count(0)


def test_a_list_with_bad_rows_is_applied_without_them_and_its_member_found(opens: Opens) -> None:
    coordinator, engineer = opens(COORDINATOR), opens(ENGINEER, QUESTIONS)
    is_checked(coordinator, sheet(KOTO, BAD), leaves_out_bad=True)
    expect(coordinator.modal).to_contain_text("新しく加わる会員：1件")
    coordinator.presses("apply_import:", coordinator.modal)
    expect(coordinator.modal).to_contain_text("新しい索引で答えています", timeout=_REINDEXED)
    coordinator.closes()
    expect(coordinator.message("新しい索引で答えています")).to_be_visible()
    engineer.asks(KOTO_QUESTION, says="1. 青梅琴工房")


def test_a_second_list_is_applied_and_the_directory_line_says_so(opens: Opens) -> None:
    coordinator = opens(COORDINATOR)
    before = coordinator.part("directory").inner_text()
    is_checked(coordinator, sheet(SHAMISEN))
    coordinator.presses("apply_import:", coordinator.modal)
    expect(coordinator.modal).to_contain_text("新しい索引で答えています", timeout=_REINDEXED)
    expect(coordinator.part("directory")).not_to_have_text(before)
    coordinator.closes()
    coordinator.goes_to_bot()
    coordinator.writes(SHAMISEN_QUESTION)
    coordinator.answer("1. 奥多摩三味線店")


def test_the_index_is_built_again_while_somebody_watches(opens: Opens) -> None:
    tab = opens(COORDINATOR)
    tab.goes_to_bot()
    tab.writes("/partners reindex")
    expect(tab.message("索引")).to_contain_text("索引はそのままです", timeout=_REINDEXED)


def test_a_file_that_is_no_list_is_refused_at_its_field(opens: Opens) -> None:
    tab = opens(COORDINATOR)
    tab.drops("図面.pdf", b"%PDF-1.7")
    expect(tab.part("toast").or_(tab.modal)).to_contain_text(".xlsx")


def test_a_list_that_holds_nothing_is_answered_in_words(opens: Opens) -> None:
    tab = opens(COORDINATOR)
    tab.drops("名簿.xlsx", b"this is no workbook")
    tab.submits()
    expect(tab.modal).to_contain_text("確認できませんでした", timeout=_REINDEXED)


def test_whoever_is_not_of_the_staff_is_told_so_and_may_change_to_the_coordinator(
    opens: Opens,
) -> None:
    tab = opens(ENGINEER, QUESTIONS)
    engineer = tab.person_id
    tab.drops("名簿.csv", sheet(KOTO))
    expect(tab.part("toast")).to_contain_text("事務局の担当者だけができます")
    expect(tab.part("modal")).to_have_count(0)
    tab.part("toast").get_by_role("button").first.click()
    expect(tab.part("person")).not_to_have_value(engineer)
    expect(tab.page.locator(f'nav [data-name="{DESK}"]')).to_be_visible()
