"""What the doctor says about Slack, with what to do, and never with a token."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bootstrap import Nakadachi
from bot.health import Finding, Status
from bot.memory.memory import Memory
from bot.settings import read_settings
from bot.slackhealth import examine_slack
from bot.surface import SCOPES
from tests.bot.server.fake_slack import FakeSlack

BOT = {"SLACK_BOT_TOKEN": "xoxb-secret-bot"}
ALL = {
    **BOT,
    "SLACK_APP_TOKEN": "xapp-secret-app",
    "NAKADACHI_STAFF": "S0STAFF",
    "NAKADACHI_COORDINATORS_CHANNEL": "C0HELP",
}


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        fake.scopes = ",".join(SCOPES)
        yield fake


def examine(home: Path, api: str = "http://127.0.0.1:9/api/", **variables: str) -> list[Finding]:
    settings = read_settings({"NAKADACHI_HOME": str(home), "NAKADACHI_SLACK_API": api, **variables})
    findings = list(examine_slack(Nakadachi(settings)))
    assert "secret" not in repr(findings)
    return findings


def of(findings: list[Finding], status: Status) -> str:
    return " | ".join(
        f"{found.message}: {found.advice}" for found in findings if found.status is status
    )


def test_without_a_token_it_says_where_to_find_one(tmp_path: Path) -> None:
    (found,) = examine(tmp_path)
    assert found.status is Status.WARN
    assert "SLACK_BOT_TOKEN" in found.message
    assert "docs/slack.md" in found.advice


def test_everything_set_and_granted_is_fine(tmp_path: Path, slack: FakeSlack) -> None:
    findings = examine(tmp_path, slack.api, **ALL)
    assert {found.status for found in findings} == {Status.OK}
    said = of(findings, Status.OK)
    for part in ("nakadachi in Tama", "SLACK_APP_TOKEN", "C0HELP", "S0STAFF"):
        assert part in said


def test_missing_scopes_fail_by_name_and_superfluous_ones_are_a_warning(
    tmp_path: Path, slack: FakeSlack
) -> None:
    slack.scopes = ", ".join([*SCOPES[1:], "admin"])
    findings = examine(tmp_path, slack.api, **ALL)
    assert SCOPES[0] in of(findings, Status.FAIL)
    assert "reinstall" in of(findings, Status.FAIL)
    assert "admin" in of(findings, Status.WARN)


def test_a_token_that_slack_refuses_fails(tmp_path: Path, slack: FakeSlack) -> None:
    slack.error = "invalid_auth"
    said = of(examine(tmp_path, slack.api, **ALL), Status.FAIL)
    assert "SLACK_BOT_TOKEN" in said
    assert "SLACK_APP_TOKEN" in said
    assert "invalid_auth" in said


def test_slack_away_is_a_warning_and_no_failure(tmp_path: Path, slack: FakeSlack) -> None:
    for api in (slack.api, "http://127.0.0.1:9/api/"):
        slack.status, slack.error = 503, "service_unavailable"
        findings = examine(tmp_path, api, **ALL)
        assert not of(findings, Status.FAIL)
        assert "could not be asked" in of(findings, Status.WARN)


def test_no_way_for_deliveries_fails_and_nobody_in_charge_is_a_warning(
    tmp_path: Path, slack: FakeSlack
) -> None:
    findings = examine(tmp_path, slack.api, **BOT)
    assert "SLACK_SIGNING_SECRET" in of(findings, Status.FAIL)
    assert "NAKADACHI_STAFF" in of(findings, Status.WARN)
    assert "NAKADACHI_COORDINATORS" in of(findings, Status.WARN)


def test_http_needs_the_signing_secret_only(tmp_path: Path, slack: FakeSlack) -> None:
    http = {**BOT, "SLACK_SIGNING_SECRET": "secret", "NAKADACHI_COORDINATORS": "U0ONE"}
    findings = examine(tmp_path, slack.api, **http)
    assert not of(findings, Status.FAIL)
    assert "by HTTP" in of(findings, Status.OK)
    assert "direct messages" in of(findings, Status.OK)


def test_what_the_bot_has_noted_is_shown_with_its_advice(tmp_path: Path) -> None:
    with Memory.open(tmp_path / "bot.db") as memory:
        memory.troubles.note("missing_scope:users:read", "Reinstall the app.")
    said = of(examine(tmp_path), Status.WARN)
    assert "missing_scope:users:read" in said
    assert "Reinstall the app." in said


def test_a_channel_or_a_group_that_slack_does_not_know_is_a_warning(
    tmp_path: Path, slack: FakeSlack
) -> None:
    slack.missing = "channel_not_found"
    said = of(examine(tmp_path, slack.api, **ALL), Status.WARN)
    assert "C0HELP: channel_not_found" in said
    assert "Invite the bot" in said
    assert "S0STAFF can be read: channel_not_found" in said
