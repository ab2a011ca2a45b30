"""A message in a thread is read as a change of conditions only if it is nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.reader import Directory
from index.refining import Refinement, read_refinement

DIRECTORY = Directory(
    frozenset({"Tokyo", "Kanagawa", "Saitama"}),
    frozenset({"ISO 9001", "ISO 13485", "JIS Q 9100", "Eco Partner"}),
)
SMALL = "kind=product_sme,supporting_sme"
NO_SCIENCE = "kind!=university,research_institute"


def said(text: str) -> str | None:
    """What a message changes, in short: "others; city~Hachioji; kind!=university"."""
    found = read_refinement(text, DIRECTORY)
    return None if found is None else "; ".join(_shortened(found))


def _shortened(found: Refinement) -> list[str]:
    shown = ["others"] if found.others else []
    for one in found.constraints.mentions:
        sign = "!=" if one.excluded else "~" if one.near else "="
        shown.append(f"{one.facet}{sign}{','.join(one.values)}")
    return shown


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("only universities", "kind=university"),
        ("universities only", "kind=university"),
        ("Universities only please.", "kind=university"),
        ("just universities, please", "kind=university"),
        ("at a university", "kind=university"),
        ("any universities?", "kind=university"),
        ("what about universities?", "kind=university"),
        ("can you limit it to universities?", "kind=university"),
        ("thanks! only universities please", "kind=university"),
        ("I'd prefer a university", "kind=university"),
        ("public institutes only", "kind=research_institute"),
        ("universities or public institutes only", "kind=university; kind=research_institute"),
        ("just companies", NO_SCIENCE),
        ("companies only", NO_SCIENCE),
        ("not a university", "kind!=university"),
        ("no large companies", "kind!=large_company"),
        ("but no banks please", "kind!=finance"),
        ("without universities", "kind!=university"),
        ("rather than a university", "kind!=university"),
        ("smaller ones?", SMALL),
        ("small companies only", SMALL),
        ("bigger ones please", "kind=large_company"),
        ("fewer than 50 employees", "size=<=49"),
        ("in Sagamihara", "city=Sagamihara"),
        ("in sagamihara please", "city=Sagamihara"),
        ("Sagamihara only", "city=Sagamihara"),
        ("only in Saitama", "prefecture=Saitama"),
        ("Sagamihara, Kanagawa only", "city=Sagamihara"),
        ("companies in Tokyo", "prefecture=Tokyo"),
        ("okay, and in Tokyo?", "prefecture=Tokyo"),
        ("Tokyo or Saitama only", "prefecture=Tokyo; prefecture=Saitama"),
        ("can you limit this to Kanagawa?", "prefecture=Kanagawa"),
        ("Kanagawa-based", "prefecture=Kanagawa"),
        ("near Hachioji", "city~Hachioji"),
        ("someone closer to Machida?", "city~Machida"),
        ("in the Tachikawa area", "city~Tachikawa"),
        ("not in Tokyo", "prefecture!=Tokyo"),
        ("outside Tokyo please", "prefecture!=Tokyo"),
        ("with ISO 9001", "certification=ISO 9001"),
        ("ISO 9001 certified only", "certification=ISO 9001"),
        ("must have ISO 13485", "certification=ISO 13485"),
        ("with ISO 9001 or ISO 13485", "certification=ISO 9001,ISO 13485"),
        ("with ISO 9001 and ISO 13485", "certification=ISO 9001; certification=ISO 13485"),
        ("ISO-certified only", "certification=ISO 13485,ISO 9001"),
        ("with Eco Partner certification", "certification=Eco Partner"),
        ("English-speaking ones", "language=en"),
        ("who speak English", "language=en"),
        ("other ones", "others"),
        ("others?", "others"),
        ("any others?", "others"),
        ("anyone else?", "others"),
        ("who else", "others"),
        ("any other companies?", "others"),
        ("another one please", "others"),
        ("show me more", "others"),
        ("more options", "others"),
        ("other ones in Tokyo", "others; prefecture=Tokyo"),
        ("other universities?", "others; kind=university"),
        ("anyone else near Hachioji?", "others; city~Hachioji"),
        ("only universities in Hachioji", "kind=university; city=Hachioji"),
        ("universities near Hachioji with ISO 9001",
         "kind=university; city~Hachioji; certification=ISO 9001"),
        ("only universities :pray:", "kind=university"),
        ("could we see only universities?", "kind=university"),
        ("any in Tokyo?", "prefecture=Tokyo"),
        ("from Kanagawa only", "prefecture=Kanagawa"),
        ("more in Tokyo", "others; prefecture=Tokyo"),
        ("must be ISO 9001 certified", "certification=ISO 9001"),
        ("needs to be ISO 9001 certified", "certification=ISO 9001"),
        ("has to be ISO 9001 certified", "certification=ISO 9001"),
        ("should be ISO 9001 certified", "certification=ISO 9001"),
        ("must be certified to ISO 9001", "certification=ISO 9001"),
        ("they need to be ISO 9001 certified", "certification=ISO 9001"),
        ("must be ISO certified", "certification=ISO 13485,ISO 9001"),
        ("needs to have ISO 9001", "certification=ISO 9001"),
        ("should have ISO 9001", "certification=ISO 9001"),
        ("should be in Tokyo", "prefecture=Tokyo"),
        ("must be in Tokyo", "prefecture=Tokyo"),
        ("needs to be near Hachioji", "city~Hachioji"),
        ("it has to be in Tokyo", "prefecture=Tokyo"),
        ("should be based in Saitama please", "prefecture=Saitama"),
        ("has to be a university", "kind=university"),
        ("it needs to be a university", "kind=university"),
        ("must be English-speaking", "language=en"),
        ("must not be in Tokyo", "prefecture!=Tokyo"),
        ("should not be a bank", "kind!=finance"),
        ("must be a company in Tokyo", f"{NO_SCIENCE}; prefecture=Tokyo"),
        ("must be ISO 9001 certified and in Tokyo", "certification=ISO 9001; prefecture=Tokyo"),
        ("ideally should be near Hachioji", "city~Hachioji"),
    ],
)  # fmt: skip
def test_a_change_in_english_is_read(text: str, change: str):
    assert said(text) == change


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("大学だけ", "kind=university"),
        ("大学で", "kind=university"),
        ("大学に限って", "kind=university"),
        ("大学限定でお願いします", "kind=university"),
        ("大学は？", "kind=university"),
        ("大学はありますか？", "kind=university"),
        ("大学がいいです", "kind=university"),
        ("大学に絞ってください", "kind=university"),
        ("大学の研究室がいいです", "kind=university"),
        ("大学か公設試で", "kind=university; kind=research_institute"),
        ("その中で大学だけお願いします", "kind=university"),
        ("公設試で", "kind=research_institute"),
        ("商工会議所のみ", "kind=chamber"),
        ("企業のみ", NO_SCIENCE),
        ("企業で", NO_SCIENCE),
        ("企業に絞ってください", NO_SCIENCE),
        ("民間で", NO_SCIENCE),
        ("大学以外", "kind!=university"),
        ("大学以外でお願いします", "kind!=university"),
        ("大学を除いて", "kind!=university"),
        ("大学ではなく企業で", "kind!=university"),
        ("大手以外で", "kind!=large_company"),
        ("大手はなしで", "kind!=large_company"),
        ("大学と公設試以外で", "kind!=university; kind!=research_institute"),
        ("中小企業で", SMALL),
        ("もっと小さい会社で", SMALL),
        ("小規模なところがいいです", SMALL),
        ("従業員50人以下の会社で", "size=<=50"),
        ("相模原で", "city=Sagamihara"),
        ("さがみはらで", "city=Sagamihara"),
        ("はちおうじの近く", "city~Hachioji"),
        ("相模原の会社", "city=Sagamihara"),
        ("相模原のところ", "city=Sagamihara"),
        ("相模原市の会社はありますか", "city=Sagamihara"),
        ("神奈川県相模原市で", "city=Sagamihara"),
        ("すみません、相模原でお願いします", "city=Sagamihara"),
        ("Sagamiharaで", "city=Sagamihara"),
        ("東京都内で", "prefecture=Tokyo"),
        ("埼玉県内に限定して", "prefecture=Saitama"),
        ("埼玉のみ", "prefecture=Saitama"),
        ("八王子か相模原で", "city=Hachioji; city=Sagamihara"),
        ("八王子市内の企業", "city=Hachioji"),
        ("八王子の近くで", "city~Hachioji"),
        ("ありがとうございます。できれば八王子周辺で", "city~Hachioji"),
        ("町田から近い会社", "city~Machida"),
        ("東京以外で", "prefecture!=Tokyo"),
        ("ISO 13485のところ", "certification=ISO 13485"),
        ("ISO13485を持っている会社", "certification=ISO 13485"),
        ("ISO 9001取得済みの会社で", "certification=ISO 9001"),
        ("ISO 9001が必須で", "certification=ISO 9001"),
        ("ISO9001かISO13485で", "certification=ISO 9001,ISO 13485"),
        ("ISO持ちで", "certification=ISO 13485,ISO 9001"),
        ("英語が通じるところ", "language=en"),
        ("英語対応可能な会社で", "language=en"),
        ("中国語が話せる方のいる会社で", "language=zh"),
        ("他には", "others"),
        ("他にありませんか？", "others"),
        ("ほかの会社", "others"),
        ("ほかの会社も見せてください", "others"),
        ("別の候補", "others"),
        ("もっと見せてください", "others"),
        ("それ以外で", "others"),
        ("ほかの大学は？", "others; kind=university"),
        ("相模原の大学で", "city=Sagamihara; kind=university"),
        ("相模原で、大学以外で", "city=Sagamihara; kind!=university"),
        ("東京でほかの会社", "others; prefecture=Tokyo"),
        ("JIS Q 9100のある大学で", "certification=JIS Q 9100; kind=university"),
        ("大学だけ🙏", "kind=university"),
        ("それでは相模原ではどうでしょうか", "city=Sagamihara"),
        ("埼玉ならありますか", "prefecture=Saitama"),
        ("ISO9001を取っているところ", "certification=ISO 9001"),
        ("すみません、大学以外でお願いできますか", "kind!=university"),
        ("ありがとうございます！他にもありますか？", "others"),
        ("埼玉だとどうですか", "prefecture=Saitama"),
        ("東京でも探してみてください", "prefecture=Tokyo"),
        ("もう少し他の会社ありませんか", "others"),
        ("もっと近いところで、八王子周辺とか", "city~Hachioji"),
        ("埼玉だとどうでしょうか？", "prefecture=Saitama"),
        ("埼玉だといかがですか", "prefecture=Saitama"),
        ("埼玉だと？", "prefecture=Saitama"),
        ("埼玉ならどうですか？", "prefecture=Saitama"),
        ("大学ならいかがでしょうか", "kind=university"),
        ("大学なら？", "kind=university"),
        ("八王子の会社だとどうですか", "city=Hachioji"),
        ("ISO 9001ならどうですか", "certification=ISO 9001"),
        ("埼玉でしたらどうですか", "prefecture=Saitama"),
        ("東京でも探して", "prefecture=Tokyo"),
        ("東京でも探してもらえますか", "prefecture=Tokyo"),
        ("東京でも探していただけますか？", "prefecture=Tokyo"),
        ("東京でも探してもらえませんか", "prefecture=Tokyo"),
        ("埼玉でもお願いします", "prefecture=Saitama"),
        ("大学でも探してみてもらえますか", "kind=university"),
        ("東京の会社でも探してください", "prefecture=Tokyo"),
        ("大学に絞って", "kind=university"),
        ("大学に絞ってもらえますか", "kind=university"),
        ("大学に絞り込んでください", "kind=university"),
        ("大学に絞り込めますか？", "kind=university"),
        ("大学に絞れませんか", "kind=university"),
        ("大学に限定できますか", "kind=university"),
        ("大学だけに絞れますか", "kind=university"),
        ("埼玉に絞ってもらえませんか", "prefecture=Saitama"),
        ("ISO 9001取得済みの会社に絞れますか", "certification=ISO 9001"),
        ("もう少しほかに", "others"),
        ("もう少しほかにありませんか", "others"),
        ("もう少し他にもありますか", "others"),
        ("もう少し別の会社も見せてください", "others"),
        ("ほかにもありますか", "others"),
        ("他にもいますか？", "others"),
        ("他にもあれば教えてください", "others"),
        ("他にも見せてください", "others"),
        ("もっと他の会社はありませんか", "others"),
        ("八王子周辺とか", "city~Hachioji"),
        ("八王子あたりとか", "city~Hachioji"),
        ("八王子あたりとかで", "city~Hachioji"),
        ("八王子あたりとか？", "city~Hachioji"),
        ("八王子とかで探して", "city=Hachioji"),
        ("八王子とかだとどうですか", "city=Hachioji"),
        ("もっと近くで、八王子あたりとか", "city~Hachioji"),
        ("大学とかで", "kind=university"),
        ("すみません、埼玉でも探してもらえると助かります", "prefecture=Saitama"),
        ("相模原市内に絞ることはできますか", "city=Sagamihara"),
        ("他にもありますでしょうか", "others"),
        ("もう少し他の大学はありますか", "others; kind=university"),
    ],
)
def test_a_change_in_japanese_is_read(text: str, change: str):
    assert said(text) == change


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "?", "thanks", "Thank you so much!", "ok", "great, thanks", "no problem", "yes",
        "not sure", "not yet", "me too", "just me", "only one", "only on Monday", "more or less",
        "one more thing", "no more questions", "what else?", "anything else?", "others will join",
        "anyone else joining?", "who else is coming?", "some other time", "the other day",
        "we used company X last year", "I'll ask in Tokyo", "lunch talk", "see you in Tokyo",
        "titanium turning in Sagamihara", "anodizing near Hachioji", "plating, ISO 9001",
        "vibration testing at a university", "we need a university for a joint study",
        "EMC test, Tokyo", "I was at a university yesterday", "I work at a university",
        "is the meeting in Tokyo?", "in Tokyo next week", "we are near Hachioji",
        "near Hachioji station", "how about Tokyo?", "Tokyo", "Sagamihara", "Tokyo is far",
        "a company in Tokyo called us", "I know a company in Tokyo", "that's in Sagamihara",
        "they moved to Tokyo", "our office in Tachikawa", "people in Tokyo would know",
        "universities are closed in August", "the university said no",
        "only universities can apply", "not only universities", "my university friends",
        "no university replied", "small shops like ours", "smaller screws",
        "big companies never answer", "we have ISO 9001", "ISO 9001 certification",
        "we want to get ISO 9001", "the ISO 9001 audit is on Friday", "in English please",
        "I don't speak English", "public speaking", "could you show me the drawing?", "show me",
        "limit it to 50 pieces", "please call them", "is there coffee?",
        "which one did you take?", "the first one is good", "Tokyo University", "at the bank",
        "at the city hall", "in Paris, I think, or in Rome", "university fees", "with 5 axes",
        "under 50 people came", "fewer than 50 pieces",
        "it must be Friday", "must be Friday", "must be nice", "must be a mistake",
        "it must be in Tokyo", "it must be a university", "they must be in Tokyo by now",
        "it should be in Tokyo by Friday", "should be fine", "should be in the meeting room",
        "should be in the mail", "should be ready in Tokyo", "should be in Tokyo next week",
        "has to be signed", "needs to be checked", "it needs to be done in Tokyo",
        "we must be ISO 9001 certified by March", "we need to be ISO 9001 certified",
        "I should be in Tokyo tomorrow", "I have to be in Tokyo", "you should be at the university",
        "should have told the university", "must have been a university", "must have been in Tokyo",
        "can't be a university", "must be a company thing", "it has to be Tokyo",
        "must be certified", "must be near the station", "should not be in Tokyo on Monday",
        "must be in a meeting",
    ],
)  # fmt: skip
def test_other_english_is_left_alone(text: str):
    assert said(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "ありがとうございます", "了解です", "助かりました！", "なるほど", "お願いします", "はい",
        "大学", "相模原", "東京です", "大学です", "東京ですか？", "相模原でしたっけ",
        "相模原ですね", "大学で講演があります", "相模原で展示会があります", "東京で会いましょう",
        "相模原に行きます", "大学の先生に聞いてみます", "大学の件、ありがとうございました",
        "大学時代の友人です", "大学でいいですか", "東京でいいですか", "東京はどうですか",
        "会場は大学でお願いします", "会議は東京でお願いします", "来週は八王子です",
        "昨日相模原の会社に電話しました", "その会社は相模原にあります",
        "相模原の会社に聞きました", "相模原の会社です", "大手に断られた", "大手でも可",
        "大学だけでなく企業も", "大学のウェブサイト", "東京大学で", "会社で", "研究室で",
        "市役所で", "銀行で", "みんなで", "あとで", "それで", "ここで", "さくらで",
        "ISO 9001を取得しました", "ISO 9001を取りたい", "ISO 9001の審査が来月です", "ISO 9001",
        "英語でお願いします", "英語は苦手です", "英語の資料を送ります", "他に質問はありますか",
        "他に何かありますか", "ほかの人にも聞いてみて", "その他の議題", "他の会社も来ます",
        "別の日にしましょう", "別のところで", "近くの店でランチ", "次の会議で", "もっと安く",
        "相模原でチタン切削", "アルマイト、八王子で", "大学で振動試験",
        "ISO 13485のところで射出成形", "相模原で探していた会社が見つかりました",
        "大学の方が安いかもしれません", "企業秘密です", "東京か埼玉、神奈川は除いて",
        "10人以下なら入れます", "50人以上の会場で", "セルヴィータ以外で", "大学が決まりました",
        "八王子まで30分です", "立川さんに聞いてください", "相模原の天気は？",
        "企業見学の件ですが", "大学にいます", "町田で乗り換えです", "中小企業診断士です",
        "東京でも展示会があります", "もう少し待ってください", "埼玉だと遠いですね",
        "東京でもいいです", "東京でもいいですか", "東京でも大丈夫です", "東京でも雨です",
        "東京でも探しています", "東京でも探していますか", "相模原で探していますか",
        "東京でも探しました", "東京でも教えています", "東京でも見ました", "大学でも可",
        "大学でもできます", "埼玉だと助かる人が多い", "埼玉だと思います", "埼玉だと聞きました",
        "埼玉だとどうなるんですか、納期", "埼玉だと1時間かかります", "大学だと高いです",
        "埼玉なら近いです", "埼玉なら行けます", "大学なら知り合いがいます", "候補日はどうですか",
        "来週だとどうですか", "金曜ならどうですか", "会議は埼玉だとどうですか",
        "納期だとどうですか", "3社に絞れますか", "3社に絞ってください", "大学に絞れました",
        "大学に絞れません", "大学に絞りました", "テーマを絞ってください", "議題に絞ってください",
        "もう少し", "もう少しです", "もう少しで終わります", "もう少し時間をください",
        "もう少しほかの人にも聞いてみます", "もう少し他の話もしましょう",
        "もう少し安くなりませんか", "もう少し詳しく教えてください", "ほかにもあります",
        "他にも参加者がいます", "他にも質問があります", "もっと近いところで",
        "もっと近いところでランチにしましょう", "近くで", "近いうちに、八王子で会いましょう",
        "大学とか", "大学とか企業とか", "東京とか大阪とか行きたい", "大学でも教えています",
        "東京でも探してみました", "大学に絞り込みました", "他にも見せてもらいました",
        "八王子とか", "八王子周辺とか渋滞しています", "八王子あたりとか雪ですね",
        "八王子あたりは雨です", "八王子とか町田とかに行きます", "八王子とかどうですか",
    ],
)  # fmt: skip
def test_other_japanese_is_left_alone(text: str):
    assert said(text) is None


def test_a_region_stands_for_its_cities():
    change = said("多摩地域の企業に絞れますか？")
    assert change is not None
    assert change.startswith("city=")
    cities = change.removeprefix("city=").split(",")
    assert {"Hachioji", "Machida", "Tachikawa"} <= set(cities)
    assert "Sagamihara" not in cities


def test_whoever_writes_more_than_a_change_is_left_alone():
    assert said("only universities. " * 8) is None
    assert said("only universities. I will call them tomorrow.") is None
    assert said("大学だけ。明日電話します") is None


def test_any_iso_is_no_condition_where_nobody_has_one():
    assert read_refinement("ISO持ちで", Directory(frozenset({"Tokyo"}))) is None


def test_a_place_in_kana_is_read_only_where_members_are():
    assert read_refinement("さがみはらで", Directory(frozenset({"Osaka"}))) is None


@given(st.text(max_size=140))
def test_any_text_is_read_without_an_error(text: str):
    read_refinement(text, DIRECTORY)


_WORDS = (
    "大学 で だけ の 相模原 以外 ほか ISO9001 英語 会社 は か 、 50人以下 "
    "only in near Tokyo other not university ?"
)


@given(st.lists(st.sampled_from(_WORDS.split()), max_size=10))
def test_any_words_of_changes_are_read_without_an_error(words: list[str]):
    read_refinement("".join(words), DIRECTORY)
    read_refinement(" ".join(words), DIRECTORY)
