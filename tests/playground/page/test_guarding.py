"""Who may talk to the page."""

from __future__ import annotations

from socket import gethostname
from urllib.parse import urlsplit

import pytest
from aiohttp import WSServerHandshakeError
from slack_sdk import WebClient

from bot.playground.page.guarding import is_ours
from tests.playground.page.conftest import Place
from tests.playground.page.visitor import Visitor

HERE = ("/", "/page/wire/1", "/page/file/F1", "/page/nothing", "/static/app.js", "/static/no.js")


@pytest.mark.parametrize("path", HERE)
def test_every_response_has_the_headers_that_keep_others_out(
    visitor: Visitor, place: Place, path: str
) -> None:
    for headers in (visitor.gets(path)[2], visitor.asks("PUT", path)[2]):
        assert headers["Content-Security-Policy"] == (
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
        )
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", HERE)
@pytest.mark.parametrize("host", ["evil.example", "evil.example:3000", "127.0.0.1.evil.example"])
def test_under_a_foreign_name_there_is_no_page(
    visitor: Visitor, place: Place, path: str, host: str
) -> None:
    status, body, _ = visitor.asks("GET", path, Host=host)

    assert (status, b"--host" in body) == (403, True)
    assert visitor.asks("POST", "/page/do", b"{}", Host=host)[0] == 403


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:3000", "127.0.0.1:1", "[::1]:3000"])
def test_under_the_names_of_this_machine_there_is_one(
    visitor: Visitor, place: Place, host: str
) -> None:
    assert visitor.asks("GET", "/", Host=host)[0] == 200


def test_the_web_api_has_no_guard(visitor: Visitor, client: WebClient) -> None:
    status, _, headers = visitor.asks("POST", "/api/auth.test", b"", Origin="http://evil.example")

    assert (status, "Content-Security-Policy" in headers) == (200, False)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://localhost:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
    ],
)
def test_another_page_can_do_nothing(
    visitor: Visitor, place: Place, headers: dict[str, str]
) -> None:
    body = {"person": place.alice.id, "do": "say", "channel": place.general.id, "text": "x"}

    assert visitor.posts(body, **headers)[0] == 403
    assert visitor.asks("POST", "/page/upload", b"x", **headers)[0] == 403
    assert place.bob.reads(place.general) == []


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:1"])
def test_another_page_hears_nothing(visitor: Visitor, place: Place, origin: str) -> None:
    with pytest.raises(WSServerHandshakeError, match="403"):
        visitor.opens(place.alice.id, Origin=origin)
    with pytest.raises(WSServerHandshakeError, match="403"):
        visitor.opens(place.alice.id, Host="evil.example")


def test_the_page_itself_may(visitor: Visitor, place: Place) -> None:
    body = {"person": place.alice.id, "do": "open", "tab": "home"}
    port = urlsplit(visitor.url).port
    here, named = visitor.url, f"localhost:{port}"

    assert visitor.posts(body, Origin=here, Sec_Fetch_Site="same-origin")[0] == 200
    assert visitor.posts(body, Origin=f"http://{named}", Host=named)[0] == 200
    assert visitor.opens(place.alice.id, Origin=here).known["me"]


def test_a_program_that_is_no_browser_may(visitor: Visitor, place: Place) -> None:
    assert visitor.posts({"person": place.alice.id, "do": "open", "tab": "home"})[0] == 200


@pytest.mark.parametrize(
    ("asked", "host", "expected"),
    [
        ("tools.office.example:3000", "tools.office.example", True),
        ("TOOLS.office.example.:3000", "tools.office.example", True),
        ("other.office.example", "tools.office.example", False),
        ("192.168.1.5:3000", "0.0.0.0", True),
        ("[fe80::1]:3000", "::", True),
        (gethostname(), "0.0.0.0", True),
        ("evil.example", "0.0.0.0", False),
        ("192.168.1.5:3000", "127.0.0.1", False),
        ("", "127.0.0.1", False),
        ("[", "127.0.0.1", False),
        ("localhost@evil.example", "127.0.0.1", False),
    ],
)
def test_the_name_that_was_told_is_ours(asked: str, host: str, expected: bool) -> None:
    assert is_ours(asked, host) is expected


@pytest.mark.parametrize(
    "name",
    [
        "../site.py",
        "%2e%2e/site.py",
        "..%2fsite.py",
        "../../../../etc/passwd",
        "/etc/passwd",
        "no.js",
        "app.js%00",
        "a" * 300,
    ],
)
def test_only_what_is_built_is_served(visitor: Visitor, name: str) -> None:
    assert visitor.gets(f"/static/{name}")[0] == 404


def test_a_new_version_is_seen_at_once(visitor: Visitor) -> None:
    status, _, headers = visitor.gets("/static/app.css")
    assert (status, headers["Cache-Control"]) == (200, "no-cache")

    again = visitor.asks("GET", "/static/app.css", If_None_Match=headers["Etag"])
    assert (again[0], again[1]) == (304, b"")
    assert visitor.gets("/")[2]["Cache-Control"] == "no-cache"
    assert visitor.gets("/favicon.ico")[0] == 204
