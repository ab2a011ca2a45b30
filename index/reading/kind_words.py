"""The words for kinds of members as a question has them, beside those of an import file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from profiles.model import Kind

# 中小企業 and what else such a firm is called where its type is spelled out beside it
_SMALL_JA = r"(?:中小(?:企業|メーカー|の会社)?|smes?|町工場|小さな?い?(?:会社|工場|メーカー))"
_SMALL_EN = (
    r"(?:smes?|small(?:er)?\s+(?:compan(?:y|ies)|firms?|business(?:es)?|makers?|manufacturers?))"
)
_OWN_PRODUCTS = r"(?:their|its|an|some)?\s*own\s+(?:products?|brands?)"
_GLOSS = r"(?:\s?\([^()\n]{1,16}\))?"

_PUBLIC = (Kind.RESEARCH_INSTITUTE, Kind.MUNICIPALITY, Kind.CHAMBER, Kind.SUPPORT)


@dataclass(frozen=True, slots=True)
class KindWords:
    """Words (as regular expressions over levelled text) for members of any of ``kinds``.

    ``excluded``: whoever is named by them is of none of the kinds (民間 is no university).
    ``vague`` words say more about the work than about the firm; only the plainest wording counts.
    ``limiting`` words say themselves that nobody else is wanted (企業限定).
    """

    kinds: tuple[Kind, ...]
    japanese: str
    english: str
    excluded: bool = False
    vague: bool = False
    limiting: bool = False


KIND_WORDS = {
    "university": KindWords(
        (Kind.UNIVERSITY,),
        r"大学(?:院|等)?(?:の?(?:研究室|先生方?|教授|教員|研究者|ラボ))?|研究室|教授|高専|高等専門学校",
        r"(?:universit(?:y|ies)|univ?s?\b\.?)(?:\s+(?:research\s+)?(?:labs?|laborator(?:y|ies)|groups?|professors?"
        r"|researchers?|partners?))?|uni\s+labs?|professors?|academics?\s+(?:partners?|labs?|groups?)"
        r"|academics|academia|technical\s+colleges?",
    ),
    "institute": KindWords(
        (Kind.RESEARCH_INSTITUTE,),
        r"公設試(?:験(?:研究)?(?:機関|場|所))?|[都県府道]?産技研|(?:産業|工業)技術(?:総合|研究)?センター"
        r"|(?:工業)?試験場|国研|国立(?:の)?研究(?:開発法人|機関|所)|公的な?(?:試験)?(?:研究|試験)機関"
        r"|(?:試験)?研究機関|研究所",
        r"(?:public|national|government|prefectural)\s+(?:(?:research|test(?:ing)?|technology)\s+)?"
        r"(?:institut(?:e|ion)s?|lab(?:s|oratory|oratories)?|cent(?:er|re)s?)"
        r"|research\s+institut(?:e|ion)s?|industrial\s+technology\s+cent(?:er|re)s?",
    ),
    "large": KindWords(
        (Kind.LARGE_COMPANY,),
        r"大手(?:企業|メーカー|の?会社|業者)?|大企業|大会社|上場企業",
        r"(?:large|big|major|listed)\s+(?:compan(?:y|ies)|corporat(?:ion|e)s?|firms?|enterprises?"
        r"|manufacturers?)",
    ),
    # These spell out the type of small firm; they come before the words for any.
    "making": KindWords(
        (Kind.PRODUCT_SME,),
        r"own[\s-]products?の?中小(?:企業|メーカー)?"
        r"|自社(?:製品|商品|ブランド)(?:を(?:持つ|持った|作る)|のある|系|型)?"
        rf"(?:メーカー)?(?:系|型)?の?\s?{_SMALL_JA}",
        rf"{_SMALL_EN}\s+(?:with|having|(?:that|which|who)\s+(?:have|has|makes?|sells?|designs?|offers?))\s+{_OWN_PRODUCTS}"
        rf"|own[\s-]products?\s+(?:{_SMALL_EN}|makers?)|product[\s-](?:making|developing)\s+{_SMALL_EN}",
    ),
    "processing": KindWords(
        (Kind.SUPPORTING_SME,),
        rf"(?:基盤(?:的)?技術|サポーティング|サポート|支援|受託加工|加工受託|下請け?)(?:型|系|タイプ)?の?\s?"
        rf"{_SMALL_JA}{_GLOSS}",
        r"(?:small\s+)?supporting(?:[\s-]type)?\s+smes?"
        r"|small\s+supporting\s+(?:\(job[\s-]shop\)\s+)?(?:compan(?:y|ies)|firms?|enterprises?)"
        r"|supporting[\s-]type\s+(?:compan(?:y|ies)|firms?)"
        r"|job[\s-]shop\s+(?:type\s+)?(?:smes?|compan(?:y|ies)|firms?)",
    ),
    "sme": KindWords(
        (Kind.PRODUCT_SME, Kind.SUPPORTING_SME),
        r"中小零細(?:企業)?|中小(?:企業|メーカー|の会社)?|零細企業|町工場|小さな?い?(?:会社|工場|町工場)",
        r"small(?:er)?\s+(?:compan(?:y|ies)|firms?|business(?:es)?|(?:machine\s+)?shops?|workshops?)"
        r"|small[\s-]+and[\s-]+medium(?:-sized|\s+sized)?\s+(?:enterprises?|compan(?:y|ies)|business(?:es)?)"
        r"|smes?",
    ),
    "supporting": KindWords(
        (Kind.SUPPORTING_SME,),
        r"協力工場|加工屋|下請け?(?:工場|会社)?",
        r"job\s+shops?|(?:sub)?contract\s+manufacturers?|subcontractors?",
        vague=True,
    ),
    "municipality": KindWords(
        (Kind.MUNICIPALITY,),
        r"[市区]役所|[町村]役場|役所|役場|県庁|(?:地方)?自治体",
        r"cit(?:y|ies)\s+(?:halls?|offices?)|municipalit(?:y|ies)|local\s+(?:governments?|authorit(?:y|ies))",
    ),
    "chamber": KindWords(
        (Kind.CHAMBER,),
        r"商工会(?:議所)?",
        r"(?:local\s+)?chambers?\s+of\s+commerce(?:\s+and\s+industry)?|local\s+chambers?",
    ),
    "finance": KindWords(
        (Kind.FINANCE,),
        r"(?:地方|大手)?銀行|信金|信用金庫|信用組合|地銀|金融機関|メガバンク",
        r"banks?|credit\s+(?:unions?|associations?)|lenders?|financial\s+institutions?"
        r"|shinkin(?:\s+banks?)?",
    ),
    "support": KindWords(
        (Kind.SUPPORT,),
        r"(?:公的|産業)?支援(?:機関|団体)|(?:産業振興)?財団|産業振興公社|npo(?:法人)?",
        r"(?:business\s+)?support\s+(?:organi[sz]ations?|agenc(?:y|ies)|bod(?:y|ies))"
        r"|non-?profits?|npos?|business\s+incubators?",
    ),
    "public": KindWords(
        _PUBLIC,
        r"公[的共]な?(?:機関|ところ)",
        r"public\s+(?:bod(?:y|ies)|organi[sz]ations?|agenc(?:y|ies)|sector)",
    ),
    "private": KindWords(
        (Kind.UNIVERSITY, Kind.RESEARCH_INSTITUTE),
        r"民間(?:企業|会社|業者|事業者|ラボ|の(?:会社|企業|業者|ところ|試験所|試験機関|ラボ))?",
        r"private\s+(?:sector|compan(?:y|ies)|firms?)"
        r"|commercial\s+(?:shops?|labs?|laborator(?:y|ies)|firms?|compan(?:y|ies)|suppliers?|providers?)",
        excluded=True,
    ),
    "company": KindWords(
        (Kind.UNIVERSITY, Kind.RESEARCH_INSTITUTE),
        r"(?:企業|会社|業者)(?:さん)?(?:限定|のみ|だけ|オンリー)"
        r"(?:で(?:す|(?=お願い|探|さが|[、。\s]|$))|(?=[、,。.)\s！!]|$))|(?:企業|会社|業者)限定で(?![はきなも])",
        r"only\s+(?:companies|firms)(?:\s+please)?(?=\s*(?:$|[,.;:)!\n]))"
        r"|(?:companies|firms)\s+only(?:\s+please)?(?=\s*(?:$|[,.;:)!\n]))",
        excluded=True,
        limiting=True,
    ),
}

_JAPANESE_ADJECTIVES = r"(?:国公立|国立|公立|私立|理工系|理系|地元|近隣|地方|地域の?)?"
ENGLISH_ADJECTIVES = (
    r"(?:(?:local|regional|nearby|good|japanese|technical|national|public|private|state|small|large"
    r"|big|specialist|specialised|specialized|friendly|trusted|suitable)\s+){0,2}"
)


def _named(language: str) -> str:
    return "|".join(
        f"(?P<{name}_{language[:2]}>{getattr(words, language)})"
        for name, words in KIND_WORDS.items()
    )


def compile_kind_words() -> re.Pattern[str]:
    """One pattern for all words; the group that matched is the key of ``KIND_WORDS`` and _ja/_en.

    In Japanese a name (東京大学) or a compound before the word makes another word of it.
    """
    return re.compile(
        rf"(?<![\u4e00-\u9fff々\u30a1-\u30faーa-z0-9]){_JAPANESE_ADJECTIVES}(?:{_named('japanese')})"
        rf"|(?<![\w'-])(?:{_named('english')})(?![\w-])"
    )
