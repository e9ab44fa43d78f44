"""The command that keeps a directive which no release holds: add."""

from typing import Annotated

import typer

from bimatrack.cli.options import Json, Note, On, Toward, read_day_or_none
from bimatrack.cli.session import Session
from bimatrack.model import Kind


def add(
    ctx: typer.Context,
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="What is to be done.", show_default=False)],
    owner: Annotated[
        list[str] | None, typer.Option("--owner", metavar="NAME", help="Who must act; may be given again.")
    ] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="DATE", help="The last day, in words or as a date.")
    ] = None,
    kind: Annotated[Kind, typer.Option("--kind", help="Its kind.")] = Kind.INSTRUCTION,
    note: Note = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Keep a directive that no release holds.

    Examples:
      bimatrack add "Perbaiki lampu jalan Sadia" --owner Dishub --due "akhir bulan"
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    mark = session.mark(on, note)
    day = read_day_or_none(due, mark.day, "--due", Toward.AHEAD)
    owners = tuple(owner or ())
    added = tracking.add(
        session.store,
        " ".join(text),
        mark,
        kind=kind,
        owners=owners,
        units=session.units_of(owners),
        due=day,
        due_text=due,
    )
    session.answer_changed((added,), as_json=as_json)
