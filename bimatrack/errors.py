"""What can go wrong that a user can mend: one class a cause, each with its own exit code."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bimatrack.server import Place


class BimatrackError(Exception):
    """One sentence that says what, where and how to mend it."""

    exit_code = 1


class UnknownDirectiveError(BimatrackError):
    """There is no directive with that id."""


class UnknownReleaseError(BimatrackError):
    """There is no release with that id."""


class NothingToDoError(BimatrackError):
    """The command was understood, but there is nothing it could change."""


class FoundError(BimatrackError):
    """A check found something that is left to be mended."""


class StoppedError(BimatrackError):
    """The user stopped a command that had done a part of its work."""

    exit_code = 130


class UsageError(BimatrackError):
    """An option or argument cannot be understood."""

    exit_code = 2


class UnreadableReleaseError(BimatrackError):
    """A file that should hold a release cannot be read as one."""

    exit_code = 3


class StoreError(BimatrackError):
    """The store is damaged, of a newer schema, or cannot be written."""

    exit_code = 4


class DamagedError(StoreError):
    """The store at *path* is damaged; *reason* says in what."""

    def __init__(self, sentence: str, path: "Place", reason: str) -> None:
        super().__init__(sentence)
        self.path = path
        self.reason = reason


class StoreBusyError(StoreError):
    """Another process is writing to the store."""

    exit_code = 5


class RuleError(BimatrackError):
    """A file of rules holds something that cannot work."""

    exit_code = 6


class OutputError(BimatrackError):
    """The answer, or a file that was asked for, cannot be written."""

    exit_code = 7


class SettingsError(BimatrackError):
    """The file of settings cannot be read, or holds something that cannot work."""

    exit_code = 8


class ClusterError(BimatrackError):
    """The machines that should read cannot be reached, do not fit, or were lost on the way."""

    exit_code = 9
