"""What a command needs, loaded once: the processes that are killed are forked from here."""

from __future__ import annotations

from importlib import import_module

for _name in (
    "bot.backups.making", "bot.backups.restoring", "bot.cli.asking", "bot.cli.backup",
    "bot.cli.forgetting", "bot.cli.importing", "bot.cli.reindexing", "bot.cli.restoring",
    "bot.memory.memory", "bot.playing.forgetting", "bot.reindexing", "index.build",
    "index.exported", "index.forgotten", "index.live", "profiles.forgetting",
    "profiles.importing", "profiles.report", "tests.durability.seccomp",
):  # fmt: skip
    import_module(_name)

from index.analysis import load_analyzer  # noqa: E402
from index.encoder import PACKAGED, locate_model  # noqa: E402

# Neither starts a thread, which would be lost in a fork.
load_analyzer("")
locate_model(PACKAGED)
