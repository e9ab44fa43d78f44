"""The command that goes through what was read with doubt: review."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from bimatrack.cli.dues import DueRead, lifts, read_due, tell_due
from bimatrack.cli.options import Json
from bimatrack.cli.session import Session
from bimatrack.errors import BimatrackError, UsageError
from bimatrack.i18n import _, ngettext
from bimatrack.labels import kind_label
from bimatrack.model import Kind

# The words of either language do as well as the keys.
_KEYS = {
    word: key
    for key, words in {
        "k": "k keep simpan",
        "e": "e edit ubah",
        "m": "m merge gabung gabungkan",
        "d": "d discard buang",
        "s": "s skip lewati",
        "q": "q quit keluar berhenti",
        "?": "? help bantuan",
    }.items()
    for word in words.split()
}

if TYPE_CHECKING:
    from bimatrack.history import Tracked


def review(
    ctx: typer.Context,
    release: Annotated[
        int | None, typer.Option("--release", metavar="ID", help="All of this release that nobody has reviewed.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All that nobody has reviewed, not only doubtful.")] = False,
    as_json: Json = False,
) -> None:
    """Go through what was read with doubt.

    Each directive is shown in its source: keep it, edit it, merge it with another one, discard it, or skip it. What is
    decided is kept at once, so you can stop and go on later; `undo` takes the last decision back.

    Into a pipe it lists what awaits review.

    Examples:
      bimatrack review
      bimatrack review --release 3
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    if release is not None:
        session.store.release(release)
    waiting = tracking.awaiting(session.store.directives(), release=release, everything=everything)
    if as_json or not session.with_person:
        _list(session, waiting, as_json=as_json)
    else:
        _Review(session, waiting).go()


def review_after(session: Session, releases: Collection[int]) -> None:
    """Go through the doubtful directives of the *releases* just imported; where nobody can be asked, say how many."""
    from bimatrack import tracking

    waiting = [one for one in tracking.awaiting(session.store.directives()) if one.release in releases]
    if session.with_person:
        _Review(session, waiting).go()
    elif waiting:
        count = len(waiting)
        session.say(
            ngettext(
                "{n} directive awaits review: “bimatrack review”.",
                "{n} directives await review: “bimatrack review”.",
                count,
            ).format(n=count)
        )


def _list(session: Session, waiting: "tuple[Tracked, ...]", *, as_json: bool) -> None:
    from bimatrack import views
    from bimatrack.exporters import flat
    from bimatrack.tracking import Selection

    session.answer(
        as_json=as_json,
        records=lambda: flat.changed_records(waiting, session.today),
        rows=lambda: flat.changed_rows(waiting, session.today),
        view=lambda: views.directive_table(Selection(waiting), session.today),
        of_store=True,
    )


class _LeftError(Exception):
    """The person left in the middle of an edit."""


@dataclass
class _Review:
    """One walk through the directives that are *waiting*."""

    session: Session
    waiting: "Sequence[Tracked]"
    decided: list[int] = field(default_factory=list)

    def go(self) -> None:
        """Show one after the other and do as told, until all were shown or the person stops."""
        total = len(self.waiting)
        for place, tracked in enumerate(self.waiting, 1):
            self._show(tracked.number, _("{n} of {total}").format(n=place, total=total))
            if not self._decide(tracked.number):
                break
        left = total - len(self.decided)
        done = ngettext("{n} directive reviewed", "{n} directives reviewed", len(self.decided))
        rest = ngettext("{n} still to review", "{n} still to review", left)
        self.session.say(f"{done.format(n=len(self.decided))}, {rest.format(n=left)}.")

    def _show(self, number: int, title: str) -> None:
        from bimatrack import views

        store = self.session.store
        store.refresh()
        tracked = store.directive(number)
        release = None if tracked.release is None else store.release(tracked.release)
        self.session.tell(f"\n{title}")
        self.session.console.print(
            views.directive_detail(tracked, self.session.today, store.changes_of(number), release)
        )

    def _decide(self, number: int) -> bool:
        """Ask until something is decided on the directive *number*; tell whether to go on."""
        keys = _("k keep · e edit · m ID merge with · d discard · s skip · q quit · ? help:")
        while (answer := self.session.ask(keys)) is not None:
            typed, *rest = answer.split(maxsplit=1)[:2] or [""]
            key = _KEYS.get(typed.casefold(), typed)
            if key in ("q", "s", ""):
                return key != "q"
            if key == "?":
                self.session.tell(_help())
                continue
            try:
                self._do(number, key, *rest)
            except _LeftError:
                return False
            except BimatrackError as error:
                self.session.tell(str(error))
            else:
                self.decided.append(number)
                return True
        return False

    def _do(self, number: int, key: str, words: str = "") -> None:
        from bimatrack import tracking

        store, mark = self.session.store, self.session.mark(None, None)
        actions: dict[str, Callable[[], object]] = {
            "k": lambda: tracking.keep(store, (number,), mark),
            "d": lambda: tracking.discard(store, (number,), mark),
            "m": lambda: tracking.merge(store, number, _one_id(words), mark),
            "e": lambda: self._edit(number),
        }
        if key not in actions:
            raise UsageError(_("“{key}” is none of the keys k, e, m, d, s, q.").format(key=key))
        actions[key]()

    def _edit(self, number: int) -> None:
        """Ask for each field; an empty answer leaves it as it is."""
        from bimatrack import tracking

        session, state = self.session, self.session.store.directive(number).state
        text = self._field(_("Directive"), state.text)
        owner = self._field(_("Named as"), ", ".join(state.owners))
        due = self._field(_("Due"), state.due.isoformat() if state.due else "")
        kind = self._field(_("Kind"), kind_label(state.kind))
        read = _due(due, session) if due else None
        owners = tuple(filter(None, map(str.strip, owner.split(",")))) if owner else None
        tracking.amend(
            session.store,
            (number,),
            session.mark(None, None),
            text=text,
            kind=_kind(kind) if kind else None,
            owners=owners,
            units=session.units_of(owners or ()),
            due=read.day if read else None,
            due_text=due,
        )
        if read:
            tell_due(session, read)
        self._show(number, _("Now it says:"))

    def _field(self, name: str, now: str) -> str | None:
        answer = self.session.ask(f"{name} [{now}]:")
        if answer is None:
            raise _LeftError
        return answer or None


def _one_id(words: str) -> int:
    from bimatrack.tracking import parse_ids

    numbers = parse_ids(words.split())
    if len(numbers) != 1:
        raise UsageError(_("Write the id of the directive that it is, as in m 5."))
    return numbers[0]


def _due(words: str, session: Session) -> DueRead:
    if lifts(words):
        raise UsageError(_("Here a last day can be set only; “bimatrack due ID none” takes it away."))
    return read_due(words, session.today, _("Due"))


def _kind(word: str) -> Kind:
    """Read a kind by what it is called on the screen, or by its name in JSON."""
    called = {name.casefold(): kind for kind in Kind for name in (kind_label(kind), kind.value)}
    kind = called.get(word.strip().casefold())
    if kind is None:
        choices = ", ".join(map(kind_label, Kind))
        raise UsageError(_("“{value}” is none of {choices}.").format(value=word, choices=choices))
    return kind


def _help() -> str:
    """Explain the keys, one a line."""
    return "\n".join(
        (
            _("k, keep      it is right as it stands; it is doubtful no more"),
            _("e, edit      mend its words, who must act, the last day or the kind; Enter leaves a field as it is"),
            _("m ID, merge  it asks the same as directive ID, and becomes a mention of that one"),
            _("d, discard   it is no directive; it leaves lists and reports"),
            _("s, skip      decide later; Enter does the same"),
            _("q, quit      stop here; what was decided is kept"),
        )
    )
