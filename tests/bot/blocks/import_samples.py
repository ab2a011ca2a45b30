"""An import in every state. Invented; no contact is in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.blocks.import_report import report_message
from bot.blocks.importing import (
    applied_message,
    applying_message,
    checking_view,
    import_cancelled,
    import_file_failed,
    import_form,
    import_gone,
    import_of_others,
    import_over,
    import_too_late,
    import_under_way,
    import_view,
    not_applied_message,
    not_checked_message,
    not_fetched_message,
)
from bot.blocks.reindexing import reindex_done, reindex_progress
from bot.import_report import Change, Changed, Counts, Finding, ImportReport, Named
from bot.outgoing.message import Message, View
from bot.reindex_process import Built
from bot.uploads import Trouble
from profiles.model import Consent
from profiles.problems import ProblemKind

FILE = "名簿2025.xlsx"
BAD_DATE = Finding(
    ProblemKind.BAD_DATE, False, "会員名簿", (3,), "更新日", "M002 多摩試作株式会社", "近日",
    "is not a date. Write it like 2024-04-01, 2024/4/1, 令和6年4月1日 or R6.4.1.",
)  # fmt: skip
NO_CAPABILITY = Finding(
    ProblemKind.NO_CAPABILITY, False, "会員名簿", (4,), "保有技術", "M004 くすのき商会", "",
    "has no capability. Write at least one thing that the member offers.",
)  # fmt: skip
UNKNOWN_KIND = Finding(
    ProblemKind.UNKNOWN_KIND, True, "会員名簿", (5, 7, 9), "会員区分", "", "準会員",
    "is not a known kind of organisation.",
)  # fmt: skip
HIDDEN = Finding(
    ProblemKind.SKIPPED_SHEET, True, "控え", (), "", "", "", "the sheet was not read."
)  # fmt: skip
CHANGED = Changed(
    "M001", "株式会社青葉精密",
    (Change("capabilities", "切削", "切削\nインコネルの切削"), Change("employees", "42", "45")),
    contacts=True,
)  # fmt: skip
GOOD = ImportReport(
    file=FILE,
    encoding="",
    sheets=("会員名簿",),
    rows=4,
    counts=Counts(added=1, changed=1, unchanged=2, missing=1),
    added=(Named("M005", "くぬぎ熱処理株式会社"),),
    changed=(CHANGED,),
    returned=(),
    missing=(Named("M003", "多摩川メッキ有限会社"),),
    findings=(UNKNOWN_KIND, HIDDEN),
    is_refused=False,
    writes_nothing=False,
    withdraws_nobody=False,
    based_on="0123456789abcdef:0",
)
REFUSED = replace(
    GOOD,
    file="members.csv",
    encoding="cp932",
    sheets=(),
    counts=replace(GOOD.counts, rejected=2),
    findings=(BAD_DATE, NO_CAPABILITY, UNKNOWN_KIND),
    is_refused=True,
)
NOTHING = replace(
    GOOD, counts=Counts(unchanged=4), added=(), changed=(), missing=(), findings=(),
    writes_nothing=True,
)  # fmt: skip
WITHDRAWING = replace(
    GOOD,
    counts=replace(GOOD.counts, returned=1, withdrawn=1),
    returned=(Named("M006", "帰山工業株式会社"),),
)
# A list of a thousand members, every one of them with a problem, in the longest words.
LARGE = replace(
    REFUSED,
    rows=1_000,
    counts=Counts(added=1_000, rejected=1_000),
    added=tuple(Named(f"M{one:04}", "長" * 80) for one in range(1_000)),
    missing=tuple(Named(f"N{one:04}", "長" * 80) for one in range(1_000)),
    findings=tuple(
        replace(BAD_DATE, value="長" * 5_000, member="長" * 300, rows=(one,))
        for one in range(1_000)
    ),
)
BUILT = Built(151, 1_240, 6, 3.21, changed=True)

IMPORT_VIEWS: dict[str, Callable[[str], Message | View]] = {
    "import_form": lambda ui: import_form(ui, None),
    "import_form.declared": lambda ui: import_form(ui, Consent.MEMBERS),
    "checking_view": checking_view,
    "import_view": lambda ui: import_view(report_message(GOOD, "u1", ui), ui),
    "report_message": lambda ui: report_message(GOOD, "u1", ui),
    "report_message.refused": lambda ui: report_message(REFUSED, "u1", ui),
    "report_message.skipping": lambda ui: report_message(
        replace(REFUSED, is_refused=False, withdraws_nobody=True), "u1", ui
    ),
    "report_message.withdrawing": lambda ui: report_message(WITHDRAWING, "u1", ui),
    "report_message.nothing": lambda ui: report_message(NOTHING, "u1", ui),
    "report_message.moved": lambda ui: report_message(GOOD, "u1", ui, has_moved=True),
    "applying_message": lambda ui: applying_message(FILE, ui),
    "applied_message": lambda ui: applied_message(FILE, GOOD.counts, ui, reindex_done(ui, BUILT)),
    "applied_message.indexing": lambda ui: applied_message(
        FILE, GOOD.counts, ui, reindex_progress(ui, 2, 6)
    ),
    "applied_message.no_index": lambda ui: applied_message(FILE, GOOD.counts, ui, None),
    "not_applied_message": lambda ui: not_applied_message(FILE, "The disk is full.", "u1", ui),
    "not_applied_message.unexpected": lambda ui: not_applied_message(FILE, "", "u1", ui),
    "not_checked_message": lambda ui: not_checked_message(FILE, f"{FILE}: is a PDF.", ui),
    **{
        f"not_fetched_message.{trouble}": lambda ui, trouble=trouble: not_fetched_message(  # type: ignore[misc]
            trouble, ui
        )
        for trouble in Trouble
    },
    "import_cancelled": lambda ui: import_cancelled(FILE, ui),
    "import_gone": import_gone,
    "import_under_way": import_under_way,
    "import_over": import_over,
    "import_of_others": import_of_others,
    "import_too_late": import_too_late,
    "import_file_failed": import_file_failed,
}
