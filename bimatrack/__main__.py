"""Runs the program: every error becomes one sentence on standard error and an exit code."""

import gc
import os
import sys

from bimatrack import __version__

_RARELY = 500_000  # new objects between two searches for garbage


def main(arguments: list[str]) -> int:
    """Run bimatrack with *arguments* (without the program's name) and return the exit code."""
    if asked := os.environ.get("_BIMATRACK_COMPLETE"):  # The shell asks, at a TAB.
        from bimatrack.completing import answer

        return answer(asked)
    if arguments == ["--version"] and sys.stdout:
        try:
            sys.stdout.write(f"bimatrack {__version__}\n")
            sys.stdout.flush()
        except OSError:
            pass  # It is told of below.
        else:
            return 0
    from bimatrack.cli import run_command

    return run_command(arguments)


def run() -> None:
    """Run bimatrack as the shell called it."""
    # A command is over before much garbage comes together; looking for it again and again takes a fifth of a long list.
    gc.set_threshold(_RARELY)
    code = main(sys.argv[1:])
    # What is frozen is not searched once more on the way out, and goes with the process instead of piece by piece.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    run()
