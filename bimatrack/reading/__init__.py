"""From files to what they ask: reads each document, finds its head and its directives, names their units."""

from bimatrack.reading.documents import Item, Terms, read, read_file, tried
from bimatrack.reading.passing import passed_over_sentence
from bimatrack.reading.sources import STANDARD_INPUT, Readings, read_all

__all__ = [
    "STANDARD_INPUT",
    "Item",
    "Readings",
    "Terms",
    "passed_over_sentence",
    "read",
    "read_all",
    "read_file",
    "tried",
]
