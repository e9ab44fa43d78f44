"""What may stand for the value of an option or argument, by its name: units, ids, quarters, releases, speakers.

A new command needs nothing here: its `--unit` and its ID are completed as those of all others.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bimatrack.completing.shells import Proposal
from bimatrack.i18n import LANGUAGES
from bimatrack.server import place_of

if TYPE_CHECKING:
    from bimatrack.cli.session import Session

_FILES = ("FILE", "PATH", "DIR")
# Commands that take only what is open, and that only what is closed; all others take any directive.
_ON_OPEN = ("start", "progress", "done", "drop", "due", "assign", "split")
_ON_CLOSED = ("reopen",)


@dataclass(frozen=True, slots=True)
class Asked:
    """For which *command* a value is wanted, and the *session* that it would run in."""

    command: str
    session: "Session"

    @classmethod
    def by(cls, context: Any) -> "Asked":  # noqa: ANN401 - Typer's context class is private
        """Read the program's own options out of Typer's *context*; while completing, no command has run."""
        from bimatrack.cli.app import session_for

        own = context.find_root().params
        settings = context.find_root().obj
        db = place_of(str(own["db"])) if own.get("db") else None
        registry = Path(own["registry"]) if own.get("registry") else None
        return cls(context.info_name or "", session_for(settings, db=db, today=own.get("today"), registry=registry))


def values_for(parameter: Any, asked: Asked, current: str) -> list[Proposal] | None:  # noqa: ANN401 - Typer's class is private
    """Return the values that may stand for *parameter*, of which *current* is typed; None for files."""
    name = max(parameter.opts, key=len)
    source = _BY_OPTION.get(_filter(name)) if name.startswith("-") else _BY_ARGUMENT.get(_first(parameter.metavar))
    if source is not None:
        # A name of a release that looks like an option would be one on the line.
        return [one for one in source(asked, current) if not one.value.lstrip().startswith("-")]
    if _first(parameter.metavar) in _FILES:
        return None
    return [Proposal(item.value) for item in parameter.shell_complete(None, current) if item.type == "plain"]


def _filter(option: str) -> str:
    """Return the filter that an *option* is the opposite of, or a second name of: --not-owner, --has-owner."""
    return re.sub("^--(?:not|has)-", "--", option)


def _first(metavar: str | None) -> str:
    """Return what may stand first where several things may: "[ID]... [TEXT]"."""
    found = re.search(r"\w+", metavar or "")
    return found[0] if found else ""


def saved_views(asked: Asked) -> Iterable[Proposal]:
    """Return the saved views of the settings, each as "@name" with the options it stands for."""
    return (Proposal(f"@{one.key}", one.text) for one in asked.session.settings.views)


def _directives(asked: Asked, _current: str) -> Iterator[Proposal]:
    from bimatrack.history import pressing

    store, today = asked.session.store, asked.session.today
    if asked.command in _ON_OPEN:
        kept = tuple(sorted(store.open_directives(), key=lambda one: pressing(one, today)))
    else:
        kept = store.directives()
    for one in kept:
        if not one.state.status.closed and asked.command in _ON_CLOSED:
            continue
        yield Proposal(str(one.number), one.state.text)


def _units(asked: Asked, current: str) -> Iterator[Proposal]:
    """Propose each unit by one name: in full if that fits what is typed, else by the first short form that does."""
    registry = asked.session.registry
    unclear = {clash.alias for clash in registry.clashes}
    wanted = current.casefold()
    for unit in registry.units:
        short = [alias for alias in unit.aliases if alias.casefold() not in unclear]
        names = (unit.name, *short) if current else (*short, unit.name)
        fits = next((name for name in names if name.casefold().startswith(wanted)), None)
        if fits is not None:
            yield Proposal(fits, ", ".join(short) if fits == unit.name else unit.name)


def _districts(asked: Asked, _current: str) -> Iterator[Proposal]:
    return (Proposal(unit.name) for unit in asked.session.registry.units if unit.kind.value == "district")


def _quarters(asked: Asked, _current: str) -> Iterator[Proposal]:
    from bimatrack.labels import quarter_label
    from bimatrack.quarter import Quarter

    dues = {one.state.due for one in asked.session.store.directives()}
    quarters = {
        Quarter.of(day, asked.session.settings.first_month) for day in (asked.session.today, *dues) if day is not None
    }
    return (Proposal(str(one), quarter_label(one)) for one in sorted(quarters))


def _releases(asked: Asked, _current: str) -> Iterator[Proposal]:
    return (Proposal(str(kept.number), kept.release.title) for kept in asked.session.store.releases())


def _speakers(asked: Asked, _current: str) -> Iterator[Proposal]:
    said = (one.directive.speaker for one in asked.session.store.directives())
    return map(Proposal, sorted({speaker.text for speaker in said if speaker}))


def _tags(asked: Asked, _current: str) -> Iterator[Proposal]:
    from bimatrack.tracking import tags_in_use

    return (Proposal(count.tag) for count in tags_in_use(asked.session.store.directives()))


def _columns(_asked: Asked, _current: str) -> Iterator[Proposal]:
    from bimatrack.exporters.flat import NAMES

    return map(Proposal, NAMES)


def _documents(_asked: Asked, _current: str) -> Iterator[Proposal]:
    from bimatrack.exporters.schemas import DOCUMENTS

    return (Proposal(command) for command in DOCUMENTS if " " not in command)


def _settings(_asked: Asked, _current: str) -> Iterator[Proposal]:
    from bimatrack.settings import meaning
    from bimatrack.settings.keys import KEYS

    return (Proposal(key.name, meaning(key)) for key in KEYS)


def _languages(_asked: Asked, _current: str) -> Iterator[Proposal]:
    return map(Proposal, LANGUAGES)


_Source = Callable[[Asked, str], Iterable[Proposal]]
_BY_OPTION: dict[str, _Source] = {
    "--owner": _units,
    "--unit": _units,
    "--parent": _districts,
    "--quarter": _quarters,
    "--release": _releases,
    "--speaker": _speakers,
    "--lang": _languages,
    "--tag": _tags,
    "--except": _directives,
    "--columns": _columns,
}
_BY_ARGUMENT: dict[str, _Source] = {
    "ID": _directives,
    "PERIOD": _quarters,
    "COMMAND": _documents,
    "UNIT": _units,
    "KEY": _settings,
}
