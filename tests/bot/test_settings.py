"""Settings: one table, one reader."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from bot.bootstrap import Nakadachi, bootstrap
from bot.errors import BadSetting
from bot.settings import (
    SETTINGS,
    Bridge,
    Settings,
    SlackSettings,
    gather_variables,
    read_settings,
)
from index.encoder import PACKAGED
from profiles.model import Consent


def test_the_table_and_the_reader_know_the_same_settings() -> None:
    names = [setting.name.removeprefix("NAKADACHI_").lower() for setting in SETTINGS]
    ours = [field.name for field in fields(Settings) if field.name != "slack"]
    slacks = [field.name for field in fields(SlackSettings)]
    assert names[: len(ours)] == ours
    assert sorted(name.removeprefix("slack_") for name in names[len(ours) :]) == sorted(slacks)
    assert all(setting.help for setting in SETTINGS)


def test_the_defaults_of_the_table_are_those_of_the_reader(tmp_path: Path) -> None:
    written = {setting.name: setting.default for setting in SETTINGS if setting.default}
    assert read_settings(written) == read_settings({})


def test_the_default_model_is_the_packaged_one() -> None:
    assert read_settings({}).model == PACKAGED


def test_values_are_read() -> None:
    settings = read_settings(
        {
            "NAKADACHI_HOME": "~/members",
            "NAKADACHI_MODEL": "intfloat/multilingual-e5-small",
            "NAKADACHI_BRIDGE": "ON",
            "NAKADACHI_CONSENT": "never",
            "NAKADACHI_LOG_LEVEL": "debug",
        }
    )
    assert settings == Settings(
        home=Path.home() / "members",
        model="intfloat/multilingual-e5-small",
        bridge=Bridge.ON,
        consent=Consent.NEVER,
        log_level="DEBUG",
    )


@pytest.mark.parametrize("name", ["NAKADACHI_BRIDGE", "NAKADACHI_CONSENT", "NAKADACHI_LOG_LEVEL"])
def test_a_bad_value_names_the_variable(name: str) -> None:
    with pytest.raises(BadSetting, match=name):
        read_settings({name: "nonsense"})


def test_an_empty_value_is_the_default() -> None:
    assert read_settings({"NAKADACHI_MODEL": " "}) == read_settings({})


def test_dotenv_is_read_and_the_environment_wins(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        'NAKADACHI_MODEL="one"\nNAKADACHI_BRIDGE=off # for now\nSLACK_BOT_TOKEN=xoxb\n', "utf-8"
    )
    found = gather_variables({"NAKADACHI_MODEL": "two"}, tmp_path)
    assert found["NAKADACHI_MODEL"] == "two"
    assert found["NAKADACHI_BRIDGE"] == "off"


def test_a_dotenv_that_is_no_text_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"NAKADACHI_MODEL=\xff\xfe\n")
    with pytest.raises(BadSetting, match=r"\.env"):
        gather_variables({}, tmp_path)


@pytest.mark.parametrize(
    ("model", "bridge", "bridged"),
    [
        (PACKAGED, "auto", True),
        ("other/model", "auto", False),
        (PACKAGED, "off", False),
        ("other/model", "on", True),
    ],
)
def test_the_bridge_is_for_the_packaged_english_model(
    model: str, bridge: str, bridged: bool
) -> None:
    settings = read_settings({"NAKADACHI_MODEL": model, "NAKADACHI_BRIDGE": bridge})
    assert Nakadachi(settings).bridge() is bridged


def test_misspelt_settings_are_noticed(tmp_path: Path) -> None:
    app = bootstrap({"NAKADACHI_HOEM": "x", "NAKADACHI_HOME": str(tmp_path)}, tmp_path)
    assert app.misspelt == ("NAKADACHI_HOEM",)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SLACK_BOT_TOKEN", "xapp-1-secret", "xoxb-"),
        ("SLACK_BOT_TOKEN", "xoxb-1-secretあ", "xoxb-"),
        ("SLACK_BOT_TOKEN", "xoxb-1\nsecret", "xoxb-"),
        ("SLACK_APP_TOKEN", "xoxb-secret", "xapp-"),
        ("NAKADACHI_STAFF", "U0123, sato", "'sato'"),
        ("NAKADACHI_STAFF", "U0123, xoxb-1-secret", "a token"),
        ("NAKADACHI_COORDINATORS", "#desk", "'#desk'"),
        ("NAKADACHI_COORDINATORS", "XAPP-1-secret", "a token"),
        ("NAKADACHI_COORDINATORS_CHANNEL", "coordinators", "C..."),
        ("NAKADACHI_COORDINATORS_CHANNEL", "xoxb-1-secret", "C..."),
        ("NAKADACHI_KEEP_QUESTIONS_DAYS", "0", "from 1"),
        ("NAKADACHI_KEEP_QUESTIONS_DAYS", "half a year", "whole number"),
        ("PORT", "70000", "65535"),
        ("PORT", "9" * 5_000, "65535"),
        ("NAKADACHI_SLACK_API", "slack.com", "https://"),
        ("NAKADACHI_SLACK_API", "https://", "https://"),
        ("NAKADACHI_SLACK_API", "http://[::1", "https://"),
        ("NAKADACHI_SLACK_API", "http://slack.example/", "this machine"),
    ],
)
def test_a_setting_about_slack_that_cannot_be_used_is_named(
    name: str, value: str, said: str
) -> None:
    with pytest.raises(BadSetting) as refused:
        read_settings({name: value})
    assert name in str(refused.value)
    assert said in str(refused.value)
    assert "secret" not in str(refused.value).replace("token or secret", "")


def test_people_and_groups_may_be_separated_as_one_likes() -> None:
    slack = read_settings({"NAKADACHI_STAFF": "U0123、 S0456,W0789\nU0AAA"}).slack
    assert slack.staff == ("U0123", "S0456", "W0789", "U0AAA")


def test_tokens_are_not_shown_where_settings_are_printed() -> None:
    settings = read_settings({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "hush"})
    assert "xoxb" not in repr(settings)
    assert "hush" not in repr(settings)
