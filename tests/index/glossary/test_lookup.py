"""Looking words up: an association's own, then the trade's, then the dictionary."""

from __future__ import annotations

import re
from pathlib import Path

import marisa_trie
import pytest

from index.glossary import lookup
from index.glossary.lookup import Gloss, Glossary, load_glossary
from index.glossary.thesaurus import Thesaurus, fold, parse_concepts

DICTIONARY = {"切削": b"cutting|shaving", "性": b"nature", "abs": b"abs", "猫": b"cat"}
HEADER = "english\tjapanese\tbroader\tdomain\n"
TRADE = (
    f"{HEADER}"
    "machining|metal cutting\t切削|切削加工\t\tprocess\n"
    "milling\tフライス加工\tmachining\tprocess\n"
    "turning\t旋盤加工\tmachining\tprocess\n"
    "ABS resin\tＡＢＳ|ABS樹脂\t\tmaterial\n"
    "method\t方法\t\tgeneral\n"
    "-\t性\t\tgeneral\n"
)
OWN = f"{HEADER}our cutting\t切削|中立ち切削\t\town\n"


@pytest.fixture
def glossary() -> Glossary:
    return Glossary(
        Thesaurus(parse_concepts(TRADE)), marisa_trie.BytesTrie(DICTIONARY.items()), "1"
    )


def test_the_trades_word_wins_over_the_dictionary(glossary: Glossary) -> None:
    assert glossary.get("切削") == Gloss(("machining", "metal cutting"), "machining")


def test_a_word_that_only_the_dictionary_has_comes_from_there(glossary: Glossary) -> None:
    assert glossary.get("猫") == Gloss(("cat",))


def test_all_forms_of_a_concept_have_the_same_english(glossary: Glossary) -> None:
    assert glossary.get("切削") == glossary.get("切削加工") == glossary.get("metal cutting")


def test_everyday_words_have_english_but_no_concept(glossary: Glossary) -> None:
    assert glossary.get("方法") == Gloss(("method",), "")


def test_a_dash_says_that_a_word_is_left_out(glossary: Glossary) -> None:
    assert glossary.get("性") == Gloss(())


def test_a_word_that_nobody_has_is_unknown(glossary: Glossary) -> None:
    assert glossary.get("犬") is None
    assert glossary.get("") is None
    assert not glossary.knows("犬")
    assert glossary.knows("猫")


def test_forms_are_found_in_any_width_and_case(glossary: Glossary) -> None:
    for form in ("ABS", "abs", "ＡＢＳ", "Abs樹脂", "ABS-樹脂", "abs resin", "ABS-resin"):
        assert glossary.get(fold(form)) == Gloss(("ABS resin",), "absresin")


def test_the_trades_table_can_be_asked_alone(glossary: Glossary) -> None:
    assert glossary.get_trade("切削") == glossary.get("切削")
    assert glossary.get_trade("猫") is None


def test_concepts_are_found_below_the_one_they_share(glossary: Glossary) -> None:
    thesaurus = glossary.thesaurus
    assert thesaurus.with_broader("milling") == ("milling", "machining")
    assert thesaurus.with_broader("turning") == ("turning", "machining")
    assert "machining" not in thesaurus.with_broader("absresin")


def test_half_width_katakana_are_folded() -> None:
    assert fold("ﾁﾀﾝ ｶﾞｰｾﾞ") == "チタン ガーゼ"


def test_the_shipped_glossary_is_whole() -> None:
    glossary = load_glossary()
    assert glossary.get_trade("摩擦攪拌接合") is not None
    cat = glossary.get("猫")
    assert cat is not None
    assert cat.terms[0] == "cat"
    assert re.fullmatch(r"[0-9a-f]{16}", glossary.version)
    assert glossary.get("\0") is None


def test_the_glossary_is_loaded_once() -> None:
    assert load_glossary() is load_glossary()


def test_the_association_s_word_wins_over_the_trade_s() -> None:
    glossary = load_glossary(OWN)
    assert glossary.get("切削") == Gloss(("our cutting",), "ourcutting")
    assert glossary.get("摩擦攪拌接合") == load_glossary().get("摩擦攪拌接合")


def test_the_version_changes_with_the_association_s_words() -> None:
    assert load_glossary(OWN).version != load_glossary().version
    assert load_glossary(OWN).version != load_glossary(OWN + "b\tび\t\town\n").version


@pytest.mark.parametrize("table", ["CONCEPTS", "JMDICT"])
def test_the_version_changes_with_either_table(
    table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = load_glossary().version
    changed = tmp_path / "changed"
    if table == "CONCEPTS":
        changed.write_bytes(lookup.CONCEPTS.read_bytes() + "new word\t新語\t\tprocess\n".encode())
    else:
        marisa_trie.BytesTrie(DICTIONARY.items()).save(str(changed))
    monkeypatch.setattr(lookup, table, changed)
    monkeypatch.setattr(lookup, "_shipped", lookup._shipped.__wrapped__)

    assert load_glossary.__wrapped__().version != shipped


def test_the_version_stays_while_the_tables_stay() -> None:
    assert load_glossary.__wrapped__().version == load_glossary().version


def test_the_dictionarys_licence_ships_beside_it() -> None:
    licence = (lookup.JMDICT.parent / "LICENSE.md").read_text(encoding="utf-8")
    assert "JMdict" in licence
    assert "Electronic Dictionary Research and Development Group" in licence
    assert "CC BY-SA" in licence or "ShareAlike" in licence


def test_the_licence_names_every_table() -> None:
    licence = (lookup.JMDICT.parent / "LICENSE.md").read_text(encoding="utf-8")
    assert "`concepts.tsv`" in licence
    assert "`jmdict.marisa`" in licence


def test_every_beginning_of_a_form_goes_on(glossary: Glossary) -> None:
    forms = [*DICTIONARY, *("切削加工", "フライス加工", "abs樹脂", "metal cutting")]
    heads = [form[:end] for form in forms for end in range(1, len(form))]
    assert all(map(glossary.goes_on, heads))


def test_what_no_form_begins_with_does_not_go_on(glossary: Glossary) -> None:
    assert not glossary.goes_on("猫の")
    assert not glossary.goes_on("フライス加工を")
    assert not glossary.goes_on("切\0")
