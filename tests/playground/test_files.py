"""Files: fetched by the app, described to it, uploaded by it."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from threading import Thread
from typing import Any
from urllib.error import HTTPError

import pytest
from slack_sdk import WebClient

from bot.playground.person import Person
from bot.playground.standin import StandIn
from tests.playground.conftest import client_of, refused
from tests.playground.doors import Json, manifest_with_all_doors

DATA = bytes(range(256)) * 5000


@pytest.fixture
def manifest() -> Any:
    return manifest_with_all_doors()


@pytest.fixture
def alice(slack: StandIn) -> Iterator[Person]:
    return slack.person("alice")


def attached(slack: StandIn, person: Person, data: bytes = DATA) -> Json:
    """A file that somebody sends to the bot, as Slack describes it."""
    said = person.attaches("会員 一覧.xlsx", data=data)
    (file,) = slack.platform.workspace.channels[said.channel].posts[said.ts].files
    return file


def fetched(url: str, token: str = "") -> tuple[int, str, bytes]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read()
    except HTTPError as error:
        with error:
            return error.code, "", b""


def posted(url: str, data: bytes) -> None:
    with urllib.request.urlopen(urllib.request.Request(url, data=data)):
        pass


@pytest.mark.parametrize("address", ["url_private", "url_private_download"])
def test_a_file_is_fetched_with_the_bots_token(slack: StandIn, alice: Person, address: str) -> None:
    file = attached(slack, alice)

    assert fetched(file[address], slack.bot_token) == (200, "application/octet-stream", DATA)


def test_without_a_good_token_there_is_a_page_to_sign_in(slack: StandIn, alice: Person) -> None:
    url = attached(slack, alice)["url_private_download"]

    for token in ("", "xoxb-other", slack.app_token):
        status, kind, body = fetched(url, token)
        assert (status, kind) == (200, "text/html")
        assert b"Sign in" in body
    slack.serves_login_page_for_files()
    assert fetched(url, slack.bot_token)[1] == "text/html"


def test_without_the_scope_there_is_a_page_to_sign_in(manifest: Any) -> None:
    manifest["oauth_config"]["scopes"]["bot"].remove("files:read")
    with StandIn(manifest) as slack:
        file = attached(slack, slack.person("alice"))

        assert fetched(file["url_private_download"], slack.bot_token)[1] == "text/html"
        assert refused(client_of(slack).files_info, file=file["id"])["needed"] == "files:read"


def test_a_file_that_was_deleted_is_not_there_any_more(
    slack: StandIn, alice: Person, client: WebClient
) -> None:
    file = attached(slack, alice)
    assert client.files_info(file=file["id"])["file"]["size"] == len(DATA)

    slack.removes_file(file["id"])

    assert fetched(file["url_private_download"], slack.bot_token)[0] == 404
    assert refused(client.files_info, file=file["id"])["error"] == "file_deleted"
    assert refused(client.files_info, file="F404")["error"] == "file_not_found"


def test_a_file_in_a_channel_without_the_bot_is_not_for_the_bot(
    slack: StandIn, alice: Person, client: WebClient
) -> None:
    board = slack.channel("board", alice, private=True)
    said = alice.attaches("secret.pdf", channel=board, data=DATA)
    (file,) = board.posts[said.ts].files

    assert fetched(file["url_private"], slack.bot_token)[1] == "text/html"
    assert refused(client.files_info, file=file["id"])["error"] == "file_not_found"


def test_an_upload_whose_answer_is_lost_has_arrived(
    slack: StandIn, alice: Person, client: WebClient
) -> None:
    announced = client.files_getUploadURLExternal(filename="a.txt", length=4)
    slack.lose_answer("file_upload")

    with pytest.raises(OSError):  # noqa: PT011
        posted(announced["upload_url"], b"four")

    files = [{"id": announced["file_id"]}]
    client.files_completeUploadExternal(files=files, channel_id=alice.direct.id)
    assert alice.sees_file("a.txt").data == b"four"


def test_fetching_a_file_may_fail_or_take_its_time(slack: StandIn, alice: Person) -> None:
    url = attached(slack, alice)["url_private_download"]
    slack.fail("file_download", status=503)

    assert fetched(url, slack.bot_token)[0] == 503
    hang = slack.hang("file_download")
    found: list[Any] = []
    thread = Thread(target=lambda: found.append(fetched(url, slack.bot_token)))
    thread.start()
    assert hang.caught.wait(5)
    assert found == []
    hang.release()
    thread.join(5)
    assert found[0][2] == DATA


def test_what_the_app_uploads_is_seen_by_those_in_the_conversation(
    slack: StandIn, alice: Person, client: WebClient
) -> None:
    bob = slack.person("bob")
    general = slack.channel("general", alice, slack.bot)
    said = alice.writes("please", channel=general)

    client.files_upload_v2(
        filename="問題.csv",
        content="行,列\n",
        title="Problems",
        channel=general.id,
        thread_ts=said.ts,
        initial_comment="All problems",
    )

    seen = alice.sees("All problems", thread=said)
    assert (seen.files, seen.author) == (("問題.csv",), slack.bot.id)
    assert alice.sees_file("問題.csv").data == "行,列\n".encode()
    with pytest.raises(AssertionError, match="no file"):
        bob.sees_file("問題.csv", within=0.01)


def test_a_file_of_the_apps_own_can_be_fetched_again(
    slack: StandIn, alice: Person, client: WebClient
) -> None:
    done = client.files_upload_v2(filename="a.txt", content="x", channel=alice.direct.id)

    assert done["file"]["mimetype"] == "text/plain"
    assert fetched(done["file"]["url_private"], slack.bot_token)[2] == b"x"


def test_a_file_that_never_arrived_is_not_shared(
    slack: StandIn, alice: Person, client: WebClient
) -> None:
    announced = client.files_getUploadURLExternal(filename="a.txt", length=3)
    files = [{"id": announced["file_id"]}]

    def shared() -> Json:
        return refused(client.files_completeUploadExternal, files=files, channel_id=general.id)

    general = slack.channel("general", alice, slack.bot)
    assert shared()["error"] == "file_not_found"
    with pytest.raises(HTTPError) as caught:
        posted(announced["upload_url"], b"four")
    caught.value.close()
    assert shared()["error"] == "file_not_found"
    assert alice.reads(general) == []


def test_a_file_goes_only_where_the_app_may_write(
    slack: StandIn, alice: Person, client: WebClient
) -> None:
    elsewhere = slack.channel("elsewhere", alice)
    hidden = slack.channel("hidden", alice, private=True)
    general = slack.channel("general", alice, slack.bot)
    reply = alice.writes("b", channel=general, thread=alice.writes("a", channel=general))

    def error(**arguments: Any) -> str:
        return refused(client.files_upload_v2, filename="a.txt", content="x", **arguments)["error"]

    assert error(channel=elsewhere.id) == "not_in_channel"
    assert error(channel=hidden.id) == "channel_not_found"
    assert error(channel=alice.id) == "channel_not_found"
    assert error(channel=general.id, thread_ts=reply.ts) == "invalid_thread_ts"
    assert error(initial_comment="nowhere") == "invalid_arguments"
    assert error(channel=general.id, initial_comment="x" * 40_001) == "msg_too_long"


def test_uploads_need_their_scope_and_a_length(manifest: Any, client: WebClient) -> None:
    ask = {"filename": "a.txt", "length": 0}
    assert refused(client.files_getUploadURLExternal, **ask)["error"] == "invalid_arguments"
    manifest["oauth_config"]["scopes"]["bot"].remove("files:write")
    with StandIn(manifest) as slack:
        body = refused(client_of(slack).files_getUploadURLExternal, **ask)

    assert (body["error"], body["needed"]) == ("missing_scope", "files:write")
