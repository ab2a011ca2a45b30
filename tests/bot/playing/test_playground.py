"""`nakadachi serve` without tokens: the whole bot before a page, over a copy of the directory."""

from __future__ import annotations

import hashlib
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.playing.sandbox import sandboxes
from bot.server.listening import listen
from tests.bot.playing.visiting import (
    COORDINATOR,
    LIAISON,
    STRANGER,
    Playground,
    playground,
    pressable,
    starting,
    starts_playground,
)
from tests.conftest import SAMPLE, Run, program
from tests.scenarios.town import TITANIUM, TITANIUM_MEMBER, copy_home


@pytest.fixture(scope="module")
def shared(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Playground]:
    """One playground for the tests that leave it as they find it."""
    home = copy_home(sample_home, tmp_path_factory.mktemp("playing") / "home")
    with playground(home) as started:
        yield started


def content_of(home: Path) -> dict[str, str]:
    """Every file of a home with its digest; what tries of the playground leave is none of it."""
    files = (one for one in home.rglob("*") if one.is_file() and not one.is_symlink())
    return {
        str(one.relative_to(home)): hashlib.sha256(one.read_bytes()).hexdigest() for one in files
    }


def with_own_directory(home: Path) -> Path:
    """A home with two members of its own, one with a contact known in Slack, and no index."""
    file = home.parent / "ours.csv"
    file.write_text(
        "id,name_ja,kind,prefecture,city,offers,contact_name,contact_email,contact_slack_user_id,"
        "contact_consent\n"
        "X001,港精工株式会社,supporting_sme,東京都,港区,チタンの切削,港 花子,h@example.com,"
        "U0MINATO1,members\n"
        "X002,海大学,university,東京都,港区,材料の分析,海野 学,m@example.com,U0UMINO01,never\n",
        "utf-8",
    )
    imported = program(home, "import", str(file))
    assert imported.returncode == 0, imported.stderr
    return home


def test_a_question_is_answered_by_the_whole_bot(shared: Playground) -> None:
    engineer = shared.visitor()
    bot = engineer.sees()["bot"]["id"]
    engineer.does("say", channel=engineer.channel("技術相談"), text=f"<@{bot}> {TITANIUM}")
    assert engineer.reads(TITANIUM_MEMBER)["is_bot"]


def test_the_terminal_says_where_the_page_is_how_it_ends_and_what_is_behind_it(
    shared: Playground,
) -> None:
    first, directory, invitation = shared.said.splitlines()[:3]
    assert "no Slack token is set" in first
    assert directory == "Directory: the invented sample (150 members)."
    assert re.match(r"Open http://127\.0\.0\.1:\d+/ in a browser\. Ctrl-C ends", invitation)


def test_the_page_says_that_the_directory_is_the_sample(shared: Playground) -> None:
    directory = shared.visitor().sees()["directory"]
    assert (directory["members"], directory["is_sample"]) == (150, True)
    assert "架空" in directory["note"]["ja"]


def test_one_can_be_four_persons_each_in_the_channels_that_are_theirs(shared: Playground) -> None:
    def channels(number: int) -> set[str]:
        scene = shared.visitor(number).sees()
        return {one["name"] for one in starting(scene, "channel/") if one["kind"] != "im"}

    people = shared.visitor().sees()["people"]
    roles = [one["role"] for one in people]
    assert roles == ["engineer", "liaison", "coordinator", "stranger"]
    assert channels(LIAISON) == {"技術相談", "会員ひろば"}
    assert channels(COORDINATOR) == {"技術相談", "会員ひろば", "コーディネーター"}
    assert channels(STRANGER) == {"国際連携"}


def test_the_home_tab_shows_the_organisation_of_whoever_looks(shared: Playground) -> None:
    engineer, liaison = shared.visitor(), shared.visitor(LIAISON)
    engineer.does("open", tab="home")
    liaison.does("open", tab="home")
    assert engineer.finds(lambda scene: "武州フォトニクス" in str(scene.get("home")))
    assert liaison.finds(lambda scene: "Koganei Advanced University" in str(scene.get("home")))


def test_another_language_is_seen_at_once(shared: Playground) -> None:
    liaison = shared.visitor(LIAISON)
    place = liaison.channel("会員ひろば")
    liaison.does("command", line="/partners help", channel=place)
    liaison.reads("Mention me in a channel")
    liaison.does("speak", locale="ja-JP")
    liaison.does("command", line="/partners help", channel=place)
    liaison.reads("チャンネルで")
    liaison.does("speak", locale="en-US")


def test_only_the_coordinator_builds_the_index_of_the_copy(shared: Playground) -> None:
    coordinator, engineer = shared.visitor(COORDINATOR), shared.visitor()
    engineer.does("command", line="/partners reindex", channel=engineer.direct())
    engineer.reads("事務局の担当者だけ")
    coordinator.does("command", line="/partners reindex", channel=coordinator.direct())
    coordinator.reads("会員150件")


def test_the_bot_restarted_under_the_page_remembers_and_goes_on(shared: Playground) -> None:
    liaison = shared.visitor(LIAISON)
    liaison.does("say", channel=liaison.direct(), text="Who can check for helium leaks?")
    liaison.reads("Musashino")
    before = liaison.sees()["me"]
    liaison.does("restart_bot")
    assert liaison.sees()["bot_state"]["state"] == "ready"
    assert liaison.sees()["me"] == before
    liaison.does("open", tab="home")
    # What was asked before is in the bot's own database.
    assert liaison.finds(lambda scene: "helium leaks" in str(scene.get("home")))


def test_nothing_is_written_to_the_home_and_nothing_is_left(home: Path) -> None:
    before = content_of(home)
    with playground(home) as started:
        visitor = started.visitor()
        visitor.does("say", channel=visitor.direct(), text=TITANIUM)
        visitor.reads(TITANIUM_MEMBER)
        (sandbox,) = sandboxes(home)
        assert sandbox.stat().st_mode & 0o777 == 0o700
        assert started.is_interrupted() == 0
    assert started.said.splitlines()[-1] == "Stopped."
    assert content_of(home) == before
    assert list((home / "playground").iterdir()) == []


def test_neither_log_nor_terminal_holds_a_contact_or_a_token(home: Path) -> None:
    with playground(home, "--port", "0", NAKADACHI_LOG_LEVEL="DEBUG") as started:
        visitor = started.visitor()
        visitor.does("say", channel=visitor.direct(), text=TITANIUM)
        answer = visitor.reads(TITANIUM_MEMBER)
        contact = next(one for one in pressable(answer["blocks"]) if "連絡先" in str(one["text"]))
        visitor.does(
            "press",
            channel=answer["channel"],
            ts=answer["ts"],
            action_id=contact["action_id"],
            choice=None,
        )
        visitor.reads("相良")
        (sandbox,) = sandboxes(home)
        logged = [one.read_text("utf-8") for one in sandbox.glob("nakadachi.log*")]
        for secret in ("@", "042-", "相良", "早川", "xoxb-"):
            assert secret not in "".join((started.said, *logged))


def test_what_a_killed_playground_left_is_erased_by_the_next(home: Path) -> None:
    with playground(home) as killed:
        (left,) = sandboxes(home)
        killed.is_killed()
    assert (left / "members.db").exists()
    with playground(home):
        (there,) = sandboxes(home)
        assert there != left


def test_two_playgrounds_run_beside_each_other(home: Path) -> None:
    with playground(home) as one, playground(home, file_name="other.txt") as other:
        assert len(sandboxes(home)) == 2
        assert one.address != other.address
        assert one.is_interrupted() == other.is_interrupted() == 0


def test_whoever_is_forgotten_is_in_no_copy_either(home: Path) -> None:
    def named() -> list[str]:
        files = [one for one in (home / "playground").rglob("*") if one.is_file()]
        return [one.name for one in files if "狭山表層テクノ".encode() in one.read_bytes()]

    with playground(home) as killed:
        killed.is_killed()
    with playground(home) as running:
        assert "members.db" in named()
        forgotten = program(home, "forget", "D001", "--yes")
        assert forgotten.returncode == 0, forgotten.stderr
        assert named() == []
        visitor = running.visitor()
        visitor.does("say", channel=visitor.direct(), text="PTFE・PFA焼付け")
        assert "狭山表層" not in str(visitor.reads("PTFE"))


def test_forgetting_erases_what_a_killed_playground_left(home: Path) -> None:
    with playground(home) as killed:
        killed.is_killed()
    assert program(home, "forget", "nobody@example.com", "--yes").returncode == 0
    assert sandboxes(home) == []


def test_ones_own_directory_is_copied_and_indexed_there(
    empty_home: Path, sample_home: Path
) -> None:
    empty_home.mkdir()
    (empty_home / "models").symlink_to(sample_home / "models")
    with_own_directory(empty_home)
    with playground(empty_home) as started:
        visitor = started.visitor()
        assert f"a copy of the one in {empty_home} (2 members)" in started.said
        directory = visitor.sees()["directory"]
        assert (directory["members"], directory["is_sample"]) == (2, False)
        visitor.does("say", channel=visitor.direct(), text="チタンの切削")
        visitor.reads("港精工")
        # A contact that every member may see, and who is in Slack, can be played; others cannot.
        names = [one["name"] for one in visitor.sees()["people"]]
        assert visitor.id == "U0MINATO1"
        assert names[0] == "港 花子"
        assert "海野 学" not in names
    assert not (empty_home / "index").exists()


def test_where_nothing_was_imported_the_sample_is_there_with_the_index_of_last_time(
    empty_home: Path, sample_home: Path
) -> None:
    (empty_home / "playground").mkdir(parents=True)
    (empty_home / "models").symlink_to(sample_home / "models")
    copy_home(sample_home, empty_home / "playground" / "sample")
    with playground(empty_home) as started:
        visitor = started.visitor()
        visitor.does("say", channel=visitor.direct(), text=TITANIUM)
        visitor.reads(TITANIUM_MEMBER)
        assert visitor.sees()["directory"]["is_sample"]
        assert "The index is being built" not in started.said
        assert started.is_interrupted() == 0
    assert sorted(one.name for one in empty_home.iterdir()) == ["models", "playground"]


def test_the_next_free_port_is_taken_if_nobody_asked_for_one(home: Path) -> None:
    with listen("127.0.0.1", 3000), playground(home, "--playground") as started:
        port = int(started.address.rpartition(":")[2])
        assert 3000 < port < 3010
        assert f"Port 3000 is in use, so the page is at port {port}." in started.said


def test_a_port_that_was_asked_for_is_an_error_if_it_is_in_use(home: Path) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = str(taken.getsockname()[1])
        ended = program(home, "serve", "--playground", "--port", port)
    assert ended.returncode == 1
    assert f"port {port}" in ended.stderr
    assert not (home / "playground").exists()


def test_only_a_host_that_was_asked_for_lets_others_in(home: Path) -> None:
    with playground(home, "--port", "0", NAKADACHI_HOST="0.0.0.0") as closed:
        assert "Warning" not in closed.said
    with playground(home, "--port", "0", "--host", "0.0.0.0") as opened:
        assert "Warning: everybody who reaches 0.0.0.0 can act as anybody" in opened.said


def test_tokens_are_left_alone_where_the_playground_is_asked_for(home: Path) -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    with playground(home, "--playground", "--port", "0", **tokens) as started:
        assert "Slack's tokens are not used" in started.said
        assert started.is_interrupted() == 0


def test_a_home_that_cannot_be_is_said(tmp_path: Path, run: Run, empty_home: Path) -> None:
    empty_home.mkdir()
    (empty_home / "playground").write_text("")
    ended = run("serve", "--playground", "--port", "0")
    assert ended.code == 1
    assert "NAKADACHI_HOME" in ended.err


def test_the_sample_imported_again_changes_nobody(shared: Playground) -> None:
    (sandbox,) = sandboxes(shared.home)
    file = SAMPLE / "members.xlsx"
    again = program(sandbox, "import", str(file), "--consent", "members", "--dry-run", "--json")
    assert '"changed": []' in again.stdout


def test_it_ends_while_the_index_is_being_built(empty_home: Path) -> None:
    with starts_playground(with_own_directory(empty_home)) as started:
        started.waits_until(lambda: "The index is being built" in started.said)
        started.process.send_signal(signal.SIGTERM)
        assert started.process.wait(30) == 0
    assert sandboxes(empty_home) == []
    assert list((empty_home / "playground").iterdir()) == []


def test_a_proxy_that_the_machine_uses_stands_between_nobody(
    sample_home: Path, tmp_path: Path
) -> None:
    home = copy_home(sample_home, tmp_path / "home")
    nowhere = "http://127.0.0.1:9"
    proxies = {"http_proxy": nowhere, "HTTPS_PROXY": nowhere, "no_proxy": "", "NO_PROXY": ""}
    with playground(home, **proxies) as started:
        assert started.is_interrupted() == 0
