"""How a name sounds, so that ミツトヨ and Mitutoyo meet though no dictionary knows either.

A name is reduced to its consonants as Japanese hears them (no difference between l and r, v and b,
s and th), after the idea of Soundex; katakana is read as written, Latin letters as an English
speaker would say them, in two ways where that is open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import jaconv
from rapidfuzz.fuzz import ratio

# Distinct from every stem: no English word begins so.
_PREFIX = "q0"
_SHORTEST = 3
_KATAKANA = re.compile(r"[ァ-ヴー]{3,}")
_NAME = re.compile(r"\b[A-Z][A-Za-z]{2,}\b")
_VOWELS = re.compile(r"[aiueowy]")
_REPEATED = re.compile(r"(.)\1+")
# Letters that sound alike to Japanese ears are one; later pairs see what earlier ones made.
_ALIKE = (("sh", "s"), ("ch", "s"), ("ts", "t"), ("c", "s"), ("j", "s"), ("z", "s"), ("l", "r"),
          ("v", "b"), ("m", "n"))  # fmt: skip
_ENGLISH = (
    ("tch", "ch"), ("sch", "sh"), ("ph", "f"), ("th", "s"), ("ck", "k"), ("qu", "k"), ("x", "ks"),
    ("wh", "h"), ("ce", "se"), ("ci", "si"), ("cy", "sy"),
)  # fmt: skip
_LONG = re.compile(r"([aiueo])\1")
# Of 100: how much of its letters a name must share with the katakana that it is taken for.
_ALIKE_ENOUGH = 50
_HARD_C = re.compile(r"c(?!h)")
_SILENT_R = re.compile(r"r(?=[^aeiouyr]|$)")
_SILENT_H = re.compile(r"(?<![sc])h(?=[^aeiouy]|$)")


@lru_cache(maxsize=20_000)
def sounds_of(written: str) -> tuple[str, ...]:
    """Keywords for the sound of a katakana word or a capitalised Latin one; none for others."""
    if _KATAKANA.fullmatch(written):
        return _keywords({_skeleton(jaconv.kana2alphabet(jaconv.kata2hira(written)))})
    if _NAME.fullmatch(written):
        return _keywords({_skeleton(spoken) for spoken in _spoken(written.lower())})
    return ()


def is_katakana(written: str) -> bool:
    """Whether it may be a name in katakana."""
    return bool(_KATAKANA.fullmatch(written))


def romaji(katakana: str) -> str:
    """A Japanese name in Latin letters, as its owner would write it: オオタ is Ota."""
    letters = str(jaconv.kana2alphabet(jaconv.kata2hira(katakana)))
    return _LONG.sub(r"\1", letters.replace("ou", "o").replace("-", "")).capitalize()


@dataclass(frozen=True, slots=True)
class Spellings:
    """The names in Latin letters that a directory's texts hold, by sound, and how often."""

    names: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Spellings:
        """Collect them."""
        names: dict[str, dict[str, int]] = {}
        for name, count in Counter(name for text in texts for name in _NAME.findall(text)).items():
            for sound in sounds_of(name):
                names.setdefault(sound, {})[name] = count
        return cls(names)

    def spelled(self, katakana: str) -> str:
        """The name that sounds like a katakana word and is spelled most alike; "" if there is none.

        The encoder knows no katakana: ミツトヨ is read as Mitutoyo where a member writes so.
        """
        alike = {
            name: (ratio(romaji(katakana).lower(), name.lower()), count, name)
            for sound in sounds_of(katakana)
            for name, count in self.names.get(sound, {}).items()
        }
        best = max(alike, key=alike.__getitem__, default="")
        return best if best and alike[best][0] >= _ALIKE_ENOUGH else ""


def _spoken(word: str) -> set[str]:
    """A Latin name in the letters of its sounds."""
    for letters, sound in _ENGLISH:
        word = word.replace(letters, sound)
    word = _HARD_C.sub("k", word)
    soft = re.sub("g(?=[ei])", "j", word)
    return {
        _SILENT_H.sub("", form)
        for found in (word, soft)
        for form in (found, _SILENT_R.sub("", found))
    }


def _skeleton(sound: str) -> str:
    first = "a" if sound[:1] in "aiueo" else ""
    for letters, one in _ALIKE:
        sound = sound.replace(letters, one)
    return first + _VOWELS.sub("", _REPEATED.sub(r"\1", sound)).replace("-", "")


def _keywords(skeletons: set[str]) -> tuple[str, ...]:
    return tuple(sorted(_PREFIX + found for found in skeletons if len(found) >= _SHORTEST))
