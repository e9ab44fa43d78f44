"""Says what was passed over, in one sentence: how many files, and of which kinds."""

from collections import Counter
from collections.abc import Sequence

from bimatrack.i18n import _, ngettext
from bimatrack.readers import PassedOver

_MOST_KINDS = 6


def passed_over_sentence(passed: Sequence[PassedOver]) -> str:
    """Return the sentence on the files that were *passed* over."""
    count = len(passed)
    return ngettext(
        "{n} file of a kind that is not read was passed over: {kinds}.",
        "{n} files of kinds that are not read were passed over: {kinds}.",
        count,
    ).format(n=count, kinds=kinds_of(passed))


def kinds_of(passed: Sequence[PassedOver]) -> str:
    """Return the kinds of files with their numbers, the most frequent first: "3 .jpg, 1 .doc"."""
    kinds = sorted(
        Counter((one.leads_out, "" if one.leads_out else one.kind) for one in passed).items(),
        key=lambda pair: (-pair[1], pair[0]),
    )
    told = [f"{count} {_told(*kind)}" for kind, count in kinds[:_MOST_KINDS]]
    if rest := sum(count for _kind, count in kinds[_MOST_KINDS:]):
        told.append(_("{n} others").format(n=rest))
    return ", ".join(told)


def _told(leads_out: bool, kind: str) -> str:
    if leads_out:
        return _("leading out of the folder")
    return kind or _("without a suffix")
