"""Names for what is kept that hold outside the store, the same in each export of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256

from msgspec import Struct

from bimatrack.history.changes import Change

_DIGITS = 16


class Revision(Struct, frozen=True):
    """How often something was changed since it came, and the moment of the last change (with its zone)."""

    count: int
    at: datetime


def store_name(changes: Sequence[Change]) -> str:
    """Return 16 hexadecimal digits that name the store whose history *changes* is, from its first change on."""
    first = f"{changes[0].at.isoformat()} {changes[0].author}" if changes else ""
    return sha256(first.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def revisions(changes: Iterable[Change]) -> dict[int, Revision]:
    """Return the revision of each directive by its id; an undo is a change of all that it takes back."""
    found: dict[int, Revision] = {}
    touched: dict[int, set[int]] = {}
    for change in changes:
        if change.undoes is not None:
            here = touched.get(change.undoes, set())
        else:
            here = set() if change.directive is None else {change.directive}
        touched.setdefault(change.step, set()).update(here)
        for number in here:
            before = found.get(number)
            found[number] = Revision(before.count + 1 if before else 0, change.at)
    return found
