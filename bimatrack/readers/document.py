"""One file as it was read: the text, and what the file itself says of its day, publisher and title."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    """What reading one file yields.

    *text* is the decoded text with single newlines. *published*, *publisher* and *title* come from the file's
    own metadata; None where it has none.
    """

    source: str
    text: str
    published: date | None = None
    publisher: str | None = None
    title: str | None = None
