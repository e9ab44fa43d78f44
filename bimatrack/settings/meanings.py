"""What each setting means, in one sentence of the user's language; `config` and the README say the same."""

from bimatrack.i18n import _
from bimatrack.settings.keys import DEFAULTS, VIEWS, Key


def meaning(key: Key) -> str:
    """Say in one sentence what a setting means."""
    sentences = _meanings() | _signing()
    return sentences.get(key.name) or sentences[key.table]


def _meanings() -> dict[str, str]:
    return {
        "government": _("The government's name at the head of reports."),
        "place": _("The place that stands before the day above the signatures."),
        "logo": _("A picture beside the government's name on paper: PNG, JPEG or SVG of 1 MB at most."),
        "language": _("The language of messages, id or en; by default the locale's."),
        "author": _("Who signs changes in the history; by default the system's user name."),
        "db": _("The file that keeps the directives; a relative path begins at the folder of the settings."),
        "backups": _(
            "The folder in which automatic backups get one of their own, or off; by default they lie beside the store."
        ),
        "registry": _("The file with units of your own, read after those that come with the program."),
        "rules": _("A folder of your own rules of reading, read after those that come with the program."),
        "quarter.first_month": _(
            "The month that quarters are counted from, 1 to 12; an acting mayor counts from the appointment."
        ),
        "scale.steps": _("The limits in percent from which each predicate holds, from the highest down."),
        "scale.lowest": _("The predicate below the last limit."),
        VIEWS: _("A saved view: options of `list`, written as @NAME behind `list` and other commands that filter."),
        DEFAULTS: _("Options that this command gets unless they are typed; --no-defaults leaves them out."),
    }


def _signing() -> dict[str, str]:
    return {
        "signatures.prepared_by.office": _("The office of the one who prepares the report."),
        "signatures.prepared_by.name": _("The name of the one who prepares the report."),
        "signatures.prepared_by.number": _("The staff number (NIP) of the one who prepares the report."),
        "signatures.evaluated_by.office": _("The office of the one who evaluates the report."),
        "signatures.evaluated_by.name": _("The name of the one who evaluates the report."),
        "signatures.evaluated_by.number": _("The staff number (NIP) of the one who evaluates the report."),
    }
