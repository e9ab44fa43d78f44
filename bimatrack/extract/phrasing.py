"""The clean phrase that a person reads in a table."""

_EDGES = " \t\n,;:-–—\"“”'‘’.…*"
_DANGLING = frozenset(
    [
        "dan",
        "serta",
        "untuk",
        "agar",
        "supaya",
        "yang",
        "dengan",
        "pada",
        "di",
        "ke",
        "oleh",
        "atau",
        "lalu",
        "kemudian",
    ]
)


def phrase(quote: str) -> str:
    """Fold white space, take off stray marks and conjunctions, and begin with a capital."""
    words = quote.strip(_EDGES).split()
    while words and words[-1].lower() in _DANGLING:
        words.pop()
    while len(words) > 1 and words[0].lower() in ("dan", "serta", "agar", "supaya", "lalu", "kemudian"):
        words.pop(0)
    folded = " ".join(words).strip(_EDGES)
    if folded.count("(") > folded.count(")"):
        folded += ")"
    return folded[:1].upper() + folded[1:] if folded else quote.strip()
