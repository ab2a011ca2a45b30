"""The command line: ``nakadachi``."""

from __future__ import annotations

from bot.cli.commands import cli, main

__all__ = ["cli", "main"]
