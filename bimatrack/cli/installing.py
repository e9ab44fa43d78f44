"""Puts the script for completion where the user's shell finds it."""

import subprocess
from pathlib import Path

from bimatrack.cli.scripts import SCRIPTS
from bimatrack.errors import OutputError, UsageError
from bimatrack.i18n import _
from bimatrack.whole import write_whole

_NAMES = "bash, zsh, fish, PowerShell"


def current_shell() -> str:
    """Return the name of the shell that called the program.

    Raises:
        UsageError: there is none, or none that can be completed for.
    """
    from shellingham import ShellDetectionFailure, detect_shell  # type: ignore[import-untyped]

    try:
        name = str(detect_shell()[0])
    except ShellDetectionFailure:
        name = ""
    if name not in SCRIPTS:
        raise UsageError(
            _("The shell that called is none of {shells}; call bimatrack from one of these.").format(shells=_NAMES)
        )
    return name


def install(shell: str, home: Path) -> Path:
    """Put the script for *shell* below the folder *home* and return where it lies; again, it is brought up to date.

    Raises:
        OutputError: it cannot be written there.
    """
    places = {
        "bash": home / ".bash_completions" / "bimatrack.sh",
        "zsh": home / ".zfunc" / "_bimatrack",
        "fish": home / ".config" / "fish" / "completions" / "bimatrack.fish",
    }
    place = places.get(shell) or home / ".config" / "bimatrack" / "completion.ps1"
    try:
        write_whole(place, SCRIPTS[shell])
        if shell == "bash":
            _add_line(home / ".bashrc", f"source '{place}'")
        elif shell == "zsh":
            _add_line(home / ".zshrc", "fpath+=~/.zfunc; autoload -Uz compinit; compinit")
        elif shell != "fish":
            _add_line(_profile(shell), f". '{place}'")
    except (OSError, subprocess.SubprocessError) as error:
        raise OutputError(
            _("{path} cannot be written ({reason}); put there yourself what --show-completion prints.").format(
                path=place, reason=getattr(error, "strerror", None) or error
            )
        ) from error
    return place


def _profile(shell: str) -> Path:
    asked = [shell, "-NoProfile", "-Command", "$PROFILE"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True)  # noqa: S603 - the shell that called us
    return Path(told.stdout.strip())


def _add_line(path: Path, line: str) -> None:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if line in text.splitlines():
        return
    end = "\n" if text and not text.endswith("\n") else ""
    write_whole(path, f"{text}{end}{line}\n")
