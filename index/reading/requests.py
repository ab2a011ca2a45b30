"""What asks for nobody: small talk, and tasks for another tool or another person. Pure.

Both are taken for what they are only when the whole text is nothing else. A sentence that asks who
or where, or for somebody, is a request, whatever it is about.
"""

from __future__ import annotations

import re
import unicodedata

from index.reading.patterns import pattern

# A message that is nothing but these, however often and with whatever marks around them, asks for
# nobody. A need has words of its own, so one is never taken for small talk.
_PHRASES = """
こんにちは こんにちわ こんばんは こんばんわ おはよう おはようございます おはよ はじめまして
初めまして ありがとう ありがとうございます ありがとうございました 有難う 有難うございます
どうもありがとう どうも 助かりました 助かります 感謝 感謝します 了解 了解です 了解しました
りょうかい りょ 承知しました 承知です 承知いたしました 承知致しました かしこまりました
わかりました 分かりました 確認しました 確認します なるほど おつかれ お疲れ おつかれさま お疲れさま
お疲れ様 おつかれさまです お疲れさまです お疲れ様です お疲れ様でした お世話になります
お世話になっております いつもお世話になっております よろしく よろしくお願いします
よろしくお願いいたします よろしくお願い致します 宜しくお願いします 宜しくお願いいたします
宜しくお願い致します すみません すいません ごめん ごめんなさい 失礼します 失礼しました
お先に失礼します はい いいえ うん ok オーケー いいね すごい すばらしい 素晴らしい 完璧 さすが
おめでとう おめでとうございます 誰か助けて 助けて 助けてください 助けて下さい
いいとこない なんかいいとこない いいところない いいところありませんか テスト テストです
もしもし やあ どうぞ またね さようなら バイバイ
あなたは誰 あなたは誰ですか だれ 誰 誰ですか きみは誰 元気 元気ですか 何ができますか
何ができるの なにができますか できること 使い方 つかいかた ヘルプ 使い方は 使い方を教えて
使い方を教えてください 今日もよろしく 笑 草 爆笑 ww www
hello hi hey hiya howdy yo greetings morning evening afternoon night good day there everyone all
team bot nakadachi 仲立ち なかだち thanks thank you very much so many a lot thx ty cheers please
sorry test testing ping hello world okay k yes no yep nope yeah sure great nice cool awesome perfect
wow lol lmao rofl haha hahaha hehe omg brb bye goodbye see later how are doing who what can do help
me how does this work is it i got understood noted well done welcome congrats congratulations
"""
# Whom a message in Slack is meant for: @here, <!channel>, <@U123>.
_ADDRESSED = pattern(r"(?:\s*(?:@(?:here|channel|everyone)\b|<[@!][\w|.^-]{1,60}>)[,:、]?\s*)+")
_SEPARATORS = pattern(r"[\W_]+")
_EMOJI_CODE = pattern(r":[a-z0-9_+'-]{1,60}:", re.IGNORECASE)
# These words are small talk together ("how are you"), and nothing when they stand alone: still
# nothing that anybody could be found for.
_WORDS = frozenset(_SEPARATORS.sub(" ", _PHRASES).split())
_JAPANESE = sorted((word for word in _WORDS if not word.isascii()), key=len, reverse=True)
_ONLY_JAPANESE = pattern(f"(?:{'|'.join(map(re.escape, _JAPANESE))}|[ねよわっー])++")
_LONGEST_TALK = 80

# Somebody is asked for: then it is a request, also when it is about lunch or the weather.
_SEEKS = pattern(
    r"""
    \b(?: who | whom | whose | anyone | anybody | someone | somebody | looking\ for | seeking
        | recommend\w* | suppliers? | vendors? | partners? | compan(?:y|ies) | firms? | experts?
        | specialists? | contractors? | universit(?:y|ies) | professors? | we\ need | i\ need ) \b
    | 誰か | だれか | どなた | どこか | 探し | 捜し | さがし | 求めて | 募集 | 頼め | 頼みたい
    | お願いでき | ところ | 会社 | 業者 | 企業 | メーカー | 先生 | 大学 | 専門家 | 詳しい | 紹介
    | 外注 | 委託 | 相談 | したい | システム | 導入 | 開発 | サービス | 支援
    """,
    re.VERBOSE,
)

# What can only be meant when it is said in this very conversation.
_THIS = (
    r"(?:this|that|it|the\ (?:above|below|following|thread|channel|chat|conversation|discussion"
    r"|minutes|last\ \w+|transcript)|these|my|yesterday's|today's)"
)
_CODE = r"(?:python|javascript|typescript|java|c\+\+|sql|bash|html|css|vba|excel|react)"

# At the beginning of an English sentence, after "please" and "can you".
_ENGLISH_TASK = pattern(
    rf"""
    (?: (?:hey|ok|so|bot|please|pls|nakadachi)[,\ ]+ )*+
    (?: (?:can|could|would|will)\ you\ (?:please\ )? | (?:i\ want|i'd\ like)\ you\ to\ )?
    (?: translate\ {_THIS}\b
      | (?:summari[sz]e|sum\ up|recap|proofread|rephrase|rewrite|paraphrase|debug)\ {_THIS}\b
      | (?:fix|check|correct)\ (?:the|my)\ (?:grammar|spelling|english|code)\b
      | explain\ {_THIS}\ (?:code|error|message|joke)\b
      | tl;?dr(?:\ (?:please|pls|of\ {_THIS}.*))?\s*[?!.]*$
      | remind\ (?:me|us)\b | set\ (?:a|an|the)\ (?:reminder|alarm|timer)\b | set\ (?:timer|alarm)\b
      | (?:schedule|set\ up|move|cancel|reschedule|book)\ (?:a|the|my|our)\ (?:meeting|call)\b
      | (?:book|reserve)\ (?:a|the|me\ a)
        \ (?:meeting\ room|conference\ room|flight|hotel|taxi|table)
      | add\ .{{1,60}}\ to\ (?:my|the|our)\ calendar\b
      | (?:send|write|draft)\ (?:an?\ |the\ |my\ )?(?:e-?mail|reply|poem|haiku|essay|song|story)\b
      | (?:write|generate|give\ me)\ (?:me\ )?(?:some\ |an?\ )?{_CODE}
        \ (?:code|script|function|query)\b
      | (?:write|generate)\ (?:me\ )?(?:some\ code|a\ regex|a\ script)\b
      | (?:draw|paint|generate)\ (?:me\ )?an?\ (?:picture|image|cat)\b
      | tell\ (?:me|us)\ (?:a|another)\ (?:joke|story)\b | (?:a\ )?joke(?:\ please)?[?!.]*$
      | (?:play|put\ on)\ (?:some\ |the\ |a\ )?(?:music|song|playlist|jazz)\b | sing\b
      | order\ (?:a\ |some\ )?(?:pizza|lunch|coffee)\b | call\ (?:me\ )?a\ (?:taxi|cab)\b
      | convert\ \d
      | (?:reset|change|i\ forgot|forgot)\ (?:my|the)\ password\b | password\ reset[?!.]*$
      | how\ (?:do|can)\ i\ (?:reset|change)\ my\ password\b
      | (?:i\ )?(?:can't|cannot)\ log\ ?in\b
      | (?:the\ )?(?:wi-?fi|vpn)(?:\ password)?(?:\ is)?(?:\ (?:down|not\ working))?[?!.]*$
    )
    """,
    re.VERBOSE,
)
_ENGLISH_QUESTION = pattern(
    r"""
    (?: what(?:'s|\ is|\ was|\ will)?\ (?:the\ )?(?:weather|temperature\ outside)\b
      | how(?:'s|\ is)\ the\ weather\b | (?:will|is)\ it\ (?:going\ to\ )?(?:rain|snow)(?:ing)?\b
      | weather(?:\ forecast)?(?:\ (?:for\ )?(?:today|tomorrow|this\ weekend|in\ \w+))?[?!.]*$
      | what(?:'s|\ is)?\ (?:for\ lunch|for\ dinner|the\ (?:time|date)[?!.]*$)
      | what\ (?:time|day)\ is\ (?:it|today)\b
      | where\ (?:shall|should|do)\ we\ (?:eat|have\ lunch|go\ for\ lunch)\b
      | (?:lunch|dinner|beers?|drinks)(?:\ (?:today|tonight|anyone|ideas|tomorrow|later))?[?!.]*$
      | what(?:'s|\ is)\ the\ (?:capital\ of|population\ of|meaning\ of\ life|exchange\ rate)\b
      | what(?:'s|\ is)\ (?:my|the)\ (?:password|wi-?fi\ password|stock\ price)\b
      | who\ (?:won|invented|painted|sang|directed)\b
      | who\ (?:is|was)\ the\ (?:president|prime\ minister|king|queen|pope)\b
      | are\ you\ (?:a\ |an\ )?(?:human|robot|bot|ai|real|alive|chatgpt)\b | how\ old\ are\ you\b
      | do\ you\ (?:love|like)\ me\b | tell\ me\ about\ yourself\b
      | how\ many\ (?:vacation|holiday)\ days\b
    )
    """,
    re.VERBOSE,
)
_ENGLISH_NOTICE = pattern(
    r"""
    (?: @?(?:here|channel|everyone)[,:\ ]+ )?
    (?: (?:daily\ )?stand-?up\ (?:in|at|is|now|starts)\b.{0,30}
      | (?:meeting|call|all\ hands)\ (?:in|at|starts\ in)\ \d.{0,20}
      | (?:i'm\ |i\ am\ |i'll\ be\ )?(?:running\ late|late|ooo|out\ of\ office|wfh)(?:\ today)?
      | (?:zoom|teams|meet)\ link
      | back\ in\ \d+.{0,10}
    ) [.!?]*
    """,
    re.VERBOSE,
)

_DAY = "(?:今日|きょう|本日|明日|あした|明後日|昨日|週末|今週|来週|今夜|今晩)"
_THIS_JA = (
    "(?:これ|それ|この(?:文|文章|メール|スレッド|スレ|会話|記事|資料|英文|メッセージ|内容|議論)"
    "|(?:以下|上記|次)(?:の[^、。]{1,8})?|スレッド|スレ|議事録|会議|打ち?合わ?せ|会話|今日の話)"
)
_DO = "(?:して|って|いて)(?:ください|下さい|くれ|くれる|くれますか|おいて|もらえますか|ほしい|ね)?"
# A whole Japanese sentence.
_JAPANESE_TASK = pattern(
    rf"""
    (?: {_THIS_JA}[をの]?(?:内容を)?(?:(?:英語|日本語|中国語)[にへ])?
        (?:翻訳|和訳|英訳|要約|添削|校正){_DO}
      | {_THIS_JA}を?(?:英語|日本語)に(?:訳|直|な?お){_DO}
      | {_THIS_JA}を?(?:短く|簡単に|三行で|3行で)?まとめて(?:ください|下さい|くれる|ほしい)?
      | 議事録を?(?:作って|書いて|作成して)(?:ください|おいて)?
      | (?:要約|翻訳|和訳|英訳){_DO}
      | {_DAY}の(?:お)?(?:ランチ|昼ご?飯|お?昼|夕飯|夕食|晩ご?飯|ディナー|飲み会|献立)
        (?:は|を|の?(?:店|場所|おすすめ)は?)?(?:何|なに|どこ|どうする|どうしよう|行く人)?
        (?:にする|にしよう|がいい|が良い|です|ですか|かな|行きませんか|行こう)?
      | (?:お)?(?:ランチ|昼ご?飯)(?:何|どこ|行|いこ)[^、。]{{0,12}}
      | (?:{_DAY}の)?[^、。のを]{{0,6}}の?天気(?:予報)?(?:は|を|が)?(?:どう|教えて|知りたい)?
        (?:ください|です|ですか|かな)?
      | {_DAY}は?(?:雨|晴れ|雪)(?:が?降る|かな|です)?か?な?
      | (?:会議室|ホテル|新幹線|飛行機|居酒屋|お店|飲み会)(?:の|を)?(?:予約|手配|確保)
        (?:{_DO}|をお願い(?:します)?)
      | (?:会議室|お店)を?(?:取って|押さえて)(?:ください|おいて)?
      | タクシーを?呼んで(?:ください)?
      | [^、。]{{0,30}}(?:を|って)?リマインド{_DO} | リマインダーを?(?:設定|セット){_DO}
      | (?:[^、。]{{1,10}}に)?(?:タイマー|アラーム)を?(?:\d+分)?を?(?:設定|セット){_DO}
      | [^、。]{{0,20}}(?:カレンダーに|予定を)(?:入れて|追加して|登録して)(?:ください|おいて)?
      | (?:日程|予定)(?:を)?調整{_DO}
      | (?:python|javascript|java|sql|vba|excel|html)[でのを]?[^、。]{{0,15}}?
        (?:コード|プログラム|マクロ|関数|スクリプト)を?(?:書いて|作って|教えて)(?:ください|くれ)?
      | (?:メール|返信|返事|詩|俳句|作文|小説)(?:の[^、。]{{1,6}})?を?
        (?:書いて|送って|考えて)(?:ください|おいて)?
      | (?:[^、。]{{1,8}}の)?(?:絵|画像)を?(?:描いて|かいて|生成して)(?:ください)?
      | (?:何か)?(?:冗談|ジョーク|面白い(?:話|こと))を?(?:言って|して|話して|教えて)(?:ください|よ)?
      | しりとり(?:しよう|しましょう|して)? | なぞなぞ(?:出して)? | じゃんけん(?:しよう)?
      | (?:何か)?(?:音楽|曲|歌)を?(?:かけて|流して|歌って|再生して)(?:ください)?
      | パスワード(?:を|の)?(?:忘れ(?:た|ました)|リセット|再発行|再設定)
        (?:して|方法|です|お願いします)?
      | (?:ログイン|wi-?fi|vpn|ネット)(?:が|に)?(?:でき|繋がら|つながら)(?:ない|ません)
      | (?:今|いま)(?:は)?何時(?:です)?か? | {_DAY}は?何(?:日|曜日?)(?:です)?か?
      | {_DAY}の(?:ニュース|運勢|占い|試合)(?:は|を教えて)?
      | [^、。]{{1,12}}の(?:レシピ|作り方)を?教えて(?:ください)?
      | (?:有給|休暇)(?:を)?(?:申請|取りたい|残り|の残り)[^、。]{{0,8}}
      | 経費精算(?:して|のやり方|の方法)?
      | 自己紹介して(?:ください)? | (?:あなた|君)は(?:ai|人間|ロボット)(?:です)?か?
      | (?:会議|朝会|定例|ミーティング)(?:が|を)?(?:始まります|始めます|開始します|です)
      | (?:すみません)?(?:少し)?(?:遅れます|遅刻します)
      | {_DAY}は?(?:休みます|お休みします|在宅(?:です|勤務です))
    ) [。！？!?ねよ]*
    """,
    re.VERBOSE,
)
_SUM = pattern(
    r"""
    (?: (?: what(?:'s|\ is) | how\ much\ is | calculate ) \s* [\d\s.,()]+ (?:[-+*/×÷x^]|plus|times)
        [-\d\s.,()+*/×÷x^]{0,40} =? [?？]*
      | [\d\s.,()]+ [-+*/×÷] [-\d\s.,()+*/×÷]{0,40} (?: = | は | いくつ | を計算して ) [?？]*
    )
    """,
    re.VERBOSE,
)
_SENTENCE_END = pattern(r"(?<=[。！？!?])|\n|(?<=\.)\s+")
_LONGEST_TASK = 300


def is_small_talk(text: str) -> bool:
    """Whether a text is nothing but greetings, thanks, emoji, or questions about the bot itself."""
    if len(text) > _LONGEST_TALK:
        return False
    plain = _EMOJI_CODE.sub(" 🙂 ", _folded(text))
    words = _SEPARATORS.sub(" ", plain).split()
    if not words:
        return any(unicodedata.category(sign) == "So" for sign in plain)
    return all(word in _WORDS or _ONLY_JAPANESE.fullmatch(word) is not None for word in words)


def is_other_task(text: str) -> bool:
    """Whether a text is a task for another tool or person: translate this, 今日のランチ."""
    if len(text) > _LONGEST_TASK:
        return False
    sentences = [one.strip() for one in _SENTENCE_END.split(_folded(text)) if one.strip()]
    tasks = [one for one in sentences if not is_small_talk(one)]
    return bool(tasks) and all(_is_task(one) for one in tasks)


def asks_for_nobody(text: str) -> bool:
    """Whether a text is small talk or a task for another tool: nobody is searched for."""
    return is_small_talk(text) or is_other_task(text)


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return _ADDRESSED.sub(" ", folded).strip() or folded


def _is_task(sentence: str) -> bool:
    if _ENGLISH_QUESTION.match(sentence) or _SUM.fullmatch(sentence):
        return True
    if _SEEKS.search(sentence):
        return False
    return bool(
        _ENGLISH_TASK.match(sentence)
        or _ENGLISH_NOTICE.fullmatch(sentence)
        or _JAPANESE_TASK.fullmatch(sentence)
    )
