"""What must stand around the name of a place for it to be a condition.

The patterns look at ``plain`` text: half width, lower case. Those that tell names by their capital
letters say so. Whatever is not listed here makes a name part of something else: of an organisation
(東京大学, Osaka Gas), of a person (立川さん), of what the need is about (大阪への輸出).
"""

from __future__ import annotations

import re

from index.reading.mentions import Facet
from index.reading.patterns import pattern


def _any(words: str) -> str:
    """An alternation of the words, longest first."""
    return "(?:" + "|".join(sorted(words.split(), key=len, reverse=True)) + ")"


# --- Japanese, behind the name -------------------------------------------------------------------

_NEAR = _any("近く 近隣 近所 近辺 近郊 付近 周辺 そば あたり 辺り 界隈 方面 寄り エリア 地区 地域")
_CLOSE = _any("から近い から近くの からすぐの から通える から行ける に近い")
_NOT = _any(
    "以外 を除 は除 除く 除き を外し は外し を避 は避 抜き ではな じゃな でな はng は不可 はなし "
    "は無し は× は遠 は対象外 はだめ はダメ は嫌 はパス"
)
_AT = _any(
    "にある にいる にいらっしゃる に所在する に拠点を置く に拠点がある に拠点のある に拠点を持つ "
    "に本社がある に本社のある に工場がある に工場のある に工場を持つ 在住の での でも であれば "
    "を中心に を中心とした を拠点に を拠点とする 中心で 中心に 限定で 限定の "
    "限定 希望 のみで のみの のみ だけで だけの だけ 優先で 優先 がいい のいずれかで のいずれかの "
    "が良い がよい が望ましい がベスト なら などで などの とかで とかの"
)
# 町田でお願い, but not 町田です, and not できる.
_BY = r"では(?!な|あ)|で(?![きすしはもあなの])"
_MEMBER = _any(
    "会社 企業 工場 業者 メーカー 屋 大学 研究室 研究所 研究者 技術者 職人 先生 教授 ところ 所 "
    "とこ 方 人 専門家 コンサル 事務所 センター 機関 団体 商社 パートナー 外注先 委託先 発注先 "
    "協力先 加工先 仕入先 ベンチャー スタートアップ 会員 ラボ 高専 事業者 拠点"
)
# What は or で or の introduces is then about the place, not somebody there.
_TOPIC = _any(
    "展示会(?!ブース|用|向け) 展覧会 見本市 出展 開催 開かれ "
    "販売(?!管理|システム|ソフト|データ|代理店) 売り(?!上) 売れ 販路 商談会 出店 営業所 支店 学会 "
    "イベント 講演会 暮ら 生まれ 育っ 観光 "
    "補助金 助成金 補助制度 天気 気候 市場 需要 "
    "顧客(?!管理|データ|情報|満足) 客先 お客 取引先(?!管理) オフィス(?!家具|機器|清掃) 工場を建 "
    "工場を新設 採れ 獲れ 本社 支社 自社 弊社 当社 市長 知事 "
    "役所(?:へ|に)(?:提出|届|申請|納) 条例 歴史 "
    "ランチ ラーメン 名物 土産 居酒屋 土地 物件 者です お世話"
)
# 東京のけいこさん: a person
_PERSON = r"[ぁ-ん]{2,6}(?<!とこ)(?<!ところ)(?<!や)(?:さん|ちゃん|くん)"
_END = r"(?=\s*(?:$|[。、，．,.;:!?)）」』】\]/|…~〜・]))|\s+(?=\S)"

JAPANESE_TAIL = pattern(
    rf"""
    (?:内|全域|一円)?
    (?P<near> (?:駅前?)? の?(?:すぐ)? {_NEAR} )?
    (?:駅前?)?
    (?:\s(?=で|の|に))?
    (?:
        (?P<close> {_CLOSE} )
      | (?P<tie> {_AT} | {_BY} )
      | (?P<of> の )
      | (?P<negated> (?={_NOT} | 外(?:の|で|に|から|$)) )
      | (?P<end> {_END} )
      | (?P<open> )
    )
    """,
    re.VERBOSE,
)
# 八王子で補助金に詳しい方: help with it is sought there.
HELP_FOLLOWS = pattern(
    r"(?:補助金|助成金)(?:の|に|を)?(?:申請)?(?:の|に|を)?"
    r"(?:支援|サポート|手伝|詳し|強|相談|得意|代行|コンサル|書け|書い)"
)
MEMBER_FOLLOWS = pattern(rf"[^。、，,\nはがをに]{{0,15}}?{_MEMBER}")
TOPIC_FOLLOWS = pattern(rf"[^。、，,.\n]{{0,20}}?{_TOPIC}|{_PERSON}")
# 八王子でめっきをしております: who asks speaks of himself. 八王子で探しております: he does not.
SELF_FOLLOWS = pattern(
    r"""[^。\n]{0,40}?
        (?: (?<![探集討望]) (?<![探集討望]し) して[いお]り?ます(?!か)
          | 営んで | 経営して | やって[いお]り?ます(?!か) | と申します | の者です | の会社です
          | の会社ですが | に(?:あり|おり)ます )""",
    re.VERBOSE,
)

# --- Japanese, before the name -------------------------------------------------------------------

FRAGMENT_START = pattern(
    r"(?:^|[\s。、，,.;:!?(（「『【\[/|・=~〜-]|[^は]は|できれば|なるべく|場合)$"
)
_SELF_JA = pattern(
    r"(?:弊社|当社|当方|自社|(?<!の)うち|私|我々|我が社|わが社|こちら)(?:ども|たち)?(?:は|も|、)"
    r"(?![^。\n]*(?:探|希望|お願い|欲し|外注|頼))[^。\n]{0,8}$"
)

# --- English -------------------------------------------------------------------------------------

_NEAR_EN = r"near(?:by|\s+to)?|around|close\s+to|next\s+to|not\s+(?:too\s+)?far\s+from"
LEAD = pattern(
    rf"""
    \b(?: (?:based|located|situated|somewhere|anywhere|ideally|preferably)\s+ )*
    (?: in\s+or\s+ )?
    (?: (?P<near> {_NEAR_EN} | within\s+\d+\s*(?:km|kilomet\w+|miles?|min\w*)\s+(?:of|from) )
      | (?P<source> from | at )
      | in | within | inside | across | throughout )
    \s+ (?: the\s+ )? (?: [a-z]+-ku,\s+ )? $
    """,
    re.VERBOSE,
)
NEGATION = pattern(
    r"\b(?:except(?:\s+for)?|excluding|outside(?:\s+of)?|other\s+than|but|not|no|avoid"
    r"|(?:any|every)(?:where|one|body|thing)\s+(?:else\s+)?besides|skip|leave\s+out|apart\s+from)"
    r"\s+(?:the\s+)?$"
)
LABEL = pattern(r"\b(?:location|place|area|region|where)\s*[:=]\s*$")
TOPIC_BEFORE = pattern(
    r"""\b(?: export\w* | ship\w* | deliver\w* | sell\w* | sold | sales | expand\w* | exhibit\w*
          | exhibitions? | shows? | fairs? | market\w* | customers? | clients? | offices?
          | branch\w* | events? | conferences? | mov(?:e|ed|ing) | relocat\w* | open\w*
          | liv(?:e|es|ed|ing) | resid\w+ | born | weather | climate | earthquakes? | pollution
          | traffic | population | tourism | data | samples? | interested | invest\w* | experience
          | observed | conducted | held | lunch | dinner
          | restaurants? | hotels? )\b [^.,;\n]{0,20} $
        # What is told of a thing: the museum is located in Nara, a study of debris in Fukushima.
      | (?<!\bwho\ )(?<!\bthat\ )(?<!\bwhich\ ) \b(?:is|are|was|were)\s+(?:\w+(?:ed|ly)\s+)? $
      | \b(?:stud(?:y|ies)|surveys?|effects?|impacts?|history|maps?|assessment)\s+(?:of|on)\b
        [^.;\n]{0,60} $""",
    re.VERBOSE,
)
_SEEKING = r"look|search|seek|need|want|after|find|hop|wish|would|try|know|anyone|who"
_SELF_EN = pattern(
    rf"\b(?:our|my|(?:we|i)(?:['’](?:re|m)|\s+(?:are|am|work|operate|run|make)))\b"
    rf"(?![^.;\n]*\b(?:{_SEEKING}))[^.;,\n]{{0,25}}$"
)
_MEMBERS_EN = _any(
    r"compan(?:y|ies) firms? suppliers? manufacturers? makers? shops? factor(?:y|ies) vendors? "
    r"smes? partners? workshops? subcontractors? contractors? startups? labs? laborator(?:y|ies) "
    r"universit(?:y|ies) consultants?"
)
ENGLISH_TAIL = pattern(
    rf"""
    (?P<based> [\s-]+based\b )
  | (?P<near> [\s-]+(?:area|region|district|vicinity)\b )
  | (?P<only> \s+(?:only|preferred|preferably)\b )
  | (?P<topic> ['’]s\b
      | \s+(?:markets?|beef|protocol|olympics?|bay|port|airport|customers?|office|branch|style
             |earthquakes?|stock|university|institute)\b )
  | (?P<members> \s+(?=(?:(?!(?:and|or|to|in|for)\b)[a-z]+\s+){{0,2}}{_MEMBERS_EN}\b) )
  | (?P<comma> \s*[,:;]\s+(?!\w\.) )
  | (?P<end> (?:\s+station\b)? (?:,\s*japan)?(?=[\s.?!)]*$) )
  | (?P<open> (?:,\s*japan\b|\s+station\b)? )
    """,
    re.VERBOSE,
)
# A name of more words (in the text as written): Osaka Gas, Tokyo Institute. ISO and CNC are none.
LONGER_NAME = pattern(r"\s(?!I\b|Japan\b|Station\b)[A-Z][a-z]")
CAPITALISED_BEFORE = pattern(r"(?:[A-Z]\w*|\bof|&)[\s-]$")
ONWARD = pattern(r"\s+to\b")
AREA_WORD = pattern(r" (?:area|region|district)$")
BREAK_BEFORE = pattern(r"[,;|/(–—]\s*$")

# --- All languages -------------------------------------------------------------------------------

CONNECTOR = pattern(
    r"(?:内|周辺|付近|近辺|あたり)?\s*(?:か|や|と|または|又は|もしくは|あるいは|および|[・、，,/&]|,?\s+(?:or|and)\s(?:in\s|near\s)?)\s*"
)
_CUES = pattern(
    r"[?？]|探|お願い|ください|下さい|教え|ませんか|たい|欲し|ほし|紹介|希望|求|頼|困"
    r"|\b(?:looking|look|need|needs|who|anyone|anybody|someone|can|could|want|seeking|please|help)\b"
)
_TOLD = pattern(
    r"(?:the|this|these|it|we|our|researchers|students|in\s+this)\b[^?]*?"
    r"\b(?:is|are|was|were|will|ha(?:s|ve)|aims?|built|develops?|developed|stud(?:y|ies|ied)"
    r"|investigates?d?|explores?d?|presents?|provides?|proposes?d?|makes?|made)\b"
)
_LONG = 240


def is_account(plain: str) -> bool:
    """Whether the text tells of something and asks for nothing: its places are no conditions."""
    return (len(plain) > _LONG or bool(_TOLD.match(plain))) and not _CUES.search(plain)


def speaks_of_asker(before: str) -> bool:
    """Whether the words before a name say that it is where the asker is."""
    return bool(_SELF_JA.search(before) or _SELF_EN.search(before))


# Two facets joined: 神奈川県の相模原市, "Sagamihara, Kanagawa", "Sagamihara (Kanagawa)".
_JOINTS = {
    (Facet.PREFECTURE, Facet.CITY): frozenset(("", " ", "の", ", ", ",", " (", "(")),
    (Facet.CITY, Facet.PREFECTURE): frozenset((", ", ",", " (", "(")),
}


def are_one(first: Facet, second: Facet, between: str) -> bool:
    """Whether a prefecture and a city with this ``between`` them are one address."""
    return between in _JOINTS.get((first, second), ())


# --- Names ---------------------------------------------------------------------------------------

# Surnames, makers and common words: の alone does not make a place of them.
DOUBTFUL = frozenset(
    "日野 日立 小松 富士 三島 石川 宮崎 山口 福井 大和 豊田 川崎 立川 堺 本庄 大野 松本 上田 岡崎 "
    "三好 桜井 秦野 長野 千葉 福島".split()
)
# Sudachi takes them for persons or common words; with で or 周辺 behind they are places.
SAID_OF_PLACES = frozenset(
    "熊谷 川口 和光 羽生 古河 取手 柏 蕨 塩尻 見附 銚子 千曲 笠間 小山 立川 日野 町田 三郷 "
    "豊田 十日町 裾野 富士宮 大月 北斗 総社 廿日市 燕 堺".split()
)
# English words, and makers: only as "Date City", "Toyota-shi".
ENGLISH_WORDS = frozenset(
    "date mine tome toon saga soma tone wake tobe usa so kin sue go same mori sake nose hiji sera "
    "kama kami wako toyota hitachi komatsu suzuka yamaha obama tara taki umi sai ito aso ise kai "
    "ama ono kato goto saka kuma".split()
)
# Makers too: not "from Hino", "at Kawasaki".
MAKERS = frozenset("hino kawasaki fuji asahi yamato matsumoto ueda noda sano".split())
