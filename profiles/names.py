"""Keys of organisation names: how the same member is recognised under two spellings."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from profiles.text import fold, fold_words

_LEGAL_FORMS_JA = re.compile(
    "株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|"
    r"(?:公益|一般|特例)?(?:社団|財団)法人|特定非営利活動法人|npo法人|"
    "国立大学法人|公立大学法人|学校法人|国立研究開発法人|地方独立行政法人|独立行政法人|医療法人(?:社団|財団)?|"
    r"[(\[](?:株|有|同|資|名|社|財|一社|一財|公社|公財|独|地独|国研|国|学|特非)[)\]]"
)
# "Co., Ltd.", "Inc.", "K.K." ... only at the end, where a name is not told by them.
_LEGAL_FORMS_EN = re.compile(
    r"[\s,.]*\b(?:co\.?,?\s*,?\s*ltd\.?|company,?\s+limited|corporation|corp\.?|incorporated|inc\.?"
    r"|limited|ltd\.?|l\.?l\.?c\.?|k\.\s?k\.?|kk|y\.\s?k\.?|g\.\s?k\.?|co\.?|company|gmbh)\s*$"
)


_LONGEST = 300


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The name without its legal form, spaces, punctuation and width: 株式会社 A = (株)Ａ = A."""
    folded = fold(name[:_LONGEST])
    bare = _LEGAL_FORMS_EN.sub("", _LEGAL_FORMS_JA.sub("", folded))
    return fold_words(bare) or fold_words(folded)


def derived_id(corporate_number: str, name: str) -> str:
    """An id for a member whose file gives none: the same whenever its number or name is."""
    if corporate_number:
        return f"corp-{corporate_number}"
    return "name-" + hashlib.sha256(name_key(name).encode()).hexdigest()[:12]
