"""How sure the reading of a directive is: by its wording, by who must act, by when."""

from bimatrack.extract.ask import Ask
from bimatrack.model import Due, Kind

_NO_OWNER, _OWNER, _DUE, _MEDDLED = 0.2, 0.03, 0.04, 0.15
_COMPLETE = frozenset(["decision in a table", "enumerated priority", "expected work", "work named as an example"])
_LONG, _MANY = 220, 6  # characters of a quote, owners of an ask: beyond these something was probably misread


def confidence_of(ask: Ask, due: Due | None) -> float:
    """Return a figure between 0 and 1; what lies below 0.6 deserves a second look."""
    sure = ask.weight
    if ask.owners:
        sure += _OWNER
    elif ask.rule not in _COMPLETE:
        sure -= _NO_OWNER
    if due is not None:
        sure += _DUE
    if ask.quote.end - ask.quote.start > _LONG or len(ask.owners) > _MANY:
        sure -= _MEDDLED
    if ask.kind is Kind.APPEAL:
        sure -= _MEDDLED
    return round(min(0.99, max(0.05, sure)), 2)
