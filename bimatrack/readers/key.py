"""The fingerprint by which a release is known again."""

import hashlib
import re
import unicodedata

_FOLDED = dict.fromkeys('‘’‚‛′´`ʼ“”„‟″«»"', "'") | dict.fromkeys("‐‑‒–—―−•▪◦●·*", "-")
_UNSEEN = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufe0f\ufeff]+")


def release_key(text: str) -> str:
    """Hash *text* with what two copies of one release may differ in folded away, as 32 hexadecimal digits.

    Folded are Unicode variants, case, quotation marks, dashes and all white space: a line that a PDF breaks
    elsewhere, or a space that it loses, makes no other release.
    """
    folded = _folded(unicodedata.normalize("NFKC", _folded(text)).casefold())
    return hashlib.sha256(_UNSEEN.sub("", folded).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _folded(text: str) -> str:
    for mark in filter(text.__contains__, _FOLDED):
        text = text.replace(mark, _FOLDED[mark])
    return text
