"""What the system's refusals mean, in the language in use, and how each is mended."""

import errno

from bimatrack.i18n import _

_FORBIDDEN = (errno.EACCES, errno.EPERM)
_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))


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


def _code(error: OSError | ValueError) -> int:
    return (error.errno or 0) if isinstance(error, OSError) else 0
