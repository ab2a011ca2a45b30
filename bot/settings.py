"""What an administrator may set: one table, one typed reader.

Values come from environment variables, or from the file ``.env`` in the current folder; the
environment wins. Slack's tokens, and the port that a host assigns, have the names that all tools
use for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from bot.errors import BadSetting
from bot.values import address, channel, folder, ids, number, one_of, token
from profiles.model import Consent

PREFIX = "NAKADACHI_"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class Bridge(StrEnum):
    """Whether Japanese is glossed in English for the encoder."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the table. ``help`` is what the documentation says about it."""

    name: str
    default: str
    help: str


HOME = Setting(
    "NAKADACHI_HOME",
    ".nakadachi",
    "The folder that holds the members' database, the bot's own, the index, the exported model, "
    "the log, and for at most a day files that staff import in Slack. "
    "A relative path counts from the current folder.",
)
MODEL = Setting(
    "NAKADACHI_MODEL",
    "all-MiniLM-L6-v2",
    "The embedding model: the packaged one, or the name or the folder of another "
    "sentence-transformers model. Reindex after a change.",
)
BRIDGE = Setting(
    "NAKADACHI_BRIDGE",
    "auto",
    "Whether Japanese texts are glossed in English for the model: on, off, or auto (on for the "
    "packaged English model, off for any other). Reindex after a change.",
)
CONSENT = Setting(
    "NAKADACHI_CONSENT",
    "",
    "What contacts have agreed to when a file says nothing about it, for `import` without "
    "--consent, and what the form of /partners import begins with: members, on_request or never. "
    "Unset, nothing is declared, and undeclared contacts "
    "count as on_request.",
)
LOG_LEVEL = Setting(
    "NAKADACHI_LOG_LEVEL",
    "INFO",
    f"How much goes to nakadachi.log: {', '.join(LOG_LEVELS)}. Contacts are never logged.",
)
SLACK_BOT_TOKEN = Setting(
    "SLACK_BOT_TOKEN",
    "",
    "The bot's token (xoxb-...), from “OAuth & Permissions” of the Slack app. `serve` needs it "
    "to run in Slack; with no token at all it opens the playground.",
)
SLACK_APP_TOKEN = Setting(
    "SLACK_APP_TOKEN",
    "",
    "The app-level token (xapp-...) for Socket Mode, from “Basic Information”. With it, `serve` "
    "connects to Slack by itself and needs no public address.",
)
SLACK_SIGNING_SECRET = Setting(
    "SLACK_SIGNING_SECRET",
    "",
    "The signing secret for HTTP, from “Basic Information”. Without an app-level token, `serve` "
    "waits for signed requests from Slack.",
)
STAFF = Setting(
    "NAKADACHI_STAFF",
    "",
    "The staff: a user group (S...) or people (U...), with commas between them. They may use "
    "/partners reindex, status and import, see the office's part of the home tab, and look after "
    "requests. Unset, nobody in Slack may use or see what is for staff.",
)
COORDINATORS_CHANNEL = Setting(
    "NAKADACHI_COORDINATORS_CHANNEL",
    "",
    "The channel (C...) in which coordinators read requests; invite the bot to it.",
)
COORDINATORS = Setting(
    "NAKADACHI_COORDINATORS",
    "",
    "The coordinators: a user group (S...) or people (U...), with commas between them. They may "
    "look after requests, and get them as direct messages where there is no channel, or it cannot "
    "be used. Unset together with NAKADACHI_STAFF, everybody of the workspace who can read a "
    "request may.",
)
KEEP_QUESTIONS_DAYS = Setting(
    "NAKADACHI_KEEP_QUESTIONS_DAYS",
    "180",
    "After so many days the text of a question, who asked it, and the same of requests to the "
    "coordinators with their notes, are erased; counts stay.",
)
HOST = Setting(
    "NAKADACHI_HOST",
    "127.0.0.1",
    "The address at which `serve` listens, for its health page and in HTTP mode for Slack (the "
    "playground listens to this machine alone, unless --host is given). "
    "0.0.0.0 for every address of the machine, as containers and hosting services want it.",
)
PORT = Setting("PORT", "3000", "The port at which `serve` listens; hosting services set it.")
SLACK_API = Setting(
    "NAKADACHI_SLACK_API",
    "https://slack.com/api/",
    "Where Slack's Web API is. Another address is for tests and for proxies.",
)
SETTINGS = (
    HOME,
    MODEL,
    BRIDGE,
    CONSENT,
    LOG_LEVEL,
    SLACK_BOT_TOKEN,
    SLACK_APP_TOKEN,
    SLACK_SIGNING_SECRET,
    STAFF,
    COORDINATORS,
    COORDINATORS_CHANNEL,
    KEEP_QUESTIONS_DAYS,
    HOST,
    PORT,
    SLACK_API,
)
_MOST_DAYS = 36_500


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """What `serve` needs to know. ``staff`` and ``coordinators`` hold ids of people and groups."""

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    staff: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    coordinators_channel: str = ""
    keep_questions_days: int = int(KEEP_QUESTIONS_DAYS.default)
    host: str = HOST.default
    port: int = int(PORT.default)
    api: str = SLACK_API.default


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, read and checked."""

    home: Path
    model: str
    bridge: Bridge
    consent: Consent | None
    log_level: str
    slack: SlackSettings = SlackSettings()

    @property
    def database(self) -> Path:
        """The members' database."""
        return self.home / "members.db"

    @property
    def snapshots(self) -> Path:
        """The folder of the index."""
        return self.home / "index"

    @property
    def models(self) -> Path:
        """The folder of exported models."""
        return self.home / "models"

    @property
    def log(self) -> Path:
        """The log file."""
        return self.home / "nakadachi.log"

    @property
    def memory(self) -> Path:
        """The bot's own database: what was asked, answered, shown, and thought of it."""
        return self.home / "bot.db"


def read_settings(variables: Mapping[str, str]) -> Settings:
    """The settings that ``variables`` make; raises BadSetting, which names the variable."""

    def value(setting: Setting) -> str:
        return variables.get(setting.name, "").strip() or setting.default

    consent = value(CONSENT)
    return Settings(
        home=folder(HOME.name, value(HOME)),
        model=value(MODEL),
        bridge=Bridge(one_of(BRIDGE.name, value(BRIDGE).lower(), tuple(Bridge))),
        consent=Consent(one_of(CONSENT.name, consent.lower(), tuple(Consent))) if consent else None,
        log_level=one_of(LOG_LEVEL.name, value(LOG_LEVEL).upper(), LOG_LEVELS),
        slack=SlackSettings(
            bot_token=token(SLACK_BOT_TOKEN.name, value(SLACK_BOT_TOKEN), "xoxb-"),
            app_token=token(SLACK_APP_TOKEN.name, value(SLACK_APP_TOKEN), "xapp-"),
            signing_secret=value(SLACK_SIGNING_SECRET),
            staff=ids(STAFF.name, value(STAFF)),
            coordinators=ids(COORDINATORS.name, value(COORDINATORS)),
            coordinators_channel=channel(COORDINATORS_CHANNEL.name, value(COORDINATORS_CHANNEL)),
            keep_questions_days=number(
                KEEP_QUESTIONS_DAYS.name, value(KEEP_QUESTIONS_DAYS), 1, _MOST_DAYS
            ),
            host=value(HOST),
            port=number(PORT.name, value(PORT), 0, 65_535),
            api=address(SLACK_API.name, value(SLACK_API)),
        ),
    )


def as_variables(settings: Settings) -> dict[str, str]:
    """What gives a process of our own the same directory, whatever is set around it."""
    return {
        HOME.name: str(settings.home),
        MODEL.name: settings.model,
        BRIDGE.name: settings.bridge.value,
        CONSENT.name: settings.consent.value if settings.consent else "",
        LOG_LEVEL.name: settings.log_level,
    }


def unknown_variables(variables: Mapping[str, str]) -> list[str]:
    """Variables that look like settings of ours and are none: most likely misspelt."""
    known = {setting.name for setting in SETTINGS}
    return sorted(name for name in variables if name.startswith(PREFIX) and name not in known)


def gather_variables(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The environment over what ``.env`` in ``folder`` says."""
    path = folder / ".env"
    if not path.is_file():
        return dict(environment)
    from dotenv import dotenv_values

    try:
        said = dotenv_values(path, interpolate=False)
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path} cannot be read as UTF-8 text: {error}. Correct it.") from error
    return {name: text for name, text in said.items() if text is not None} | dict(environment)
