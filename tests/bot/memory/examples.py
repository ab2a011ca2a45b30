"""A question for tests, from invented people to invented members."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.memory.questions import QuestionRecord

_QUESTION = QuestionRecord(
    id="q1",
    asked_at=1_800_000_000.0,
    user_id="U1",
    team_id="T1",
    door="mention",
    channel="C1",
    message_ts="1800000000.000100",
    lang="ja",
    text="チタンの切削、10個",
    outcome="matches",
    ranking=("D001", "D002", "D003"),
    shown=("D001", "D002"),
    snapshot="20270115-abc",
    model="all-MiniLM-L6-v2",
    took_ms=12.5,
)


def a_question(**changed: Any) -> QuestionRecord:
    return replace(_QUESTION, **changed)
