"""What settings there are, as values; without a file they are what is built in."""

from pathlib import Path

from msgspec import Struct

from bimatrack.errors import SettingsError
from bimatrack.letterhead import Letterhead, Scale
from bimatrack.server import Place

GOVERNMENT = "Pemerintah Kota Bima"
_LETTERHEAD = Letterhead(government=GOVERNMENT)
_SCALE = Scale()


class Said(Struct, frozen=True):
    """One setting as the file says it: its dotted *key* and its value as one *text*."""

    key: str
    text: str


class Settings(Struct, frozen=True):
    """What is set. "" and None leave a matter to what comes after it: the locale, the system, the platform's folders.

    *path* is the file it came from, None where none was looked for; *said* holds what that file says, in its order, and
    *broken* why it is not followed: then everything is as built in. *first_month* (1 to 12) is where quarters begin.
    *backups* is the folder that automatic backups are placed in, if any are made (*backing_up*).
    """

    path: Path | None = None
    language: str = ""
    author: str = ""
    db: Place | None = None
    backups: Path | None = None
    backing_up: bool = True
    registry: Path | None = None
    rules: Path | None = None
    first_month: int = 1
    letterhead: Letterhead = _LETTERHEAD
    scale: Scale = _SCALE
    said: tuple[Said, ...] = ()
    broken: SettingsError | None = None

    @property
    def views(self) -> tuple[Said, ...]:
        """The saved views: each one's name as *key*, and its options as typed behind `bimatrack list`."""
        return self._under("views.")

    @property
    def defaults(self) -> tuple[Said, ...]:
        """The options that commands are given unless others are typed: the command's name as *key*, and the options."""
        return self._under("defaults.")

    def text(self, key: str) -> str | None:
        """Return what the file says under the dotted *key*, None where it says nothing."""
        return next((one.text for one in self.said if one.key == key), None)

    def _under(self, table: str) -> tuple[Said, ...]:
        return tuple(Said(one.key.removeprefix(table), one.text) for one in self.said if one.key.startswith(table))
