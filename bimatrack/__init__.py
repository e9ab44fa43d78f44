"""Reads directives out of Indonesian government releases, follows them up, prints the quarterly report."""

__version__ = "0.1.0"
