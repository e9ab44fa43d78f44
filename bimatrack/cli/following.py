"""Commands that follow a directive through its life: start, progress, done, reopen, drop, note, assign, due."""

import re
from collections.abc import Sequence
from typing import Annotated

import typer

from bimatrack.cli.dues import read_due, refuse_torn, tell_due
from bimatrack.cli.options import Evidence, Json, MissingOk, Note, On
from bimatrack.cli.session import Session
from bimatrack.cli.several import Several, several
from bimatrack.errors import UsageError
from bimatrack.i18n import _, ngettext

Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.", show_default=False)]
Obstacle = Annotated[
    str | None, typer.Option("--obstacle", metavar="TEXT", help="What stands in the way (kendala); '' takes it away.")
]


@several(by_share=True)
def start(ctx: typer.Context, which: Several, note: Note = None, on: On = None, as_json: Json = False) -> None:
    """Say that work on directives has begun.

    Examples:
      bimatrack start 3 5-7
      bimatrack start --release 2 --owner Dishub --yes
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    mark = session.mark(on, note)
    which.change(
        session,
        lambda store, numbers, units: tracking.start(store, numbers, mark, units=units),
        lambda n: ngettext("Start {n} directive?", "Start {n} directives?", n),
        as_json=as_json,
    )


@several(by_share=True)
def progress(
    ctx: typer.Context,
    which: Several,
    percent: Annotated[
        str, typer.Argument(metavar="PERCENT", help="How far, 0 to 100, with or without %.", show_default=False)
    ],
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

    mark, far = session.mark(on, note), read_percent(percent)
    which.change(
        session,
        lambda store, numbers, units: tracking.progress(store, numbers, far, mark, obstacle=obstacle, units=units),
        lambda n: ngettext("Set the progress of {n} directive?", "Set the progress of {n} directives?", n),
        as_json=as_json,
    )


@several(by_share=True)
def done(
    ctx: typer.Context,
    which: Several,
    note: Note = None,
    evidence: Evidence = None,
    missing_ok: MissingOk = False,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Mark directives as done.

    One that is split is done once the shares of all its units are; without --unit they all are, after a question.

    Examples:
      bimatrack done 7
      bimatrack done 3 5-7 --evidence bast.pdf --on "31 Maret"
      bimatrack done 22 --unit Dishub --unit Dinkes
      bimatrack done --release 1 --owner PUPR --except 15
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    mark, proofs = session.mark(on, note), session.evidence_of(evidence, missing_ok=missing_ok)
    which.change(
        session,
        lambda store, numbers, units: tracking.done(store, numbers, mark, evidence=proofs, units=units),
        lambda n: ngettext("Mark {n} directive as done?", "Mark {n} directives as done?", n),
        as_json=as_json,
    )


@several(by_share=True, closed=True)
def reopen(ctx: typer.Context, which: Several, note: Note = None, on: On = None, as_json: Json = False) -> None:
    """Open closed directives again.

    With the status and progress they had before they were done or dropped.

    Examples:
      bimatrack reopen 7 --note "belum diterima PPK"
      bimatrack reopen 22 --unit Dishub
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    mark = session.mark(on, note)
    which.change(
        session,
        lambda store, numbers, units: tracking.reopen(store, numbers, mark, units=units),
        lambda n: ngettext("Open {n} directive again?", "Open {n} directives again?", n),
        as_json=as_json,
    )


@several()
def drop(ctx: typer.Context, which: Several, reason: Reason, on: On = None, as_json: Json = False) -> None:
    """Give directives up, with a reason.

    Their status becomes “cannot be done”.

    Example:
      bimatrack drop 9 --reason "proyek dialihkan ke provinsi"
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    mark = session.mark(on, reason)
    which.change(
        session,
        lambda store, numbers, _units: tracking.drop(store, numbers, mark),
        lambda n: ngettext("Give {n} directive up?", "Give {n} directives up?", n),
        as_json=as_json,
    )


@several(ids=False)
def note(
    ctx: typer.Context,
    which: Several,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]... [TEXT]", help="Ids and ranges, then the note.", show_default=False),
    ] = None,
    obstacle: Obstacle = None,
    evidence: Evidence = None,
    missing_ok: MissingOk = False,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Add a note, an obstacle or evidence.

    The words that lead and are ids say which directives are meant, and the rest is the note; behind several ids it must
    stand in quotes.

    Examples:
      bimatrack note 12 "menunggu persetujuan TAPD"
      bimatrack note 3 5-7 "dibahas dalam rakor"
      bimatrack note 12 --evidence foto.jpg
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    ids, text = read_note(words or ())
    mark, proofs = session.mark(on, text), session.evidence_of(evidence, missing_ok=missing_ok)
    if text is None and obstacle is None and not proofs:
        raise UsageError(_("There is no note; write it behind the ids, or give --obstacle or --evidence."))
    which.naming(ids).change(
        session,
        lambda store, numbers, _units: tracking.note(store, numbers, mark, obstacle=obstacle, evidence=proofs),
        lambda n: ngettext("Add the note to {n} directive?", "Add the note to {n} directives?", n),
        as_json=as_json,
    )


@several()
def assign(
    ctx: typer.Context,
    which: Several,
    owner: Annotated[
        list[str], typer.Option("--owner", metavar="NAME", help="Who must act; may be given again.", show_default=False)
    ],
    note: Note = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Name who must act instead.

    As a filter, those who must act now are named with --has-owner.

    Examples:
      bimatrack assign 3 5-7 --owner "Dinas PUPR"
      bimatrack assign --has-owner "Kepala OPD terkait" --search drainase --owner "Dinas PUPR"
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    mark, meant = session.mark(on, note), session.units_of(owner)
    which.change(
        session,
        lambda store, numbers, _units: tracking.assign(store, numbers, owner, meant, mark),
        lambda n: ngettext("Assign {n} directive?", "Assign {n} directives?", n),
        as_json=as_json,
    )
    session.doubt_owners(owner)


@several()
def due(
    ctx: typer.Context,
    which: Several,
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
    if len(which.ids) > 1 or which.wanted.narrows():
        refuse_torn(which.ids, read, mark.day)
    words = None if read.day is None else wording
    which.change(
        session,
        lambda store, numbers, _units: tracking.move_due(store, numbers, read.day, mark, due_text=words),
        lambda n: ngettext("Move the deadline of {n} directive?", "Move the deadline of {n} directives?", n),
        as_json=as_json,
    )
    tell_due(session, read)


def read_percent(text: str) -> int:
    """Read how far something has come: "60", "60%", "60 persen".

    Raises:
        UsageError: it is no whole number.
    """
    number = re.fullmatch(r"\s*([+-]?\d{1,9})\s*(?:%|persen|percent)?\s*", text, re.IGNORECASE | re.ASCII)
    if number is None:
        raise UsageError(_("“{text}” is no progress; give a number from 0 to 100, such as 60%.").format(text=text))
    return int(number[1])


def read_note(words: Sequence[str]) -> tuple[list[str], str | None]:
    """Part the words of a note into the ids that lead and the note itself, None where there is none.

    Raises:
        UsageError: the note behind several ids is not in quotes, so that it may begin with a number.
    """
    from bimatrack.tracking import parse_ids, parted

    ids, text = parted(words)
    if len(text) > 1 and len(parse_ids(ids)) > 1:
        raise UsageError(
            _("Behind several ids the words must stand in quotes, so that no number of them is taken for an id.")
        )
    return ids, " ".join(text) or None
