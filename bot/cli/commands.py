"""The group of all commands, loaded one by one, and the outermost edge of every one of them."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from profiles.errors import NakadachiError

# In the order of the help page: what staff do first comes first.
_COMMANDS = {
    "import": "bot.cli.importing:import_command",
    "reindex": "bot.cli.reindexing:reindex",
    "ask": "bot.cli.asking:ask",
    "members": "bot.cli.members:members",
    "export": "bot.cli.exporting:export",
    "forget": "bot.cli.forgetting:forget",
    "terms": "bot.cli.terms:terms",
    "questions": "bot.cli.questions:questions",
    "requests": "bot.cli.requests:requests",
    "reveals": "bot.cli.reveals:reveals",
    "feedback": "bot.cli.feedback:feedback",
    "serve": "bot.cli.serving:serve",
    "evaluate": "bot.cli.evaluating:evaluate",
    "backup": "bot.cli.backup:backup",
    "restore": "bot.cli.restoring:restore",
    "doctor": "bot.cli.doctor:doctor",
}
_INTERRUPTED = 130


class _Commands(click.Group):
    """Loads only the command that was called, and turns every error into one message."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """See click."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """See click."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run a command; 0 is fine, 1 a problem with the input, 2 wrong usage."""
        _open_closed_streams()
        _speak_utf8()
        extra["standalone_mode"] = False
        try:
            code = super().main(*args, **extra)
            sys.stdout.flush()
        except click.ClickException as error:
            error.show()
            code = error.exit_code
        except NakadachiError as error:
            click.echo(f"Error: {error}", err=True)
            code = error.exit_code
        except (KeyboardInterrupt, click.Abort):
            click.echo(err=True)
            code = _INTERRUPTED
        # Click itself ends the program when whoever reads its output has gone.
        except (BrokenPipeError, SystemExit):
            code = _nobody_reads()
        except OSError as error:
            code = _cannot_write(error)
        except Exception as error:
            code = _apologise(error)
        sys.exit(code if isinstance(code, int) else 0)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nakadachi", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Who can help with this? Find partners in your association's directory.

    \b
    Example:
      nakadachi import members.xlsx --consent members
      nakadachi reindex
      nakadachi ask "チタンの切削、10個、来週まで"
    """
    from bot.bootstrap import bootstrap
    from bot.logs import start_logging

    ctx.obj = bootstrap(os.environ, Path.cwd())
    start_logging(ctx.obj.settings)


def main() -> NoReturn:
    """The console script."""
    cli.main(prog_name="nakadachi")


def _open_closed_streams() -> None:
    """A caller may close what it does not need (``<&-``); then there is nothing, not an error."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nothing = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 (stays open)
            setattr(sys, name, nothing)


def _speak_utf8() -> None:
    """The directory is Japanese, whatever the locale of the terminal says."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _nobody_reads() -> int:
    """Whoever read our output has gone (``| head``): that is no error of theirs."""
    # Python would complain about it once more when it flushes at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _cannot_write(error: OSError) -> int:
    """The output is full or gone. Anything else about files is a NakadachiError by now."""
    if error.errno not in (errno.ENOSPC, errno.EIO, errno.EBADF):
        return _apologise(error)
    _nobody_reads()
    click.echo(f"Error: the output could not be written: {error.strerror}.", err=True)
    return 1


def _apologise(error: Exception) -> int:
    from bot.logs import log_file, log_unexpected

    error_id = log_unexpected(error)
    log = log_file()
    where = f" What happened is in {log} under this number." if log else ""
    click.echo(
        f"Error: something went wrong that should not have (error {error_id}, "
        f"{type(error).__name__}).{where}",
        err=True,
    )
    return 1
