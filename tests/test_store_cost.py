"""What a command reads and writes of the store, counted: no more than it needs, and nothing twice."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from bimatrack.store import storage
from bimatrack.store.snapshot import Snapshot


class Costs:
    """Counts files read and written, and the sections of which all rows were read."""

    def __init__(self) -> None:
        self.files: Counter[str] = Counter()
        self.sections: Counter[str] = Counter()

    def of(self, bima: Run, *words: object) -> "Costs":
        """Start anew, and run a command."""
        self.files.clear()
        self.sections.clear()
        assert bima(*words).code == 0
        return self


@pytest.fixture
def costs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Costs]:
    """Count from here on."""
    counted = Costs()

    def count(owner: Any, name: str, told: str) -> None:  # noqa: ANN401 - a module or a class
        before = getattr(owner, name)

        def counting(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it is called with
            counted.files[told] += 1
            return before(*arguments, **named)

        monkeypatch.setattr(owner, name, counting)

    count(storage, "content_of", "read")
    count(storage, "read_tables", "read whole")
    count(storage.BookFile, "write", "written")
    rows = Snapshot._rows  # noqa: SLF001 - where all sections are read

    def reading(self: Snapshot, section: str, family: type, numbers: Any = None) -> Any:  # noqa: ANN401 - the rows
        if numbers is None:
            counted.sections[section] += 1
        return rows(self, section, family, numbers)

    monkeypatch.setattr(Snapshot, "_rows", reading)
    return counted


@pytest.mark.parametrize(
    ("words", "sections"),
    [
        (("list",), {"open"}),
        (("list", "--owner", "Dishub", "--overdue"), {"open"}),
        (("list", "--json"), {"open"}),
        (("list", "--all"), {"open", "closed"}),
        (("list", "--status", "done"), {"open", "closed"}),
        (("show", 5), set()),
        (("releases",), {"open", "closed", "releases"}),
        (("report", "2026Q1", "--json"), {"open", "closed", "releases", "events", "changes"}),
    ],
)
def test_a_look_reads_the_file_once_and_only_what_it_shows(
    sample: Run, costs: Costs, words: tuple[object, ...], sections: set[str]
) -> None:
    """Closed directives and the history stay unread where nobody asks for them; no section is read twice."""
    sample("done", 3)
    seen = costs.of(sample, *words)

    assert seen.files == {"read": 1}
    assert seen.sections.keys() == sections
    assert set(seen.sections.values()) <= {1}


@pytest.mark.parametrize(
    "words", [("done", 3), ("progress", 8, 40), ("note", 5, "ditunda"), ("due", 9, "2026-06-30", "--reason", "tender")]
)
def test_a_change_reads_no_other_directive_and_writes_once(
    sample: Run, costs: Costs, words: tuple[object, ...]
) -> None:
    """The rest of the file is copied as it stands."""
    seen = costs.of(sample, *words)

    assert seen.files == {"read": 1, "written": 1}
    assert seen.sections == {}


@pytest.mark.parametrize("words", [("undo", "--dry-run"), ("undo",), ("undo", 2, "--yes")])
def test_an_undo_reads_of_the_history_no_more_than_its_heads(
    sample: Run, costs: Costs, words: tuple[object, ...]
) -> None:
    """What the last commands did, and the history of what they did it to; the directives of others stay unread."""
    sample("done", 3)
    sample("progress", 8, 40)
    seen = costs.of(sample, *words)

    assert seen.files == {"read": 1} if "--dry-run" in words else {"read": 1, "written": 1}
    assert seen.sections == {"changes": 1}


def test_nothing_is_written_where_nothing_changes(sample: Run, store_path: Path, costs: Costs) -> None:
    """What is so already costs no new file."""
    sample("done", 3)
    before = store_path.stat()
    costs.files.clear()
    assert sample("done", 3).code == 1
    assert sample("done", 5, "--dry-run").code == 0

    assert costs.files["written"] == 0
    after = store_path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_that_somebody_altered_is_read_whole_until_it_is_written_again(
    sample: Run, store_path: Path, costs: Costs
) -> None:
    """Where rows lie is no longer known then; the next change tells it anew."""
    tables = json.loads(store_path.read_bytes())
    tables["directives"]["5"]["now"]["text"] = "Diubah dengan tangan"
    store_path.write_text(json.dumps(tables, indent=1), encoding="utf-8")

    assert costs.of(sample, "list").files == {"read": 1, "read whole": 1}
    assert "Diubah dengan tangan" in sample("show", 5).out
    costs.of(sample, "priority", 5, "high")
    assert costs.of(sample, "list").files == {"read": 1}
    assert "Diubah dengan tangan" in sample("show", 5).out
