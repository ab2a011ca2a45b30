"""What is said around a question that goes on: refined, suggested, or asked by a workflow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from profiles.model import Kind
from profiles.values.kinds import LABELS_JA


@dataclass(frozen=True, slots=True)
class FollowingWords:
    """The phrases of one language. ``{name}`` in a phrase is filled in with str.format."""

    # Buttons under an answer
    only_kind: str
    only_place: str
    only_certified: str
    counted: str
    kinds: Mapping[Kind, str]
    others: str
    # A refined question
    refined: str
    refined_by: str
    left_out: str
    nobody_else: str
    nothing_to_refine: str
    answered_before: str
    # The conversation with the bot
    help: str
    prompts_title: str
    prompt: str
    searching: str
    # The step of a workflow
    step_empty: str
    step_no_index: str
    step_empty_directory: str
    step_failed: str


_JAPANESE = FollowingWords(
    only_kind="{kind}に絞る",
    only_place="{place}に絞る",
    only_certified="{certificate}に絞る",
    counted="{label}（{count}件）",
    kinds=LABELS_JA,
    others="ほかの会員を見る",
    refined="条件を変えて探し直しました：{question}",
    refined_by="さんが条件を変えて探し直しました。",
    left_out="これまでに挙げた会員（{count}件）は除いています。",
    nobody_else="これまでに挙げた会員のほかに、該当しそうな会員は見つかりませんでした。",
    nothing_to_refine="元のご質問が見つからないため、条件を変えて探し直すことができません（保存期間を"
    "過ぎた質問は残っていません）。お手数ですが、お探しのことをお書きください。",
    answered_before="この条件での回答は、すでに投稿されています。",
    help="回答のスレッドやダイレクトメッセージに「相模原市で」「大学以外で」「ほかの会員」"
    "などと続けて書くと、条件を変えて探し直します。",
    prompts_title="たとえば、このようなことをお尋ねいただけます",
    prompt="「{offer}」に対応できる会員を探しています",
    searching="会員名簿を調べています…",
    step_empty="質問が空のため、会員を探せませんでした。質問の入力欄をご確認ください。",
    step_no_index="検索の準備ができていないため、会員を探せませんでした。"
    "事務局に次の番号をお伝えください：{error_id}",
    step_empty_directory="検索できる会員がまだいないため、会員を探せませんでした。"
    "事務局に次の番号をお伝えください：{error_id}",
    step_failed="会員を探せませんでした。時間をおいて、もう一度お試しください。"
    "続くようでしたら、次の番号を事務局にお伝えください：{error_id}",
)
_ENGLISH = FollowingWords(
    only_kind="{kind} only",
    only_place="Only in {place}",
    only_certified="Only with {certificate}",
    counted="{label} ({count})",
    kinds={
        Kind.LARGE_COMPANY: "Large companies",
        Kind.PRODUCT_SME: "SMEs with own products",
        Kind.SUPPORTING_SME: "Contract processors",
        Kind.UNIVERSITY: "Universities",
        Kind.RESEARCH_INSTITUTE: "Research institutes",
        Kind.MUNICIPALITY: "Municipalities",
        Kind.CHAMBER: "Chambers of commerce",
        Kind.FINANCE: "Banks and funds",
        Kind.SUPPORT: "Support organisations",
        Kind.OTHER: "Other organisations",
    },
    others="Show others",
    refined="Searched again with other conditions: {question}",
    refined_by=" searched again with other conditions.",
    left_out="The members named before ({count}) are left out.",
    nobody_else="Apart from the members named before, nobody was found who may help.",
    nothing_to_refine="I find no earlier question that I could search again with other conditions "
    "(old ones are not kept). Please write what you are looking for.",
    answered_before="The answer with this condition has already been posted.",
    help="Go on in the thread of an answer, or in direct messages, with “only in Sagamihara”, "
    "“no universities” or “other ones”: I search again.",
    prompts_title="For example, you can ask",
    prompt="Who can help with this: {offer}?",
    searching="is searching the directory…",
    step_empty="The question is empty, so no members were searched for. "
    "Please check the step's input.",
    step_no_index="The search is not ready, so no members were searched for. "
    "Please tell the office this number: {error_id}",
    step_empty_directory="There are no members to search yet. "
    "Please tell the office this number: {error_id}",
    step_failed="The search for members failed. Please try again later. "
    "If it goes on, tell the office this number: {error_id}",
)


def following_words_in(lang: str) -> FollowingWords:
    """The phrases in "ja" or "en"."""
    return _ENGLISH if lang == "en" else _JAPANESE
