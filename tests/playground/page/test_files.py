"""Files between the page and Slack."""

from __future__ import annotations

import json
from http.client import HTTPConnection

import pytest

from bot.playground.standin import StandIn
from tests.playground.page.conftest import Place
from tests.playground.page.visitor import Visitor


def test_a_file_is_seen_by_whoever_sees_the_message(
    slack: StandIn, visitor: Visitor, place: Place
) -> None:
    id_ = visitor.uploads(place.alice.id, "名簿.xlsx", b"PK\x00")

    def status_for(person: str) -> int:
        return visitor.gets(f"/page/file/{id_}", person=person)[0]

    assert (status_for(place.alice.id), status_for(place.bob.id)) == (200, 404)
    visitor.does(place.alice.id, "attach", channel=place.general.id, uploads=[id_])
    assert (status_for(place.bob.id), status_for(place.eve.id)) == (200, 404)
    assert status_for("U404") == 404
    slack.removes_file(id_)
    assert status_for(place.alice.id) == 404


def test_what_people_upload_is_no_part_of_the_page(visitor: Visitor, place: Place) -> None:
    for name in ("evil.html", "evil.js", "evil.svg", "members.xlsx"):
        id_ = visitor.uploads(place.alice.id, name, b"<script>alert(1)</script>")
        status, data, headers = visitor.gets(f"/page/file/{id_}", person=place.alice.id)

        assert (status, data) == (200, b"<script>alert(1)</script>")
        assert headers["Content-Type"] == "application/octet-stream"
        assert headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{name}"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_pictures_are_shown(visitor: Visitor, place: Place) -> None:
    id_ = visitor.uploads(place.alice.id, "図.png", b"\x89PNG")
    headers = visitor.gets(f"/page/file/{id_}", person=place.alice.id)[2]

    assert headers["Content-Type"] == "image/png"
    assert headers["Content-Disposition"] == "inline; filename*=UTF-8''%E5%9B%B3.png"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.xlsx", "a.xlsx"),
        ("a\r\nX-Evil: 1.xlsx", "aX-Evil: 1.xlsx"),
        ("", "file"),
        ("/", "file"),
        ("a" * 300 + ".xlsx", "a" * 250 + ".xlsx"),
    ],
)
def test_a_name_is_the_last_part_of_a_path(
    visitor: Visitor, place: Place, given: str, kept: str
) -> None:
    id_ = visitor.uploads(place.alice.id, given, b"x")
    visitor.does(place.alice.id, "attach", channel=place.general.id, uploads=[id_])

    assert place.alice.reads(place.general)[0].files == (kept,)


def test_nobody_uploads_for_somebody_who_is_not_there(visitor: Visitor, place: Place) -> None:
    params = {"person": "U404", "name": "a.xlsx"}
    status, body, _ = visitor.asks("POST", "/page/upload", b"x", params)

    assert (status, json.loads(body)["error"]) == (404, "user_not_found")


def test_a_file_may_be_large_but_not_of_any_size(
    slack: StandIn, visitor: Visitor, place: Place
) -> None:
    params = {"person": place.alice.id, "name": "a.xlsx"}
    assert visitor.uploads(place.alice.id, "large.xlsx", bytes(20 * 1024 * 1024))

    status, body, _ = visitor.asks("POST", "/page/upload", bytes(50 * 1024 * 1024), params)
    assert (status, json.loads(body)["error"]) == (413, "file_too_large")
    assert len(slack.platform.files.stored) == 1


def test_a_file_that_does_not_say_its_size_ends_at_the_limit(
    visitor: Visitor, place: Place
) -> None:
    connection = HTTPConnection(visitor.url.removeprefix("http://"), timeout=10)
    megabytes = (bytes(1024 * 1024) for _ in range(50))
    address = f"/page/upload?person={place.alice.id}&name=a.xlsx"
    connection.request("POST", address, megabytes, encode_chunked=True)

    assert connection.getresponse().status == 413
    connection.close()
