"""Languages as ISO 639-1 codes."""

from __future__ import annotations

import re
from functools import lru_cache

from profiles.text import fold, fold_words, is_blank
from profiles.values.lists import split_outside_brackets

_NAMES = {
    "ja": "日本語 日本 和文 Japanese jpn jp",
    "en": "英語 英文 English eng",
    "zh": "中国語 北京語 普通話 簡体字 繁体字 台湾華語 広東語 Chinese Mandarin Cantonese zho cn",
    "ko": "韓国語 朝鮮語 ハングル Korean kor kr",
    "vi": "ベトナム語 越語 Vietnamese vie vn",
    "th": "タイ語 Thai tha",
    "id": "インドネシア語 Indonesian ind",
    "ms": "マレー語 マレーシア語 Malay",
    "tl": "タガログ語 フィリピン語 フィリピノ語 Tagalog Filipino fil",
    "my": "ミャンマー語 ビルマ語 Burmese Myanmar",
    "km": "クメール語 カンボジア語 Khmer",
    "lo": "ラオス語 ラオ語 Lao",
    "mn": "モンゴル語 Mongolian",
    "ne": "ネパール語 Nepali",
    "hi": "ヒンディー語 ヒンディ語 Hindi",
    "bn": "ベンガル語 Bengali",
    "ta": "タミル語 Tamil",
    "te": "テルグ語 Telugu",
    "ur": "ウルドゥー語 Urdu",
    "si": "シンハラ語 Sinhala",
    "ar": "アラビア語 Arabic",
    "fa": "ペルシャ語 ペルシア語 Persian Farsi",
    "he": "ヘブライ語 Hebrew",
    "tr": "トルコ語 Turkish",
    "ru": "ロシア語 Russian rus",
    "uk": "ウクライナ語 Ukrainian",
    "de": "ドイツ語 独語 German deu ger",
    "fr": "フランス語 仏語 French fra fre",
    "es": "スペイン語 西語 Spanish spa",
    "pt": "ポルトガル語 葡語 Portuguese por",
    "it": "イタリア語 伊語 Italian ita",
    "nl": "オランダ語 Dutch",
    "pl": "ポーランド語 Polish",
    "cs": "チェコ語 Czech",
    "hu": "ハンガリー語 Hungarian",
    "ro": "ルーマニア語 Romanian",
    "el": "ギリシャ語 ギリシア語 Greek",
    "sv": "スウェーデン語 Swedish",
    "da": "デンマーク語 Danish",
    "no": "ノルウェー語 Norwegian",
    "fi": "フィンランド語 Finnish",
    "uz": "ウズベク語 Uzbek",
    "sw": "スワヒリ語 Swahili",
}
_ISO_639_1 = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs "
    "cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha "
    "he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn "
    "ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb "
    "nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd "
    "se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw "
    "ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
_CODES = frozenset(_ISO_639_1.split())
_TABLE = {fold_words(name): code for code, names in _NAMES.items() for name in names.split()}
_LONGEST = 60
# 日英, 日・英
_INITIALS = dict(zip("日英中韓独仏露", ("ja", "en", "zh", "ko", "de", "fr", "ru"), strict=True))
_INITIALS_ONLY = re.compile(f"([{''.join(_INITIALS)}]+)(?:対応)?(?:可能?)?")
_NOTE = re.compile(r"[(（].*?[)）]|(?:での)?(?:対応)?(?:可能?|のみ|対応|ok|only|native)$")


def parse_languages(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the languages in a cell, and the words that name none."""
    codes: dict[str, None] = {}
    unknown = []
    for part in split_outside_brackets(text):
        if is_blank(part):
            continue
        if several := _INITIALS_ONLY.fullmatch(fold(part)):
            codes |= dict.fromkeys(_INITIALS[initial] for initial in several[1])
        elif code := _code(part):
            codes[code] = None
        else:
            unknown.append(part)
    return tuple(codes), tuple(unknown)


@lru_cache(maxsize=1024)
def _code(text: str) -> str | None:
    if len(text) > _LONGEST:
        return None
    folded = _NOTE.sub("", fold(text)).strip()
    # Names come first: "jp" and "cn" are countries, but everyone knows what is meant.
    if code := _TABLE.get(fold_words(folded)):
        return code
    primary = re.split("[-_]", folded)[0]
    return primary if primary in _CODES else None
