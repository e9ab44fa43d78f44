"""Looks through a store's file for all that is wrong with it, and tells how it would stand mended.

Nothing is guessed. The words of a directive, a release, an event and each entry of the history never change once they
are kept, so what is damaged or lost is taken from a backup with the very same history. How a directive stands follows
from the history, and so do the next numbers from the ids that are there. What neither says cannot be mended.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from bimatrack.errors import DamagedError
from bimatrack.i18n import _
from bimatrack.store import mending
from bimatrack.store.contents import content_of
from bimatrack.store.contradictions import contradictions, crossing, out_of_order
from bimatrack.store.copies import prove, snapshot_of
from bimatrack.store.findings import Examination, Fault, Finding, Source
from bimatrack.store.older import as_today
from bimatrack.store.relations import Relations
from bimatrack.store.shape import TABLES, Tables, check_schema, is_id, parsed, twice_in

Row = dict[str, Any]
Sources = Callable[[], Iterable[Source]]

_ROWS = ("changes", "releases", "events", "directives")  # the history first, others are mended by it

# Of others the history tells which there were.
_WITHOUT_OTHERS = ("changes", "events")


def examine(path: Path, sources: Sources) -> Examination:
    """Look through the store's file *path*; what is lost is looked for in *sources*, newest first.

    Raises:
        FileNotFoundError: there is none.
        StoreError: it cannot be read, or was written by a newer program.
        DamagedError: what it holds has not the shape of a store.
    """
    twice: list[str] = []
    tables = _tables(content_of(path), path, twice)
    examiner = _Examiner(tables, sources)
    examiner.findings += [_twice(name) for name in dict.fromkeys(twice)]
    examiner.look()
    trouble = _trouble(tables, path)
    if trouble and all(one.mends for one in examiner.findings):
        examiner.findings.append(Finding(Fault.HISTORY, "changes", trouble))
    findings = tuple({(one.fault, one.where): one for one in reversed(examiner.findings)}.values())[::-1]
    return Examination(findings, tables, whole=not trouble and all(map(_spares_history, findings)))


def _tables(content: bytes, path: Path, twice: list[str]) -> Tables:
    def noting(pairs: list[tuple[str, Any]]) -> Row:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice.extend(twice_in(pairs))
        return found

    tables = parsed(content, path, noting)
    if not isinstance(tables, dict) or not isinstance(tables.get("meta"), dict):
        raise mending.no_store(path)
    meta = tables["meta"].get("1")
    check_schema(meta.get("schema") if isinstance(meta, dict) else None, path)
    for name in TABLES:
        if not isinstance(tables.get(name), dict):
            raise mending.no_table(path, name)
    return as_today(tables)


def _twice(name: str) -> Finding:
    return Finding(
        Fault.TWICE,
        name,
        _("“{name}” stands there twice in one place").format(name=name),
        _("the later one is kept, as commands have read it"),
    )


def _spares_history(one: Finding) -> bool:
    """Whether the history is whole in spite of this; from half a history nothing follows."""
    return bool(one.mends) or not one.where.startswith("changes")


def _trouble(tables: Tables, path: Path) -> str:
    try:
        prove(snapshot_of(tables, path), path)
    except DamagedError as error:
        return error.reason
    return ""


class _Examiner:
    """Goes through *tables*, which it mends as it goes, and gathers what it finds."""

    def __init__(self, tables: Tables, sources: Sources) -> None:
        self.tables = tables
        self.findings: list[Finding] = []
        self._all_sources = sources
        self._relations = Relations(tables, self._from_sources)

    def look(self) -> None:
        """Look at everything there is."""
        jumping = crossing(self.tables)
        self._suspects = jumping | self._doubtful_changes()
        for table in _ROWS:
            self._look_at_rows(table)
        for table in _ROWS:
            self._look_for_lost(table)
        self.findings += self._put_in_order(jumping)
        self.findings += [self._replaced("directives", *one) for one in [*contradictions(self.tables)]]
        self.findings += self._relations.references()
        if all(map(_spares_history, self.findings)):
            self.findings += self._relations.standing()
        self.findings += self._relations.numbers()

    def _doubtful_changes(self) -> frozenset[str]:
        return frozenset(
            number
            for number, row in self.tables["changes"].items()
            if not is_id(number)
            or mending.trouble_of("changes", int(number), row)
            or self._relations.is_dangling("changes", row)
        )

    def _put_in_order(self, jumping: Iterable[str]) -> Iterator[Finding]:
        told = _("its step is out of order")
        yield from (
            one for number in sorted(jumping, key=int) if (one := self._replaced("changes", number, told)).mends
        )
        yield from (Finding(Fault.HISTORY, f"changes {number}", told) for number in out_of_order(self.tables))

    def _replaced(self, table: str, number: str, told: str) -> Finding:
        """Take an entry that can be read, but contradicts others, from a backup that has it otherwise."""
        found, mends = self._from_sources(table, number)
        if mends and found != self.tables[table].get(number):
            self.tables[table][number] = found
        else:
            mends = ""
        return Finding(Fault.HISTORY, f"{table} {number}", told, mends)

    def _look_at_rows(self, table: str) -> None:
        rows = self.tables[table]
        for number in list(rows):
            if not is_id(number):
                del rows[number]
                told = _("“{number}” of the table “{name}” is no entry").format(number=number[:80], name=table)
                self.findings.append(Finding(Fault.ENTRY, table, told, _("it is taken out")))
            elif told := mending.trouble_of(table, int(number), rows[number]):
                self._mend_row(table, number, told)

    def _mend_row(self, table: str, number: str, told: str) -> None:
        row = self.tables[table][number]
        days = mending.bad_days(row)
        if days:
            told = _("impossible day: {days}").format(days=", ".join(days))
        found, mends = self._from_sources(table, number)
        if not mends:
            found, mends = mending.mended_days(table, number, row, self.tables["changes"])
            if mends and mending.trouble_of(table, int(number), found):
                mends = ""
        if mends:
            self.tables[table][number] = found
        self.findings.append(Finding(Fault.DAY if days else Fault.ENTRY, f"{table} {number}", told, mends))

    def _look_for_lost(self, table: str) -> None:
        rows = self.tables[table]
        last = max(map(int, rows), default=0)
        given = mending.next_number(self.tables["meta"], table) - 1
        passed_over = self.tables["meta"].get("1", {}).get("gaps") is True
        for lost in _gaps(rows, last, given):
            found, mends = self._from_sources(table, lost)
            if mends:
                rows[lost] = found
            if mends or (not passed_over and (int(lost) < last or table in _WITHOUT_OTHERS)):
                self.findings.append(Finding(Fault.LOST, f"{table} {lost}", _("the entry is missing"), mends))
        self.tables[table] = dict(sorted(rows.items(), key=lambda item: int(item[0])))

    def _from_sources(self, table: str, number: str) -> tuple[Any, str]:
        """Return the row of that *number* in a backup and what tells where it is from, "" where none has it."""
        for source in self._sources:
            if number in source.tables[table]:
                return source.tables[table][number], _("taken from the backup {name}").format(name=source.name)
        return None, ""

    @cached_property
    def _sources(self) -> list[Source]:
        """The backups whose history is the beginning of this one; another may mean something else by the same id."""
        return [source for source in self._all_sources() if self._is_ours(source)]

    def _is_ours(self, source: Source) -> bool:
        ours, theirs = self.tables["changes"], source.tables["changes"]
        common = (ours.keys() & theirs.keys()) - self._suspects
        return bool(common) and all(ours[number] == theirs[number] for number in common)


def _gaps(rows: Iterable[str], last: int, given: int) -> list[str]:
    """Return the ids that should be there and are not: up to the *last* one there is, and to the last one *given*."""
    there = set(rows)
    end = given if last < given <= last + mending.MOST_LOST else last
    if end > len(there) + mending.MOST_LOST:
        return []
    return [number for number in map(str, range(1, end + 1)) if number not in there]
