"""Makes stores of any size, as offices would have them after a year: releases, owners, deadlines, and what came of it.

`python tests/bench/filling.py COUNT FILE` writes one of COUNT directives; the same count gives the same store.
"""

import random
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bimatrack.altering import replace
from bimatrack.history import Action, Entry, State
from bimatrack.model import Directive, Due, Event, Evidence, Kind, Quote, Release, Status
from bimatrack.store import Store
from bimatrack.store.draft import Draft

EACH = 8  # directives of one release
UNITS = (
    ("Kadis PUPR", "Dinas Pekerjaan Umum dan Penataan Ruang"),
    ("Dinas Kesehatan", "Dinas Kesehatan"),
    ("Kepala Dinas Sosial", "Dinas Sosial"),
    ("Dishub", "Dinas Perhubungan"),
    ("Camat Raba", "Kecamatan Raba"),
    ("Inspektorat", "Inspektorat"),
    ("Satpol PP", "Satuan Polisi Pamong Praja"),
)
WORKS = ("menata", "mendata", "memperbaiki", "melaporkan", "menyelesaikan", "mempercepat", "mengawasi", "merawat")
THINGS = ("drainase", "pasar", "lampu jalan", "aset daerah", "posyandu", "taman kota", "trotoar", "sampah", "parkir")
FIRST = date(2025, 1, 6)
DAYS = 360


def fill(count: int, path: Path) -> None:
    """Write a store of *count* directives into the new file *path*: a release a day or more, and a year of changes."""
    chance = random.Random(count)  # noqa: S311 - nothing secret hangs on it
    store = Store.at(path)
    with store.writing() as draft:
        states: dict[int, State] = {}
        for number in range(0, count, EACH):
            day = FIRST + timedelta(number * DAYS // count)
            states |= _release(draft, number, min(EACH, count - number), day)
        for number in range(min(DAYS // 2, count // 5)):  # A small store must keep something open.
            _follow(draft, states, FIRST + timedelta(number * 2 + 5), max(1, count // DAYS * 4), chance)


def _release(draft: Draft, first: int, count: int, day: date) -> dict[int, State]:
    lines, said = [f"Rapat pimpinan ke-{first}", ""], []
    for number in range(first, first + count):
        owner, unit = UNITS[number % len(UNITS)]
        act = f"{WORKS[number % len(WORKS)]} {THINGS[number % len(THINGS)]} nomor {number}"
        due = f"paling lambat {day + timedelta(20 + number % 100):%d/%m/%Y}"
        start = sum(map(len, lines)) + len(lines)
        line = f"Wali Kota meminta {owner} {act} {due} dan melaporkan hasilnya pada rapat pimpinan berikutnya."
        said.append((start, line, owner, unit, act, due))
        lines.append(line)
    text = "\n".join(lines)
    release = draft.keep_release(
        Release(f"rilis/{first}.txt", text, f"{first:064x}", lines[0], day, "Prokopim"), _moment(day)
    )
    if first % (EACH * 4) == 0:
        draft.keep_event(Event("Rapat Pimpinan", day, day, "Aula Wali Kota"), release)
    states: dict[int, State] = {}
    births = [Entry(Action.IMPORT, day, release=release)]
    for start, line, owner, unit, act, due in said:

        def words(part: str, start: int = start, line: str = line) -> Quote:
            at = start + line.index(part)
            return Quote.of(text, at, at + len(part))

        number = len(states) + first
        directive = Directive(
            act.capitalize(),
            words(act),
            (Kind.INSTRUCTION, Kind.INSTRUCTION, Kind.PROJECT, Kind.APPEAL)[number % 4],
            words("Wali Kota"),
            (words(owner),),
            (unit,),
            Due(day + timedelta(20 + number % 100), words(due), "the date as written"),
            0.9,
            "ask.meminta",
        )
        kept = draft.keep_directive(directive, release)
        states[kept] = State.of(directive)
        births.append(Entry(Action.IMPORT, day, kept, states[kept].as_values(), release=release))
    draft.record(births, at=_moment(day), author="siti")
    return states


def _follow(draft: Draft, states: dict[int, State], day: date, count: int, chance: random.Random) -> None:
    """Let *count* directives come on by *day*."""
    known = chance.sample(sorted(states), min(count, len(states)))
    entries = [entry for number in known for entry in _news(number, states, day, chance)]
    if entries:
        draft.record(entries, at=_moment(day), author="ani")


def _news(number: int, states: dict[int, State], day: date, chance: random.Random) -> Iterator[Entry]:
    before = draft_born = states[number]
    if before.status.closed or draft_born.due is None or draft_born.due - timedelta(100) > day:
        return
    lot = chance.random()
    if lot < 0.4:
        after = replace(before, status=Status.IN_PROGRESS, progress=min(95, before.progress + chance.randrange(5, 40)))
        action, note = Action.PROGRESS, "tahap pertama selesai, menunggu pencairan"
    elif lot < 0.75:
        after = replace(before, status=Status.DONE, progress=100, closed_on=day, evidence=(Evidence("bast.pdf"),))
        action, note = Action.DONE, "selesai"
    elif lot < 0.8:
        after = replace(before, status=Status.DROPPED, closed_on=day)
        action, note = Action.DROP, "anggaran dialihkan"
    elif lot < 0.9:
        after = replace(before, due=day + timedelta(30))
        action, note = Action.DUE, "tender diulang"
    else:
        after, action, note = before, Action.NOTE, "sudah dirapatkan dengan bagian terkait"
    states[number] = after
    values = tuple((name, value) for name, value in after.as_values() if value != dict(before.as_values()).get(name))
    yield Entry(action, day, number, values, note)


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


if __name__ == "__main__":
    fill(int(sys.argv[1]), Path(sys.argv[2]))
