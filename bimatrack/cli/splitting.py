"""The command that fans a directive out over the units that must act: split."""

from typing import Annotated

import typer

from bimatrack.cli.options import Json, Note, On
from bimatrack.cli.session import Session
from bimatrack.history import State
from bimatrack.i18n import _, ngettext


def split(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="ID", help="The directive's id.", show_default=False)],
    unit: Annotated[
        list[str] | None,
        typer.Option("--unit", metavar="NAME", help="A unit that gets a share; may be given again."),
    ] = None,
    note: Note = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Split a directive over its units, a status for each.

    Of collective owners (“seluruh Kepala OPD”, “Camat dan Lurah”) every unit of the registry gets a share, and so does
    each unit that they name; with --unit those that you name. Again, it adds what is missing and keeps the rest.

    Examples:
      bimatrack split 22
      bimatrack split 9 --unit "Dinas PUPR" --unit "Camat Raba"
      bimatrack done 21 --unit Dishub --unit Dinkes
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    units = session.units_named(unit or (), map(session.store.directive, (number,)))
    outcome = tracking.split(session.store, number, session.mark(on, note), session.registry, units)
    session.answer_outcome(outcome, as_json=as_json)
    [changed] = outcome.changed
    for sentence in _told(number, changed.before, changed.tracked.state):
        session.say(sentence)
    for owner in () if units else tracking.open_groups(changed.before.owners, session.registry):
        session.say(_("“{owner}” names no definite unit; give its units a share with --unit.").format(owner=owner))


def _told(number: int, before: State, after: State) -> list[str]:
    new, count = len(after.shares) - len(before.shares), len(after.shares)
    told = [
        ngettext(
            "Directive {number} is split over {n} unit, {new} of them new.",
            "Directive {number} is split over {n} units, {new} of them new.",
            count,
        ).format(number=number, n=count, new=new)
    ]
    if before.progress and not before.shares:
        told.append(_("Its progress, {percent}% so far, now follows from the shares.").format(percent=before.progress))
    return told
