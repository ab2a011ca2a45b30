"""Looking words up: the trade's own table first, then the dictionary."""

from __future__ import annotations

import re
from pathlib import Path

import marisa_trie
import pytest

from index.glossary import lookup
from index.glossary.lookup import Gloss, Glossary, fold, load_glossary, read_trade

DICTIONARY = {"切削": b"cutting|shaving", "性": b"nature", "abs": b"abs", "猫": b"cat"}
TRADE = (
    "forms\tenglish\tdomain\n"
    "切削|切削加工\tmachining|metal cutting\tprocess\n"
    "ＡＢＳ|ABS樹脂\tABS resin\tmaterial\n"
    "性\t-\tgeneral\n"
)


@pytest.fixture
def trade(tmp_path: Path) -> Path:
    path = tmp_path / "trade.tsv"
    path.write_text(TRADE, encoding="utf-8")
    return path


@pytest.fixture
def glossary(trade: Path) -> Glossary:
    return Glossary(read_trade(trade), marisa_trie.BytesTrie(DICTIONARY.items()), "1")


def test_the_trades_word_wins_over_the_dictionary(glossary: Glossary):
    assert glossary.get("切削") == Gloss(("machining", "metal cutting"))


def test_a_word_that_only_the_dictionary_has_comes_from_there(glossary: Glossary):
    assert glossary.get("猫") == Gloss(("cat",))


def test_all_forms_of_a_line_have_the_same_english(glossary: Glossary):
    assert glossary.get("切削") == glossary.get("切削加工")


def test_a_dash_says_that_a_word_is_left_out(glossary: Glossary):
    assert glossary.get("性") == Gloss(())


def test_a_word_that_nobody_has_is_unknown(glossary: Glossary):
    assert glossary.get("犬") is None
    assert glossary.get("") is None


def test_forms_are_found_in_any_width_and_case(glossary: Glossary):
    for form in ("ABS", "abs", "ＡＢＳ", "Abs樹脂"):
        assert glossary.get(fold(form)) == Gloss(("ABS resin",))


def test_the_trades_table_can_be_asked_alone(glossary: Glossary):
    assert glossary.get_trade("切削") == glossary.get("切削")
    assert glossary.get_trade("猫") is None


def test_half_width_katakana_are_folded():
    assert fold("ﾁﾀﾝ ｶﾞｰｾﾞ") == "チタン ガーゼ"


def test_the_shipped_glossary_is_whole():
    glossary = load_glossary()
    assert glossary.get_trade("摩擦攪拌接合") is not None
    assert glossary.get("猫").terms[0] == "cat"
    assert re.fullmatch(r"[0-9a-f]{16}", glossary.version)
    assert glossary.get("\0") is None


def test_the_glossary_is_loaded_once():
    assert load_glossary() is load_glossary()


@pytest.mark.parametrize("table", ["TRADE", "JMDICT"])
def test_the_version_changes_with_either_table(
    table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    shipped = load_glossary.__wrapped__().version
    changed = tmp_path / "changed"
    if table == "TRADE":
        changed.write_bytes(lookup.TRADE.read_bytes() + "新語\tnew word\tgeneral\n".encode())
    else:
        marisa_trie.BytesTrie(DICTIONARY.items()).save(str(changed))
    monkeypatch.setattr(lookup, table, changed)

    assert load_glossary.__wrapped__().version != shipped


def test_the_version_stays_while_the_tables_stay():
    assert load_glossary.__wrapped__().version == load_glossary().version


def test_the_dictionarys_licence_ships_beside_it():
    licence = (lookup.FOLDER / "LICENSE.md").read_text(encoding="utf-8")
    assert "JMdict" in licence
    assert "Electronic Dictionary Research and Development Group" in licence
    assert "CC BY-SA" in licence or "ShareAlike" in licence
