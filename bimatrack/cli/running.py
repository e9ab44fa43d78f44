"""Runs one command line: language first, then the command, then what went wrong in one sentence."""

import os
import sys
from itertools import pairwise
from pathlib import Path

from typer.exceptions import Abort, TyperException

from bimatrack.errors import BimatrackError, SettingsError
from bimatrack.i18n import _, choose_language, set_language
from bimatrack.literal import literal
from bimatrack.settings import Settings, read_settings, settings_file

# Options of the program itself; people also write them behind the command.
_GLOBAL_VALUES = ("--db", "--lang", "--today", "--registry", "--rules", "--config")
_GLOBAL_SWITCHES = ("--no-defaults",)
_INTERRUPTED = 130


def run_command(arguments: list[str]) -> int:
    """Run bimatrack with *arguments* and return the exit code."""
    arguments = hoist(arguments)
    settings = configured(arguments)
    set_language(choose_language(_asked(arguments, "--lang"), dict(os.environ), settings.language))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    from bimatrack.cli.app import build

    try:
        code = build().main(args=arguments, prog_name="bimatrack", standalone_mode=False, obj=settings)
        sys.stdout.flush()
    except BimatrackError as error:
        return _complain(str(error), error.exit_code)
    except TyperException as error:
        from bimatrack.cli.usage import usage_sentence

        return _complain(usage_sentence(error), error.exit_code)
    except BrokenPipeError:
        # The reader has left (`| head`); nothing more can be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except (Abort, KeyboardInterrupt):
        code = _INTERRUPTED
    if code == _INTERRUPTED:  # Typer's answer to Ctrl-C, too
        return _complain(_("Interrupted."), _INTERRUPTED)
    return code if isinstance(code, int) else 0


def hoist(arguments: list[str]) -> list[str]:
    """Put the program's own options in front of the command, wherever they were typed before a `--`."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in _GLOBAL_VALUES:
            front += [argument, *(value for value in [next(waiting, None)] if value is not None)]
        elif argument in _GLOBAL_SWITCHES or argument.startswith(tuple(f"{name}=" for name in _GLOBAL_VALUES)):
            front.append(argument)
        else:
            rest.append(argument)
    return front + rest


def configured(arguments: list[str]) -> Settings:
    """Return the settings that hold for *arguments*; ones that cannot work are as built in, and hold the reason."""
    asked = _asked(arguments, "--config") or os.environ.get("BIMATRACK_CONFIG")
    path = Path(asked) if asked else settings_file()
    # The sentence on what is broken is said in the language that holds without the file.
    set_language(choose_language(_asked(arguments, "--lang"), dict(os.environ)))
    helping = any(word in ("-h", "--help") for word in arguments)
    try:
        settings = read_settings(path, expected=bool(asked))
    except SettingsError as error:
        return Settings(path=path, broken=None if helping else error)
    return Settings(path=path, language=settings.language) if helping else settings


def _asked(arguments: list[str], option: str) -> str | None:
    """Return the value of an *option* of the program itself as it was typed last, None where it was not."""
    found = None
    for here, following in pairwise([*arguments, ""]):
        if here == "--":
            break
        if here == option:
            found = following
        elif here.startswith(f"{option}="):
            found = here.removeprefix(f"{option}=")
    return found


def _complain(sentence: str, code: int) -> int:
    sys.stderr.write(f"bimatrack: {literal(sentence)}\n")
    return code
