"""What the entries of a damaged store say of each other: references, how all stands by the history, next numbers."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from msgspec import convert, to_builtins

from bimatrack.history import Change, Life, Tracked, lives, releases_alive
from bimatrack.i18n import _
from bimatrack.store import mending
from bimatrack.store.findings import Fault, Finding
from bimatrack.store.records import NUMBERED, UNREADABLE, ChangeRow, DirectiveRow, Said
from bimatrack.store.shape import Tables

Row = dict[str, Any]
# A table and an id, to the row that a backup has there and what tells of it.
FromSources = Callable[[str, str], tuple[Any, str]]

_LISTS = {"links": "directives", "again": "releases"}


class Relations:
    """Goes through *tables*, each row of which was looked at by itself, and mends them as it goes."""

    def __init__(self, tables: Tables, from_sources: FromSources) -> None:
        self.tables = tables
        self._from_sources = from_sources

    def is_dangling(self, table: str, row: object) -> bool:
        """Whether *row* refers to what is not there."""
        return isinstance(row, dict) and any(True for _name in self._dangling(table, row))

    def references(self) -> Iterator[Finding]:
        """Look for what refers to what is not there."""
        for table in ("changes", "directives", "events"):
            for number, row in list(self.tables[table].items()):
                if isinstance(row, dict) and (dangling := [*self._dangling(table, row)]):
                    yield self._mend_reference(table, number, row, dangling)

    def _dangling(self, table: str, row: Row) -> Iterator[str]:
        """Name what *row* refers to and is not there."""
        named = [("releases", row.get("release"))]
        if table == "changes":
            values = row.get("values")
            listed = values if isinstance(values, dict) else {}
            named += [("directives", row.get("directive"))]
            named += [(other, one) for name, other in _LISTS.items() for one in _list(listed.get(name))]
            if (undone := row.get("undoes")) is not None and not self._is_earlier(undone, row.get("step")):
                yield f"steps {undone}"
        for other, one in named:
            if type(one) is int and str(one) not in self.tables[other]:
                yield f"{other} {one}"

    def _is_earlier(self, undone: object, step: object) -> bool:
        return type(undone) is int and undone in self._steps and type(step) is int and undone < step

    @cached_property
    def _steps(self) -> set[int]:
        steps = [row.get("step") for row in self.tables["changes"].values() if isinstance(row, dict)]
        return {step for step in steps if type(step) is int}

    def _mend_reference(self, table: str, number: str, row: Row, dangling: list[str]) -> Finding:
        told = _("it refers to what is not there: {names}").format(names=", ".join(dangling))
        found, mends = self._from_sources(table, number)
        if not mends or self.is_dangling(table, found):
            found, mends = self._without(table, number, row)
        if not mends or self.is_dangling(table, found):
            return Finding(Fault.DANGLING, f"{table} {number}", told)
        self.tables[table][number] = found
        return Finding(Fault.DANGLING, f"{table} {number}", told, mends)

    def _without(self, table: str, number: str, row: Row) -> tuple[Row, str]:
        if table == "directives" and (birth := mending.birth_of(number, self.tables["changes"])):
            release = birth.get("release")
            rest = {name: value for name, value in row.items() if name != "release"}
            return rest | ({} if release is None else {"release": release}), _("the release is that of the history")
        values = row.get("values")
        if table != "changes" or not isinstance(values, dict):
            return row, ""
        kept = {
            name: [one for one in _list(value) if str(one) in self.tables[_LISTS[name]]] if name in _LISTS else value
            for name, value in values.items()
        }
        return row | {"values": kept}, _("the reference is taken out")

    def standing(self) -> Iterator[Finding]:
        """Look for what stands otherwise than the history tells, which can be read to its end."""
        changes = tuple(convert(row, ChangeRow).value(int(number)) for number, row in self.tables["changes"].items())
        yield from self._directives(changes)
        alive = releases_alive(changes)
        for number, row in list(self.tables["releases"].items()):
            gone = int(number) not in alive
            if isinstance(row, dict) and bool(row.get("withdrawn")) != gone:
                self.tables["releases"][number] = row | {"withdrawn": gone}
                yield _otherwise(f"releases {number}")

    def _directives(self, changes: tuple[Change, ...]) -> Iterator[Finding]:
        told = lives(changes)
        known = {str(change.directive) for change in changes if change.directive is not None}
        for number in sorted(known - self.tables["directives"].keys(), key=int):
            yield Finding(Fault.LOST, f"directives {number}", _("its words are missing, its history is there"))
        for number, row in list(self.tables["directives"].items()):
            if number not in known:
                yield Finding(Fault.LOST, f"directives {number}", _("its history is missing"))
            elif not mending.trouble_of("directives", int(number), row):
                mended = _as_told(int(number), dict(row), told.get(int(number)))
                if mended != row:
                    self.tables["directives"][number] = mended
                    yield _otherwise(f"directives {number}")

    def numbers(self) -> Iterator[Finding]:
        """Look for next numbers that are taken."""
        meta = self.tables["meta"]["1"]
        given = meta["next"] if isinstance(meta.get("next"), dict) else {}
        steps = [row.get("step") for row in self.tables["changes"].values() if isinstance(row, dict)]
        last = {name: max(map(int, self.tables[name]), default=0) for name in NUMBERED if name in self.tables}
        last["steps"] = max((step for step in steps if type(step) is int), default=0)
        following = {name: _following(given.get(name), last[name]) for name in NUMBERED}
        for name in NUMBERED:
            if following[name] != given.get(name):
                told = _("the next number of “{table}” is taken").format(table=name)
                yield Finding(Fault.NUMBER, name, told, _("it is {number}").format(number=following[name]))
        self.tables["meta"] = {"1": {**meta, "next": following}}


def _as_told(number: int, row: Row, life: Life | None) -> Row:
    """Return the *row* of a directive as its history has it stand, the same where it stands so."""
    if life is None:
        return row if row.get("withdrawn") else row | {"withdrawn": True}
    # What is as by default may stand there or be left out.
    if not row.get("withdrawn") and _life(number, row) == life:
        return row
    said = convert(row, Said)
    told = Tracked(number, said.said, life.state, said.release, life.born).living(life)
    mended: Row = to_builtins(DirectiveRow.of(told))
    return mended


def _life(number: int, row: Row) -> Life | None:
    try:
        return convert(row, DirectiveRow).value(number).life
    except UNREADABLE:
        return None


def _following(given: object, last: int) -> int:
    return given if type(given) is int and given > last else last + 1


def _otherwise(where: str) -> Finding:
    return Finding(
        Fault.HISTORY, where, _("it stands otherwise than its history tells"), _("it stands as the history tells")
    )


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
