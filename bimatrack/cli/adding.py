"""The command that keeps a directive which no release holds: add."""

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from bimatrack.altering import replace
from bimatrack.cli.dues import DueRead, read_due
from bimatrack.cli.meanings import valued
from bimatrack.cli.options import Json, Note, On
from bimatrack.cli.session import Session
from bimatrack.days import long_day
from bimatrack.errors import UsageError
from bimatrack.history import State, Tracked
from bimatrack.i18n import _, ngettext
from bimatrack.model import Directive, Kind, Quote

if TYPE_CHECKING:
    from bimatrack.tracking import Mark

_STDIN = ["-"]
_MOST_TYPED = 1_000_000
# What looks as if it named somebody, or a time, where neither was understood.
_LIKE_AN_OWNER = re.compile(
    r"(?i)(?:tolong |mohon |minta )?(?:kepada |para |seluruh |semua )?(?:pak|bapak|bu|ibu|kadis|kadin|kaban|kabag|kabid"
    r"|kasat|camat|lurah|sekda|kepala|dinas|badan|bagian|kecamatan|kelurahan|opd|tim)\b"
)
_LIKE_A_DUE = re.compile(
    r"(?i)\b(?:paling lambat|selambat\S*|sebelum|sampai|hingga|tgl|tanggal|tenggat|batas waktu|deadline|besok|lusa"
    r"|kapan|secepatnya|pekan|minggu|bulan|tahun|triwulan|semester|by|until|before|week|month|soon)\b"
)


def add(
    ctx: typer.Context,
    text: Annotated[
        list[str],
        typer.Argument(metavar="TEXT", help="What is to be done; “-” reads one directive a line.", show_default=False),
    ],
    owner: Annotated[
        list[str] | None, typer.Option("--owner", metavar="NAME", help="Who must act; may be given again.")
    ] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="DATE", help="The last day, in words or as a date.")
    ] = None,
    kind: Annotated[
        Kind,
        typer.Option(
            "--kind",
            metavar="KIND",
            parser=valued("--kind", Kind),
            autocompletion=lambda: list(Kind),
            help="Its kind: priority, project, instruction, commitment, appeal.",
        ),
    ] = Kind.INSTRUCTION,
    plain: Annotated[
        bool, typer.Option("--plain", help="Keep the words as they are; look for nothing in them.")
    ] = False,
    note: Note = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Keep a directive that no release holds.

    Who must act and by when is read from its words. What was understood is told; what was not stays in the text.
    Options win over what was read.

    Examples:
      bimatrack add "Dishub tangani lampu jalan paling lambat Jumat"
      bimatrack add "Perbaiki lampu jalan Sadia" --owner Dishub --due "akhir bulan"
      bimatrack add - < catatan-rapat.txt
    """
    session: Session = ctx.obj
    from bimatrack import tracking, views

    mark = session.mark(on, note)
    given = _Given(tuple(owner) if owner else None, read_due(due, mark.day, "--due") if due else None, kind, plain)
    lines = _typed() if text == _STDIN else [" ".join(text)]
    read = [_read(session, line, mark, given) for line in lines]
    added = tracking.add_all(session.store, read, mark)
    told = not plain and any(one.directive.owners or one.directive.due for one in added)
    session.answer_changed(
        added, as_json=as_json, view=lambda: views.added(added, session.today, undo=session.quiet or not told)
    )
    session.doubt_owners(owner or ())
    if not plain:
        _tell(session, added)


def _typed() -> list[str]:
    """Return the lines of standard input that are not blank."""
    try:
        text = sys.stdin.read(_MOST_TYPED + 1)
    except UnicodeDecodeError:
        raise UsageError(_("Standard input is no text in UTF-8; save the lines as UTF-8 first.")) from None
    if len(text) > _MOST_TYPED:
        raise UsageError(_("Standard input holds more than a million letters; add the directives in parts."))
    return [line.strip() for line in text.split("\n") if line.strip()]


@dataclass(frozen=True, slots=True)
class _Given:
    """What the options say of all directives that are added; None where they leave it to the words."""

    owners: tuple[str, ...] | None
    due: DueRead | None
    kind: Kind
    plain: bool


def _read(session: Session, line: str, mark: "Mark", given: _Given) -> tuple[Directive, State]:
    """Read one line, and let the options win over what it says."""
    from bimatrack.tracking.recording import check_text

    if line.strip():  # Of a blank one it is told when it is to be kept.
        check_text(line)
    said = _said(session, line, mark, given)
    state = State.of(said)
    if given.owners is not None:
        said = replace(said, owners=(), units=())
        state = replace(state, owners=given.owners, units=session.units_of(given.owners))
    if given.due is not None:
        said = replace(said, due=None)
        state = replace(state, due=given.due.day, due_text=given.due.wording if given.due.day else None)
    return said, state


def _said(session: Session, line: str, mark: "Mark", given: _Given) -> Directive:
    if given.plain or not line.strip():
        return Directive(line, Quote.of(line, 0, len(line)), given.kind)
    from bimatrack.extract.spoken import read_line

    return replace(read_line(line, mark.day, session.registry), kind=given.kind)


def _tell(session: Session, added: tuple[Tracked, ...]) -> None:
    """Say in words what was understood of each line, and what was not."""
    for tracked in added:
        session.say(f"{tracked.number}  {_owners_told(session, tracked)}; {_due_told(tracked)}.")
    if any(tracked.directive.owners or tracked.directive.due for tracked in added):
        session.say(_("If that is wrong, “bimatrack undo” takes it back; --plain keeps the words as they are."))


def _owners_told(session: Session, tracked: Tracked) -> str:
    said, state = tracked.directive, tracked.state
    if not state.owners:
        what = (
            _("responsible: not understood (“bimatrack assign {number} --owner …”)")
            if _LIKE_AN_OWNER.match(state.text)
            else _("responsible: not said (“bimatrack assign {number} --owner …”)")
        )
        return what.format(number=tracked.number)
    names = ", ".join(_owner_told(session, owner, tracked.number) for owner in state.owners)
    asked = _(", asked by “{speaker}”").format(speaker=said.speaker.text) if said.speaker else ""
    return _("responsible: {names}").format(names=names) + asked


def _owner_told(session: Session, owner: str, number: int) -> str:
    """Say what one *owner* is taken for: units, a group of them, or nothing that the registry holds."""
    if units := session.registry.resolve(owner):
        return f"“{owner}” = {', '.join(units)}"
    if count := len(session.registry.members(owner)):
        group = ngettext(
            "“{owner}” = a group of {n} unit (“bimatrack split {number}” gives each its share)",
            "“{owner}” = a group of {n} units (“bimatrack split {number}” gives each its share)",
            count,
        )
        return group.format(owner=owner, n=count, number=number)
    return _("“{owner}” = no unit of the registry").format(owner=owner)


def _due_told(tracked: Tracked) -> str:
    read, state = tracked.directive.due, tracked.state
    if state.due is not None:
        reason = f" ({read.reason})" if read and read.reason.casefold() not in long_day(state.due).casefold() else ""
        return _("due: “{wording}” = {day}{reason}").format(
            wording=state.due_text or state.due.isoformat(), day=long_day(state.due), reason=reason
        )
    if read is not None:
        return _("due: “{wording}” = {reason}").format(wording=read.quote.text, reason=read.reason)
    what = (
        _("due: not understood (“bimatrack due {number} …”)")
        if _LIKE_A_DUE.search(state.text)
        else _("due: not said (“bimatrack due {number} …”)")
    )
    return what.format(number=tracked.number)
