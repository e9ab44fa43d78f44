"""Keeps what an import reads, portion by portion, and tells of it."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from bimatrack import importing
from bimatrack.cli.many import undisturbed
from bimatrack.cli.session import Session
from bimatrack.errors import ClusterError, StoppedError, UnreadableReleaseError
from bimatrack.i18n import _, ngettext
from bimatrack.model import Extraction
from bimatrack.readers import PassedOver

if TYPE_CHECKING:
    from bimatrack.reading import Item


class Arrivals:
    """One import: the *releases* that came, by their ids, the *troubles* with others, what mails hold besides."""

    def __init__(self, session: Session, *, as_json: bool, dry_run: bool) -> None:
        self.releases: list[int] = []
        self.troubles: list[UnreadableReleaseError] = []
        self.passed_over: list[PassedOver] = []
        self._session = session
        self._as_json = as_json
        self._dry_run = dry_run
        self._kept = 0
        self._headed = False
        self._saved: list[importing.Importation] = []

    def take(self, items: "Sequence[Item]") -> None:
        """Keep one portion in one write, and tell of it; JSON is one document and waits for the end."""
        self.troubles += [item for item in items if isinstance(item, UnreadableReleaseError)]
        self.passed_over += [item for item in items if isinstance(item, PassedOver)]
        found = [item for item in items if isinstance(item, Extraction)]
        session = self._session
        session.store.refresh()  # Reading took its time; what is there by now is what they are merged with.
        with undisturbed():
            done = importing.import_all(
                found, session.store, now=session.now, author=session.author, rehearse=self._dry_run
            )
            self._kept += 0 if self._dry_run else sum(not one.already for one in done.imported)
        self.releases += [one.release.number for one in done.imported]
        self.troubles += [refused.error for refused in done.refused]
        if self._as_json:
            self._saved.append(done)
        elif done.imported and (self._dry_run or not session.quiet):
            self._tell(done)

    def stop(self) -> None:
        """Tell how far it came when it was stopped.

        Raises:
            StoppedError: always, unless nothing was to be kept.
        """
        self.end()
        if self._kept:
            raise StoppedError(
                ngettext(
                    "Interrupted; {n} release was kept. The same command goes on from there.",
                    "Interrupted; {n} releases were kept. The same command goes on from there.",
                    self._kept,
                ).format(n=self._kept)
            )
        if not self._dry_run:
            raise StoppedError(_("Interrupted; nothing was kept. The same command begins anew."))

    def lose(self, error: ClusterError) -> NoReturn:
        """Tell how far it came when the cluster that reads was lost.

        Raises:
            ClusterError: always.
        """
        if not self._kept:
            raise error
        self.end()
        kept = ngettext(
            "{n} release was kept. The same command goes on from there.",
            "{n} releases were kept. The same command goes on from there.",
            self._kept,
        ).format(n=self._kept)
        raise ClusterError(f"{error} {kept}") from error

    def end(self) -> None:
        """Tell what waited for the end: a JSON document comes in any case."""
        if self._as_json:
            imported = tuple(one for done in self._saved for one in done.imported)
            refused = tuple(one for done in self._saved for one in done.refused)
            self._tell(importing.Importation(imported, refused))

    def _tell(self, done: importing.Importation) -> None:
        from bimatrack import views
        from bimatrack.exporters import flat

        today, header = self._session.today, not self._headed
        self._headed = True
        self._session.answer(
            as_json=self._as_json,
            records=lambda: flat.imported_records(done, today),
            rows=lambda: flat.imported_rows(done, today, header=header),
            view=lambda: views.imported(done, today, dry_run=self._dry_run),
            paged=False,
        )
        sys.stdout.flush()
