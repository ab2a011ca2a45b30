"""Greetings, thanks and tests: what is said to a bot without asking for anything. Pure."""

from __future__ import annotations

import re
import unicodedata

# A message that is nothing but these, however often and with whatever marks around them, asks for
# nobody. A need has words of its own, so one is never taken for small talk.
_PHRASES = """
こんにちは こんにちわ こんばんは こんばんわ おはよう おはようございます おはよ はじめまして
初めまして ありがとう ありがとうございます ありがとうございました 有難う 有難うございます
どうもありがとう どうも 助かりました 助かります 感謝 感謝します 了解 了解です 了解しました
承知しました 承知です わかりました 分かりました なるほど おつかれ お疲れ おつかれさま お疲れさま
お疲れ様 おつかれさまです お疲れさまです お疲れ様です お疲れ様でした お世話になります
お世話になっております いつもお世話になっております よろしく よろしくお願いします
よろしくお願いいたします よろしくお願い致します 宜しくお願いします 宜しくお願いいたします
宜しくお願い致します すみません すいません ごめん ごめんなさい 失礼します 失礼しました はい
いいえ うん ok オーケー いいね すごい すばらしい 素晴らしい 完璧 テスト テストです もしもし やあ
どうぞ またね さようなら バイバイ あなたは誰 あなたは誰ですか だれ 誰 誰ですか きみは誰 元気
元気ですか 何ができますか 何ができるの なにができますか できること 使い方 つかいかた ヘルプ
使い方は 使い方を教えて 使い方を教えてください 今日もよろしく hello hi hey hiya howdy yo
greetings morning evening afternoon night good day there everyone all team bot nakadachi 仲立ち
なかだち thanks thank you very much so many a lot thx ty cheers please sorry test testing ping
hello world okay k yes no yep nope sure great nice cool awesome perfect wow lol bye goodbye see
later how are doing who what can do help me how does this work is it i got understood noted well
done
"""
_PUNCTUATION = re.compile(r"[\W_]+")
# These words are small talk together ("how are you"), and nothing when they stand alone: still
# nothing that anybody could be found for.
_WORDS = frozenset(_PHRASES.split())
_JAPANESE = sorted((word for word in _WORDS if not word.isascii()), key=len, reverse=True)
_ONLY_JAPANESE = re.compile(f"(?:{'|'.join(map(re.escape, _JAPANESE))}|[ねよわっー])++")
_LONGEST = 80


def is_small_talk(text: str) -> bool:
    """Whether a text is nothing but greetings, thanks, or questions about the bot itself."""
    if len(text) > _LONGEST:
        return False
    words = _PUNCTUATION.sub(" ", unicodedata.normalize("NFKC", text).casefold()).split()
    return bool(words) and all(
        word in _WORDS or _ONLY_JAPANESE.fullmatch(word) is not None for word in words
    )
