"""Commands that follow a directive through its life: add, start, progress, done, reopen, drop, note, assign, due."""

from typing import Annotated

import typer

from bimatrack.cli.options import Evidence, Ids, Json, Note, On, Toward, Units, read_day_or_none
from bimatrack.cli.session import Session
from bimatrack.model import Evidence as Proof
from bimatrack.model import Kind

Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.", show_default=False)]
Obstacle = Annotated[
    str | None, typer.Option("--obstacle", metavar="TEXT", help="What stands in the way (kendala); '' takes it away.")
]


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
    mark = session.mark(on, note)
    session.answer_outcome(
        tracking.done(session.store, numbers, mark, evidence=map(Proof, evidence or ()), units=units), as_json=as_json
    )


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
            evidence=map(Proof, evidence or ()),
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
    wording: Annotated[str, typer.Argument(metavar="WORDING", help="The new last day, in words.", show_default=False)],
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why it is moved.")] = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Give directives another last day.

    The former deadline is kept with the reason.

    Example:
      bimatrack due 8 "akhir Juni" --reason "lahan belum bebas"
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    mark = session.mark(on, reason)
    day = read_day_or_none(wording, mark.day, "WORDING", Toward.AHEAD)
    session.answer_outcome(
        tracking.move_due(session.store, tracking.parse_ids(ids), day, mark, due_text=wording), as_json=as_json
    )
