"""Takes over a follow-up matrix that was kept elsewhere: its columns by their heads, its rows as directives."""

from bimatrack.adopting.keeping import adopt
from bimatrack.adopting.layout import find_layout, read_fields
from bimatrack.adopting.rows import read_rows
from bimatrack.adopting.values import Adoption, Column, Fault, Layout, Line, Words

__all__ = [
    "Adoption",
    "Column",
    "Fault",
    "Layout",
    "Line",
    "Words",
    "adopt",
    "find_layout",
    "read_fields",
    "read_rows",
]
