"""The step of a workflow that finds partners: a question in; the answer, members and outcome out.

Slack does not say who started the workflow, so nobody is noted as the asker.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from bot.answers import question_id_of
from bot.blocks.answers import Audience, answer_message
from bot.desk import Desk
from bot.incoming.payloads import read_step
from bot.incoming.plaintext import language_said, plain_text
from bot.incoming.values import Payload
from bot.logs import new_error_id
from bot.memory.deliveries import Claim
from bot.messages.following_words import following_words_in
from bot.questions import Asked, Door, Person, Reply, ReplyKind, Standing
from index.model import Outcome

logger = logging.getLogger(__name__)

_NOBODY_KNOWN = Person("", "", standing=Standing.UNKNOWN)


def find_partners(desk: Desk, body: Payload, claim: Claim) -> None:
    """Answer the question of a step."""
    step = read_step(body)
    if step is None:
        return
    asked = Asked(plain_text(step.inputs.get("question", "")), _NOBODY_KNOWN, Door.WORKFLOW, "")
    reply = desk.answers.reply_to(asked, question_id_of(claim.id))
    if reply.kind in (ReplyKind.ANSWER, ReplyKind.SMALL_TALK):
        desk.sender.steps.succeed(step.execution_id, _outputs(reply))
    else:
        lang = language_said(asked.text) or reply.lang
        desk.sender.steps.fail(step.execution_id, _why_not(reply.kind, lang))
    outcome = reply.answer.outcome if reply.answer else reply.kind
    desk.metrics.answered(asked.door, outcome, desk.clock() - claim.received_at)


def _outputs(reply: Reply) -> Mapping[str, str]:
    """As the manifest declares them. The answer is that for screen readers: it has no contacts."""
    answer = reply.answer
    return {
        "answer": answer_message(reply, Audience.SHARED).text,
        "member_ids": "\n".join(match.member.id for match in answer.matches) if answer else "",
        "outcome": answer.outcome if answer else Outcome.NOT_A_REQUEST,
    }


def _why_not(kind: ReplyKind, lang: str) -> str:
    words, error_id = following_words_in(lang), new_error_id()
    logger.warning("error %s: a step of a workflow was not done: %s", error_id, kind.value)
    said = {
        ReplyKind.NO_INDEX: words.step_no_index,
        ReplyKind.EMPTY_DIRECTORY: words.step_empty_directory,
    }
    return said.get(kind, words.step_empty).format(error_id=error_id)
