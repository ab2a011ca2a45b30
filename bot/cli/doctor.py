"""``nakadachi doctor``: what may be wrong, and what to do."""

from __future__ import annotations

from dataclasses import asdict

import click

from bot.bootstrap import Nakadachi
from bot.cli.output import json_option, print_json


@click.command()
@json_option
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Check settings, database, model, index and disk, and say what to do. Exits 1 on a failure.

    \b
    Example:
      nakadachi doctor
    """
    from bot.health import Status, examine

    app: Nakadachi = ctx.obj
    findings = list(examine(app))
    healthy = all(finding.status is not Status.FAIL for finding in findings)
    if as_json:
        print_json({"ok": healthy, "findings": [asdict(finding) for finding in findings]})
    else:
        width = max(len(finding.subject) for finding in findings)
        for finding in findings:
            click.echo(f"{finding.status:<5} {finding.subject:<{width}}  {finding.message}")
            if finding.advice:
                click.echo(f"{'':<{width + 8}}{finding.advice}")
    if not healthy:
        ctx.exit(1)
