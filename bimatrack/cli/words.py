"""The words behind a command."""

from msgspec import Struct


class Words(Struct, frozen=True):
    """The words behind a command as *typed*, those of the *views* among them in place; and the options *set* for it."""

    typed: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    set: tuple[str, ...] = ()
