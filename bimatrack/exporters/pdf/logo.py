"""The picture beside the government's name."""

import re
from dataclasses import dataclass
from pathlib import Path

from bimatrack.errors import UsageError
from bimatrack.faults import reason_of
from bimatrack.i18n import _
from bimatrack.literal import one_line
from bimatrack.whole import TooLargeError, read_whole

LARGEST = 1_000_000
_STARTS = {"png": re.compile(rb"\x89PNG\r\n\x1a\n"), "jpg": re.compile(rb"\xff\xd8\xff")}
# A remark is read once, to its end: the plus sign lets nothing be tried in another way.
_SVG = re.compile(rb"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--.*?-->\s*+|<!DOCTYPE[^>\[]*+>\s*+)*+<svg[\s>]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture: its *form* (png, jpg, svg) and its bytes as numbers, the one way for them through JSON."""

    form: str
    data: tuple[int, ...]


def read_logo(path: Path) -> Logo:
    """Read the picture in the file *path*.

    Raises:
        UsageError: it cannot be read, is larger than 1 MB, or is neither PNG, JPEG nor SVG.
    """
    shown = one_line(str(path))
    try:
        data = read_whole(path, LARGEST)
    except TooLargeError as error:
        raise UsageError(_("The logo {path} is larger than 1 MB; make it smaller.").format(path=shown)) from error
    except OSError as error:
        raise UsageError(
            _("The logo {path} cannot be read ({reason}); name another with `bimatrack config set logo FILE`.").format(
                path=shown, reason=reason_of(error)
            )
        ) from error
    form = _form(data)
    if not form:
        raise UsageError(
            _(
                "The logo {path} is no picture in PNG, JPEG or SVG; name another with `bimatrack config set logo FILE`."
            ).format(path=shown)
        )
    return Logo(form, tuple(data))


def _form(data: bytes) -> str:
    found = next((form for form, start in _STARTS.items() if start.match(data)), "")
    return found or ("svg" if _SVG.match(data.removeprefix(b"\xef\xbb\xbf")) else "")
