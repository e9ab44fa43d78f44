"""The interactive board: what is shown, and how one moves and filters."""

from pathlib import Path

import pytest
from boarding import BESIDE, SMALL, Heard, a_store, look, pressing, settled, typed, working
from keeping import at, extraction, mark, parking
from textual.pilot import Pilot

from bimatrack import tracking
from bimatrack.board.listing import Listing
from bimatrack.importing import import_release
from bimatrack.registry import Registry
from bimatrack.store import Store

ALL_OPEN = (2, 1, 3)


@pytest.fixture
def store() -> Store:
    """Return the store that the board is tried on."""
    return a_store()


def test_the_most_pressing_stands_first_and_is_shown_in_full(store: Store) -> None:
    """The list is that of `list`; beside it stands the directive under the cursor, with history and lit-up source."""
    [seen] = pressing(store, (), size=BESIDE)

    assert seen.listed == ALL_OPEN
    assert "8 days late" in seen.screen
    assert "Named as     Dinas Kesehatan" in seen.screen
    assert "imported" in seen.screen
    assert "3 of 4 directives · 1 overdue · 1 commitment or appeal hidden (3)" in seen.screen
    assert "membuka posko" in seen.screen
    assert "Pembukaan ke-1 " not in seen.screen


def test_the_source_is_scrolled_to_the_quote_over_the_whole_screen_too(store: Store) -> None:
    """Enter gives the detail the screen, the quote in sight; Enter or Escape gives the list its place back."""
    full, back, again, out = pressing(store, ("enter",), ("enter",), ("enter",), ("escape",), size=(100, 30))

    assert "membuka posko mudik paling" in full.screen
    assert "Responsible     Due" not in full.screen
    assert back.screen == out.screen
    assert again.screen == full.screen


def test_words_of_a_release_are_never_markup(store: Store) -> None:
    """What looks like markup in a directive is shown as it is written, in list, detail, source and form."""
    [seen] = pressing(store, ("3", "end", "n"), size=BESIDE)

    assert seen.screen.count("[bold]selalu[/bold]") >= 3


def test_typing_filters_as_it_goes(store: Store) -> None:
    """`/` and words leave what holds them, letters are no commands there; Escape goes to the list, then clears it."""
    found, nothing, listed, all_again = pressing(
        store, ("slash", *typed("banjir")), tuple("dsq"), ("escape", "s"), ("escape",)
    )

    assert found.listed == (3,)
    assert "1 of 4 directives" in found.screen
    assert nothing.listed == listed.listed == ()
    assert "No directive matches; Esc takes the filters away." in nothing.screen
    assert all_again.listed == ALL_OPEN
    assert len(store.changes()) == 5


def test_switches_turn_filters_over(store: Store) -> None:
    """1 leaves the overdue ones, 2 takes closed ones in, 3 all kinds, 4 the unit under the cursor; again: back."""
    tracking.done(store, (3,), mark("2026-02-01"))
    late, off, closed, kinds, unit, others, none = pressing(
        store, ("1",), ("1",), ("2",), ("3",), ("4",), ("4", "2", "3"), ("3", "end", "4")
    )

    assert late.listed == (2,)
    assert off.listed == (2, 1)
    assert "1 closed hidden (2)" in off.screen
    assert closed.listed == (2, 1, 3)
    assert kinds.listed == (2, 1, 4, 3)
    assert unit.listed == (2,)
    assert "· Dinas Kesehatan" in unit.screen
    assert others.listed == (2, 1)
    assert none.told == ("Nobody is named as responsible here.",)


def test_one_of_several_units_is_chosen(store: Store) -> None:
    """Where several units have a share, 4 asks which one is meant; words that are no unit count as an owner."""
    tracking.split(store, 3, mark("2026-01-10"), Registry.load(), ("Kecamatan Raba", "Kecamatan Mpunda"))
    left, chosen = pressing(store, ("end", "4", "escape"), ("4", "down", "enter"))
    assert left.listed == ALL_OPEN
    assert chosen.listed == (3,)
    assert "· Kecamatan Mpunda" in chosen.screen

    [owned] = pressing(a_store(), ("end", "4"))
    assert owned.listed == (3,)
    assert "· Camat Raba" in owned.screen


def test_marks_outlive_a_filter_and_escape_takes_them_away(store: Store) -> None:
    """Space marks, Ctrl-A all that are shown; what is marked and hidden is said; Escape clears marks, not filters."""
    two, hidden, every, none = pressing(store, ("space", "space"), ("1",), ("1", "3", "ctrl+a"), ("escape",))

    assert "2 marked" in two.screen
    assert "2 marked (1 of them hidden)" in hidden.screen
    assert "4 marked" in every.screen
    assert "marked" not in none.screen
    assert none.listed == (2, 1, 3, 4)


def test_the_cursor_stays_in_sight_in_a_long_list(store: Store) -> None:
    """Page keys, Home and End move the cursor, and the list scrolls with it, with one line each or two."""
    for number in range(60):
        tracking.add(store, f"Pekerjaan nomor {number}", mark("2026-01-10"))

    end, home, page = pressing(store, ("end",), ("home",), ("pagedown", "pagedown", "down", "pageup"))
    assert "Pekerjaan nomor 59" in end.screen
    assert home.screen.splitlines()[2].split()[0] == "2"
    assert f" {page.current}  Pekerjaan" in page.screen

    [tall] = pressing(store, ("pagedown", "pagedown", "down", "down"), size=BESIDE)
    assert tall.screen.count(store.directive(tall.current or 0).state.text) >= 2


def test_a_reload_keeps_the_cursor_on_its_directive(tmp_path: Path) -> None:
    """What others change meanwhile is seen, by itself and on F5, and the cursor stays where it was."""
    path = tmp_path / "store.json"
    import_release(extraction(), Store.at(path), now=at("2026-01-06"), author="ani")

    async def work(board: Heard, pilot: Pilot[None]) -> None:
        await pilot.press("down")
        import_release(parking(), Store.at(path), now=at("2026-02-17"), author="budi")
        await pilot.press("f5")
        assert look(board).listed == (1, 2, 4, 5)
        tracking.done(Store.at(path), (1, 5), mark("2026-03-01"))
        board.look_around()
        assert (look(board).listed, look(board).current) == ((2, 4), 2)
        path.write_text("{", encoding="utf-8")
        await pilot.press("f5", "s", "u")
        await pilot.pause()
        assert look(board).listed == (2, 4)
        assert len(board.told) >= 3  # The board looks around by itself, too.
        assert all(str(path) in sentence for sentence in board.told)

    working(Store.at(path), work)


def test_an_empty_store_says_how_to_begin() -> None:
    """Where nothing is kept, every key is harmless and the list says what to do."""
    [seen] = pressing(Store.in_memory(), ("d", "space", "down", "end", "4", "enter", "escape", "u"))

    assert seen.screen.count("bimatrack import FILE") == 2
    assert seen.told == ("Nobody is named as responsible here.", "There is nothing to undo.")


def test_help_names_every_key(store: Store) -> None:
    """`?` lists the keys, and Escape leaves it."""
    told, left = pressing(store, ("question_mark",), ("escape",), size=BESIDE)

    for words in ("Done: with a note", "^r", "F5", "Dark, light, or the colours of the terminal"):
        assert words in told.screen
    assert "╭─ Keys" not in left.screen


def test_the_mouse_moves_the_cursor_and_opens(store: Store) -> None:
    """A click chooses a directive, a second one gives its detail the screen; the head and empty lines do nothing."""

    async def work(board: Heard, pilot: Pilot[None]) -> None:
        await pilot.click(Listing, offset=(10, 2))
        assert look(board).current == 1
        await pilot.click(Listing, offset=(10, 0))
        await pilot.click(Listing, offset=(10, 6))
        assert look(board).current == 1
        await pilot.click(Listing, offset=(10, 3), times=2)
        await pilot.pause()
        assert look(board).current == 3
        assert not board.query_one(Listing).display
        # The footer's words do what their keys do.
        await pilot.click("KeyLine", offset=(1, 0))
        await pilot.pause()
        assert "╭─ Done" in look(board).screen

    working(store, work)


def test_it_is_the_same_screen_after_the_terminal_changed_its_size(store: Store) -> None:
    """From wide to small and back nothing is lost, and no column is cut off."""
    for number in range(30):
        tracking.add(store, f"Pekerjaan nomor {number}", mark("2026-01-10"))

    async def work(board: Heard, pilot: Pilot[None]) -> None:
        before = (await settled(board, pilot)).screen
        await pilot.resize_terminal(*SMALL)
        assert (await settled(board, pilot)).screen != before
        await pilot.resize_terminal(130, 35)
        assert (await settled(board, pilot)).screen.count("╌   0%") >= 16
        await pilot.resize_terminal(*BESIDE)
        assert (await settled(board, pilot)).screen == before

    working(store, work, BESIDE)


def test_looks_go_round_and_ctrl_c_says_how_to_leave(store: Store) -> None:
    """Ctrl-T goes on from dark to light to the terminal's colours, and round; nobody leaves by mistake."""

    async def work(board: Heard, pilot: Pilot[None]) -> None:
        themes = []
        for _time in range(4):
            themes.append(board.theme)
            await pilot.press("ctrl+t")
        assert len(set(themes[:3])) == 3
        assert themes[3] == themes[0]
        await pilot.press("ctrl+c")
        assert board.told == ["The key q leaves the board."]
        await pilot.press("q")
        assert board.return_code == 0

    working(store, work)


def test_without_colour_the_terminals_own_are_used(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR leaves no colour of ours on the screen, and the words are the same."""
    [coloured] = pressing(store, ())
    monkeypatch.setenv("NO_COLOR", "1")

    async def work(board: Heard, _pilot: Pilot[None]) -> None:
        assert board.no_color
        assert board.native_ansi_color
        assert look(board).screen == coloured.screen

    working(store, work)


def test_a_directive_without_a_release_has_no_source(store: Store) -> None:
    """What was added by hand is shown without a source."""
    tracking.add(store, "Perbaiki lampu", mark("2026-01-10"))
    [seen] = pressing(store, ("end",), size=BESIDE)

    assert "Perbaiki lampu" in seen.screen
    assert "─Source" not in seen.screen
