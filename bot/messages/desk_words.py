"""The words of the coordinators' desk, and what people who asked read of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.memory.request_states import Outcome, Refusal, State, Way
from bot.memory.requests import RequestKind


@dataclass(frozen=True, slots=True)
class DeskWords:
    """The phrases of one language. ``{name}`` in a phrase is filled in with str.format."""

    # The message in the coordinators' channel
    change_request: str
    please_change: str
    received: str
    asker_erased: str
    asker_left: str
    member_left: str
    state: str
    states: Mapping[State, str]
    holder: str
    history: str
    steps: Mapping[State, str]
    taken_over: str
    refusals: Mapping[Refusal, str]
    outcomes: Mapping[Outcome, str]
    ways: Mapping[Way, str]
    take: str
    take_over: str
    give_back: str
    introduce: str
    decline: str
    done: str
    # What a coordinator is told
    erased: str
    not_coordinator: str
    changed_since: str
    too_late: str
    working: str
    recorded: str
    asker_not_told: str
    # Forms
    reason: str
    note_to_asker: str
    note_to_asker_hint: str
    note_needed: str
    outcome: str
    note_for_staff: str
    note_for_staff_hint: str
    save: str
    which_member: str
    which_member_hint: str
    go_on: str
    member_not_found: str
    closest: str
    which_contact: str
    nameless_contact: str
    by_slack: str
    by_email: str
    ask_first: str
    no_contact: str
    contact_changed: str
    introduced_in_slack: str
    slack_failed: str
    # The draft of an e-mail
    draft: str
    draft_sent: str
    draft_how: str
    draft_to: str
    draft_subject: str
    draft_open: str
    draft_open_empty: str
    subject: str
    mail: str
    mail_unasked: str
    mail_nameless: str
    # The introduction in Slack
    introduction: str
    wants: str
    contact_is: str
    offers: str
    please_talk: str
    # What the asker is told
    ended: str
    abouts: Mapping[RequestKind, str]
    about_link: str
    news: Mapping[State, str]
    introduced_by_slack: str
    introduced_by_email: str
    reason_is: str


_JAPANESE = DeskWords(
    change_request="{name}（会員番号 {id}）の登録内容を変更する依頼です。",
    please_change="内容を確かめ、名簿に反映したら「完了にする」を押してください。",
    received="受付",
    asker_erased="（記録は削除済みです）",
    asker_left="依頼・相談した方のSlackアカウントは、現在使われていません。",
    member_left="この会員は現在の名簿にないため、紹介や変更はできません。",
    state="状態",
    states={
        State.OPEN: "未対応",
        State.TAKEN: "対応中",
        State.INTRODUCED: "紹介済み",
        State.DECLINED: "見送り",
        State.DONE: "完了",
    },
    holder="担当",
    history="経過",
    steps={
        State.OPEN: "担当を外れました",
        State.TAKEN: "担当になりました",
        State.INTRODUCED: "紹介しました",
        State.DECLINED: "見送りにしました",
        State.DONE: "完了にしました",
    },
    taken_over="担当を引き継ぎました",
    refusals={
        Refusal.MEMBER_DECLINED: "先方の都合がつかなかったため",
        Refusal.OUT_OF_SCOPE: "当会の支援の範囲外のため",
        Refusal.TOO_LITTLE_KNOWN: "判断に必要な情報が足りないため",
        Refusal.DUPLICATE: "同じ内容の依頼にすでに対応しているため",
        Refusal.NO_CAPACITY: "現在、対応できる体制がないため",
        Refusal.OTHER: "その他の理由",
    },
    outcomes={
        Outcome.ORDER: "受注・取引が成立",
        Outcome.JOINT_RESEARCH: "共同研究・共同開発を開始",
        Outcome.ADVICE: "技術相談や設備の利用で解決",
        Outcome.TALKS_GO_ON: "話し合いを継続中",
        Outcome.NOTHING: "成果に至らず",
        Outcome.UNKNOWN: "結果は不明",
    },
    ways={Way.SLACK: "Slackの会話", Way.EMAIL: "メール"},
    take="担当する",
    take_over="担当を引き継ぐ",
    give_back="担当を外れる",
    introduce="紹介する",
    decline="見送る",
    done="完了にする",
    erased="この依頼・相談の記録は削除されています（会員の記録を削除した場合など）。",
    not_coordinator="この操作は、コーディネーターか事務局の担当者だけが行えます。",
    changed_since="ほかの操作が先に行われたため、今回の操作は反映していません。現在の状態：",
    too_late="画面を開けませんでした。お手数ですが、もう一度ボタンを押してください。",
    working="処理しています…",
    recorded="記録しました。",
    asker_not_told="ただし、依頼・相談した方には通知できませんでした。"
    "必要に応じて、直接ご連絡ください。",
    reason="見送る理由",
    note_to_asker="依頼・相談した方への連絡事項",
    note_to_asker_hint="理由とともに、ダイレクトメッセージで届きます。",
    note_needed="「その他の理由」の場合は、理由をお書きください。",
    outcome="結果",
    note_for_staff="事務局用のメモ",
    note_for_staff_hint="依頼・相談した方には表示されません。",
    save="記録する",
    which_member="紹介する会員",
    which_member_hint="会員番号または名称を入力してください。",
    go_on="次へ",
    member_not_found="名簿に「{said}」という会員は見つかりませんでした。",
    closest="近い名称の会員：{names}",
    which_contact="{name}の紹介先",
    nameless_contact="（氏名の登録なし）",
    by_slack="{who}（Slackで紹介）",
    by_email="{who}（メールの文案を作成）",
    ask_first="Slackで紹介する場合は、先に先方の意向を確かめてください。「次へ」を押すと、"
    "依頼・相談した方、紹介先、あなたの3人の会話が開き、紹介文がすぐに投稿されます。"
    "メールの場合は、先方の意向を尋ねる文案が表示されます。",
    no_contact="{name}には、紹介に使える連絡先の登録がありません。"
    "別の方法で対応した場合は「完了にする」、できない場合は「見送る」を押してください。",
    contact_changed="名簿の連絡先が変わったため、進められませんでした。"
    "お手数ですが、もう一度「紹介する」を押してください。",
    introduced_in_slack="Slackの会話を開き、紹介文を投稿しました。",
    slack_failed="Slackの会話を開けなかったため、メールの文案を用意しました。",
    draft="紹介メールの文案",
    draft_sent="送信しました",
    draft_how="【 】の部分を書き換えて、ご自身のメールから送信してください。"
    "終わったら「送信しました」を押してください。この連絡先は、あなただけに表示されています。",
    draft_to="宛先",
    draft_subject="件名",
    draft_open="メールソフトで開く",
    draft_open_empty="メールソフトで開く（長いため、本文は上の文案を貼り付けてください）",
    subject="会員からのご相談について（{name}様）",
    mail="{name}\n{contact}様\n\n"
    "いつもお世話になっております。会員交流を担当しております、コーディネーターの【氏名】です。\n"
    "会員の【会社名】の【氏名】様から、次のご相談をいただきました。\n\n「{question}」\n\n"
    "会員名簿に「{offer}」とあるのを拝見し、ご連絡いたしました。"
    "差し支えなければ、お引き合わせの機会をいただけないでしょうか。\n"
    "ご意向をお聞かせいただけますと幸いです。\n\nどうぞよろしくお願いいたします。",
    mail_unasked="{name}\n{contact}様\n\n"
    "いつもお世話になっております。会員交流を担当しております、コーディネーターの【氏名】です。\n"
    "会員の【会社名】の【氏名】様から、お引き合わせのご依頼をいただきました。\n\n"
    "会員名簿に「{offer}」とあるのを拝見し、ご連絡いたしました。"
    "差し支えなければ、お引き合わせの機会をいただけないでしょうか。\n"
    "ご意向をお聞かせいただけますと幸いです。\n\nどうぞよろしくお願いいたします。",
    mail_nameless="ご担当者",
    introduction="ご紹介いたします。",
    wants="相談したい方",
    contact_is="{name}のご担当",
    offers="{name}の保有技術・得意分野",
    please_talk="ここからは、直接ご相談ください。ご不明な点は、コーディネーターにお尋ねください：",
    ended="この件は対応が済んでいます。結果は、ダイレクトメッセージでお知らせしました。",
    abouts={
        RequestKind.NOBODY: "コーディネーターへのご相談",
        RequestKind.CONTACT: "{name}への取り次ぎのご依頼",
        RequestKind.CHANGE: "{name}の登録内容の変更のご依頼",
    },
    about_link="会員の担当者としての登録のご依頼",
    news={
        State.OPEN: "担当を決め直しています。しばらくお待ちください。",
        State.TAKEN: "担当のコーディネーターが決まりました。連絡をお待ちください。",
        State.INTRODUCED: "ご紹介しました。",
        State.DECLINED: "申し訳ありませんが、今回は見送らせていただきます。",
        State.DONE: "対応を完了しました。",
    },
    introduced_by_slack="{name}の担当者との会話をSlackで開きました。そちらで直接ご相談ください。",
    introduced_by_email="{name}にメールで打診しました。返事があり次第、コーディネーターからご連絡します。",
    reason_is="理由",
)
_ENGLISH = DeskWords(
    change_request="Change of a profile requested: {name} (member {id}).",
    please_change="Check it, change the directory, then press “Mark as done”.",
    received="Received",
    asker_erased="(the record was erased)",
    asker_left="The Slack account of the person who asked is no longer in use.",
    member_left="This member is no longer in the directory and cannot be introduced or changed.",
    state="State",
    states={
        State.OPEN: "Waiting",
        State.TAKEN: "In progress",
        State.INTRODUCED: "Introduced",
        State.DECLINED: "Declined",
        State.DONE: "Done",
    },
    holder="Coordinator",
    history="History",
    steps={
        State.OPEN: "gave it back",
        State.TAKEN: "took it",
        State.INTRODUCED: "introduced them",
        State.DECLINED: "declined it",
        State.DONE: "closed it",
    },
    taken_over="took it over",
    refusals={
        Refusal.MEMBER_DECLINED: "The member is not available",
        Refusal.OUT_OF_SCOPE: "Not something the association can arrange",
        Refusal.TOO_LITTLE_KNOWN: "Not enough information",
        Refusal.DUPLICATE: "The same request is being handled already",
        Refusal.NO_CAPACITY: "No capacity at the moment",
        Refusal.OTHER: "Another reason",
    },
    outcomes={
        Outcome.ORDER: "An order or contract",
        Outcome.JOINT_RESEARCH: "Joint research or development",
        Outcome.ADVICE: "Solved by advice, a test or use of equipment",
        Outcome.TALKS_GO_ON: "Talks are continuing",
        Outcome.NOTHING: "Nothing came of it",
        Outcome.UNKNOWN: "Unknown",
    },
    ways={Way.SLACK: "in Slack", Way.EMAIL: "by e-mail"},
    take="Take it",
    take_over="Take it over",
    give_back="Give it back",
    introduce="Introduce",
    decline="Decline",
    done="Mark as done",
    erased="The record of this request was erased, for example together with that of the member.",
    not_coordinator="Only coordinators and the office can do this.",
    changed_since="The request had changed before you pressed, so nothing was done. It is now: ",
    too_late="The window could not be opened in time. Please press the button again.",
    working="Working on it …",
    recorded="Noted.",
    asker_not_told="However, the person who asked could not be told. "
    "Please let them know yourself if need be.",
    reason="Reason for declining",
    note_to_asker="Message to the person who asked",
    note_to_asker_hint="It goes to them in a direct message, together with the reason.",
    note_needed="For “Another reason”, please say which.",
    outcome="Outcome",
    note_for_staff="Note for the office",
    note_for_staff_hint="It is not shown to the person who asked.",
    save="Save",
    which_member="Member to introduce",
    which_member_hint="Enter the member's id or name.",
    go_on="Next",
    member_not_found="There is no member “{said}” in the directory.",
    closest="Members with a similar name: {names}",
    which_contact="Whom to introduce at {name}",
    nameless_contact="(no name given)",
    by_slack="{who} (introduce in Slack)",
    by_email="{who} (draft an e-mail)",
    ask_first="Before you introduce somebody in Slack, please ask the member. “Next” then opens a "
    "conversation between the person who asked, the contact and you, and posts the introduction "
    "at once. For e-mail, it shows a draft that asks the member.",
    no_contact="{name} has no contact that may be used for an introduction. Press “Mark as done” "
    "if you found another way, or “Decline” if there is none.",
    contact_changed="The contacts in the directory have changed, so nothing was done. "
    "Please press “Introduce” again.",
    introduced_in_slack="I have opened a conversation in Slack and introduced the two.",
    slack_failed="The conversation in Slack could not be opened, so here is an e-mail instead.",
    draft="Draft of an e-mail",
    draft_sent="I have sent it",
    draft_how="Replace what is in [brackets] and send it from your own mailbox, then press “I have "
    "sent it”. Only you can see this contact.",
    draft_to="To",
    draft_subject="Subject",
    draft_open="Open in your mail program",
    draft_open_empty="Open in your mail program (it is too long: please paste the text above)",
    subject="A member would like to talk to {name}",
    mail="Dear {contact},\n\n"
    "I am [your name], a coordinator of our association. Our member [name] of [organisation] "
    "has asked:\n\n"
    "“{question}”\n\n"
    "The entry of {name} in our directory of members says “{offer}”. May I introduce you to each "
    "other? I look forward to hearing from you.\n\nKind regards,\n[your name]",
    mail_unasked="Dear {contact},\n\n"
    "I am [your name], a coordinator of our association. Our member [name] of [organisation] "
    "would like to be introduced to {name}, and asked me to write to you.\n\n"
    "Your entry in the members' directory says “{offer}”. May I introduce you to each other? "
    "I look forward to hearing from you.\n\nKind regards,\n[your name]",
    mail_nameless="colleague",
    introduction="I would like to introduce you to each other.",
    wants="Looking for help",
    contact_is="Contact at {name}",
    offers="What {name} offers",
    please_talk="Please continue here directly. If you need help, ask the coordinator: ",
    ended="This has been dealt with. The result is in your direct messages.",
    abouts={
        RequestKind.NOBODY: "Your question to the coordinators",
        RequestKind.CONTACT: "Your request to be introduced to {name}",
        RequestKind.CHANGE: "Your request to change the profile of {name}",
    },
    about_link="Your request to be registered as a contact",
    news={
        State.OPEN: "It is now waiting for another coordinator. Thank you for your patience.",
        State.TAKEN: "A coordinator is now looking after it and will get in touch.",
        State.INTRODUCED: "You have been introduced.",
        State.DECLINED: "We are sorry that we cannot help this time.",
        State.DONE: "It has been dealt with.",
    },
    introduced_by_slack="There is now a conversation with {name} in Slack. Please continue there.",
    introduced_by_email="We have written to {name}. "
    "The coordinator will get in touch when they reply.",
    reason_is="Reason",
)


def desk_words_in(lang: str) -> DeskWords:
    """The phrases in "ja" or "en"."""
    return _ENGLISH if lang == "en" else _JAPANESE
