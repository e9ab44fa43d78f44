"""How answers look on screens of every width."""

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from factories import (
    RAKOR,
    a_change,
    a_docket,
    a_followed,
    a_release,
    a_report,
    a_split,
    a_state,
    a_tracked,
    an_event,
    day,
    quote,
    quote_from,
)
from hypothesis import given
from hypothesis import strategies as st
from keeping import at
from looking import Screen, screen, speaking
from rich.console import RenderableType
from syrupy.assertion import SnapshotAssertion

from bimatrack import views
from bimatrack.agenda import agenda, calendar_of, month_after
from bimatrack.altering import replace
from bimatrack.days import short_day
from bimatrack.due import days_off
from bimatrack.extract.deadlines import Reading
from bimatrack.history import Action, Change, KeptEvent, Share, State, Step, Tracked, Values, lives
from bimatrack.i18n import LANGUAGES
from bimatrack.importing import Arrival, Importation, Imported
from bimatrack.labels import percent, status_label
from bimatrack.model import Directive, Due, Evidence, Extraction, Kind, Priority, Status
from bimatrack.quarter import Quarter
from bimatrack.registry import Unit, UnitKind
from bimatrack.reporting import period_report
from bimatrack.roles import Role, User
from bimatrack.tracking import (
    Changed,
    Checked,
    Filter,
    Grouping,
    Outcome,
    Proof,
    Rewind,
    Selection,
    TagCount,
    Terms,
    select,
)
from bimatrack.views.history import id_ranges
from bimatrack.views.layout import ByWidth

TODAY = day("2026-03-19")
NASTY = "[bold]merah[/bold] \x1b[31m\x07 :smile: \u202e"
WIDTHS = (60, 80, 100, 140, 200)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def docket() -> tuple[Tracked, ...]:
    """Return one directive of each sort."""
    return a_docket()


def drainage() -> Directive:
    """Make the directive that the release asks for."""
    return Directive(
        text="Merampungkan drainase pasar",
        quote=quote_from(RAKOR, "merampungkan drainase pasar"),
        kind=Kind.INSTRUCTION,
        speaker=quote_from(RAKOR, "Wali Kota Bima"),
        owners=(quote_from(RAKOR, "Dinas PUPR"),),
        units=("Dinas Pekerjaan Umum dan Penataan Ruang",),
        due=Due(day("2026-03-31"), quote_from(RAKOR, "paling lambat 31 Maret 2026"), "31 March 2026"),
        confidence=0.93,
        rule="ask.meminta",
    )


def history() -> tuple[Change, ...]:
    """Return the changes of one directive: imported, moved on, done, not done after all, put off."""
    first = State.of(drainage()).as_values()
    closed = (("status", Status.DONE), ("progress", 100), ("closed_on", day("2026-03-01")))
    return (
        a_change(1, Action.IMPORT, values=first),
        a_change(2, Action.START, "2026-02-01", values=(("status", Status.IN_PROGRESS),)),
        a_change(3, Action.PROGRESS, "2026-02-10", values=(("progress", 60),), note="tender selesai"),
        a_change(4, Action.DONE, "2026-03-01", values=closed),
        a_change(5, Action.UNDO, "2026-03-02", directive=None, undoes=4),
        a_change(
            6, Action.DUE, "2026-03-10", at="2026-03-19", values=(("due", day("2026-04-15")),), note="tender ulang"
        ),
    )


def followed_drainage() -> Tracked:
    """Return the directive as that history leaves it."""
    state = replace(
        State.of(drainage()),
        status=Status.IN_PROGRESS,
        progress=60,
        due=day("2026-04-15"),
        obstacle="Penawar kurang dari tiga",
        evidence=(Evidence("kontrak.pdf"), Evidence("foto.jpg")),
    )
    moved = lives(history())[1].extensions
    return Tracked(1, drainage(), state, 1, day("2026-01-05"), extensions=moved)


def rewind() -> Rewind:
    """Plan to undo the last two steps that count."""
    steps = tuple(Step(change.step, (change,)) for change in history() if change.number in (3, 6))[::-1]
    return Rewind(Action.UNDO, steps, steps)


def importation() -> Importation:
    """Return what became of three releases."""
    doubtful = a_tracked(8, a_state("Mendata rumah warga", due=None))
    doubtful = replace(doubtful, directive=replace(doubtful.directive, confidence=0.4))
    return Importation(
        (
            Imported(Arrival.NEW, a_release(), (*docket()[1:4], doubtful, a_appeal()), (an_event(),)),
            Imported(Arrival.ALREADY, a_release("Apel", number=2), (a_tracked(9),), ()),
            Imported(Arrival.BACK, a_release("Peresmian taman", "2026-03-09", number=3), (), ()),
        ),
        (),
    )


def a_appeal() -> Tracked:
    """Make an appeal, which is kept but not tracked."""
    return a_tracked(10, a_state("Menjaga kekompakan", due=None, kind=Kind.APPEAL))


def split_history() -> tuple[Change, ...]:
    """Return the changes of a directive that was split over three units, of which two have moved since."""
    first = replace(a_split(), shares=(), status=Status.OPEN, progress=0)
    done, moved, untouched = a_split().shares
    fresh = (Share(done.unit), Share(moved.unit), untouched)
    return (
        a_change(1, Action.IMPORT, values=first.as_values()),
        a_change(2, Action.SPLIT, "2026-03-01", values=(("shares", fresh),)),
        a_change(3, Action.PROGRESS, "2026-03-05", values=(("shares", (moved,)),), note="separuh RT didata"),
        a_change(4, Action.DONE, "2026-03-10", values=(("shares", (done,)),), note="didata"),
    )


def split_outcome() -> Outcome:
    """Return what became of two directives: one was split, of the other a share was done."""
    split, before = a_split(), replace(a_split(), shares=(Share("Kecamatan Raba"), *a_split().shares[1:]))
    unsplit = replace(a_split("Melapor"), shares=(), status=Status.OPEN, progress=0)
    fresh = replace(unsplit, shares=tuple(Share(f"Kelurahan {number}") for number in range(1, 47)))
    return Outcome(1, (Changed(unsplit, a_tracked(1, fresh)), Changed(before, a_tracked(2, split))))


def weighed() -> tuple[Tracked, ...]:
    """Return directives of which each has other reasons to be done first, or last."""
    doubtful = a_tracked(4, a_state("Mendata rumah warga", due=None))
    return (
        a_tracked(1, replace(a_state(due="2026-03-16", obstacle="Lahan belum bebas"), priority=Priority.HIGH)),
        a_tracked(2, replace(a_state("Menata parkir", "2026-03-20"), again=(3,))),
        a_tracked(3, a_state("Membuka posko mudik", "2026-04-10")),
        replace(doubtful, directive=replace(doubtful.directive, confidence=0.4)),
        a_tracked(5, a_state("Memindahkan terminal", "2026-12-31")),
        a_tracked(6, replace(a_state("Reviu dokumen", "2026-12-31"), priority=Priority.LOW)),
        a_tracked(7, a_state("Melapor", status=Status.DONE, closed="2026-03-01")),
    )


def ahead() -> RenderableType:
    """Show the second half of March: a feast, a deadline on it, two meetings in one place, one told by itself."""
    off = days_off(day("2026-03-16"), day("2026-03-31"))
    feast = a_tracked(9, a_state("Menyalurkan zakat", "2026-03-21"))
    return views.agenda_view(
        agenda(_meetings(), (*docket(), feast), day("2026-03-16"), day("2026-03-31"), TODAY, off=off)
    )


def months() -> RenderableType:
    """Show three months from February 2026 on."""
    drawn = [month_after(day("2026-02-01"), step) for step in range(3)]
    off = days_off(drawn[0][0], drawn[-1][1])
    return views.calendar_view(calendar_of(_meetings(), docket(), drawn, TODAY, off=off, families={}))


def _meetings() -> tuple[KeptEvent, ...]:
    return (
        an_event(start="2026-03-18", end="2026-03-20"),
        an_event("Musrenbang", "2026-03-31", place="Aula Bappeda", number=2),
        replace(an_event("Rapat evaluasi", "2026-03-31", number=3), release=2),
        replace(an_event("Panen raya", "2026-03-31", place=None, number=4), release=3),
    )


def marked() -> Tracked:
    """Return a directive added by hand with all that people put on it."""
    line = "Dishub tangani lampu jalan paling lambat Jumat"
    state = replace(
        a_state("Tangani lampu jalan", "2026-03-27", owners=("Dishub",), units=("Dinas Perhubungan",)),
        obstacle="kabel dicuri",
        evidence=(Evidence("/home/rahma/berkas/bast.pdf", "ab" * 32), Evidence("https://contoh.go.id/lampu")),
        priority=Priority.HIGH,
        tags=("prioritas-wali", "rapat-mingguan"),
        links=(3, 7),
    )
    said = Directive("Tangani lampu jalan", quote(line), Kind.INSTRUCTION, owners=(quote_from(line, "Dishub"),))
    return Tracked(31, said, state, None, TODAY)


def marking() -> tuple[Change, ...]:
    """Return the history of `marked`, in which one tag and one link were taken off again."""
    files = (Evidence("/home/rahma/berkas/bast.pdf", "ab" * 32), Evidence("https://contoh.go.id/lampu"))
    steps: tuple[tuple[Action, Values], ...] = (
        (Action.ADD, marked().state.as_values()),
        (Action.TAG, (("tags", ("prioritas-wali", "rapat-mingguan", "banjir")),)),
        (Action.UNTAG, (("tags", ("prioritas-wali", "rapat-mingguan")),)),
        (Action.PRIORITY, (("priority", Priority.HIGH),)),
        (Action.LINK, (("links", (3, 5, 7)),)),
        (Action.UNLINK, (("links", (3, 7)),)),
        (Action.EVIDENCE, (("evidence", files),)),
        (Action.NOTE, (("obstacle", "kabel dicuri"),)),
    )
    born = replace(marked().state, tags=(), links=(), evidence=())
    return tuple(
        a_change(number, action, "2026-03-19", directive=31, values=born.as_values() if number == 1 else values)
        for number, (action, values) in enumerate(steps, 1)
    )


def checked() -> tuple[Checked, ...]:
    """Return evidence that was looked at again, found in each way there is."""
    file, word = Evidence("/home/rahma/berkas/bast.pdf", "ab" * 32), Evidence("diterima lisan")
    return (
        Checked(3, file, Proof.SAME),
        Checked(3, Evidence("https://contoh.go.id/lampu"), Proof.ADDRESS),
        Checked(7, file, Proof.CHANGED),
        Checked(12, file, Proof.GONE, "Permission denied"),
        Checked(12, word, Proof.WORD),
    )


def mending() -> Outcome:
    """Return what became of a directive that was mended."""
    before = replace(marked().state, text="Tangani lampu", due=None, tags=())
    return Outcome(5, (Changed(before, marked()),))


SCREENS: dict[str, Callable[[], RenderableType]] = {
    "list": lambda: views.directive_table(Selection(docket(), hidden_closed=3, hidden_kinds=1), TODAY),
    "list-groups": lambda: views.directive_table(
        select(docket(), Filter(all_kinds=True, include_closed=True), TODAY, by=Grouping.STATUS, limit=6), TODAY
    ),
    "list-units": lambda: views.directive_table(
        select((*docket()[:3], a_tracked(9, a_split())), Filter(), TODAY, by=Grouping.UNIT), TODAY
    ),
    "list-releases": lambda: views.directive_table(
        select(docket()[:3], Filter(), TODAY, by=Grouping.RELEASE), TODAY, releases=(a_release(),)
    ),
    "list-explained": lambda: views.directive_table(Selection(weighed()), TODAY, views.Look(explain=True)),
    "list-columns": lambda: views.directive_table(
        select(docket(), Filter(), TODAY, by=Grouping.KIND),
        TODAY,
        views.Look(("id", "due", "days_left", "text", "progress", "obstacle", "urgency")),
    ),
    "show": lambda: views.directive_detail(followed_drainage(), TODAY, history(), a_release()),
    "import": lambda: views.imported(importation(), TODAY),
    "changed": lambda: views.changed(docket()[2:4], TODAY),
    "split": lambda: views.outcome(split_outcome(), TODAY),
    "show-split": lambda: views.directive_detail(a_tracked(1, a_split()), TODAY, split_history(), None),
    "log": lambda: views.log_table(history(), TODAY),
    "undo": lambda: views.undo_preview(rewind(), TODAY, (followed_drainage(),), history()),
    "show-marked": lambda: views.directive_detail(marked(), TODAY, marking(), None, docket()[:2]),
    "log-marked": lambda: views.log_table(marking(), TODAY),
    "mended": lambda: views.mended(mending(), TODAY),
    "tags": lambda: views.tags_table((TagCount("prioritas-wali", 12, 7), TagCount("rapat-mingguan", 3, 0))),
    "evidence": lambda: views.checked_table(checked()),
    "agenda": ahead,
    "calendar": months,
    "releases": lambda: views.releases_table((a_release(), a_release("Apel", number=2)), docket()),
    "extract": lambda: views.extracted(Extraction(a_release().release, (drainage(),), (an_event().event,))),
    "when": lambda: views.deadline_view(
        Reading(day("2026-03-31"), day("2026-01-01"), "triwulan 1 2026"), "triwulan pertama ini", day("2026-01-05")
    ),
    "units": lambda: views.units_table(
        (
            Unit("Dinas Kesehatan", UnitKind.OFFICE, ("Dinkes", "Dikes")),
            Unit("Kecamatan Raba", UnitKind.DISTRICT),
            Unit("Kelurahan Nae", UnitKind.VILLAGE, ("Kelurahan Na'e",), "Kecamatan Rasanae Barat"),
        )
    ),
    "users": lambda: views.users_table(
        (
            User("kota", Role.ADMINISTRATOR, you=True),
            User("dinkes.rahma", Role.OFFICER, ("Dinas Kesehatan", "RSUD Kota Bima"), at("2026-01-05"), "kota"),
            User("tamu", Role.READER, (), at("2026-02-28"), "nama yang [bold]panjang[/bold] sekali"),
        )
    ),
    "report": lambda: views.report_view(a_report()),
    "beginning": lambda: views.beginning(Path("/home/rahma/bimatrack.json")),
}
EVERY_SCREEN = pytest.mark.parametrize("view", [pytest.param(view, id=name) for name, view in SCREENS.items()])


@pytest.mark.parametrize("tongue", LANGUAGES)
@EVERY_SCREEN
def test_the_screens_people_see(view: Callable[[], RenderableType], tongue: str, snapshot: SnapshotAssertion) -> None:
    """Each screen looks as it did when somebody last looked at it, in both languages and at each width."""
    with speaking(tongue):
        shown = "\n".join(f"{f' {width} ':═^{width}}\n{screen(view(), width)}" for width in WIDTHS)

    assert shown == snapshot(extension_class=Screen)


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize("width", [*range(48, 160, 7), *WIDTHS])
def test_nothing_is_cut_off_at_any_width(width: int, tongue: str) -> None:
    """A narrow screen stacks and wraps; what is to be done, by whom, by when and how far is always there in full."""
    with speaking(tongue):
        listed = screen(SCREENS["list"](), width)
        reported = screen(SCREENS["report"](), width)
        for tracked in docket():
            state = tracked.state
            due = short_day(state.due) if state.due else ""
            facts = (str(tracked.number), state.text, *(state.units or state.owners), due, status_label(state.status))
            assert not _missing(facts, listed)
            assert not _missing(facts, reported)
        assert not _missing((percent(count.progress) for count in a_report().by_unit), reported)


@EVERY_SCREEN
def test_screens_do_without_colour(view: Callable[[], RenderableType]) -> None:
    """Whoever sees no colours reads the same words."""
    coloured = screen(view(), 100, colour=True)

    assert "\x1b[" in coloured
    assert "\x1b" not in screen(view(), 100)


@EVERY_SCREEN
def test_screens_do_without_unicode(view: Callable[[], RenderableType]) -> None:
    """A terminal of plain ASCII gets bars and lines that it can draw."""
    shown = screen(view(), 100, encoding="ascii")

    assert not {mark for mark in ("\\u2501", "\\u254c", "\\u2500") if mark in shown}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("tongue", "words"), [("en", "1 of 3"), ("id", "1 dari 3")])
def test_how_many_have_done_their_share_is_told_beside_the_status(tongue: str, words: str, width: int) -> None:
    """Lists, details and the report's matrix say it at any width, in both languages."""
    followed = a_followed(1, a_split())
    report = period_report(Quarter(2026, 1), TODAY, followed=(followed,), events=(), releases=())
    with speaking(tongue):
        for view in (
            views.directive_table(Selection((followed,)), TODAY),
            views.directive_detail(followed, TODAY, (), None),
            views.report_view(report),
        ):
            assert words in screen(view, width)


def test_a_list_of_one_unit_says_whose_status_it_shows() -> None:
    """Whoever reads "done" below a directive that is not is told whose share that is."""
    wanted = Filter(Terms(units=("Kecamatan Raba",)), include_closed=True)

    shown = screen(views.directive_table(select((a_tracked(1, a_split()),), wanted, TODAY), TODAY), 100)

    assert "those that are split as Kecamatan Raba stands" in shown
    assert "Done" in shown


def test_undoing_a_split_says_what_becomes_of_the_shares() -> None:
    """Of many shares the first are named, and the others counted."""
    _birth, split, *_later = split_history()
    many = replace(split, values=(("shares", tuple(Share(f"Kelurahan {number}") for number in range(1, 47))),))
    changes = (split_history()[0], many)
    now = replace(a_split(), shares=dict(many.values)["shares"], status=Status.OPEN, progress=0)
    steps = (Step(2, (many,)),)

    shown = screen(views.undo_preview(Rewind(Action.UNDO, steps, steps), TODAY, (a_tracked(1, now),), changes), 200)

    assert "split · Shares: 46 units" in shown
    assert "Kelurahan 1: Not started → –" in shown
    assert "… and 41 more." in shown


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_any_columns_can_be_shown_at_any_width(width: int, tongue: str) -> None:
    """However many are asked for, nothing leaves the screen: where columns find no room, each field has its line."""
    from bimatrack.exporters.flat import NAMES

    some = ("id", "text", "due", "status")
    with speaking(tongue):
        few = screen(views.directive_table(Selection(docket()), TODAY, views.Look(some)), width)
        many = screen(views.directive_table(Selection(docket()), TODAY, views.Look(NAMES, explain=True)), width)

    assert max(map(len, (few + many).splitlines())) <= width
    for tracked in docket():
        assert not _missing((tracked.state.text,), few)
        assert not _missing((tracked.state.text, *tracked.state.units), many)


def test_what_is_overdue_is_said_in_words() -> None:
    """Red alone would not reach everybody."""
    shown = screen(views.directive_table(Selection((a_tracked(1, a_state(due="2026-03-16")),)), TODAY), 80)

    assert "3 days late" in shown


def test_an_empty_list_says_so_and_what_was_hidden() -> None:
    """Nothing is hidden silently."""
    shown = screen(views.directive_table(Selection((), hidden_closed=2), TODAY), 80)

    assert shown == "No directive matches · 2 closed not shown (--all).\n"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_text_from_outside_commands_nothing(width: int) -> None:
    """Markup, emoji codes and control characters of a release are shown, not obeyed."""
    state = a_state(NASTY, owners=(NASTY,), units=(), obstacle=NASTY, evidence=(NASTY,))
    tracked = a_tracked(1, state)
    release = a_release(NASTY, text=state.text)

    for view in (
        views.directive_table(Selection((tracked,)), TODAY),
        views.directive_detail(tracked, TODAY, (a_change(1, note=NASTY),), release),
        views.releases_table((release,), ()),
        views.log_table((a_change(1, note=NASTY),), TODAY),
    ):
        shown = screen(view, width)
        assert not set(shown) & {"\x1b", "\x07", "\u202e"}
        assert "[bold]" in shown


def test_the_quote_is_set_off_in_its_passage() -> None:
    """The words that were found stand out, and the passage around them is the release's own paragraph."""
    shown = screen(SCREENS["show"](), 400, colour=True)

    assert "\x1b[1;4mmerampungkan drainase pasar" in shown
    assert "Rapat ditutup dengan doa." in shown


def test_a_long_paragraph_is_cut_around_the_quote() -> None:
    """Only the surroundings of the quote are shown, cut between words."""
    text = f"{'awal ' * 200}merampungkan drainase pasar{' akhir' * 200}"
    directive = replace(
        drainage(), quote=quote_from(text, "merampungkan drainase pasar"), owners=(), speaker=None, due=None
    )
    tracked = Tracked(1, directive, State.of(directive), 1, day("2026-01-05"))

    shown = screen(views.directive_detail(tracked, TODAY, (), a_release(text=text)), 1000)

    [line] = [line.strip() for line in shown.splitlines() if "… awal" in line]
    assert line.startswith("… awal awal")
    assert line.endswith("akhir akhir …")
    assert len(line) < 900


def test_what_is_empty_says_so() -> None:
    """No view answers with nothing."""
    nothing = agenda((), (), day("2026-04-01"), day("2026-04-30"), TODAY)
    empty = period_report(Quarter(2026, 1), TODAY, followed=(), events=(), releases=())

    assert screen(views.agenda_view(nothing), 80) == "Nothing takes place or falls due: 1–30 Apr 2026.\n"
    assert screen(views.log_table((), TODAY), 80) == "Nothing has been done yet.\n"
    assert screen(views.releases_table((), ()), 80) == "No release was imported yet.\n"
    assert "No directive belongs to this period." in screen(views.report_view(empty), 80)


def test_a_quiet_today_is_told() -> None:
    """A free day is told, and once only."""
    shown = screen(views.agenda_view(agenda((), (), TODAY, TODAY, TODAY)), 80)

    assert shown.splitlines()[:2] == ["Nothing takes place or falls due: 19 Mar 2026."]


def test_a_wording_without_a_deadline_says_so() -> None:
    """A recurring duty has no single last day, but a next one."""
    reading = Reading(None, None, "recurring", recurring=True, next_day=day("2026-03-20"))

    shown = screen(views.deadline_view(reading, "setiap Jumat", TODAY), 80)

    assert "no deadline" in shown
    assert "Friday, 20 March 2026" in shown


def test_an_undo_shows_what_becomes_of_each_directive() -> None:
    """Before anything is taken back one sees from what to what."""
    shown = screen(SCREENS["undo"](), 100)

    assert "Progress: 60% → 0%" in shown
    assert "Due: 15 Apr 2026 → 31 Mar 2026" in shown


def test_undoing_an_import_says_what_goes() -> None:
    """A directive that would not be there without the step is named."""
    changes = (a_change(1, Action.IMPORT, values=a_state().as_values()),)
    steps = (Step(1, changes),)

    shown = screen(views.undo_preview(Rewind(Action.UNDO, steps, steps), TODAY, (a_tracked(1),), changes), 100)

    assert "leaves the list" in shown


def test_a_dry_run_says_that_nothing_was_stored() -> None:
    """The sentence at the end leaves no doubt."""
    assert "Nothing was stored." in screen(views.imported(importation(), TODAY, dry_run=True), 100)


@given(st.sets(st.integers(1, 60), min_size=1))
def test_ids_are_written_as_commands_read_them(numbers: set[int]) -> None:
    """What is shown can be typed again."""
    from bimatrack.tracking import parse_ids

    assert parse_ids(id_ranges(numbers).split()) == tuple(sorted(numbers))


def test_views_that_are_not_there_are_not_found() -> None:
    """A mistyped view is an attribute error like any other."""
    with pytest.raises(AttributeError):
        views.no_such_view  # noqa: B018 - looking is the point


def test_naming_the_views_does_not_load_rich() -> None:
    """A command whose answer goes into a pipe pays for no screen."""
    check = (
        "import sys; from bimatrack import views; from bimatrack.exporters import flat; print('rich' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_view_is_told_its_width() -> None:
    """Layout hangs on the width at hand, inside of other views too."""
    assert screen(ByWidth(lambda width: f"{width} columns"), 77) == "77 columns\n"


def _missing(facts: Iterable[str], shown: str) -> set[str]:
    words = {word.rstrip(",") for word in shown.split()}
    return set(" ".join(facts).split()) - words
