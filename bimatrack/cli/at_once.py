"""Options of the program that answer at once and stop; while the shell completes a line they do nothing."""

from pathlib import Path

import typer

from bimatrack import __version__
from bimatrack.i18n import _


def install_completion(ctx: typer.Context, wanted: bool) -> None:
    """Install completion for the shell that called, if it is *wanted*, and stop."""
    if wanted and not ctx.resilient_parsing:
        from bimatrack.cli.installing import current_shell, install

        place = install(current_shell(), Path.home())
        typer.echo(_("Completion stands in {path}; it works in each terminal opened from now on.").format(path=place))
        raise typer.Exit


def show_completion(ctx: typer.Context, wanted: bool) -> None:
    """Print the script for completion in the shell that called, if it is *wanted*, and stop."""
    if wanted and not ctx.resilient_parsing:
        from bimatrack.cli.installing import current_shell
        from bimatrack.cli.scripts import SCRIPTS

        typer.echo(SCRIPTS[current_shell()], nl=False)
        raise typer.Exit


def print_version(ctx: typer.Context, wanted: bool) -> None:
    """Print the version, if it is *wanted*, and stop."""
    if wanted and not ctx.resilient_parsing:
        typer.echo(f"bimatrack {__version__}")
        raise typer.Exit
