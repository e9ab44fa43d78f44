"""Commands that follow a directive through its life: start, progress, done, reopen, drop, note, assign, due."""

from typing import Annotated

import typer

from bimatrack.cli.dues import read_due, tell_due
from bimatrack.cli.options import Evidence, Ids, Json, MissingOk, Note, On, Units
from bimatrack.cli.session import Session

Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.", show_default=False)]
Obstacle = Annotated[
    str | None, typer.Option("--obstacle", metavar="TEXT", help="What stands in the way (kendala); '' takes it away.")
]


def start(
    ctx: typer.Context, ids: Ids, unit: Units = None, note: Note = None, on: On = None, as_json: Json = False
) -> None:
    """Say that work on directives has begun.

    Example:
      bimatrack start 3 5-7
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    numbers = tracking.parse_ids(ids)
    units = session.units_named(unit or (), numbers)
    session.answer_outcome(tracking.start(session.store, numbers, session.mark(on, note), units=units), as_json=as_json)


def progress(
    ctx: typer.Context,
    ids: Ids,
    percent: Annotated[int, typer.Argument(metavar="PERCENT", help="How far, 0 to 100.", show_default=False)],
    unit: Units = None,
    note: Note = None,
    obstacle: Obstacle = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Say how far directives have come, in percent. At 100 they still await `done`.

    Examples:
      bimatrack progress 12 60 --note "tender selesai"
      bimatrack progress 4 30 --obstacle "lahan belum bebas" --on 2026-03-27
      bimatrack progress 22 50 --unit Dishub
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    numbers = tracking.parse_ids(ids)
    units = session.units_named(unit or (), numbers)
    mark = session.mark(on, note)
    session.answer_outcome(
        tracking.progress(session.store, numbers, percent, mark, obstacle=obstacle, units=units), as_json=as_json
    )


def done(
    ctx: typer.Context,
    ids: Ids,
    unit: Units = None,
    note: Note = None,
    evidence: Evidence = None,
    missing_ok: MissingOk = False,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Mark directives as done.

    One that is split is done once the shares of all its units are; without --unit they all are.

    Examples:
      bimatrack done 7
      bimatrack done 3 5-7 --evidence bast.pdf --on "31 Maret"
      bimatrack done 22 --unit Dishub --unit Dinkes
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    numbers = tracking.parse_ids(ids)
    units = session.units_named(unit or (), numbers)
    mark, proofs = session.mark(on, note), session.evidence_of(evidence, missing_ok=missing_ok)
    session.answer_outcome(tracking.done(session.store, numbers, mark, evidence=proofs, units=units), as_json=as_json)


def reopen(
    ctx: typer.Context, ids: Ids, unit: Units = None, note: Note = None, on: On = None, as_json: Json = False
) -> None:
    """Open closed directives again.

    With the status and progress they had before they were done or dropped.

    Examples:
      bimatrack reopen 7 --note "belum diterima PPK"
      bimatrack reopen 22 --unit Dishub
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    numbers = tracking.parse_ids(ids)
    units = session.units_named(unit or (), numbers)
    session.answer_outcome(
        tracking.reopen(session.store, numbers, session.mark(on, note), units=units), as_json=as_json
    )


def drop(ctx: typer.Context, ids: Ids, reason: Reason, on: On = None, as_json: Json = False) -> None:
    """Give directives up, with a reason.

    Their status becomes “cannot be done”.

    Example:
      bimatrack drop 9 --reason "proyek dialihkan ke provinsi"
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    session.answer_outcome(
        tracking.drop(session.store, tracking.parse_ids(ids), session.mark(on, reason)), as_json=as_json
    )


def note(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="ID", help="The directive's id.", show_default=False)],
    text: Annotated[list[str] | None, typer.Argument(metavar="TEXT", help="The note.", show_default=False)] = None,
    obstacle: Obstacle = None,
    evidence: Evidence = None,
    missing_ok: MissingOk = False,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Add a note, an obstacle or evidence.

    Examples:
      bimatrack note 12 "menunggu persetujuan TAPD"
      bimatrack note 12 --evidence foto.jpg
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    session.answer_outcome(
        tracking.note(
            session.store,
            tracking.parse_ids([number]),
            session.mark(on, " ".join(text) if text else None),
            obstacle=obstacle,
            evidence=session.evidence_of(evidence, missing_ok=missing_ok),
        ),
        as_json=as_json,
    )


def assign(
    ctx: typer.Context,
    ids: Ids,
    owner: Annotated[
        list[str], typer.Option("--owner", metavar="NAME", help="Who must act; may be given again.", show_default=False)
    ],
    note: Note = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Name who must act instead.

    Example:
      bimatrack assign 3 5-7 --owner "Dinas PUPR"
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    session.answer_outcome(
        tracking.assign(session.store, tracking.parse_ids(ids), owner, session.units_of(owner), session.mark(on, note)),
        as_json=as_json,
    )


def due(
    ctx: typer.Context,
    ids: Ids,
    wording: Annotated[
        str, typer.Argument(metavar="WORDING", help="The new last day, in words; “none” lifts it.", show_default=False)
    ],
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why it is moved.")] = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Give directives another last day, or none.

    The former deadline is kept with the reason. The day that was understood is told, and how it follows from the words.

    Examples:
      bimatrack due 8 "akhir Juni" --reason "lahan belum bebas"
      bimatrack due 8 none --reason "menunggu anggaran perubahan"
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    mark = session.mark(on, reason)
    read = read_due(wording, mark.day, "WORDING")
    words = None if read.day is None else wording
    outcome = tracking.move_due(session.store, tracking.parse_ids(ids), read.day, mark, due_text=words)
    session.answer_outcome(outcome, as_json=as_json)
    tell_due(session, read)
