"""How somebody of a kind is wanted: 大学で, 銀行を探して, "at a university", "only banks".

The phrases around a word for organisations, in levelled text (index.reading.wording).
"""

from __future__ import annotations

import re

from index.reading.kind_words import ENGLISH_ADJECTIVES
from index.reading.patterns import pattern
from index.reading.wording import before

# 大学の先生, 町工場さん
_PEOPLE = (
    r"(?:さん|様|等|など|系|関係者?)?"
    r"(?:の(?:先生方?|教授|教員|研究者|研究室|方々?|かた|人|ところ|とこ|担当者?|専門家|ラボ|窓口))?"
    r"(?:さん)?"
)
_PEOPLE_BEHIND = pattern(_PEOPLE)
# What is done there is told, not asked for: 大学で開発された, 銀行で使う, 大手で断られた.
_TOLD = (
    r"断|使|用い|利用|働|勤|学|教|講義|授業|生まれ|培|展示|発表|導入|採用|採択|運用|稼働|人気|話題|増え"
    r"|起き|行われ|行っ|作られ|販売|扱|購入|購買|困|問題|必要|求め|進め|普及|流行|注目"
    r"|開発(?:され|した|し、|中)|研究(?:され|した|し、|して|中)"
)
_JAPANESE = pattern(
    rf"""
    (?P<people>{_PEOPLE})
    (?:
      (?P<at>で)(?!も|の|は|す|し|き|な|あ[っりる]|{_TOLD})[、,]?
    | (?P<condition> (?:だけ(?!で(?:は)?な|じゃ|を?で?使)|のみ(?!な)|限定|オンリー|指定
        |希望(?!者|退職)|に限(?:定(?:して)?|る|り)|に絞(?:って|り)) (?:で(?:す)?|の|に|を)?[、,]?
      | が(?:いい|よい|良い|希望|望ましい|理想|ベスト)(?:です)?
      | なら(?!で|ば|び|な) | だったら | であれば、? )
    | (?P<asked> だと(?=助|あり|有|嬉|うれ|いい|良|よ)
      | に(?=ご?(?:相談|お願い|頼|依頼|委託|聞|訊|見て|診て|測って|お?任せ|問い?合わせ))
      | に(?=(?:測定|評価|分析|試験|調査|検証|解析)を?(?:お願い|頼|依頼|委託))
      | に(?=[^、。\s]{{1,15}}て(?:もら|ほし|欲し|いただ|頂|くれ))
      | を(?=ご?(?:探|さが|捜|紹介|希望|求め|教えて|知りたい|募集
        |存[じ知](?!上)|知りません|知ってい?(?:ます|る方|たら)))
      | の(?=(?:設備|装置|機器|施設|試験機|測定[器機]|顕微鏡|クリーンルーム)[をが]?
             (?:借|使い|使わ|使え|利用し))
      | と(?:の)?(?=(?:共同研究|共同開発|産学連携|連携|コラボ|協業|組|一緒に)[^、。]{{0,8}}
                   (?:たい|希望|探|検討|考え|でき|ください|ませんか))
      | は(?=い(?:ます|ません)か|あり(?:ます|ません)か|ないです?か|ないでしょうか|いないでしょうか)
      | (?=い(?:ます|ません)か|あり(?:ます|ません)か|ないです?か|ないかな|ないでしょうか|いないかな
          |いないでしょうか) )
    )
    """,
    re.VERBOSE,
)
# 融資してくれる銀行: a word at the end of the need, told more closely by a verb before it
_SPECIFIED = pattern(
    r"(?:できる|くれる|もらえる|られる|詳しい|強い|得意な|可能な|に近い"
    r"|(?:研究|開発|実施|扱っ|やっ|持っ|保有し|対応し|提供し|行っ|専門にし)(?:して)?(?:てい?る|いる))$"
)
_ENDS = pattern(rf"{_PEOPLE}(?:\s*$|\s*[。？?！!\n)])")
# What is done for whoever asks is a wish also with a comma behind it.
_FAVOUR = pattern(r"(?:くれる|もらえる|いただける|頂ける)$")
_PAUSE = pattern(rf"{_PEOPLE}(?=、)")
_OWN = pattern(
    r"(?:弊社|当社|当方|弊所|うち|わが社|私たち|私達|私|我々|我が|自分|本学|息子|娘)(?:の|は|が|も)?$"
)
_SELF = pattern(r"(?:弊社|当社|当方|弊所|うち|わが社|私たち|私達|私ども|我々)(?:は|も|が)[^。]*$")
_OTHER_FIRM = pattern(
    r"(?:企業|会社|メーカー|業者|company|companies|firm|firms|supplier|suppliers|shop|manufacturer)"
    r"\s*(?:か|や|と|または|もしくは|・|、|/|or|and)\s*(?:at\s+|from\s+)?(?:an?\s+)?$"
)
_OR_FIRM = pattern(
    r"(?:か|や|または|もしくは|・|、|/)(?:民間)?(?:企業|会社|メーカー|業者)"
    r"|,?\s+or\s+(?:from\s+|at\s+|by\s+)?(?:an?\s+|any\s+)?"
    r"(?:company|companies|firms?|suppliers?|shops?|vendors?|manufacturers?|business|anyone|startup)\b"
)

_DETERMINERS = r"(?:(?:an?|any|some|the|another|one|more)\s+)?"
_FRAGMENT = (
    r"(?:^|[,;:.!?(\n+/-])\s*(?:and\s+|but\s+|or\s+)?(?:an?\s+|any\s+|some\s+)?"
    rf"{ENGLISH_ADJECTIVES}"
)
_ASKING = pattern(
    rf"""
    \b(?: need(?:s|ed)? | want(?:s|ed)? | prefer | look(?:ing)?\ for | search(?:ing)?\ for
      | seek(?:ing)? | find(?:\ me|\ us)? | recommend | know(?:\ of)? | (?:is|are)\ there
      | (?:introduce|point|refer|direct)\ (?:me|us)\ (?:to|towards?) | heard\ of | aware\ of
      | suggest | approach | contact | ask | connect\ (?:me|us)\ (?:to|with)
      | partner\ with | collaborate\ with | work\ with
      | team\ up\ with | (?:talk|speak)\ (?:to|with) | would\ like | after )
    \s+ (?P<tie>{_DETERMINERS}) {ENGLISH_ADJECTIVES}$
    """,
    re.VERBOSE,
)
_LIMITING = pattern(
    rf"""
    (?P<tie>\b(?: (?:must|has\ to|have\ to|should|needs\ to)\ be | preferably | ideally | only
      | limited\ to | restricted\ to | any | which )
      \s+ (?:(?:at|from|by|with|in)\s+)? {_DETERMINERS}) {ENGLISH_ADJECTIVES}$
    """,
    re.VERBOSE,
)
# "vibration test at a university", but not "works at a university", "developed by a university"
_PLACED = pattern(
    rf"""
    (?P<word>[\w']+)? (?:^|\s+|(?<=[,;:(]))(?P<tie>(?:at|from|by)\s+(?:an?|any|some)\s+)
    {ENGLISH_ADJECTIVES}$
    """,
    re.VERBOSE,
)
_JOINT = pattern(
    rf"\b(?:joint\s+\w+|co-?develop\w*|collaborat\w+|partner\w*|co-?operat\w+)\s+"
    rf"(?P<tie>with\s+(?:an?|any|some)\s+){ENGLISH_ADJECTIVES}$"
)
_PLACED_TELLS = frozenset(
    """
    work works working am are is was were be been i'm we're student students professor researcher
    researchers engineer employee employees staff colleague colleagues team course courses degree
    phd graduate graduates research teaching life health learning education culture born held run
    use uses using spun off out job jobs post career
    """.split()
)
_DONE_FOR_US = frozenset(
    "tested measured analysed analyzed evaluated checked inspected verified calibrated need".split()
)
_FREE = pattern(
    r"""
    \s*(?: $ | [,.;:?!)\n]
      | \s(?: that | which | who | with | in | on | about | near | for | to | or | and | can | could
            | willing | please | only | able | where | if | based | around | nearby
            | preferred | required
            | will\ do | is | are | doing | working | offering | lending | here | but | not | rather
            | instead )\b )
    """,
    re.VERBOSE,
)
# "which bank lends to us", but not "the bank which", "in which university"
_WHICH = pattern(r"(?:^|[,;:.!?(\n]|\b(?:know|wonder\w*|ask|say|tell|idea))\s*(?P<tie>which\s+)$")
_VERB = pattern(r"\s+(?:(?:can|could|do|does|would)\s+)?[a-z]+s?\b")
_ONLY = pattern(r"\s+(?:only|preferred|required|please)\b")
_WHO = pattern(
    r"\s+(?:that|which|who)(?=\s+(?:can|could|does|do|has|have|is|are|will|would|offers?|lends?|works?|runs?"
    r"|knows?|stud(?:y|ies)|owns?|rents?|accepts?|measures?|tests?|takes?|helps?|supports?|[a-z]{3,}[^aious\W]s)\b)"
    r"(?:\s+(?:can|could)\b)?"
)
_NOT_ONLY = pattern(
    r"\bnot (?:only|just|necessarily)\s|(?:n't|\bnot)\s+(?:have|need)\s+to\s+be\s"
    r"|\bneed(?:n't| not)\s+be\s"
)
_STARTS = pattern(rf"{_FRAGMENT}$")
# "ageing to aerospace specs, |a job-shop firm| in Saitama"
_ADDED = pattern(rf"[^\s,;(][,;(]\s*(?:an?|any|some)\s+{ENGLISH_ADJECTIVES}$")
_IN = pattern(r"\s+(?:in|near|around)\s+\w+(?:\s+(?:area|city))?\s*(?:$|[?.!)])")


def end_of_people(text: str, end: int) -> int:
    """Where さん or の先生 ends behind a word that ends at ``end``; ``end`` without them."""
    found = _PEOPLE_BEHIND.match(text, end)
    return found.end() if found else end


def wanted_in_japanese(text: str, start: int, end: int, *, vague: bool) -> int | None:
    """Where the condition ends that is stated by the words ``text[start:end]``, or None."""
    head = before(text, start)
    if _OTHER_FIRM.search(head) or _OR_FIRM.match(text, end) or _OWN.search(head):
        return None
    if found := _JAPANESE.match(text, end):
        plain = found["condition"] is not None
        own = found["at"] is not None and _SELF.search(head)
        return None if own or (vague and not plain) else found.end()
    if vague or not _SPECIFIED.search(head):
        return None
    if ends := _ENDS.match(text, end):
        return end + len(ends[0].rstrip(" 。？?！!\n)"))
    pause = _PAUSE.match(text, end) if _FAVOUR.search(head) else None
    return pause.end() if pause else None


def wanted_in_english(text: str, start: int, end: int, *, vague: bool) -> tuple[int, int] | None:
    """The stretch of the condition that is stated by the words ``text[start:end]``, or None."""
    head = before(text, start)
    offset = start - len(head)
    if _OTHER_FIRM.search(head) or _OR_FIRM.match(text, end):
        return None
    if not vague and (which := _WHICH.search(head)) and _VERB.match(text, end):
        return offset + which.start("tie"), end
    if not _FREE.match(text, end):
        return None
    only, who = _ONLY.match(text, end), _WHO.match(text, end)
    stop = only.end() if only else who.end() if who else end
    if _NOT_ONLY.search(head):
        return None
    if found := _LIMITING.search(head):
        return offset + found.start("tie"), stop
    if only:
        placed = _PLACED.search(head)
        return (offset + placed.start("tie") if placed else start), stop
    if vague:
        return None
    if found := _ASKING.search(head) or _JOINT.search(head):
        return offset + found.start("tie"), stop
    if (found := _PLACED.search(head)) and not _tells(found["word"] or ""):
        return offset + found.start("tie"), stop
    if (who and _STARTS.search(head)) or (_IN.match(text, end) and _ADDED.search(head)):
        return start, stop
    return None


def _tells(word: str) -> bool:
    """Whether ``word`` in front of "at a university" tells where something was or is."""
    return word in _PLACED_TELLS or (word.endswith("ed") and word not in _DONE_FOR_US)
