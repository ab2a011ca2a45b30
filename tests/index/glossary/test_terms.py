"""An association's own words: its file, the checks, the table that is kept."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.glossary.lookup import load_glossary
from index.glossary.term_checks import (
    DOMAINS,
    LONGEST_TERM,
    MOST_CONCEPTS,
    TermReading,
    check_terms,
)
from index.glossary.term_files import TermColumn, read_term_rows, write_term_file
from index.glossary.terms import (
    FILE,
    OWN,
    TermsDamaged,
    clear_terms,
    compare,
    own_concepts,
    read_terms,
    table_of,
    write_terms,
)
from index.glossary.thesaurus import CONCEPTS, Concept, parse_concepts
from profiles.errors import StoreError, UnreadableFile, UnwritableFile

GLOSSY = Concept(
    ("glossy alumite", "GA finish"), ("鏡面アルマイト", "GA処理"), "anodizing", "surface"
)
NAKADACHI = Concept(("nakadachi process",), ("中立ち加工",), "", OWN)
HEADER = "英語,日本語,上位語,分野"


def save(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "terms.csv"
    path.write_bytes("\r\n".join((HEADER, *lines)).encode(encoding))
    return path


def check(path: Path) -> TermReading:
    return check_terms(path.name, read_term_rows(path), load_glossary().thesaurus)


def only_problem(reading: TermReading) -> str:
    (problem,) = reading.problems
    return str(problem)


# What a file may look like


def test_a_row_is_a_concept_with_every_way_to_write_it(tmp_path: Path) -> None:
    reading = check(
        save(tmp_path, "glossy alumite|GA finish,鏡面アルマイト、GA処理,alumite treatment,表面処理")
    )
    assert not reading.problems or "alumite treatment" in only_problem(reading)
    reading = check(
        save(tmp_path, "glossy alumite|GA finish,鏡面アルマイト、GA処理,アルマイト,表面処理")
    )
    (concept,) = reading.concepts
    assert concept.english == ("glossy alumite", "GA finish")
    assert concept.japanese == ("鏡面アルマイト", "GA処理")
    assert concept.domain == "surface"
    anodizing = load_glossary().thesaurus.get("アルマイト")
    assert anodizing is not None
    assert concept.broader == anodizing.english[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
def test_the_encodings_of_member_files_are_read(encoding: str, tmp_path: Path) -> None:
    reading = check(save(tmp_path, "nakadachi process,中立ち加工,,", encoding=encoding))
    assert reading.concepts == (NAKADACHI,)


@pytest.mark.parametrize("joint", ["|", "、", ";", "；", "｜", '","', '"\n"'])
def test_terms_in_a_cell_are_parted(joint: str, tmp_path: Path) -> None:
    cell = f'"中立ち加工{joint.strip(chr(34))}中立加工"'
    (concept,) = check(save(tmp_path, f"nakadachi process,{cell},,")).concepts
    assert concept.japanese == ("中立ち加工", "中立加工")


def test_a_comma_between_digits_belongs_to_the_term(tmp_path: Path) -> None:
    (concept,) = check(save(tmp_path, '"1,4-nakadiol",1.4-ナカジオール,,')).concepts
    assert concept.english == ("1,4-nakadiol",)


def test_a_workbook_is_read_from_the_sheet_that_has_a_header(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["このファイルについて"])
    sheet = book.create_sheet("用語")
    for row in (
        ["用語集"],
        ["【必須】日本語", "English (en)", "Synonyms"],
        ["中立ち加工", "nakadachi process", "NKD"],
    ):
        sheet.append(row)
    book.save(path := tmp_path / "terms.xlsx")
    (concept,) = check(path).concepts
    assert concept == Concept(("nakadachi process", "NKD"), ("中立ち加工",), "", OWN)


def test_widths_and_spaces_are_made_one(tmp_path: Path) -> None:
    (concept,) = check(save(tmp_path, "ＮＫＤ  process,ﾅｶﾀﾞﾁ加工,,")).concepts
    assert concept.forms == ("ナカダチ加工", "NKD process")


def test_synonyms_of_a_shipped_concept_join_it(tmp_path: Path) -> None:
    shipped = load_glossary().thesaurus.get("アルマイト")
    assert shipped is not None
    reading = check(save(tmp_path, f"{shipped.english[0]},白つや皮膜|アルマイト,,"))
    (concept,) = reading.concepts
    assert (concept.key, concept.broader, concept.domain) == (
        shipped.key,
        shipped.broader,
        shipped.domain,
    )
    assert not reading.notes


def test_japanese_alone_will_do_where_the_thesaurus_has_the_english(tmp_path: Path) -> None:
    (concept,) = check(save(tmp_path, ",白つや皮膜|アルマイト,,")).concepts
    shipped = load_glossary().thesaurus.get("アルマイト")
    assert shipped is not None
    assert concept.english == (shipped.english[0],)


# What is refused, with what to do


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nakadachi process,,,", "one term only"),
        (",中立ち加工,,", "no English term"),
        ("中立ち加工,nakadachi process,,", "Move it to the column of Japanese terms"),
        (f"{'x' * (LONGEST_TERM + 1)},中立ち加工,,", "Shorten it"),
        ("nakadachi process|***,中立ち加工,,", "no letter and no digit"),
        ("nakadachi process,中立ち加工,no such thing,", "Write the first English term"),
        ("nakadachi process,中立ち加工,nakadachi process,", "above itself"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(line: str, said: str, tmp_path: Path) -> None:
    reading = check(save(tmp_path, "good one,よい用語,,", line))
    assert all("terms.csv, row 3" in str(problem) for problem in reading.problems)
    assert any(said in str(problem) for problem in reading.problems), reading.problems


def test_the_column_is_named_as_the_file_calls_it(tmp_path: Path) -> None:
    path = save(tmp_path, "nakadachi process,中立ち加工,anodisng,")
    assert "row 2, column 上位語" in only_problem(check(path))
    assert "Did you mean" in only_problem(check(path))


def test_a_term_in_two_rows_is_refused(tmp_path: Path) -> None:
    path = save(tmp_path, "nakadachi process,中立ち加工,,", "other process,中立ち 加工,,")
    assert "row 2 too" in only_problem(check(path))


def test_broader_terms_must_not_go_round(tmp_path: Path) -> None:
    path = save(tmp_path, "one process,一番加工,two process,", "two process,二番加工,one process,")
    assert len(check(path).problems) == 2


def test_a_broader_term_may_stand_in_a_later_row(tmp_path: Path) -> None:
    path = save(tmp_path, "one process,一番加工,二番加工,", "two process,二番加工,,")
    assert check(path).concepts[0].broader == "two process"


def test_a_file_without_terms_is_refused(tmp_path: Path) -> None:
    assert "terms clear" in only_problem(check(save(tmp_path)))


def test_a_file_with_too_many_rows_is_refused(tmp_path: Path) -> None:
    lines = [f"process {number},加工その{number},," for number in range(MOST_CONCEPTS + 1)]
    assert "5,000 is the most" in only_problem(check(save(tmp_path, *lines)))


@pytest.mark.parametrize("content", ["会社名,保有技術\nA,B\n", "英語\nanodizing\n", '{"a": 1}\n'])
def test_a_file_without_the_columns_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text(content, "utf-8")
    with pytest.raises(UnreadableFile, match="英語"):
        read_term_rows(tmp_path / "other.csv")


# What is worth knowing


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nakadachi process,中立ち加工|アルマイト,,", "from now on it means yours"),
        ("nakadachi process|the,中立ち加工,,", "everyday word"),
        ("nakadachi process,中立ち加工|対応,,", "everyday word"),
        ("nakadachi process,中立ち加工|鋳,,", "single character"),
        ("nakadachi process,中立ち加工,,天気", "no field known here"),
    ],
)
def test_a_risky_term_is_noted_and_taken(line: str, said: str, tmp_path: Path) -> None:
    reading = check(save(tmp_path, line))
    assert len(reading.concepts) == 1
    assert not reading.problems
    assert [said in str(note) for note in reading.notes] == [True]


def test_an_abbreviation_in_capitals_is_no_everyday_word(tmp_path: Path) -> None:
    assert not check(save(tmp_path, "nakadachi process|IS,中立ち加工,,")).notes


def test_every_domain_that_ships_has_a_japanese_name() -> None:
    shipped = {one.domain for one in parse_concepts(CONCEPTS.read_text("utf-8"))}
    assert shipped - {"general"} == set(DOMAINS) - {OWN}


# What is kept


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_terms(tmp_path, [GLOSSY, NAKADACHI])
    assert own_concepts(tmp_path) == [GLOSSY, NAKADACHI]
    assert read_terms(tmp_path) == table_of([GLOSSY, NAKADACHI])


def test_without_an_import_there_is_no_table(tmp_path: Path) -> None:
    assert read_terms(tmp_path) == ""
    assert own_concepts(tmp_path) == []
    assert not clear_terms(tmp_path)


def test_a_cleared_table_is_gone(tmp_path: Path) -> None:
    write_terms(tmp_path, [GLOSSY])
    assert clear_terms(tmp_path)
    assert read_terms(tmp_path) == ""


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        write_terms(tmp_path / "nowhere", [GLOSSY])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1"),
        (b"english,japanese\n", "line 1"),
        (b"english\tjapanese\tbroader\tdomain\na\tb\n", "line 2 has 2 columns"),
        (b"english\tjapanese\tbroader\tdomain\n\tb\t\town\n", "line 2 lacks an English"),
        (b"english\tjapanese\tbroader\tdomain\na\tb||c\t\town\n", "empty Japanese"),
        (b"english\tjapanese\tbroader\tdomain\na\tb\t\t\n", "lacks its domain"),
        ("用語".encode("cp932"), "not in UTF-8"),
    ],
)
def test_a_table_that_was_damaged_says_where_and_what_to_do(
    content: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(TermsDamaged, match="nakadachi terms clear") as refused:
        read_terms(tmp_path)
    assert said in str(refused.value)


def test_an_editor_s_marks_and_line_ends_do_no_harm(tmp_path: Path) -> None:
    content = table_of([GLOSSY]).replace("\n", "\r\n")
    (tmp_path / FILE).write_bytes(content.encode("utf-8-sig"))
    assert read_terms(tmp_path) == table_of([GLOSSY])


def test_changes_are_told_by_the_preferred_term() -> None:
    renamed = Concept(("glossy alumite",), ("鏡面アルマイト",), "", OWN)
    changes = compare([GLOSSY, NAKADACHI], [renamed, Concept(("new",), ("新",), "", OWN)])
    assert (changes.added, changes.changed, changes.removed) == (
        ("new",),
        ("glossy alumite",),
        ("nakadachi process",),
    )
    assert not compare([GLOSSY], [GLOSSY]).any


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "tsv"])
def test_an_export_says_the_same_when_it_is_imported(suffix: str, tmp_path: Path) -> None:
    risky = Concept(("=SUM process", "1,4-nakadiol"), ("＋加工".replace("＋", "+"),), "", OWN)
    concepts = [Concept(("alumite",), ("鏡面アルマイト",), "", "surface"), NAKADACHI, risky]
    write_term_file(tmp_path / f"own.{suffix}", concepts)
    assert list(check(tmp_path / f"own.{suffix}").concepts)[1:] == concepts[1:]


def test_an_export_needs_a_format(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile, match=r"\.xlsx, \.csv, \.tsv"):
        write_term_file(tmp_path / "own.pdf", [GLOSSY])


def test_the_association_s_words_win_in_the_glossary() -> None:
    mine = Concept(("nakadachi process",), ("中立ち加工", "アルマイト"), "", OWN)
    glossary = load_glossary(table_of([mine]))
    gloss = glossary.get("アルマイト")
    assert gloss is not None
    assert gloss.concept == "nakadachiprocess"
    assert glossary.version != load_glossary().version


cells = st.text(max_size=30)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(cells, cells, cells, cells, cells), max_size=6))
def test_any_cells_are_concepts_or_problems(rows: list[tuple[str, ...]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.xlsx"
        from profiles.workbook import workbook

        header = [column.value for column in TermColumn]
        path.write_bytes(workbook("x", [header, *(list(row) for row in rows)]))
        reading = check(path)
        assert reading.concepts or reading.problems
        if not reading.problems:
            table = table_of(reading.concepts)
            assert tuple(parse_concepts(table)) == reading.concepts
            write_terms(Path(folder), reading.concepts)
            assert read_terms(Path(folder)) == table
