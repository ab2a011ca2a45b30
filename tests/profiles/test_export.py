from __future__ import annotations

import csv
import json
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from profiles import durable
from profiles.errors import UnwritableFile
from profiles.export import export_members
from profiles.files import neutralise
from profiles.importing import apply_plan, import_file
from profiles.model import Consent, Kind, Member
from profiles.planning import plan_import
from profiles.reading import read_members
from profiles.report import report_text
from profiles.store import Store
from tests.profiles.examples import MAKABE, TODAY, UDO, a_member, a_reading, consenting

SUFFIXES = (".csv", ".tsv", ".xlsx", ".jsonl")
SAMPLES = Path(__file__).parents[2] / "profiles" / "sample"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "members.db") as opened:
        yield opened


def put(store: Store, *members: Member, **options: Any) -> None:
    apply_plan(store, plan_import(store, a_reading(*members), today=TODAY, **options))


def header_and_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text))


def assert_comes_back(store: Store, folder: Path) -> None:
    for suffix in SUFFIXES:
        path = folder / f"out{suffix}"
        number = export_members(store, path)
        reading = read_members(path)
        plan = plan_import(store, reading, withdraw_missing=True, today=TODAY)
        assert plan.errors == (), suffix
        assert (plan.added, plan.changed, plan.missing) == ((), (), ()), suffix
        assert plan.unchanged == number, suffix


# What each format looks like


def test_csv_is_what_excel_opens_by_a_double_click(store: Store, tmp_path: Path) -> None:
    put(store, a_member())
    path = tmp_path / "out.csv"
    export_members(store, path)
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 2
    header, row = header_and_rows(path)
    assert ",".join(header) == (
        "会員番号,会社名,英文名,会員区分,都道府県,市区町村,ホームページ,従業員数,法人番号,認証,"
        "保有技術・得意分野,"
        "主要設備,求める連携,自己PR,担当者１,役職１,メール１,電話１,Slack ID１,"
        "連絡先の公開１,同意日１,"
        "対応言語,更新日"
    )
    assert row[:6] == [
        "D001",
        "狭山表層テクノD001株式会社",
        "Sayama Hyoso Techno D001 Co., Ltd.",
        "基盤技術型中小企業",
        "埼玉県",
        "狭山市",
    ]


def test_there_are_columns_for_as_many_contacts_as_the_busiest_member_has(
    store: Store, tmp_path: Path
) -> None:
    put(store, a_member("D001", contacts=(UDO, MAKABE)), a_member("D002", contacts=()))
    export_members(store, tmp_path / "out.csv")
    header, first, second = header_and_rows(tmp_path / "out.csv")
    at = header.index("担当者２")
    assert (first[at], second[at]) == (MAKABE.name, "")
    assert {len(first), len(second)} == {len(header)}


def test_contacts_and_their_consents_are_in_the_offices_file(store: Store, tmp_path: Path) -> None:
    contact = replace(consenting(UDO, Consent.NEVER, date(2025, 4, 1)), slack_user_id="U012AB3CD")
    put(store, a_member(contacts=(contact,)))
    export_members(store, tmp_path / "out.csv")
    _, row = header_and_rows(tmp_path / "out.csv")
    assert row[14:21] == [
        UDO.name,
        UDO.role,
        UDO.email,
        UDO.phone,
        "U012AB3CD",
        "非公開",
        "2025-04-01",
    ]


def test_a_csv_cell_that_excel_would_run_gets_an_apostrophe(store: Store, tmp_path: Path) -> None:
    put(store, a_member(capabilities=("-40℃での試験", "=1+1"), summary='=HYPERLINK("http://x")'))
    export_members(store, tmp_path / "out.csv")
    _, row = header_and_rows(tmp_path / "out.csv")
    assert row[10] == "'-40℃での試験\n=1+1"
    assert row[13] == '\'=HYPERLINK("http://x")'


@pytest.mark.parametrize(
    "text", ["=1", "+81", "-4", "@a", "＝1", "＋", "－", "＠", "\t=", "\r=", "'=1"]
)
def test_what_begins_like_a_formula_is_neutralised_with_one_apostrophe(text: str) -> None:
    assert neutralise(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "溶射", "'70s", "a=b", "1-2", "''"])
def test_what_begins_like_a_text_is_left_alone(text: str) -> None:
    assert neutralise(text) == text


def test_xlsx_holds_nothing_but_text(store: Store, tmp_path: Path) -> None:
    put(store, a_member("007", summary="=1+1", employees=12))
    export_members(store, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert sheet.title == "会員名簿"
    assert sheet.freeze_panes == "A2"
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert sheet["A2"].value == "007"
    assert sheet["K2"].alignment.wrap_text


def test_json_lines_is_the_format_that_benchmarks_use(store: Store, tmp_path: Path) -> None:
    put(store, a_member(contacts=(consenting(UDO, Consent.MEMBERS, TODAY),)))
    export_members(store, tmp_path / "out.jsonl")
    (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    assert record["kind"] == "supporting_sme"
    assert record["capabilities"][0] == "PTFE・PFA焼付け"
    assert record["contacts"] == [
        {
            "name": UDO.name,
            "role": UDO.role,
            "email": UDO.email,
            "phone": UDO.phone,
            "slack_user_id": "",
            "consent": "members",
            "consent_date": "2026-07-01",
        }
    ]


# How files are written


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_only_its_owner_may_read_an_export(store: Store, tmp_path: Path, suffix: str) -> None:
    put(store, a_member())
    path = tmp_path / f"out{suffix}"
    assert export_members(store, path) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_withdrawn_members_are_not_exported(store: Store, tmp_path: Path) -> None:
    put(store, a_member("D001"), a_member("D002"))
    put(store, a_member("D001"), withdraw_missing=True)
    assert export_members(store, tmp_path / "out.csv") == 1


def test_an_unknown_suffix_is_refused_with_the_known_ones(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile, match=r"\.csv, \.tsv, \.xlsx, \.jsonl"):
        export_members(store, tmp_path / "out.pdf")


def test_a_folder_that_is_not_there_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile, match=r"out\.csv: cannot be written"):
        export_members(store, tmp_path / "nowhere" / "out.csv")


def test_a_full_disk_keeps_the_file_that_was_there(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.csv"
    path.write_text("yesterday's")
    put(store, a_member())

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable.os, "fsync", full)
    with pytest.raises(UnwritableFile, match="No space left on device"):
        export_members(store, path)
    assert path.read_text() == "yesterday's"
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".out")]


# There and back


def test_every_format_comes_back_unchanged(store: Store, tmp_path: Path) -> None:
    put(
        store,
        a_member("001", contacts=(consenting(UDO, Consent.NEVER, TODAY), MAKABE)),
        a_member("D002", contacts=(), employees=None, updated=None, needs=(), summary=""),
        a_member("D003", contacts=(replace(MAKABE, consent=Consent.ON_REQUEST),)),
    )
    assert_comes_back(store, tmp_path)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_comes_back(store: Store, tmp_path: Path, kind: Kind) -> None:
    put(store, a_member(kind=kind))
    assert_comes_back(store, tmp_path)


@pytest.mark.parametrize("language", ["ja", "en", "zh", "ko", "vi", "pt"])
def test_every_language_comes_back(store: Store, tmp_path: Path, language: str) -> None:
    put(store, a_member(languages=(language,)))
    assert_comes_back(store, tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "-40℃",
        "=1+1",
        "@sign",
        "＝全角",
        "'=x",
        "'70s",
        "A; B；C",
        'a "quoted" text',
        "a,b\tc",
        "_x0041_",
    ],
)
def test_a_statement_that_looks_like_something_else_comes_back(
    store: Store, tmp_path: Path, text: str
) -> None:
    source = tmp_path / "source.jsonl"
    record = {"id": "D001", "name": "社", "capabilities": [text], "needs": ["x", text]}
    source.write_text(json.dumps(record), encoding="utf-8")
    import_file(store, source)
    assert_comes_back(store, tmp_path)


@pytest.mark.parametrize("name", ["members.xlsx", "members-cp932.csv", "members-with-consent.csv"])
def test_the_sample_directory_comes_back(store: Store, tmp_path: Path, name: str) -> None:
    import_file(store, SAMPLES / name)
    assert_comes_back(store, tmp_path)


def test_a_round_trip_keeps_declared_consents(store: Store, tmp_path: Path) -> None:
    put(store, a_member(contacts=(UDO, MAKABE)), declared_consent=Consent.MEMBERS)
    export_members(store, tmp_path / "out.xlsx")
    with Store.open(tmp_path / "elsewhere" / "members.db") as other:
        report = import_file(other, tmp_path / "out.xlsx")
        assert [one.member for one in other.members()] == [one.member for one in store.members()]
        assert UDO.name not in report_text(report)


nasty = st.text(
    st.one_of(
        st.sampled_from("=+-@＝＋－＠'\"\t\r\n;；,、・/　 <>&_x0041\u200b\u202e\u2028\x85\ufeff"),
        st.characters(codec="utf-8", max_codepoint=0x2FFFF),
        st.sampled_from("表面処理ｱﾙﾐ①㈱髙﨑福が"),
    ),
    max_size=12,
)
texts = st.lists(nasty, max_size=4)
consents = st.sampled_from([None, "members", "on_request", "never"])
days = st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1)).map(date.isoformat)
contacts = st.lists(
    st.fixed_dictionaries(
        {
            "name": nasty,
            "role": nasty,
            "email": st.sampled_from(["", "a@example.jp", "B.c+d@example.jp", "-x@example.jp"]),
            "phone": st.sampled_from(["", "04-0000-2101", "+81 4 0000 2101", "（04）1"]),
            "slack_user_id": st.sampled_from(["", "U012ABC3DEF"]),
            "consent": consents,
            "consent_date": days,
        }
    ),
    max_size=3,
)
records = st.fixed_dictionaries(
    {
        "name_ja": nasty,
        "name_en": nasty,
        "kind": st.sampled_from([kind.value for kind in Kind]),
        "prefecture": st.sampled_from(["Saitama", "東京都", "", "Atlantis"]) | nasty,
        "city": st.sampled_from(["Sayama", "狭山市", "府中市", "Fuchu", ""]) | nasty,
        "website": st.sampled_from(["", "https://example.jp", "@x"]) | nasty,
        "employees": st.none() | st.integers(0, 99999),
        "certifications": st.lists(
            st.sampled_from(["ISO 9001", "JIS Q 9100", "ISO/IEC 17025", "ISMS"]) | nasty,
            max_size=3,
        ),
        "capabilities": texts,
        "equipment": texts,
        "needs": texts,
        "summary": nasty,
        "contacts": contacts,
        "languages": st.lists(st.sampled_from(["ja", "en", "English", "xx", "ベトナム語"])),
        "updated": days,
    }
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(records, min_size=1, max_size=4))
@example([{"name_ja": "社", "capabilities": ["A；B"], "contacts": []}])
@example([{"name_ja": "社", "capabilities": ["a", "'=x"], "needs": ["・'=x"]}])
def test_whatever_the_reader_accepts_comes_back_from_every_format(
    drawn: list[dict[str, Any]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = []
        for number, record in enumerate(drawn):
            # A name and a capability of its own make every record acceptable.
            named = {"id": f"D{number:03}", **record}
            named["name_ja"] = f"社{number}{record.get('name_ja', '')}"
            named["capabilities"] = [*record.get("capabilities", []), "溶射"]
            lines.append(json.dumps(named))
        source = folder / "source.jsonl"
        source.write_text("\n".join(lines), encoding="utf-8")
        with Store.open(folder / "members.db") as store:
            apply_plan(store, plan_import(store, read_members(source), today=TODAY))
            assert_comes_back(store, folder)
