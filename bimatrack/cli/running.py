"""Runs one command line: language first, then the command, then what went wrong in one sentence."""

import os
import sys
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from typer.exceptions import Abort, Exit, TyperException

from bimatrack.cli import streams
from bimatrack.cli.talking import wrapped
from bimatrack.errors import BimatrackError, DamagedError, OutputError, SettingsError
from bimatrack.faults import reason_of
from bimatrack.i18n import _, choose_language, set_language
from bimatrack.literal import one_line
from bimatrack.settings import Settings, read_settings, settings_file

# Options of the program itself; people also write them behind the command.
GLOBAL_VALUES = ("--db", "--lang", "--today", "--registry", "--rules", "--config")
GLOBAL_SWITCHES = ("--no-defaults", "--quiet", "-q")
_INTERRUPTED = 130
_LONGEST = 1200  # letters of a sentence; the longest of ours, with a long path in it, has some 600


def run_command(arguments: list[str]) -> int:
    """Run bimatrack with *arguments* and return the exit code."""
    arguments = hoist(arguments)
    settings = settle(arguments)
    streams.prepare()
    try:
        code = _within_memory(arguments, settings)
        streams.flush()
    except BimatrackError as error:
        return _complain(str(error) + _way_out(error, settings), error.exit_code)
    except TyperException as error:
        return _explain(error)
    except BrokenPipeError:
        # The reader has left (`| head`); nothing more can be written, not even at exit.
        streams.give_up()
        return 0
    except (Abort, KeyboardInterrupt):
        return _complain(_("Interrupted."), _INTERRUPTED)
    except OSError as error:
        if error.filename is not None:  # A file, which somebody should have told of in words.
            raise
        streams.give_up()
        return _complain(
            _("The answer cannot be written ({reason}); make room there, or write it elsewhere.").format(
                reason=reason_of(error)
            ),
            OutputError.exit_code,
        )
    return code


def hoist(arguments: list[str]) -> list[str]:
    """Put the program's own options in front of the command, wherever they were typed before a `--`."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in GLOBAL_VALUES:
            front += [argument, *(value for value in [next(waiting, None)] if value is not None)]
        elif argument in GLOBAL_SWITCHES or argument.startswith(tuple(f"{name}=" for name in GLOBAL_VALUES)):
            front.append(argument)
        else:
            rest.append(argument)
    return front + rest


def settle(arguments: list[str]) -> Settings:
    """Return the settings that hold for *arguments*, and speak the language that follows from both."""
    settings = configured(arguments)
    set_language(choose_language(_asked(arguments, "--lang"), dict(os.environ), settings.language))
    return settings


def configured(arguments: list[str]) -> Settings:
    """Return the settings that hold for *arguments*; ones that cannot work are as built in, and hold the reason."""
    asked = _asked(arguments, "--config") or os.environ.get("BIMATRACK_CONFIG")
    path = Path(asked) if asked else settings_file()
    # The sentence on what is broken is said in the language that holds without the file.
    set_language(choose_language(_asked(arguments, "--lang"), dict(os.environ)))
    helping = any(word in ("-h", "--help") for word in arguments)
    try:
        # The file may be made by keeping a view in it.
        making = any(word.partition("=")[0] == "--save-view" for word in arguments)
        settings = read_settings(path, expected=bool(asked) and not making)
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


def _invoke(arguments: list[str], settings: Settings) -> int:
    from bimatrack.cli.app import build

    command = build()
    # Typer's own `main` would turn a broken pipe and Ctrl-C into codes of other meanings.
    try:
        with command.make_context("bimatrack", arguments, obj=settings) as context:
            command.invoke(context)
    except Exit as stop:
        return stop.exit_code
    return 0


def _within_memory(arguments: list[str], settings: Settings) -> int:
    try:
        return _invoke(arguments, settings)
    except MemoryError:
        raise OutputError(_("There is not enough memory for this; name less at a time.")) from None


def _way_out(error: BimatrackError, settings: Settings) -> str:
    """Name the newest good backup where the store is damaged, and who tells more."""
    if not isinstance(error, DamagedError) or not isinstance(error.path, Path):
        return ""
    from bimatrack.safekeeping import newest_good
    from bimatrack.store.backups import backup_folder

    kept = newest_good(backup_folder(error.path, settings.backups))
    if kept is None:
        return f" {_('“bimatrack doctor” tells more.')}"
    from bimatrack.days import short_day

    told = _(
        "The newest good backup, “{name}”, is of {day}, {time}: “bimatrack restore --latest” shows it and puts it "
        "back; “bimatrack doctor” tells more."
    )
    moment = kept.backup.moment
    return " " + told.format(name=kept.backup.name, day=short_day(moment.date()), time=f"{moment:%H:%M}")


def _explain(error: TyperException) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        with suppress(OSError):
            sys.stderr.write(f"{error.format_message()}\n")
        return error.exit_code
    from bimatrack.cli.usage import usage_sentence

    return _complain(usage_sentence(error), error.exit_code)


def _short(sentence: str) -> str:
    """Leave out the middle of a sentence that holds what nobody would read, such as a word of 5,000 letters."""
    if len(sentence) <= _LONGEST:
        return sentence
    return f"{sentence[: _LONGEST // 2]} … {sentence[-_LONGEST // 4 :]}"


def _complain(sentence: str, code: int) -> int:
    with suppress(OSError):
        sys.stderr.write(f"{wrapped(f'bimatrack: {_short(one_line(sentence))}')}\n")
    return code
