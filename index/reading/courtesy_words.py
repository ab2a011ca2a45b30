"""The phrases of politeness and thread chatter, as patterns for index.reading.courtesy.

Each table is a list of alternatives, one a line. ``LEADS`` stand at the beginning of a sentence
or clause, ``TRAILS`` at its end, ``WHOLE`` are a sentence or clause of their own.
"""

from __future__ import annotations

import re

# --- English ---------------------------------------------------------------------------------

_PEOPLE = "(?:any|some)(?:one|body)|any of you|folks|people"
_NEUTRAL = (
    "(?:a |an |any |some |the right |a good |another )?"
    "(?:compan(?:y|ies)|firms?|shops?|places?|suppliers?|vendors?|partners?|members?|contractors?"
    "|subcontractors?|persons?|one|someone|somebody|anyone|anybody|people)"
)
_ABLE = (
    "(?:can|could|would|might|will|is able to|are able to|knows?(?: about| how to)?"
    "|has experience (?:with|in|of)|have experience (?:with|in|of)|is good at|specialis\\w+ in"
    "|specializ\\w+ in|gets|understands)"
)
_HELP = (
    "(?:help (?:us |me )?(?:out )?(?:with|on|to)|help (?:us|me)|(?:do|does|doing|offers?|provides?"
    "|handles?|take on)(?= ))"
)
_I = "(?:we|i)(?:'re| are|'m| am)?(?: all)?"
_STILL = "(?:(?: currently| now| urgently| also| still| desperately| really| just| actually))*"
_DAY = (
    "(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|today|eow|eom|christmas"
    "|(?:next|this|the end of(?: this| next| the)?|end of(?: this| next)?)"
    " (?:week|month|year|quarter)"
    "|(?:next|this) (?:mon|tues|wednes|thurs|fri)day|the (?:weekend|\\d+(?:st|nd|rd|th))"
)

ENGLISH_LEADS = rf"""
(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|greetings)(?: there| all| everyone
    | everybody| team| folks| guys| friends| both| members| colleagues| sir or madam| sirs
    | [\w-]+-san)+
(?:hi|hello|hey|good (?:morning|afternoon|evening)|greetings)(?=[,!.:]|\s+[–—-])
(?:hi|hello|hey)(?= (?:does|do|is|are|can|any|anyone|who|where|we|i|i'm|we're|looking|need
    |quick) )
dear [\w.-]+(?: [\w.-]+)?(?=,)
(?:a )?(?:quick|random|dumb|stupid|silly|newbie|general|another|weird|odd) (?:one|question|q|ask
    |request)(?: for (?:you|the group|everyone)(?: all)?)?(?=[:,.\s–—-])
(?:very |really |so )?sorry (?:for|to|about) (?:the |another |bother\w*|trouble|spam\w*|ask
    |jump\w*)[^,.:;!?]{{0,40}}(?:, but| but)?
sorry(?=,)
sorry for (?:any )?typos
(?:would|will) (?:{_PEOPLE}|you) be able to(?: help(?: us| me)? with)?
apolog(?:ies|ize|ise)\b[^,.:;!?]{{0,50}}
not sure (?:if|whether) this is the right [^,.:;!?]{{1,40}}
(?:btw|by the way|fyi|anyway|okay so|ok so|ok|so|well|um+|hmm+)(?=,)
(?:so|ok so|btw|by the way|fyi)(?= (?:we|i|does|do|is|are|who|where|anyone|any) )
(?:(?:i'm|i am|we're|we are|i was|just) )*wondering (?:if|whether)(?: (?:{_PEOPLE}) (?:has|knows
    |can))?
(?:my|our|the) (?:boss|manager|colleague|customer|client|director)(?:s)? (?:just )?(?:asked|wants
    |told|wanted|is asking|asks)(?: me| us)?(?: to (?:find|look for|ask(?: about| for
    | around for)?|get)| for| about)?
(?:this |it )?came up in (?:a|the|our|today's|yesterday's) [^,.:;!?]{{1,30}}
(?:i'm |i am )?(?:in|between) (?:back-to-back )?meetings?(?: all day| right now| now| today)?
    (?: so| but)?(?: short| quick| brief)?(?=[,.:;]|$)
(?:i'm )?(?:on mobile|on my phone|typing (?:this )?(?:from|on) (?:my )?(?:phone|mobile))
    (?: so)?(?=[,.;]|$)
(?:does|do|would|might|could|can|did) (?:{_PEOPLE}|you)(?: here| on here| all| out there
    | in (?:the|this|our) (?:network|channel|group|association|region))?(?: happen to)?
    (?: please)? (?:know(?: of| about)?|recommend|suggest|point (?:me|us) (?:to|towards?)
    |introduce(?: me| us)?(?: to)?|connect (?:me|us) (?:to|with)|help(?: me| us)?(?: out)?(?: with
    | find| to find| to)?|find(?: me| us)?|tell (?:me|us)(?: about)?|do|offer|provide
    |have experience (?:with|in))
has (?:{_PEOPLE})(?: here)? (?:ever )?(?:done|tried|used|worked (?:with|on)|experience (?:with
    |in))
(?:is|are) there {_NEUTRAL}(?: here| out there| in (?:the|this|our) (?:network|channel|group
    |association|region))?(?: (?:who|that|which))?(?: {_ABLE})?(?: {_HELP})?
(?:who|which (?:company|member|firm|shop))(?: here| around here| among us)?(?: else)? (?:{_ABLE}
    (?: {_HELP})?|{_HELP})
who (?:should|could|can|would|do|might) (?:i|we) (?:ask|contact|talk to|speak to|speak with|call
    |go to|approach|turn to)(?: about| for| regarding| to| if)?
where (?:can|could|should|do|might) (?:i|we) (?:get|find|go(?: to| for)?|have|buy|order)
{_I}{_STILL} (?:looking|searching|hunting|on the lookout)(?: around)? (?:for|to find)
(?:still |currently |now |urgently )?(?:looking|searching|hunting) for
(?:we are |i am |we're |i'm )?(?:in search of|in need of|in the market for|trying to find|seeking)
(?:urgently )?(?:wanted|needed|need|needs|urgent|asap|help|request|question|ask|rfq)(?=[:!])
{_I}{_STILL}(?: would|'d)? (?:like|love)(?: to (?:have|get|find|know|ask(?: about| for)?))
{_I}{_STILL}(?: would| will| may| might)? (?:need|want|require)(?: help(?: with| to)?| some help
    (?: with)?| support (?:with|for))?(?: to (?:find|get|have))?
(?:urgently )?(?:need|needed|require|want)(?: some)?(?: help(?: with)?)?(?: to)?(?= )
(?:can|could|would) (?:you|{_PEOPLE})(?: please)? (?:help|recommend|suggest|introduce|find|tell
    |point|connect)(?: me| us)?(?: to| with| find)?
please(?: can you)? (?:recommend|introduce(?: us| me)?(?: to)?|help(?: us| me)?(?: with| to)?|find
    (?: me| us)?|suggest|advise (?:on|who|where))
(?:grateful|thankful|happy) for (?:any )?(?:{_NEUTRAL}|recommendations?|tips?|leads?)(?: for| on
    | about| to)?
any (?:good )?(?:recommendations?|suggestions?|ideas?|leads?|tips?|pointers?|advice
    |contacts?|thoughts?)(?: for| on| about| where| who| how| regarding)(?: to (?:find|get))?
(?:{_PEOPLE}|a (?:company|shop|firm|place|supplier|vendor|partner)) (?:who|that|which
    |to) (?:{_ABLE}(?: {_HELP})?|{_HELP})
(?:any|some)(?:one|body) (?:for|with experience (?:in|with|of)|to (?:help with|do))
(?:a |an |any |some )(?:good |reliable )?(?:suppliers?|vendors?|partners?|contractors?|provider
    |shops?|compan(?:y|ies)) (?:for|of)
"""

ENGLISH_TRAILS = rf"""
(?:many |much |big )?(?:thanks|thank you|thx|ty|cheers|tia)(?: so much| very much| a lot| all
    | everyone| again)*(?: in advance)?(?: for (?:any|your|the) [^,.;!?]{{1,30}})?
(?:if possible |ideally |needed |preferably )?(?:asap|a\.s\.a\.p|urgently|as soon as possible
    |in a hurry)(?: please| pls)?
(?:it's |this is |quite |very |rather |a bit )+urgent
(?:please|pls|plz)(?: help| advise| reply| dm me| let (?:me|us) know)?
(?:if possible|kind regards|best regards|regards|best wishes)
(?:(?:needed|required|ideally|preferably|latest) )?by (?:{_DAY})(?: please| if possible
    | at the latest)?
(?:any )?(?:recommendations?|suggestions?|ideas?|leads?|tips?|pointers?|takers|thoughts|help
    |advice)(?: (?:would be|is|are))?(?: (?:much|greatly|very|highly))?(?: (?:appreciated|welcome
    |helpful))
any (?:recommendations?|suggestions?|ideas?|leads?|tips?|pointers?|takers|thoughts|advice|contacts
    |clue)(?: please| here)?
(?:anyone|anybody|somebody|someone)(?: here| interested| available| around)?
(?:please )?(?:let (?:me|us) know|dm me|ping me|get in touch|reach out)(?: if [^,.;!?]{{1,40}})?
(?:and )?who (?:can|could|would|might)(?: help(?: us| me)?(?: out)?(?: with (?:this|that|it))?
    | do (?:this|that|it))
(?:can|could) (?:{_PEOPLE}|you) (?:please )?(?:help|do (?:this|that|it))(?: us| me)?(?: out)?
    (?: with (?:this|that|it))?
(?:do|does) (?:{_PEOPLE}|you) (?:know|have) (?:{_NEUTRAL})(?: (?:who|that) (?:can|could|does|do)
    (?: help| this| that| it)?)?
(?:who|where|what) (?:should|would|could|can|do) (?:i|we|you) (?:ask|contact|talk to|go|recommend
    |suggest|call)
"""

ENGLISH_WHOLE = r"""
(?:i )?hope (?:this|you|everyone|all|things|the (?:week|day|weekend|month|year))\b.{0,80}
(?:hi|hello|hey|good (?:morning|afternoon|evening)|greetings)(?: there| all| everyone| team| folks)*
(?:(?:it(?:'d| would) be|this is) )?(?:very )?(?:much|greatly|highly) appreciated
sorry if (?:this|it) (?:is|isn't) .{1,40}
(?:a |the |your )?(?:\w+ )?(?:coordinator|secretary|buyer|purchasing|engineer|designer
    |manager|newcomer|member|student) here
    (?:,? (?:asking|writing|posting) (?:for|on behalf of) .{1,40})?
any names
(?:i am|i'm|my name is|this is) [\w .'-]{1,40}(?: (?:from|at|of|with) [\w .,&'-]{1,50})?
(?:long[- ]time lurker|first[- ]time post\w*|first post here|happy (?:monday|friday
    |new year)).{0,40}
(?:it|this|the topic) came up in .{1,60}
sent from my .{1,30}
nice to meet you.{0,30}
(?:feel free to|please) (?:dm|message|ping|contact|reach|reply|call|email)\b.{0,60}
(?:you can )?(?:dm|message|reach|call|email) me\b.{0,40}
"""

# --- Japanese --------------------------------------------------------------------------------

_PLEASED = (
    "(?:幸い|助かり|嬉しい|うれしい|有難い|ありがたい|幸甚)(?:です|に存じます|ます|でございます)?"
)
_RECEIVE = "(?:いただけ|頂け|いただき|頂き|もらえ|くださ|下さ)"
_GIVE = (
    rf"(?:し?て)?(?:{_RECEIVE}(?:ますと|ると|れば|ましたら|たら){_PLEASED}"
    rf"|{_RECEIVE}(?:ません|ない|ます)(?:でしょう)?か|{_RECEIVE}たい(?:です)?|ください(?:ませ)?|下さい"
    r"|いただけますか|ほしい(?:です)?|欲しい(?:です)?)"
)
_WHO = "(?:ところ|とこ|所|(?:会社|業者|企業|メーカー)(?:さん)?|方|かた|人|先|お店|店|メンバー)"
_EXISTS = (
    "(?:は|が|を|って|に|とか)?(?:どなたか|どこか|誰か)?(?:ご)?(?:ありません|ない|あります|ある|います"
    "|いる|いません|いらっしゃいます|いらっしゃいません|おられます|知りません|存じ(?:ない)?|存知(?:ない)?"
    "|心当たり(?:ない|ありません|ある)?)(?:です|でしょう)?か?(?:ね|な)?"
)
_TO_DO = (
    "(?:(?:(?:を|が|の)?(?:対応|実施|依頼|お願い|相談|提供))?(?:が)?(?:できる|出来る|可能な|可能)|対応している"
    "|して(?:くれる|くださる|いただける|もらえる)|やって(?:くれる|いる|る|もらえる)|頼める|受けて(?:くれる|もらえる)"
    "|請けて(?:くれる|もらえる)|に(?:お?詳しい|強い|明るい|対応できる|相談できる)|(?:が|の)?得意な|を(?:得意とする"
    "|扱っている|扱う|手がける|行っている|されている|お持ちの|持っている))"
)
_WHEN = (
    "(?:今日|本日|明日|明後日|今週|来週|再来週|今月|来月|再来月|年内|年度内|年末|月末|週末|今週中|来週中|今月中|来月中"
    "|お盆|盆|正月|連休|夏|秋|冬|春|[月火水木金土日]曜日?|\\d{1,2}月(?:\\d{1,2}日)?|(?<![^\\s、。])\\d{1,2}/\\d{1,2}|\\d{1,2}日)"
    "(?:中|末|頭|明け|中旬|上旬|下旬|初旬)?"
)
_URGENT = "(?:大至急|至急|急ぎ|お急ぎ|特急|急募|緊急|早急)"

JAPANESE_LEADS = rf"""
(?:探しています|探してます|募集|募集中|求む|相談|ご相談|質問)(?:です)?[:：]
(?:いつも)?(?:大変)?お世話(?:になって(?:おり)?います|になっております|になります|様です|さまです)(?:が)?
(?:皆様|皆さま|みなさま|皆さん|みなさん|各位|ご担当者様|ご担当者さま)(?:、|,)?(?:へ|に)?(?:お疲れ様です|お疲れさまです|こんにちは|質問です)?
(?:お疲れ様|お疲れさま|おつかれさま|おつかれ様)です
(?:こんにちは|こんばんは|おはようございます|はじめまして|初めまして|もしもし)
(?:突然|急)(?:の(?:ご連絡|投稿|お願い|質問|ご相談))?(?:で|に)?(?:失礼(?:いた)?します|(?:大変)?恐れ入ります|すみません|申し訳(?:ありません
    |ございません))(?:が)?
(?:度々|たびたび|突然(?:で|の[ごお]?連絡で)|急(?:で|なお願いで)|お忙しいところ|お手数(?:ですが|をおかけしますが)|大変)?(?:恐れ入りますが|恐縮ですが|申し訳(?:ありません|ございません|ない)(?:の?ですが|が)
    |すみませんが|すいませんが|失礼します|すみません|すいません)
(?:お忙しい(?:中|ところ)|お手数ですが|お手数をおかけしますが)
(?:さて|つきましては|ところで|ちなみに|(?:なお|また)(?=、)|早速ですが|さっそくですが|本題ですが|話は変わりますが
    |つかぬことを(?:伺い|お伺いし)ますが|もしかして|もし(?:可能|よろし).{{1,4}}ば
    |できれば|出来れば|可能であれば|可能なら|なるべく早く|とりあえず|一応|あと(?=、)|えーと|えっと)
(?:ちょっと|少し|一つ|ひとつ|1つ)?(?:ご)?(?:質問|相談|お願い|お尋ね|募集)(?:です|なのですが|なんですが|ですが|があります|させてください|させて下さい
    |してもいいですか)(?:が)?
(?:どなたか|どなた|誰か|だれか|どこか(?:に|で)?|どっか(?:に|で)?|皆さんの中で|会員(?:の中|さん)で)(?!の)
(?:弊社|当社|うち|自社|私ども|我々)(?:では|で|としては)(?!作|開発|製造|加工)
(?:現在|今|いま|今回|このたび|この度|最近)(?:は)?、
[【\[(（]{_URGENT}[】\])）]
{_URGENT}(?:です(?:が)?|なのですが|なんですが|で(?![きはも])|の(?:件|案件)で|(?=[、:：\s!！]))[:：!！]?
{_WHEN}まで(?:に)?(?!の)
(?:上司|社長|部長|課長|先輩|お客(?:様|さん)|客先|顧客|取引先|得意先)(?:様|さん)?(?:に|から)(?:言われ|頼まれ|聞かれ|指示され|相談され|依頼され
    |要望され)[^、。]{{0,6}}(?:、|て|が)
"""

JAPANESE_TRAILS = rf"""
(?:を|って|は)?(?:知りません|存じません|ご存じない|ご存知ない)(?:です|でしょう)?か(?:ね)?
(?:何卒|どうぞ|どうか)?(?:よろしく|宜しく)(?:お願い|おねがい|御願い)?(?:いた|致)?(?:し|申し上げ)?(?:ます|です)?
(?:を|の(?:ほど)?)?(?:お願い|おねがい)(?:を)?(?:し(?:たい|たく)(?:です|のですが|と思(?:って|い)(?:い)?ます|存じます)?|(?:いた|致)?します
    (?:か)?|でき(?:ます|ません|ない)(?:でしょう)?か|できれば{_PLEASED}|です)
(?:を|の)?(?:ご)?(?:紹介|教示|教授|回答|返信|連絡|一報|検討|推薦|助言|アドバイス|情報提供|共有|相談){_GIVE}
(?:を|の)?(?:ご)?(?:紹介|教示|推薦|助言)(?:を)?(?:お願い(?:いた|致)?します)
(?:について|を|が)?(?:教えて|おしえて|お教え|助けて|力を貸して|お知恵を貸して)(?:{_GIVE})?
(?:を)?(?:探して|さがして|捜して)(?:い|お)?(?:ます|り(?:ます)?|る)?(?:の?ですが|が)?
(?:を)?(?:探し中|探してる|求めて(?:い|お)?り?ます|募集(?:中|しています|します)?|物色中)(?:です)?
{_TO_DO}{_WHO}(?:{_EXISTS}|(?:を|が)?(?:探して|さがして)(?:い|お)?(?:ます|ります|る)|希望|求む|が(?:知りたい|必要)(?:です)?|(?:が
    |は)?(?:あれば|いれば|いたら))?
(?<=て)(?:くれる|くださる|いただける|もらえる){_WHO}(?:{_EXISTS})?
{_WHO}{_EXISTS}(?<=か|ね|な)
(?:を)?(?:頼みたい|頼める|お願いしたい|依頼したい|相談したい|外注したい)(?:です|の?ですが|と思(?:って|い)(?:い)?ます|と考えて(?:い)?ます|{_WHO})?
(?:が|は|に)?(?:どなたか|誰か)?(?:ご存じ|ご存知|心当たり|お心当たり)(?:の(?:方|ある方))?(?:は|が|を)?(?:い(?:ません|ない|ます|ないです
    |らっしゃいません|らっしゃいます)|ない(?:です|でしょう)|ありません|あります|あれば|でしょう|です|いたら|いれば|いらっしゃれば)?(?:でしょう)?か?
(?:って|は|とか)?(?:でき|出来|可能)(?:ます|る|ません|です)(?:でしょう)?か(?:ね|な)?
(?:は|が)?(?:あり|い|いらっしゃい|おられ)ま(?:す|せん)(?:でしょう)?か(?:ね)?
(?:は)?(?:ない|いない|ある|いる)(?:です|でしょう)か(?:ね)?
したい(?:です)?(?:の?ですが|と思(?:って|い)(?:い|お)?(?:り)?ます|と考えて(?:い|お)?(?:り)?ます|と存じます)
(?:で|に|て)(?:とても|大変|非常に)?困って(?:い|お)?(?:り)?(?:ます|る)(?:の?ですが|が)?
(?:が|を)?(?:必要|希望)(?:です|なのですが|になりました|としています|しています|します)
{_WHEN}(?:までに?(?:必着|希望|納品|必要|欲しい|ほしい)?|に?(?:必着|希望|納品|納期))(?:です|で)?
(?:なる(?:べく|はや)(?:早く|早め)?(?:に|で)?|できるだけ早く|早めに|{_URGENT}(?:です|で|なので|め|めで|案件)?)
(?:の件で?|について|に関して|の話|(?=のご?相談))(?:の?ご?(?:相談|質問|お願い|問い合わせ))?(?:です|なのですが|ですが)?
"""

_TALKED = "(?:話|話題|議題|質問|案件)(?:が|に|を)(?:出|あが|上が|なっ|もら|受け|いただ|頂)"
JAPANESE_WHOLE = rf"""
(?:いつも|毎度|日頃(?:より|から)|先日は|先ほどは)?(?:大変|どうも)?(?:お世話になり|ご協力)?(?:有難う|有り難う|ありがとう)ございま(?:す|した)
(?:特に)?(?:お)?急ぎで(?:は|も)(?:ありません|ございません|ないです|ない)(?:が|ので)?
(?:社員|従業員)(?:数)?\s*[\d〇一二三四五六七八九十]+(?:名|人)(?:ほど|くらい|程度)?の[^、。]{{1,20}}(?:です|と申します)
[^、。]{{0,12}}(?:営業|技術|製造|総務|人事|経理|開発|品質保証|品証|購買|調達|企画|生産管理|生産技術|設計|資材|事務局|コーディネーター)(?:部|課|室|係|担当|チーム)?(?:の者|の担当|担当(?:者)?)?です
[^、。]{{1,12}}(?:精機|製作所|工業|電機|産業|技研|工機|大学)の(?!部品|加工|製品|材料|検査|試作|装置|設備)[一-龥]{{1,3}}です
(?:どこ|どなた|誰|どちら)(?:に|へ)(?:相談|依頼|お願い|聞|頼)[^、。]{{0,14}}
(?:株式会社|有限会社|合同会社|㈱|（株）|\(株\)|〇|○)[^、。]{{1,25}}(?:の[^、。\s]{{1,8}})?(?:です|でございます)
[^、。]{{1,30}}(?:と申します|と言います|といいます)(?:が)?
[^、。]{{0,20}}(?:営業|技術|製造|総務|開発|品質保証|購買|調達|企画|生産管理|生産技術|設計|資材|研究)(?:部|課|室|係|チーム)の[^、。\s]{{1,6}}です
(?:昨日|先日|今日|今朝|先週|この前|こないだ|さっき|先ほど)?の?(?:打ち?合わ?せ|会議|ミーティング|定例|商談)(?:の中)?(?:で|にて)?(?:少し
    |ちょっと)?{_TALKED}[^、。]{{0,14}}
(?:今|いま|現在)?(?:打ち?合わ?せ|会議|移動|出張)中(?:です|で|なので|につき|のため)?
(?:長文|乱文|連投|スマホから|携帯から)(?:で|です)?(?:失礼|すみません|なので)?[^、。]{{0,8}}
(?:初投稿|初めて(?:の)?投稿|初めて書き込み)[^、。]{{0,8}}
(?:ここ|こちら)で聞いて(?:いい|良い|よい)[^、。]{{0,16}}
(?:ちょっと)?(?:教えて|聞いて|質問して|相談して)(?:も)?(?:いい|よろしい)(?:です|でしょう)?か
(?:どう|どなた|どちら)(?:か)?(?:でしょう|ですか)
(?:情報|心当たり|何か)(?:が|で)?(?:あれば|ありましたら)[^、。]{{0,25}}
(?:お手すき|お時間)(?:の際|のある時)[^、。]{{0,15}}
"""


def one_of(table: str, anchor: str) -> re.Pattern[str]:
    """The alternatives of a table as one pattern; ``anchor`` holds it as ``{}``.

    An indented line continues the alternative above it.
    """
    lines = table.replace("\n    ", "").split("\n")
    alternatives = "|".join(f"(?:{line})" for line in lines if line)
    return re.compile(anchor.replace("{}", alternatives), re.IGNORECASE)
