"""Where a user's own rules lie: a folder of TOML files."""

from pathlib import Path

from bimatrack.errors import RuleError
from bimatrack.faults import why_unread
from bimatrack.i18n import _
from bimatrack.rules.loader import RuleFile
from bimatrack.whole import read_whole

_MOST_BYTES = 1_000_000  # ours have 150,000 in all


def read_folder(path: Path) -> tuple[RuleFile, ...]:
    """Read the `.toml` files of a folder, or the one that *path* is, in the order of their names.

    Raises:
        RuleError: there are none, or one cannot be read.
    """
    try:
        paths = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    except OSError as error:  # Its name is too long, or nobody may look into it.
        raise _unreadable(path, error) from error
    if not paths:
        raise RuleError(_("There is no .toml file in {path}; put your rules there.").format(path=path))
    return tuple(RuleFile(str(one), _read(one)) for one in paths)


def _read(path: Path) -> str:
    try:
        return read_whole(path, _MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError(_("{path} is no text in UTF-8; save it as such.").format(path=path)) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> RuleError:
    return RuleError(
        _("The rules {path} cannot be read ({reason}); mend that, or name another folder.").format(
            path=path, reason=why_unread(error)
        )
    )
