"""What may have been meant by an id that there is not."""

from collections.abc import Sequence
from difflib import get_close_matches

from bimatrack.i18n import _


def unknown_told(number: int, ids: Sequence[int], *, gone: bool) -> str:
    """Say that there is no directive *number*: which *ids* there are, and which of them may have been meant.

    One that is *gone* was there before what brought it was undone.
    """
    if not ids:
        return _("There is no directive {number}; none is kept yet.").format(number=number)
    if gone:
        return _("Directive {number} is gone: what brought it was undone. “bimatrack log” tells when.").format(
            number=number
        )
    sentence = _("There is no directive {number}; ids run to {last}.").format(number=number, last=max(ids))
    near = ", ".join(get_close_matches(str(number), map(str, ids), 3, 0.7))
    return f"{sentence} {_('Did you mean {near}?').format(near=near)}" if near else sentence
