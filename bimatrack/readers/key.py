"""The fingerprint by which a release is known again."""

import hashlib
import unicodedata

_FOLDED = dict.fromkeys('‘’‚‛′´`ʼ“”„‟″«»"', "'") | dict.fromkeys("‐‑‒–—―−•▪◦●·*", "-")
_UNSEEN = dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0f\ufeff", "")


def release_key(text: str) -> str:
    """Hash *text* with what two copies of one release may differ in folded away, as 32 hexadecimal digits.

    Folded are Unicode variants, case, quotation marks, dashes and all white space: a line that a PDF breaks
    elsewhere, or a space that it loses, makes no other release.
    """
    folded = _written(unicodedata.normalize("NFKC", _written(text, _FOLDED)).casefold(), _FOLDED | _UNSEEN)
    return hashlib.sha256("".join(folded.split()).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _written(text: str, marks: dict[str, str]) -> str:
    """Write other characters for the *marks* in a text; few texts hold more than a handful of them."""
    for mark in filter(text.__contains__, marks):
        text = text.replace(mark, marks[mark])
    return text
