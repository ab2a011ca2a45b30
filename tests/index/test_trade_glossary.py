"""Checks on the trade glossary: one line a concept, each form once."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

PATH = Path(__file__).resolve().parents[2] / "index" / "glossary" / "trade.tsv"
DOMAINS = {
    "process",
    "material",
    "machine",
    "surface",
    "heat",
    "tolerance",
    "test",
    "measurement",
    "electronics",
    "optics",
    "semiconductor",
    "robotics",
    "software",
    "medical",
    "chemistry",
    "food",
    "energy",
    "space",
    "research",
    "facility",
    "business",
    "training",
    "general",
}


def lines():
    text = PATH.read_text(encoding="utf-8")
    return text.split("\n")[:-1]


def rows():
    return [line.split("\t") for line in lines()[1:]]


def forms():
    return [form for row in rows() for form in row[0].split("|")]


def glosses():
    return [gloss for row in rows() for gloss in row[1].split("|")]


def test_the_header_names_the_three_columns():
    assert lines()[0] == "forms\tenglish\tdomain"


def test_the_file_ends_with_one_newline_and_has_no_carriage_return():
    raw = PATH.read_bytes()
    assert raw.endswith(b"\n")
    assert not raw.endswith(b"\n\n")
    assert b"\r" not in raw


def test_every_line_has_three_filled_columns():
    assert [r for r in rows() if len(r) != 3 or not all(r)] == []


def test_the_glossary_has_at_least_fifteen_hundred_concepts():
    assert len(rows()) >= 1500


def test_every_domain_is_known_and_none_is_missing():
    assert {r[2] for r in rows()} == DOMAINS


def test_no_form_or_gloss_is_empty():
    assert [r for r in rows() if "" in r[0].split("|") + r[1].split("|")] == []


def test_a_form_belongs_to_exactly_one_concept_whatever_its_case():
    seen = Counter(form.casefold() for form in forms())
    assert [form for form, count in seen.items() if count > 1] == []


@pytest.mark.parametrize("texts", [forms, glosses])
def test_everything_is_nfkc_normalised(texts):
    assert [t for t in texts() if unicodedata.normalize("NFKC", t) != t] == []


@pytest.mark.parametrize("texts", [forms, glosses])
def test_there_is_no_stray_whitespace(texts):
    assert [t for t in texts() if t != " ".join(t.split())] == []


def test_no_form_is_a_single_kana_or_a_single_latin_character():
    single = re.compile(r"^[ぁ-ゖァ-ヺーA-Za-z0-9]$")
    assert [form for form in forms() if single.match(form)] == []


def test_glosses_are_written_in_latin_letters():
    kana_or_kanji = re.compile(r"[぀-ヿ㐀-鿿]")
    assert [g for g in glosses() if kana_or_kanji.search(g)] == []


def test_the_embedded_gloss_is_short():
    firsts = [row[1].split("|")[0] for row in rows()]
    assert [gloss for gloss in firsts if len(gloss.split()) > 8] == []


def test_a_dash_stands_alone_as_a_gloss():
    assert [r for r in rows() if "-" in r[1].split("|") and r[1] != "-"] == []


def test_no_gloss_is_given_twice_on_one_line():
    def doubled(row):
        counts = Counter(gloss.casefold() for gloss in row[1].split("|"))
        return max(counts.values()) > 1

    assert [row for row in rows() if doubled(row)] == []


def test_lines_are_sorted_by_domain_then_english():
    keys = [(r[2], r[1].split("|")[0].casefold()) for r in rows()]
    assert keys == sorted(keys)


def test_the_words_the_general_dictionary_gets_wrong_are_covered():
    first = {f: r[1].split("|")[0] for r in rows() for f in r[0].split("|")}
    assert "moulding" in first["成形"]
    assert "design" in first["設計"]
    assert first["機"] == "machine"
    assert "sheet" in first["板"]
    assert first["性"] == first["化"] == "-"
    assert first["用"] == "for"
