"""Commands that mark directives: tag, untag, tags, priority, link, unlink, evidence, obstacle."""

from typing import Annotated

import typer

from bimatrack.cli.options import Json, MissingOk, Note, On
from bimatrack.cli.session import Session
from bimatrack.cli.several import Several, several
from bimatrack.errors import UsageError
from bimatrack.i18n import _, ngettext

Tagged = Annotated[
    list[str],
    typer.Argument(
        metavar="[ID]... TAG...", help="Ids and ranges of ids, then one or several tags.", show_default=False
    ),
]
One = Annotated[int, typer.Argument(metavar="ID", help="The directive's id.", show_default=False)]
Others = Annotated[
    list[str], typer.Argument(metavar="OTHER", help="The ids of the others, such as 3 5-7.", show_default=False)
]


@several(ids=False)
def tag(ctx: typer.Context, which: Several, words: Tagged, note: Note = None, as_json: Json = False) -> None:
    """Put tags on directives.

    What leads and looks like ids are the ids, the rest are tags. These are kept in small letters, with hyphens for
    spaces; “#” before one is allowed.

    Examples:
      bimatrack tag 3 5-7 prioritas-wali
      bimatrack tag 12 banjir "rapat mingguan"
      bimatrack tag --search banjir --not-tag banjir banjir
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    ids, tags = tracking.parted(words)
    read, mark = tracking.read_tags(tags), session.mark(None, note)
    which.naming(ids).change(
        session,
        lambda store, numbers, _units: tracking.tag(store, numbers, read, mark),
        lambda n: ngettext("Tag {n} directive?", "Tag {n} directives?", n),
        as_json=as_json,
    )


@several(ids=False)
def untag(ctx: typer.Context, which: Several, words: Tagged, note: Note = None, as_json: Json = False) -> None:
    """Take tags off directives.

    Example:
      bimatrack untag 3 5-7 prioritas-wali
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    ids, tags = tracking.parted(words)
    read, mark = tracking.read_tags(tags), session.mark(None, note)
    which.naming(ids).change(
        session,
        lambda store, numbers, _units: tracking.untag(store, numbers, read, mark),
        lambda n: ngettext("Take tags off {n} directive?", "Take tags off {n} directives?", n),
        as_json=as_json,
    )


def tags(ctx: typer.Context, as_json: Json = False) -> None:
    """List the tags in use, the most used first.

    Example:
      bimatrack tags
    """
    session: Session = ctx.obj
    from bimatrack import tracking, views
    from bimatrack.exporters import flat

    counts = tracking.tags_in_use(session.store.directives())
    session.answer(
        as_json=as_json,
        records=lambda: flat.tag_records(counts),
        rows=lambda: flat.tag_rows(counts),
        view=lambda: views.tags_table(counts),
    )


@several()
def priority(
    ctx: typer.Context,
    which: Several,
    level: Annotated[
        str,
        typer.Argument(metavar="LEVEL", help="high, normal or low (tinggi, biasa, rendah).", show_default=False),
    ],
    note: Note = None,
    as_json: Json = False,
) -> None:
    """Say how much directives matter: high, normal or low.

    Examples:
      bimatrack priority 3 5-7 high
      bimatrack priority 9 rendah
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    read, mark = tracking.read_priority(level), session.mark(None, note)
    which.change(
        session,
        lambda store, numbers, _units: tracking.prioritize(store, numbers, read, mark),
        lambda n: ngettext("Set the priority of {n} directive?", "Set the priority of {n} directives?", n),
        as_json=as_json,
    )


def link(ctx: typer.Context, number: One, others: Others, note: Note = None, as_json: Json = False) -> None:
    """Link a directive with others that belong to it.

    Each shows the other, with its words and how it stands.

    Example:
      bimatrack link 3 5-7
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    ends = tracking.parse_ids(others)
    session.answer_outcome(tracking.link(session.store, number, ends, session.mark(None, note)), as_json=as_json)


def unlink(ctx: typer.Context, number: One, others: Others, note: Note = None, as_json: Json = False) -> None:
    """Take links between directives off again.

    Example:
      bimatrack unlink 3 5
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    ends = tracking.parse_ids(others)
    session.answer_outcome(tracking.unlink(session.store, number, ends, session.mark(None, note)), as_json=as_json)


@several(ids=False)
def evidence(
    ctx: typer.Context,
    which: Several,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]... [FILE]...", help="Ids, then the files or addresses that prove it.", show_default=False
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Look at the files again, of these ids or of all directives.")
    ] = False,
    missing_ok: MissingOk = False,
    note: Note = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Add files or addresses that prove what was done, or check them.

    Of a file the place and the hash of its bytes are kept, not a copy. With --check the exit code is 1 if one has
    changed or is gone.

    Examples:
      bimatrack evidence 7 9 bast.pdf foto.jpg
      bimatrack evidence 7 https://contoh.go.id/berita/drainase
      bimatrack evidence --check
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    ids, places = tracking.parted(words or [])
    which = which.naming(ids)
    if check:
        _check_evidence(session, which, places, as_json=as_json)
        return
    if not places:
        raise UsageError(_("Name a file or an address behind the ids, as in 7 9 bast.pdf, or give --check."))
    mark, proofs = session.mark(on, note), session.evidence_of(places, missing_ok=missing_ok)
    which.change(
        session,
        lambda store, numbers, _units: tracking.prove(store, numbers, proofs, mark),
        lambda n: ngettext("Add the evidence to {n} directive?", "Add the evidence to {n} directives?", n),
        as_json=as_json,
    )


@several(ids=False)
def obstacle(
    ctx: typer.Context,
    which: Several,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]... [TEXT]", help="Ids, then what stands in the way.", show_default=False),
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Nothing stands in the way any more.")] = False,
    note: Note = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Say what stands in the way of directives, or that nothing does.

    Lists show that there is an obstacle (kendala), `show` and the report tell which.

    Examples:
      bimatrack obstacle 4 "lahan belum bebas"
      bimatrack obstacle 4 --clear --note "lahan sudah bebas"
    """
    session: Session = ctx.obj
    from bimatrack import tracking
    from bimatrack.cli.following import read_note

    ids, told = read_note(words or ())
    text, mark = (told or "").strip(), session.mark(on, note)
    if clear == bool(text):
        raise UsageError(_("Say behind the ids what stands in the way, or give --clear, but not both."))
    which.naming(ids).change(
        session,
        lambda store, numbers, _units: tracking.note(store, numbers, mark, obstacle=text),
        lambda n: ngettext("Set the obstacle of {n} directive?", "Set the obstacle of {n} directives?", n),
        as_json=as_json,
    )


def _check_evidence(session: Session, which: Several, places: list[str], *, as_json: bool) -> None:
    from bimatrack import tracking, views
    from bimatrack.exporters import flat

    if places:
        raise UsageError(_("--check takes ids only, and “{word}” is none.").format(word=places[0]))
    named = which.ids or which.wanted.narrows()
    some = [session.store.directive(one) for one in which.numbers(session)] if named else session.store.directives()
    checked = tracking.check(some)
    session.answer(
        as_json=as_json,
        records=lambda: flat.checked_records(checked),
        rows=lambda: flat.checked_rows(checked),
        view=lambda: views.checked_table(checked),
    )
    if any(one.broken for one in checked):
        raise typer.Exit(1)
