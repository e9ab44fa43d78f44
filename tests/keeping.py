"""Makes what the tests of keeping and following need: releases as they are read, and stores."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from bimatrack.history import Tracked, lives
from bimatrack.model import Directive, Due, Event, Extraction, Kind, Quote, Release, Status
from bimatrack.store import Store
from bimatrack.store.storage import read_book
from bimatrack.tracking import Mark

WITA = timezone(timedelta(hours=8))
TEXT = (
    "Wali Kota Bima meminta Dinas PUPR merampungkan drainase pasar paling lambat 31 Maret 2026. "
    "Camat diminta mendata rumah terdampak banjir. Semua pegawai agar menjaga kekompakan."
)


def kept_in(path: Path) -> dict[str, Any]:
    """Return the rows of the store's file *path* by table and id, whoever wrote it and in whatever order."""
    return read_book(path.read_bytes(), path).tables


def many(folder: Path, count: int) -> Path:
    """Make short releases, none a version of another."""
    folder.mkdir()
    for number in range(count):
        words = f"r{number} " * 3
        text = f"Rapat {words}\n\nBima, 5 Januari 2026. Wali Kota meminta Camat mendata {words}.\n"
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return folder


def retold(store: Store) -> tuple[Tracked, ...]:
    """Return the directives of *store* as its whole history makes them, told from the beginning."""
    told = lives(store.changes())
    every = {one.number: one for one in (*store.directives(), *store.discarded())}
    return tuple(
        every[number].living(life) for number, life in told.items() if life.state.status is not Status.DISCARDED
    )


def at(iso: str) -> datetime:
    """Return eight in the morning of an ISO day, Central Indonesian time."""
    return datetime.fromisoformat(f"{iso}T08:00:00").replace(tzinfo=WITA)


def mark(iso: str = "2026-01-10", on: str | None = None, note: str | None = None) -> Mark:
    """Make the mark of a command given on the day *iso*."""
    return Mark(at(iso), "ani", date.fromisoformat(on) if on else None, note)


def words(text: str, part: str) -> Quote:
    """Quote *part* where it stands in *text*."""
    start = text.index(part)
    return Quote.of(text, start, start + len(part))


def drainage(text: str = TEXT) -> Directive:
    """Make a directive with all that a release can say of one."""
    return Directive(
        text="Merampungkan drainase pasar",
        quote=words(text, "merampungkan drainase pasar"),
        kind=Kind.INSTRUCTION,
        speaker=words(text, "Wali Kota Bima"),
        owners=(words(text, "Dinas PUPR"),),
        units=("Dinas Pekerjaan Umum dan Penataan Ruang",),
        due=Due(date(2026, 3, 31), words(text, "paling lambat 31 Maret 2026"), "the date as written"),
        confidence=0.9,
        rule="ask.meminta",
        also=(words(text, "drainase pasar"),),
    )


def census(text: str = TEXT) -> Directive:
    """Make a directive without a deadline."""
    quote = words(text, "mendata rumah terdampak banjir")
    return Directive("Mendata rumah terdampak banjir", quote, Kind.INSTRUCTION, owners=(words(text, "Camat"),))


def harmony(text: str = TEXT) -> Directive:
    """Make an appeal."""
    return Directive("Menjaga kekompakan", words(text, "menjaga kekompakan"), Kind.APPEAL)


def meeting(iso: str = "2026-01-05") -> Event:
    """Make an event of one day."""
    return Event("Rapat Koordinasi", date.fromisoformat(iso), date.fromisoformat(iso), "Aula Bappeda")


def extraction(
    key: str = "rakor",
    on: str | None = "2026-01-05",
    directives: Iterable[Directive] | None = None,
    events: Iterable[Event] | None = None,
    text: str = TEXT,
) -> Extraction:
    """Make what reading one release yields: three directives and an event unless others are given."""
    release = Release(f"rilis/{key}.txt", text, key, "Rakor Awal Tahun", date.fromisoformat(on) if on else None, None)
    found = (drainage(text), census(text), harmony(text)) if directives is None else tuple(directives)
    return Extraction(release, found, (meeting(),) if events is None else tuple(events))


def parking(key: str = "parkir", on: str = "2026-02-16") -> Extraction:
    """Make what a release of another meeting yields: two directives that no other one asks."""
    text = (
        "Sekda meminta Dinas Perhubungan menata parkir di sekitar terminal Dara dan memasang rambu sekolah. "
        "Ia menyampaikannya saat meninjau persiapan arus mudik bersama para camat pada Senin pagi."
    )
    asked = ("menata parkir di sekitar terminal Dara", "memasang rambu sekolah")
    found = [Directive(part.capitalize(), words(text, part), Kind.INSTRUCTION) for part in asked]
    return extraction(key, on, found, [], text)
