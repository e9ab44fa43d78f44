"""The command that mends what was misread or mistyped: edit."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from bimatrack.altering import replace
from bimatrack.cli.dues import lifts, read_due
from bimatrack.cli.form import Form, form_of, kind_named, owners_named, read_form, written
from bimatrack.cli.meanings import valued
from bimatrack.cli.options import Json, Note
from bimatrack.cli.session import Session
from bimatrack.cli.several import Several, several
from bimatrack.errors import BimatrackError, UsageError
from bimatrack.i18n import _, ngettext
from bimatrack.model import Kind

if TYPE_CHECKING:
    from bimatrack.history import Tracked
    from bimatrack.store import Store
    from bimatrack.tracking import Mark, Outcome
    from bimatrack.tracking.recording import Sets


@several()
def edit(
    ctx: typer.Context,
    which: Several,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="What is to be done.")] = None,
    kind: Annotated[
        Kind | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            parser=valued("--kind", Kind),
            autocompletion=lambda: list(Kind),
            help="Its kind: priority, project, instruction, commitment, appeal.",
        ),
    ] = None,
    owner: Annotated[
        list[str] | None, typer.Option("--owner", metavar="NAME", help="Who must act; may be given again.")
    ] = None,
    due: Annotated[
        str | None,
        typer.Option("--due", metavar="WORDING", help="The last day as it was meant, in words; “none” for none."),
    ] = None,
    note: Note = None,
    as_json: Json = False,
) -> None:
    """Mend what was misread or mistyped.

    Without options one directive is opened in your editor (VISUAL, EDITOR) as a small form. The words of the source
    cannot be edited. A deadline that is mended counts as misread; one that was moved is given with `due`.

    Examples:
      bimatrack edit 8
      bimatrack edit 8 --text "Merampungkan drainase pasar" --due "31 Maret"
      bimatrack edit 3 5-7 --kind project --owner "Dinas PUPR"
    """
    session: Session = ctx.obj
    from bimatrack import views

    if text is None and kind is None and due is None and not owner:
        outcome = edited = _in_editor(session, which.numbers(session), note)
        if edited is not None:
            session.answer_outcome(edited, as_json=as_json, view=lambda: views.mended(edited, session.today))
    else:
        sets = _sets(session, text=text, kind=kind, owners=tuple(owner) if owner else None, due=due)
        outcome = which.change(
            session,
            lambda store, numbers, _units: _mended(store, numbers, session.mark(None, note), sets),
            lambda n: ngettext("Mend {n} directive?", "Mend {n} directives?", n),
            as_json=as_json,
            view=lambda outcome: views.mended(outcome, session.today),
        )
        session.doubt_owners(owner or ())
    for one in outcome.changed if outcome else ():
        if one.before.due not in (None, one.tracked.state.due):
            sentence = _("Mended, not extended; if it was moved, say “bimatrack due {number} … --reason …”.")
            session.say(sentence.format(number=one.tracked.number))


def _mended(store: "Store", numbers: tuple[int, ...], mark: "Mark", sets: "Sets") -> "Outcome":
    from bimatrack.tracking import mend

    if len(numbers) > 1 and "text" in dict(sets):
        raise UsageError(_("--text is for one directive; name one id only."))
    return mend(store, numbers, mark, sets)


def _in_editor(session: Session, numbers: tuple[int, ...], note: str | None) -> "Outcome | None":
    """Let the person edit the form of one directive until it can be kept; None where they change nothing."""
    from bimatrack import tracking
    from bimatrack.cli.editor import edited

    tracked = _one(session, numbers)
    before = form_of(tracked.state)
    shown = written(before, tracked)
    while True:
        typed = edited(shown)
        try:
            form = read_form(typed)
            if form in (None, before):
                session.say(_("Nothing was changed."))
                return None
            sets = _changed(session, before, form)
            return tracking.mend(session.store, numbers, session.mark(None, note), sets, seen=tracked.state)
        except BimatrackError as error:
            again = _with_problem(typed, str(error))
            if again == shown:  # Closed as it was opened: the person gives up.
                raise
            shown = again
            tracked = session.store.directive(tracked.number)


def _one(session: Session, numbers: tuple[int, ...]) -> "Tracked":
    if len(numbers) != 1:
        raise UsageError(
            _("The editor takes one directive; name one id, or say what to mend with --owner, --due, --kind.")
        )
    tracked = session.store.directive(numbers[0])
    if not session.with_person:
        raise UsageError(
            _("There is no terminal for an editor; say what to mend with --text, --owner, --due or --kind.")
        )
    return tracked


def _with_problem(typed: str, problem: str) -> str:
    """Put what is wrong above what was typed, in place of what was wrong before."""
    import textwrap

    kept = [line for line in typed.splitlines() if not line.startswith("#!")]
    return "\n".join([*(f"#! {line}" for line in textwrap.wrap(problem, 76)), *kept]) + "\n"


def _changed(session: Session, before: Form, after: Form) -> "Sets":
    """Return what is to be set where two forms differ."""
    from bimatrack import tracking

    new = {name: getattr(after, name) if getattr(after, name) != getattr(before, name) else None for name in _PLAIN}
    sets = _sets(
        session,
        text=new["text"],
        kind=None if new["kind"] is None else kind_named(new["kind"]),
        owners=None if new["owners"] is None else owners_named(new["owners"]),
    )
    if (after.due, after.wording) != (before.due, before.wording):
        sets += _due_sets(session, before, after)
    if new["priority"] is not None:
        sets += (("priority", tracking.read_priority(new["priority"])),)
    if new["tags"] is not None:
        sets += (("tags", tracking.read_tags([new["tags"]]) if new["tags"] else ()),)
    if new["obstacle"] is not None:
        sets += (("obstacle", new["obstacle"] or None),)
    return sets


def _due_sets(session: Session, before: Form, after: Form) -> "Sets":
    """Return the day and the wording; where only one of them was edited, the other one follows from it."""
    if after.due == before.due and after.wording and not lifts(after.wording):
        after = replace(after, due=after.wording)
    elif not after.due:
        return (("due", None), ("due_text", None))
    read = read_due(after.due, session.today, _("Last day"))
    told = after.wording if after.wording != before.wording or after.due[:1].isdigit() else after.due
    return (("due", read.day), ("due_text", (told or None) if read.day else None))


def _sets(
    session: Session,
    *,
    text: str | None = None,
    kind: Kind | None = None,
    owners: tuple[str, ...] | None = None,
    due: str | None = None,
) -> "Sets":
    given = (("text", text), ("kind", kind), ("owners", owners))
    sets: Sets = tuple((name, value) for name, value in given if value is not None)
    if owners is not None:
        sets += (("units", session.units_of(owners)),)
    if due is not None:
        day: date | None = read_due(due, session.today, "--due").day
        sets += (("due", day), ("due_text", None if day is None else due))
    return sets


_PLAIN = ("text", "kind", "owners", "priority", "tags", "obstacle")
