"""How fast, and in how much memory: `make bench`.

Everything runs through the installed program, as a user would run it, on directories in a
temporary folder. Prints a table and writes the same figures to a JSON file. Seconds depend on the
machine; the ratios, taken in one run, hardly do.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from crowds import crowds
from measuring import MANIFEST, PROGRAM, Figure, answered, served, timed
from page import page
from windows import windows

from bot.playground.journal import Delivery
from bot.playground.person import Person
from bot.playground.standin import StandIn
from bot.playground.workspace import Channel

SAMPLE = Path(__file__).parent.parent / "profiles" / "sample" / "members.xlsx"
JUDGED = Path(__file__).parent / "tama-dev" / "queries.jsonl"
QUESTIONS = (
    "薄板の板金と溶接、制御盤の箱",
    "Who can check 40 gauge heads for helium leaks?",
    "アルミ部品の硬質アルマイト、20個",
    "anodising of small aluminium parts",
    "試作の金属3Dプリントを頼みたい",
)
AT_ONCE = 50
Asked = tuple[str, Person, Channel]
Ask = Callable[[str, Person, Channel], None]


def multiplied(sample: Path, members: int, folder: Path) -> Path:
    """An XLSX of ``members``: the sample again and again, with changed ids, names and texts."""
    small, large = folder / "small", folder / "large"
    timed(small, PROGRAM, "import", str(sample), "--json")
    lines = folder / "small.jsonl"
    timed(small, PROGRAM, "export", str(lines))
    originals = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    many = folder / "many.jsonl"
    with many.open("w", encoding="utf-8") as file:
        for number in range(members):
            copy = _changed(originals[number % len(originals)], number)
            file.write(json.dumps(copy, ensure_ascii=False) + "\n")
    timed(large, PROGRAM, "import", str(many), "--json")
    workbook = folder / "many.xlsx"
    timed(large, PROGRAM, "export", str(workbook))
    return workbook


def _changed(member: dict[str, object], number: int) -> dict[str, object]:
    def renamed(field: str) -> str:
        return f"{member[field]} {number}" if member[field] else ""

    def retold(field: str) -> list[str]:
        texts = member[field]
        assert isinstance(texts, list)
        return [f"{text}（{number}）" for text in texts]

    contacts = member["contacts"]
    assert isinstance(contacts, list)
    return {
        **member,
        "id": f"B{number:05}",
        "name_ja": renamed("name_ja"),
        "name_en": renamed("name_en"),
        "corporate_number": "",
        "capabilities": retold("capabilities"),
        "equipment": retold("equipment"),
        "contacts": [{**one, "email": f"{number}.{one['email']}"} for one in contacts],
    }


def imports(folder: Path, members: int) -> Iterator[Figure]:
    """A large file, and the same file once more."""
    workbook = multiplied(SAMPLE, members, folder)
    home = folder / "imports"
    first = timed(home, PROGRAM, "import", str(workbook), "--json")
    assert json.loads(first.out)["counts"]["added"] == members
    again = timed(home, PROGRAM, "import", str(workbook), "--json")
    assert json.loads(again.out)["outcome"] == "nothing_to_write"
    yield Figure(f"import {members:,} members from XLSX", first.seconds, "s", 15)
    yield Figure("  peak memory", first.megabytes, "MB", 600)
    yield Figure("  again, nothing changed", again.seconds, "s", 8)
    yield Figure("  again / first time", again.seconds / first.seconds, "")


def indexing(home: Path) -> Iterator[Figure]:
    """The sample's index: from nothing, and with nothing changed."""
    timed(home, PROGRAM, "import", str(SAMPLE), "--json")
    first = timed(home, PROGRAM, "reindex", "--json")
    full = timed(home, PROGRAM, "reindex", "--full", "--json")
    unchanged = timed(home, PROGRAM, "reindex", "--json")
    assert json.loads(unchanged.out)["encoded"] == 0
    yield Figure("reindex the sample, first time (exports the model)", first.seconds, "s")
    yield Figure("  every text again", full.seconds, "s")
    yield Figure("  nothing changed", unchanged.seconds, "s")
    yield Figure("  nothing changed / every text", unchanged.seconds / full.seconds, "")


def answers(home: Path, runs: int) -> Iterator[Figure]:
    """From shell to printed answer, against what importing the original model alone takes."""
    asked = [timed(home, PROGRAM, "ask", QUESTIONS[n % len(QUESTIONS)]) for n in range(runs)]
    heavy = timed(home, sys.executable, "-c", "import sentence_transformers")
    shell = median(one.seconds for one in asked)
    yield Figure(f"nakadachi ask, shell to answer, median of {runs}", shell, "s", 1.5)
    yield Figure("  slowest", max(one.seconds for one in asked), "s")
    yield Figure("  peak memory", max(one.megabytes for one in asked), "MB")
    yield Figure("  import sentence_transformers alone", heavy.seconds, "s")
    yield Figure("  ask / that import", shell / heavy.seconds, "")
    yield Figure("warm process, median", _warm(home), "ms", 15)


def _warm(home: Path) -> float:
    """Over many different questions: one asked again and again would find its words in caches."""
    script = (
        "import json, os, statistics, sys\n"
        "from pathlib import Path\n"
        "from bot.bootstrap import bootstrap\n"
        "searcher = bootstrap(os.environ, Path.cwd()).searcher()\n"
        "lines = Path(sys.argv[1]).read_text('utf-8').splitlines()\n"
        "times = [searcher.search(json.loads(line)['text']).took_ms for line in lines]\n"
        "print(statistics.median(times))\n"
    )
    return float(timed(home, sys.executable, "-c", script, str(JUDGED)).out)


def conversations(home: Path, questions: int) -> Iterator[Figure]:
    """In Slack, which the stand-in plays: from a delivery to its answer, one at a time and many."""
    lines = JUDGED.read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in islice(cycle(lines), questions)]
    with StandIn(json.loads(MANIFEST.read_text("utf-8"))) as slack, served(home, slack):
        people = [slack.person(f"person {n}", locale="ja-JP") for n in range(AT_ONCE)]
        places = [slack.channel(f"team {n}", one, slack.bot) for n, one in enumerate(people)]
        crowd = list(zip(people, places, strict=True))
        asked = [(text, *crowd[n % AT_ONCE]) for n, text in enumerate(texts)]
        yield from at_a_door("mention", mention, asked, slack)
        yield from at_a_door("/partners", command, asked, slack)


def at_a_door(name: str, ask: Ask, asked: Sequence[Asked], slack: StandIn) -> Iterator[Figure]:
    """The same questions one after the other, and some of them at the same moment."""
    before = len(slack.deliveries)
    times = [answered(slack, 1, partial(ask, *one)) for one in asked]
    yield Figure(f"{name}, delivery to answer, median of {len(times)}", median(times), "ms", 150)
    yield Figure("  p95", percentile(times, 95), "ms", 400)
    yield from acknowledgements(slack.deliveries[before:], "")
    before = len(slack.deliveries)
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        many = [partial(crowd.submit, ask, *one) for one in asked[:AT_ONCE]]
        last = answered(slack, AT_ONCE, lambda: [begin() for begin in many])
    yield Figure(f"  {AT_ONCE} at once, the last answer", last, "ms")
    yield from acknowledgements(slack.deliveries[before:], f"{AT_ONCE} at once, ")


def mention(text: str, person: Person, channel: Channel) -> None:
    """Ask in a channel."""
    person.mentions(text, channel)


def command(text: str, person: Person, channel: Channel) -> None:
    """Ask privately."""
    person.commands(f"/partners {text}", channel)


def acknowledgements(deliveries: Sequence[Delivery], when: str) -> Iterator[Figure]:
    """How long Slack waited to hear that a delivery has arrived."""
    times = [delivery.took_ms for delivery in deliveries]
    yield Figure(f"  {when}acknowledged, p99", percentile(times, 99), "ms", 200)
    yield Figure(f"  {when}acknowledged, slowest", max(times), "ms", 200)


def percentile(values: Sequence[float], percent: int) -> float:
    """The value below which so many per cent are."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=10_000, help="size of the large file")
    parser.add_argument("--runs", type=int, default=10, help="how often to ask from the shell")
    parser.add_argument("--questions", type=int, default=200, help="how many to ask in Slack")
    parser.add_argument("--output", type=Path, default=Path("build/bench.json"))
    options = parser.parse_args()
    figures: list[Figure] = []
    with TemporaryDirectory(prefix="nakadachi-bench-") as name:
        folder = Path(name)
        for part in (
            imports(folder, options.members),
            indexing(folder / "sample"),
            answers(folder / "sample", options.runs),
            conversations(folder / "sample", options.questions),
            windows(folder / "sample"),
            crowds(folder / "sample"),
            page(folder / "sample", QUESTIONS * 6),
        ):
            for figure in part:
                figures.append(figure)
                print(figure, flush=True)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps([asdict(one) for one in figures], indent=1), "utf-8")
    print(f"\nThe same as JSON: {options.output}")


if __name__ == "__main__":
    main()
