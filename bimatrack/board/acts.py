"""What the keys do to directives: for each what has to be asked, and the step of the history that comes of it."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from rich.text import Text

from bimatrack import tracking
from bimatrack.board.desk import Desk
from bimatrack.board.forms import Field, Given, Question
from bimatrack.days import long_day
from bimatrack.errors import NothingToDoError, UsageError
from bimatrack.extract.deadlines import read_deadline
from bimatrack.history import Share, Tracked
from bimatrack.i18n import _
from bimatrack.literal import one_line
from bimatrack.model import Evidence
from bimatrack.tracking import Mark, Outcome
from bimatrack.views.cells import QUIET, STRONG, cell, stacked
from bimatrack.views.history import id_ranges

_FEW = 4
_NOTE, _ON, _PROOF, _KENDALA, _WHY = "note", "on", "evidence", "obstacle", "reason"


class Acts:
    """The acts on the directives *rows* at a *desk*; *unit* is the one that the list is seen by, if any."""

    def __init__(self, desk: Desk, rows: Sequence[Tracked], unit: str | None = None) -> None:
        self._desk = desk
        self._rows = tuple(rows)
        self._numbers = tuple(row.number for row in rows)
        self._shares = _common(self._rows)
        self._chosen = (unit,) if unit else ()

    def start(self) -> str:
        """Say at once that work has begun; return the sentence that tells so.

        Raises:
            BimatrackError: it cannot be.
        """
        units = self._chosen if self._has_share(self._chosen) else ()
        return self._told(tracking.start(self._desk.store, self._numbers, self._desk.mark(None, None), units=units))

    def question(self, act: str) -> Question:
        """Return what is to be asked before the *act* of that name."""
        asked: dict[str, Callable[[], Question]] = {
            "done": self._done,
            "progress": self._progress,
            "due": self._due,
            "note": self._note,
            "assign": self._assign,
            "drop": self._drop,
            "reopen": self._reopen,
            "edit": self._edit,
        }
        return asked[act]()

    def _done(self) -> Question:
        def do(given: Given) -> Outcome:
            mark, proof = self._mark(given), self._proof(given)
            return tracking.done(self._desk.store, self._numbers, mark, evidence=proof, units=given.units)

        fields = (self._note_field(), self._proof_field(), self._day_field())
        return self._ask(_("Done"), fields, do, _("Whose share? None chosen: all of them."))

    def _progress(self) -> Question:
        def do(given: Given) -> Outcome:
            if self._shares and not given.units:
                raise UsageError(_("This is split over units; choose those whose progress it is."))
            mark, far = self._mark(given), _percentage(given.text("percent") or "")
            obstacle = self._changed(given, _KENDALA, self._obstacle)
            return tracking.progress(self._desk.store, self._numbers, far, mark, obstacle=obstacle, units=given.units)

        percent = Field("percent", _("How far, 0 to 100"), self._percent_now(), "60")
        fields = (percent, self._note_field(), self._obstacle_field(), self._day_field())
        return self._ask(_("Progress"), fields, do, _("Whose progress?"))

    def _due(self) -> Question:
        anchor = self._desk.today

        def do(given: Given) -> Outcome:
            wording = given.text("wording") or ""
            day, mark = _deadline(wording, anchor), self._mark(given, _WHY)
            if any(row.state.due not in (None, day) for row in self._rows):
                _require_reason(given)
            return tracking.move_due(self._desk.store, self._numbers, day, mark, due_text=wording)

        hint = _("akhir bulan, Jumat depan, 30 Juni, 2026-06-30")
        wording = Field("wording", _("New deadline, in words"), "", hint, lambda words: _understood(words, anchor))
        fields = (wording, Field(_WHY, _("Reason")), self._day_field())
        return self._ask(_("Another deadline"), fields, do)

    def _note(self) -> Question:
        def do(given: Given) -> Outcome:
            mark, obstacle = self._mark(given), self._changed(given, _KENDALA, self._obstacle)
            return tracking.note(self._desk.store, self._numbers, mark, obstacle=obstacle, evidence=self._proof(given))

        fields = (self._note_field(), self._obstacle_field(), self._proof_field(), self._day_field())
        return self._ask(_("Note"), fields, do)

    def _assign(self) -> Question:
        def do(given: Given) -> Outcome:
            owners = _names(given.text("owners") or "")
            if not owners:
                raise UsageError(_("Nobody is named; write who must act."))
            mark, units = self._mark(given), self._desk.units_of(owners)
            return tracking.assign(self._desk.store, self._numbers, owners, units, mark)

        def meant(words: str) -> str:
            units = self._desk.units_of(_names(words))
            return "→ " + ("; ".join(units) or _("no unit of the registry")) if words.strip() else ""

        now = ", ".join(self._rows[0].state.owners) if len(self._rows) == 1 else ""
        owners = Field("owners", _("Who must act (several parted by commas)"), now, "Dinas PUPR, Camat Raba", meant)
        return self._ask(_("Assign"), (owners, self._note_field(), self._day_field()), do)

    def _drop(self) -> Question:
        def do(given: Given) -> Outcome:
            _require_reason(given)
            return tracking.drop(self._desk.store, self._numbers, self._mark(given, _WHY))

        return self._ask(_("Cannot be done"), (Field(_WHY, _("Reason")), self._day_field()), do)

    def _reopen(self) -> Question:
        def do(given: Given) -> Outcome:
            return tracking.reopen(self._desk.store, self._numbers, self._mark(given), units=given.units)

        label = _("Whose share? None chosen: the whole.")
        return self._ask(_("Reopen"), (self._note_field(), self._day_field()), do, label)

    def _edit(self) -> Question:
        if len(self._rows) > 1:
            raise NothingToDoError(_("Words are mended one by one; take the marks away first (Esc)."))

        def do(given: Given) -> Outcome:
            text = given.text("text") or ""
            return tracking.mend(self._desk.store, self._numbers, self._mark(given), (("text", text),))

        text = Field("text", _("What is to be done"), self._rows[0].state.text)
        return self._ask(_("Edit"), (text, self._note_field()), do)

    def _ask(
        self, title: str, fields: tuple[Field, ...], do: Callable[[Given], Outcome], shares_label: str = ""
    ) -> Question:
        shares = self._shares if shares_label else ()
        chosen = self._chosen if self._has_share(self._chosen) else ()
        return Question(title, self._about(), fields, lambda given: self._told(do(given)), shares, shares_label, chosen)

    def _about(self) -> Text:
        shown = [Text.assemble((f"{row.number}  ", QUIET), cell(row.state.text, STRONG)) for row in self._rows[:_FEW]]
        if len(self._rows) > _FEW:
            ids = id_ranges(row.number for row in self._rows[_FEW:])
            shown.append(Text(_("… and {ids}").format(ids=ids), style=QUIET))
        return stacked(shown)

    def _told(self, outcome: Outcome) -> str:
        ids = id_ranges(one.tracked.number for one in outcome.changed)
        told = _("Kept: directive {ids}. The key u takes it back.").format(ids=ids)
        if outcome.unchanged:
            same = id_ranges(one.number for one in outcome.unchanged)
            return f"{told} {_('Unchanged, since it was so before: {numbers}.').format(numbers=same)}"
        return told

    def _mark(self, given: Given, note: str = _NOTE) -> Mark:
        words = dict(given.words)
        return self._desk.mark(given.text(_ON) if _ON in words else None, given.text(note))

    def _proof(self, given: Given) -> tuple[Evidence, ...]:
        places = map(str.strip, (given.text(_PROOF) or "").split(";"))
        return tracking.read_evidence([place for place in places if place], Path.cwd())

    def _changed(self, given: Given, name: str, before: str) -> str | None:
        now = given.text(name) or ""
        return None if now == before else now

    def _has_share(self, units: Sequence[str]) -> bool:
        return bool(units) and {share.unit for share in self._shares}.issuperset(units)

    @property
    def _obstacle(self) -> str:
        return (self._rows[0].state.obstacle or "") if len(self._rows) == 1 else ""

    def _percent_now(self) -> str:
        if len(self._rows) > 1 or self._shares:
            return ""
        return str(self._rows[0].state.progress or "")

    def _note_field(self) -> Field:
        return Field(_NOTE, _("Note"), hint=_("what was done, in your words"))

    def _obstacle_field(self) -> Field:
        return Field(_KENDALA, _("Obstacle"), self._obstacle, _("what stands in the way"))

    def _proof_field(self) -> Field:
        return Field(_PROOF, _("Evidence"), hint=_("a file or address; several parted by ;"))

    def _day_field(self) -> Field:
        return Field(_ON, _("Day"), hint=_("today, unless it was earlier"))


def _common(rows: Sequence[Tracked]) -> tuple[Share, ...]:
    """Return the shares of the units that have one in each of *rows*, as they stand in the first."""
    if not rows:
        return ()
    units = set.intersection(*({share.unit for share in row.state.shares} for row in rows))
    return tuple(share for share in rows[0].state.shares if share.unit in units)


def _names(words: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, words.split(","))))


def _percentage(words: str) -> int:
    number = words.removesuffix("%").strip()
    if not (number.isascii() and number.isdigit()):
        raise UsageError(_("“{text}” is no percentage; give a number from 0 to 100.").format(text=one_line(words)))
    return int(number)


def _require_reason(given: Given) -> None:
    if given.text(_WHY) is None:
        raise UsageError(_("A reason is missing; write why."))


def _deadline(wording: str, anchor: date) -> date:
    day = read_deadline(wording, anchor).due if wording else None
    if day is None:
        raise UsageError(
            _("“{wording}” names no day; write 2026-03-31, 31 Maret, or akhir bulan.").format(wording=one_line(wording))
        )
    return day


def _understood(words: str, anchor: date) -> str:
    if not words.strip():
        return ""
    reading = read_deadline(words, anchor)
    if reading.due is None:
        return f"→ {reading.reason}"
    return f"→ {long_day(reading.due)} ({reading.reason})"
