"""What commands over many directives share: ids, or a filter, or both; a look at what would change; a question.

`several` gives a command all that, and hands it over as its parameter *which*; the command then asks `which.change` to
do its work. It is done in one step of the history, whole or not at all.
"""

import inspect
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from bimatrack.altering import replace
from bimatrack.cli.asking import shares_changed, unasked
from bimatrack.cli.filters import Command, filter_options, own_options, take_wanted
from bimatrack.cli.options import DryRun, Yes
from bimatrack.cli.viewing import in_use
from bimatrack.cli.wanted import Wanted
from bimatrack.errors import NothingToDoError, UsageError
from bimatrack.i18n import _, ngettext
from bimatrack.model import Status

if TYPE_CHECKING:
    from rich.console import RenderableType

    from bimatrack.cli.session import Session
    from bimatrack.store import Store
    from bimatrack.tracking import Filter, Outcome, Selection
    from bimatrack.tracking.whose import Whose

_MANY = 10  # so many ids are easily more than one meant
_SHOWN = ("owner", "unit", "release", "quarter", "tag", "search", "overdue", "excepted", "all_kinds", "show_all")
_TOLD = (
    "Filters of `bimatrack list` may stand for ids, as in --release 12 --owner Dishub, or narrow them. "
    "What they select is shown, and you are asked; where nobody can be asked, --yes is needed."
)
_IDS = Annotated[
    list[str] | None,
    typer.Argument(metavar="ID", help="Ids and ranges of ids, such as 3 5-7.", show_default=False),
]


# What a command does to directives, and in split ones to the shares of units; it is tried before it is done.
Act: TypeAlias = "Callable[[Store, tuple[int, ...], Whose], Outcome]"


@dataclass(frozen=True, slots=True)
class Several:
    """Which directives are meant, as it was typed.

    With *by_share* the command changes the shares of units where directives are split, and --unit names whose. With
    *closed* it is for closed directives, and without for open ones.
    """

    ids: tuple[str, ...]
    wanted: Wanted
    yes: bool
    dry_run: bool
    by_share: bool = False
    closed: bool = False

    def naming(self, ids: Sequence[str]) -> "Several":
        """Return the same with *ids*, for a command that finds them among other words."""
        return replace(self, ids=tuple(ids))

    def change(
        self,
        session: "Session",
        act: Act,
        question: Callable[[int], str],
        *,
        as_json: bool,
        view: "Callable[[Outcome], RenderableType] | None" = None,
    ) -> "Outcome | None":
        """Let *act* change what is meant, and show it; None after a dry run, which only shows what would be changed.

        People see it by another *view* if there is one. What a filter selected, ten ids or more, and several shares of
        units none of which is named, are shown before, and the *question* with its number is asked.

        Raises:
            UsageError: nothing is named, or nobody can be asked about what a filter selected or about all shares.
            NothingToDoError: nothing matches, one cannot be changed, or the answer is no.
            UnknownDirectiveError: there is none with one of the ids.
        """
        numbers, units, found = self._chosen(session)
        asks = self._asks(session, numbers, found)
        if self.dry_run or asks or self._may_spread(session, numbers, units):
            would = act(session.store.rehearsed(), numbers, units)
            if self.dry_run:
                self._preview(session, found, would, units, as_json=as_json)
                session.say(_("Nothing was changed: this was a dry run."))
                return None
            if asks or shares_changed(would, units) > 1:
                self._confirm(session, found, would, units, question(len(would.changed)).format(n=len(would.changed)))
        outcome = act(session.store, numbers, units)
        session.answer_outcome(outcome, as_json=as_json, view=view and (lambda: view(outcome)))
        return outcome

    def numbers(self, session: "Session") -> tuple[int, ...]:
        """Return the ids of the directives that are meant; what is raised is as in `change`."""
        return self._chosen(session)[0]

    def _chosen(self, session: "Session") -> "tuple[tuple[int, ...], Whose, Selection | None]":
        """Return the directives that are meant, in split ones the shares of which units, and what a filter found."""
        from bimatrack.tracking import parse_ids

        ids = self._read_ids(session)
        if self.wanted.narrows(beside=("unit",) if ids and self.by_share else ()) or (ids and self.wanted.limited):
            return self._filtered(session, ids)
        if not ids:
            raise UsageError(_("No directive is named; give ids such as 3 5-7, or a filter such as --release 12."))
        excepted = frozenset(parse_ids(self.wanted.texts("excepted")))
        numbers = tuple([number for number in ids if number not in excepted])
        names = self.wanted.texts("unit") if self.by_share else ()
        return numbers, session.units_named(names, map(session.store.directive, numbers)), None

    def _read_ids(self, session: "Session") -> tuple[int, ...]:
        """Read the ids; of a unit's name among them the filter is told that may have been meant."""
        from bimatrack.tracking import parse_ids

        try:
            return parse_ids(self.ids)
        except UsageError as error:
            if not session.registry.resolve(" ".join(self.ids)):
                raise
            name = shlex.join([" ".join(self.ids)])
            raise UsageError(f"{error} {_('Did you mean {near}?').format(near=f'--unit {name}')}") from error

    def _filtered(self, session: "Session", ids: tuple[int, ...]) -> "tuple[tuple[int, ...], Whose, Selection]":
        from bimatrack.tracking import OwnShares

        for number in ids:
            session.store.directive(number)
        wanted = self._scoped(self.wanted.filter(session), ids)
        found = self.wanted.select(session, wanted)
        if not found.rows:
            raise NothingToDoError(_no_match(found, ids, in_use(session)))
        having = wanted.having
        units = OwnShares((*having.units, *having.meant), having.owners) if self.by_share else ()
        return tuple(sorted(row.number for row in found.rows)), units, found

    def _scoped(self, wanted: "Filter", ids: tuple[int, ...]) -> "Filter":
        having, lacking = replace(wanted.having, numbers=ids), wanted.lacking
        if self.closed and not having.statuses:
            lacking = replace(lacking, statuses=(*lacking.statuses, Status.OPEN, Status.IN_PROGRESS))
        return replace(wanted, having=having, lacking=lacking, include_closed=wanted.include_closed or self.closed)

    def _asks(self, session: "Session", numbers: Sequence[int], found: "Selection | None") -> bool:
        return not self.yes and (found is not None or (len(numbers) >= _MANY and session.with_person))

    def _may_spread(self, session: "Session", numbers: Sequence[int], units: "Whose") -> bool:
        """Whether one of the directives *numbers* is split, and none of its units is named."""
        from bimatrack.tracking.whose import meant, settled

        if self.yes or not self.by_share:
            return False
        whose = settled(units)
        return any(one.state.shares and not meant(whose, one) for one in session.store.those_of(numbers))

    def _confirm(
        self, session: "Session", found: "Selection | None", would: "Outcome", units: "Whose", question: str
    ) -> None:
        spread = shares_changed(would, units) if self.by_share else 0
        if not session.with_person:
            raise UsageError(unasked(would, spread))
        self._preview(session, found, would, units, as_json=False)
        if not session.confirms(question):
            raise NothingToDoError(_("Nothing was changed."))

    def _preview(
        self, session: "Session", found: "Selection | None", would: "Outcome", units: "Whose", *, as_json: bool
    ) -> None:
        from bimatrack import views
        from bimatrack.exporters import flat
        from bimatrack.tracking import unchanged_told
        from bimatrack.tracking.whose import meant, settled

        shown = self._shown(found, would)
        session.answer(
            as_json=as_json,
            records=lambda: flat.directive_records(shown, session.today),
            rows=lambda: flat.directive_rows(shown, session.today),
            view=lambda: views.directive_table(shown, session.today, views.Look(remarks=in_use(session))),
            paged=False,
        )
        if same := unchanged_told(would):
            session.say(same)
        spread = shares_changed(would, units) if self.by_share else 0
        whole = sum(bool(one.before.shares) and not meant(settled(units), one.tracked) for one in would.changed)
        if whole and spread <= 1:
            session.tell(
                ngettext(
                    "{n} of them is split; it changes for all its units.",
                    "{n} of them are split; they change for all their units.",
                    whole,
                ).format(n=whole)
            )
        elif spread > 1:
            session.tell(
                ngettext(
                    "The share of {n} unit changes with it; --unit names whose is meant.",
                    "The shares of {n} units change together; --unit names whose are meant.",
                    spread,
                ).format(n=spread)
            )

    def _shown(self, found: "Selection | None", would: "Outcome") -> "Selection":
        """Return what would be changed as it stands now, as its unit sees it where its share would be."""
        from bimatrack.tracking import Selection

        before = {one.tracked.number: replace(one.tracked, state=one.before) for one in would.changed}
        if found is None:
            return Selection(tuple(before.values()))
        seen = tuple([pair for pair in found.seen if self.by_share and pair[0].number in before])
        own = {row.number: row for row in found.rows if self.by_share}
        rows = tuple([own.get(row.number, before[row.number]) for row in found.rows if row.number in before])
        return replace(found, rows=rows, seen=seen)


def several(*, by_share: bool = False, closed: bool = False, ids: bool = True) -> Callable[..., Command]:
    """Give a command ids (unless it takes them itself), filters, --yes and --dry-run; see `Several`."""

    def decorate(command: Callable[..., None]) -> Command:
        def options() -> list[inspect.Parameter]:
            context, *own = own_options(command, "which")
            ours = [_option("yes", Yes, default=False), _option("dry_run", DryRun, default=False)]
            named = [_option("ids", _IDS, None)] if ids else []
            return [context, *named, *own, *filter_options(command, _SHOWN), *ours]

        def run(**given: Any) -> None:  # noqa: ANN401 - whatever the command takes
            which = Several(
                tuple(given.pop("ids", None) or ()),
                take_wanted(command, given),
                given.pop("yes"),
                given.pop("dry_run"),
                by_share=by_share,
                closed=closed,
            )
            command(**given, which=which)

        made = Command(command, options, run)
        made.__doc__ = _explained(command)
        return made

    return decorate


def _option(name: str, annotation: Any, default: object) -> inspect.Parameter:  # noqa: ANN401 - any annotation
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _explained(command: Callable[..., None]) -> str:
    text, mark, examples = (inspect.getdoc(command) or "").partition("\n\nExample")
    return f"{text}\n\n{_TOLD}{mark}{examples}"


def _no_match(found: "Selection", ids: tuple[int, ...], remarks: tuple[str, ...]) -> str:
    hidden = []
    if found.hidden_closed:
        hidden.append(_("{n} closed not shown (--all)").format(n=found.hidden_closed))
    if found.hidden_kinds:
        hidden.append(_("{n} of kinds that are not tracked (--all-kinds)").format(n=found.hidden_kinds))
    told = _("None of the ids matches the filter") if ids else _("No directive matches")
    shown = _("“bimatrack list” with the same filter shows what there is")
    return f"{' · '.join((told, *hidden, *remarks))}; {shown}."
