"""What the system's refusals mean, in the language in use, and how each is mended."""

import errno

from bimatrack.i18n import _

_FORBIDDEN = (errno.EACCES, errno.EPERM)
_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))


def reason_of(error: OSError) -> str:
    """Say in a few words why the system refused; in its own words where we have none."""
    if error.errno in _FORBIDDEN:
        return _("no permission")
    if error.errno in _FULL:
        return _("no room is left")
    known = {
        errno.EROFS: _("the disk is read-only"),
        errno.ENOENT: _("the folder is missing"),
        errno.ENOTDIR: _("a part of the path is no folder"),
        errno.EISDIR: _("it is a folder"),
        errno.ENAMETOOLONG: _("the name is too long"),
    }
    return known.get(error.errno or 0) or error.strerror or str(error)


def advice_on(error: OSError, option: str) -> str:
    """Say what helps who could not write; *option* is that by which another place is chosen."""
    if error.errno in _FULL:
        return _("make room there, or choose another place with {option}").format(option=option)
    if error.errno == errno.ENOENT:
        return _("make the folder first, or choose another place with {option}").format(option=option)
    return _("choose another place with {option}").format(option=option)
