"""Write into docs/ what the code says of itself: the help of every command, the settings.

Run it after a change of a command or a setting; a test compares.
"""

from __future__ import annotations

import re
from pathlib import Path

import click

from bot.cli import cli
from bot.settings import SETTINGS, Setting

DOCS = Path(__file__).parent.parent / "docs"
# What a terminal of 80 columns shows.
_WIDTH = 78
_HELP = re.compile(r"(<!-- help: ([a-z-]+) -->\n```text\n).*?(\n```)", re.DOTALL)
_SETTINGS = re.compile(r"(<!-- settings -->\n\n).*?(\n\n<!-- end of settings -->)", re.DOTALL)


def commands_page(page: str) -> str:
    """docs/commands.md with the help that the commands print now."""
    return _HELP.sub(lambda block: block[1] + help_of(block[2]) + block[3], page)


def settings_page(page: str) -> str:
    """docs/settings.md with the settings that there are now."""
    return _SETTINGS.sub(lambda block: block[1] + settings_table() + block[2], page)


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


if __name__ == "__main__":
    main()
