"""The picture beside the government's name."""

import re
from dataclasses import dataclass
from pathlib import Path

from bimatrack.errors import UsageError
from bimatrack.faults import why_unread
from bimatrack.i18n import _
from bimatrack.literal import one_line
from bimatrack.whole import TooLargeError, read_whole

LARGEST = 1_000_000
_MOST_POINTS = 20_000_000  # a good photograph; each takes four bytes, and some more while it is printed
# Where a JPEG tells its height and width: in the one part of it that begins so.
_JPEG_SIZE = re.compile(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]..\x08(..)(..)", re.DOTALL)
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
                path=shown, reason=why_unread(error)
            )
        ) from error
    form = _form(data)
    if not form:
        raise UsageError(
            _(
                "The logo {path} is no picture in PNG, JPEG or SVG; name another with `bimatrack config set logo FILE`."
            ).format(path=shown)
        )
    width, height = _size(form, data)
    if width * height > _MOST_POINTS:
        raise UsageError(
            _("The logo {path} has more than {n} million points; make it smaller.").format(
                path=shown, n=_MOST_POINTS // 1_000_000
            )
        )
    return Logo(form, tuple(data))


def _size(form: str, data: bytes) -> tuple[int, int]:
    """Return width and height in points as the picture tells them; 0 where it does not."""
    if form == "png":
        return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    sizes = [(int.from_bytes(found[2]), int.from_bytes(found[1])) for found in _JPEG_SIZE.finditer(data)]
    # A small picture within may come before the picture itself.
    return max(sizes, default=(0, 0), key=lambda size: size[0] * size[1]) if form == "jpg" else (0, 0)


def _form(data: bytes) -> str:
    found = next((form for form, start in _STARTS.items() if start.match(data)), "")
    return found or ("svg" if _SVG.match(data.removeprefix(b"\xef\xbb\xbf")) else "")
