"""Which directives to show, in which order and groups."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from bimatrack.altering import replace
from bimatrack.history import Share, Tracked
from bimatrack.tracking.grouping import group_names, in_order, same
from bimatrack.tracking.keys import Grouping, Order
from bimatrack.tracking.ordering import arranged
from bimatrack.tracking.terms import Terms, conditions


@dataclass(frozen=True, slots=True)
class Filter:
    """Which directives are wanted: those that meet all terms of *having*, and none of *lacking*.

    Where *having* asks for just one unit, a directive in which that has a share is taken as the unit sees it. Closed
    directives are left out unless *include_closed* or a status in *having* asks for them, those of kinds that are not
    tracked unless *all_kinds* or a kind in *having* does.
    """

    having: Terms = field(default_factory=Terms)
    lacking: Terms = field(default_factory=Terms)
    all_kinds: bool = False
    include_closed: bool = False

    @property
    def shows_closed(self) -> bool:
        """Whether closed directives are wanted as well."""
        return self.include_closed or bool(self.having.statuses)

    @property
    def shows_kinds(self) -> bool:
        """Whether directives of kinds that are not tracked are wanted as well."""
        return self.all_kinds or bool(self.having.kinds)


@dataclass(frozen=True, slots=True)
class Selection:
    """The directives wanted, in order, and how many more there are of them.

    They are hidden because they are closed, because of a kind that is not tracked, or beyond the limit; each is counted
    once, by the first of these reasons that holds. Where one unit is asked for that has a share of a directive, it
    stands among the rows as that unit sees it; *seen* holds such directives as they stand, and the shares.
    *groups* are those that the rows fall into, *by* what they were asked for; none where they were not. Quarters are
    counted from *first_month*.
    """

    rows: tuple[Tracked, ...]
    hidden_closed: int = 0
    hidden_kinds: int = 0
    hidden_limit: int = 0
    seen: tuple[tuple[Tracked, Share], ...] = ()
    groups: tuple["Group", ...] = ()
    by: Grouping = Grouping.NONE
    first_month: int = 1

    @property
    def wholes(self) -> tuple[tuple[Tracked, Share | None], ...]:
        """The directives as they stand as a whole, each with the share of the unit that is asked for, if it has one."""
        seen: dict[int, tuple[Tracked, Share | None]] = {whole.number: (whole, share) for whole, share in self.seen}
        return tuple([seen.get(row.number, (row, None)) for row in self.rows])


@dataclass(frozen=True, slots=True)
class Group:
    """What a part of a list has in common; *name* is the program's word for it, None where there is nothing.

    A directive of two units stands in both groups. In the group of a unit one that is split stands as the unit sees it.
    """

    name: str | None
    selection: Selection


def select(
    directives: Iterable[Tracked],
    wanted: Filter,
    today: date,
    order: Order = Order.PRESSING,
    *,
    reverse: bool = False,
    limit: int | None = None,
    by: Grouping = Grouping.NONE,
    first_month: int = 1,
) -> Selection:
    """Return the *directives* that are *wanted* on the day *today*, in *order* or the other way round.

    The first *limit* of them are taken, if one is given; then they are grouped *by* what is asked for, quarters counted
    from *first_month*.
    """
    having, lacking = conditions(wanted.having, today), conditions(wanted.lacking, today)
    directives, seen = _as_seen(directives, wanted.having)
    found = [
        one
        for one in directives
        if all(condition(one) for condition in having) and not any(condition(one) for condition in lacking)
    ]
    shown = found if wanted.shows_closed else [one for one in found if not one.state.status.closed]
    rows = shown if wanted.shows_kinds else [one for one in shown if one.state.kind.tracked]
    first = tuple(arranged(rows, order, today, reverse=reverse)[:limit])
    own = tuple([seen[row.number] for row in first if row.number in seen])
    chosen = Selection(first, len(found) - len(shown), len(shown) - len(rows), len(rows) - len(first), own)
    if by is Grouping.NONE:
        return chosen
    chosen = replace(chosen, by=by, first_month=first_month)
    only = frozenset(wanted.having.units or wanted.having.meant) if by is Grouping.UNIT else frozenset()
    groups = _groups(chosen, only, with_closed=wanted.shows_closed)
    return replace(chosen, groups=tuple([_arranged(group, order, today, reverse=reverse) for group in groups]))


def _groups(chosen: Selection, only: frozenset[str], *, with_closed: bool) -> list[Group]:
    """Part what was *chosen* into groups; what stands in one of those named in *only* stands in no others."""
    members: dict[str | None, list[tuple[Tracked, Share | None]]] = {}
    names: dict[str, str] = {}
    for row, (whole, own) in zip(chosen.rows, chosen.wholes, strict=True):
        every = group_names(row, chosen.by, own, chosen.first_month)
        for name in tuple([name for name in every if name in only]) or every or (None,):
            share = _share(whole, name, chosen.by)
            if not (share and share.done and not with_closed):
                known = None if name is None else names.setdefault(same(name, chosen.by), name)
                members.setdefault(known, []).append((whole, share or own))
    ordered: list[str | None] = [*in_order([name for name in members if name is not None], chosen.by)]
    return [_group(name, members[name]) for name in ordered + [None] * (None in members)]


def _group(name: str | None, members: list[tuple[Tracked, Share | None]]) -> Group:
    rows = tuple([_of_unit(whole, share) for whole, share in members])
    return Group(name, Selection(rows, seen=tuple([(whole, share) for whole, share in members if share])))


def _arranged(group: Group, order: Order, today: date, *, reverse: bool) -> Group:
    rows = tuple(arranged(group.selection.rows, order, today, reverse=reverse))
    return replace(group, selection=replace(group.selection, rows=rows))


def _share(whole: Tracked, unit: str | None, by: Grouping) -> Share | None:
    """Return the share of the *unit* whose group it is, where the list is grouped by units."""
    shares = whole.state.shares if by is Grouping.UNIT else ()
    return next((share for share in shares if share.unit == unit), None)


def _as_seen(
    directives: Iterable[Tracked], having: Terms
) -> tuple[Iterable[Tracked], dict[int, tuple[Tracked, Share]]]:
    """Return *directives*, the split ones as the one unit asked for sees them, and these with its share by id."""
    units = having.units or (having.meant if len(having.owners) == 1 else ())
    if len(units) != 1:
        return directives, {}
    directives = tuple(directives)
    seen = {one.number: (one, share) for one in directives for share in one.state.shares if share.unit == units[0]}
    return [_of_unit(one, seen[one.number][1] if one.number in seen else None) for one in directives], seen


def _of_unit(whole: Tracked, own: Share | None) -> Tracked:
    return replace(whole, state=whole.state.of_unit(own)) if own else whole
