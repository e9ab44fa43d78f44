"""The store's file in sections: read in part, copied in part, and always one JSON document."""

import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from tinydb import TinyDB

from bimatrack.store.book import Book
from bimatrack.store.database import database_of
from bimatrack.store.rows import Rows
from bimatrack.store.sections import SECTIONS, fits, pack, unpack

IDS = st.integers(1, 30)
TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from('",\n{}:1\\'), max_size=12)
ROWS = st.fixed_dictionaries({"text": TEXTS}, optional={"directive": st.integers(1, 9), "more": st.lists(TEXTS)})
TABLES = st.dictionaries(IDS, ROWS, max_size=20)
EDITS = st.lists(st.tuples(IDS, st.none() | ROWS), max_size=14)
META = {"schema": 2, "next": {"directives": 200, "releases": 31, "events": 31, "changes": 31}}

Table = dict[int, Any]


class Line(Struct):
    """As much of a row as the tests read."""

    text: str
    directive: int | None = None


def rows_of(table: Table) -> Rows:
    """Make rows that were written before."""
    rows = Rows()
    for number, row in table.items():
        rows.put(number, row)
    return Rows(bytes(rows.content()))


def edited(rows: Rows, table: Table, edits: list[tuple[int, Any]]) -> None:
    """Make the same changes to rows and to a plain dict."""
    for number, row in edits:
        if row is None:
            rows.take(number)
            table.pop(number, None)
        else:
            rows.put(number, row)
            table[number] = row


@given(TABLES, EDITS, EDITS, st.booleans(), st.lists(IDS, max_size=12))
def test_rows_are_a_dict_that_is_written_as_lines(
    table: Table, edits: list[tuple[int, Any]], more: list[tuple[int, Any]], look: bool, some: list[int]
) -> None:
    """Whatever is set, taken away and written, looked at in between or not, they hold what a dict would hold."""
    rows = rows_of(table)
    for changes in (edits, more):
        edited(rows, table, changes)
        if look:
            assert dict(rows.items()) == table
        assert {number: rows.get(number) for number in range(1, 31) if number in rows} == table
        assert json.loads(b"{%b}" % bytes(rows.content())) == {str(number): row for number, row in table.items()}
        assert rows.numbers() == table.keys()
        assert {number: row.text for number, row in rows.read_all(Line).items()} == {
            number: row["text"] for number, row in table.items()
        }
        assert rows.read_all(Line, some).keys() == table.keys() & set(some)
    assert dict(rows_of(table).items()) == table


@given(st.lists(TABLES, min_size=len(SECTIONS), max_size=len(SECTIONS)), EDITS)
def test_the_file_is_one_document(tables: list[Table], edits: list[tuple[int, Any]]) -> None:
    """Packed and unpacked it is the same; JSON reads the same tables as we do; so it stays when a part is changed."""
    # An id stands in one of the two sections of its table only.
    tables[1] = {number + 100: row for number, row in tables[1].items()}
    sections = {name: rows_of(table) for name, table in zip(SECTIONS, tables, strict=True)}
    for _turn in range(2):
        content = pack(META, sections)
        assert fits(content[:4096], len(content))
        found = unpack(content)
        assert found is not None
        meta, sections = found
        assert meta == META
        assert [dict(rows.items()) for rows in sections.values()] == tables
        plain = {name: {int(number): row for number, row in rows.items()} for name, rows in json.loads(content).items()}
        assert plain["directives"] == tables[0] | tables[1]
        assert all(plain[name] == table for name, table in zip([*SECTIONS][2:], tables[2:], strict=True))
        edited(sections["changes"], tables[-1], edits)


@given(TABLES, st.data())
def test_any_other_file_is_told_from_ours(table: Table, data: st.DataObject) -> None:
    """A byte that was altered, added or cut anywhere is noticed."""
    content = pack(META, {name: rows_of(table if name == "changes" else {}) for name in SECTIONS})
    at = data.draw(st.integers(0, len(content) - 1))
    byte = data.draw(st.binary(min_size=0, max_size=2).filter(lambda new: new != content[at : at + 1]))

    assert unpack(content) is not None
    assert unpack(content[:at] + byte + content[at + 1 :]) is None
    assert unpack(content[:at]) is None


def test_tinydb_opens_it_by_itself(tmp_path: Path) -> None:
    """Nobody needs this program to read what it keeps."""
    path = tmp_path / "store.json"
    kept = {"closed": {103: {"text": "closed"}}, "changes": {3: {"text": "changes"}}}
    path.write_bytes(pack(META, {name: rows_of(kept.get(name, {})) for name in SECTIONS}))

    with TinyDB(path) as database:
        assert database.table("directives").get(doc_id=103) == {"text": "closed"}
        assert database.table("changes").all() == [{"text": "changes"}]
        assert len(database.table("events")) == 0


@given(TABLES, EDITS)
def test_tinydb_over_a_book_does_what_tinydb_does(table: Table, edits: list[tuple[int, Any]]) -> None:
    """Inserted, updated, removed, looked up: our tables are those of TinyDB, only that no other rows are read."""
    from tinydb.storages import MemoryStorage
    from tinydb.table import Document

    ours, theirs = database_of(Book()).table("changes"), TinyDB(storage=MemoryStorage).table("changes")
    for one in (ours, theirs):
        one.insert_multiple(Document(row, number) for number, row in table.items())
        for number, row in edits:
            if row is None:
                one.remove(doc_ids=[number] if one.contains(doc_id=number) else [])
            elif one.contains(doc_id=number):
                one.update({"again": 1} | row, doc_ids=[number])
                one.update(lambda there: there.update(more=[]), doc_ids=[number])
            else:
                one.insert(Document(row, number))

    assert {row.doc_id: dict(row) for row in ours} == {row.doc_id: dict(row) for row in theirs}
    assert all(ours.get(doc_id=number) == theirs.get(doc_id=number) for number in range(1, 31))
    assert len(ours) == len(theirs)
    if table and (number := next(iter(table))) and ours.contains(doc_id=number):
        with pytest.raises(ValueError, match="already exists"):
            ours.insert(Document({}, number))


def test_a_directive_lies_where_it_belongs() -> None:
    """Closed and withdrawn ones lie apart from those that are still to be done, also when that changes."""
    book = Book()
    shelf = book.table("directives")
    shelf.put(1, {"now": {"status": "open"}})
    shelf.put(2, {"now": {"status": "done"}})
    shelf.put(3, {"now": {}, "withdrawn": True})
    assert [book.sections[name].numbers() for name in ("open", "closed")] == [{1}, {2, 3}]

    shelf.put(1, {"now": {"status": "dropped"}})
    shelf.put(3, {"now": {}})
    assert [book.sections[name].numbers() for name in ("open", "closed")] == [{3}, {1, 2}]
    assert shelf.numbers() == {1, 2, 3}


def test_lines_are_found_by_what_they_hold() -> None:
    """Rows are found without reading the others; text that looks alike is none."""
    rows = rows_of({n: {"text": f'"directive":{n}, ok', "directive": n % 3} for n in range(1, 8)})

    assert sorted(rows.read_with(Line, b'"directive":2,', b'"directive":2}')) == [2, 5]
    assert rows.read_with(Line, b'"directive":9}') == {}


@pytest.mark.parametrize(
    "sections", [{}, {"open": [0, 5]}, None, dict.fromkeys(SECTIONS, 10**9), dict.fromkeys(SECTIONS, -1)]
)
def test_a_head_with_a_right_sum_and_wrong_places_is_no_file_of_ours(sections: object) -> None:
    """What somebody made on purpose is read like any other file."""
    head = json.dumps({"meta": {"1": META | {"sections": sections}}}, separators=(",", ":")).encode()[:-3]
    body = b"}\n"
    content = b'%b,"sum":%d}},\n%b' % (head, zlib.crc32(body, zlib.crc32(head)), body)

    assert unpack(content) is None
    assert not fits(content, len(content))


@pytest.mark.parametrize(
    "lines", [b"rusak", b'"1":{"said":{}},\n"2":rusak', b'"x":{}', b'"1":{},\n"1":{}', b"\xff\xfe", b'"1":{"now":7}']
)
@pytest.mark.parametrize("section", ["open", "changes"])
def test_a_right_sum_over_wrong_lines_is_damage(bima: Run, store_path: Path, section: str, lines: bytes) -> None:
    """Who makes such a file on purpose gets a sentence, whatever is asked, and nothing is written."""
    sections = {name: Rows() for name in SECTIONS} | {section: Rows(lines)}
    store_path.write_bytes(pack({"schema": 2, "next": dict.fromkeys((*META["next"], "steps"), 9)}, sections))
    before = store_path.read_bytes()

    for words in (("list",), ("list", "--all", "--json"), ("show", 1), ("log",), ("report", "2026Q1"), ("doctor",)):
        ran = bima(*words)
        assert (ran.code, "Traceback" in ran.err) in ((0, False), (1, False), (4, False)), (words, ran.err)
    assert bima("list" if section == "open" else "log").code == 4
    bima("done", 1), bima("undo")
    assert store_path.read_bytes() == before
