"""What a new user is asked for, and which of the answers are worth a line in the file."""

from collections.abc import Sequence
from dataclasses import dataclass

from bimatrack.i18n import _
from bimatrack.settings.keys import Key, known_key
from bimatrack.settings.values import Said

# These are written even where they are as built in: whoever opens the file shall see them.
_ALWAYS = ("language", "government")


@dataclass(frozen=True, slots=True)
class Question:
    """A setting that `init` asks for, in words."""

    key: Key
    words: str


def questions() -> tuple[Question, ...]:
    """Return what is asked, in its order: the language first, since the rest is asked in it."""
    asked = {
        "language": _("Language (id, en)"),
        "government": _("Name of the government"),
        "place": _("Place above the signatures"),
        "signatures.prepared_by.office": _("Prepares the report: office"),
        "signatures.prepared_by.name": _("Prepares the report: name"),
        "signatures.prepared_by.number": _("Prepares the report: staff number (NIP)"),
        "signatures.evaluated_by.office": _("Evaluates the report: office"),
        "signatures.evaluated_by.name": _("Evaluates the report: name"),
        "signatures.evaluated_by.number": _("Evaluates the report: staff number (NIP)"),
        "author": _("Author: the name that the history shows beside what you change"),
        "db": _("File that keeps the directives"),
    }
    return tuple(Question(key, words) for name, words in asked.items() if (key := known_key(name)))


def worth_writing(answers: Sequence[Said], said: Sequence[Said], built_in: Sequence[Said]) -> tuple[Said, ...]:
    """Return the *answers* that the file does not hold yet, those that only repeat what is *built_in* left out."""
    before = {one.key: one.text for one in said}
    given = {one.key: one.text for one in built_in if one.key not in _ALWAYS}
    return tuple(one for one in answers if one.text != before.get(one.key, given.get(one.key, "")))
