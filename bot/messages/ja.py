"""Japanese."""

from __future__ import annotations

from bot.messages.why_ja import WHY_JAPANESE
from bot.messages.words import Words
from index.model import Confidence, Field
from profiles.model import Consent
from profiles.values.kinds import LABELS_JA

JAPANESE = Words(
    lang="ja",
    why=WHY_JAPANESE,
    kinds=LABELS_JA,
    confidences={
        Confidence.STRONG: "有力候補",
        Confidence.POSSIBLE: "可能性あり",
    },
    consents={
        Consent.MEMBERS: "会員に公開",
        Consent.ON_REQUEST: "仲介のみ",
        Consent.NEVER: "非公開",
    },
    fields={
        Field.CAPABILITY: "",
        Field.EQUIPMENT: "設備",
        Field.SUMMARY: "自己PR",
        Field.NEED: "求める連携",
    },
    quote="「{}」",
    labelled="{}：{}",
    nobody="この件に応えられる会員は見つかりませんでした。",
    nearest="参考：内容の近い会員",
    seekers="これを求めている会員",
    no_seekers="これを求めている会員は見つかりませんでした。",
    nearest_seekers="参考：近い内容を求めている会員",
    empty_directory="名簿にまだ会員がいません。",
    not_a_request="お探しのことを書いてください（加工、材料、大きさ、数量など）。",
    contacts="連絡先",
    no_contacts="登録なし",
    how_to_see_contacts="連絡先は --contacts を付けると表示されます。",
    prompt="何をお探しですか> ",
    prompt_offer="何を提供できますか> ",
    prompt_help="日本語でも英語でもどうぞ。空行か Ctrl-D で終わります。",
    withdrawn="{} に退会",
    undeclared="申告なし（{}扱い）",
    since="{}（{} から）",
    website="ウェブサイト",
    employees="従業員数",
    corporate_number="法人番号",
    certifications="認証",
    languages="対応言語",
    capabilities="保有技術・得意分野",
    equipment="主要設備",
    needs="求める連携",
    summary="自己PR",
    updated="更新日",
)
