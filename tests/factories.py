"""Makes values for tests; each function fills in what the test doesn't care about."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from bimatrack.altering import replace
from bimatrack.history import (
    Action,
    Change,
    Extension,
    FollowUp,
    History,
    KeptEvent,
    KeptRelease,
    Share,
    State,
    Tracked,
)
from bimatrack.history.changes import Values
from bimatrack.model import Directive, Due, Event, Evidence, Kind, Quote, Release, Span, Status
from bimatrack.quarter import Quarter
from bimatrack.reporting import Letterhead, PeriodReport, Signatory, period_report

RAKOR = (
    "Rakor Awal Tahun, Wali Kota Minta Drainase Rampung\n\n"
    "KOTA BIMA - Rapat koordinasi digelar Senin (5/1/2026). Rapat diikuti seluruh kepala OPD. "
    "Wali Kota Bima meminta Dinas PUPR merampungkan drainase pasar paling lambat 31 Maret 2026. "
    "Camat dan Lurah diminta mendata rumah terdampak banjir. Rapat ditutup dengan doa.\n"
)


def day(iso: str) -> date:
    """Read an ISO day."""
    return date.fromisoformat(iso)


def moment(iso: str) -> datetime:
    """Return noon of an ISO day."""
    return datetime.fromisoformat(f"{iso}T12:00:00").replace(tzinfo=UTC)


def quote(text: str, start: int = 0) -> Quote:
    """Quote *text* as if it stood at *start*."""
    return Quote(text, Span(start, start + len(text)))


def quote_from(text: str, words: str) -> Quote:
    """Quote *words* where they stand in *text*."""
    return Quote.of(text, text.index(words), text.index(words) + len(words))


def a_release(
    title: str = "Rakor Awal Tahun", on: str | None = "2026-01-05", text: str = RAKOR, number: int = 1
) -> KeptRelease:
    """Make a release that is kept."""
    release = Release(
        source=f"rilis/{number}.txt",
        text=text,
        key=f"key-{number}",
        title=title,
        day=day(on) if on else None,
        publisher="prokopim.example.go.id",
    )
    return KeptRelease(number, release, moment("2026-01-06"))


def an_event(
    title: str = "Rapat Koordinasi",
    start: str = "2026-01-05",
    end: str | None = None,
    place: str | None = "Aula Bappeda",
    number: int = 1,
) -> KeptEvent:
    """Make an event that is kept."""
    return KeptEvent(number, Event(title, day(start), day(end or start), place), release=1)


def a_state(
    text: str = "Merampungkan drainase pasar",
    due: str | None = "2026-03-31",
    status: Status = Status.OPEN,
    progress: int = 0,
    *,
    kind: Kind = Kind.INSTRUCTION,
    owners: Iterable[str] = ("Dinas PUPR",),
    units: Iterable[str] = ("Dinas Pekerjaan Umum dan Penataan Ruang",),
    closed: str | None = None,
    obstacle: str | None = None,
    evidence: Iterable[str] = (),
    shares: Iterable[Share] = (),
) -> State:
    """Make a state; *due* and *closed* are ISO days."""
    return State(
        text=text,
        kind=kind,
        owners=tuple(owners),
        units=tuple(units),
        due=day(due) if due else None,
        due_text="paling lambat" if due else None,
        status=status,
        progress=progress,
        closed_on=day(closed) if closed else None,
        obstacle=obstacle,
        evidence=tuple(map(Evidence, evidence)),
        shares=tuple(shares),
    )


def a_split(text: str = "Mendata rumah terdampak banjir", due: str | None = "2026-03-16") -> State:
    """Make the state of a directive that is split over three units: one is done, one half way, one at its beginning."""
    shares = (
        Share("Kecamatan Raba", Status.DONE, 100, day("2026-03-10")),
        Share("Kecamatan Mpunda", Status.IN_PROGRESS, 50),
        Share("Kelurahan Nae"),
    )
    owners = ("Camat dan Lurah",)
    return a_state(text, due, Status.IN_PROGRESS, 50, owners=owners, units=(), shares=shares)


def a_tracked(
    number: int = 1, state: State | None = None, *, born: str = "2026-01-05", release: int | None = 1
) -> Tracked:
    """Make a directive that is kept; what its release said is what its state says."""
    state = state or a_state()
    directive = Directive(
        text=state.text,
        quote=quote(state.text),
        kind=state.kind,
        speaker=quote("Wali Kota Bima"),
        owners=tuple(quote(owner) for owner in state.owners),
        units=state.units,
        due=Due(state.due, quote(state.due_text or ""), "the date as written") if state.due else None,
        confidence=0.9,
        rule="ask.meminta",
    )
    return Tracked(number, directive, state, release, day(born))


def a_followed(
    number: int = 1,
    state: State | None = None,
    *,
    born: str = "2026-01-05",
    release: int | None = 1,
    note: str | None = None,
    moved_from: str | None = None,
) -> Tracked:
    """Make a directive as of a day; *note* is its last follow-up, *moved_from* the day it was first due."""
    tracked = a_tracked(number, state, born=born, release=release)
    told = FollowUp(number, day("2026-02-10"), note) if note else None
    moved = (Extension(day(moved_from), tracked.state.due, "tender diulang", day("2026-02-20")),) if moved_from else ()
    return replace(tracked, follow_up=told, extensions=moved)


def a_change(
    number: int,
    action: Action = Action.NOTE,
    on: str = "2026-01-05",
    *,
    at: str | None = None,
    directive: int | None = 1,
    values: Values = (),
    note: str | None = None,
    step: int | None = None,
    undoes: int | None = None,
) -> Change:
    """Make a change written on *at*, by default the day it holds from."""
    return Change(
        number=number,
        step=step or number,
        at=moment(at or on),
        on=day(on),
        author="siti",
        action=action,
        directive=directive,
        values=values,
        note=note,
        undoes=undoes,
    )


def a_docket() -> tuple[Tracked, ...]:
    """Make one directive of each sort, as of the end of March 2026: overdue, slipped, open, undated, done, dropped."""
    progress, done, dropped = Status.IN_PROGRESS, Status.DONE, Status.DROPPED
    schedule = "Menyerahkan jadwal kerja seluruh proyek tahun 2025 yang belum selesai kepada Wali Kota"
    land = a_state(
        "Pembebasan lahan",
        "2026-03-18",
        progress,
        60,
        kind=Kind.PROJECT,
        owners=("Kepala OPD terkait",),
        units=(),
        obstacle="Dua pemilik lahan belum sepakat harga",
    )
    traders = a_state(
        "Menertibkan pedagang di trotoar", "2026-04-20", progress, 5, units=("Satuan Polisi Pamong Praja",)
    )
    hospital = a_state("RSUD Kota Bima", kind=Kind.PROJECT, units=("Dinas Kesehatan", "RSUD Kota Bima"))
    budget = a_state("Percepatan penyerapan anggaran", None, kind=Kind.PRIORITY, owners=(), units=())
    post = a_state(
        "Membuka posko mudik", "2026-03-16", done, 100, closed="2026-03-17", evidence=("foto.jpg", "bast.pdf")
    )
    review = a_state("Reviu dokumen pengadaan", "2026-06-30", units=("Inspektorat",))
    bus = a_state("Memindahkan terminal", "2026-03-31", dropped, 10, units=("Dinas Perhubungan",), closed="2026-03-10")
    return (
        a_followed(2, review, born="2025-11-03", release=None),
        a_followed(3, a_state(schedule, "2026-01-16"), note="Sudah disurati dua kali"),
        a_followed(7, land, note="apraisal selesai, pembayaran tahap I"),
        a_followed(12, traders, moved_from="2026-03-20"),
        a_followed(15, hospital),
        a_followed(104, budget),
        a_followed(105, post, note="berjalan sejak 15 Maret"),
        a_followed(106, bus),
    )


def a_report() -> PeriodReport:
    """Make the report on the first quarter of 2026 over the docket, with a letterhead half filled in."""
    quarter = Quarter(2026, 1)
    letterhead = Letterhead(
        "Pemerintah Kota Bima",
        "Kota Bima",
        prepared_by=Signatory("Bagian Protokol dan Komunikasi Pimpinan"),
        evaluated_by=Signatory("Sekretaris Daerah", "Ir. Contoh, M.Si.", "19700101 199503 1 001"),
    )
    return period_report(
        quarter,
        quarter.end,
        followed=a_docket(),
        events=(
            an_event(),
            an_event("Rapat Kerja Nasional", "2026-03-30", "2026-04-02", "Denpasar", 2),
            an_event("Musrenbang RKPD", "2026-04-14", place=None, number=3),
        ),
        releases=(a_release(),),
        history=History.whole((a_change(1, Action.DONE, "2026-03-17", at="2026-04-02", directive=105),)),
        letterhead=letterhead,
    )
