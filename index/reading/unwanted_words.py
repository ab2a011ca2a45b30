"""The words by which a way of making is ruled out, and what a method may stand beside.

All patterns read levelled text (index.reading.wording).
"""

from __future__ import annotations

import re

from index.reading.patterns import pattern

LONGEST = 16
_MEANS = r"(?:方法|手段|やり方|工法|手法|加工法|プロセス|もの|やつ|タイプ)"
# A choice between things: whatever stands before it is named to be left out.
CHOICE_JAPANESE = pattern(
    rf"""
      以外(?!で?も|に)(?:の{_MEANS}|による(?:方法)?)?
         (?:で(?:あれば)?|の(?=材|素材|金属|樹脂|製品|機種)|を(?=探|希望)|が(?=[いよ良])|(?=なら)|(?=だと)
           |(?=[\s、。,.)]|any\b|$))、?
    | (?<!だけ)(?:では|じゃ|で)(?:なく|無く)(?!て?[もは])て?[、,]?
    | (?:では|じゃ)ない{_MEANS}(?:で|を|が|に)?
    | (?:を|は)(?:除(?:いて|いた|外(?:して)?|く)|対象外)(?:で|の|、)?
    """,
    re.VERBOSE,
)
# Many things can be missing; only a method is one that somebody decides against.
LACK_JAPANESE = pattern(
    rf"""
      (?:は|を)(?:避け|さけ)(?:たい(?:です)?|て|る)(?:ので|、)?
    | は?(?:不可|(?<![a-z])ng(?![a-z])|対象外|パス)(?:で(?:す)?|、)?
    | は?(?:なし|無し|抜き)(?:で(?!も)|の|に)?
    | [をは]?(?:使わ|用い|せ)(?:ずに?|ないで)、?
    | [をは](?:使わ|用い|し)ない(?:で|{_MEANS}(?:で|を|が|に)?)、?
    | は(?:したくない|使いたくない|使えないので)、?
    | 以外の(?=[^、。\s]{{0,4}}処理|工程)
    | (?:では|じゃ)ない(?=[\u4e00-\u9fff\u30a1-\u30fa])
    """,
    re.VERBOSE,
)
NEGATOR_JAPANESE = pattern(
    r"以外|(?:では|じゃ|で)(?:なく|無く|ない)|[をは]除|[はを](?:避け|さけ)|は?(?:不可|(?<![a-z])ng(?![a-z])|対象外|パス)"
    r"|は?(?:なし|無し|抜き)|[をは]?(?:使わ|用い|せ)(?:ず|ない)|[をは]しない|は(?:した|使いた|使え)"
)
RUN = pattern(r"[\u3041-\u30fa\u4e00-\u9fff々ーa-z0-9-]+$")
NOUN = pattern(r"(?:[\u30a1-\u30faー]{2,}|[\u4e00-\u9fff々]{2,}|[a-z][a-z0-9-]+)+$")
JOINT_JAPANESE = pattern(r"(?:[、・/]|と|や|か|または|および)$")
# What a noun ends with or begins behind: 板を|深絞り, 部品の|めっき. はんだ and とぎ begin nouns.
PARTICLES = pattern(
    r"(?<=[^ぁ-ん])(?:から(?!く)の?|での?|への?|による|[をの]|は(?!んだ|り|ぜ|め)|が(?!ら)|に(?!じみ|かわ|ゅ)"
    r"|[とや](?=[^ぁ-ん]))|(?<=[きけしみりれ])(?:[をの]|[はがにでとや](?=[^ぁ-ん]|めっき))"
    r"|(?:して|した|する|たい)"
)
# 手の|TIG, ブロックからの|削り出し: cut with the method, as it tells nothing of the need.
MODIFIER = pattern(r"(?:手(?:作業|動)?の|(?:[\u30a1-\u30faー]{2,10}|[\u4e00-\u9fff]{1,4})からの)$")
# What makes another noun of a method (溶接|歪み), unless it is only its ending (溶接|加工).
OWN_ENDING = pattern(
    r"[ぁ-ん]*(?:処理|加工|法|工程|作業|方式|仕上げ?|出し|付け?|取り|込み|抜き)?[ぁ-ん]*"
)
# Words that choose a day, a reason or a person and no way of making.
NO_TRADE = pattern(
    r"(?:平日|土日|祝日|日本|国内|海外|上記|下記|以上|自社|弊社|当社|他社|専門|必要|問題|可能|必須|単純|簡単"
    r"|本当|今回|今すぐ|個人|自分|全部|一部|英語|営業|急ぎ|至急|それ|これ|業者|会社|企業)$"
)
DEFECT = pattern(
    r"(?:剥離|はがれ|バリ|反り|ソリ|歪み?|ひずみ|割れ|クラック|変形|気泡|ボイド|汚れ|傷|キズ|干渉|欠陥"
    r"|(?:継ぎ?|つなぎ|合わせ)目|段差|漏れ|もれ|ムラ|むら|残り|跡|痕)$"
)

_CHOICE_ENGLISH = (
    r"instead\ of|rather\ than|(?:anything|any\ (?:method|process|way|route|technique))"
    r"\ (?:but|besides|except|other\ than)|other\ than|except(?:\ for)?|excluding|apart\ from"
    r"|but\ not|(?:as|so)\ long\ as\ (?:it|they|that)(?:'s|'re|\ is|\ are)\ not|skip(?:ping)?"
)
_LACK_ENGLISH = r"not|no|without|avoid(?:ing)?|never"
NEGATOR_ENGLISH = pattern(
    rf"(?<![\w-])(?:(?P<choice>{_CHOICE_ENGLISH})|(?P<lack>{_LACK_ENGLISH}))\s+"
    r"(?:(?:using|any|by|with|via|through|doing|use\ of|the\ use\ of|the|be)\s+)*",
    re.VERBOSE,
)
PHRASE = pattern(r"[a-z0-9][\w/-]*(?:\ [a-z0-9][\w/-]*){0,3}", re.ASCII)
JAPANESE_PHRASE = pattern(r"[\u30a1-\u30fa\u4e00-\u9fff々ー]+(?:めっき|[りれけきみし](?![\w]))?")
STOP = pattern(
    r"\s*(?:$|[,.;:?!)\n]|\s(?:please|needed|required|wanted|allowed|and|or|nor|but|on|for|in|at|with|to"
    r"|possible|because|since|as|if|due|of|from|by|so|out|any|will|is|are)\b)"
)
JOINT_ENGLISH = pattern(
    r"\s*(?:,\s*(?:(?:or|and|nor)\s+)?(?:no|not)\s+|,\s*(?:or|nor)\s+|\s(?:or|and|nor)\s+(?:no\s+)?"
    r"|,\s*(?=[a-z -]{2,30},?\s(?:or|nor)\s))"
)
# Said for short of what is done with them: "no laser, no plasma, no gas".
SHORT_FOR_METHOD = frozenset("laser plasma flame oxyfuel waterjet edm tig mig".split())
SHORT_IN_LIST = frozenset("gas arc wire water heat solvent acid".split()) | SHORT_FOR_METHOD
# "machined |out of a billet"
FROM_WHAT = pattern(r"\s+(?:out\ of|from)\s+(?:an?\s+|the\s+)?\w+(?=\s*(?:$|[,.;:?!)]))")
WORD_END = pattern(
    r"\b(?:and|or|nor|but|on|for|in|at|with|to|please|because|if|from|by|so|of|out|any|will|is|are)\b"
)
STATED = pattern(r"\b(?:is|are|was|were|does|do|did|can|has|have|had|there(?:'s)?|if|why)\s+$")
NO_TRADE_ENGLISH = pattern(
    r"(?:that|this|these|those|it|us|me|you|them|later|the|a|an|my|our|your|what|one|buying|having|being"
    r"|making|importing|only|just|necessarily|english|japanese|sure|too|very|more|less)\b"
)
