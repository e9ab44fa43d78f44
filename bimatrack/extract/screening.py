"""What looks like an ask and is none: wishes of citizens to the government, things asked and done."""

from bimatrack.extract.asks import Ask
from bimatrack.extract.speakers import Voice
from bimatrack.rules.language import language



_SETTLED = frozenset(["order in a list", "decision", "decision in a table", "enumerated priority"])
_FROM_BELOW = frozenset(["request", "hope", "urging"])


def _above(name: str) -> bool:
    return not language().classes.above.isdisjoint(name.lower().split()[:2])


def is_directive(ask: Ask, voice: Voice | None) -> bool:
    """Whether an ask is a directive of a government to those who work for it or live under it."""
    if voice is not None and voice.citizen and ask.rule not in _SETTLED:
        return False
    if ask.owners and ask.rule in _FROM_BELOW and all(_above(owner.text) for owner in ask.owners):
        return voice is not None and _above(voice.quote.text)
    return not (ask.owners and ask.quote.end - ask.quote.start < 4)
