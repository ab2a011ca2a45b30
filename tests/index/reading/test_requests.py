"""Greetings and other tools' tasks ask for nobody; a need never counts as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.benchmark import read_benchmark
from index.reading.requests import asks_for_nobody, is_other_task, is_small_talk
from tests.conftest import ROOT

SMALL_TALK = """
こんにちは！
お疲れ様です。ありがとうございます🙏
ｔｈａｎｋｓ！
Hello, who are you?
使い方を教えてください
ok
テスト
了解
かしこまりました。
lol
hahaha 😂
🏭
👍🏻
:+1:
:tada: :tada:
❤️
お先に失礼します
"""

OTHER_TASKS = """
translate this
Translate this into Japanese please
Hi! Can you summarise the thread?
summarize this channel for me
議事録を要約して
このスレッドをまとめてください
この文を英語に翻訳して
以下を日本語に訳してください
今日のランチ
今日のお昼どこにする？
ランチ何にする？
what's the weather
What’s the weather like in Tokyo today?
weather tomorrow
明日の天気は？
今日の東京の天気を教えて
会議室を予約して
book a meeting room for 3pm
set a reminder for Friday
remind me to call Sato
明日10時にリマインドして
write python code for sorting a list
Can you write me a regex
Pythonでソートするコードを書いて
what is 2+2
1+1は？
2+2=?
who won the world cup
冗談言って
tell me a joke
play music
音楽かけて
password reset
How do I reset my password?
パスワードを忘れました
@here standup in 5
daily standup at 10
running late
今何時？
what time is it?
今日は何曜日？
write an email to my boss
メールの返信を書いて
are you a robot?
しりとりしよう
convert 5 miles to km
タクシー呼んで
10時にタイマーをセットして
猫の絵を描いて
カレーの作り方を教えて
schedule a meeting with Tanaka tomorrow
wifi not working
会議始まります
lunch?
新幹線の予約をお願い
"""

REQUESTS = """
めっき
テスト装置
who can test springs?
help me with anodizing
お世話になっております。アルマイト処理を探しています
翻訳会社を探している
someone who can write Python for our PLC
lunch boxes for our factory
給食
天気予報データの活用
会議室を借りたい
会議室を予約できるところ
write firmware for a sensor board
translate our catalogue into German
カタログの英訳
技術文書の翻訳
要約AIの開発
議事録作成システムの導入
パスワード管理システム
who can translate manuals into Vietnamese?
10-20 pieces
0.3-0.5 mm
100×200
play testing of toys
password manager development
タイマー基板の設計
アラーム装置
今日のランチを届けてくれる会社
音楽プレーヤーの筐体
レシピ開発
予約システムの開発
reminder app development partner
weather resistance test
temperature chamber
電気炉を予約して使いたい
振動試験機を予約したい
summary of test results in English
画像を生成するAI
メール配信システム
離婚に強い弁護士
drawing without a CAD file
call centre outsourcing
write-protect circuit design
can you write a PLC program for our press?
EUV lithography mass production
1000分の1ミリ
草刈り機
Summarise this thread. It is about anodizing of housings
"""


def lines(table: str) -> list[str]:
    return table.strip().splitlines()


@pytest.mark.parametrize("text", lines(SMALL_TALK))
def test_greetings_thanks_emoji_and_questions_about_the_bot_are_small_talk(text: str) -> None:
    assert is_small_talk(text)
    assert asks_for_nobody(text)


@pytest.mark.parametrize("text", lines(OTHER_TASKS))
def test_a_task_for_another_tool_is_no_search(text: str) -> None:
    assert is_other_task(text)
    assert asks_for_nobody(text)


@pytest.mark.parametrize("text", ["", "...", *lines(REQUESTS)])
def test_whatever_may_have_a_need_in_it_is_a_request(text: str) -> None:
    assert not asks_for_nobody(text)


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert asks_for_nobody(text) == (is_small_talk(text) or is_other_task(text))


def test_no_answerable_question_of_the_benchmark_counts_as_small_talk() -> None:
    questions = read_benchmark(ROOT / "benchmarks" / "tama-dev").questions
    assert questions
    assert not [one.text for one in questions if one.answerable and is_small_talk(one.text)]


def test_a_title_that_begins_with_tldr_is_no_task() -> None:
    assert not asks_for_nobody("TL;DR: Mining Reddit to Learn Automatic Summarization")
    assert asks_for_nobody("tl;dr please")
