"""What looks like an ask and is none: wishes of citizens to the government, things asked and done."""

from bimatrack.extract.ask import Ask
from bimatrack.extract.speakers import Voice
from bimatrack.rules.language import language

_SETTLED = frozenset(["order in a list", "decision", "decision in a table", "enumerated priority"])
_SHORTEST = 4  # characters
_FROM_BELOW = frozenset(["request", "hope", "urging"])


def is_directive(ask: Ask, voice: Voice | None) -> bool:
    """Whether an ask is a directive of a government to those who work for it or live under it."""
    if voice is not None and voice.citizen and ask.rule not in _SETTLED:
        return False
    if ask.rule in _FROM_BELOW and voice is not None and _asks_upwards(ask, voice):
        return False
    if ask.owners and ask.rule in _FROM_BELOW:
        return max(_rank(o.text) for o in ask.owners) <= _reach(voice)
    return not (ask.owners and ask.quote.end - ask.quote.start < _SHORTEST)


def _asks_upwards(ask: Ask, voice: Voice) -> bool:
    """Whether one who heads no government asks for himself, a village head or a councillor: "meminta dukungan"."""
    return not ask.owners and _is_low(voice)


def _is_low(voice: Voice) -> bool:
    """Whether the one who speaks heads no government."""
    name = voice.quote.text.lower()
    return name.split()[0] in language().classes.heads_none or name.startswith("kepala desa")


def _reach(voice: Voice | None) -> int:
    """Return the highest rank that a speaker may direct; one whom no office names is taken for a head of government."""
    if voice is None:
        return 1
    return max(0 if _is_low(voice) else 1, _rank(voice.quote.text))


def _rank(name: str) -> int:
    """How high an office stands above those whom one may direct; 0 for all below a head of government."""
    words = [w for w in name.lower().split() if w not in ("seluruh", "para", "pihak", "semua", "pak", "bapak", "telah")]
    head = "pusat" if words[:2] == ["pemerintah", "pusat"] else words[0] if words else ""
    classes = language().classes
    ranks = (classes.heads_town, classes.heads_province, classes.heads_nation)
    return next((rank for rank, heads in enumerate(ranks, 1) if head in heads), 0)
