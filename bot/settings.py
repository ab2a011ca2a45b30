"""What an administrator may set: one table, one typed reader.

Values come from environment variables, or from the file ``.env`` in the current folder; the
environment wins. Slack's tokens will be read under Slack's own names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.errors import BadSetting
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
    "The folder that holds the members' database, the index, the exported model and the log. "
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
    "--consent: members, on_request or never. Unset, nothing is declared, and undeclared contacts "
    "count as on_request.",
)
LOG_LEVEL = Setting(
    "NAKADACHI_LOG_LEVEL",
    "INFO",
    f"How much goes to nakadachi.log: {', '.join(LOG_LEVELS)}. Contacts are never logged.",
)
SETTINGS = (HOME, MODEL, BRIDGE, CONSENT, LOG_LEVEL)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, read and checked."""

    home: Path
    model: str
    bridge: Bridge
    consent: Consent | None
    log_level: str

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


def read_settings(variables: Mapping[str, str]) -> Settings:
    """The settings that ``variables`` make; raises BadSetting, which names the variable."""

    def value(setting: Setting) -> str:
        return variables.get(setting.name, "").strip() or setting.default

    consent = value(CONSENT)
    return Settings(
        home=_folder(value(HOME)),
        model=value(MODEL),
        bridge=Bridge(_one_of(BRIDGE, value(BRIDGE).lower(), tuple(Bridge))),
        consent=Consent(_one_of(CONSENT, consent.lower(), tuple(Consent))) if consent else None,
        log_level=_one_of(LOG_LEVEL, value(LOG_LEVEL).upper(), LOG_LEVELS),
    )


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


def _one_of(setting: Setting, value: str, allowed: tuple[str, ...]) -> str:
    if value in allowed:
        return value
    raise BadSetting(
        f"{setting.name} is set to {value!r}; it may be one of {', '.join(allowed)}. "
        "Correct it in the environment or in .env."
    )


def _folder(value: str) -> Path:
    try:
        folder = Path(value).expanduser().absolute()
    except RuntimeError as error:
        raise BadSetting(
            f"{HOME.name} is set to {value!r}: {error}. Give the full path."
        ) from error
    if folder.exists() and not folder.is_dir():
        raise BadSetting(f"{HOME.name} is set to {folder}, which is a file. Name a folder.")
    return folder
