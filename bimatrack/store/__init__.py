"""Keeps directives, releases, events and their history, so that nothing is ever lost."""

from bimatrack.store.draft import Draft
from bimatrack.store.store import Store

__all__ = ["Draft", "Store"]
