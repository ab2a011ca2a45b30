"""Files from Slack: the token goes to Slack alone, and what is kept is kept for a while."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot import uploads as fetching
from bot.errors import SlackAway
from bot.memory.memory import Memory
from bot.memory.uploads import KEEP_SECONDS, Upload, UploadState, safe_name
from bot.metrics import Metrics
from bot.outgoing.api import Caller, Patience
from bot.uploads import Fetcher, NotFetched, Trouble, is_slacks
from profiles.importing import ImportOptions
from profiles.model import Consent

API = "https://slack.com/api/"
DATA = "会員番号,会社名".encode("cp932") * 1_000
TOKEN = "xoxb-1-secret"


@pytest.mark.parametrize(
    ("url", "api", "may"),
    [
        ("https://files.slack.com/files-pri/T1-F1/a.xlsx", API, True),
        ("https://files.slack.com:443/a", API, True),
        ("https://slack.com/files/a", API, True),
        ("http://files.slack.com/files-pri/T1-F1/a.xlsx", API, False),
        ("https://files.slack.com.example/a", API, False),
        ("https://files.slack.com@evil.example/a", API, False),
        ("https://evil.example/files.slack.com", API, False),
        ("https://files.slack.com:8443/a", API, False),
        ("https://docs.google.com/a", API, False),
        ("", API, False),
        ("https://[", API, False),
        ("http://127.0.0.1:5000/files-pri/a", "http://127.0.0.1:5000/api/", True),
        ("http://127.0.0.1:5001/files-pri/a", "http://127.0.0.1:5000/api/", False),
    ],
)
def test_the_token_goes_to_slacks_own_addresses_alone(url: str, api: str, may: bool) -> None:
    assert is_slacks(url, api) is may


class Web:
    """A server that says whatever a test wants, and remembers who asked with a token."""

    def __init__(self) -> None:
        self.status, self.headers, self.body = 200, {"Content-Type": "text/csv"}, DATA
        self.info: dict[str, Any] = {}
        self.asked: list[tuple[str, str]] = []
        self.answers: list[bytes] = []

    @contextmanager
    def serving(self) -> Iterator[str]:
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                web.asked.append((self.path, self.headers.get("Authorization", "")))
                self.send_response(web.status)
                for name, value in web.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(web.answers.pop(0) if web.answers else web.body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


class KnowsOneFile(WebClient):
    """Slack, as far as files.info goes."""

    def __init__(self, home: str, **file: Any) -> None:
        super().__init__(TOKEN, base_url=f"{home}/api/")
        self.file = {"url_private_download": f"{home}/a.csv", "size": len(DATA), **file}

    def files_info(self, **_: Any) -> Any:
        return {"file": self.file}


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.open(tmp_path / "bot.db", clock=lambda: 1_000_000.0) as memory:
        yield memory


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def home(web: Web) -> Iterator[str]:
    with web.serving() as home:
        yield home


def fetcher(memory: Memory, home: str, **file: Any) -> Fetcher:
    patience = Patience(call=2, first_wait=0.01, longest_wait=0.02)
    caller = Caller(Metrics(), memory.troubles, patience=patience)
    return Fetcher(KnowsOneFile(home, **file), caller)


def trouble_with(fetcher: Fetcher, target: Path) -> Trouble:
    with pytest.raises(NotFetched) as caught:
        fetcher.fetch("F1", target)
    return caught.value.trouble


def test_a_file_is_fetched_with_the_token_and_kept_private(
    memory: Memory, web: Web, home: str, tmp_path: Path
) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"of an attempt before")
    target.chmod(0o644)
    assert fetcher(memory, home).fetch("F1", target) == hashlib.sha256(DATA).hexdigest()
    assert target.read_bytes() == DATA
    assert target.stat().st_mode & 0o777 == 0o600
    assert web.asked == [("/a.csv", f"Bearer {TOKEN}")]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirection_is_not_followed(
    memory: Memory, web: Web, home: str, tmp_path: Path, status: int
) -> None:
    elsewhere = Web()
    with elsewhere.serving() as other:
        web.status, web.headers = status, {"Location": f"{other}/login"}
        assert trouble_with(fetcher(memory, home), tmp_path / "a.csv") is Trouble.LOGIN
    assert elsewhere.asked == []


def test_a_file_with_another_service_is_not_asked_for(
    memory: Memory, web: Web, home: str, tmp_path: Path
) -> None:
    target = tmp_path / "a.csv"
    other = Web()
    with other.serving() as elsewhere:
        away = fetcher(memory, home, url_private_download=f"{elsewhere}/a.csv")
        assert trouble_with(away, target) is Trouble.ELSEWHERE
    assert trouble_with(fetcher(memory, home, is_external=True), target) is Trouble.ELSEWHERE
    assert other.asked == web.asked == []


def test_a_page_to_sign_in_is_no_file(memory: Memory, web: Web, home: str, tmp_path: Path) -> None:
    web.headers = {"Content-Type": "text/html; charset=utf-8"}
    assert trouble_with(fetcher(memory, home), tmp_path / "a.csv") is Trouble.LOGIN
    assert not (tmp_path / "a.csv").exists()


def test_a_file_that_is_gone_was_removed(
    memory: Memory, web: Web, home: str, tmp_path: Path
) -> None:
    web.status = 404
    assert trouble_with(fetcher(memory, home), tmp_path / "a.csv") is Trouble.REMOVED
    tombstone = fetcher(memory, home, mode="tombstone")
    assert trouble_with(tombstone, tmp_path / "a.csv") is Trouble.REMOVED


def test_what_says_that_it_is_too_large_is_not_asked_for(
    memory: Memory, web: Web, home: str, tmp_path: Path
) -> None:
    large = fetcher(memory, home, size=fetching.MAX_SIZE + 1)
    assert trouble_with(large, tmp_path / "a.csv") is Trouble.TOO_LARGE
    assert web.asked == []


def test_what_turns_out_to_be_too_large_is_not_stored_in_full(
    memory: Memory, home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MAX_SIZE", 1_000)
    lying = fetcher(memory, home, size=10)
    assert trouble_with(lying, tmp_path / "a.csv") is Trouble.TOO_LARGE
    assert (tmp_path / "a.csv").stat().st_size <= 1_000


def test_a_download_that_ends_early_is_tried_again(
    memory: Memory, web: Web, home: str, tmp_path: Path
) -> None:
    web.answers = [DATA[:100], DATA[:-1], DATA]
    fetcher(memory, home).fetch("F1", tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == DATA
    web.answers = [DATA[:100]] * 3
    assert trouble_with(fetcher(memory, home), tmp_path / "a.csv") is Trouble.BROKEN


def test_a_bot_that_stops_waits_for_no_download(memory: Memory, home: str, tmp_path: Path) -> None:
    stopping = fetcher(memory, home)
    stopping.caller.stopping.set()
    with pytest.raises(SlackAway):
        stopping.fetch("F1", tmp_path / "a.csv")


# What is kept.


def kept(memory: Memory, upload_id: str = "u1", user: str = "U1") -> Upload:
    """An import that waits, with its file."""
    options = ImportOptions(skip_bad=True, consent=Consent.MEMBERS)
    upload = memory.uploads.open(upload_id, user, "V1", "名簿.csv", options)
    memory.uploads.place(upload).write_bytes(DATA)
    memory.uploads.waits(upload, "sha", "state")
    return upload


def test_an_import_keeps_what_was_asked_for(memory: Memory) -> None:
    kept(memory)
    found = memory.uploads.get("u1")
    assert found
    assert found.options == ImportOptions(skip_bad=True, consent=Consent.MEMBERS)
    assert (found.state, found.sha256, found.based_on) == (UploadState.WAITING, "sha", "state")


def test_of_two_presses_one_applies_it(memory: Memory) -> None:
    upload = kept(memory)
    assert memory.deliveries.claim(["claim 1"], {})
    first = memory.uploads.begin("u1", "claim 1")
    second = memory.uploads.begin("u1", "claim 2")
    assert first
    assert second
    assert first.claim_id == second.claim_id == "claim 1"
    cancelled = memory.uploads.cancel("u1")
    assert cancelled
    assert cancelled.state is UploadState.APPLYING
    assert memory.uploads.place(upload).exists()


def test_of_a_press_that_was_given_up_the_next_one_takes_over(memory: Memory) -> None:
    kept(memory)
    assert memory.deliveries.claim(["claim 1"], {})
    first = memory.uploads.begin("u1", "claim 1")
    memory.deliveries.finish("claim 1")
    second = memory.uploads.begin("u1", "claim 2")
    assert first
    assert second
    # By when the first began it is known whether it has written anything.
    assert (second.claim_id, second.began_at) == ("claim 2", first.began_at)


def test_a_press_that_was_turned_back_does_not_begin_again(memory: Memory) -> None:
    kept(memory)
    first = memory.uploads.begin("u1", "claim 1")
    assert first
    memory.uploads.waits(first, "sha", "another state", turned_back=first.claim_id)
    again = memory.uploads.begin("u1", "claim 1")
    assert again
    assert (again.state, again.claim_id) == (UploadState.WAITING, "claim 1")
    other = memory.uploads.begin("u1", "claim 2")
    assert other
    assert (other.state, other.claim_id) == (UploadState.APPLYING, "claim 2")


def test_the_file_is_erased_with_the_end_of_its_import(memory: Memory) -> None:
    for name in ("applied", "cancelled", "unusable"):
        kept(memory, name)
    applying = memory.uploads.begin("applied", "claim 1")
    assert applying
    memory.uploads.applied(applying, "{}")
    memory.uploads.cancel("cancelled")
    unusable = memory.uploads.get("unusable")
    assert unusable
    memory.uploads.unusable(unusable)
    assert list(memory.uploads.folder.iterdir()) == []


def test_a_file_goes_after_a_day_and_what_was_left_behind_at_once(
    memory: Memory, tmp_path: Path
) -> None:
    kept(memory)
    stray = memory.uploads.folder / "stray"
    stray.mkdir()
    memory.uploads.expire()
    assert [one.name for one in memory.uploads.folder.iterdir()] == ["u1"]
    with Memory.open(tmp_path / "bot.db", clock=lambda: 1_000_001.0 + KEEP_SECONDS) as later:
        later.uploads.expire()
        assert later.uploads.get("u1") is None
    assert list(memory.uploads.folder.iterdir()) == []


def test_with_a_person_go_their_imports_and_no_others(memory: Memory) -> None:
    kept(memory, "u1", "U1")
    kept(memory, "u2", "U2")
    memory.forget_person("U1")
    assert memory.uploads.get("u1") is None
    assert [one.name for one in memory.uploads.folder.iterdir()] == ["u2"]


def test_with_a_member_go_all_files_that_may_name_it(memory: Memory) -> None:
    kept(memory)
    memory.forget_member("M001")
    assert memory.uploads.get("u1") is None
    assert list(memory.uploads.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("名簿 2025.xlsx", "名簿 2025.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\名簿.csv", "名簿.csv"),
        ("a\0\nb.csv", "ab.csv"),
        ("..", "members"),
        ("", "members"),
        ("長" * 300 + ".xlsx", "長" * 60 + ".xlsx"),
    ],
)
def test_a_name_of_a_file_leads_nowhere_else(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_an_id_of_an_import_leads_to_no_other_folder(memory: Memory, tmp_path: Path) -> None:
    other = tmp_path / "index"
    other.mkdir()
    for odd in ("../index", "..", ".", "", "/", str(other)):
        memory.uploads.cancel(odd)
    assert other.is_dir()
    kept(memory)
    assert memory.uploads.folder.is_dir()
