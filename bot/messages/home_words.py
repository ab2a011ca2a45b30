"""What stands on the home tab, and in the form about one's own organisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.memory.requests import RequestKind


@dataclass(frozen=True, slots=True)
class HomeWords:
    """The phrases of one language. ``{}`` in a phrase is filled in with str.format."""

    # Asking
    search: str
    search_example: str
    search_hint: str
    search_form: str
    how_heading: str
    how: str
    answer: str
    searching: str
    # My questions
    questions: str
    no_questions: str
    found: str
    found_one: str
    found_nobody: str
    narrowed: str
    show_again: str
    show_again_of: str
    # My organisation
    profile: str
    no_directory: str
    confirmed_on: str
    never_confirmed: str
    further_statements: str
    confirm: str
    confirm_of: str
    change: str
    change_of: str
    confirmed: str
    not_contact: str
    not_linked: str
    ask_link: str
    # The form
    change_title: str
    link_title: str
    change_label: str
    change_hint: str
    link_label: str
    link_hint: str
    link_request: str
    link_heading: str
    please_link: str
    send: str
    sending: str
    nothing_said: str
    change_sent: str
    change_again: str
    too_late: str
    # For the office
    office: str
    office_only: str
    unanswered: str
    no_unanswered: str
    times: str
    further_questions: str
    aged: str
    no_aged: str
    aged_count: str
    never: str
    requests: str
    no_requests: str
    requests_count: str
    request_kinds: Mapping[RequestKind, str]
    today: str
    days: str
    undelivered: str
    in_messages: str
    # Instead of all that
    visitor: str
    failed: str


_JAPANESE = HomeWords(
    search="どのような相手をお探しですか",
    search_example="例：{example}",
    search_hint="文章を入力し、Enterキーを押すと検索します。",
    search_form="条件を指定して探す",
    how_heading="質問のしかた",
    how="加工、材料、大きさ、数量などを文章でお書きください。場所や認証などの条件も書き添えられます。",
    answer="回答",
    searching="探しています…",
    questions="最近の質問",
    no_questions="まだ質問はありません。質問すると、ここから回答を見直せます。",
    found="該当しそうな会員 {count}件",
    found_one="該当しそうな会員 1件",
    found_nobody="該当なし",
    narrowed="（条件あり）",
    show_again="回答を見る",
    show_again_of="回答を見る：「{question}」",
    profile="所属先の登録内容",
    no_directory="会員名簿がまだ取り込まれていないため、検索や登録内容の表示はできません。"
    "お手数ですが、事務局にお知らせください。",
    confirmed_on="最終確認日：{date}",
    never_confirmed="最終確認日：未確認",
    further_statements="ほか{count}件",
    confirm="内容に変更はありません",
    confirm_of="内容に変更はありません（{name}の登録内容）",
    change="変更を事務局に依頼する",
    change_of="{name}の登録内容の変更を事務局に依頼する",
    confirmed="ご確認ありがとうございます。{name}の最終確認日を{date}にしました。",
    not_contact="この会員の担当者として登録されていないため、この操作はできません。"
    "担当者の変更などは、事務局にお知らせください。",
    not_linked="あなたのSlackアカウントは、まだどの会員の担当者としても登録されていません。"
    "登録されると、所属先の登録内容がここに表示され、確認や変更の依頼ができるようになります。"
    "登録は事務局が行いますので、お気軽にご依頼ください。",
    ask_link="担当者の登録を依頼する",
    change_title="登録内容の変更の依頼",
    link_title="担当者の登録の依頼",
    change_label="変更の内容",
    change_hint="どこを、どのように変更するかをお書きください。事務局が確認のうえ、名簿に反映します。",
    link_label="所属先とお名前",
    link_hint="会員名（会社名、大学名など）と、あなたのお名前・部署をお書きください。",
    link_request="{text}\nSlackのメンバーID：{id}",
    link_heading="Slackアカウントを会員の担当者として登録する依頼です。",
    please_link="所属を確かめ、名簿の「Slack ID」の欄に上のIDを入力してください。"
    "取り込みが済んだら「完了にする」を押してください。",
    send="送信",
    sending="事務局に送っています…",
    nothing_said="内容をお書きください。",
    change_sent="事務局に送りました。確認のうえ、ご連絡します。",
    change_again="この依頼は送信済みです。事務局からの連絡をお待ちください。",
    too_late="画面を開けませんでした。お手数ですが、ホームタブのボタンをもう一度押してください。",
    office="事務局向け",
    office_only="ここから下は、事務局の担当者だけに表示されます。",
    unanswered="該当なしだった質問（過去{days}日）",
    no_unanswered="該当なしだった質問はありません。",
    times="{count}回",
    further_questions="ほか{count}種類の質問",
    aged="1年以上確認されていない会員",
    no_aged="1年以上確認されていない会員はいません。",
    aged_count="全部で{count}件です。確認日の古い順に表示しています。",
    never="未確認",
    requests="コーディネーターの対応を待っている依頼・相談",
    no_requests="対応を待っている依頼・相談はありません。",
    requests_count="全部で{count}件です。古い順に表示しています。",
    request_kinds={
        RequestKind.NOBODY: "該当なしの相談",
        RequestKind.CONTACT: "取り次ぎの依頼",
        RequestKind.CHANGE: "登録内容の変更の依頼",
    },
    today="本日",
    days="{count}日前",
    undelivered="未送信",
    in_messages="コーディネーターのダイレクトメッセージ",
    visitor="この画面は、このワークスペースの参加者と確認できた方だけにご利用いただけます。"
    "質問は、このボットのいるチャンネルでメンションしてお尋ねください。",
    failed="この画面の内容を用意できませんでした。時間をおいて、もう一度開いてください。"
    "続くようでしたら、次の番号を事務局にお伝えください：{error_id}",
)
_ENGLISH = HomeWords(
    search="Who are you looking for?",
    search_example="For example: {example}",
    search_hint="Type your question, then press Enter.",
    search_form="Search with conditions",
    how_heading="How to ask",
    how="Say it in your own words: process, material, size, quantity. "
    "You can add conditions such as a place or a certificate.",
    answer="Answer",
    searching="Searching …",
    questions="My recent questions",
    no_questions="No questions yet. When you have asked one, you can see its answer here again.",
    found="{count} members may help",
    found_one="One member may help",
    found_nobody="Nobody found",
    narrowed=" (with conditions)",
    show_again="Show the answer",
    show_again_of="Show the answer to “{question}”",
    profile="My organisation",
    no_directory="The directory of members has not been imported yet, so there is nothing to "
    "search or to show. Please let the office know.",
    confirmed_on="Last confirmed: {date}",
    never_confirmed="Last confirmed: never",
    further_statements="and {count} more",
    confirm="This is still true",
    confirm_of="This is still true: the profile of {name}",
    change="Tell the office what to change",
    change_of="Tell the office what to change in the profile of {name}",
    confirmed="Thank you. The profile of {name} is now confirmed as of {date}.",
    not_contact="You are not registered as a contact of this member, so you cannot do this. "
    "Please tell the office if that has changed.",
    not_linked="Your Slack account is not yet registered as a contact of any member. "
    "Once it is, you can see your organisation's profile here, confirm it, or ask for changes. "
    "The office registers you; just ask.",
    ask_link="Ask to be registered",
    change_title="Change the profile",
    link_title="Register as a contact",
    change_label="What should change",
    change_hint="Say what should be different, and how. The office checks it and updates the "
    "directory.",
    link_label="Your organisation and your name",
    link_hint="The name of the member (company, university) and your own name and department.",
    link_request="{text}\nSlack member ID: {id}",
    link_heading="Somebody asks to be registered as a contact of a member.",
    please_link="Check that they belong there, and enter the ID above in the “Slack ID” column of "
    "your file of members. When that is imported, press “Mark as done”.",
    send="Send",
    sending="Sending it to the office …",
    nothing_said="Please write something.",
    change_sent="The office has your message, and will get back to you.",
    change_again="The office already has this message, and will get back to you.",
    too_late="The window could not be opened. Please press the button on the home tab again.",
    office="For the office",
    office_only="Only the office sees what follows.",
    unanswered="Questions that found nobody (last {days} days)",
    no_unanswered="There are none.",
    times="{count}×",
    further_questions="and {count} more questions",
    aged="Members not confirmed for a year",
    no_aged="There are none.",
    aged_count="In all: {count}. Those confirmed longest ago come first.",
    never="never",
    requests="Requests waiting for a coordinator",
    no_requests="There are none.",
    requests_count="In all: {count}. The oldest come first.",
    request_kinds={
        RequestKind.NOBODY: "Nobody found",
        RequestKind.CONTACT: "Introduction",
        RequestKind.CHANGE: "Change of a profile",
    },
    today="today",
    days="{count} d ago",
    undelivered="not delivered",
    in_messages="direct messages of the coordinators",
    visitor="This tab is only for people of this workspace, and Slack does not list you as one of "
    "them. To ask a question, mention me in a channel that I am in.",
    failed="This tab could not be loaded. Please open it again in a while. "
    "If it keeps happening, give this number to the office: {error_id}",
)


def home_words_in(lang: str) -> HomeWords:
    """The phrases in "ja" or "en"."""
    return _ENGLISH if lang == "en" else _JAPANESE
