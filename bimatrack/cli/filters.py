"""The options that say which directives are meant, and how a list of them is laid out: declared here, once.

`filtered` gives them to a command, which is handed what was typed as one value. Each filter that takes values has a
hidden twin, `--not-owner` beside `--owner`.
"""

import inspect
from collections.abc import Callable, Iterable
from copy import copy
from functools import cache, cached_property
from typing import Annotated, Any, get_args

import typer

from bimatrack.cli.meanings import keyed
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
            parser=keyed("--sort", Order),
            autocompletion=lambda: list(Order),
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
            parser=keyed("--group-by", Grouping),
            autocompletion=lambda: list(Grouping),
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


class Command:
    """A command with options that another place declares: *asked* names its own, and *run* is given all that was typed.

    Its signature, which Typer reads, is put together when it is asked for: of the commands in a file one is called.
    """

    def __init__(
        self, command: Callable[..., None], options: Callable[[], Iterable[inspect.Parameter]], run: Callable[..., None]
    ) -> None:
        self._options = options
        self._run = run
        self.__name__ = command.__name__
        self.__module__ = command.__module__
        self.__doc__ = inspect.getdoc(command)

    def __call__(self, **given: Any) -> None:  # noqa: ANN401 - whatever was typed
        """Run it with what was typed."""
        self._run(**given)

    @cached_property
    def __signature__(self) -> inspect.Signature:
        """What it takes, in the order of `--help`."""
        taken = sorted(self._options(), key=lambda one: one.name in _LAST)
        return inspect.Signature([one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in taken])

    @property
    def __annotations__(self) -> dict[str, Any]:  # type: ignore[override]
        """The types of what it takes."""
        return {one.name: one.annotation for one in self.__signature__.parameters.values()}


def filtered(command: Callable[..., None]) -> Command:
    """Give *command* the options of filters and layout; it is handed them as its parameter *wanted*."""

    def options() -> list[inspect.Parameter]:
        return [*own_options(command, "wanted"), *filter_options(command)]

    def run(**given: Any) -> None:  # noqa: ANN401 - whatever was typed
        wanted = take_wanted(command, given)
        command(**given, wanted=wanted)

    return Command(command, options, run)


def own_options(command: Callable[..., None], *handed: str) -> list[inspect.Parameter]:
    """Return what *command* takes itself, but for what it is *handed* by its decorator."""
    return [one for one in inspect.signature(command).parameters.values() if one.name not in handed]


def filter_options(command: Callable[..., None], shown: Iterable[str] = _NAMES) -> list[inspect.Parameter]:
    """Return the options of filters and layout for *command*; `--help` lists those *shown*.

    Where it has an option of the same name itself, the filter's is called `--has-owner`.
    """
    return list(_declared(frozenset(shown), _taken(command)))


def take_wanted(command: Callable[..., None], given: dict[str, Any]) -> Wanted:
    """Take the values of those options out of what was *given* to *command*."""
    taken = _taken(command)
    twins = [f"not_{name}" for name in NEGATABLE]
    return Wanted({name: given.pop(f"has_{name}" if name in taken else name) for name in (*_NAMES, *twins)})


def _taken(command: Callable[..., None]) -> frozenset[str]:
    return frozenset(_NAMES & inspect.signature(command).parameters.keys())


@cache
def _declared(shown: frozenset[str], taken: frozenset[str]) -> tuple[inspect.Parameter, ...]:
    declared: list[inspect.Parameter] = []
    for parameter in (*_FILTERS, *_LAYOUT):
        name = parameter.name
        kind, option = get_args(parameter.annotation)
        if name in taken or name not in shown:
            option = copy(option)
            option.hidden = name not in shown
        if name in taken:
            option.default = f"--has-{name}"
        called = f"has_{name}" if name in taken else name
        declared.append(parameter.replace(name=called, annotation=Annotated[kind, option]))
        if name in NEGATABLE:
            twin = typer.Option(f"--not-{name}", metavar=option.metavar, hidden=True)
            declared.append(parameter.replace(name=f"not_{name}", annotation=Annotated[kind, twin]))
    return tuple(declared)
