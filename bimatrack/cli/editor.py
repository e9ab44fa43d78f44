"""Lets a person edit a text in the editor they are used to."""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from bimatrack.errors import NothingToDoError, UsageError
from bimatrack.i18n import _
from bimatrack.whole import read_whole

_MOST_BYTES = 1_000_000
_VARIABLES = ("VISUAL", "EDITOR")
_FALLBACKS = ("notepad",) if os.name == "nt" else ("nano", "vi")


def edited(text: str, *, ending: str = ".txt") -> str:
    """Open *text* in the editor that VISUAL or EDITOR names, else in one that is there, and return what it was left as.

    The *ending* of the name of the file that is edited tells the editor what it holds.

    Raises:
        NothingToDoError: the editor ended with an error, so that nothing it left counts.
        UsageError: there is no editor, it cannot be started, or it left no text.
    """
    command = _command()
    # A folder that only the user may look into: an editor's own copies beside the file go with it.
    with tempfile.TemporaryDirectory(prefix="bimatrack-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"bimatrack{ending}"
        path.touch(0o600)
        path.write_text(text, encoding="utf-8")
        _run(command, path)
        try:
            return read_whole(path, _MOST_BYTES).decode("utf-8-sig")
        except (UnicodeDecodeError, OSError):
            raise UsageError(_("What the editor left cannot be read as text in UTF-8; nothing was changed.")) from None


def _command() -> list[str]:
    for variable in _VARIABLES:
        if value := os.environ.get(variable, "").strip():
            try:
                return shlex.split(value, posix=os.name != "nt")
            except ValueError:
                raise UsageError(
                    _(
                        "{variable} holds “{value}”, which lacks a closing quote; set it to the name of an editor."
                    ).format(variable=variable, value=value)
                ) from None
    for name in _FALLBACKS:
        if found := shutil.which(name):
            return [found]
    raise UsageError(_("There is no editor here; set EDITOR to the name of one."))


def _run(command: list[str], path: Path) -> None:
    try:
        code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 - the user's own editor, without a shell
    except OSError as error:
        raise UsageError(
            _("The editor “{name}” cannot be started: {why}; set EDITOR to another one.").format(
                name=command[0], why=error.strerror or error
            )
        ) from error
    if code:
        raise NothingToDoError(_("The editor ended with the error {code}; nothing was changed.").format(code=code))
