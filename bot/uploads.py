"""Fetching the spreadsheet that staff put into a form of Slack's.

The bot's token goes to Slack alone, and to no address that Slack only names: a file may lie with
another service, and a redirection may lead anywhere.
"""

from __future__ import annotations

import hashlib
import http.client
import logging
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from slack_sdk import WebClient

from bot.errors import SlackAway, SlackRefused
from bot.incoming.values import address, number, part, text
from bot.outgoing.api import Caller
from profiles.database import explained

logger = logging.getLogger(__name__)

# What an import in Slack takes, in bytes. Slack's own form stops at 10 MB at present.
MAX_SIZE = 20_000_000
# What the reader of spreadsheets knows, by the end of the name; what is in it is looked at later.
SUFFIXES = ("xlsx", "xlsm", "csv", "tsv", "txt", "jsonl", "ndjson")

_FILES = "files.slack.com"
_METHOD = "file_download"
_CHUNK = 256 * 1024
_TRIES = 3
# A file of that size takes less over any line that an office has.
_LONGEST_SECONDS = 120.0


class Trouble(StrEnum):
    """Why a file could not be fetched."""

    REMOVED = "removed"  # it was deleted in Slack
    LOGIN = "login"  # Slack shows the bot where to sign in: it lacks the right to read files
    TOO_LARGE = "too_large"
    ELSEWHERE = "elsewhere"  # it lies with another service
    BROKEN = "broken"  # the download ended early, several times


class NotFetched(Exception):
    """There is no file to work with; what lies in its place is of no use."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class _Incomplete(Exception):
    """The connection broke, or ended before the end; another attempt may do."""


class _NoRedirects(HTTPRedirectHandler):
    """urllib would send the token along to wherever it is led."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class _File:
    url: str
    size: int


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches files from Slack with the token of ``client``, which may repeat its calls."""

    client: WebClient
    caller: Caller

    def fetch(self, file_id: str, target: Path) -> str:
        """Put the file, as Slack has it now, at ``target``; returns its sha256.

        Raises NotFetched; SlackAway when Slack cannot be reached or the bot stops; StoreError when
        the disk does not take it.
        """
        file = self._look_up(file_id)
        if file.size > MAX_SIZE:
            raise NotFetched(Trouble.TOO_LARGE)
        if not is_slacks(file.url, self.client.base_url):
            raise NotFetched(Trouble.ELSEWHERE)
        for attempt in range(_TRIES):
            try:
                return self._download(file, target)
            except _Incomplete as error:
                logger.warning("a download from Slack broke off: %s", error)
                away = SlackAway(_METHOD, "incomplete")
                self.caller.pause(self.caller.patience.backoff(attempt), away)
        raise NotFetched(Trouble.BROKEN)

    def _look_up(self, file_id: str) -> _File:
        try:
            said = self.caller.call("files.info", self.client.files_info, file=file_id)
        except SlackRefused as error:
            if error.code in ("file_not_found", "file_deleted"):
                raise NotFetched(Trouble.REMOVED) from None
            if error.code in ("missing_scope", "not_visible", "access_denied"):
                raise NotFetched(Trouble.LOGIN) from None
            raise
        found = part({"file": said.get("file")}, "file")
        if text(found, "mode") == "tombstone":
            raise NotFetched(Trouble.REMOVED)
        if found.get("is_external"):
            raise NotFetched(Trouble.ELSEWHERE)
        url = address(found, "url_private_download") or address(found, "url_private")
        return _File(url, number(found, "size"))

    def _download(self, file: _File, target: Path) -> str:
        request = Request(file.url, headers={"Authorization": f"Bearer {self.client.token}"})
        opener: OpenerDirector = build_opener(_NoRedirects)
        try:
            with opener.open(request, timeout=self.caller.patience.call) as answer:
                # Slack does not refuse: it shows a page of its own.
                if answer.headers.get_content_type() == "text/html":
                    raise NotFetched(Trouble.LOGIN)
                return self._store(answer, file.size, target)
        except HTTPError as error:
            with error:  # it holds the connection
                raise _meaning(error.code) from None
        except (URLError, OSError, http.client.HTTPException) as error:
            raise _Incomplete(type(error).__name__) from None

    def _store(self, answer: http.client.HTTPResponse, size: int, target: Path) -> str:
        digest = hashlib.sha256()
        written = 0
        with explained(target.parent), _private(target) as file:
            for chunk in self._chunks(answer):
                written += len(chunk)
                if written > MAX_SIZE:
                    raise NotFetched(Trouble.TOO_LARGE)
                digest.update(chunk)
                file.write(chunk)
        # Without a length HTTP does not tell an end from a broken connection.
        if size and written != size:
            raise _Incomplete(f"{written:,} of {size:,} bytes")
        return digest.hexdigest()

    def _chunks(self, answer: http.client.HTTPResponse) -> Iterator[bytes]:
        ends = time.monotonic() + _LONGEST_SECONDS
        while chunk := _next(answer):
            if self.caller.stopping.is_set():
                raise SlackAway(_METHOD, "stopping")
            if time.monotonic() > ends:
                raise _Incomplete("it takes too long")
            yield chunk


def is_slacks(url: str, api: str) -> bool:
    """Whether an address is Slack's own, and so one that the token may go to.

    Where ``api`` is a stand-in for Slack, so is what lies beside it.
    """
    try:
        found, home = urlsplit(url), urlsplit(api)
        if (found.scheme, found.hostname, found.port) == (home.scheme, home.hostname, home.port):
            return True
        return found.scheme == "https" and found.hostname == _FILES and found.port in (None, 443)
    except ValueError:
        return False


def _meaning(status: int) -> Exception:
    if status in (http.client.NOT_FOUND, http.client.GONE):
        return NotFetched(Trouble.REMOVED)
    if status == http.client.TOO_MANY_REQUESTS or status >= http.client.INTERNAL_SERVER_ERROR:
        return _Incomplete(f"HTTP {status}")
    # A redirection is the way to the page where people sign in.
    return NotFetched(Trouble.LOGIN)


def _next(answer: http.client.HTTPResponse) -> bytes:
    """What has come; a connection that breaks is no trouble of the disk's."""
    try:
        return answer.read1(_CHUNK)
    except (OSError, http.client.HTTPException) as error:
        raise _Incomplete(type(error).__name__) from None


def _private(target: Path) -> Any:
    """A new file that its owner alone can read."""
    target.unlink(missing_ok=True)
    return os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
