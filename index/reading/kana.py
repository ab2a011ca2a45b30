"""Typing errors in kana: アルマイド, ベアリンング, マシニングせんた, ふらいす, シュミレーション."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from jaconv import hira2kata, kata2hira

from index.reading.readings import Word
from index.reading.spelling import Candidates, Change, Lexicon

_SHORTEST = 4
_SHORTEST_FOR_ONE = 5
_SHORTEST_FOR_TWO = 8
_LONGEST = 30
_KATAKANA = re.compile(r"[ァ-ヴー]{4,}")
_TERM = re.compile(r"^[ァ-ヴー]{4,}$", re.MULTILINE)
_RUN = re.compile(r"[ァ-ヴー]{4,}|[ｦ-ﾟ]{4,}")
_MIXED = re.compile(r"[ぁ-ゖァ-ヴー]{4,}")
_HIRAGANA = re.compile(r"[ぁ-ゖ]")
# A word in hiragana ends where the run ends, or where one of these begins.
_PARTICLES = "をのはがでとにもやへかなしするだです屋さ"
_TRADE_WEIGHT = 3
# Kana that are taken for each other, by ear or by eye.
_ALIKE = [
    frozenset(pair)
    for pair in (
        "カガ キギ クグ ケゲ コゴ サザ シジ スズ セゼ ソゾ タダ チヂ ツヅ テデ トド"
        " ハバ ハパ バパ ヒビ ヒピ ビピ フブ フプ ブプ ヘベ ヘペ ベペ ホボ ホポ ボポ"
        " アァ イィ ウゥ エェ オォ ツッ ヤャ ユュ ヨョ ンソ シツ ソリ クワ ヴブ バヴ"
        " ジヂ ズヅ ラレ リレ ルロ テチ イエ"
    ).split()
]
# Kana that are easily forgotten or added.
_SOFT = frozenset("ッンァィゥェォャュョアイウエオ")


def _key(kana: str) -> str:
    """Katakana without long vowels: センタ and センター are one."""
    return hira2kata(kana).replace("ー", "").replace("ヶ", "ケ")


def _keys(words: Iterable[str]) -> list[str]:
    """The key of each of the words, which are made faster together."""
    lines = "\n".join(words)
    return _key(lines).split("\n") if lines else []


class KanaSpeller:
    """Repairs the katakana words of a text, and those that were left in hiragana.

    ``cut`` is Sudachi: words that its dictionary knows are no errors.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        known: Callable[[str], bool],
        cut: Callable[[str], tuple[Word, ...]],
    ) -> None:
        self._lexicon = lexicon
        self._known = known
        self._cut = cut

    @cached_property
    def _whole(self) -> frozenset[str]:
        """The keys of the terms that are one word in katakana."""
        return frozenset(_keys(_TERM.findall(self._lexicon.forms)))

    @cached_property
    def _words(self) -> Counter[str]:
        """All words in katakana as they are written, and how often."""
        words = Counter(_KATAKANA.findall(self._lexicon.forms))
        for word in words:
            words[word] *= _TRADE_WEIGHT
        for word, count in self._lexicon.vocabulary.items():
            for run in _KATAKANA.findall(word):
                words[run] += count
        return words

    @cached_property
    def _spelling(self) -> dict[str, str]:
        """The most frequent spelling of each key."""
        found: dict[str, str] = {}
        for word, key in zip(self._words, _keys(self._words), strict=True):
            if self._words[word] > self._words.get(found.get(key, ""), 0):
                found[key] = word
        return found

    @cached_property
    def _candidates(self) -> Candidates:
        frequencies: Counter[str] = Counter()
        for key, count in zip(_keys(self._words), self._words.values(), strict=True):
            frequencies[key] += count
        return Candidates(frequencies, _is_slip)

    def changes(self, text: str) -> Iterator[Change]:
        """What is to be written otherwise, in order."""
        for match in _MIXED.finditer(text):
            run = match.group()
            if _HIRAGANA.search(run):
                yield from self._left_in_hiragana(run, match.start())
        for match in _RUN.finditer(text):
            right = self._right(unicodedata.normalize("NFKC", match.group()))
            if right:
                yield Change(match.start(), match.end(), right)

    def _right(self, run: str) -> str:
        if len(run) > _LONGEST:
            return ""
        words = self._cut(run)
        key = _key(run)
        # The candidates are asked last: most questions then do without them.
        if self._known(run) or _all_known(words):
            usual = self._usual(words)
            return "" if usual and key in self._candidates else usual
        if key in self._candidates:
            return ""
        whole = self._nearest(key)
        if whole:
            return whole
        # ベアリンングメーカー: the part that no dictionary knows.
        strange = [word for word in words if word.strange]
        if len(strange) == 1 and len(words) > 1:
            part = self._nearest(_key(strange[0].written))
            return run.replace(strange[0].written, part, 1) if part else ""
        return ""

    def _nearest(self, key: str) -> str:
        if len(key) < _SHORTEST_FOR_ONE:
            return ""
        limit = 2 if len(key) >= _SHORTEST_FOR_TWO else 1
        right, _ = self._candidates.nearest(key, limit)
        return self._spelling.get(right, "")

    def _usual(self, words: tuple[Word, ...]) -> str:
        """The usual spelling of a word that dictionaries know in a wrong one too."""
        if len(words) != 1 or not _KATAKANA.fullmatch(words[0].normalised):
            return ""
        key, usual = _key(words[0].written), _key(words[0].normalised)
        if key == usual:
            return ""
        from rapidfuzz.distance import OSA

        is_slip = OSA.distance(key, usual) <= 2
        return self._spelling.get(usual, "") if is_slip and usual in self._whole else ""

    def _left_in_hiragana(self, run: str, start: int) -> Iterator[Change]:
        position = 0
        while position <= len(run) - _SHORTEST:
            end = self._end_of_katakana_word(run, position)
            if end:
                right = self._spelling[_key(run[position:end])]
                yield Change(start + position, start + end, right)
            position = end or position + 1

    def _end_of_katakana_word(self, run: str, position: int) -> int:
        """Where a word ends that starts here and is usually in katakana; 0 if there is none."""
        if position and run[position - 1] not in "をのはがでとにもや":
            return 0
        for end in range(min(len(run), position + _LONGEST), position + _SHORTEST - 1, -1):
            word = run[position:end]
            bounded = end == len(run) or run[end] in _PARTICLES
            if not bounded or not _HIRAGANA.search(word) or _key(word) not in self._whole:
                continue
            if not self._known(word) and not self._known(kata2hira(word)):
                return end
        return 0


def _is_slip(key: str, right: str, distance: int) -> bool:
    """Whether one who means ``right`` may write ``key``; in long words there are few others."""
    from rapidfuzz.distance import Levenshtein

    if sorted(key) == sorted(right):
        return True
    long = len(key) >= _SHORTEST_FOR_TWO
    for edit in Levenshtein.editops(key, right):
        wrong, meant = (
            key[edit.src_pos : edit.src_pos + 1],
            right[edit.dest_pos : edit.dest_pos + 1],
        )
        if edit.tag == "replace":
            soft = frozenset((wrong, meant)) in _ALIKE
        elif edit.tag == "insert":
            soft = meant in _SOFT
        else:
            soft = wrong in _SOFT or wrong == key[edit.src_pos - 1 : edit.src_pos]
        at_end = edit.src_pos >= len(key) - 1
        if not soft and (at_end or not long):
            return False
    return True


def _all_known(words: tuple[Word, ...]) -> bool:
    return all(not word.strange and len(word.written) > 1 for word in words)
