"""What sort of organisation: Japanese and English words for the kinds."""

from __future__ import annotations

import re
from functools import lru_cache

from profiles.model import Kind
from profiles.text import fold_words

LABELS_JA = {
    Kind.LARGE_COMPANY: "大企業",
    Kind.PRODUCT_SME: "製品開発型中小企業",
    Kind.SUPPORTING_SME: "基盤技術型中小企業",
    Kind.UNIVERSITY: "大学",
    Kind.RESEARCH_INSTITUTE: "公設試・研究機関",
    Kind.MUNICIPALITY: "自治体",
    Kind.CHAMBER: "商工会議所",
    Kind.FINANCE: "金融機関",
    Kind.SUPPORT: "支援機関",
    Kind.OTHER: "その他",
}

_ALIASES = {
    Kind.LARGE_COMPANY: (
        "大企業|大手企業|大手|上場企業|large company|large enterprise|large firm|"
        "large corporation|enterprise|major company"
    ),
    Kind.PRODUCT_SME: (
        "製品開発型中小企業|製品開発型|製品開発型企業|中小企業（製品開発型）|"
        "自社製品型中小企業|自社製品メーカー|自社製品保有企業|メーカー|研究開発型企業|"
        "研究開発型中小企業|開発型企業|product sme|sme (own products)|product company|"
        "product developer|product manufacturer|manufacturer (own products)|startup|start-up|"
        "スタートアップ|ベンチャー企業|ベンチャー|大学発ベンチャー"
    ),
    Kind.SUPPORTING_SME: (
        "基盤技術型中小企業|基盤技術型|基盤技術型企業|中小企業（基盤技術型）|加工業|受託加工|"
        "受託加工型中小企業|部品加工業|サポーティングインダストリー|協力企業|加工|"
        "部品加工|supporting sme|"
        "sme (processing to order)|sme (contract processing)|supporting industry|job shop|"
        "contract manufacturer|subcontractor|processing sme"
    ),
    Kind.UNIVERSITY: (
        "大学|高専|高等専門学校|大学院|短期大学|大学・高専|大学・研究室|大学研究室|研究室|"
        "教育機関|大学・研究機関|university|college|academia|academic|university laboratory|"
        "university lab|institute of technology|school"
    ),
    Kind.RESEARCH_INSTITUTE: (
        "公設試・研究機関|公設試|公設試験研究機関|研究機関|研究所|国立研究開発法人|"
        "公的研究機関|試験研究機関|公設試験場|産業技術センター|試験機関|research institute|"
        "research institution|research organisation|research organization|"
        "public research institute|testing institute|national laboratory|research"
    ),
    Kind.MUNICIPALITY: (
        "自治体|地方自治体|地方公共団体|市役所|区役所|町役場|村役場|市町村|行政|行政機関|県|"
        "市|官公庁|municipality|local government|city office|city hall|city|government|"
        "public body|prefecture"
    ),
    Kind.CHAMBER: (
        "商工会議所|商工会|商工会議所・商工会|商工会・商工会議所|商工団体|経済団体|chamber|"
        "chamber of commerce|chamber of commerce and industry|"
        "society of commerce and industry|commerce association"
    ),
    Kind.FINANCE: (
        "金融機関|銀行|信用金庫|信金|信用組合|金融|地方銀行|地域金融機関|ベンチャーキャピタル|"
        "bank|finance|financial institution|credit union|shinkin bank|credit association|"
        "venture capital"
    ),
    Kind.SUPPORT: (
        "支援機関|産業支援機関|中小企業支援機関|支援団体|財団|公益財団法人|一般財団法人|組合|"
        "協同組合|公的支援機関|支援|産業支援|インキュベーション施設|インキュベーター|コンサルタント|"
        "コンサルティング|士業|support|support organisation|support organization|"
        "support agency|business support|foundation|incubator|consultant|consulting|"
        "intermediary"
    ),
    # Words that say nothing about the kind are no reason to turn a member away.
    Kind.OTHER: (
        "その他|他|中小企業|中小|中堅企業|小規模事業者|企業|会社|法人|民間企業|一般企業|製造|製造業|"
        "商社|卸売業|建設業|サービス業|it|ソフトウェア業|npo法人|一般社団法人|社団法人|個人|個人事業主|正会員|"
        "準会員|賛助会員|特別会員|一般会員|法人会員|団体会員|個人会員|名誉会員|other|others|sme|"
        "company|small business|small and medium enterprise|member|regular member|"
        "associate member|misc"
    ),
}

# A longer wording is understood by its key word, as long as only one kind has one in it.
_KEY_WORDS = {
    Kind.LARGE_COMPANY: "大企業|大手|largecompan|largeenterprise",
    Kind.PRODUCT_SME: "製品開発|自社製品|自社ブランド|ownproduct|productsme",
    Kind.SUPPORTING_SME: "基盤技術|受託加工|加工業|部品加工|下請|processingtoorder|supportingsme",
    Kind.UNIVERSITY: "大学(?!発)|高専|高等専門学校|universit|college",
    Kind.RESEARCH_INSTITUTE: "公設試|研究機関|研究所|国立研究開発|researchinstitut",
    Kind.MUNICIPALITY: "自治体|市役所|区役所|役場|県庁|municipal|localgovernment|cityoffice",
    Kind.CHAMBER: "商工会|chamberofcommerce",
    Kind.FINANCE: "銀行|信用金庫|信用組合|金融|bank|financ",
    Kind.SUPPORT: "支援機関|支援団体|支援センター|財団法人|supportorgani",
}


_TABLE = {
    fold_words(alias): kind
    for kind, aliases in _ALIASES.items()
    for alias in (kind.value, *aliases.split("|"))
}
_PATTERNS = tuple((kind, re.compile(words)) for kind, words in _KEY_WORDS.items())


@lru_cache(maxsize=4096)
def parse_kind(text: str) -> Kind | None:
    """The kind that the text names; None if it names none or several."""
    key = fold_words(text)
    if known := _TABLE.get(key):
        return known
    named = [kind for kind, pattern in _PATTERNS if pattern.search(key)]
    return named[0] if len(named) == 1 else None


def allowed_kinds() -> str:
    """What may be written, for messages: 大企業 (large_company), ..."""
    return ", ".join(f"{label} ({kind})" for kind, label in LABELS_JA.items())
