"""What counts as the same id, person, address or number, however it was typed.

Keys of persons are computed afresh each time: no cache keeps them after they are forgotten.
"""

from __future__ import annotations

import unicodedata

from profiles.text import fold


def id_key(text: str) -> str:
    """Ｄ００１, d001 and "D001 " are one id."""
    return fold(text)


def person_key(name: str) -> str:
    """有働 康平 and 有働康平 are one person."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def email_key(address: str) -> str:
    """Case does not matter in practice, and full-width letters are a typing accident."""
    return unicodedata.normalize("NFKC", address).casefold().strip()


def phone_key(number: str) -> str:
    """The digits alone, so that 04-0000-2101 and ０４（００００）２１０１ are one number."""
    return "".join(c for c in unicodedata.normalize("NFKC", number) if c in "0123456789")
