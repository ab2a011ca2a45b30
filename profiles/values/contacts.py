"""Contacts: e-mail addresses, Slack ids, consent. Nothing here may end up in a message."""

from __future__ import annotations

import re
from functools import lru_cache

from profiles.model import Consent
from profiles.text import fold

_EMAIL = re.compile(
    r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.[^\W_](?:[\w-]{0,61}[^\W_])?)+",
    re.IGNORECASE,
)
_NAMED_EMAIL = re.compile(r"[^<>]*<([^<>]+)>")
_SLACK_ID = re.compile(r"[UW][A-Z0-9]{5,20}")

_CONSENTS = {
    Consent.MEMBERS: (
        "会員に公開|会員公開|会員へ公開|会員限定公開|会員のみ公開|会員のみ|会員限定|"
        "会員間公開|公開|公開可|公開する|公開してよい|公開ok|可|掲載可|同意|同意する|"
        "同意あり|同意済|同意済み|承諾|はい|有|○|〇|◯|◎|ok|yes|y|members|member|public|"
        "consented|agreed|agree|members only"
    ),
    Consent.ON_REQUEST: (
        "仲介のみ|仲介|要仲介|要相談|相談|応相談|事務局経由|事務局経由のみ|事務局仲介|"
        "事務局を通じて|都度確認|個別対応|要確認|△|on request|via the office|via office|"
        "via coordinator|ask first|request|brokered"
    ),
    Consent.NEVER: (
        "非公開|公開不可|公開しない|不可|掲載不可|同意しない|不同意|同意なし|承諾しない|"
        "いいえ|否|無|無し|なし|×|✕|✖|☓|x|ng|no|n|never|private|hidden|do not show|do not share"
    ),
}
# Only what joins words is left out: a question mark behind 公開 makes another answer of it.
_JOINING = re.compile(r"[\s_\-。]")


def _consent_key(text: str) -> str:
    return _JOINING.sub("", fold(text))


_TABLE = {
    _consent_key(word): consent for consent, words in _CONSENTS.items() for word in words.split("|")
}

CONSENT_ALLOWED = (
    "会員に公開 (members), 仲介のみ (on_request) or 非公開 (never); leave it empty if not known"
)


@lru_cache(maxsize=1024)
def parse_consent(text: str) -> Consent | None:
    """What a cell consents to, or None: a wording that is not known is never guessed."""
    return _TABLE.get(_consent_key(text))


def parse_email(text: str) -> str | None:
    """The e-mail address a cell holds, or None if it holds none or several."""
    folded = _to_ascii(text).removeprefix("mailto:").strip()
    if named := _NAMED_EMAIL.fullmatch(folded):
        folded = named[1].strip()
    if len(folded) > 254 or ".." in folded:
        return None
    return folded if _EMAIL.fullmatch(folded) else None


def parse_slack_id(text: str) -> str | None:
    """A Slack member id (U012ABCDEF), also out of a mention (``<@U012ABCDEF>``), else None."""
    bare = _to_ascii(text).strip("<>@ ").partition("|")[0].upper()
    return bare if _SLACK_ID.fullmatch(bare) else None


def _to_ascii(text: str) -> str:
    """Full-width letters as ASCII; case is kept, as it is part of how people write it."""
    return text.strip().translate(_FULL_WIDTH)


_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
