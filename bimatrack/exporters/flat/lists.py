"""Lists of directives as records and rows: with the columns that are asked for, in groups, with what makes urgent."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from bimatrack.altering import replace
from bimatrack.exporters.flat.cells import Record, places, proof_names, share_record, text_of
from bimatrack.exporters.flat.directives import COLUMNS, directive_record, directive_row
from bimatrack.history import Share, Tracked, urgency_parts

if TYPE_CHECKING:
    from bimatrack.tracking import Selection

URGENCY = ("urgency", "urgency_parts")
GROUP = "group"
# All that can be asked for by name; only what is grouped has a group.
NAMES = (*COLUMNS, "start", "end", "missing", "reviewed", "merged_into", *URGENCY)


# One line of a list: the directive as a whole, the share of the unit whose line it is, the name of its group.
_Line: TypeAlias = tuple[Tracked, Share | None, str | None]


def directive_records(
    selection: "Selection", today: date, columns: Sequence[str] = (), *, explain: bool = False
) -> list[Record]:
    """Write the directives of a selection, in its order, as they stand as a whole; only the *columns* if any are named.

    Where the selection is of one unit, *share* is that unit's own of a directive that was split. Where it is grouped,
    *group* names the group, and a directive stands there once for each of its groups. To *explain* says in *urgency*
    and *urgency_parts* what makes it pressing.
    """
    named = _named(selection, columns, explain=explain)
    records = [_record(one, today, named, grouped=bool(selection.groups)) for one in _members(selection)]
    return [{name: record[name] for name in named} for record in records] if columns else records


def directive_rows(
    selection: "Selection", today: date, columns: Sequence[str] = (), *, explain: bool = False, on_paper: bool = False
) -> Iterator[Sequence[str]]:
    """Write the directives of a selection as rows; all is as in `directive_records`.

    *on_paper*, which goes to others, evidence is named without the folders of this machine.
    """
    proofs = proof_names if on_paper else places
    named = _named(selection, columns, explain=explain)
    yield named
    if named == COLUMNS:
        for whole, share in selection.wholes:
            yield directive_row(whole, today, share, proofs)
        return
    at = {name: place for place, name in enumerate(COLUMNS)}
    further = not at.keys() >= set(named)
    for one in _members(selection):
        row = directive_row(one[0], today, one[1], proofs)
        record = _record(one, today, named, grouped=True) if further else {}
        yield [row[at[name]] if name in at else text_of(record[name]) for name in named]


def _named(selection: "Selection", columns: Sequence[str], *, explain: bool) -> tuple[str, ...]:
    named = dict.fromkeys((*(columns or COLUMNS), *(URGENCY if explain else ())))
    return tuple(dict.fromkeys((GROUP, *named)) if selection.groups else named)


def _members(selection: "Selection") -> Iterator[_Line]:
    if not selection.groups:
        for whole, share in selection.wholes:
            yield whole, share, None
    for group in selection.groups:
        for whole, share in group.selection.wholes:
            yield whole, share, group.name


def _record(one: _Line, today: date, named: Sequence[str], *, grouped: bool) -> Record:
    whole, share, group = one
    record = directive_record(whole, today) | {"share": share_record(share) if share else None}
    if grouped:
        record = {GROUP: group} | record
    if any(name in named for name in URGENCY):
        parts = urgency_parts(replace(whole, state=whole.state.of_unit(share)) if share else whole, today)
        record["urgency"] = sum(points for _part, points in parts)
        record["urgency_parts"] = {part.value: points for part, points in parts}
    return record
