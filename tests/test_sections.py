"""The store's file in sections: read in part, copied in part, and always one JSON document."""

import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from bimatrack.store.sections import SECTIONS, Section, pack, unpack

IDS = st.integers(1, 30).map(str)
TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from('",\n{}:1\\'), max_size=12)
ROWS = st.fixed_dictionaries({"text": TEXTS}, optional={"directive": st.integers(1, 9), "more": st.lists(TEXTS)})
TABLES = st.dictionaries(IDS, ROWS, max_size=20)
EDITS = st.lists(st.tuples(IDS, st.none() | ROWS), max_size=14)
META = {"schema": 2, "next": {"changes": 7}}


def edited(section: Section, rows: dict[str, Any], edits: list[tuple[str, Any]]) -> None:
    """Make the same changes to a section and to a plain dict."""
    for number, row in edits:
        if row is None:
            section.take(number)
            rows.pop(number, None)
        else:
            section.put(number, row)
            rows[number] = row


@given(TABLES, EDITS, EDITS, st.booleans())
def test_a_section_is_a_dict_that_is_written_as_lines(
    rows: dict[str, Any], edits: list[tuple[str, Any]], more: list[tuple[str, Any]], look: bool
) -> None:
    """Whatever is set, taken away and written, looked at in between or not, it holds what a dict would hold."""
    section = Section(Section.of(rows).written())
    for changes in (edits, more):
        edited(section, rows, changes)
        if look:
            assert dict(section) == rows
        assert {number: section[number] for number in rows} == rows
        assert all((str(number) in section) == (str(number) in rows) for number in range(1, 31))
        assert json.loads(b"{%b}" % section.written()) == rows
        assert len(section) == len(rows)
    assert dict(Section(section.written())) == rows


@given(st.lists(TABLES, min_size=len(SECTIONS), max_size=len(SECTIONS)), EDITS)
def test_the_file_is_one_document(tables: list[dict[str, Any]], edits: list[tuple[str, Any]]) -> None:
    """Packed and unpacked it is the same; JSON reads the same tables as we do; so it stays when a part is changed."""
    # An id stands in one of the two sections of its table only.
    tables[1] = {str(int(number) + 100): row for number, row in tables[1].items()}
    sections = {name: Section.of(rows) for name, rows in zip(SECTIONS, tables, strict=True)}
    for _turn in range(2):
        content = pack(META, sections)
        found = unpack(content)
        assert found is not None
        meta, sections = found
        assert meta == META
        assert [dict(section) for section in sections.values()] == tables
        plain = json.loads(content)
        assert plain["directives"] == tables[0] | tables[1]
        assert all(plain[name] == rows for name, rows in zip([*SECTIONS][2:], tables[2:], strict=True))
        edited(sections["changes"], tables[-1], edits)


@given(TABLES, st.data())
def test_any_other_file_is_told_from_ours(rows: dict[str, Any], data: st.DataObject) -> None:
    """A byte that was altered, added or cut anywhere is noticed."""
    content = pack(META, {name: Section.of(rows if name == "changes" else {}) for name in SECTIONS})
    at = data.draw(st.integers(0, len(content) - 1))
    byte = data.draw(st.binary(min_size=0, max_size=2).filter(lambda new: new != content[at : at + 1]))

    assert unpack(content) is not None
    assert unpack(content[:at] + byte + content[at + 1 :]) is None
    assert unpack(content[:at]) is None


def test_tinydb_opens_it_by_itself(tmp_path: Path) -> None:
    """Nobody needs this program to read what it keeps."""
    path = tmp_path / "store.json"
    sections = {name: Section.of({"3": {"text": name}} if name in ("closed", "changes") else {}) for name in SECTIONS}
    path.write_bytes(pack(META, sections))

    with TinyDB(path) as database:
        assert database.table("directives").get(doc_id=3) == {"text": "closed"}
        assert database.table("changes").all() == [{"text": "changes"}]
        assert len(database.table("events")) == 0


def test_lines_are_found_by_what_they_hold() -> None:
    """Rows are found without reading the others; text that looks alike is none."""
    rows = {str(n): {"text": f'"directive":{n}, ok', "directive": n % 3} for n in range(1, 8)}
    section = Section(Section.of(rows).written())

    found = section.lines_with(rb'"directive":2\b')

    assert sorted(found) == ["2", "5"]


@pytest.mark.parametrize("sections", [{}, {"open": [0, 5]}, None])
def test_a_head_with_a_right_sum_and_wrong_places_is_no_file_of_ours(sections: object) -> None:
    """What somebody made on purpose is read like any other file."""
    head = b'{"meta":{"1":{"schema":2,"sections":%b' % json.dumps(sections).encode()
    body = b"}\n"

    assert unpack(b'%b,"sum":%d}},\n%b' % (head, zlib.crc32(body, zlib.crc32(head)), body)) is None
