"""Japanese, for reasons."""

from __future__ import annotations

from bot.messages.why_words import WhyWords
from index.reading.mentions import Facet
from profiles.model import Kind
from profiles.values.kinds import LABELS_JA

WHY_JAPANESE = WhyWords(
    comma="、",
    either="・",
    more="{names}ほか{count}件",
    language_names={
        "ja": "日本語",
        "en": "英語",
        "zh": "中国語",
        "ko": "韓国語",
        "vi": "ベトナム語",
        "th": "タイ語",
        "id": "インドネシア語",
        "ms": "マレー語",
        "tl": "タガログ語",
        "my": "ミャンマー語",
        "ne": "ネパール語",
        "de": "ドイツ語",
        "fr": "フランス語",
        "es": "スペイン語",
        "pt": "ポルトガル語",
        "it": "イタリア語",
        "ru": "ロシア語",
    },
    a_kind=LABELS_JA,
    a_kind_of={
        frozenset({Kind.LARGE_COMPANY, Kind.PRODUCT_SME, Kind.SUPPORTING_SME}): "企業",
        frozenset({Kind.PRODUCT_SME, Kind.SUPPORTING_SME}): "中小企業",
    },
    at_most="従業員{count}人以下",
    at_least="従業員{count}人以上",
    employees="従業員{count}人",
    asked={
        Facet.PREFECTURE: "場所",
        Facet.CITY: "場所",
        Facet.KIND: "種別",
        Facet.CERTIFICATION: "認証",
        Facet.LANGUAGE: "言語",
        Facet.SIZE: "規模",
    },
    near="近く",
    excluded="除外",
    repair="{typed} → {read}",
    repaired="{repairs} と読みました",
    met="✓ {what}",
    pair="{said} ← {asked}",
    serves="対応",
    lacks="合わない点",
    lacking={
        Facet.PREFECTURE: "{asked}ではありません（{has}）",
        Facet.CITY: "{asked}ではありません（{has}）",
        Facet.KIND: "{asked}ではありません",
        Facet.CERTIFICATION: "{asked}の記載なし",
        Facet.LANGUAGE: "{asked}対応の記載なし",
        Facet.SIZE: "{asked}ではありません（{has}）",
    },
    not_stated={
        Facet.PREFECTURE: "所在地の記載なし",
        Facet.CITY: "所在地の記載なし",
        Facet.SIZE: "従業員数の記載なし",
    },
    ruled_out={
        Facet.PREFECTURE: "{has}にあります（除外）",
        Facet.CITY: "{has}にあります（除外）",
        Facet.KIND: "{has}です（除外）",
        Facet.CERTIFICATION: "{has}を取得しています（除外）",
        Facet.LANGUAGE: "{has}に対応しています（除外）",
        Facet.SIZE: "{has}です（除外）",
    },
    unsaid="会員の紹介に{words}の記載がありません",
    part="{part}：{names}",
    part_of_nobody="見つかりません",
    between_names="、",
    between_parts=" ／ ",
    nobody_meets="条件に合う会員は見つかりませんでした。",
    nearest_otherwise="条件を外した場合に近い会員は、次のとおりです。",
    no_nearest="内容の近い会員も見つかりませんでした。",
)
