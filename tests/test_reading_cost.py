"""What reading costs, counted: never timed, so that the answer is the same on every machine."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from itertools import chain
from pathlib import Path

import dateparser
import pytest
from conftest import RELEASES, Run
from reading import MONDAY, directives_of, release_of

from bimatrack.extract import asks, attach, dates, prose, speakers
from bimatrack.extract.deadlines import read_deadline
from bimatrack.extract.pipeline import extract
from bimatrack.model import Extraction
from bimatrack.reading import Item, Terms, read_all
from bimatrack.registry import Registry
from bimatrack.rules.tokens import read_tokens

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
WORDINGS = Path(__file__).with_name("deadlines.tsv")

TALE = "Suasana berlangsung hangat dan tanya jawab memakan waktu lama, kata panitia. Warga senang atas taman itu."
ASK = "Wali Kota meminta Camat Raba mendata warga paling lambat Jumat."

# Those who want to hear of opened files; a hook of the interpreter cannot be taken away again.
_listening: list[Callable[[str], None]] = []


def _heard(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _listening:
        for listener in _listening:
            listener(str(arguments[0]))


sys.addaudithook(_heard)


@contextmanager
def opened() -> Iterator[Counter[str]]:
    """Count how often each file is opened, by its name."""
    counted: Counter[str] = Counter()
    listener = lambda path: counted.update([Path(path).name])  # noqa: E731 - it is taken out by itself
    _listening.append(listener)
    try:
        yield counted
    finally:
        _listening.remove(listener)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Callable[[object, str], list[tuple[object, ...]]]:
    """Make a counter of the calls of a function, by the module that calls it and its name."""

    def count(module: object, name: str) -> list[tuple[object, ...]]:
        original, seen = getattr(module, name), []

        def counting(*arguments: object, **named: object) -> object:
            seen.append(arguments)
            return original(*arguments, **named)

        monkeypatch.setattr(module, name, counting)
        return seen

    return count


def items(*paths: object) -> list[Item]:
    """Read files or folders."""
    reading = read_all([str(path) for path in paths], lambda: b"", Terms(Registry.load()))
    return list(chain.from_iterable(reading.sources))


def wordings() -> list[tuple[date, str]]:
    """Return the wordings of the proof list, each with the day it is said on."""
    rows = (line.split("\t") for line in WORDINGS.read_text(encoding="utf-8").splitlines())
    return [(date.fromisoformat(row[0]), row[1]) for row in rows if re.fullmatch(r"\d{4}-\d\d-\d\d", row[0])]


Calls = Callable[[object, str], list[tuple[object, ...]]]


def test_no_release_and_no_wording_we_know_needs_dateparser(calls: Calls) -> None:
    """Our rules read every date of 210 releases and of the proof list by themselves; the library would be slow."""
    asked = calls(dateparser, "parse")

    found = items(CORPUS)
    for day, words in wordings():
        read_deadline(words, day)

    assert len(found) > 200
    assert len(wordings()) > 700
    assert asked == []


def test_dateparser_is_asked_once_for_what_only_it_can_read(calls: Calls) -> None:
    """A spelling of a month that no rule has is asked for when it is met, and then remembered."""
    asked = calls(dateparser, "parse")

    for _time in range(3):
        read_deadline("7 Ogos 2031", MONDAY)

    assert [arguments[0] for arguments in asked] == ["7 Ogos 2031"]


def test_each_file_is_opened_once(tmp_path: Path) -> None:
    """Whether it has directives or none, a file is opened when its turn comes, and never again."""
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Rapat {number}\n\n{ASK if number % 2 else TALE}\n", encoding="utf-8")

    with opened() as counted:
        found = items(tmp_path)

    assert len(found) == 5
    assert {name: count for name, count in counted.items() if name.endswith(".txt")} == {
        f"{number}.txt": 1 for number in range(5)
    }


def test_files_are_opened_one_after_the_other(tmp_path: Path) -> None:
    """Nothing is read ahead: memory holds one release at a time, however many there are."""
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Rapat {number}\n\n{ASK}\n", encoding="utf-8")
    sources = read_all([str(tmp_path)], lambda: b"", Terms(Registry.load())).sources

    with opened() as counted:
        next(sources)
        next(sources)

    assert {name for name in counted if name.endswith(".txt")} == {"0.txt", "1.txt"}


def test_an_import_of_what_is_known_reads_no_more_than_heads(bima: Run, calls: Calls) -> None:
    """Coming a second time, no release is looked through for what it asks."""
    from bimatrack.reading import documents

    bima("import", RELEASES)
    looked = calls(documents, "extract")

    bima("import", RELEASES)

    assert looked == []


def test_no_pattern_is_compiled_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the first releases, thousands more compile nothing."""
    some = sorted(map(str, CORPUS.glob("*.txt")))[:60]
    items(*some)
    compiled: list[object] = []
    compiler = import_module("re._compiler")  # what `re` asks for a pattern that it has not yet
    original = compiler.compile
    monkeypatch.setattr(compiler, "compile", lambda *pattern: compiled.append(pattern) or original(*pattern))

    items(*some)

    assert compiled == []


def test_a_release_that_asks_nothing_is_never_looked_through_for_days(calls: Calls) -> None:
    """Deadlines are looked for beside asks only: where nothing is asked, the text is not even cut into tokens."""
    searched = calls(attach, "find_deadlines")
    before = read_tokens.cache_info().misses

    found = extract(release_of(f"Rapat\n\n{TALE}\n\n{TALE} Nomor 4711.\n"))

    assert found.directives == ()
    assert searched == []
    assert read_tokens.cache_info().misses == before


def test_deadlines_are_looked_for_once_an_ask(calls: Calls) -> None:
    """Of ten sentences only the two that ask are looked at."""
    searched = calls(attach, "find_deadlines")

    found = directives_of(f"{TALE} {ASK} {TALE}\n\n{TALE} Wali Kota meminta Lurah Sadia menata taman. {TALE}")

    assert len(found) == 2
    assert len(searched) == 2


def test_a_sentence_without_an_asking_word_is_left_early(calls: Calls) -> None:
    """No wording is understood in it, no order of speech is looked for, nobody is looked for as its speaker."""
    read, commanded, ordered = calls(asks, "_read"), calls(asks, "command_in"), calls(prose, "order_in")
    asker = calls(speakers, "_asker")
    tale = "Hujan turun sejak subuh. Jalan itu licin. Taman kota ramai oleh anak-anak."

    assert directives_of(tale) == ()
    assert (read, commanded, ordered, asker) == ([], [], [], [])
    assert directives_of(ASK)
    assert read
    assert asker


def test_a_text_without_a_figure_is_not_searched_for_dates(calls: Calls) -> None:
    """A date has a digit in it: where there is none, the patterns of dates do not run."""
    searched = calls(dates, "_mentions")

    assert dates.find_mentions("Rapat digelar hari Senin di aula, tanggal muda bulan Maret tahun itu.") == ()
    assert searched == []
    assert len(dates.find_mentions("Rapat digelar Senin, 2 Maret 2026.")) == 1
    assert len(searched) == 1


def test_the_dates_of_a_release_are_searched_for_once(calls: Calls) -> None:
    """Head, events and meeting ask for the same dates: the whole text is gone through for the first of them."""
    searched = calls(dates, "_mentions")
    text = f"Rapat\n\nBima, 5 Januari 2026 – {ASK} {TALE}\n"

    for found in read_texts(text):
        assert found.release.day == MONDAY

    assert [arguments[1:] for arguments in searched if arguments[0] == text].count((0, len(text))) == 1


def read_texts(*texts: str) -> list[Extraction]:
    """Read texts as documents."""
    from bimatrack.readers import Document
    from bimatrack.reading import read

    return [read(Document("uji.txt", text), Registry.load()) for text in texts]
