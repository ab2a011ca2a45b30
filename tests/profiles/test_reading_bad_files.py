"""Files that cannot be used as a whole: each says what it is and what to do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from profiles.errors import UnreadableFile
from profiles.reading import read_members
from tests.profiles.files import HEADERS, write_csv, write_xlsx


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_members(path)
    return str(caught.value)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_called_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "members.csv"
    path.write_bytes(content)
    assert refusal(path).startswith("members.csv: the file is empty. Save the list again")


def test_a_path_that_does_not_exist_names_the_closest_files(tmp_path: Path) -> None:
    write_csv(tmp_path, [HEADERS], name="members-2026.csv")
    message = refusal(tmp_path / "members-2025.csv")
    assert "there is no such file" in message
    assert "Did you mean members-2026.csv?" in message


def test_a_folder_is_called_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_header_without_rows_is_refused(tmp_path: Path, form: str) -> None:
    path = write_csv(tmp_path, [HEADERS]) if form == "csv" else write_xlsx(tmp_path, a=[HEADERS])
    assert "has a header but no rows" in refusal(path)


def test_an_unknown_header_lists_what_was_found_and_what_is_closest(tmp_path: Path) -> None:
    rows = [("会社の名まえ", "保有技術等の内容", "xyz"), ("株式会社甲", "切削", "1")]
    message = refusal(write_csv(tmp_path, rows))
    assert '"会社の名まえ", "保有技術等の内容", "xyz"' in message
    assert '"会社の名まえ" -> 会社' in message


def test_a_file_without_a_column_of_capabilities_is_refused(tmp_path: Path) -> None:
    message = refusal(write_csv(tmp_path, [("会員番号", "会社名"), ("1", "甲")]))
    assert "no column for what members offer" in message


def test_headers_that_are_known_are_not_among_those_to_correct(tmp_path: Path) -> None:
    message = refusal(
        write_csv(tmp_path, [("番号", "会社名", "保有技術等の内容"), ("1", "甲", "a")])
    )
    assert 'Closest known headers: "保有技術等の内容" -> ' in message
    assert '"番号" ->' not in message


def test_a_stray_quotation_mark_names_the_row_where_it_opens(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    lines = ["会員番号,会社名,保有技術", "M1,甲,切削", 'M2,乙,"研削', "M3,丙,鋳造", 'M4,丁,"溶接"']
    path.write_text("\n".join(lines), encoding="utf-8")
    message = refusal(path)
    assert "members.csv, row 3 (line 3 in a text editor)" in message
    assert "quotation mark" in message


def test_a_quotation_mark_that_is_never_closed_names_its_row(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text('会員番号,会社名,保有技術\nM1,甲,"切\n削"\nM2,乙,"研削\nM3,丙,鋳造\n', "utf-8")
    assert "row 3 (line 4 in a text editor)" in refusal(path)


def test_a_password_protected_workbook_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "members.xlsx"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    path.write_bytes(ole + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600)
    assert "protected with a password" in refusal(path)


def test_an_old_xls_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "members.xls"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    path.write_bytes(ole + "Workbook".encode("utf-16-le") + b"\0" * 600)
    assert "old Excel workbook (.xls)" in refusal(path)


def test_a_workbook_cut_off_while_copying_is_called_damaged(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, a=[HEADERS, ("M1", "甲", "切削")])
    path.write_bytes(path.read_bytes()[:-200])
    assert "damaged" in refusal(path)


def test_a_workbook_with_a_damaged_sheet_is_called_damaged(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, a=[HEADERS, ("M1", "甲", "切削")])
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)
    assert "damaged" in refusal(broken)


@pytest.mark.parametrize("name", ["members.xlsx", "members.xls", "members.csv"])
def test_a_web_page_is_called_one_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("<html><table><tr><td>会社名</td></tr></table></html>", "utf-8")
    assert "is really a web page (HTML)" in refusal(path)


def test_a_csv_renamed_to_xlsx_is_called_one(tmp_path: Path) -> None:
    path = write_csv(tmp_path, [HEADERS, ("M1", "甲", "切削")], name="members.xlsx")
    assert "renamed to .xlsx" in refusal(path)


def test_a_workbook_renamed_to_csv_is_called_one(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, a=[HEADERS, ("M1", "甲", "切削")]).rename(tmp_path / "m.csv")
    assert "really an Excel workbook" in refusal(path)


def test_values_far_from_the_table_are_refused_before_they_fill_the_memory(tmp_path: Path) -> None:
    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(list(HEADERS))
    workbook.worksheets[0]["XFD1048576"] = "x"
    workbook.save(tmp_path / "members.xlsx")
    assert "very far from the table" in refusal(tmp_path / "members.xlsx")


def test_what_is_said_of_a_workbook_names_its_sheet(tmp_path: Path) -> None:
    for rows in (
        [HEADERS],
        [("会員番号", "会社名"), ("1", "甲")],
        [("かいしゃ", "わざ"), ("甲", "切削")],
    ):
        assert refusal(write_xlsx(tmp_path, 名簿=rows)).startswith("members.xlsx, sheet 名簿: ")


def test_an_empty_workbook_is_called_empty(tmp_path: Path) -> None:
    assert "the workbook is empty" in refusal(write_xlsx(tmp_path, a=[]))


def test_a_json_array_is_told_how_to_become_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "members.json"
    path.write_text('[{"id": "M1"}]')
    assert "JSON array" in refusal(path)


def test_damaged_utf16_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_bytes("会社名,保有技術\n甲,切削\n".encode("utf-16") + b"\x00")
    assert "damaged near line" in refusal(path)


def test_a_damaged_text_says_how_far_it_reads(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_bytes("会社名,保有技術\n甲,切削\n乙,".encode("cp932") + b"\xfd\xff\x81\x01\n")
    assert "reads as cp932 up to line 3" in refusal(path)
