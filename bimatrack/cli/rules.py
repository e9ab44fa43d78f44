"""Commands about the rules of reading: rules, and check behind it."""

from pathlib import Path
from typing import Annotated

import typer

from bimatrack.cli.options import Json
from bimatrack.cli.session import Session
from bimatrack.errors import RuleError
from bimatrack.i18n import _


def rules(ctx: typer.Context) -> None:
    """Check rules of reading of your own: verbs, date phrases, holidays, offices.

    They are written as ours are, in TOML files of a folder that --rules names; CONTRIBUTING tells how.

    Examples:
      bimatrack rules check aturan/
      bimatrack import rilis/ --rules aturan/
    """
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def check(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder with your rules.", show_default=False)],
    as_json: Json = False,
) -> None:
    """Check a folder of rules: their form, and what their own examples promise.

    Ends with exit code 6 where a rule cannot work or breaks a promise.

    Example:
      bimatrack rules check aturan/
    """
    session: Session = ctx.obj
    from bimatrack import views
    from bimatrack.exporters import flat
    from bimatrack.proving import prove
    from bimatrack.rules.folder import read_folder

    proofs = prove(read_folder(folder))
    session.answer(
        as_json=as_json,
        records=lambda: flat.proof_records(proofs),
        rows=lambda: flat.proof_rows(proofs),
        view=lambda: views.proofs_list(proofs),
    )
    broken = sum(proof.trouble is not None for proof in proofs)
    if broken:
        raise RuleError(
            _("{n} of {total} checks failed; mend what is named above.").format(n=broken, total=len(proofs))
        )
    session.say(_("All {total} checks passed.").format(total=len(proofs)))
