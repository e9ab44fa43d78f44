"""Which directives a filter lets through, in which order and groups."""

from collections.abc import Iterable

import pytest
from factories import a_split, a_state, a_tracked, day
from hypothesis import given
from hypothesis import strategies as st

from bimatrack.altering import replace
from bimatrack.history import Tracked
from bimatrack.model import Kind, Priority, Status
from bimatrack.quarter import Quarter
from bimatrack.tracking import Filter, Grouping, Order, Selection, Terms, Trait, select

TODAY = day("2026-02-01")
RABA = "Kecamatan Raba"


def chosen(
    directives: Iterable[Tracked], *, all_kinds: bool = False, include_closed: bool = False, **wanted: object
) -> list[int]:
    """Return the ids of those that a filter lets through."""
    asked = Filter(Terms(**wanted), all_kinds=all_kinds, include_closed=include_closed)
    return [tracked.number for tracked in select(directives, asked, TODAY, Order.ID).rows]


def test_without_conditions_the_open_tracked_ones_are_shown_most_pressing_first() -> None:
    """A plain list shows what is to be done, and counts what it hides."""
    directives = (
        a_tracked(1, a_state(due=None)),
        a_tracked(2, a_state(due="2026-01-20")),
        a_tracked(3, a_state(status=Status.DONE)),
        a_tracked(4, a_state(kind=Kind.APPEAL)),
        a_tracked(5, a_state(kind=Kind.APPEAL, status=Status.DROPPED)),
    )

    selection = select(directives, Filter(), TODAY)

    assert [tracked.number for tracked in selection.rows] == [2, 1]
    assert (selection.hidden_closed, selection.hidden_kinds, selection.hidden_limit) == (2, 1, 0)


def test_a_limit_says_how_many_it_leaves_out() -> None:
    """Of more directives than the limit the first are shown, the others counted."""
    directives = tuple(a_tracked(number) for number in (1, 2, 3))

    assert select(directives, Filter(), TODAY, limit=2) == Selection(directives[:2], 0, 0, 1)
    assert select(directives, Filter(), TODAY, limit=5).hidden_limit == 0


def test_a_split_directive_is_found_by_its_units() -> None:
    """Whoever has a share is found by its name, by what the registry knows it by, or by how its name begins."""
    directives = (a_tracked(1, a_split()), a_tracked(2))

    assert chosen(directives, units=("Kelurahan Nae",)) == [1]
    assert chosen(directives, units=("Dinas Pekerjaan Umum dan Penataan Ruang",)) == [2]
    assert chosen(directives, owners=("Lurah Nae",), meant=("Kelurahan Nae",)) == [1]
    assert chosen(directives, owners=("kelurahan",)) == [1]
    assert chosen(directives, owners=("camat dan",)) == [1]
    assert chosen(directives, units=("Kelurahan Ule",)) == []


@pytest.mark.parametrize("wanted", [{"units": (RABA,)}, {"owners": ("Camat Raba",), "meant": (RABA,)}])
def test_a_list_of_one_unit_shows_what_stands_open_for_it(wanted: dict[str, tuple[str, ...]]) -> None:
    """Whose share is done has nothing more to do: the directive is closed for that unit, and no later than then."""
    directives = (a_tracked(1, a_split(due="2026-01-20")),)

    hidden = select(directives, Filter(Terms(**wanted)), TODAY)
    assert (hidden.rows, hidden.hidden_closed) == ((), 1)
    shown = select(directives, Filter(Terms(**wanted), include_closed=True), TODAY)
    [row] = shown.rows
    assert (row.state.status, row.state.closed_on, row.state.overdue(TODAY)) == (Status.DONE, day("2026-03-10"), False)
    assert shown.wholes == ((directives[0], directives[0].state.shares[0]),)
    assert chosen(directives, **wanted, statuses=(Status.DONE,)) == [1]
    assert chosen(directives, **wanted, traits=(Trait.OVERDUE,), include_closed=True) == []


def test_a_list_of_several_units_shows_the_whole() -> None:
    """Where two are asked for, neither's share speaks for the directive."""
    directives = (a_tracked(1, a_split()),)

    selection = select(directives, Filter(Terms(units=(RABA, "Kelurahan Nae"))), TODAY)

    assert (selection.rows, selection.seen) == (directives, ())


def test_an_owner_is_matched_from_a_word_on() -> None:
    """An owner is found by the beginning of any of its words in any case, in the text's name and in the registry's."""
    directives = (
        a_tracked(1, a_state(owners=("para Camat",), units=())),
        a_tracked(2, a_state(owners=("Kecamatan Rasanae Barat",), units=())),
        a_tracked(3, a_state(owners=("Dinas PUPR",), units=("Dinas Pekerjaan  Umum",))),
        a_tracked(4, a_state(owners=(), units=())),
    )

    assert chosen(directives, owners=("camat",)) == [1]
    assert chosen(directives, owners=("UP",)) == []
    assert chosen(directives, owners=("pekerjaan umum",)) == [3]
    assert chosen(directives, owners=("(x", "rasanae", "pupr")) == [2, 3]


def test_a_search_wants_every_word_somewhere() -> None:
    """The words of a search may stand in the text, the quote, the owners or the speaker, in any order and case."""
    directives = (a_tracked(1, a_state("Merampungkan drainase pasar")), a_tracked(2, a_state("Mendata rumah")))

    assert chosen(directives, searches=("PASAR drainase",)) == [1]
    assert chosen(directives, searches=("pupr wali",)) == [1, 2]
    assert chosen(directives, searches=("drainase rumah",)) == []


def test_due_days_bound_a_list_without_themselves() -> None:
    """Before and after leave out the day itself and what has no day; a quarter takes in its first and last day."""
    dues = ("2025-12-31", "2026-01-01", "2026-03-31", "2026-04-01", None)
    directives = tuple(a_tracked(number, a_state(due=due)) for number, due in enumerate(dues, 1))

    assert chosen(directives, due_before=day("2026-01-01")) == [1]
    assert chosen(directives, due_after=day("2026-03-31")) == [4]
    assert chosen(directives, quarters=(Quarter(2026, 1),)) == [2, 3]
    assert chosen(directives, traits=(Trait.OVERDUE,)) == [1, 2]


def test_whoever_asks_for_a_kind_or_status_sees_it() -> None:
    """A kind or status that is named is shown even if a plain list hides it."""
    directives = (
        a_tracked(1),
        a_tracked(2, a_state(status=Status.DONE)),
        a_tracked(3, a_state(kind=Kind.APPEAL)),
        a_tracked(4, a_state(kind=Kind.PROJECT, status=Status.DROPPED), release=2),
    )

    assert chosen(directives, statuses=(Status.DONE, Status.DROPPED)) == [2, 4]
    assert chosen(directives, kinds=(Kind.APPEAL,)) == [3]
    assert chosen(directives, include_closed=True) == [1, 2, 4]
    assert chosen(directives, all_kinds=True) == [1, 3]
    assert chosen(directives, releases=(2,), include_closed=True) == [4]


def test_a_speaker_is_matched_from_a_word_on() -> None:
    """Directives can be asked for by who said them; those without a speaker are not among them."""
    said = a_tracked(1)
    directives = (said, a_tracked(2), replace(said, number=3, directive=replace(said.directive, speaker=None)))

    assert chosen(directives, speakers=("walikota",)) == [1, 2]
    assert chosen(directives, speakers=("kota",)) == [1, 2]
    assert chosen(directives, speakers=("ali",)) == []


@pytest.mark.parametrize("order", Order)
def test_every_order_arranges_a_list(order: Order) -> None:
    """Each order has its key, and leaves no directive out."""
    directives = (
        a_tracked(3, a_state(due=None, owners=()), release=None),
        a_tracked(2, a_state(due="2026-01-01", progress=50, status=Status.IN_PROGRESS, kind=Kind.PRIORITY)),
        a_tracked(1, a_state(owners=("Bappeda",))),
    )

    ordered = [tracked.number for tracked in select(directives, Filter(), TODAY, order).rows]

    expected = {Order.PRESSING: [2, 3, 1], Order.DUE: [2, 1, 3], Order.KIND: [2, 1, 3]}
    by_amount = {Order.STATUS: [1, 3, 2], Order.PROGRESS: [1, 3, 2]}
    assert ordered == (expected | by_amount).get(order, [1, 2, 3])


def a_mixed_lot() -> tuple[Tracked, ...]:
    """Make one directive for each term that can be asked for, and others for which it does not hold."""
    doubtful = a_tracked(6, a_state(due=None))
    return (
        a_tracked(1, replace(a_state(due="2026-01-20"), priority=Priority.HIGH, tags=("Mingguan", "banjir"))),
        a_tracked(2, a_state(due="2026-02-05", owners=("Dishub",), units=("Dinas Perhubungan",)), release=2),
        a_tracked(3, a_state(due="2026-05-31", obstacle="lahan belum bebas", kind=Kind.PROJECT), release=None),
        a_tracked(4, a_split()),
        a_tracked(5, a_state(status=Status.DONE, closed="2026-01-30")),
        replace(doubtful, directive=replace(doubtful.directive, confidence=0.4, speaker=None)),
        a_tracked(7, a_state("Menjaga kekompakan", due=None, kind=Kind.APPEAL, owners=(), units=())),
        a_tracked(8, replace(a_state(status=Status.DROPPED), priority=Priority.LOW)),
    )


TERMS = (
    Terms(owners=("dishub", "PUPR")),
    Terms(units=("Dinas Perhubungan",)),
    Terms(units=(RABA, "Kelurahan Nae")),
    Terms(kinds=(Kind.PROJECT, Kind.APPEAL)),
    Terms(statuses=(Status.DONE, Status.OPEN)),
    Terms(priorities=(Priority.HIGH, Priority.LOW)),
    Terms(tags=("mingguan",)),
    Terms(quarters=(Quarter(2026, 1),)),
    Terms(releases=(2,)),
    Terms(speakers=("Walikota",)),
    Terms(searches=("rumah banjir", "kekompakan")),
    Terms(due_before=day("2026-02-05")),
    Terms(due_after=day("2026-02-05")),
    Terms(due_on=day("2026-02-05")),
    Terms(numbers=(2, 5)),
    *(Terms(traits=(trait,)) for trait in Trait),
)


@pytest.mark.parametrize("terms", TERMS, ids=str)
def test_a_filter_and_its_opposite_part_the_whole(terms: Terms) -> None:
    """Each directive is let through by a term or by its opposite, and never by both; each term tells some apart."""
    whole = a_mixed_lot()
    everything = {"all_kinds": True, "include_closed": True}

    having = {one.number for one in select(whole, Filter(terms, **everything), TODAY).rows}
    lacking = {one.number for one in select(whole, Filter(lacking=terms, **everything), TODAY).rows}

    assert having | lacking == {one.number for one in whole}
    assert not having & lacking
    assert having
    assert lacking


VALUES = {
    "owners": st.sampled_from(["PUPR", "dishub", "camat", "zzz"]),
    "kinds": st.sampled_from(Kind),
    "statuses": st.sampled_from(Status),
    "priorities": st.sampled_from(Priority),
    "tags": st.sampled_from(["banjir", "#Mingguan", "x"]),
    "quarters": st.sampled_from([Quarter(2026, 1), Quarter(2026, 2)]),
    "releases": st.integers(1, 3),
    "searches": st.sampled_from(["drainase", "rumah", '"kekompakan"', "wali"]),
    "numbers": st.integers(1, 9),
}


@given(st.fixed_dictionaries({}, optional={name: st.tuples(value, value) for name, value in VALUES.items()}))
def test_another_value_widens_and_another_term_narrows(fields: dict[str, tuple[object, object]]) -> None:
    """Of several values one is enough, and several terms must hold together."""
    whole = a_mixed_lot()
    one = {name: values[:1] for name, values in fields.items()}
    everything = {"all_kinds": True, "include_closed": True}

    narrow = set(chosen(whole, **one, **everything))

    for name, values in fields.items():
        wider = set(chosen(whole, **(one | {name: values}), **everything))
        fewer = {other: value for other, value in one.items() if other != name}
        assert narrow <= wider
        assert narrow <= set(chosen(whole, **fewer, **everything))


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("reverse", [False, True])
def test_an_order_shows_each_once_and_what_has_no_such_thing_last(order: Order, reverse: bool) -> None:
    """Turned round or not, an order hides nothing and begins with what it orders by."""
    asked = Filter(all_kinds=True, include_closed=True)

    rows = select(a_mixed_lot(), asked, TODAY, order, reverse=reverse).rows

    assert sorted(row.number for row in rows) == list(range(1, 9))
    if order is Order.DUE:
        assert [row.state.due is None for row in rows] == sorted(row.state.due is None for row in rows)
    if order is Order.RELEASE:
        assert rows[-1].number == 3


@pytest.mark.parametrize("by", [by for by in Grouping if by is not Grouping.NONE])
def test_groups_hold_what_the_list_holds(by: Grouping) -> None:
    """Grouped or not, a list shows the same directives; what has nothing to be grouped by stands last."""
    found = select(a_mixed_lot(), Filter(all_kinds=True, include_closed=True), TODAY, by=by)

    assert {row.number for group in found.groups for row in group.selection.rows} == {row.number for row in found.rows}
    assert len(found.rows) == 8
    assert None not in [group.name for group in found.groups[:-1]]


def test_a_directive_of_two_units_stands_in_both_groups() -> None:
    """A split one stands in the group of each unit as that unit sees it, and not where its share is done."""
    both = a_tracked(2, a_state(units=("Dinas Sosial", "Bappeda")))

    found = select((a_tracked(1, a_split()), both), Filter(), TODAY, by=Grouping.UNIT)
    groups = {group.name: group.selection for group in found.groups}

    assert list(groups) == ["Bappeda", "Dinas Sosial", "Kecamatan Mpunda", "Kelurahan Nae"]
    assert groups["Bappeda"].rows == groups["Dinas Sosial"].rows == (both,)
    assert [row.state.progress for row in groups["Kecamatan Mpunda"].rows] == [50]
    assert groups["Kelurahan Nae"].rows[0].state.status is Status.OPEN


def test_spellings_of_one_owner_are_one_group() -> None:
    """The group is called as its first member spells it."""
    named = [a_tracked(number, a_state(owners=(owner,))) for number, owner in enumerate(("Wali Kota", "WALIKOTA"), 1)]

    found = select(named, Filter(), TODAY, by=Grouping.OWNER)

    assert [(group.name, len(group.selection.rows)) for group in found.groups] == [("Wali Kota", 2)]


def test_a_limit_counts_before_the_groups() -> None:
    """Of two groups the list shows as many directives as were asked for, and says how many there are besides."""
    found = select(a_mixed_lot(), Filter(), TODAY, by=Grouping.QUARTER, limit=3)

    assert sum(len(group.selection.rows) for group in found.groups) == len(found.rows) == 3
    assert found.hidden_limit == 2
