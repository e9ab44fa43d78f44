"""The options that say which directives are meant, and how a list of them is laid out: declared here, once.

`filtered` gives them to a command, which is handed what was typed as one value. Each filter that takes values has a
hidden twin, `--not-owner` beside `--owner`.
"""

import inspect
from collections.abc import Callable, Iterable
from copy import copy
from functools import cache
from typing import Annotated, Any, get_args

import typer

from bimatrack.cli.wanted import NEGATABLE, Wanted
from bimatrack.model import Kind, Priority, Status
from bimatrack.tracking import Grouping, Order

Several = list[str] | None
Switch = bool | None


def _filters(
    owner: Annotated[Several, typer.Option("--owner", metavar="NAME", help="Only those of this owner or unit.")] = None,
    unit: Annotated[
        Several, typer.Option("--unit", metavar="NAME", help="Only those of this unit, by its own share where split.")
    ] = None,
    speaker: Annotated[
        Several, typer.Option("--speaker", metavar="NAME", help="Only those asked by this speaker.")
    ] = None,
    release: Annotated[
        Several, typer.Option("--release", metavar="ID", help="Only those of the release with this id.")
    ] = None,
    kind: Annotated[
        Several,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Only this kind: priority, project, instruction, commitment, appeal.",
            autocompletion=lambda: list(Kind),
        ),
    ] = None,
    status: Annotated[
        Several,
        typer.Option(
            "--status",
            metavar="STATUS",
            help="Only this status: open, in_progress, done, dropped, discarded.",
            autocompletion=lambda: list(Status),
        ),
    ] = None,
    priority: Annotated[
        Several,
        typer.Option(
            "--priority",
            metavar="LEVEL",
            help="Only this priority: high, normal, low.",
            autocompletion=lambda: list(Priority),
        ),
    ] = None,
    tag: Annotated[Several, typer.Option("--tag", metavar="TAG", help="Only those with this tag.")] = None,
    quarter: Annotated[
        Several, typer.Option("--quarter", metavar="QUARTER", help="Due in this quarter, such as 2026Q1 or TW I.")
    ] = None,
    search: Annotated[
        Several,
        typer.Option(
            "--search", metavar="WORDS", help='Only those that hold these words; "between quotes" as a phrase.'
        ),
    ] = None,
    due_before: Annotated[str | None, typer.Option("--due-before", metavar="DATE", help="Due before this day.")] = None,
    due_after: Annotated[str | None, typer.Option("--due-after", metavar="DATE", help="Due after this day.")] = None,
    due_on: Annotated[str | None, typer.Option("--due-on", metavar="DATE", help="Due on this day.")] = None,
    overdue: Annotated[Switch, typer.Option("--overdue/--not-overdue", help="The last day has passed.")] = None,
    soon: Annotated[Switch, typer.Option("--soon/--not-soon", help="Due within seven days.")] = None,
    undated: Annotated[Switch, typer.Option("--undated/--not-undated", help="Without a last day.")] = None,
    doubtful: Annotated[Switch, typer.Option("--doubtful/--not-doubtful", help="Read with doubt.")] = None,
    split: Annotated[Switch, typer.Option("--split/--not-split", help="Split over units.")] = None,
    blocked: Annotated[Switch, typer.Option("--blocked/--not-blocked", help="An obstacle stands.")] = None,
    excepted: Annotated[
        Several, typer.Option("--except", metavar="ID", help="Leave out these ids, such as 3 or 5-7.")
    ] = None,
    all_kinds: Annotated[bool, typer.Option("--all-kinds", help="Commitments and appeals too.")] = False,
    show_all: Annotated[bool, typer.Option("--all", help="Done and dropped ones too.")] = False,
) -> None: ...


def _layout(
    sort: Annotated[
        Order,
        typer.Option(
            "--sort",
            metavar="KEY",
            help="By pressing, id, due, owner, unit, speaker, kind, status, priority, progress or release.",
        ),
    ] = Order.PRESSING,
    reverse: Annotated[bool, typer.Option("--reverse", "-r", help="The other way round.")] = False,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="Show at most so many.")] = None,
    group_by: Annotated[
        Grouping,
        typer.Option(
            "--group-by",
            metavar="KEY",
            help="By unit, owner, quarter, kind, speaker, status, priority, release or tag; "
            "what belongs to two stands in both.",
        ),
    ] = Grouping.NONE,
    columns: Annotated[
        Several, typer.Option("--columns", metavar="NAMES", help="Show these fields of --json, such as id,text,due.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say what makes each as pressing as it is.")] = False,
) -> None: ...


_FILTERS = tuple(inspect.signature(_filters).parameters.values())
_LAYOUT = tuple(inspect.signature(_layout).parameters.values())
# What every command takes stands behind what it takes of its own.
_LAST = ("yes", "dry_run", "as_json")
_NAMES = frozenset(parameter.name for parameter in (*_FILTERS, *_LAYOUT))


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give *command* the options of filters and layout; it is handed them as its parameter *wanted*."""
    return with_filters(command, shown=_NAMES)


def with_filters(command: Callable[..., None], *, shown: Iterable[str]) -> Callable[..., None]:
    """Give *command* the same options, of which `--help` lists those *shown*.

    Where it has an option of the same name itself, the filter's is called `--has-owner`.
    """
    own = [one for one in inspect.signature(command).parameters.values() if one.name != "wanted"]
    options = _declared(frozenset(shown), frozenset(one.name for one in own if one.name in _NAMES))

    def run(**given: Any) -> None:  # noqa: ANN401 - whatever the command takes
        typed = {name: given.pop(parameter.name) for name, parameter in options}
        command(**given, wanted=Wanted(typed))

    ordered = sorted((*own, *(option for _name, option in options)), key=lambda one: one.name in _LAST)
    parameters = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in ordered]
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__module__ = command.__module__
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


@cache
def _declared(shown: frozenset[str], taken: frozenset[str]) -> tuple[tuple[str, inspect.Parameter], ...]:
    """Return each option by the name under which it is handed on; those whose names are *taken* have another one."""
    declared: list[tuple[str, inspect.Parameter]] = []
    for parameter in (*_FILTERS, *_LAYOUT):
        name = parameter.name
        kind, option = get_args(parameter.annotation)
        if name in taken or name not in shown:
            option = copy(option)
            option.hidden = name not in shown
        if name in taken:
            option.default = f"--has-{name}"
        called = parameter.replace(name=f"has_{name}" if name in taken else name, annotation=Annotated[kind, option])
        declared.append((name, called))
        if name in NEGATABLE:
            twin = typer.Option(f"--not-{name}", metavar=option.metavar, hidden=True)
            declared.append((f"not_{name}", parameter.replace(name=f"not_{name}", annotation=Annotated[kind, twin])))
    return tuple(declared)
