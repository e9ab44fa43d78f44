"""Reads the file of settings, and says in one sentence what in it cannot work."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from bimatrack.altering import replace
from bimatrack.errors import SettingsError, UsageError
from bimatrack.faults import why_unread
from bimatrack.i18n import _
from bimatrack.letterhead import Letterhead, Scale, Signatory
from bimatrack.server import Place, place_of
from bimatrack.settings.checking import STEP_SIGN, checked, refused, require_key, steps_of, unknown
from bimatrack.settings.keys import NO_BACKUPS, TABLES, Key, Sort, known_key
from bimatrack.settings.values import GOVERNMENT, Said, Settings
from bimatrack.toml import NoTomlError, parse_toml
from bimatrack.whole import read_whole

_MOST_BYTES = 1_000_000
_PLACE = r"\(at line (\d+), column \d+\)"


def read_settings(path: Path, *, expected: bool = False) -> Settings:
    """Read the settings of the file *path*; without one everything is as built in.

    Raises:
        SettingsError: the file cannot be read or holds something that cannot work, or is *expected* and missing.
    """
    text = read_text(path)
    if text is None and expected:
        raise SettingsError(
            _("There is no file of settings {path}; `bimatrack init` makes it, or mend --config.").format(path=path)
        )
    return replace(Settings(), path=path) if text is None else parse_settings(text, path)


def read_text(path: Path) -> str | None:
    """Return what the file *path* holds, None where there is none.

    Raises:
        SettingsError: it cannot be read.
    """
    try:
        return read_whole(path, _MOST_BYTES).decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise SettingsError(_("{path} is no text in UTF-8; save it as such.").format(path=path)) from error
    except OSError as error:
        raise SettingsError(
            _("The settings {path} cannot be read ({reason}); mend that, or name another file with --config.").format(
                path=path, reason=why_unread(error)
            )
        ) from error


def parse_settings(text: str, path: Path) -> Settings:
    """Read settings from the *text* of the file *path*.

    Raises:
        SettingsError: it is no TOML, or a setting in it cannot work.
    """
    try:
        said = tuple(_said(parse_toml(text), ""))
    except NoTomlError as error:
        raise _no_toml(str(error), text, path) from error
    except UsageError as error:
        raise SettingsError(f"{path}: {error} {_how_to_mend()}") from error
    return _built(said, path)


def _no_toml(reason: str, text: str, path: Path) -> SettingsError:
    place = re.search(_PLACE, reason)
    line = int(place[1]) if place else len(text.splitlines())
    told = re.sub(_PLACE, "", reason).replace("(at end of document)", "").strip()
    sentence = _("{path}, line {line} is no TOML ({reason}).").format(path=path, line=line, reason=told)
    return SettingsError(f"{sentence} {_how_to_mend()}")


def _how_to_mend() -> str:
    return _("Mend it with `bimatrack config edit`.")


def _said(table: Mapping[str, object], before: str) -> Iterator[Said]:
    """Go through a table of the file and those in it; *before* is what stands before its keys, dot and all."""
    for name, value in table.items():
        dotted = f"{before}{name}"
        if dotted in TABLES:
            if not isinstance(value, Mapping):
                raise UsageError(_("{key} must be a table, [{key}].").format(key=dotted))
            yield from _said(value, f"{dotted}.")
        elif "." in name or known_key(dotted) is None:
            raise unknown(dotted)
        else:
            key = require_key(dotted)
            yield Said(dotted, checked(key, _text(key, value)))


def _text(key: Key, value: object) -> str:
    """Return the text of a *value* as the file has it, of the right type or refused."""
    if key.sort is Sort.STEPS and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return STEP_SIGN.join(value)
    whole = isinstance(value, int) and not isinstance(value, bool)
    if whole if key.sort is Sort.MONTH else isinstance(value, str) and key.sort is not Sort.STEPS:
        return str(value)
    raise refused(key, f"“{value}”" if isinstance(value, str) else str(value))


def _built(said: tuple[Said, ...], path: Path) -> Settings:
    texts = {one.key: one.text for one in said}

    def lies(key: str) -> Path | None:
        return lying(texts[key], path) if texts.get(key) else None

    def signs(table: str) -> Signatory:
        return Signatory(*(texts.get(f"signatures.{table}.{field}", "") for field in ("office", "name", "number")))

    scale = Scale()
    backing_up = texts.get("backups") != NO_BACKUPS
    return Settings(
        path=path,
        language=texts.get("language", ""),
        author=texts.get("author", ""),
        db=_kept(texts.get("db", ""), path),
        backups=lies("backups") if backing_up else None,
        backing_up=backing_up,
        registry=lies("registry"),
        rules=lies("rules"),
        first_month=int(texts.get("quarter.first_month", "1")),
        letterhead=Letterhead(
            government=texts.get("government", GOVERNMENT),
            place=texts.get("place", ""),
            prepared_by=signs("prepared_by"),
            evaluated_by=signs("evaluated_by"),
            logo=lies("logo"),
        ),
        scale=Scale(steps_of(texts.get("scale.steps", "")) or scale.steps, texts.get("scale.lowest", scale.lowest)),
        said=said,
    )


def _kept(text: str, path: Path) -> Place | None:
    """Return where the *text* of a setting says that the store lies; a server's address does not depend on the file."""
    place = place_of(text) if text else None
    return lying(text, path) if isinstance(place, Path) else place


def lying(text: str, path: Path) -> Path:
    """Return the place that the *text* of a setting means: ~ is the home, and relative ones lie beside the file."""
    place = Path(text)
    with suppress(RuntimeError):  # Where nobody knows a home, ~ is a name like another.
        place = place.expanduser()
    return path.absolute().parent / place
