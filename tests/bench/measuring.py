"""Runs a command once and tells what it took, by the system's own account of the process."""

import contextlib
import fcntl
import os
import pty
import statistics
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence

from msgspec import Struct

LINES, COLUMNS = 40, 140  # of the terminal that is played
_CHUNK = 1 << 16


class Taken(Struct, frozen=True):
    """What one run took: seconds by the clock (*wall*), seconds of a core (*cpu*), and MB of memory (*peak*)."""

    wall: float
    cpu: float
    peak: float


class Figure(Struct, frozen=True):
    """What the runs of a command took together: medians, the least of both times, and the most memory."""

    wall: float
    cpu: float
    peak: float
    least_wall: float
    least_cpu: float

    @classmethod
    def of(cls, runs: Sequence[Taken]) -> "Figure":
        """Put *runs* together."""
        walls, cpus = [one.wall for one in runs], [one.cpu for one in runs]
        most = max(one.peak for one in runs)
        return cls(statistics.median(walls), statistics.median(cpus), most, min(walls), min(cpus))


class Side(Struct, frozen=True):
    """One of those that are compared: its *command*, the *code* it ends with, and whether a *screen* is played."""

    command: tuple[str, ...]
    environ: Mapping[str, str]
    code: int = 0
    screen: bool = False


def run(side: Side) -> Taken:
    """Run a command to its end, read all that it writes, and return what it took.

    Raises:
        RuntimeError: it ended with another code than it should.
    """
    began = time.perf_counter()
    process, answers = _on_screen(side) if side.screen else _into_pipe(side)
    with contextlib.suppress(OSError):  # So ends a terminal.
        while os.read(answers, _CHUNK):
            pass
    _number, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    os.close(answers)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != side.code:
        raise RuntimeError(f"{' '.join(side.command)} ended with {process.returncode}")
    return Taken(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _into_pipe(side: Side) -> tuple["subprocess.Popen[bytes]", int]:
    reader, writer = os.pipe()
    process = _started(side, subprocess.DEVNULL, writer)
    return process, reader


def _on_screen(side: Side) -> tuple["subprocess.Popen[bytes]", int]:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    return _started(side, slave, slave), master


def _started(side: Side, stdin: int, stdout: int) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        side.command, stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL, env=dict(side.environ)
    )
    os.close(stdout)
    return process
