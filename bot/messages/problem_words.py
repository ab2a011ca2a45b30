"""What each kind of problem in a file of members means, and what to do about it, in Japanese.

As docs/staff.ja.md explains them. In English the messages of profiles/ say it themselves.
"""

from __future__ import annotations

from collections.abc import Mapping

from profiles.problems import ProblemKind

IN_JAPANESE: Mapping[ProblemKind, str] = {
    ProblemKind.NO_NAME: "会社名も英文名もありません。会社名を書いてください。",
    ProblemKind.NO_CAPABILITY: "できることが書かれていません。1つ以上書いてください。",
    ProblemKind.DUPLICATE_ID: "同じ会員の行が2つ以上あります。会員番号を分けるか、余分な行を消して"
    "ください。",
    ProblemKind.BAD_EMAIL: "メールアドレスとして読めません。1つの欄に1つだけ書いてください。",
    ProblemKind.BAD_DATE: "日付として読めません。2024/4/1 や 令和6年4月1日 のように書いて"
    "ください。",
    ProblemKind.BAD_NUMBER: "従業員数が1つの数ではありません。120 のように書いてください。",
    ProblemKind.BAD_CORPORATE_NUMBER: "法人番号として正しくありません。13桁の番号を確かめて"
    "ください。",
    ProblemKind.UNKNOWN_CONSENT: "連絡先の公開の書き方が分かりません。「会員に公開」「仲介のみ」"
    "「非公開」のどれかにしてください。",
    ProblemKind.CELL_TOO_LONG: "1つのセルが20,000文字を超えています。短くしてください。",
    ProblemKind.BAD_RECORD: "行の形が正しくありません。列のずれや結合したセル、SlackのIDを確かめて"
    "ください。",
    ProblemKind.UNKNOWN_KIND: "会員区分の書き方が分かりません。今の区分のまま（新しい会員は"
    "「その他」）とします。",
    ProblemKind.SKIPPED_ROW: "合計や見出しの行とみて、読み飛ばしました。",
    ProblemKind.LIKELY_DUPLICATE: "番号は違いますが、登録済みの会員と同じようです。同じなら、"
    "登録済みの番号を使ってください。",
    ProblemKind.ID_DERIVED: "会員番号がないため、番号を作りました。会員番号の列を付けることを"
    "お勧めします。",
    ProblemKind.UNKNOWN_PLACE: "地名が見つかりません。書かれたとおりに登録します。",
    ProblemKind.CONTROL_CHARACTERS: "目に見えない文字を取り除きました。",
    ProblemKind.LOST_CHARACTERS: "文字が「?」に変わっているようです。元の資料と見比べてください。",
    ProblemKind.FORMULA: "セルが計算式です。値として貼り付け直してください。",
    ProblemKind.UNKNOWN_COLUMN: "意味の分からない見出しか、同じ項目の列が重なっています。この列は"
    "取り込みません。",
    ProblemKind.SPLIT_ON_SEMICOLON: "セル内の改行がないため、「；」で区切りました。",
    ProblemKind.SKIPPED_SHEET: "このシートは読みませんでした（非表示か、会員の見出しが"
    "ありません）。",
    ProblemKind.UNKNOWN_LANGUAGE: "対応言語として読めない言葉を除きました。",
    ProblemKind.FORGOTTEN: "削除の依頼があった会員または担当者です。取り込みません。",
}
