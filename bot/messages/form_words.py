"""What stands in the search form, and in the windows that show an answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormWords:
    """The phrases of one language. ``{name}`` in a phrase is filled in with str.format."""

    # The form
    title: str
    submit: str
    open: str
    too_late: str
    text: str
    text_example: str
    kinds: str
    places: str
    certifications: str
    choose: str
    nothing_asked: str
    no_index: str
    empty_directory: str
    page: str
    previous: str
    following: str
    question_gone: str
    failed: str
    # An answer in a window
    help: str
    answer_title: str
    share_to_thread: str
    share_read: str
    only_you: str
    shared: str
    share_failed: str


_JAPANESE = FormWords(
    title="会員を探す",
    submit="検索",
    open="検索フォームを開く",
    too_late="検索フォームを開けませんでした。お手数ですが、次のボタンからもう一度お試しください。",
    text="お探しのこと",
    text_example="例：{example}",
    kinds="種別",
    places="地域",
    certifications="認証（選んだものをすべて持つ会員）",
    choose="選択してください",
    nothing_asked="お探しのことを入力するか、条件を1つ以上お選びください。",
    no_index="検索の準備ができていないため、今は検索しても見つかりません。"
    "お手数ですが、事務局にお知らせください。",
    empty_directory="検索できる会員がまだいないため、検索しても見つかりません。"
    "お手数ですが、事務局にお知らせください。",
    page="{first}〜{last}件目（全{total}件）",
    previous="前の{count}件",
    following="次の{count}件",
    question_gone="この検索の結果は、もう表示できません。お手数ですが、もう一度検索してください。",
    failed="うまく処理できませんでした。詳しくは、ダイレクトメッセージでお知らせします。",
    help="ホームタブや、メッセージの「その他のアクション」の「Find partners for this」からも"
    "探せます。",
    answer_title="回答",
    share_to_thread="スレッドに共有",
    share_read="この回答を元のメッセージのスレッドに共有する",
    only_you="この回答は、共有するまであなただけに表示されます。",
    shared="元のメッセージのスレッドに共有しました。",
    share_failed="この会話には投稿できませんでした。チャンネルであれば、"
    "/invite でこのボットを招待してから、もう一度お試しください。",
)
_ENGLISH = FormWords(
    title="Find partners",
    submit="Search",
    open="Open the search form",
    too_late="I could not open the search form in time. Please try again with this button.",
    text="What you are looking for",
    text_example="For example: {example}",
    kinds="Kind of member",
    places="Place",
    certifications="Certificates (members that have all of these)",
    choose="Choose",
    nothing_asked="Say what you are looking for, or choose at least one condition.",
    no_index="I am not ready to search yet, so nothing will be found. Please let the office know.",
    empty_directory="There are no members to search yet, so nothing will be found. "
    "Please let the office know.",
    page="{first}–{last} of {total}",
    previous="Previous {count}",
    following="Next {count}",
    question_gone="These results can no longer be shown. Please search again.",
    failed="Something went wrong. I am sending you a direct message about it.",
    help="You can also search from my home tab, and with “Find partners for this” in the menu of "
    "a message.",
    answer_title="Answer",
    share_to_thread="Share to thread",
    share_read="Share to thread: the thread of the message",
    only_you="Only you can see this answer until you share it.",
    shared="Shared to the thread of the message.",
    share_failed="I cannot post in this conversation. If it is a channel, invite me with /invite, "
    "then try again.",
)


def form_words_in(lang: str) -> FormWords:
    """The phrases in "ja" or "en"."""
    return _ENGLISH if lang == "en" else _JAPANESE
