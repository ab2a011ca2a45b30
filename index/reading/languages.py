"""In which languages a member must be able to work: 英語で打合せ可能, "English-speaking staff"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from index.reading.mentions import Facet, Mention
from index.reading.wording import before, describes, level
from profiles.values.languages import parse_languages

_JAPANESE_NAMES = (
    "英語|日本語|中国語|韓国語|ベトナム語|タイ語|インドネシア語|マレー語|タガログ語|ミャンマー語|クメール語"
    "|モンゴル語|ネパール語|ヒンディー語|ベンガル語|アラビア語|ペルシャ語|トルコ語|ロシア語|ドイツ語"
    "|フランス語|スペイン語|ポルトガル語|イタリア語|オランダ語|ポーランド語|広東語|北京語|台湾華語"
)
_ENGLISH_NAMES = (
    "english|japanese|chinese|mandarin|cantonese|korean|vietnamese|thai|indonesian|malay|tagalog|filipino"
    "|burmese|khmer|mongolian|nepali|hindi|bengali|arabic|persian|turkish|russian|german|french|spanish"
    "|portuguese|italian|dutch|polish"
)
_MEETINGS = (
    "対応|打ち?合わ?せ|会議|ミーティング|やり[取と]り|コミュニケーション|商談|会話|連絡|メール"
    "|説明|相談|交渉|サポート|フォロー|問い?合わせ|指導"
)
_FIRM = (
    "(?:方|人|所(?!在|有|属|要|定)|担当者?|スタッフ|技術者|エンジニア|社員|会社|企業|ところ|とこ|業者|メーカー"
    "|先生|工場)"
)
_DOES = "して(?:くれる|いただける|もらえる|いる)"
_MODAL = rf"(?:が|も|に|の)?(?:可能|可(?!能)|ok|でき(?:る|ます|れば)|{_DOES})"


@cache
def _japanese() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?P<names>(?:{_JAPANESE_NAMES})(?:(?:か|と|や|・|、|/|または|および)(?:{_JAPANESE_NAMES})){{0,4}})
        (?:
          で(?:の)?(?:{_MEETINGS}){_MODAL}
        | で(?:の)?(?:{_MEETINGS})(?:を|が)?(?:希望|必須|必要|したい)
        | で(?:話せる|話せます|話ができる|やり取りできる|やりとりできる)
        | (?:の|で)?対応(?:が|も)?(?:可能|可|ok|でき(?:る|ます)|{_DOES}|必須|希望)
        | (?:が|の|も|は)?(?:可(?!能性)|可能(?!性)|ok|必須|話せる|通じる|使える|堪能|できる
           |わかる|分かる|得意)
        | を?話(?:せる|す(?={_FIRM}))
        )
        (?:な|の|で(?:す|あること)?)?
        (?:{_FIRM}(?:が(?:いる|在籍|居る)|の(?:いる|居る|在籍する))?
           (?:会社|企業|ところ|とこ|業者|メーカー|工場|研究室)?(?:さん)?(?:限定|希望|で|に|を)?)?[、,]?
        """,
        re.VERBOSE,
    )


_PEOPLE = (
    r"(?:staff|engineers?|compan(?:y|ies)|firms?|partners?|shops?|suppliers?|vendors?|person|people"
    r"|contacts?|teams?|labs?|members?|sales|support|professors?|universit(?:y|ies)|specialists?"
    r"|consultants?|manufacturers?|makers?)"
)
# What speaks, and is no member: "English-speaking robot for shops".
_SPOKEN_TO = (
    r"(?:voice|speech|robots?|avatars?|assistants?|chatbots?|apps?|software|devices?|toys?|users?"
    r"|patients?|customers?|visitors?|tourists?|countries|markets?|in|of|for|to|and|with)\b"
)
_NAMES = rf"((?:{_ENGLISH_NAMES})(?:\s*(?:/|,|or|and)\s*(?:{_ENGLISH_NAMES})){{0,4}})"
_WORK = (
    r"(?:work|communicate|discuss|meet|talk|deal|correspond|reply|respond|negotiate|do\s+business|operate"
    r"|meetings?|communication|emails?|support|speak|handle\s+(?:it|this|everything)|converse)"
)
# Takes 30 ms to compile; few questions name a language.
_NAMED = re.compile(_ENGLISH_NAMES)


@cache
def _english() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?:(?<=\s)|(?<=[,;(])|^)
        (?:
          (?:with\s+)?{_NAMES}[\s-]speaking
          (?=\s+(?:(?!{_SPOKEN_TO})[\w-]+\s+){{0,2}}{_PEOPLE}\b|\s*$|\s*[,;.:?!)]|\s+(?:that|who|please|preferred|required|for)\b)
          (?:\s+(?:staff|contacts?|people|support|required|preferred|please)\b)?
        | (?:and\s+)?(?:(?:that|who|which|must|staff|someone|anyone|they|team)\s+)?
          (?:(?:must|can|could|should)\s+)?
          {_WORK}\s+(?:with\s+us\s+|to\s+us\s+)?in\s+{_NAMES}
        | (?:that|who|which|must|staff|someone|anyone|can|they|team|should|to)\s+
          (?:can\s+|must\s+)?speaks?\s+
          {_NAMES}
        | speaks\s+{_NAMES}
        | (?:(?:that|who)\s+(?:is|are)\s+)?(?:fluent|comfortable|proficient)\s+in\s+
          {_NAMES}
        | (?:help|advice|advise|answers?|explain)\s+(?:us\s+|me\s+)?in\s+{_NAMES}
        | {_NAMES}[\s-](?:language\s+)?(?:support|contact|helpdesk)(?=\s*(?:$|[,;.:?!)]))
        | {_NAMES}\s+(?:is\s+)?
          (?:ok|okay|spoken|possible|required|preferred|a\s+must)\b
        )
        (?![\w-])
        """,
        re.VERBOSE,
    )


# "which chamber organizes it, in English?", but not "who writes our manual, in English?"
@cache
def _last() -> re.Pattern[str]:
    return re.compile(rf",?\s+\(?(?:and\s+)?in\s+{_NAMES}\s*(?:please)?\)?\s*(?=\?|$)")


_COMMA = re.compile(r"\s*[,(]")
_WHO = re.compile(r"\b(?:who|which|anyone|anybody|someone|somebody)\b")
_TEXTS = re.compile(
    r"\b(?:manuals?|documents?|documentation|catalog\w*|brochures?|leaflets?|web\w*|sites?|pages?"
    r"|translat\w+|texts?|labels?|videos?|papers?|abstracts?|reports?|speech|writ\w+|publish\w*"
    r"|presentations?|apps?|interface|menus?|subtitles?|books?|drawings?|contracts?|lectures?"
    r"|teach\w*|lessons?|courses?)\b"
)
# "I don't speak Japanese", "our machine can speak"
_OWN = re.compile(
    r"\b(?:i|we|our\s+\w+|users?|patients?|children|visitors?)\s+(?:(?:only|can|could|do|don't|do\s+not|cannot"
    r"|can't|also)\s+)*$"
)
_CARRIES_ON = re.compile(
    r"(?:の|な)?(?:資料|マニュアル|サイト|ホームページ|アプリ|ソフト|音声|翻訳|カタログ|動画|表示)"
)


def find_languages(text: str) -> list[Mention]:
    """The languages that a member must be able to work in, one mention for each stretch.

    A text in a language (翻訳, "English documentation") is a need and no condition.
    """
    levelled = level(text)
    japanese = _in_japanese(levelled) if "語" in levelled else []
    english = _in_english(levelled) if _NAMED.search(levelled) else []
    return [*japanese, *english]


def _in_japanese(text: str) -> list[Mention]:
    return [
        _mention(*found.span(), found["names"])
        for found in _japanese().finditer(text)
        if not _CARRIES_ON.match(text, found.end())
    ]


def _in_english(text: str) -> list[Mention]:
    mentions: list[Mention] = []
    for found in _english().finditer(text):
        names = next(name for name in found.groups() if name)
        own = _OWN.search(before(text, found.start()))
        if not own and not describes(text, *found.span()):
            mentions.append(_mention(*found.span(), names))
    return mentions + _last_in_english(text)


def _last_in_english(text: str) -> list[Mention]:
    found = _last().search(text, max(0, len(text) - 60))
    if found is None or not _COMMA.match(found[0]):
        return []
    asked = text[max(0, found.start() - 200) : found.start()]
    if not _WHO.search(asked) or _TEXTS.search(asked):
        return []
    return [_mention(*found.span(), found[1])]


def _mention(start: int, end: int, names: str) -> Mention:
    return Mention(start, end, Facet.LANGUAGE, _codes(names))


@lru_cache(maxsize=256)
def _codes(names: str) -> tuple[str, ...]:
    """The codes of 英語か中国語, "English or Chinese"."""
    split = re.sub(r"(?<=語)(?:か|と|や|または|および)|\s(?:or|and)\s", "、", names)
    return parse_languages(split)[0]
