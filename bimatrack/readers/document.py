"""What reading a file yields: the text and what the file says of itself, or that it is of a kind that is not read."""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class Document:
    """What reading one file yields.

    *text* is the decoded text with single newlines. *published*, *publisher* and *title* come from the file's
    own metadata; None where it has none. *sent* is the day of the mail that brought it, which may be long after it was
    published. *covering* tells that it is the text of a mail that brought other documents.
    """

    source: str
    text: str
    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    sent: date | None = None
    covering: bool = False


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that nobody named, and that is of a kind that is not read, or a link that *leads_out* of its folder."""

    source: str
    leads_out: bool = False

    @property
    def kind(self) -> str:
        """The suffix of its name in small letters; "" where it has none."""
        return PurePath(self.source).suffix.lower()
