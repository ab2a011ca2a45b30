"""Words that say that something is asked for, not what. They would only add noise to keywords."""

from __future__ import annotations

ENGLISH = frozenset(
    """
    a about all also am an and any anybody anyone are around as at be been but by can could do
    does for from get go had has have help hello here hi how i if in into is it its just know
    like looking me my need needed needs no nobody not of off on one or our out over please
    really run same so some somebody someone than that the their them then there these they
    this to too under up us very want was we were what when where which who whom whose will
    with would you your asap friday monday month months next soon thursday today tomorrow
    tuesday urgent urgently wednesday week weeks year years
    """.split()
)

# Dictionary or normalised forms, as SudachiPy gives them.
JAPANESE = frozenset(
    """
    する 為る ある 有る いる 居る なる 成る できる 出来る くださる 下さる くれる 呉れる もらう 貰う
    いただく 頂く やる 遣る いう 言う 思う 知る 教える 探す 捜す 願う 事 物 もの こと 所 ところ
    よう 様 とき 時 ため 為 など 等 御 方 訳 中 さん 屋 会社 企業 誰 どこ 何処 何 欲しい ほしい 無い
    良い いい 有り難い 困る 紹介 心当たり 皆様 皆さん 弊社 当社 御社 世話 疲れ様 お世話 挨拶
    今日 本日 明日 今週 来週 今月 来月 今年 来年 至急 急ぎ 急ぐ 以内 程度 位 約 納期
    """.split()
)

# Abbreviations of the trade that are English words as well: only capitals mean the trade.
ALSO_WORDS = frozenset(
    "as bet halt hass hast hip led mar mr ms pet pop pr rag rap sat sic sims slam sum sup "
    "tin ve".split()
)

# How many pieces, of whom, for how much, until when: it tells the members nothing apart.
COUNTERS = frozenset(
    """
    個 本 枚 台 つ 点 件 社 名 人 回 円 日 週 週間 か月 ヶ月 カ月 年 年間 時間 分 分間 セット ロット
    """.split()
)

# What these say is no keyword, but a sentence reads otherwise without them. Normalised forms.
FUNCTION_WORDS = {
    "無い": "not",
    "ない": "not",
    "ず": "not",
    "ぬ": "not",
    "彼": "he",
    "彼女": "she",
    "私": "I",
    "僕": "I",
    "俺": "I",
    "我々": "we",
    "私達": "we",
    "彼等": "they",
    "彼女等": "they",
    "私等": "we",
    "我等": "we",
    "僕等": "we",
    "俺等": "we",
    "について": "about",
    "において": "in",
    "にとって": "for",
    "によって": "by",
    "貴方": "you",
    "君": "you",
    "其れ": "it",
    "それ": "it",
    "此れ": "this",
    "これ": "this",
    "誰": "who",
    "何": "what",
    "皆": "everyone",
    "しかし": "but",
    "然し": "but",
    "でも": "but",
    "だから": "so",
    "そして": "and",
    "又": "also",
}
