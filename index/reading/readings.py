"""How Japanese is read, by Sudachi's dictionary."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from sudachipy import SplitMode

from index.tokens import sudachi

# SudachiPy refuses more than 65,535 bytes; nobody mistypes such a word.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Word:
    """A word as Sudachi sees it; ``strange`` if its dictionary does not have it."""

    written: str
    reading: str
    normalised: str
    noun: bool
    strange: bool


def make_cutter() -> Callable[[str], tuple[Word, ...]]:
    """A function that cuts a short text into words. Safe to share between threads.

    Sudachi's dictionary is opened when first needed.
    """
    local = threading.local()

    @lru_cache(maxsize=20_000)
    def cut(text: str) -> tuple[Word, ...]:
        if len(text) > _LONGEST:
            return ()
        tokenizer = getattr(local, "tokenizer", None)
        if tokenizer is None:
            tokenizer = local.tokenizer = sudachi().tokenizer(mode=SplitMode.A)
        return tuple(
            Word(
                found.surface(),
                found.reading_form(),
                found.normalized_form(),
                found.part_of_speech()[0] in ("名詞", "接頭辞", "接尾辞", "形状詞"),
                found.is_oov(),
            )
            for found in tokenizer.tokenize(text)
        )

    return cut
