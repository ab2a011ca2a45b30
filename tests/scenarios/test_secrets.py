"""No token, no contact and no question is written down, however much is logged."""

from __future__ import annotations

from tests.scenarios.serving import serving
from tests.scenarios.town import HELIUM, TITANIUM, VIOLIN, Town


def test_a_whole_conversation_leaves_no_secret_in_log_or_terminal(town: Town) -> None:
    with serving(town, NAKADACHI_LOG_LEVEL="DEBUG") as process:
        answer = town.alice.sees_answer_to(town.alice.mentions(HELIUM, channel=town.general))
        town.alice.presses(answer, "contact:1")
        contact = town.alice.sees(".example", channel=town.general)
        town.alice.presses(answer, "more:1")
        town.bob.commands(f"/partners {TITANIUM}", channel=town.general)
        nobody = town.bob.sees_answer_to(town.bob.writes_to_bot(VIOLIN))
        town.bob.presses(nobody, "ask_coordinators:")
        town.sato.sees(VIOLIN, channel=town.desk)
        # Trouble of every kind is logged.
        town.slack.fail("chat.postMessage", error="invalid_blocks")
        town.slack.fail("users.info", error="missing_scope", needed="users:read")
        town.slack.fail("chat.postEphemeral", status=500)
        erin = town.newcomer("erin", town.general)
        private = erin.commands(f"/partners {HELIUM}", channel=town.general)
        town.alice.sees_answer_to(town.alice.mentions(TITANIUM, channel=town.general))
        town.alice.presses(answer, "contact:2")
        town.slack.settle()
        town.slack.revoke_tokens()
        town.expected_refusals.add("token_revoked")
        town.alice.mentions(VIOLIN, channel=town.general)
        town.slack.settle()
        assert process.is_told_to_stop() == 0

    log = (town.home / "nakadachi.log").read_text("utf-8")
    assert "missing_scope" in log or "users:read" in log
    written = log + process.said
    secrets = {town.slack.bot_token, town.slack.app_token, town.slack.signing_secret}
    secrets |= {HELIUM, TITANIUM, VIOLIN, private.delivery.payload["response_url"]}
    secrets |= {word for word in contact.shown.split() if "@" in word or word.count("-") == 2}
    assert any("@" in secret for secret in secrets)
    assert [secret for secret in secrets if secret in written] == []
