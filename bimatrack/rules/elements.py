"""Phrases of words and {slots}, taken apart.

A phrase is written as `awal|permulaan {period} [tahun {year}]`: words, `|` between words that may stand for one
another, `{slot}` or `{name:slot}` for what varies, `[…]` for what may be left out.
"""

import re
from dataclasses import dataclass

from bimatrack.errors import RuleError
from bimatrack.i18n import _
from bimatrack.rules.tokens import phrase_words

_PIECE = re.compile(r"(?P<open>\[)|(?P<close>\])|\{(?:(?P<name>\w+):)?(?P<symbol>[\w-]+)\}|(?P<words>[^\s\[\]{}]+)|\S")


_MOST_BRACKETS, _MOST_VARIANTS = 40, 5000


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a phrase that a match of *symbol* fills; its value goes by *name*."""

    name: str
    symbol: str


Element = str | Slot
Elements = tuple[Element, ...]


def expand(phrase: str, address: str) -> tuple[Elements, ...]:
    """Return every sequence of elements that a *phrase* allows, its optional parts in and out.

    Raises:
        RuleError: its brackets do not close, it could match nothing at all, or far too much.
    """
    pieces = list(_PIECE.finditer(phrase))
    if sum(bool(piece["open"]) for piece in pieces) > _MOST_BRACKETS:
        raise _too_many(address)
    variants, used = _alternatives(pieces, 0, address)
    if used != len(pieces):
        raise RuleError(
            _("{address}: the brackets of “{phrase}” do not match; write [ and ] in pairs.").format(
                address=address, phrase=phrase
            )
        )
    if not all(variants):
        raise RuleError(
            _("{address}: “{phrase}” could match nothing at all; leave one word outside the brackets.").format(
                address=address, phrase=phrase
            )
        )
    return tuple(dict.fromkeys(variants))


def _alternatives(pieces: list[re.Match[str]], place: int, address: str) -> tuple[list[Elements], int]:
    variants: list[Elements] = [()]
    while place < len(pieces):
        piece = pieces[place]
        if piece["close"]:
            break
        if piece["open"]:
            inner, place = _alternatives(pieces, place + 1, address)
            if place == len(pieces):
                return variants, place + 1
            variants = [variant + more for variant in variants for more in (*inner, ())]
        else:
            variants = [variant + more for variant in variants for more in _readings(piece, address)]
        if len(variants) > _MOST_VARIANTS:
            raise _too_many(address)
        place += 1
    return variants, place


def _too_many(address: str) -> RuleError:
    return RuleError(
        _("{address}: a phrase can be said in more than {n} ways; write it as several.").format(
            address=address, n=_MOST_VARIANTS
        )
    )


def _readings(piece: re.Match[str], address: str) -> tuple[Elements, ...]:
    """Return what a slot, a chunk of words or a choice of words may stand for."""
    if piece["symbol"]:
        return ((Slot(piece["name"] or piece["symbol"], piece["symbol"]),),)
    choices = tuple(phrase_words(choice) for choice in piece[0].split("|"))
    if not all(choices):
        raise RuleError(
            _("{address}: “{piece}” leaves a choice empty; write a word on each side of |.").format(
                address=address, piece=piece[0]
            )
        )
    return choices
