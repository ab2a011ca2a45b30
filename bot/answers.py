"""One handler behind every door: a question in, a reply out, and what happened is remembered."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from bot.memory.questions import QuestionRecord, Questions
from bot.questions import Asked, Reply, ReplyKind
from bot.searching import Searching
from index.constraints import Constraints, read_constraints
from index.model import Answer, Outcome
from index.search import MATCHES, MAX_QUESTION_CHARS

# A question's id must be the same when a delivery is resumed.
_ID_BYTES = 8


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers questions from the index that serves."""

    searching: Searching
    questions: Questions
    clock: Callable[[], float] = time.time

    def reply_to(self, asked: Asked, question_id: str, message_ts: str = "") -> Reply:
        """The reply to a question; the question is remembered under ``question_id``."""
        ui = asked.asker.lang
        if not asked.constraints and not any(char.isalnum() for char in asked.text):
            kind = ReplyKind.FILES_ONLY if asked.has_files else ReplyKind.EMPTY
            return Reply(kind, ui or "ja", ui or "ja", question_id)
        found = self._search(asked.text, asked.most, asked.constraints)
        if found is None:
            return Reply(ReplyKind.NO_INDEX, ui or "ja", ui or "ja", question_id)
        answer, kind, model = found
        lang = _language(asked.lang or answer.query.lang, ui)
        self._remember(asked, answer, model, question_id, message_ts)
        return Reply(
            kind,
            lang,
            ui or lang,
            question_id,
            answer if kind is ReplyKind.ANSWER else None,
            unread_files=asked.has_files,
            shortened=len(asked.text) > MAX_QUESTION_CHARS,
            is_refined=bool(asked.refines),
            left_out=len(asked.constraints.without),
        )

    def again(self, record: QuestionRecord, ui: str, most: int = MATCHES) -> Reply | None:
        """The reply to a remembered question as it is now; None only if its text has expired.

        As with a new question there may be nobody who fits, and what is no answer says so by its
        kind: there may be no index by now, or no members.
        """
        if record.text is None:
            return None
        constraints = read_constraints(record.constraints)
        found = self._search(record.text, most, constraints)
        if found is None:
            return Reply(ReplyKind.NO_INDEX, ui or "ja", ui or "ja", record.id)
        answer, kind, _ = found
        lang = _language(record.lang, ui)
        return Reply(
            kind,
            lang,
            ui or lang,
            record.id,
            answer if kind is ReplyKind.ANSWER else None,
            is_refined=bool(record.refines),
            left_out=len(constraints.without),
        )

    def _search(
        self, text: str, most: int, constraints: Constraints
    ) -> tuple[Answer, ReplyKind, str] | None:
        """The answer, what a reply with it says, and the model it is of; None without an index."""
        answer = self.searching.search(text, most, constraints)
        serving = self.searching.serving()
        if answer is None or serving is None:
            return None
        manifest = serving.searcher.snapshot.manifest
        return answer, _kind(answer, manifest.members), manifest.model

    def _remember(
        self, asked: Asked, answer: Answer, model: str, question_id: str, message_ts: str
    ) -> None:
        self.questions.put(
            QuestionRecord(
                id=question_id,
                asked_at=self.clock(),
                user_id=asked.asker.id,
                team_id=asked.asker.team,
                door=asked.door,
                channel=asked.channel,
                message_ts=message_ts,
                lang=asked.lang or answer.query.lang,
                text=answer.query.text,
                outcome=answer.outcome,
                ranking=answer.ranking,
                shown=tuple(m.member.id for m in (*answer.matches, *answer.nearest)),
                snapshot=answer.snapshot,
                model=model,
                took_ms=answer.took_ms,
                thread_ts=asked.thread,
                constraints=asked.constraints.encoded(),
                refines=asked.refines,
            )
        )


def question_id_of(claim_id: str) -> str:
    """The id of the question that a delivery brought."""
    return blake2b(claim_id.encode(), digest_size=_ID_BYTES).hexdigest()


def _kind(answer: Answer, members: int) -> ReplyKind:
    if answer.outcome is Outcome.NOT_A_REQUEST:
        return ReplyKind.SMALL_TALK
    return ReplyKind.ANSWER if members else ReplyKind.EMPTY_DIRECTORY


def _language(asked_in: str, ui: str) -> str:
    """The language to answer in: the question's; of a mixed one, the asker's."""
    return (ui or "ja") if asked_in == "mixed" else asked_in
