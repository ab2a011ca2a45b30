"""``nakadachi import``: a staff's file goes into the directory."""

from __future__ import annotations

from pathlib import Path

import click

from bot.bootstrap import Nakadachi
from bot.cli.output import json_option, print_json, tell
from profiles.model import Consent


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--skip-bad", is_flag=True, help="Import the good rows; leave a file of the rest.")
@click.option(
    "--withdraw-missing", is_flag=True, help="Take members out that are not in this file."
)
@click.option(
    "--consent",
    type=click.Choice([consent.value for consent in Consent]),
    help="What your members agreed to, for contacts of which the file says nothing. "
    "[default: NAKADACHI_CONSENT, else nothing is declared]",
)
@json_option
@click.pass_context
def import_command(
    ctx: click.Context,
    file: Path,
    dry_run: bool,
    skip_bad: bool,
    withdraw_missing: bool,
    consent: str | None,
    as_json: bool,
) -> None:
    """Import members from FILE: XLSX, CSV, TSV or JSON Lines.

    All rows or none are written, unless --skip-bad is given. The same file twice changes nothing.

    \b
    Example:
      nakadachi import members.xlsx --dry-run
      nakadachi import members.xlsx --consent members
    """
    from profiles.errors import ImportRefused
    from profiles.importing import ImportOptions, import_file
    from profiles.report import problems_json, problems_text, report_json, report_text

    app: Nakadachi = ctx.obj
    declared = Consent(consent) if consent else app.settings.consent
    options = ImportOptions(dry_run, skip_bad, withdraw_missing, declared)
    try:
        with app.store() as store:
            report = import_file(store, file, options)
    except ImportRefused as refused:
        if as_json:
            problems = problems_json(refused.problems)
            print_json({"file": file.name, "outcome": "refused", "problems": problems})
        else:
            tell(problems_text(refused.problems) + "\n")
        raise
    if as_json:
        print_json(report_json(report))
    else:
        click.echo(report_text(report))
    if report.would_be_refused:
        ctx.exit(1)
