"""Processes of their own, in which tests let something happen."""

import os
from collections.abc import Callable


def child(act: Callable[[], object]) -> int:
    """Do *act* in a process of its own; return its process id."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            act()
            status = 0
        finally:
            os._exit(status)
    return process


def end_of(process: int) -> int:
    """Wait for a child; return 0 when it went well, minus the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
