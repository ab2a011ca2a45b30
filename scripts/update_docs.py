"""Write into docs/ what the code says of itself: commands, settings, and what Slack shows.

Run it after a change of one of them, as ``python -m scripts.update_docs``; tests compare. The
pictures of Slack hold answers over the sample directory, which are kept in a file; ``--answers``
asks anew, where ``make run`` has imported the sample: in .nakadachi, or in NAKADACHI_HOME.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from bot.bootstrap import bootstrap
from bot.cli import cli
from bot.settings import SETTINGS, Setting
from index.constraints import wanting
from index.live import LiveSearcher
from index.model import Answer
from profiles.reading import read_members
from scripts.desk_scenes import DESK
from scripts.recording import record, recorded
from scripts.scenes import ASKED, DOORS, Asked, Sample, Scene

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
_SAMPLE = ROOT / "profiles" / "sample" / "members.xlsx"
SCENES: Mapping[str, Scene] = {**DOORS, **DESK}
# The pages with pictures, each in its language.
PICTURED = {
    f"{name}.{lang}.md": lang for name in ("doors", "coordinators") for lang in ("ja", "en")
}
# What a terminal of 80 columns shows.
_WIDTH = 78
_HELP = re.compile(r"(<!-- help: ([a-z-]+) -->\n```text\n).*?(\n```)", re.DOTALL)
_SETTINGS = re.compile(r"(<!-- settings -->\n\n).*?(\n\n<!-- end of settings -->)", re.DOTALL)

_PICTURES = re.compile(
    r"(<!-- picture: ([a-z-]+) -->\n```text\n).*?(^```$)", re.DOTALL | re.MULTILINE
)


def commands_page(page: str) -> str:
    """docs/commands.md with the help that the commands print now."""
    return _HELP.sub(lambda block: block[1] + help_of(block[2]) + block[3], page)


def settings_page(page: str) -> str:
    """docs/settings.md with the settings that there are now."""
    return _SETTINGS.sub(lambda block: block[1] + settings_table() + block[2], page)


def pictured_page(page: str, lang: str, shown: Sample) -> str:
    """A page with what Slack shows now."""
    return _PICTURES.sub(
        lambda found: f"{found[1]}{SCENES[found[2]](shown, lang)}\n{found[3]}", page
    )


def pictures_on(page: str) -> list[str]:
    """The names of the pictures of a page."""
    return [found[2] for found in _PICTURES.finditer(page)]


def sample() -> Sample:
    """What the pictures are drawn of."""
    members = (one.member for one in read_members(_SAMPLE).members)
    return Sample({one.id: replace(one, contacts=()) for one in members}, recorded())


def answers_over(searcher: LiveSearcher) -> dict[str, Answer]:
    """The answers that the pictures show, as they are now, by scene and language."""
    return {
        f"{scene}.{lang}": _answer(searcher, asked, lang)
        for scene, asked in ASKED.items()
        for lang in asked.texts
    }


def _answer(searcher: LiveSearcher, asked: Asked, lang: str) -> Answer:
    constraints = wanting("place", asked.places)
    if asked.change:
        change = searcher.refinement(asked.change[lang])
        if change is None:
            raise ValueError(f"this changes no condition: {asked.change[lang]}")
        constraints = change.constraints
    return searcher.search(asked.texts[lang], constraints=constraints)


def help_of(name: str) -> str:
    """What ``nakadachi NAME --help`` prints, or for "nakadachi" the help of them all."""
    settings = {**cli.context_settings, "terminal_width": _WIDTH}
    with click.Context(cli, info_name="nakadachi", **settings) as all_commands:
        command = cli.get_command(all_commands, name)
        if command is None:
            return cli.get_help(all_commands).rstrip()
        with click.Context(command, info_name=name, parent=all_commands) as context:
            return command.get_help(context).rstrip()


def settings_table() -> str:
    """One line a setting."""
    return "\n".join(["| name | default | meaning |", "|---|---|---|", *map(_line, SETTINGS)])


def _line(setting: Setting) -> str:
    default = f"`{setting.default}`" if setting.default else "not set"
    return f"| `{setting.name}` | {default} | {setting.help} |"


def main() -> None:
    """Rewrite the pages in place."""
    for name, page in (("commands.md", commands_page), ("settings.md", settings_page)):
        path = DOCS / name
        path.write_text(page(path.read_text("utf-8")), "utf-8")
    if sys.argv[1:] == ["--answers"]:
        record(answers_over(bootstrap(os.environ, ROOT).searcher()))
    shown = sample()
    for name, lang in PICTURED.items():
        path = DOCS / name
        path.write_text(pictured_page(path.read_text("utf-8"), lang, shown), "utf-8")


if __name__ == "__main__":
    main()
