"""Completion: what the shell asks at a TAB, and what it is answered.

A script in the shell (`scripts`) calls the program with the line typed so far in the environment. `line` reads that,
`proposing` finds what may follow (`values`), `shells` writes it so that the shell can take it. Nothing is ever said on
standard error, and no text of a release reaches the shell as anything but a word.
"""

import os
import sys
from contextlib import redirect_stderr, suppress

from bimatrack.cli import streams
from bimatrack.cli.scripts import SCRIPTS
from bimatrack.completing.line import Line, read_line
from bimatrack.completing.shells import written

_FILES = 1  # the exit code with which the shell's script proposes files


def answer(instruction: str) -> int:
    """Answer the shell's *instruction*, such as "complete_zsh", and return the exit code.

    0 means that what stands on standard output may follow, be it nothing; anything else lets the shell propose files.
    "source_zsh" prints the script for that shell.
    """
    what, _underscore, shell = instruction.partition("_")
    if what == "source" and shell in SCRIPTS:
        return _write(SCRIPTS[shell])
    if what != "complete" or shell not in SCRIPTS:
        return _FILES
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stderr(nowhere):  # noqa: PTH123 - no path to keep
        try:
            lines = _lines(shell, read_line(os.environ, shell))
        except Exception:  # noqa: BLE001 - a damaged store is told of when a command runs, never on the prompt
            lines = []
    if lines is None:
        return _FILES
    return _write("".join(f"{line}\n" for line in lines))


def _write(text: str) -> int:
    with suppress(OSError):
        streams.prepare()
        sys.stdout.write(text)
        streams.flush()
    return 0


def _lines(shell: str, line: Line) -> list[str] | None:
    from bimatrack.cli.running import hoist, settle
    from bimatrack.completing.proposing import propose

    proposals = propose(line, settle(hoist(list(line.words))))
    return None if proposals is None else written(shell, line, proposals, os.environ)
