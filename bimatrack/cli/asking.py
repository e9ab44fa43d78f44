"""What would change, in words, before somebody says yes to it."""

from typing import TYPE_CHECKING

from bimatrack.i18n import ngettext

if TYPE_CHECKING:
    from bimatrack.tracking import Outcome
    from bimatrack.tracking.whose import Whose


def shares_changed(would: "Outcome", units: "Whose") -> int:
    """Count the shares that *would* change because their directive is meant as a whole, not by its *units*."""
    from bimatrack.tracking.whose import meant, settled

    whose = settled(units)
    return sum(
        new not in one.before.shares
        for one in would.changed
        if not meant(whose, one.tracked)
        for new in one.tracked.state.shares
    )


def unasked(would: "Outcome", spread: int) -> str:
    """Say what *would* change, of how many units the share with it, where nobody can be asked about it."""
    from bimatrack.views.history import id_ranges

    count, ids = len(would.changed), id_ranges(one.tracked.number for one in would.changed)
    told = ngettext("{n} directive would change", "{n} directives would change", count).format(n=count)
    sharing = ""
    if spread > 1:
        sharing = ngettext(
            ", for {n} unit at once (--unit names whose)", ", for {n} units at once (--unit names whose)", spread
        )
    how = ngettext(
        "add --yes to change it, or --dry-run to see it", "add --yes to change them, or --dry-run to see them", count
    )
    return f"{told}: {ids}{sharing.format(n=spread)}; {how}."
