"""Members and passages of a snapshot, written and read back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.model import Field, MemberCard, Side
from index.records import Record, Records, write_records
from index.vectors import passage_id
from profiles.model import Kind


def a_record(
    number: int,
    field: Field,
    text: str,
    words: tuple[str, ...] = (),
    glosses: tuple[str, ...] = (),
    concepts: tuple[str, ...] = (),
) -> Record:
    side = Side.NEEDS if field is Field.NEED else Side.OFFERS
    return Record(number, side, field, text, text, words, glosses, concepts)


CARDS = [
    MemberCard(
        "B-7", "株式会社乙", "", Kind.UNIVERSITY, "Tokyo", "Hino",
        ("ISO 9001", "JIS Q 9100"), ("ja", "en"), 12,
    ),
    MemberCard("A-1", "", "First Co., Ltd.", Kind.OTHER, "", ""),
]  # fmt: skip
RECORDS = [
    a_record(passage_id(0, 0), Field.CAPABILITY, "切削", ("切削",), ("cut",), ("machining",)),
    a_record(passage_id(0, 0), Field.NEED, "plating", ("plate",), ("plate",), ("plating", "film")),
    a_record(passage_id(1, 0), Field.EQUIPMENT, "旋盤\n2台", ("旋盤",)),
    a_record(passage_id(1, 1), Field.SUMMARY, "'; DROP TABLE"),
]


@pytest.fixture
def records(tmp_path: Path) -> Records:
    write_records(tmp_path / "members.db", CARDS, RECORDS)
    return Records(tmp_path / "members.db")


def test_members_come_in_the_order_in_which_they_are_asked_for(records: Records):
    assert records.members([1, 0]) == [CARDS[1], CARDS[0]]
    assert records.members([]) == []


def test_the_place_of_a_member_among_all_is_its_number(records: Records):
    assert records.all_members() == CARDS


def test_what_passages_say_is_read_up_to_a_limit(records: Records):
    assert set(records.texts(100)) == {record.text for record in RECORDS}
    assert len(records.texts(2)) == 2


def test_all_passages_of_one_member_are_its_own(records: Records):
    assert records.passages_of(Side.OFFERS, 1) == RECORDS[2:]
    assert records.passages_of(Side.NEEDS, 1) == []


def test_every_passage_of_both_sides_is_there(records: Records):
    assert sorted(records.all_passages(), key=RECORDS.index) == RECORDS


def test_records_are_read_from_several_threads_and_closed_for_all(records: Records):
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(records.members, [[0], [1]] * 20)) == [[CARDS[0]], [CARDS[1]]] * 20
    records.close()


def test_a_folder_with_odd_letters_in_its_name_is_fine(tmp_path: Path):
    folder = tmp_path / "50% off? #1 目録"
    folder.mkdir()
    write_records(folder / "members.db", CARDS, RECORDS)
    assert Records(folder / "members.db").members([0]) == [CARDS[0]]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=60))
def test_any_text_is_read_back_as_it_was_written(tmp_path: Path, text: str):
    path = tmp_path / "any.db"
    path.unlink(missing_ok=True)
    record = a_record(0, Field.CAPABILITY, text)
    write_records(path, CARDS[:1], [record])
    assert Records(path).passages_of(Side.OFFERS, 0) == [record]
