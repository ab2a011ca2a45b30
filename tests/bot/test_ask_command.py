"""A question in the terminal finds the right member."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.conftest import PROGRAM, Run, program

JAPANESE = "薄板の板金と溶接、制御盤の箱"
ENGLISH = "Who can check 40 gauge heads for helium leaks?"
NOBODY = "バイオリンを教えてくれる先生を探しています"
OFFER = "アルミ鋳物の製造"
# A contact of the member that JAPANESE finds first is in the sample with this domain.
CONTACT_DOMAIN = ".example"


def test_a_japanese_question_is_answered_in_japanese(home: Path, run: Run) -> None:
    ended = run("ask", JAPANESE)
    assert ended.code == 0
    first = ended.out.splitlines()
    assert first[0] == " 1 狭山総合金属株式会社"
    assert first[1] == "   Sayama Sogo Kinzoku Co., Ltd."
    assert "基盤技術型中小企業 · 埼玉県狭山市 · 有力" in first[2]
    assert first[3].startswith("   「精密板金：")


def test_an_english_question_is_answered_in_english(home: Path, run: Run) -> None:
    ended = run("ask", ENGLISH)
    first = ended.out.splitlines()
    assert first[0] == " 1 Musashino Hinoki Seisakusho Co., Ltd."
    assert first[1] == "   株式会社武蔵野ヒノキ製作所"
    assert "Musashino, Tokyo · strong match" in first[2]
    assert "ヘリウム" in first[3]


def test_the_language_of_the_answer_can_be_chosen(home: Path, run: Run) -> None:
    assert "strong match" in run("ask", JAPANESE, "--lang", "en").out
    assert "有力" in run("ask", ENGLISH, "--lang", "ja").out


def test_when_nobody_fits_it_says_so_and_names_the_nearest(home: Path, run: Run) -> None:
    ended = run("ask", NOBODY)
    assert ended.code == 0
    assert ended.out.startswith("この件に応えられる会員は見つかりませんでした。")
    assert "近い会員" in ended.out
    assert " 1 " in ended.out


def test_json_is_one_object_as_documented(home: Path, run: Run) -> None:
    answer = json.loads(run("ask", JAPANESE, "-k", "2", "--json").out)
    assert set(answer) == {"query", "outcome", "matches", "nearest", "snapshot", "took_ms"}
    assert answer["query"] == {
        "text": JAPANESE,
        "lang": "ja",
        "filters": {},
        "exclude": {},
        "parts": [],
        "near": [],
        "unwanted": [],
        "repairs": [],
    }
    assert answer["outcome"] == "matches"
    assert len(answer["matches"]) == 2
    match = answer["matches"][0]
    assert set(match) == {
        *("member_id", "name_ja", "name_en", "kind", "prefecture", "city"),
        *("confidence", "score", "evidence", "parts", "met"),
    }
    evidence = match["evidence"][0]
    assert evidence["field"] == "capability"
    assert [evidence["text"][start:end] for start, end in evidence["marks"]]


def test_json_of_nobody_has_the_nearest(home: Path, run: Run) -> None:
    answer = json.loads(run("ask", NOBODY, "--json").out)
    assert answer["outcome"] == "nobody"
    assert answer["matches"] == []
    assert 1 <= len(answer["nearest"]) <= 3
    for near in answer["nearest"]:
        for lack in near["lacks"]:
            assert set(lack) == {"facet", "asked", "has", "excluded"}


def test_a_condition_is_said_and_ticked(home: Path, run: Run) -> None:
    lines = run("ask", "チタンの切削、ISO 13485取得済みの会社").out.splitlines()
    assert lines[0] == "認証：ISO 13485"
    assert any(line.startswith("   ✓ ISO 13485") for line in lines)


def test_members_are_found_that_look_for_an_offer(home: Path, run: Run) -> None:
    ended = run("ask", "--needs", OFFER)
    assert ended.code == 0
    assert ended.out.startswith("これを求めている会員\n\n 1 ")
    assert "   求める連携：「" in ended.out

    answer = json.loads(run("ask", "--needs", OFFER, "--json").out)
    assert answer["side"] == "needs"
    found = [one["field"] for match in answer["matches"] for one in match["evidence"]]
    assert set(found) == {"need"}


def test_contacts_are_shown_only_when_asked_for(home: Path, run: Run) -> None:
    for arguments in (("ask", JAPANESE), ("members",), ("members", "D001")):
        for form in ((), ("--json",)):
            ended = run(*arguments, *form)
            assert "@" not in ended.out
            assert '"contacts"' not in ended.out


def test_contacts_come_with_what_they_agreed_to(home: Path, run: Run) -> None:
    ended = run("ask", JAPANESE, "-k", "1", "--contacts")
    assert "連絡先：" in ended.out
    assert "@" in ended.out
    assert "[会員に公開（" in ended.out
    match = json.loads(run("ask", JAPANESE, "-k", "1", "--contacts", "--json").out)["matches"][0]
    assert match["contacts"][0]["consent"] == "members"


def test_a_question_may_come_from_a_pipe(home: Path, run: Run) -> None:
    assert run("ask", input=f"{JAPANESE}\n").out == run("ask", JAPANESE).out


@pytest.mark.parametrize("question", ["", "  \n"])
def test_an_empty_question_is_wrong_usage(question: str, home: Path, run: Run) -> None:
    assert run("ask", question).code == 2
    assert run("ask", input=question).code == 2


@pytest.mark.parametrize(
    "question", ["?", "💡🔧", "\x1b[31m", "あ" * 30_000, "SELECT * FROM x; --"]
)
def test_any_text_is_answered(question: str, home: Path, run: Run) -> None:
    ended = run("ask", question)
    assert ended.code == 0
    assert "\x1b" not in ended.out


def test_at_most_so_many_members_are_named(home: Path, run: Run) -> None:
    assert len(json.loads(run("ask", JAPANESE, "-k", "3", "--json").out)["matches"]) == 3
    assert run("ask", JAPANESE, "-k", "0").code == 2


def test_without_an_index_it_says_what_to_do(home: Path, run: Run) -> None:
    shutil.rmtree(home / "index")
    ended = run("ask", JAPANESE)
    assert ended.code == 1
    assert "There is no index yet" in ended.err
    assert "nakadachi reindex" in ended.err
    assert "nakadachi import" not in ended.err


def test_it_says_when_the_directory_has_moved_on(home: Path, tmp_path: Path, run: Run) -> None:
    line = {"id": "N1", "name_ja": "新会員", "kind": "other", "capabilities": ["出前"]}
    (tmp_path / "new.jsonl").write_text(json.dumps(line), "utf-8")
    run("import", str(tmp_path / "new.jsonl"))
    ended = run("ask", JAPANESE)
    assert ended.code == 0
    assert "nakadachi reindex" in ended.err
    run("reindex")
    assert run("ask", JAPANESE).err == ""


def test_asking_never_loads_torch(home: Path) -> None:
    script = (
        "import sys; from bot.cli import cli\n"
        "try: cli.main(['ask', sys.argv[1]])\n"
        "except SystemExit as end: assert end.code == 0\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'pydantic', 'sklearn'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    python = str(PROGRAM.with_name("python"))
    ended = subprocess.run(
        [python, "-c", script, JAPANESE], capture_output=True, encoding="utf-8", check=True
    )
    assert ended.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "locale", [{"LANG": "C", "LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0"}]
)
def test_output_is_utf8_whatever_the_locale(locale: dict[str, str], home: Path) -> None:
    ended = program(home, "ask", input=JAPANESE, env=locale)
    assert ended.returncode == 0
    assert "狭山総合金属株式会社" in ended.stdout


def test_bytes_that_are_no_text_are_a_question_too(home: Path) -> None:
    ended = subprocess.run([str(PROGRAM), "ask", b"\xff\xfe titanium"], capture_output=True)
    assert ended.returncode == 0


def test_at_a_terminal_a_prompt_stays_until_an_empty_line(home: Path) -> None:
    shown, code = at_a_terminal(["ask"], f"{JAPANESE}\r{NOBODY}\r\r")
    assert code == 0
    assert "狭山総合金属株式会社" in shown
    assert "見つかりませんでした" in shown
    # Matched words are marked where there are colours.
    assert "\x1b[1;4;36m" in shown


def test_the_end_of_input_ends_the_prompt(home: Path) -> None:
    assert at_a_terminal(["ask"], "\x04")[1] == 0


def test_an_interrupt_leaves_quietly(home: Path) -> None:
    shown, code = at_a_terminal(["ask"], "\x03")
    assert code == 130
    assert "Traceback" not in shown


def at_a_terminal(arguments: list[str], typed: str) -> tuple[str, int]:
    """What the program shows when ``typed`` is typed into its prompt, and its exit code."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm"
        # Whoever runs the tests in the background may have it ignored.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execv(PROGRAM, [str(PROGRAM), *arguments])
    shown = b""
    typed_yet = False
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # Linux says so when the child has closed its side
            break
        if not piece:
            break
        shown += piece
        if not typed_yet and b"> " in shown:
            time.sleep(0.3)  # nobody types while the prompt is being printed
            os.write(terminal, typed.encode())
            typed_yet = True
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    return shown.decode("utf-8", "replace"), os.waitstatus_to_exitcode(status)
