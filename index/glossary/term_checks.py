"""From the rows of staff's file to concepts, or to the reasons why not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.glossary.term_files import TermColumn, TermRow
from index.glossary.terms import OWN
from index.glossary.thesaurus import GENERAL, Concept, Thesaurus, concept_key, fold, trade_key
from index.stopwords import ALSO_WORDS, ENGLISH, JAPANESE
from profiles.problems import Where
from profiles.text import has_japanese, shortened

MOST_CONCEPTS = 5_000
LONGEST_TERM = 200
# Looking for what was meant takes a while; of hundreds nobody reads them all.
_MOST_HINTS = 20
# The domains of concepts.tsv, with the names that a Japanese file gives them.
DOMAINS: Mapping[str, str] = {
    "process": "加工|製造",
    "material": "材料|素材",
    "machine": "機械|設備|機械要素",
    "surface": "表面処理",
    "heat": "熱処理",
    "tolerance": "公差|精度",
    "test": "試験|検査",
    "measurement": "計測|測定",
    "electronics": "電子|電気|電気電子",
    "optics": "光学",
    "semiconductor": "半導体",
    "robotics": "ロボット|自動化",
    "software": "ソフトウェア|IT|情報",
    "medical": "医療|医療福祉",
    "chemistry": "化学",
    "food": "食品|農業",
    "energy": "エネルギー|環境",
    "space": "宇宙|輸送|建設|生活",
    "research": "研究|大学",
    "facility": "施設|設備利用",
    "business": "経営|事業支援",
    "training": "研修|人材",
    OWN: "独自",
}


@dataclass(frozen=True, slots=True)
class TermProblem:
    """What is wrong, or worth knowing, at a place in the file."""

    where: Where
    message: str
    value: str = ""

    def __str__(self) -> str:
        said = f'"{shortened(self.value)}" {self.message}' if self.value else self.message
        return f"{self.where}: {said}"


@dataclass(frozen=True, slots=True)
class TermReading:
    """What a file says; it may be used if there are no problems."""

    concepts: tuple[Concept, ...]
    problems: tuple[TermProblem, ...] = ()
    notes: tuple[TermProblem, ...] = ()


@dataclass(slots=True)
class _Reading:
    shipped: Thesaurus
    problems: list[TermProblem] = field(default_factory=list)
    notes: list[TermProblem] = field(default_factory=list)


def check_terms(file: str, rows: Sequence[TermRow], shipped: Thesaurus) -> TermReading:
    """The concepts of ``rows``; ``shipped`` is the thesaurus that the association adds to."""
    if not rows:
        message = "holds no terms below its header. To remove all own terms: nakadachi terms clear"
        return TermReading((), (TermProblem(Where(file), message),))
    if len(rows) > MOST_CONCEPTS:
        message = (
            f"holds {len(rows):,} rows; {MOST_CONCEPTS:,} is the most. Leave out what no member "
            "offers."
        )
        return TermReading((), (TermProblem(Where(file), message),))
    reading = _Reading(shipped)
    found = [(row, concept) for row in rows if (concept := _concept(row, reading))]
    _check_distinct(found, reading)
    whole = _with_broader(found, reading)
    return TermReading(tuple(whole), tuple(reading.problems), tuple(reading.notes))


def _concept(row: TermRow, reading: _Reading) -> Concept | None:
    """The concept of a row as far as it stands alone; None if it has problems."""
    before = len(reading.problems)
    reading.problems += _problems_of_terms(row)
    english, japanese = _by_language(row)
    if not row.terms.get(TermColumn.ENGLISH):
        # A synonym in English does not rename what the thesaurus knows.
        english = tuple(dict.fromkeys((*_shipped_english(japanese, reading.shipped), *english)))
    if not english:
        message = (
            "has no English term, and the thesaurus knows none of its Japanese ones. The search "
            "works through English: add an English term."
        )
        reading.problems.append(TermProblem(row.at(TermColumn.ENGLISH), message))
    elif len(english) + len(japanese) < 2:
        message = (
            "has one term only. A row is one thing with every way to write it: add its term in "
            "the other language, or a synonym."
        )
        reading.problems.append(TermProblem(row.where, message, english[0]))
    if len(reading.problems) > before:
        return None
    known = reading.shipped.named(concept_key(english[0]))
    domain = _domain(row, reading) or (known.domain if known else OWN)
    concept = Concept(english, japanese, known.broader if known else "", domain)
    reading.notes += _notes_on(row, concept, reading.shipped)
    return concept


def _by_language(row: TermRow) -> tuple[tuple[str, ...], tuple[str, ...]]:
    synonyms = row.terms.get(TermColumn.SYNONYMS, ())
    english = [*row.terms.get(TermColumn.ENGLISH, ())]
    english += [term for term in synonyms if not has_japanese(term)]
    japanese = [*row.terms.get(TermColumn.JAPANESE, ())]
    japanese += [term for term in synonyms if has_japanese(term)]
    english_once = _distinct(english)
    known = set(english_once)
    return (
        tuple(english_once.values()),
        tuple(term for key, term in _distinct(japanese).items() if key not in known),
    )


def _distinct(terms: Iterable[str]) -> dict[str, str]:
    """The terms by their keys, the first way to write each."""
    found: dict[str, str] = {}
    for term in terms:
        found.setdefault(_key(term), term)
    return found


def _key(term: str) -> str:
    return trade_key(fold(term))


def _shipped_english(japanese: Iterable[str], shipped: Thesaurus) -> tuple[str, ...]:
    """The English of a row that has none, if one of its terms is in the thesaurus."""
    for term in japanese:
        concept = shipped.get(fold(term))
        if concept and concept.key:
            return (concept.english[0],)
    return ()


def _problems_of_terms(row: TermRow) -> Iterator[TermProblem]:
    for column in (TermColumn.ENGLISH, TermColumn.JAPANESE, TermColumn.SYNONYMS):
        for term in row.terms.get(column, ()):
            if len(term) > LONGEST_TERM:
                message = f"has {len(term)} characters; {LONGEST_TERM} is the most. Shorten it."
                yield TermProblem(row.at(column), message, term)
            elif not concept_key(term):
                yield TermProblem(row.at(column), "has no letter and no digit. Remove it.", term)
            elif column is TermColumn.ENGLISH and has_japanese(term):
                message = "is Japanese. Move it to the column of Japanese terms."
                yield TermProblem(row.at(column), message, term)


def _domain(row: TermRow, reading: _Reading) -> str:
    for given in row.terms.get(TermColumn.DOMAIN, ()):
        for domain, names in DOMAINS.items():
            if fold(given) in map(fold, (domain, *names.split("|"))):
                return domain
        message = f"is no field known here ({', '.join(DOMAINS)}), so it was left out."
        reading.notes.append(TermProblem(row.at(TermColumn.DOMAIN), message, given))
    return ""


def _notes_on(row: TermRow, concept: Concept, shipped: Thesaurus) -> Iterator[TermProblem]:
    for term in concept.forms:
        known = shipped.get(fold(term))
        if len(term) == 1:
            message = (
                "is a single character, which will be found inside many other words. Leave it out, "
                "or write a longer term."
            )
            yield TermProblem(row.where, message, term)
        elif _is_everyday(term, known):
            message = (
                "is an everyday word: wherever it stands it will be taken for this term. Leave it "
                "out unless your members always mean that by it."
            )
            yield TermProblem(row.where, message, term)
        elif known and known.key != concept.key:
            message = f'means "{known.english[0]}" in the thesaurus; from now on it means yours.'
            yield TermProblem(row.where, message, term)


def _is_everyday(term: str, known: Concept | None) -> bool:
    folded = fold(term)
    # An abbreviation in capitals is told from the word (IT, AM) wherever it is read.
    if term.isascii() and term.isupper():
        return False
    is_general = known is not None and known.domain == GENERAL
    return is_general or folded in ENGLISH or folded in JAPANESE or folded in ALSO_WORDS


def _check_distinct(rows: Sequence[tuple[TermRow, Concept]], reading: _Reading) -> None:
    """No term may stand for two concepts of the file."""
    first: dict[str, Where] = {}
    for row, concept in rows:
        # C++ and C are two terms, but one keyword.
        keys = {_key(term): term for term in concept.forms}
        keys[concept.key] = concept.english[0]
        for key, term in keys.items():
            if key in first:
                message = (
                    f"is in {first[key].with_rows(f'row {first[key].row}')} too. A term belongs "
                    "to one row: remove it from one of them, or make them one row."
                )
                reading.problems.append(TermProblem(row.where, message, term))
        for key in keys:
            first.setdefault(key, row.where)


def _with_broader(rows: Sequence[tuple[TermRow, Concept]], reading: _Reading) -> Iterator[Concept]:
    """The concepts with the broader term that their row names."""
    own = {_key(term): concept for _, concept in rows for term in concept.forms}
    named = [(row, _named_broader(row, concept, own, reading)) for row, concept in rows]
    above = {one.key: concept_key(one.broader) for _, one in named}
    for row, concept in named:
        if _is_above_itself(concept.key, above, reading.shipped):
            message = "is, through its broader terms, above itself. Correct one of them."
            reading.problems.append(
                TermProblem(row.at(TermColumn.BROADER), message, concept.english[0])
            )
        yield concept


def _named_broader(
    row: TermRow, concept: Concept, own: Mapping[str, Concept], reading: _Reading
) -> Concept:
    given = " ".join(row.terms.get(TermColumn.BROADER, ()))
    if not given:
        return concept
    found = own.get(_key(given)) or reading.shipped.get(fold(given))
    if found and found.key:
        return replace(concept, broader=found.english[0])
    hint = _did_you_mean(given, own, reading) if len(reading.problems) < _MOST_HINTS else ""
    message = (
        "is in no row of this file, and not in the thesaurus. Write the first English term of the "
        f"broader row, or leave the cell empty.{hint}"
    )
    reading.problems.append(TermProblem(row.at(TermColumn.BROADER), message, given))
    return concept


def _did_you_mean(given: str, own: Mapping[str, Concept], reading: _Reading) -> str:
    concepts = [*own.values(), *reading.shipped.forms().values()]
    known = sorted({one.english[0] for one in concepts if one.key})
    close = difflib.get_close_matches(given.casefold(), known, n=3)
    return f" Did you mean {' or '.join(close)}?" if close else ""


def _is_above_itself(key: str, above: Mapping[str, str], shipped: Thesaurus) -> bool:
    seen: set[str] = set()
    current = key
    while current and current not in seen:
        seen.add(current)
        concept = shipped.named(current)
        outside = concept_key(concept.broader) if concept and concept.broader else ""
        current = above.get(current, outside)
    return current == key
