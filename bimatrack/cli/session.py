"""What every command has at hand: where the store lies, which day it is, who is working, where answers go."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bimatrack.altering import replace
from bimatrack.cli.naming import Naming
from bimatrack.cli.options import Toward, read_day, read_day_or_none
from bimatrack.cli.words import Words
from bimatrack.errors import UnreadableReleaseError
from bimatrack.faults import reason_of
from bimatrack.i18n import _
from bimatrack.letterhead import Letterhead
from bimatrack.literal import one_line
from bimatrack.server import Place, Server, changed_at
from bimatrack.settings import Settings, settings_folder, system_user

if TYPE_CHECKING:
    from rich.console import RenderableType

    from bimatrack.history import Tracked
    from bimatrack.model import Evidence
    from bimatrack.periods import Period
    from bimatrack.quarter import Quarter
    from bimatrack.readers import PassedOver
    from bimatrack.registry import Registry
    from bimatrack.store import Store
    from bimatrack.store.backups import Keeper
    from bimatrack.tracking import Mark, Outcome

_ZONES = timedelta(days=1)  # so far apart are clocks that are right


@dataclass
class Session(Naming):
    """One run of the program. *now* carries the zone; *today* is its day unless --today says otherwise.

    *own_registry* is the file of --registry, None for the one in the platform's folder; *settings* are those of the
    file, or what is built in, *no_defaults* leaves its options for commands out. *words* are the command's. *quiet*
    leaves out what nobody asked for: messages, and what a command that changes something shows of it.
    """

    db: Place
    now: datetime
    own_registry: Path | None = None
    settings: Settings = field(default_factory=Settings)
    no_defaults: bool = False
    words: Words = field(default_factory=Words)
    quiet: bool = False

    @property
    def today(self) -> date:
        """The day that everything is reckoned from."""
        return self.now.date()

    @cached_property
    def author(self) -> str:
        """Who makes the changes: BIMATRACK_AUTHOR, else the one of the settings, else who logs in."""
        login = self.db.user if isinstance(self.db, Server) else ""
        return os.environ.get("BIMATRACK_AUTHOR") or self.settings.author or login or system_user()

    def letterhead(self, government: str | None) -> Letterhead:
        """Return what is printed around papers: that of the settings, with the *government* of an option if given."""
        paper = self.settings.letterhead
        return paper if government is None else replace(paper, government=government)

    def quarter(self, text: str | None) -> "Quarter":
        """Return the quarter that *text* names, today's for None, counted from the month that is set.

        Raises:
            UsageError: the text names no quarter.
        """
        from bimatrack.quarter import Quarter

        first_month = self.settings.first_month
        return Quarter.parse(text, self.today, first_month) if text else Quarter.of(self.today, first_month)

    def period(self, text: str | None) -> "Period":
        """Return what *text* names to be reported on, today's quarter for None.

        Raises:
            UsageError: the text names no period.
        """
        from bimatrack.periods import parse_period

        if not text:
            return self.quarter(None)

        return parse_period(
            text, self.today, lambda day: read_day(day, self.today, _("PERIOD")), self.settings.first_month
        )

    @cached_property
    def store(self) -> "Store":
        """The store at *db*; it is read when first asked."""
        from bimatrack.store import Store

        return Store.at(self.db, keeper=self._keeper if self.settings.backing_up else None)

    def pause(self) -> None:
        """Hold nothing in the store while the person thinks or looks, which may be for long."""
        if "store" in self.__dict__:  # It was asked for.
            self.store.rest()

    @property
    def backups(self) -> Path:
        """The folder with the backups of the store."""
        from bimatrack.store.backups import backup_folder

        return backup_folder(self.require_file(), self.settings.backups)

    def require_file(self) -> Path:
        """Return the file of the store; a UsageError says that it lies on a server."""
        from bimatrack.store.file import file_of

        return file_of(self.db)

    def _keeper(self) -> "Keeper":
        from bimatrack.store.backups import Keeper

        return Keeper(self.backups, self._tell_of_no_backup)

    def _tell_of_no_backup(self, error: OSError) -> None:
        self.say(
            _(
                "No backup could be made in {path} ({reason}); what was changed is kept. Mend that, or set backups."
            ).format(path=self.backups, reason=reason_of(error))
        )

    @property
    def registry_path(self) -> Path:
        """The user's own list of units: --registry, else the one in the platform's folder for a user's settings."""
        if self.own_registry is not None:
            return self.own_registry
        return settings_folder() / "units.toml"

    @cached_property
    def registry(self) -> "Registry":
        """The units and the names they go by, the user's own after ours; read when first asked."""
        from bimatrack.enlisting import read_registry

        return read_registry(self.registry_path, expected=self.own_registry is not None)

    def answer(
        self,
        *,
        as_json: bool,
        records: Callable[[], object],
        rows: Callable[[], Iterable[Sequence[str]]],
        view: Callable[[], "RenderableType"],
        paged: bool = True,
        of_store: bool = False,
    ) -> None:
        """Give one answer: JSON when asked, a view on a terminal, else tab-separated rows (header first).

        A view that is longer than the screen goes through the pager if *paged*. Where nothing was ever kept, one that
        is drawn *of_store* says how to begin.
        """
        if as_json:
            from bimatrack.exporters.jsontext import json_text

            self.write(json_text(records()))
        elif self.on_terminal:
            from bimatrack.views import beginning

            self.show(beginning(self.db) if of_store and self.store.untouched else view(), paged=paged)
        else:
            self.write_rows(rows())

    def answer_unless_quiet(
        self,
        *,
        as_json: bool,
        records: Callable[[], object],
        rows: Callable[[], Iterable[Sequence[str]]],
        view: Callable[[], "RenderableType"],
    ) -> None:
        """Show what was changed, which the person knows well: nothing with --quiet, but for --json; never paged."""
        if as_json or not self.quiet:
            self.answer(as_json=as_json, records=records, rows=rows, view=view, paged=False)

    def mark(self, on: str | None, note: str | None) -> "Mark":
        """Sign a command: now, by the author, holding from the day *on*, with a *note*."""
        from bimatrack.tracking import Mark

        return Mark(self.now, self.author, read_day_or_none(on, self.today, "--on", Toward.PAST), note)

    def doubt_clock(self) -> None:
        """Say so where the clock is behind the store: one that jumped back makes wrong days of all that is kept."""
        try:
            written = datetime.fromtimestamp(changed_at(self.db), self.now.tzinfo).date()
        except (OSError, OverflowError, ValueError):
            return
        if written - self.today > _ZONES:
            from bimatrack.days import full_day

            self.say(
                _(
                    "The clock of this computer says {today}, but {path} was last written on {day}; put the clock "
                    "right, or say with --today which day it is."
                ).format(today=full_day(self.today), path=self.db, day=full_day(written))
            )

    def evidence_of(self, words: Sequence[str] | None, *, missing_ok: bool) -> "tuple[Evidence, ...]":
        """Read the *words* of an option as evidence: files looked for from the current folder on, and addresses.

        Raises:
            UsageError: one is neither; with *missing_ok* it is kept as mere words.
        """
        if not words:
            return ()
        from bimatrack.tracking import read_evidence

        try:
            folder = Path.cwd()
        except FileNotFoundError:  # It was removed under our feet; then no file lies in it.
            folder = Path()
        return read_evidence(words, folder, missing_ok=missing_ok)

    def answer_outcome(
        self, outcome: "Outcome", *, as_json: bool, view: "Callable[[], RenderableType] | None" = None
    ) -> None:
        """Show what a command made of directives, and name those that were so before."""
        from bimatrack import tracking, views

        changed = tuple(one.tracked for one in outcome.changed)
        shown = view or (lambda: views.outcome(outcome, self.today, undo=self.store.takes_back))
        self.answer_changed(changed, as_json=as_json, view=shown)
        if told := tracking.unchanged_told(outcome):
            self.say(told)

    def answer_changed(
        self, changed: "tuple[Tracked, ...]", *, as_json: bool, view: "Callable[[], RenderableType] | None" = None
    ) -> None:
        """Show directives as they are now, people by another *view* if there is one."""
        from bimatrack import views
        from bimatrack.exporters import flat

        self.answer_unless_quiet(
            as_json=as_json,
            records=lambda: flat.changed_records(changed, self.today),
            rows=lambda: flat.changed_rows(changed, self.today),
            view=view or (lambda: views.changed(changed, self.today)),
        )

    def name_unread(self, errors: Sequence[UnreadableReleaseError], passed_over: "Sequence[PassedOver]" = ()) -> None:
        """Name on standard error what was not read; the last of *errors* is raised, the others said before it.

        Raises:
            UnreadableReleaseError: there was at least one.
        """
        if passed_over:
            from bimatrack.reading import passed_over_sentence

            self.say(passed_over_sentence(passed_over))
        for error in errors[:-1]:
            self.tell(one_line(f"bimatrack: {error}"))
        if errors:
            raise errors[-1]
