"""What the system's refusals mean, in the language in use, and how each is mended."""

import errno
from pathlib import Path

from bimatrack.i18n import _, ngettext

_FORBIDDEN = (errno.EACCES, errno.EPERM)
_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))


class UnsureError(OSError):
    """A file was put in place, but the disk does not confirm that it will keep it."""


class LockedError(OSError):
    """Another process is writing; *holder* is its id and its machine, None where unknown, *waited* in seconds."""

    def __init__(self, holder: tuple[int, str] | None, waited: float) -> None:
        super().__init__(errno.EAGAIN, "locked")
        self.holder = holder
        self.waited = waited


def reason_of(error: OSError | ValueError) -> str:
    """Say in a few words why the system refused; in its own words where we have none."""
    code = _code(error)
    if code in _FORBIDDEN:
        return _("no permission")
    if code in _FULL:
        return _("no room is left")
    known = {
        errno.EROFS: _("the disk is read-only"),
        errno.ENOENT: _("the folder is missing"),
        errno.ENOTDIR: _("a part of the path is no folder"),
        errno.EISDIR: _("it is a folder"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.EIO: _("the disk reports an error"),
        errno.EXDEV: _("files cannot be replaced there"),
        errno.EBUSY: _("files cannot be replaced there"),
        errno.ELOOP: _("a link leads back to itself"),
    }
    told = error.strerror if isinstance(error, OSError) else None
    return known.get(code) or told or str(error)


def why_unread(error: OSError) -> str:
    """Say in a few words why a file that was named cannot be read."""
    return _("there is no such file") if _code(error) == errno.ENOENT else reason_of(error)


def advice_on(error: OSError | ValueError, option: str) -> str:
    """Say what helps who could not write; *option* is that by which another place is chosen."""
    code = _code(error)
    if code in _FULL:
        return _("make room there, or choose another place with {option}").format(option=option)
    if code == errno.ENOENT:
        return _("make the folder first, or choose another place with {option}").format(option=option)
    return _("choose another place with {option}").format(option=option)


def unwritten(path: Path, error: OSError | ValueError, option: str) -> str:
    """Say in one sentence why the file *path* was not written, or not surely, and what helps; *option* as above."""
    if isinstance(error, LockedError):
        return busy(path, error)
    if isinstance(error, UnsureError):
        return _(
            "{path} was written, but the disk did not confirm that it keeps it: {reason}; look whether it stands "
            "there, and choose another place with {option}."
        ).format(path=path, reason=reason_of(error), option=option)
    return _("{path} cannot be written: {reason}; {advice}.").format(
        path=path, reason=reason_of(error), advice=advice_on(error, option)
    )


def busy(path: object, error: LockedError) -> str:
    """Say in one sentence who is writing to *path*, as far as that is known, and how long was waited for them."""
    waited = round(error.waited)
    seconds = ngettext("{n} second", "{n} seconds", waited).format(n=waited)
    if error.holder is None:
        return _(
            "Another process is writing to {path} and did not end within {seconds}; try again in a moment."
        ).format(path=path, seconds=seconds)
    process, host = error.holder
    return _(
        "Process {process} on {host} is writing to {path} and did not end within {seconds}; try again in a moment."
    ).format(process=process, host=host, path=path, seconds=seconds)


def _code(error: OSError | ValueError) -> int:
    return (error.errno or 0) if isinstance(error, OSError) else 0
