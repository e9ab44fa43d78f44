"""The command that writes a list, or everything, as a file for other programs."""

import re
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bimatrack.cli.filters import filtered
from bimatrack.cli.saving import save
from bimatrack.cli.session import Session
from bimatrack.cli.viewing import in_use
from bimatrack.cli.wanted import Wanted
from bimatrack.errors import UsageError
from bimatrack.i18n import _

if TYPE_CHECKING:
    from bimatrack.exporters.gathered import Gathered
    from bimatrack.exporters.ics import CalendarForm

_ALARM = re.compile(r"(\d{1,4})\s*(m|h|d|w)", re.IGNORECASE)
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


class Form(StrEnum):
    """The forms of files; the names are those of exporters.lists.FORMS, and of what holds everything."""

    ICS = "ics"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    MARKDOWN = "md"
    TASKWARRIOR = "taskwarrior"
    TODO = "todotxt"
    LINES = "jsonl"


_ENDINGS = {form.value: form for form in Form if form is not Form.TASKWARRIOR} | {"txt": Form.TODO}


@filtered
def export(
    ctx: typer.Context,
    wanted: Wanted,
    form: Annotated[
        Form | None,
        typer.Argument(
            metavar="FORMAT",
            help="ics, csv, xlsx, json, md, taskwarrior, todotxt; jsonl writes everything.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="The file to write; its ending tells the form."),
    ] = None,
    events: Annotated[
        bool | None,
        typer.Option("--events/--no-events", help="ics: events too; by default unless filters are given."),
    ] = None,
    todos: Annotated[bool, typer.Option("--todos", help="ics: deadlines as tasks instead of days.")] = False,
    alarm: Annotated[
        str | None, typer.Option("--alarm", metavar="TIME", help="ics: ring so long before, such as 1d or 12h.")
    ] = None,
    excel: Annotated[bool, typer.Option("--excel", help="csv: as Excel opens it by itself.")] = False,
) -> None:
    """Write a list as a file for other programs, or everything.

    It holds what `list` shows with the same filters; what is left out is said. Into a calendar that was imported
    before, --all brings what was closed since. `jsonl` holds everything, the history too; `restore` reads it.

    Examples:
      bimatrack export -o arahan.xlsx
      bimatrack export ics --owner PUPR --alarm 1d -o pupr.ics
      bimatrack export csv --quarter 2026Q1 --all --excel -o arahan.csv
      bimatrack export jsonl -o semua.jsonl
    """
    session: Session = ctx.obj
    chosen = _form(form, output)
    calendar = _calendar(chosen, todos=todos, alarm=alarm)
    _check_options(chosen, events=events, excel=excel)
    if chosen is Form.LINES:
        _write(session, _everything(session, wanted), output, private=True)
        return
    from bimatrack import tracking
    from bimatrack.exporters.lists import FORMS

    with_events = chosen is Form.ICS and (not wanted.narrows() if events is None else events)
    gathered = _gather(session, wanted, calendar, with_events=with_events, excel=excel)
    _write(session, FORMS[chosen](gathered), output)
    if tracking.hides(gathered.selection):
        session.say(tracking.told(gathered.selection, session.today, in_use(session)))


def _gather(
    session: Session, wanted: Wanted, calendar: "CalendarForm", *, with_events: bool, excel: bool
) -> "Gathered":
    from bimatrack.exporters.gathered import Gathered

    store = session.store
    return Gathered(
        selection=wanted.chosen(session, grouped=True),
        today=session.today,
        changes=store.changes(),
        events=store.events() if with_events else (),
        columns=wanted.columns,
        explain=wanted.explain,
        calendar=calendar,
        excel=excel,
        government=session.letterhead(None).government,
    )


def _everything(session: Session, wanted: Wanted) -> str:
    """Return all that is kept, one object a line.

    Raises:
        UsageError: a filter would leave something out.
    """
    if wanted.narrows():
        raise UsageError(_("jsonl holds everything; leave out the filters, or choose another form."))
    return session.store.as_lines()


def _write(session: Session, content: str | bytes, output: Path | None, *, private: bool = False) -> None:
    if output is None:
        session.write_file(content)
        return
    save(content, output, private=private)
    session.say(_("Written: {path}.").format(path=output))


def _form(form: Form | None, output: Path | None) -> Form:
    if form is not None:
        return form
    if output is None:
        raise UsageError(_("Say which form: one of {forms}; or name a file with -o.").format(forms=", ".join(Form)))
    ending = output.suffix.lstrip(".").lower()
    if ending not in _ENDINGS:
        raise UsageError(
            _("{path}: lists end in {forms}; or name the form, as in “bimatrack export ics”.").format(
                path=output, forms=", ".join(f".{one}" for one in _ENDINGS if one != Form.TODO)
            )
        )
    return _ENDINGS[ending]


def _check_options(form: Form, *, events: bool | None, excel: bool) -> None:
    for option, given, belongs in (("--events", events is not None, Form.ICS), ("--excel", excel, Form.CSV)):
        if given and form is not belongs:
            raise UsageError(_("{option} belongs to {form} only.").format(option=option, form=belongs))


def _calendar(form: Form, *, todos: bool, alarm: str | None) -> "CalendarForm":
    from bimatrack.exporters.ics import CalendarForm

    for option, given in (("--todos", todos), ("--alarm", alarm is not None)):
        if given and form is not Form.ICS:
            raise UsageError(_("{option} belongs to {form} only.").format(option=option, form=Form.ICS))
    if alarm is None:
        return CalendarForm(todos=todos)
    told = _ALARM.fullmatch(alarm.strip())
    if told is None:
        raise UsageError(_("--alarm: “{time}” is no time; write 30m, 12h, 1d or 1w.").format(time=alarm))
    return CalendarForm(todos=todos, before=int(told[1]) * _UNITS[told[2].lower()])
