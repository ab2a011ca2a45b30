"""/partners import: staff's spreadsheet is checked, agreed to, and written once."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.memory.memory import Memory
from bot.playground.choices import Choice, Upload
from bot.playground.invoking import Invoked
from bot.playground.journal import Route
from bot.playground.person import Person
from bot.playground.seen import SeenMessage, SeenView
from profiles.export import json_lines
from tests.profiles.files import csv_text, write_xlsx
from tests.scenarios.office import LUTHIER, LUTHIER_QUESTION, Office, locked
from tests.scenarios.serving import serving
from tests.scenarios.telling import told, told_by_command
from tests.scenarios.town import IMPATIENT, Bot, Town, until

_WITHIN = 60.0
AT_ONCE = replace(IMPATIENT, lease=0.5)
APPLY, CANCEL = "apply_import:", "cancel_import:"
HEADERS = ("会員番号", "会社名", "保有技術", "担当者", "メール", "従業員数")
KOTO = ("N101", "青梅琴工房", "琴の製作と絃の張り替え", "琴田 弦", "kotoda@koto.example", "7")
SHAMISEN = ("N102", "奥多摩三味線店", "三味線の皮の張り替え", "棹山 響", "sao@shami.example", "3")
BAD = ("N103", "名ばかり商会", "", "", "", "多数")
KOTO_QUESTION = "琴の絃の張り替え"
CONTACTS = ("琴田", "kotoda", "棹山", "sao@")
DAY = 24 * 3600.0


def sheet(*rows: Sequence[str], name: str = "名簿.csv") -> Upload:
    """A file of members as an office would save it."""
    return Upload(name, csv_text([HEADERS, *rows]).encode("cp932"), "text/csv")


def opens_form(town: Town, person: Person | None = None) -> SeenView:
    """Sato asks for the form."""
    person = person or town.sato
    assert not person.commands("/partners import", town.general).error
    return person.sees_modal("名簿のファイル")


def sends(town: Town, file: Upload, form: SeenView | None = None, **choices: Choice) -> Invoked:
    """Sato sends a file with the form."""
    form = form or opens_form(town)
    return town.sato.submits(form, {"file": file, **choices})


def is_checked(town: Town, file: Upload, says: str = "確認結果", **choices: Choice) -> SeenView:
    """The window with the result of the check."""
    invoked = sends(town, file, **choices)
    assert not invoked.error
    assert not invoked.errors
    return town.sato.sees_modal(says, within=_WITHIN)


def reported(town: Town) -> SeenMessage:
    """The same in Sato's direct messages, with the table that follows it."""
    message = town.sato.sees("確認結果", town.sato.direct, within=_WITHIN)
    town.slack.waits_for(lambda: bool(tables(town)), within=_WITHIN)
    return message


def tables(town: Town) -> list[str]:
    """The names of the files in Sato's direct messages."""
    return [name for seen in town.sato.reads(town.sato.direct) for name in seen.files]


def kept_files(town: Town) -> list[Path]:
    """The files of imports that the bot keeps."""
    return sorted(path for path in (town.home / "uploads").rglob("*") if path.is_file())


def members(bot: Bot) -> set[str]:
    """The ids of the directory."""
    with bot.nakadachi.store() as store:
        return {one.member.id for one in store.members()}


def imports_done(bot: Bot) -> int:
    """How many imports the directory knows of."""
    with bot.nakadachi.store() as store:
        found = store.database.execute("SELECT count(*) FROM imports").fetchone()
    return int(found[0])


@pytest.fixture
def bot(town: Town) -> Bot:
    """A bot that serves."""
    return town.starts_bot()


def test_a_spreadsheet_is_checked_applied_and_found(town: Town, bot: Bot) -> None:
    before, done = members(bot), imports_done(bot)
    sends(town, sheet(KOTO, SHAMISEN))
    window = town.sato.sees_modal("新しく加わる会員：2件", within=_WITHIN)
    assert window.says("文字コード cp932")
    assert window.says("N101  青梅琴工房")
    message = reported(town)
    assert message.says("新しく加わる会員：2件")
    assert message.controls == window.controls == {APPLY: "取り込む", CANCEL: "取りやめる"}
    assert members(bot) == before, "nothing is written before somebody agrees"
    (kept,) = kept_files(town)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700

    town.sato.presses(window, APPLY)
    shown = town.sato.sees_modal("新しい索引で答えています", within=_WITHIN)
    assert shown.says("名簿.csv を取り込みました")
    assert shown.controls == {}
    final = town.sato.sees("新しい索引で答えています", town.sato.direct, within=_WITHIN)
    assert (final.ts, final.controls) == (message.ts, {})
    assert members(bot) == before | {"N101", "N102"}
    assert imports_done(bot) == done + 1
    assert not kept_files(town)
    said = town.alice.mentions(KOTO_QUESTION, channel=town.general)
    assert town.alice.sees_answer_to(said).says("1. 青梅琴工房")
    assert not any(one in seen.shown for one in CONTACTS for seen in town.sato.reads())


def test_the_table_of_all_findings_names_no_contact(town: Town, bot: Bot) -> None:
    is_checked(town, sheet(KOTO, BAD), options=["skip_bad"])
    message = reported(town)
    town.sato.waits_for_view(lambda view: view.says("取り込まない行とその理由（2件）"))
    (name,) = tables(town)
    data = town.sato.sees_file(name).data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(data)))
    assert rows[0][0] == "区分"
    assert [row[2] for row in rows[1:3]] == ["3", "3"]
    assert "[no_capability]" in data
    assert "N101 青梅琴工房" in data
    assert not any(one in data for one in CONTACTS)
    assert message.says("連絡先は含みません")


def test_rows_with_problems_keep_everything_out(town: Town, bot: Bot) -> None:
    before = members(bot)
    window = is_checked(town, sheet(KOTO, BAD))
    assert window.says("3行目、N103 名ばかり商会、保有技術の列：できることが書かれていません")
    assert window.says("このままでは何も取り込めません")
    assert window.controls == reported(town).controls == {}
    until(lambda: not kept_files(town))
    assert members(bot) == before


def test_bad_rows_are_left_out_if_that_was_chosen(town: Town, bot: Bot) -> None:
    before = members(bot)
    window = is_checked(town, sheet(KOTO, BAD), options=["skip_bad"])
    town.sato.presses(window, APPLY)
    town.sato.sees("問題があり、取り込まない行：1行", town.sato.direct, within=_WITHIN)
    town.sato.sees("新しい索引で答えています", town.sato.direct, within=_WITHIN)
    assert members(bot) == before | {"N101"}


def test_members_that_are_missing_leave_only_if_that_was_chosen(town: Town, bot: Bot) -> None:
    everybody = members(bot)
    window = is_checked(town, sheet(KOTO))
    assert window.says("そのまま残ります")
    town.sato.presses(window, CANCEL)
    town.sato.sees_modal("取りやめました")
    town.sato.closes(town.sato.sees_modal("取りやめました"))
    window = is_checked(town, sheet(KOTO), options=["withdraw_missing"])
    assert window.says(f"退会扱いにする会員（{len(everybody)}件）")
    town.sato.presses(window, APPLY)
    town.sato.sees("新しい索引で答えています", town.sato.direct, within=_WITHIN)
    assert members(bot) == {"N101"}


def test_a_declared_consent_holds_for_contacts_that_declare_nothing(town: Town, bot: Bot) -> None:
    window = is_checked(town, sheet(KOTO), consent="members")
    town.sato.presses(window, APPLY)
    town.sato.sees("新しい索引で答えています", town.sato.direct, within=_WITHIN)
    (contact,) = Office(bot.nakadachi).member("N101").contacts
    assert contact.consent == "members"


def test_a_change_of_contacts_alone_needs_no_index(town: Town, bot: Bot) -> None:
    Office(bot.nakadachi).imports(LUTHIER)
    moved = replace(LUTHIER, contacts=(replace(LUTHIER.contacts[0], phone="042-000-9977"),))
    window = is_checked(town, Upload("one.jsonl", json_lines([moved])))
    assert window.says("N001  青梅弦楽器工房：担当者")
    town.sato.presses(window, APPLY)
    town.sato.sees("索引はそのままです", town.sato.direct, within=_WITHIN)
    assert Office(bot.nakadachi).member("N001").contacts[0].phone == "042-000-9977"


def test_what_the_directory_says_already_is_not_offered(town: Town, bot: Bot) -> None:
    Office(bot.nakadachi).imports(LUTHIER)
    window = is_checked(town, Upload("one.jsonl", json_lines([LUTHIER])))
    assert window.says("取り込むものはありません")
    assert window.controls == {}
    until(lambda: not kept_files(town))


def test_whoever_was_forgotten_stays_out(town: Town, bot: Bot) -> None:
    office = Office(bot.nakadachi)
    office.imports(LUTHIER)
    office.forgets(LUTHIER.id)
    window = is_checked(town, Upload("one.jsonl", json_lines([LUTHIER])))
    assert window.says("削除の依頼があった会員または担当者です")
    assert window.says("取り込める行がありませんでした")
    assert window.controls == {}


def test_an_import_is_cancelled_and_its_file_erased(town: Town, bot: Bot) -> None:
    before = members(bot)
    window = is_checked(town, sheet(KOTO))
    message = reported(town)
    town.sato.presses(window, CANCEL)
    assert town.sato.sees_modal("取りやめました").controls == {}
    cancelled = town.sato.sees("取りやめました", town.sato.direct)
    assert (cancelled.ts, cancelled.controls) == (message.ts, {})
    assert not kept_files(town)
    assert members(bot) == before


def test_when_the_window_was_closed_the_direct_message_has_the_buttons(
    town: Town, bot: Bot
) -> None:
    town.slack.hang("files.info")
    sends(town, sheet(KOTO))
    town.sato.closes(town.sato.sees_modal("確認しています"))
    town.slack.platform.faults.clear()
    town.expected_refusals.add("not_found")
    town.sato.presses(reported(town), APPLY)
    town.sato.sees("新しい索引で答えています", town.sato.direct, within=_WITHIN)
    assert "N101" in members(bot)
    assert town.sato.modal is None


def test_two_presses_write_once(town: Town, bot: Bot) -> None:
    done = imports_done(bot)
    window = is_checked(town, sheet(KOTO))
    message = reported(town)
    hang = town.slack.hang("chat.update")
    town.sato.presses(window, APPLY)
    assert hang.caught.wait(10)
    second = told(town, town.sato, lambda: town.sato.presses(message, APPLY), town.sato.direct)
    assert second.says("すでに始まっています")
    third = told(town, town.sato, lambda: town.sato.presses(message, CANCEL), town.sato.direct)
    assert third.says("すでに始まっています")
    town.slack.platform.faults.clear()
    town.sato.sees("新しい索引で答えています", town.sato.direct, within=_WITHIN)
    assert imports_done(bot) == done + 1


def test_a_form_that_is_sent_twice_is_checked_once(town: Town, bot: Bot) -> None:
    form = opens_form(town)
    invoked = town.sato.submits(form, {"file": sheet(KOTO)})
    reported(town)
    before = len(town.sato.reads(town.sato.direct))
    town.slack.redeliver(invoked.delivery)
    town.slack.settle()
    assert len([one for one in town.slack.calls if one.method == "files.info"]) == 1
    assert len(town.sato.reads(town.sato.direct)) == max(before, 2)


def test_after_a_change_of_the_directory_the_new_report_has_to_be_agreed_to(
    town: Town, bot: Bot
) -> None:
    window = is_checked(town, sheet(KOTO))
    Office(bot.nakadachi).imports(LUTHIER)
    town.sato.presses(window, APPLY)
    again = town.sato.sees_modal("確認し直しました", within=_WITHIN)
    assert "N101" not in members(bot)
    town.sato.sees("確認し直しました", town.sato.direct)
    town.sato.presses(again, APPLY)
    town.sato.sees("新しい索引で答えています", town.sato.direct, within=_WITHIN)
    assert {"N101", LUTHIER.id} <= members(bot)


def test_while_another_program_writes_nothing_is_written_and_it_can_be_pressed_again(
    town: Town, bot: Bot
) -> None:
    window = is_checked(town, sheet(KOTO))
    with Office(bot.nakadachi).is_importing():
        town.sato.presses(window, APPLY)
        failed = town.sato.sees_modal("取り込めませんでした", within=_WITHIN)
        assert failed.says("another program is writing to it")
    assert "N101" not in members(bot)
    town.sato.presses(failed, APPLY)
    town.sato.sees("新しい索引で答えています", town.sato.direct, within=_WITHIN)
    assert "N101" in members(bot)


def test_a_file_is_checked_while_another_program_writes(town: Town, bot: Bot) -> None:
    with Office(bot.nakadachi).is_importing():
        assert is_checked(town, sheet(KOTO)).controls


def test_while_another_index_is_built_the_import_says_so(town: Town, bot: Bot) -> None:
    window = is_checked(town, sheet(KOTO))
    with bot.nakadachi.shelf().lock():
        town.sato.presses(window, APPLY)
        failed = town.sato.sees("作り直せませんでした", town.sato.direct, within=_WITHIN)
    assert failed.says("名簿.csv を取り込みました")
    assert failed.says("Another reindex is running")
    assert "N101" in members(bot)


def test_a_file_is_kept_for_a_day_and_its_button_then_says_so(town: Town) -> None:
    first = town.starts_bot()
    window = is_checked(town, sheet(KOTO))
    message = reported(town)
    assert len(kept_files(town)) == 1
    with Memory.open(town.home / "bot.db", clock=lambda: _later(first, DAY - 60)) as memory:
        memory.uploads.expire()
        assert len(kept_files(town)) == 1
    with Memory.open(town.home / "bot.db", clock=lambda: _later(first, DAY + 60)) as memory:
        memory.uploads.expire()
    assert not kept_files(town)
    town.sato.presses(window, APPLY)
    town.sato.sees_modal("もう保管していません")
    gone = told(town, town.sato, lambda: town.sato.presses(message, CANCEL), town.sato.direct)
    assert gone.says("もう保管していません")


def _later(bot: Bot, seconds: float) -> float:
    return bot.service.desk.clock() + seconds


def test_somebody_who_is_forgotten_takes_the_file_along(town: Town, bot: Bot) -> None:
    window = is_checked(town, sheet(KOTO))
    bot.memory.forget_member("M001")
    assert not kept_files(town)
    town.sato.presses(window, APPLY)
    town.sato.sees_modal("もう保管していません")


def test_only_the_office_gets_the_form(town: Town, bot: Bot) -> None:
    refusal = told_by_command(town, town.alice, "import", town.general)
    assert refusal.says("事務局の担当者だけ")
    assert town.alice.modal is None


def test_whoever_left_the_office_can_neither_send_nor_apply(town: Town) -> None:
    group = town.slack.user_group("office", [town.sato])
    bot = town.starts_bot(NAKADACHI_STAFF=group)
    form = opens_form(town)
    window = is_checked(town, sheet(KOTO), form=form)
    message = reported(town)
    _dismiss(town, bot, group)
    refused = told(town, town.sato, lambda: town.sato.presses(message, APPLY), town.sato.direct)
    assert refused.says("事務局の担当者だけ")
    assert "N101" not in members(bot)
    assert town.sato.modal is not None
    assert town.sato.modal.id == window.id


def test_whoever_left_the_office_meanwhile_cannot_send_the_form(town: Town) -> None:
    group = town.slack.user_group("office", [town.sato])
    bot = town.starts_bot(NAKADACHI_STAFF=group)
    form = opens_form(town)
    _dismiss(town, bot, group)
    sends(town, sheet(KOTO), form)
    town.sato.sees_modal("事務局の担当者だけ")
    assert not [one for one in town.slack.calls if one.method == "files.info"]


def _dismiss(town: Town, bot: Bot, group: str) -> None:
    with town.slack.platform.changed:
        town.slack.platform.workspace.add_group(group, "office", [town.bob.id])
    bot.service.desk.people._groups._known.clear()  # as after ten minutes


def test_another_of_the_office_cannot_apply_it(town: Town) -> None:
    bot = town.starts_bot(NAKADACHI_STAFF=f"{town.sato.id},{town.bob.id}")
    is_checked(town, sheet(KOTO))
    message = reported(town)
    pressed = town.sato.presses(message, "cancel_import:")
    town.sato.sees("取りやめました", town.sato.direct)
    is_checked_again(town)
    fresh = reported(town)
    body = dict(pressed.delivery.payload)
    del body["response_url"]
    forged = body | {
        "user": {**body["user"], "id": town.bob.id},
        "channel": {"id": town.general.id},
        "container": {"type": "message", "channel_id": town.general.id},
        "actions": [{**body["actions"][0], "action_id": APPLY, "value": _value_of(fresh, APPLY)}],
        "trigger_id": "1.2.forged",
    }
    town.slack.sends(Route.INTERACTION, forged)
    town.slack.settle()
    assert "N101" not in members(bot)
    assert town.bob.sees("Only the person who sent the file", town.general).is_ephemeral


def is_checked_again(town: Town) -> None:
    """A second import, while the window of the first is open."""
    modal = town.sato.modal
    if modal is not None:
        town.sato.closes(modal)
    is_checked(town, sheet(SHAMISEN, KOTO))


def _value_of(message: SeenMessage, control: str) -> str:
    elements = [one for block in message.blocks for one in block.get("elements", ())]
    return next(str(one["value"]) for one in elements if one.get("action_id") == control)


# What is no file of members.


@pytest.fixture
def office(lively: tuple[Town, Bot]) -> Town:
    """The town of the whole module, without windows."""
    town, _ = lively
    while town.sato.modal is not None:
        town.sato.closes(town.sato.modal)
    town.slack.platform.files.behind_login = False
    return town


PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


@pytest.mark.parametrize(
    ("upload", "cause"),
    [
        (Upload("名簿.xlsx", b"%PDF-1.7 \n"), "is a PDF"),
        (Upload("名簿.xlsx", PNG), "is not an Excel workbook"),
        (Upload("名簿.csv", bytes(range(128, 256)) * 40), "名簿.csv"),
        (Upload("名簿.csv", b"\n"), "the file is empty"),
        (Upload("名簿.xlsx", b"PK\x03\x04" + b"\0" * 200), "damaged workbook"),
    ],
    ids=["pdf", "image", "noise", "empty", "cut off"],
)
def test_a_file_of_another_kind_says_what_it_is(office: Town, upload: Upload, cause: str) -> None:
    before = kept_files(office)
    sends(office, upload)
    shown = office.sato.sees_modal("確認できませんでした", within=_WITHIN)
    assert shown.says(cause)
    assert str(office.home) not in shown.shown
    until(lambda: kept_files(office) == before)


def test_a_wrong_ending_is_said_under_the_file(office: Town) -> None:
    invoked = sends(office, Upload("案内.pdf", b"%PDF-1.7", slips_through=True))
    assert "この形式は取り込めません" in (invoked.errors or {})["file"]
    invoked = sends(office, sheet(KOTO), office.sato.sees_modal("名簿のファイル"))
    assert not invoked.errors, "the same form can be sent again"
    office.sato.sees_modal("確認結果", within=_WITHIN)


def test_a_file_of_30_mb_is_not_even_fetched(office: Town) -> None:
    calls = len(office.slack.calls)
    invoked = sends(office, Upload("名簿.csv", b"x" * 30_000_000, slips_through=True))
    assert "20 MBまで" in (invoked.errors or {})["file"]
    fetching = ("files.info", "file_download")
    assert not [one for one in office.slack.calls[calls:] if one.method in fetching]


def test_a_file_that_was_removed_before_it_was_fetched(office: Town) -> None:
    office.slack.hang("files.info")
    invoked = sends(office, sheet(KOTO))
    office.slack.removes_file(_file_in(invoked))
    office.slack.platform.faults.clear()
    office.expected_refusals.add("file_deleted")
    office.sato.sees_modal("Slackから削除されていた", within=_WITHIN)


def test_a_file_that_was_removed_while_it_was_fetched(office: Town) -> None:
    office.slack.hang("file_download")
    invoked = sends(office, sheet(KOTO))
    office.slack.waits_for(lambda: any(one.method == "files.info" for one in office.slack.calls))
    office.slack.removes_file(_file_in(invoked))
    office.slack.platform.faults.clear()
    office.expected_refusals.add("file_deleted")
    office.sato.sees_modal("Slackから削除されていた", within=_WITHIN)


def test_a_login_page_is_no_file(office: Town) -> None:
    before = kept_files(office)
    office.slack.serves_login_page_for_files()
    sends(office, sheet(KOTO))
    assert office.sato.sees_modal("ログイン画面").says("files:read")
    until(lambda: kept_files(office) == before)


def test_a_download_that_breaks_is_tried_again(office: Town) -> None:
    office.slack.fail("file_download", status=503, times=2)
    sends(office, sheet(KOTO))
    office.sato.sees_modal("確認結果", within=_WITHIN)


def test_a_download_that_never_comes_through_is_given_up(office: Town) -> None:
    before = kept_files(office)
    office.slack.fail("file_download", status=503, times=3)
    sends(office, sheet(KOTO))
    office.sato.sees_modal("最後まで受け取れませんでした", within=_WITHIN)
    until(lambda: kept_files(office) == before)


def test_a_download_that_hangs_is_given_up(town: Town) -> None:
    town.starts_bot(replace(IMPATIENT, call=1))
    town.slack.hang("file_download")
    sends(town, sheet(KOTO))
    town.sato.sees_modal("最後まで受け取れませんでした", within=_WITHIN)
    until(lambda: not kept_files(town))


def test_a_workbook_is_read_with_its_sheets(office: Town, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, 会員名簿=[HEADERS, KOTO], 控え=[HEADERS[3:], KOTO[3:]])
    window = is_checked(office, Upload("名簿.xlsx", path.read_bytes()))
    assert window.says("シート 会員名簿")
    assert window.says("シート「控え」：このシートは読みませんでした")


def test_a_form_that_opens_too_late_is_explained(office: Town) -> None:
    office.slack.fail("views.open", error="expired_trigger_id")
    told_why = told_by_command(office, office.sato, "import", office.general)
    assert told_why.says("もう一度 /partners import")


def test_a_form_of_another_version_says_so(office: Town) -> None:
    form = opens_form(office)
    with office.slack.platform.changed:
        opened = office.slack.platform.views.modal(office.sato.id)
        assert opened
        opened.body["private_metadata"] = '{"v":0}'
    sends(office, sheet(KOTO), form)
    office.sato.sees_modal("画面が古くなりました")


def test_words_follow_the_language_of_the_office(town: Town) -> None:
    town.starts_bot(NAKADACHI_STAFF=town.bob.id)
    town.bob.commands("/partners import", town.general)
    form = town.bob.sees_modal("File of members")
    town.bob.submits(form, {"file": sheet(KOTO)})
    window = town.bob.sees_modal("New members: 1", within=_WITHIN)
    assert window.controls == {APPLY: "Import", CANCEL: "Cancel"}


def _file_in(invoked: Invoked) -> str:
    states = invoked.delivery.payload["view"]["state"]["values"]
    return str(states["file"]["file"]["files"][0]["id"])


# Slack away, and processes that die.


def test_while_slack_is_away_the_check_waits_and_is_then_shown(town: Town, bot: Bot) -> None:
    for method in ("files.info", "views.update", "chat.postMessage", "conversations.open"):
        town.slack.fail(method, status=503, times=6)
    sends(town, sheet(KOTO))
    assert reported(town).controls
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    shown = [one for one in town.sato.reads(town.sato.direct) if one.says("確認結果")]
    assert len(shown) == 1


def test_a_check_that_was_killed_is_done_by_the_next_process(town: Town) -> None:
    town.slack.hang("file_download")
    with serving(town) as process:
        sends(town, sheet(KOTO))
        town.slack.waits_for(lambda: any(one.method == "files.info" for one in town.slack.calls))
        process.is_killed()
    town.slack.platform.faults.clear()
    bot = town.starts_bot(AT_ONCE)
    town.sato.presses(reported(town), APPLY)
    town.sato.sees("新しい索引で答えています", town.sato.direct, within=_WITHIN)
    assert "N101" in members(bot)


def test_an_import_whose_process_is_killed_between_check_and_apply_can_be_applied(
    town: Town,
) -> None:
    with serving(town) as process:
        window = is_checked(town, sheet(KOTO))
        reported(town)
        process.is_killed()
    bot = town.starts_bot(AT_ONCE)
    town.sato.presses(window, APPLY)
    town.sato.sees_modal("新しい索引で答えています", within=_WITHIN)
    assert "N101" in members(bot)


def test_an_import_whose_process_is_killed_while_it_writes_is_written_once(town: Town) -> None:
    with serving(town) as process:
        window = is_checked(town, sheet(KOTO))
        reported(town)
        with locked(town.home / "members.db"):
            town.sato.presses(window, APPLY)
            town.sato.sees_modal("取り込んでいます", within=_WITHIN)
            process.is_killed()
    bot = town.starts_bot(AT_ONCE)
    town.sato.sees("新しい索引で答えています", town.sato.direct, within=_WITHIN)
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    assert imports_done(bot) == 2
    assert "N101" in members(bot)
    assert not kept_files(town)


def test_an_import_that_was_written_before_a_kill_is_not_written_again(town: Town) -> None:
    with serving(town) as process:
        window = is_checked(town, sheet(KOTO))
        reported(town)
        hang = town.slack.hang("chat.update")
        town.sato.presses(window, APPLY)
        assert hang.caught.wait(10)
        process.is_killed()
    with Memory.open(town.home / "bot.db") as memory:
        (kept,) = kept_files(town)
        upload = memory.uploads.get(kept.parent.name)
        assert upload
    town.slack.platform.faults.clear()
    # The process that wrote it died before it could note that.
    _writes_as_the_child_did(town, kept)
    bot = town.starts_bot(AT_ONCE)
    final = town.sato.sees("新しい索引で答えています", town.sato.direct, within=_WITHIN)
    assert final.says("新しく加わる会員：1件")
    assert imports_done(bot) == 2


def _writes_as_the_child_did(town: Town, file: Path) -> None:
    from profiles.importing import import_file
    from profiles.store import Store

    with Store.open(town.home / "members.db") as store:
        import_file(store, file)


def test_a_check_that_is_resumed_does_not_disturb_who_has_gone_on(town: Town) -> None:
    uploading = town.slack.hang("files.getUploadURLExternal")
    with serving(town) as process:
        window = is_checked(town, sheet(KOTO))
        assert uploading.caught.wait(20)
        process.is_killed()
    town.slack.platform.faults.clear()
    fetched = [one for one in town.slack.calls if one.method == "files.info"]
    bot = town.starts_bot(AT_ONCE)
    town.sato.presses(window, APPLY)
    town.sato.sees_modal("新しい索引で答えています", within=_WITHIN)
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    assert [one for one in town.slack.calls if one.method == "files.info"] == fetched
    assert len([one for one in town.sato.reads(town.sato.direct) if one.shown]) == 1
    assert imports_done(bot) == 2


def test_a_table_that_was_sent_before_a_kill_is_not_sent_again(town: Town) -> None:
    completing = town.slack.hang("files.completeUploadExternal")
    with serving(town) as process:
        is_checked(town, sheet(KOTO))
        assert completing.caught.wait(20)
        process.is_killed()
    completing.release()
    reported(town)
    bot = town.starts_bot(AT_ONCE)
    until(lambda: bot.memory.deliveries.unfinished() == 0, within=30)
    assert len(tables(town)) == 1


def test_contacts_and_files_are_in_no_log(town: Town) -> None:
    with serving(town) as process:
        window = is_checked(town, sheet(KOTO, SHAMISEN))
        town.sato.presses(window, APPLY)
        town.sato.sees("新しい索引で答えています", town.sato.direct, within=_WITHIN)
        said = process.said + (town.home / "nakadachi.log").read_text("utf-8")
    assert not any(one in said for one in (*CONTACTS, "琴工房", "xoxb-"))


def test_questions_are_answered_while_a_file_is_checked(town: Town, bot: Bot) -> None:
    Office(bot.nakadachi).imports(LUTHIER)
    Office(bot.nakadachi).reindexes()
    sends(town, sheet(KOTO))
    said = town.alice.mentions(LUTHIER_QUESTION, channel=town.general)
    assert town.alice.sees_answer_to(said).says(LUTHIER.name)
    reported(town)
