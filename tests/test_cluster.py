"""Archives read on a Dask cluster: the same as here, in the same order."""

import asyncio
import builtins
import json
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from clustering import reading, running
from conftest import RELEASES, Run
from distributed import LocalCluster
from keeping import many
from test_many import VERB

from bimatrack.errors import ClusterError, UnreadableReleaseError
from bimatrack.i18n import speaking
from bimatrack.model import Extraction
from bimatrack.readers import PassedOver
from bimatrack.reading import Item, Terms, cluster, joining, wire
from bimatrack.reading.remote import read_there
from bimatrack.registry import Registry
from bimatrack.rules.loader import RuleFile, using

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
MAIL = b"""Message-ID: <1@x>
MIME-Version: 1.0
Subject: Undangan
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

Wali Kota meminta Camat mendata warga.
--b
Content-Type: image/png
Content-Disposition: attachment; filename=foto.png

x
--b--
"""


@pytest.fixture(scope="module")
def near() -> Iterator[LocalCluster]:
    """A cluster in this very process."""
    with running(workers=2) as begun:
        yield begun


def told(sources: Iterator[tuple[Item, ...]]) -> list[object]:
    """What items say, in a form that can be compared."""
    return [str(item) if isinstance(item, UnreadableReleaseError) else item for item in chain.from_iterable(sources)]


def every_sort(folder: Path) -> list[Path]:
    """Releases, and beside them what cannot be read, is a mail, or has a name that is no text."""
    (folder / "kosong.pdf").write_bytes(b"")
    (folder / "surat.eml").write_bytes(MAIL)
    strange = folder / os.fsdecode(b"rilis-\xff.txt")
    strange.write_bytes(next(RELEASES.glob("*.txt")).read_bytes())
    return [folder / "nihil.txt", *sorted(RELEASES.iterdir()), *sorted(CORPUS.glob("*.txt"))[::12], folder]


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_cluster_reads_the_same_in_the_same_order(near: LocalCluster, tmp_path: Path, language: str) -> None:
    """What is missing, empty, or a mail stays in its place among the others, in the language that is asked for."""
    paths = every_sort(tmp_path)

    with speaking(language):
        here, there = told(reading(paths, None)), told(reading(paths, near.scheduler_address))

    assert there == here
    assert {type(item) for item in here} == {str, Extraction, PassedOver}


@pytest.mark.slow
def test_processes_of_this_machine_read_the_whole_corpus_the_same() -> None:
    """--cluster local, over each release of the corpus."""
    paths = [CORPUS, RELEASES]

    here = told(reading(paths, None))

    assert told(reading(paths, "local")) == here
    assert len(here) > 210


def test_the_cluster_reads_by_the_terms_rules_and_units_of_this_command(near: LocalCluster, tmp_path: Path) -> None:
    """The day given, releases known, rules and units of the user's: all go with the order."""
    text = "Rapat\n\nWali Kota mewejang Kadis Awan mendata warga.\n"
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(text + name, encoding="utf-8")
    units = '[[unit]]\nname = "Dinas Awan"\nkind = "office"\naliases = ["Awan"]\n'
    with using((RuleFile("own.toml", VERB),)):
        terms = {"registry": Registry.load(units, "units.toml"), "day": date(2026, 1, 5)}
        [first, _second] = here = told(reading([tmp_path], None, **terms))
        assert isinstance(first, Extraction)
        known = frozenset({first.release.key})

        there = told(reading([tmp_path], near.scheduler_address, **terms))
        again = told(reading([tmp_path], near.scheduler_address, known=known, **terms))

    assert there == here
    assert first.directives[0].units == ("Dinas Awan",)
    assert again[0] == Extraction(first.release, (), (), skipped=True)
    assert again[1] == here[1]


def told_by(order: bytes, sources: Sequence[wire.Source]) -> list[tuple[Item, ...]]:
    """What a worker reads by an order."""
    version, data = asyncio.run(read_there(wire.VERSION, order, wire.portion_of(sources)))
    assert version == wire.VERSION
    return wire.items_in(data)


def test_a_worker_follows_the_order_whatever_was_before() -> None:
    """The language and the rules of the order, not those that another's order left on the worker."""
    text = b"Rapat\n\nWali Kota mewejang Camat mendata warga.\n"
    sources = [wire.Source("kosong.pdf", b""), wire.Source("a.txt", text)]
    with speaking("id"), using((RuleFile("own.toml", VERB),)):
        order = wire.order_for(Terms(Registry.load()))
        [[unread]] = told_by(order, sources[:1])

    with using(()), speaking("en"):
        [[first], [second]] = told_by(order, sources)

    assert str(first) == str(unread)
    assert "is empty" not in str(first)
    assert isinstance(second, Extraction)
    assert second.directives[0].rule == "wejangan"


def test_few_portions_are_on_their_way_and_nothing_stays(
    near: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many files there are, so many wait on the cluster, none of them opened long before."""
    monkeypatch.setattr(cluster, "_MOST", 2)
    most = cluster._AHEAD * 2 + 1  # noqa: SLF001 - portions for two threads, and the one that is sent next
    files = [str(file) for file in many(tmp_path / "m", 90).iterdir()]
    opened: list[Path] = []
    load = cluster.load
    monkeypatch.setattr(cluster, "load", lambda path: (opened.append(path), load(path))[1])

    seen = []
    for read, _items in enumerate(reading([tmp_path / "m"], near.scheduler_address), 1):
        seen.append((len(near.scheduler.tasks), len(opened) - read))

    assert len(opened) == len(files)
    assert max(tasks for tasks, _ahead in seen) <= most + 1  # the order is one, too
    assert max(ahead for _tasks, ahead in seen) <= 2 * (most + 1)
    assert not list(near.scheduler.tasks)


def test_large_files_are_sent_by_few(near: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes are counted, not files alone: what is large goes by itself, and the next waits."""
    monkeypatch.setattr(cluster, "_MOST_BYTES", 1000)
    monkeypatch.setattr(cluster, "_MOST_AHEAD", 1000)
    folder = many(tmp_path / "m", 20)
    for number in (3, 4, 5):
        (folder / f"{number:04}.txt").write_text("Rapat\n\n" + "Sambutan. " * 200, encoding="utf-8")

    tasks = []
    names = []
    for [item] in reading([folder], near.scheduler_address):
        assert isinstance(item, Extraction)
        names.append(Path(item.release.source).name)
        tasks.append(len(near.scheduler.tasks))

    assert names == [f"{number:04}.txt" for number in range(20)]
    assert max(tasks) <= 1 + 1 + 3


def test_a_version_that_differs_is_refused(near: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both versions are told, and nothing is read; a worker that comes later says its own."""
    monkeypatch.setattr(joining, "VERSION", "bimatrack 9.9, Python 3.99")
    with pytest.raises(ClusterError, match=f"has {wire.VERSION}, this one bimatrack 9.9, Python 3.99"):
        next(reading([many(tmp_path / "m", 3)], near.scheduler_address))

    version, data = asyncio.run(read_there("bimatrack 9.9, Python 3.99", b"of another form", b"too"))

    assert (version, data) == (wire.VERSION, b"")
    with pytest.raises(ClusterError, match=r"at tcp://a:1 has bimatrack 0"):
        joining.refuse_other("tcp://a:1", version)


def test_nobody_at_the_address_is_one_sentence(bima: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 9 where nobody answers, 2 where it is no address or two ways are asked for at once."""
    monkeypatch.setattr(joining, "_SECONDS", 0.5)
    silent = socket.create_server(("127.0.0.1", 0))
    for address, code, words in (
        (f"tcp://127.0.0.1:{silent.getsockname()[1]}", 9, "No Dask scheduler answers"),
        ("tcp://127.0.0.1:9", 9, "No Dask scheduler answers at tcp://127.0.0.1:9"),
        ("tcp://127.0.0.1:99999", 9, "No Dask scheduler answers"),
        ("tls://127.0.0.1:9", 9, "certificates"),
        ("127.0.0.1:8786", 2, "is no cluster; write"),
        ("http://127.0.0.1:8786", 2, "is no cluster; write"),
        ("", 2, "is no cluster; write"),
        ("\x1b[31mtcp://a:1", 2, "is no cluster; write"),
    ):
        ran = bima("import", RELEASES, "--cluster", address)
        assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1), ran.err
        assert words in ran.err
        assert "\x1b" not in ran.err
    silent.close()
    assert bima("extract", RELEASES, "--cluster", "tcp://a:1", "--jobs", 2).code == 2
    assert bima("list").rows == [bima("list").rows[0]]


def test_without_dask_one_sentence_tells_how_to_get_it(bima: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with the other extras."""
    monkeypatch.setitem(sys.modules, "dask", None)

    ran = bima("extract", RELEASES, "--cluster", "local")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("install it with: pip install 'bimatrack[cluster]'.\n")


def test_dask_is_loaded_for_nothing_else(bima: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading without --cluster never asks for it."""
    imported = builtins.__import__

    def refusing(name: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - as the builtin is
        assert name.partition(".")[0] not in {"dask", "distributed"}
        return imported(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refusing)

    assert bima("import", RELEASES).code == 0


def test_what_is_kept_is_the_same_with_a_cluster(bima: Run, near: LocalCluster, tmp_path: Path) -> None:
    """Ids, order and words: the lists of two stores are alike, and again changes nothing."""
    folder = many(tmp_path / "m", 70)
    told = []
    for name, spread in (("a", ()), ("b", ("--cluster", near.scheduler_address))):
        db = ("--db", tmp_path / f"{name}.json")
        bima("import", folder, *spread, *db)
        told.append([json.loads(bima(what, "--json", *db).out) for what in ("list", "releases", "agenda")])
        for release in told[-1][1]:
            del release["imported"]  # the moment
        again = json.loads(bima("import", folder, *spread, "--json", *db).out)
        assert {one["arrival"] for one in again["releases"]} == {"already"}

    assert told[0] == told[1]
    assert len(told[0][0]) == 70
