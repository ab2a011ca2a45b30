"""Politeness and chatter go, the need stays as it was written."""

# ruff: noqa: E501 (tables of sentences)
from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.courtesy import without_courtesy

# What somebody writes => what is left of it.
WITH_COURTESY = """
お世話になっております。株式会社〇〇の田中です。突然のご連絡失礼します。アルミ筐体への黒アルマイトをお願いできるところを探しています。よろしくお願いいたします。 => アルミ筐体への黒アルマイト。
Hi all, quick one: who can check 40 gauge heads for helium leaks? => check 40 gauge heads for helium leaks?
Does anyone know a company that does hard anodizing in small lots? Thanks in advance! => hard anodizing in small lots?
どなたかワイヤカット頼めるところご存じないでしょうか => ワイヤカット
ワイヤカット頼めるところ => ワイヤカット
チタンの切削、10個、来週まで => チタンの切削、10個
昨日の打合せで話が出たのですが、摩擦攪拌接合に詳しい方をご紹介いただけますと幸いです => 摩擦攪拌接合
上司に言われて、EMC試験できるところありませんか？ => EMC試験？
弊社は八王子でばねを作っている会社で、熱処理の外注先を探しています => 熱処理の外注先
We are a 40-person company in Ome making pumps. We need someone for vibration testing of our housings by Friday. => vibration testing of our housings.
We make pumps and need hard chrome plating => hard chrome plating
My boss asked me to find laser welding of copper, any recommendations? => laser welding of copper?
5軸でinconel、急ぎ => 5軸でinconel
need someone who gets batteries => batteries
looking for a university lab working on solid state batteries => a university lab working on solid state batteries
@here anyone for EMC pre-compliance? :pray: 🙏 asap => EMC pre-compliance?
至急：アルミ鋳物の試作、来週末まで。よろしくお願いします => アルミ鋳物の試作。
チタンの切削を教えてください => チタンの切削
We make aluminium housings. Who can anodize them? => We make aluminium housings. anodize them?
めっきの膜厚測定について教えてください。 => めっきの膜厚測定。
研磨お願いします => 研磨
ステンレスの深絞りをやってくれるところはないでしょうか。 => ステンレスの深絞り。
すみません、真空熱処理ってできますか？ => 真空熱処理？
In meetings so short: need vacuum brazing => vacuum brazing
試作5枚のFPC実装をお願いしたいです => 試作5枚のFPC実装
Can anyone recommend a supplier for ceramic bearings? => ceramic bearings?
Where can I get my torque wrench calibrated? => my torque wrench calibrated?
Is there anyone who can do residual stress measurement? => residual stress measurement?
技術部の佐藤と申します。急ぎで金型の補修をお願いできないでしょうか。 => 金型の補修。
産学連携に詳しい先生をご紹介ください => 産学連携に詳しい先生
お疲れ様です！めっきに強い会社さんいませんか？ => めっき？
looking for partners to develop a biodegradable film for food packaging => partners to develop a biodegradable film for food packaging
I would like to know who has experience with DLC coating => DLC coating
We're a start-up looking for firmware development => firmware development
当社ではバネの疲労試験ができません。どこか受けてくれる会社はありますか => バネの疲労試験ができません。
熱処理後の歪み取り、月末納期 => 熱処理後の歪み取り
Please introduce us to a patent attorney => a patent attorney
ISO 9001取得済みで、ばね鋼の熱処理ができるところ => ISO 9001取得済みで、ばね鋼の熱処理
生産技術部の山田です。金型の放電加工を急ぎでお願いしたいのですが、どこかありますか => 金型の放電加工
Hi does anyone know who could anodize 200 parts? => anodize 200 parts?
So, we need a new die. Who can make it? => a new die. make it?
補助金の相談ができるところ => 補助金
チタン、10個、来週まで、お願いできますか => チタン、10個
急募！樹脂成形 => 樹脂成形
【至急】プレス加工できる会社 => プレス加工
I'm Sato from Ome Seiki. Looking for a supplier of carbide dies. Tel: 042-111-2222 => carbide dies. Tel: 042-111-2222
月曜までに3Dスキャン => 3Dスキャン
お客様から要望されて、RoHS分析ができる試験所を探しています => RoHS分析ができる試験所
FPC実装 試作5枚 至急 => FPC実装 試作5枚
アルミの溶接　八王子で　急ぎです => アルミの溶接　八王子
ねじ1本から作ってくれるとこある？ => ねじ1本から作って？
ねじ1本から作ってくれるとこある => ねじ1本から作って
探しています：真空ろう付け => 真空ろう付け
真空ろう付けできる会社を探しています。よろしくお願いします => 真空ろう付け。
突然すみません。樹脂の3Dプリントを頼める業者さんを知りませんか？ => 樹脂の3Dプリント？
ガラスの微細穴あけについてご相談です => ガラスの微細穴あけ
Dear all, I am looking for a company that can laser-mark ceramics. Best regards => laser-mark ceramics.
Good morning everyone, do you know anyone who does thermal simulation? => thermal simulation?
Sorry for the short notice, but we need 50 gears hobbed by next week => 50 gears hobbed
Hello team, any leads on a clean room for rent? Cheers => a clean room for rent?
we are urgently looking for someone to repair a spindle => someone to repair a spindle
I need help with a patent application => a patent application
Would anyone be able to cut 3 mm glass? => cut 3 mm glass?
Can someone help us with robot programming please? => robot programming?
Which company can coat PTFE on springs? => coat PTFE on springs?
ロボットの導入を相談したいです => ロボットの導入
生分解性樹脂に詳しい方いらっしゃいますか => 生分解性樹脂
お忙しいところ恐れ入りますが、X線CTで鋳巣を見たいです => X線CTで鋳巣を見たいです
どこかレーザー溶接やってるところない？ => レーザー溶接？
皆様、お疲れ様です。騒音測定の件で相談です => 騒音測定
ちょっと質問です。チタンの陽極酸化、色付きでお願いできますか？ => チタンの陽極酸化、色付き？
Our customer asked for a REACH report, who should we talk to? => a REACH report?
on mobile, sorry for typos. Need EMC chamber => EMC chamber
quick q: DLC on aluminium? => DLC on aluminium?
wanted: rotary evaporator repair => rotary evaporator repair
Anyone with experience in friction stir welding? => friction stir welding?
Is there a lab that measures thermal conductivity? Many thanks in advance. => Is there a lab that measures thermal conductivity?
至急です！ステンレス板金 => ステンレス板金
SUS304の鏡面研磨、10個、至急 => SUS304の鏡面研磨、10個
食品工場の省エネ診断をやってくれる人 => 食品工場の省エネ診断
特許調査をお願いします。 => 特許調査。
ねじの緩み試験を頼みたいのですが => ねじの緩み試験
検査を自動化したいのですが、どこに相談すればいいですか => 検査を自動化
Could somebody please point me to a place for salt spray testing? It's urgent => a place for salt spray testing?
プラスチックの溶着で困っています => プラスチックの溶着
We are looking for a joint research partner on solid oxide fuel cells. => a joint research partner on solid oxide fuel cells.
試作品の金型、来月中旬までに欲しいです => 試作品の金型
ばねの設計について相談できる先生はいますか => ばねの設計について相談できる先生
I'm wondering whether anyone has a spare SEM slot this week => a spare SEM slot this week
すみません🙇‍♂️ どなたか銅のレーザー溶接お願いできませんか… => 銅のレーザー溶接
need help: PCB assembly, 5 boards, by end of month => PCB assembly, 5 boards
熱処理屋さん知りませんか => 熱処理屋さん
めっき屋さんを探してます => めっき屋さん
樹脂成形の外注先を紹介していただけないでしょうか。 => 樹脂成形の外注先。
Need: EMC chamber for 2 days => EMC chamber for 2 days
CFRPの穴あけ加工をお願いしたいです。剥離なしで。 => CFRPの穴あけ加工。剥離なしで。
この部品を溶接できますか？ => この部品を溶接？
"""

# Needs without courtesy, descriptions, and courtesy without a need.
AS_WRITTEN = """
CFRPの穴あけ、剥離なし
DLC付けたい
SEM-EBSDを借りたい
人手不足で検査を自動化したい
図面のない廃番部品を復元
hard anodizing, small lots
flatness under 1 µm on glass
JIS Q 9100のある切削屋さん
マシニングせんた 空いてる？
離婚に強い弁護士
EUV lithography mass production
The project develops a new catalyst for hydrogen production and tests it in a pilot plant by next year.
困っています。樹脂部品の反りの原因を調べたい
できるところ
thanks
who can help?
お世話になっております。
Well-known alloys for marine use
So-called smart textiles
Help desk software
Needle grinding
Quick-change tooling
Any angle milling head
Hello Kitty goods licensing
補助金の申請を手伝ってほしい
海外展開の相談がしたい
急速充電器の開発
急ぎんちゃく
特急列車の部品
現在価値の計算
あと施工アンカー
お願いします、教えてください
後継者となる人がいない
Well drilling equipment
Recommendations for a circular economy of plastics in the region
Development of polymer membranes for fuel cells, with tests in a pilot plant by next year
We are a research group that is interested in corrosion.
大学と共同研究したい
超純水の製造
防錆油の塗布
分解できる樹脂
リサイクルできる包装材
緊急停止装置
Mobile: AGV development
設計から試作、EMC試験まで
sensor + enclosure + firmware + subsidy partner
大学ではなく企業で振動試験
めっき以外で防錆

アルマイト
wire EDM
陽極酸化と封孔処理
0.05 mm holes in SUS304
φ0.05の穴、SUS304、t0.3
Novel biodegradable polymers for agricultural films
Ti-6Al-4V machining
人材の採用と定着
英語の翻訳
5軸加工機を持っている町工場
めっき液の分析
急冷凝固
教育用ロボット
お茶の焙煎機
紹介状管理システム
依頼試験
探傷検査
相談支援
Design of experiments
The consortium will study how heat pumps can be used in small towns and who pays for them
Advanced manufacturing of lightweight structures for electric aircraft, including testing by partners in three regions
a test of pumps by the end user
Hi-Fi amplifier boards
Dear-free hydrogen storage
Regards to safety: interlocks
Please-touch exhibits for museums
Help desk outsourcing
Wanted poster printing
Any-angle vise
Sorry machine sorting of plums
Thanksgiving turkey processing
Quick release couplings
図面なしで複製
できるだけ薄いガラス
中小企業診断士
まつげ美容液の処方
昨日の天気データ
所在不明の図面管理
先端設備等導入計画
夏みかんの搾汁
ありふれた材料の代替
よろしくま工業の部品
Who makes custom hydraulic cylinders near Hachioji?
人を探すシステム
Does your company need a new logo? no
図面から3Dモデルを起こしてほしい
"""


@pytest.mark.parametrize("row", WITH_COURTESY.strip().splitlines())
def test_courtesy_around_the_need_goes(row: str) -> None:
    written, need = row.split(" => ")
    assert without_courtesy(written) == need


@pytest.mark.parametrize("text", AS_WRITTEN.strip().splitlines())
def test_what_has_no_courtesy_or_nothing_else_stays_as_it_is(text: str) -> None:
    assert without_courtesy(text) == text


def test_quoted_lines_and_the_signature_go() -> None:
    letter = "> On Monday you wrote\nWho does titanium milling?\nBest regards,\nTaro\nTel: 042-1"
    assert without_courtesy(letter) == "titanium milling?"


def test_lines_with_a_telephone_number_or_an_address_go() -> None:
    assert without_courtesy("樹脂の接着\nTEL 042-111-2222\nE-mail: a@example.com") == "樹脂の接着"


def test_sentences_keep_their_order_and_their_lines() -> None:
    text = "Hi all,\nWe need a die for aluminium.\nIt must last for 10,000 shots. Thanks!"
    assert without_courtesy(text) == "a die for aluminium.\nIt must last for 10,000 shots."


def test_what_the_seekers_own_company_makes_goes_only_when_something_else_is_asked_for() -> None:
    about_us = "弊社はばねを製造しています。"
    assert without_courtesy(about_us + "熱処理の外注先を探しています。") == "熱処理の外注先。"
    assert without_courtesy(about_us) == about_us


def test_what_a_request_refers_to_stays() -> None:
    text = "We make aluminium housings. Who can anodize them?"
    assert without_courtesy(text) == "We make aluminium housings. anodize them?"


@given(st.text())
def test_any_text_is_read_and_only_characters_of_it_come_back(text: str) -> None:
    assert set(without_courtesy(text)) <= set(text) | {" "}


@given(
    st.lists(
        st.sampled_from(["よろしくお願いします", "hi all, ", "めっき", "を", "。", " asap", "\n"])
    )
)
def test_a_need_survives_whatever_is_around_it(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert ("めっき" in without_courtesy(text)) == ("めっき" in text)


@pytest.mark.parametrize(
    "piece", ["お願いします。", "hi all, ", "a, ", "... a", " ", "、", "who can "]
)
def test_a_long_text_is_read_in_well_under_a_second(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    started = perf_counter()
    without_courtesy(text)
    assert perf_counter() - started < 1


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("いつもありがとうございます。\n内側までめっきしたい。", "内側までめっきしたい。"),
        ("はじめまして、社員15名の町工場です。\n契約書の確認を。", "契約書の確認を。"),
        ("おつかれさまです、総務です。\n製図の研修。", "製図の研修。"),
        (
            "こんにちは、配管を組んでいる会社です。\n曲げられるところ、ありましたらぜひ。",
            "曲げられるところ、ありましたらぜひ。",
        ),
        ("急ぎではありません。\n電池の試作。", "電池の試作。"),
        ("Hello, coordinator here asking for a member.\nCAD course", "CAD course"),
        ("Hi all, hope the week is going well.\nfreeze drying", "freeze drying"),
        ("drone survey of bridges. Any names?", "drone survey of bridges."),
    ],
)
def test_who_asks_and_how_they_are_is_set_aside(text: str, need: str) -> None:
    assert without_courtesy(text) == need


def test_a_problem_is_kept() -> None:
    text = "microscope image shakes each time a lorry goes past outside"
    assert without_courtesy(text) == text
