"""How a change of conditions is said in English: "only universities", "others near Hachioji".

The patterns read levelled text with single blanks, in which names are marks
(``refinement_marks``). Each takes a stretch that means one thing; a message is a change only if
such stretches are all of it.
"""

from __future__ import annotations

import re

from index.reading.refinement_marks import CERTIFICATE, EMOJI, KIND, PLACE, Meaning

_HEADS = (
    r"(?:ones?|companies|company|firms?|members?|suppliers?|vendors?|shops?|makers?|manufacturers?"
    r"|candidates?|partners?|someone|somebody|anyone|anybody|anything|those|options?)"
)
_JOINT = r"(?: ?[,/] ?(?:or |and )?| (?:or|and) )"
_ARTICLE = r"(?:(?:an?|any|some|the) )?"
_PLEASE = r"(?: (?:only|please|instead|preferred|required))*"
_PLACES = rf"(?P<named>{PLACE}(?:(?:{_JOINT}(?:in |near )?|,? ){PLACE}){{0,5}})"
_KINDS = rf"(?P<named>{KIND}(?:{_JOINT}{_ARTICLE}{KIND}){{0,5}})"
_CERTIFICATES = rf"(?P<named>{CERTIFICATE}(?:{_JOINT}{CERTIFICATE}){{0,5}})"
# "I have to be in Tokyo" is about whoever writes it; "it must be in Tokyo" is a guess.
_MUST = r"(?:must|should|(?:(?:it )?(?:needs|has)|they (?:need|have)) to)"
_MUST_NOT_BE = r"(?:must|should) not be"
_NEAR = r"near(?:by|er|er to| to)?|around|close(?:r)? to|next to|not (?:too )?far from"
_AREA = r"(?: (?:city|prefecture))?(?P<area> (?:area|region|vicinity))?"
_WHAT_OF = r"(?:what|how) about"
_ONLY = r"(?:only|just)"
_BETTER = r"(?: would be (?:better|best|great|good|nice|preferable|ideal))"
_LIMIT_TO = (
    r"(?:(?:limit|restrict|narrow|filter)(?: (?:it|this|that|them|the (?:list|results|search)))?"
    r"(?: down)? (?:to|by|for)(?: (?:only|just))?)"
)
_NOT_A = (
    r"(?:not|no|without|exclud(?:e|ing)|except(?: for)?|skip|avoid|other than|apart from"
    r"|rather than"
    rf"|any(?:one|body|thing) but|instead of|leave out|{_MUST_NOT_BE})"
)
_CERTIFIED = (
    r"(?:(?:certified|accredited|approved|registered|compliant|holders?)"
    r"|certifica(?:tion|tes?)(?= (?:only|please|preferred|required)))"
)
_COUNT = r"\d{1,6} (?:employees|staff)"
_BOUND = (
    r"(?:fewer than|less than|under|below|up to|at most|(?:no|not) more than|more than|over"
    r"|at least)"
)

_PATTERNS = (
    (
        Meaning.PLACES,
        rf"(?:(?:only|just|but|preferably|ideally|rather|somewhere|anywhere|based|located|"
        rf"{_WHAT_OF}|{_MUST} be) )*"
        rf"(?:in or )?(?:(?P<near>{_NEAR})|in|within|inside) (?:the )?{_PLACES}{_AREA}{_PLEASE}",
    ),
    (
        Meaning.PLACES,
        rf"(?:{_ONLY}(?: from)?|{_HEADS} from|{_LIMIT_TO}) (?:the )?{_PLACES}{_AREA}(?: "
        rf"{_HEADS})?{_PLEASE}",
    ),
    (Meaning.PLACES, rf"what about {_PLACES}{_PLEASE}"),
    (Meaning.PLACES, rf"from {_PLACES} (?:only|please)"),
    (Meaning.PLACES, rf"(?:the )?{_PLACES}(?:{_AREA} only|[- ]based|(?: only)? {_HEADS}){_PLEASE}"),
    (
        Meaning.PLACES,
        rf"(?:but )?(?:not|no(?:body| one)|outside(?: of)?|exclud(?:e|ing)|except(?: for)?"
        rf"|other than|{_MUST_NOT_BE}"
        rf"|anywhere but)(?P<negated> )(?:in |from |near |around )?(?:the )?{_PLACES}{_PLEASE}",
    ),
    (
        Meaning.KINDS,
        rf"(?:(?:only|just|limited to|restricted to|preferably|ideally|{_MUST} be"
        rf"|make it|rather|any|at|(?:(?:i|we)(?:'d| would)? )?(?:prefer|rather have|only want"
        rf"|want only)"
        rf"|(?:show|list|find)(?: (?:me|us))?|{_WHAT_OF}|{_LIMIT_TO}) )+{_ARTICLE}{_KINDS}"
        rf"{_PLEASE}",
    ),
    (
        Meaning.KINDS,
        rf"{_ARTICLE}{_KINDS}(?:(?: (?:only|please|instead|preferred))+|{_BETTER}|(?= ?[?])"
        rf"|(?= (?:in|near|with|around|close) ))",
    ),
    (
        Meaning.KINDS,
        rf"(?:but )?{_NOT_A}(?P<negated> )(?:(?:at|from|by) )?{_ARTICLE}{_KINDS}{_PLEASE}",
    ),
    (Meaning.COMPANIES, rf"{_ONLY} (?:companies|firms|businesses){_PLEASE}"),
    (Meaning.COMPANIES, r"(?:companies|firms|businesses) only(?: please)?"),
    (Meaning.COMPANIES, rf"{_MUST} be (?:an? )?(?:company|firm|business|companies|firms){_PLEASE}"),
    (
        Meaning.CERTIFICATES,
        rf"(?:(?:only|just|but|ones?|those|companies) )*(?:with|having|holding|(?:that|who"
        rf"|which) ha(?:s|ve)|{_MUST} have"
        rf"|(?:{_MUST} be )?certified(?: (?:to|for))?) {_ARTICLE}(?:valid )?{_CERTIFICATES}"
        rf"(?: (?:{_CERTIFIED}|certifica(?:tion|tes?)))?{_PLEASE}",
    ),
    (
        Meaning.CERTIFICATES,
        rf"(?:(?:only|just|{_MUST} be) )?{_CERTIFICATES}[- ]{_CERTIFIED}(?: {_HEADS})?{_PLEASE}",
    ),
    (
        Meaning.CERTIFICATES,
        rf"{_CERTIFICATES}(?: {_HEADS})? (?:is )?(?:only|required|preferred|a must|please)",
    ),
    (
        Meaning.CERTIFICATES,
        rf"(?:{_ONLY}|{_WHAT_OF}) {_CERTIFICATES}(?: {_HEADS})?{_PLEASE}",
    ),
    (
        Meaning.ANY_ISO,
        rf"(?:(?:only|just|with|having|ones|{_MUST} be) )*{_ARTICLE}iso[- ]{_CERTIFIED}"
        rf"(?: {_HEADS})?{_PLEASE}|with iso{_PLEASE}(?=$|[?.!])",
    ),
    (
        Meaning.LANGUAGE,
        rf"(?:(?:only|just|with|{_MUST} be) )*{_ARTICLE}(?P<named>[a-z]+)"
        rf"[- ]speak(?:ing|ers?)(?: (?:{_HEADS}|staff|contacts?))?{_PLEASE}",
    ),
    (
        Meaning.LANGUAGE,
        rf"(?:{_HEADS} )?(?:who|that|which) (?:can )?speaks? (?P<named>[a-z]+){_PLEASE}",
    ),
    (Meaning.SIZE, rf"(?:(?:only|just|with|having) )*(?P<named>{_BOUND} {_COUNT}){_PLEASE}"),
    (Meaning.SMALL, rf"(?:(?:only|just|any|some|maybe) )*small(?:er)? ones?{_PLEASE}"),
    (
        Meaning.LARGE,
        rf"(?:(?:only|just|any|some|maybe) )*(?:bigger|larger|big|large) ones?{_PLEASE}",
    ),
    (
        Meaning.OTHERS,
        rf"(?:(?:any|some|the|are there any|{_WHAT_OF}) )*others(?: please)?(?=$|[?.!,]| (?:in"
        rf"|near|with|around|outside)\b)"
        r"|(?:any|some)(?:one|body) else(?: (?:who|that) can help| there)?"
        r"|more(?= (?:in|near) )|who else(?: (?:is there|can help|could help|do you (?:have|know)"
        r"|have you got))?"
        r"|(?:any )?alternatives|more please|show (?:me |us )?more|any more(?= ?[?])",
    ),
    (
        Meaning.OTHERS,
        r"(?:(?:any|some|the|are there any|is there any|only|just) )*(?:other|another|different"
        r"|more) "
        r"(?:ones?|compan(?:y|ies)|firms?|members?|suppliers?|vendors?|shops?|makers?|candidates?"
        rf"|partners?|options?|matches|results|suggestions?|(?=(?:{KIND}|{PLACE}|{CERTIFICATE})))"
        rf"(?: please)?",
    ),
    # "other universities"
    (
        Meaning.KINDS,
        rf"(?:(?<=other )|(?<=another )|(?<=different )|(?<=more )){_KINDS}{_PLEASE}",
    ),
    (
        Meaning.NOTHING,
        r"(?:ok|okay|thanks|thank you|thx|great|nice|perfect|cool|good|hi|hello|hey|sorry|please"
        r"|pls"
        r"|plz|and|but|so|then|now|also|actually|hm+|well|maybe|perhaps|ideally|if possible|instead"
        r"|for me|(?:can|could|would|may) (?:you|we|i)(?: see)?|i meant?|we meant?|are there"
        r"|is there"
        r"|do you have)(?![\w'])",
    ),
    (
        Meaning.NOTHING,
        r"(?:show|list|give|limit|restrict|narrow|filter|search|look)(?: (?:me|us|it|this|that"
        r"|them|the"
        r" (?:list|results|search)))?(?: down)?(?: (?:to|for|by))?(?: (?:the|only"
        r"|just)(?! \S+ only))?(?![\w'])",
    ),
    (
        Meaning.NOTHING,
        rf"(?:(?:only|just|the) )?(?:{_HEADS}|any|something)(?= (?:in|near|with|that|who|which"
        rf"|around|outside|not"
        rf"|based|close|closer|nearer|under|over)\b)",
    ),
    (Meaning.NOTHING, rf"(?:[ ,.!?…;~-]|:(?![a-z])|{EMOJI})+"),
)

ENGLISH = tuple((meaning, re.compile(pattern)) for meaning, pattern in _PATTERNS)
