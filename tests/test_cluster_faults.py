"""Clusters that go wrong: workers or a scheduler killed, none left, Ctrl-C; and who may speak to one of ours."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import cloudpickle
import clustering
import psutil
import pytest
from clustering import DEADLY, Deadly, named, reading, running
from conftest import Run
from distributed import Client
from keeping import many

from bimatrack.cli import reading as commands
from bimatrack.cli.arrivals import Arrivals
from bimatrack.errors import ClusterError
from bimatrack.reading import cluster, joining
from bimatrack.store import Store


def test_workers_that_die_cost_time_alone(tmp_path: Path) -> None:
    """One is killed on the way; another reads a file that kills: that one is named, all others are read."""
    folder = many(tmp_path / "m", 120)
    text = f"Rapat\n\nBima, 5 Januari 2026. Wali Kota meminta {DEADLY} mendata warga.\n"
    (folder / "0071.txt").write_text(text, encoding="utf-8")
    cloudpickle.register_pickle_by_value(clustering)
    with running(workers=2, processes=True) as begun:
        with Client(begun, set_as_default=False) as client:
            client.register_plugin(Deadly())
            assert client.submit(clustering.on_main_thread).result()
        sources = reading([folder], begun.scheduler_address)
        first = named(iter([next(sources)]))
        os.kill(begun.workers[0].pid, signal.SIGKILL)
        names = first + named(sources)

    assert [name for name in names if name.endswith(".txt")] == [
        f"{number:04}.txt" for number in range(120) if number != 71
    ]
    assert str(folder / "0071.txt") in names[71]
    assert "died" in names[71]


def test_a_cluster_without_workers_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the beginning, or when the last has gone and none comes in its place."""
    monkeypatch.setattr(joining, "_SECONDS", 0.5)
    monkeypatch.setattr(cluster, "_SECONDS", 0.1)
    monkeypatch.setattr(cluster, "_PATIENCE", 3)
    folder = many(tmp_path / "m", 300)
    with running(workers=0) as begun, pytest.raises(ClusterError, match="has no workers; “dask worker"):
        next(reading([folder], begun.scheduler_address))

    with running() as begun:
        sources = reading([folder], begun.scheduler_address)
        next(sources)
        begun.scale(0)
        with pytest.raises(ClusterError, match="no workers any more"):
            named(sources)


def test_a_scheduler_that_goes_is_one_sentence_and_the_command_goes_on_from_there(
    bima: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was kept is told, with exit code 9; the same command keeps the rest, each once."""
    monkeypatch.setattr(commands, "_BATCH", 30)
    monkeypatch.setattr(cluster, "_MOST", 2)
    folder = many(tmp_path / "m", 100)
    take = Arrivals.take
    with running() as begun:
        gone = begun.scheduler_address

        def last(arrivals: Arrivals, items: object) -> None:
            take(arrivals, items)  # type: ignore[arg-type]  # as it comes
            begun.close()

        monkeypatch.setattr(Arrivals, "take", last)
        lost = bima("import", folder, "--cluster", gone)
        monkeypatch.setattr(Arrivals, "take", take)
    with running() as begun:
        again = bima("import", folder, "--cluster", begun.scheduler_address)

    assert lost.code == 9
    assert lost.err == (
        f"bimatrack: The cluster at {gone} was lost; see that its scheduler runs, and repeat the command. "
        "30 releases were kept. The same command goes on from there.\n"
    )
    assert len(lost.rows) == 1 + 30
    assert again.code == 0
    assert len(bima("releases").rows) == 1 + 100


@pytest.mark.slow
def test_a_cluster_of_our_own_speaks_to_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It listens on this machine alone, and only to who has the certificates that were made for it."""
    sources = reading([many(tmp_path / "m", 100)], "local")
    next(sources)
    monkeypatch.setattr(joining, "_SECONDS", 0.5)
    me = psutil.Process()
    listening = [
        connection.laddr
        for process in (me, *me.children(recursive=True))
        for connection in process.net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN
    ]

    assert {address.ip for address in listening} == {"127.0.0.1"}
    for address in listening:
        for scheme in ("tcp", "tls"):
            with pytest.raises(ClusterError, match="No Dask scheduler answers"):
                next(reading([tmp_path / "m"], f"{scheme}://127.0.0.1:{address.port}"))
    assert len(named(sources)) == 99


@pytest.mark.slow
def test_ctrl_c_and_a_killed_program_leave_whole_portions_and_nobody_behind(store_path: Path, tmp_path: Path) -> None:
    """All processes of the terminal are told; one line comes of it, and the same command goes on."""
    folder = many(tmp_path / "m", 1600)
    command = [sys.executable, "-m", "bimatrack", "--db", str(store_path), "--lang", "en", "import", str(folder)]
    command += ["--cluster", "local", "--jobs", "2"]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    for how, code in ((signal.SIGINT, 130), (signal.SIGKILL, -9)):
        with subprocess.Popen(command, **streams, text=True, start_new_session=True) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.readline()  # the first portion is kept once it is told
            others = psutil.Process(process.pid).children(recursive=True)
            if how == signal.SIGINT:
                os.killpg(process.pid, how)
            else:
                process.send_signal(how)
            process.stdout.read()
            complaint = process.stderr.read()
        assert process.returncode == code
        kept = len(Store.at(store_path).releases())
        assert kept in (500, 1000, 1500)
        if how == signal.SIGINT:
            assert (
                complaint
                == f"bimatrack: Interrupted; {kept} releases were kept. The same command goes on from there.\n"
            )
        assert len(others) >= 2
        assert psutil.wait_procs(others, timeout=60)[1] == []

    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    assert len(Store.at(store_path).releases()) == 1600


@pytest.mark.slow
def test_a_scheduler_killed_on_another_machine_is_noticed(tmp_path: Path) -> None:
    """As its own program, with workers as theirs: the way an office would start them."""
    told = tmp_path / "scheduler.json"
    python = [sys.executable, "-m"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    begin = ["--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0", "--scheduler-file", str(told)]
    work = ["--scheduler-file", str(told), "--nworkers", "2", "--nthreads", "1", "--no-dashboard"]
    with (
        subprocess.Popen([*python, "distributed.cli.dask_scheduler", *begin], **quiet) as scheduler,
        subprocess.Popen([*python, "distributed.cli.dask_worker", *work], **quiet) as workers,
    ):
        with Client(scheduler_file=str(told), timeout=60, set_as_default=False) as client:
            address = client.scheduler.address
        sources = reading([many(tmp_path / "m", 600)], address)
        next(sources)
        scheduler.kill()
        with pytest.raises(ClusterError, match="was lost"):
            named(sources)
        workers.terminate()
