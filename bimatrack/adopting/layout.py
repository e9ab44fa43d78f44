"""Where the matrix stands in a file, and what its columns hold."""

from collections.abc import Mapping, Sequence

from bimatrack.adopting.values import Column, Layout
from bimatrack.altering import replace
from bimatrack.errors import UsageError
from bimatrack.i18n import _
from bimatrack.readers.grids import Grid
from bimatrack.rules.columns import Field, field_of, folded

_DEEPEST_HEAD = 30
_NOT_READ = "-"
_OVERRIDDEN = 99  # more words than any head has


def read_fields(words: Sequence[str]) -> dict[str, Field | None]:
    """Read what was typed as "HEAD=FIELD"; "HEAD=-" leaves a column out.

    Raises:
        UsageError: it is not of this form, or there is no such field.
    """
    given: dict[str, Field | None] = {}
    for word in words:
        head, equals, name = word.rpartition("=")
        name = name.strip().lower()
        if not equals or not head.strip() or name not in (*Field, _NOT_READ):
            raise UsageError(
                _("--map: “{word}” is not of the form HEAD=FIELD; fields are {fields}, and - for none.").format(
                    word=word, fields=", ".join(Field)
                )
            )
        given[folded(head)] = None if name == _NOT_READ else Field(name)
    return given


def find_layout(
    grids: Sequence[Grid], given: Mapping[str, Field | None], sheet: str | None = None
) -> tuple[Grid, Layout]:
    """Find the row of heads with the most known columns; what is *given* for a head, folded, wins over what is known.

    Raises:
        UsageError: there is no such *sheet*, no row of heads that names what is to be done, or no head that is given.
    """
    wanted = [grid for grid in grids if sheet is None or folded(grid.name) == folded(sheet)]
    if not wanted:
        names = ", ".join(grid.name for grid in grids)
        raise UsageError(_("There is no sheet “{name}”; there are {names}.").format(name=sheet, names=names))
    found = [
        (grid, Layout(grid.name, number, columns))
        for grid in wanted
        for number, columns in enumerate((_columns(row, given) for row in grid.rows[:_DEEPEST_HEAD]), 1)
        if any(one.field is Field.TEXT for one in columns)
    ]
    if not found:
        raise UsageError(
            _(
                "No row names a column for what is to be done (Arahan, Uraian); say which it is, as in "
                "--map “Isi surat=text”."
            )
        )
    grid, layout = max(found, key=lambda pair: sum(one.field is not None for one in pair[1].columns))
    heads = {folded(one.head) for one in layout.columns}
    for head in given:
        if head not in heads:
            there = ", ".join(f"“{one.head}”" for one in layout.columns)
            raise UsageError(_("--map: there is no column “{head}”; there are {heads}.").format(head=head, heads=there))
    return grid, layout


def _columns(row: Sequence[str], given: Mapping[str, Field | None]) -> tuple[Column, ...]:
    """Return the columns under a row of heads; a field is that of the head that names it best, the first of equals."""
    columns: list[Column] = []
    best: dict[Field, tuple[int, int]] = {}
    for place, head in enumerate(row):
        if not head.strip():
            continue
        field, sureness = _named(head, given)
        columns.append(Column(place, head, field))
        if field is not None and sureness > best.get(field, (0, 0))[0]:
            best[field] = (sureness, place)
    taken = {place for _sureness, place in best.values()}
    columns = [one if one.place in taken else replace(one, field=None) for one in columns]
    return _with_text(columns)


def _named(head: str, given: Mapping[str, Field | None]) -> tuple[Field | None, int]:
    if folded(head) in given:
        return given[folded(head)], _OVERRIDDEN
    known = field_of(head)
    # A head that is just the name is surer than one that goes on.
    return (known[0], 2 * known[1] + (known[1] == len(folded(head).split()))) if known else (None, 0)


def _with_text(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return *columns*; where none holds what is to be done, that is what is to follow (tindak lanjut)."""
    if any(one.field is Field.TEXT for one in columns):
        return tuple(columns)
    return tuple(replace(one, field=Field.TEXT) if one.field is Field.TOLD else one for one in columns)
