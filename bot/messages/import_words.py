"""The words of an import of members in Slack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.memory.uploads import KEEP_SECONDS
from bot.uploads import MAX_SIZE, Trouble
from profiles.model import Consent

_HOURS = round(KEEP_SECONDS / 3600)
_MB = MAX_SIZE // 1_000_000


@dataclass(frozen=True, slots=True)
class ImportWords:
    """The phrases of one language. ``counts`` go by the names in import_report.Counts."""

    help: str
    title: str
    intro: str
    file: str
    file_hint: str
    consent: str
    consent_hint: str
    undeclared: str
    consents: Mapping[Consent, str]
    options: str
    withdraw_missing: str
    withdraw_missing_hint: str
    skip_bad: str
    skip_bad_hint: str
    submit: str
    too_late: str
    no_file: str
    wrong_type: str
    too_large: str
    checking: str
    report: str
    report_moved: str
    facts: str
    encoding: str
    sheets: str
    counts: Mapping[str, str]
    problems: str
    notes: str
    added: str
    changed: str
    returned: str
    missing: str
    withdrawn: str
    contacts: str
    more: str
    place_rows: str
    place_more_rows: str
    place_sheet: str
    place_column: str
    quoted: str
    separator: str
    refused: str
    nothing: str
    nothing_good: str
    withdraws_nobody: str
    stay: str
    ask: str
    file_follows: str
    file_failed: str
    apply: str
    cancel: str
    applying: str
    applied: str
    no_reindex: str
    not_applied: str
    unchecked: str
    cause: str
    see_log: str
    cancelled: str
    gone: str
    under_way: str
    done_before: str
    others: str
    troubles: Mapping[Trouble, str]
    table_name: str
    table_header: tuple[str, ...]


_JAPANESE = ImportWords(
    help="名簿のファイルを取り込む（事務局）",
    title="名簿の取り込み",
    intro="まず内容を確認し、結果をお見せします。「取り込む」を押すまで、登録内容は変わりません。",
    file="名簿のファイル",
    file_hint="Excel（.xlsx）、CSV、TSV、JSON Lines。1ファイル、"
    f"{_MB} MBまで（Slackの制限がこれより小さいことがあります）。",
    consent="連絡先の公開についての申告",
    consent_hint="名簿にもこれまでの登録にも同意の記載がない連絡先だけが対象です。",
    undeclared="申告しない（「仲介のみ」として扱う）",
    consents={
        Consent.MEMBERS: "会員に公開することに、全員の同意を得ている",
        Consent.ON_REQUEST: "仲介のみ（事務局が取り次ぐ）",
        Consent.NEVER: "非公開（会員に見せない）",
    },
    options="取り込み方",
    withdraw_missing="この名簿にない会員を退会扱いにする",
    withdraw_missing_hint="全会員が載った名簿のときだけ選んでください。",
    skip_bad="問題のある行を除いて取り込む",
    skip_bad_hint="選ばなければ、問題が1行でもあると何も取り込みません。",
    submit="確認する",
    too_late="Slackの応答待ちの時間が過ぎたため、画面を開けませんでした。"
    "お手数ですが、もう一度 /partners import と入力してください。",
    no_file="ファイルを1つ選んでください。",
    wrong_type="この形式は取り込めません。Excelブック（.xlsx）、CSV、TSV、JSON Linesのどれかに"
    "してください。",
    too_large=f"ファイルが大きすぎます（{_MB} MBまで）。名簿以外のシートや画像を除いてください。",
    checking="ファイルを受け取り、内容を確認しています…",
    report="{file} の確認結果です。まだ何も取り込んでいません。",
    report_moved="確認の後に登録内容が変わったため、取り込まずに {file} を確認し直しました。"
    "まだ何も取り込んでいません。",
    facts="{rows}行",
    encoding="文字コード {encoding}",
    sheets="シート {sheets}",
    counts={
        "added": "新しく加わる会員：{}件",
        "changed": "内容が変わる会員：{}件",
        "unchanged": "変わらない会員：{}件",
        "returned": "退会扱いから戻る会員：{}件",
        "missing": "登録済みで、この名簿にない会員：{}件",
        "withdrawn": "そのうち退会扱いにする会員：{}件",
        "rejected": "問題があり、取り込まない行：{}行",
    },
    problems="取り込まない行とその理由（{}件）",
    notes="取り込むが、確かめてほしいこと（{}件）",
    added="新しく加わる会員（{}件）",
    changed="内容が変わる会員（{}件）",
    returned="退会扱いから戻る会員（{}件）",
    missing="登録済みで、この名簿にない会員（{}件）",
    withdrawn="退会扱いにする会員（{}件）",
    contacts="担当者",
    more="ほか{}件",
    place_rows="{}行目",
    place_more_rows="{}行目ほか{}行",
    place_sheet="シート「{}」",
    place_column="{}の列",
    quoted="「{}」とあります。",
    separator="、",
    refused="問題のある行があるため、このままでは何も取り込めません。名簿を直すか、"
    "「問題のある行を除いて取り込む」を選んで、/partners import でもう一度お送りください。",
    nothing="この名簿の内容は、すべて登録済みです。取り込むものはありません。",
    nothing_good="取り込める行がありませんでした。上の理由を見て名簿を直し、"
    "/partners import でもう一度お送りください。",
    withdraws_nobody="問題のある行に、どの会員のものか分からないものがあるため、今回はどの会員も"
    "退会扱いにしません。",
    stay="この名簿にない会員は、そのまま残ります。",
    ask=f"よろしければ「取り込む」を押してください。ファイルは{_HOURS}時間だけ保管し、"
    "取り込むか取りやめると消去します。",
    file_follows="すべての一覧を、CSVファイルでダイレクトメッセージに送ります。会員名と変更の内容を"
    "含みます。連絡先は含みません。",
    file_failed="一覧のファイルを送れませんでした。上の確認結果に誤りはありません。"
    "続くようでしたら、管理者にお知らせください。",
    apply="取り込む",
    cancel="取りやめる",
    applying="{file} を取り込んでいます…",
    applied="{file} を取り込みました。",
    no_reindex="検索に使う内容は変わっていないため、索引はそのままです。",
    not_applied="{file} を取り込めませんでした。登録内容は変わっていません。",
    unchecked="{file} を確認できませんでした。登録内容は変わっていません。",
    cause="原因：{why}",
    see_log="原因はログに記録しました。",
    cancelled="{file} の取り込みを取りやめました。登録内容は変わっておらず、"
    "ファイルは消去しました。",
    gone=f"この取り込みのファイルは、もう保管していません（保管は{_HOURS}時間です）。"
    "お手数ですが、/partners import でもう一度お送りください。",
    under_way="この取り込みは、すでに始まっています。結果が出るまでお待ちください。",
    done_before="この取り込みは、すでに終わっています。",
    others="この取り込みは、ファイルを送った方だけが進められます。",
    troubles={
        Trouble.REMOVED: "ファイルがSlackから削除されていたため、受け取れませんでした。"
        "もう一度お送りください。",
        Trouble.LOGIN: "Slackがファイルの代わりにログイン画面を返しました。ボットに、ファイルを読む"
        "権限（files:read）がないようです。アプリの再インストールを管理者にご依頼ください。",
        Trouble.TOO_LARGE: f"ファイルが大きすぎます（{_MB} MBまで）。名簿以外のシートや画像を"
        "除いて、もう一度お送りください。",
        Trouble.ELSEWHERE: "このファイルは、Slackではなく別のサービスにあります。"
        "ファイルそのものをお送りください。",
        Trouble.BROKEN: "ファイルを最後まで受け取れませんでした。少し待って、もう一度お送り"
        "ください。",
    },
    table_name="取り込みの確認",
    table_header=(
        "区分", "シート", "行", "会員", "項目", "記入・変更前", "変更後", "説明", "詳細（英語）",
    ),
)  # fmt: skip

_ENGLISH = ImportWords(
    help="import a file of members (office)",
    title="Import members",
    intro="The file is checked first, and you see the result. "
    "Until you press “Import”, the directory stays as it is.",
    file="File of members",
    file_hint=f"Excel (.xlsx), CSV, TSV or JSON Lines. One file of up to {_MB} MB "
    "(Slack itself may take less).",
    consent="What the contacts have agreed to",
    consent_hint="Only for contacts about whose consent neither the file nor the directory says "
    "anything.",
    undeclared="Declare nothing (they count as “through the office”)",
    consents={
        Consent.MEMBERS: "All have agreed to be shown to members",
        Consent.ON_REQUEST: "Through the office only",
        Consent.NEVER: "Not to be shown",
    },
    options="How to import",
    withdraw_missing="Withdraw members that are not in this file",
    withdraw_missing_hint="Choose this only if the file lists all members.",
    skip_bad="Leave out rows with problems",
    skip_bad_hint="Otherwise a single row with a problem stops the whole import.",
    submit="Check",
    too_late="The form could not be opened in time for Slack. "
    "Please type /partners import again.",
    no_file="Choose one file.",
    wrong_type="This type of file cannot be imported. Use an Excel workbook (.xlsx), CSV, TSV or "
    "JSON Lines.",
    too_large=f"The file is too large (up to {_MB} MB). Remove pictures, and sheets without "
    "members.",
    checking="Fetching and checking the file …",
    report="{file} is checked. Nothing has been imported yet.",
    report_moved="The directory has changed since the check, so {file} was not imported but "
    "checked again. Nothing has been imported yet.",
    facts="Rows: {rows}",
    encoding="encoding {encoding}",
    sheets="sheets {sheets}",
    counts={
        "added": "New members: {}",
        "changed": "Members with changes: {}",
        "unchanged": "Members without changes: {}",
        "returned": "Returning members: {}",
        "missing": "Members in the directory but not in this file: {}",
        "withdrawn": "Of those, withdrawn: {}",
        "rejected": "Rows with problems, not imported: {}",
    },
    problems="Rows that are not imported, and why ({})",
    notes="Imported, but please look at this ({})",
    added="New members ({})",
    changed="Members with changes ({})",
    returned="Returning members ({})",
    missing="In the directory, but not in this file ({})",
    withdrawn="Withdrawn members ({})",
    contacts="contacts",
    more="and {} more",
    place_rows="row {}",
    place_more_rows="row {} and {} more",
    place_sheet="sheet {}",
    place_column="column {}",
    quoted="“{}” ",
    separator=", ",
    refused="There are rows with problems, so nothing can be imported as it is. Correct the file, "
    "or choose “Leave out rows with problems”, and send it again with /partners import.",
    nothing="The directory already has all of this. There is nothing to import.",
    nothing_good="No row can be imported. Please correct the file as explained above, and send it "
    "again with /partners import.",
    withdraws_nobody="No member is withdrawn this time, because it is not clear whose some of the "
    "rows with problems are.",
    stay="Members that are not in this file stay in the directory.",
    ask=f"If this is right, press “Import”. The file is kept for {_HOURS} hours and erased once "
    "you have imported or cancelled.",
    file_follows="The complete list comes to your direct messages as a CSV file. It holds names "
    "of members and what changes, but no contacts.",
    file_failed="The file with the complete list could not be sent. The result of the check above "
    "is correct. If this keeps happening, please tell your administrator.",
    apply="Import",
    cancel="Cancel",
    applying="Importing {file} …",
    applied="{file} is imported.",
    no_reindex="Nothing that is searched has changed, so the index stays as it is.",
    not_applied="{file} was not imported. The directory is as it was.",
    unchecked="{file} could not be checked. The directory is as it was.",
    cause="Cause: {why}",
    see_log="The cause is in the log.",
    cancelled="The import of {file} is cancelled. The directory is as it was, and the file is "
    "erased.",
    gone=f"The file of this import is no longer kept (files are kept for {_HOURS} hours). "
    "Please send it again with /partners import.",
    under_way="This import is already under way. Please wait for its result.",
    done_before="This import is already finished.",
    others="Only the person who sent the file can continue this import.",
    troubles={
        Trouble.REMOVED: "The file was deleted from Slack before it could be fetched. "
        "Please send it again.",
        Trouble.LOGIN: "Slack answered with its sign-in page instead of the file. The bot seems to "
        "lack the right to read files (files:read). Please ask your administrator to reinstall "
        "the app.",
        Trouble.TOO_LARGE: f"The file is too large (up to {_MB} MB). Remove pictures, and sheets "
        "without members, and send it again.",
        Trouble.ELSEWHERE: "This file is stored with another service, not in Slack. "
        "Please send the file itself.",
        Trouble.BROKEN: "The file did not arrive in full. Please wait a little and send it again.",
    },
    table_name="import-check",
    table_header=(
        "What", "Sheet", "Row", "Member", "Field", "Value or before", "After", "Explanation",
        "Detail",
    ),
)  # fmt: skip


def import_words_in(lang: str) -> ImportWords:
    """The phrases in "ja" or "en"."""
    return _ENGLISH if lang == "en" else _JAPANESE
