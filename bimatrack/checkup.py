"""Finds what is wrong with what is kept and around it, says it in words, and mends what can be mended."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bimatrack.altering import replace
from bimatrack.enlisting import read_registry
from bimatrack.errors import BimatrackError, DamagedError, RuleError, SettingsError, StoreError
from bimatrack.i18n import _
from bimatrack.rules.folder import read_folder
from bimatrack.safekeeping import listed
from bimatrack.store import Store
from bimatrack.store.copies import read_copy
from bimatrack.store.examining import examine
from bimatrack.store.findings import Examination, Fault, Finding, Source
from bimatrack.store.surroundings import left_overs, loose, real_path, tighten

__all__ = ["Checkup", "Fault", "Finding", "Places", "check_up", "mend"]


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything lies: the store's file, the *folder* with its backups, and what the user wrote.

    *registry* and *rules* are None where there is none; *broken* says why the settings cannot be followed.
    """

    store: Path
    folder: Path
    registry: Path | None = None
    rules: Path | None = None
    settings: Path | None = None
    broken: SettingsError | None = None


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was found; *examination* is that of the file (None: there is none, or it has not the shape of one).

    *seal* is that of the store when it was looked at. *aside* is where the file of before lies, once it was mended.
    """

    places: Places
    findings: tuple[Finding, ...]
    examination: Examination | None
    seal: tuple[int, ...]
    aside: Path | None = None

    @property
    def left(self) -> tuple[Finding, ...]:
        """What is not mended."""
        return tuple(one for one in self.findings if not one.mended)

    @property
    def damaged(self) -> bool:
        """Whether something that is left concerns what is kept itself."""
        return any(not one.fault.beside for one in self.left)


def check_up(store: Store, places: Places) -> Checkup:
    """Look at everything that *places* names, and change nothing."""
    places = replace(places, store=real_path(places.store))
    seal = store.seal
    has_copy, broken = _broken_backups(places)
    examination: Examination | None = None
    found: list[Finding] = []
    try:
        examination = examine(places.store, lambda: _sources(places))
        found += _all_or_nothing(examination)
    except FileNotFoundError:
        pass
    except StoreError as error:
        found.append(_unreadable(places, error, has_copy=has_copy))
    found += _around(places)
    return Checkup(places, (*found, *broken, *_of_the_user(places)), examination, seal)


def mend(store: Store, found: Checkup, moment: datetime) -> Checkup:
    """Mend what can be mended of what was *found*, and return what became of it: the file all at once or not at all.

    Raises:
        StoreBusyError: another process is writing, or has written since.
        StoreError: it could not be done; then the file is as it was.
    """
    aside: Path | None = None
    examination = found.examination
    inside = [one for one in found.findings if one.mends and not one.fault.beside]
    if examination is not None and examination.whole and inside:
        aside = store.mend(examination, found.seal, moment)
    findings = tuple(_mended(one, aside) for one in found.findings)
    return replace(found, findings=findings, aside=aside)


def _all_or_nothing(examination: Examination) -> tuple[Finding, ...]:
    if examination.whole:
        return examination.findings
    return tuple(replace(one, mends="") for one in examination.findings)


def _mended(one: Finding, aside: Path | None) -> Finding:
    if not one.mends:
        return one
    if not one.fault.beside:
        return one.done() if aside else one
    path = Path(one.where)
    try:
        path.unlink(missing_ok=True) if one.fault is Fault.LEFT_OVER else tighten(path)
    except OSError:
        return replace(one, mends="")
    return one.done()


def _unreadable(places: Places, error: StoreError, *, has_copy: bool) -> Finding:
    told = error.reason if isinstance(error, DamagedError) else str(error)
    if has_copy and isinstance(error, DamagedError):
        told = _("{told}; “bimatrack restore --latest” puts the newest good backup in its place").format(told=told)
    return Finding(Fault.UNREADABLE, str(places.store), told)


def _broken_backups(places: Places) -> tuple[bool, list[Finding]]:
    """Tell whether there is a good backup, and find those that are none."""
    good, broken = False, []
    try:
        for backup in listed(places.folder):
            try:
                read_copy(backup.path)
                good = True
            except StoreError as error:
                broken.append(Finding(Fault.BACKUP, str(backup.path), str(error)))
    except StoreError as error:
        broken.append(Finding(Fault.BACKUP, str(places.folder), str(error)))
    return good, broken


def _sources(places: Places) -> Iterator[Source]:
    with suppress(StoreError):
        for backup in listed(places.folder):
            with suppress(StoreError):
                yield Source(backup.name, read_copy(backup.path).book.tables)


def _around(places: Places) -> Iterator[Finding]:
    for path in left_overs(places.store, places.folder):
        told = _("a writer that was killed left it half done")
        yield Finding(Fault.LEFT_OVER, str(path), told, _("it is taken away"))
    for path in loose(places.store, places.folder):
        told = _("others than its owner can open it")
        yield Finding(Fault.PERMISSION, str(path), told, _("only its owner can"))


def _of_the_user(places: Places) -> Iterator[Finding]:
    if places.broken is not None:
        yield Finding(Fault.SETTINGS, str(places.settings or ""), str(places.broken))
    try:
        if places.registry is not None:
            read_registry(places.registry)
    except RuleError as error:
        yield Finding(Fault.REGISTRY, str(places.registry), str(error))
    try:
        if places.rules is not None:
            read_folder(places.rules)
    except BimatrackError as error:
        yield Finding(Fault.RULES, str(places.rules), str(error))
