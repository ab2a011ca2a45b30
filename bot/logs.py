"""The log file in the home folder. Personal data and tokens never go there."""

from __future__ import annotations

import logging
import re
import secrets
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

from bot.settings import Settings

# Others' chatter stays out of our log unless something is wrong with them.
_OURS = ("bot", "index", "profiles")
_FORMAT = "%(asctime)s %(levelname)s %(name)s [%(process)d] %(message)s"
_BYTES = 1_000_000
_FILES = 3

# Slack's tokens by their first letters, in whatever they stand; and what is called a token.
_TOKEN = re.compile(r"xox[a-z](?:\.xox[a-z])?-[\w.-]+|xapp-[\w-]+|xwfp-[\w-]+")
_SECRET = re.compile(
    r"((?:token|secret|ticket|signature|authorization)[\"']?\s*[=:]\s*(?:Bearer\s+)?[\"']?)"
    r"[^\s\"'&,;)}\]]+",
    re.IGNORECASE,
)
_HIDDEN = "(hidden)"
# The words with which a message of others begins; what they quote comes after.
_KIND = re.compile(r"[A-Za-z][\w ,./-]*")
_LONGEST_KIND = 100

logger = logging.getLogger(__name__)


def start_logging(settings: Settings) -> None:
    """Log to the file that the settings name, if the home folder exists; warn on the terminal."""
    stop_logging()
    root = logging.getLogger()
    for handler in (_LogFile(settings), _Terminal()):
        handler.addFilter(discreet)
        root.addHandler(handler)
    for name in _OURS:
        logging.getLogger(name).setLevel(settings.log_level)


def stop_logging() -> None:
    """Close what start_logging opened."""
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, _LogFile | _Terminal)]:
        root.removeHandler(handler)
        handler.close()


def log_file() -> Path | None:
    """Where the log is, once there is one."""
    files = [one.baseFilename for one in logging.getLogger().handlers if isinstance(one, _LogFile)]
    return next((Path(file) for file in files if Path(file).exists()), None)


def new_error_id() -> str:
    """What somebody is told, and the log says, of one error."""
    return secrets.token_hex(4)


def log_unexpected(error: BaseException) -> str:
    """Log an error that is a mistake of ours; returns the id under which it can be found.

    The message of an exception may quote a cell of somebody's file, so only its type and the
    places in the code are logged.
    """
    error_id = new_error_id()
    logger.error("unexpected error %s\n%s", error_id, "\n".join(_chain(error)))
    return error_id


def discreet(record: logging.LogRecord) -> bool:
    """A filter of handlers: what a line would give away is taken out of it.

    Others quote payloads, bodies and headers in their messages (slack_sdk, Bolt, gunicorn), so of
    theirs only the first words are kept. What an exception says is left out, whoever logs it.
    """
    if not _is_ours(record) and record.levelno < logging.WARNING:
        return False
    message = record.getMessage()
    record.msg, record.args = hide_secrets(message) if _is_ours(record) else _kind(message), None
    if record.exc_info and record.exc_info[1] is not None:
        record.exc_text = "\n".join(_chain(record.exc_info[1]))
        record.exc_info = None
    return True


def hide_secrets(text: str) -> str:
    """The text without tokens, secrets and signatures."""
    return _SECRET.sub(rf"\1{_HIDDEN}", _TOKEN.sub(_HIDDEN, text))


def _kind(message: str) -> str:
    found = _KIND.match(hide_secrets(message))
    kind = found[0].rstrip()[:_LONGEST_KIND] if found else ""
    return kind if kind == message else f"{kind} …".lstrip()


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] in _OURS


def _chain(error: BaseException) -> list[str]:
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        said = f": {current.strerror}" if isinstance(current, OSError) else ""
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}{said}")
        lines += (frame.rstrip() for frame in traceback.format_tb(current.__traceback__))
        current = current.__cause__ or current.__context__
    return lines


class _LogFile(RotatingFileHandler):
    """Opened with its first line, so that a question asked in a wrong folder leaves nothing."""

    def __init__(self, settings: Settings) -> None:
        self._home = settings.home
        super().__init__(settings.log, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8",
                         delay=True)  # fmt: skip
        self.setFormatter(logging.Formatter(_FORMAT))

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line; where that cannot be done, the command goes on all the same."""
        if self._home.is_dir():
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's name)
        """A full disk is no reason to print a traceback over an answer."""


class _Terminal(logging.Handler):
    """Shows our warnings. Errors are not repeated: they reach the person as what they lead to."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print the warning on stderr."""
        if _is_ours(record) and record.levelno == logging.WARNING:
            sys.stderr.write(f"Warning: {record.getMessage()}\n")
