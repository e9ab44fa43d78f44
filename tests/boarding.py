"""Works at the board as a person would: presses keys, looks at the screen."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from keeping import at, drainage, extraction, words
from textual.events import Paste
from textual.pilot import Pilot

from bimatrack.board import Board
from bimatrack.board.listing import Listing
from bimatrack.importing import import_release
from bimatrack.model import Directive, Due, Kind
from bimatrack.store import Store
from bimatrack.tracking import Mark

TODAY = date(2026, 3, 24)
BESIDE = (140, 40)
SMALL = (80, 24)
_HEAD = "KOTA BIMA - Rapat koordinasi digelar pada Senin (5/1/2026) dan diikuti seluruh kepala OPD."
_BODY = (
    "Wali Kota Bima meminta Dinas PUPR merampungkan drainase pasar paling lambat 31 Maret 2026. Dinas Kesehatan "
    "membuka posko mudik paling lambat 16 Maret 2026. Camat Raba diminta mendata rumah terdampak banjir. "
    "Semua pegawai agar menjaga kekompakan [bold]selalu[/bold]."
)
TEXT = "\n\n".join([_HEAD, *(f"Pembukaan ke-{n} rapat ini tidak meminta apa pun." for n in range(1, 30)), _BODY])


@dataclass(frozen=True)
class TestDesk:
    """A desk at which it is always the same morning."""

    store: Store
    today: date = TODAY

    def mark(self, on: str | None, note: str | None) -> Mark:
        """Sign as Rahma; *on* is an ISO day."""
        return Mark(at(self.today.isoformat()), "Rahma", date.fromisoformat(on) if on else None, note)

    def units_of(self, owners: Sequence[str]) -> tuple[str, ...]:
        """Know two units."""
        known = {"Dinas PUPR": "Dinas Pekerjaan Umum dan Penataan Ruang", "Dishub": "Dinas Perhubungan"}
        return tuple(known[owner] for owner in owners if owner in known)


class Heard(Board):
    """A board that keeps what it tells in notifications."""

    def __init__(self, desk: TestDesk) -> None:
        super().__init__(desk)
        self.told: list[str] = []

    def notify(self, message: str, **options: Any) -> None:  # noqa: ANN401 - whatever Textual takes
        """Keep the sentence, then show it."""
        self.told.append(message)
        super().notify(message, **options)


def a_store() -> Store:
    """Keep four directives: 1 due at the end of March, 2 overdue, 3 without a deadline, 4 an appeal."""
    post = Directive(
        "Membuka posko mudik",
        words(TEXT, "membuka posko mudik"),
        Kind.INSTRUCTION,
        owners=(words(TEXT, "Dinas Kesehatan"),),
        units=("Dinas Kesehatan",),
        due=Due(date(2026, 3, 16), words(TEXT, "paling lambat 16 Maret 2026"), "the date as written"),
    )
    census = Directive(
        "Mendata rumah terdampak banjir",
        words(TEXT, "mendata rumah terdampak banjir"),
        Kind.INSTRUCTION,
        owners=(words(TEXT, "Camat Raba"),),
        confidence=0.4,
    )
    harmony = Directive(
        "Menjaga kekompakan [bold]selalu[/bold]",
        words(TEXT, "menjaga kekompakan [bold]selalu[/bold]"),
        Kind.APPEAL,
    )
    store = Store.in_memory()
    found = (drainage(TEXT), post, census, harmony)
    import_release(extraction(directives=found, text=TEXT), store, now=at("2026-01-06"), author="ani")
    return store


_TYPE = "type "


def typed(text: str) -> tuple[str, ...]:
    """Return what writes *text*, all at once: key by key would take a second for each sentence."""
    return (f"{_TYPE}{text}",)


def working(
    store: Store,
    work: Callable[[Heard, Pilot[None]], Awaitable[None]],
    size: tuple[int, int] = SMALL,
    *,
    notifications: bool = True,
) -> Heard:
    """Open the board over *store*, let *work* use it, and return it as it was left."""

    async def run() -> Heard:
        board = Heard(TestDesk(store))
        async with board.run_test(size=size, notifications=notifications) as pilot:
            await pilot.pause()
            await work(board, pilot)
        return board

    return asyncio.run(run())


@dataclass(frozen=True)
class Seen:
    """What the board showed after some keys: its text, the ids in the list, the one under the cursor, what it told."""

    screen: str
    listed: tuple[int, ...]
    current: int | None
    told: tuple[str, ...]


def pressing(store: Store, *steps: Sequence[str], size: tuple[int, int] = SMALL) -> list[Seen]:
    """Open the board over *store*, press the keys of each step in turn, and return what was seen after each."""
    seen: list[Seen] = []

    async def press(board: Heard, pilot: Pilot[None]) -> None:
        for keys in steps:
            before = len(board.told)
            for key in keys:
                if key.startswith(_TYPE):
                    board.post_message(Paste(key.removeprefix(_TYPE)))
                else:
                    await pilot.press(key)
            await pilot.pause()
            seen.append(look(board, before))

    working(store, press, size, notifications=False)
    return seen


def look(board: Heard, since: int = 0) -> Seen:
    """Return what is seen now, and the sentences told from the one numbered *since* on."""
    listing = board.screen_stack[0].query_one(Listing)
    current = listing.current.number if listing.current else None
    return Seen(shown(board), tuple(row.number for row in listing.rows), current, tuple(board.told[since:]))


async def settled(board: Heard, pilot: Pilot[None]) -> Seen:
    """Return what is seen once nothing moves any more: laying out and scrolling take the time they need."""
    seen = look(board)
    for _turn in range(60):
        await pilot.pause(0.05)
        before, seen = seen, look(board)
        if seen == before:
            break
    return seen


def shown(board: Board) -> str:
    """Return the text on the screen, blanks at the ends of lines left out."""
    lines = board.screen._compositor.render_strips()  # noqa: SLF001 - Textual offers the screen as a picture only
    return "".join("".join(part.text for part in line).rstrip() + "\n" for line in lines)
