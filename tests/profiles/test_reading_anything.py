"""Whatever is in a file: a reading or a refusal, and what was written comes back."""

from __future__ import annotations

import contextlib
import io
import json
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiles.errors import UnreadableFile
from profiles.reading import Reading, read_members
from profiles.text import clean
from tests.profiles.files import csv_text

relaxed = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
HEADER = (
    "会員番号,会社名,保有技術,従業員数,メール,同意,更新日,認証,言語,所在地,"
    "都道府県,市区町村,区分,法人番号\n"
)
SUFFIXES = st.sampled_from([".csv", ".tsv", ".xlsx", ".jsonl", ".txt", ""])


def read(folder: Path, name: str, content: bytes) -> Reading | None:
    path = folder / name
    path.write_bytes(content)
    with contextlib.suppress(UnreadableFile):
        return read_members(path)
    return None


@relaxed
@given(content=st.binary(max_size=400), suffix=SUFFIXES)
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, suffix: str) -> None:
    read(tmp_path, f"m{suffix}", content)


@relaxed
@given(content=st.binary(max_size=200))
def test_any_bytes_below_a_good_header_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    for encoding in ("utf-8", "cp932"):
        read(tmp_path, "m.csv", HEADER.encode(encoding) + content)


@relaxed
@given(st.lists(st.lists(st.text(max_size=12), min_size=14, max_size=14), max_size=4))
def test_any_cells_are_read(tmp_path: Path, rows: list[list[str]]) -> None:
    content = (HEADER + csv_text(rows)).encode("utf-8", "surrogatepass")
    reading = read(tmp_path, "m.csv", content)
    for member in (found.member for found in reading.members) if reading else ():
        assert member.id
        assert member.name
        assert member.capabilities


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = ["id", "name", "capabilities", "contacts", "employees", "updated", "certifications", "x"]


@relaxed
@given(st.lists(st.dictionaries(st.sampled_from(KEYS), json_values), min_size=1, max_size=4))
def test_any_json_is_read_or_refused(tmp_path: Path, records: list[dict[str, object]]) -> None:
    content = "\n".join(json.dumps(record) for record in records)
    read(tmp_path, "m.jsonl", content.encode())


@relaxed
@given(
    parts=st.dictionaries(
        st.sampled_from(
            ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml",
             "[Content_Types].xml", "xl/styles.xml"]
        ),
        st.binary(max_size=60),
    )
)  # fmt: skip
def test_any_archive_is_refused(tmp_path: Path, parts: dict[str, bytes]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert read(tmp_path, "m.xlsx", out.getvalue()) is None


JAPANESE = st.text(
    st.sampled_from("あいう漢字アイウ工業製作所加工切削溶接ABCabc123ー。、 「」"),
    min_size=1,
    max_size=20,
).filter(lambda text: text.strip(" ー") != "")


@relaxed
@given(
    rows=st.lists(st.tuples(JAPANESE, JAPANESE), min_size=1, max_size=5),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", "utf-16-le"]),
    delimiter=st.sampled_from([",", "\t", ";"]),
)
def test_what_is_written_comes_back_in_every_encoding(
    tmp_path: Path, rows: list[tuple[str, str]], encoding: str, delimiter: str
) -> None:
    numbered = [(f"M{i}", name, skill) for i, (name, skill) in enumerate(rows)]
    text = csv_text([("会員番号", "会社名", "保有技術"), *numbered], delimiter)
    reading = read(tmp_path, "m.csv", text.encode(encoding))
    assert reading is not None
    got = [(r.member.id, r.member.name_ja, r.member.capabilities[0]) for r in reading.members]
    assert got == [(id_, clean(name), clean(skill)) for id_, name, skill in numbered]


@given(st.text(max_size=40))
def test_cleaning_twice_changes_nothing_but_a_second_neutralising_quote(text: str) -> None:
    once = clean(text)
    assert clean(once) == once or once.startswith("'")


@pytest.mark.parametrize("depth", [100_000])
def test_json_nested_without_end_is_refused(tmp_path: Path, depth: int) -> None:
    good = '{"id": "1", "name": "甲", "capabilities": ["a"]}\n'
    reading = read(tmp_path, "m.jsonl", (good + '{"id":' + "[" * depth).encode())
    assert reading is not None
    assert len(reading.members) == 1


@pytest.mark.parametrize(
    "pattern",
    ["x" + " " * 19_990 + "x", "(" * 20_000, "1-" * 10_000, "a." * 10_000, "ISO/" * 5_000,
     '=HYPERLINK("a",' + " " * 19_000 + "x"],
)  # fmt: skip
def test_no_cell_however_odd_stalls_the_reading(tmp_path: Path, pattern: str) -> None:
    columns = HEADER.strip().split(",")
    started = time.perf_counter()
    read(tmp_path, "m.csv", csv_text([columns, [pattern] * len(columns)]).encode())
    assert time.perf_counter() - started < 3
