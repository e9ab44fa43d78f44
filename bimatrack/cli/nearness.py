"""Tells what a mistyped word may have meant."""

from collections.abc import Iterable, Mapping

from bimatrack.errors import UsageError
from bimatrack.i18n import _

_NEAR = 3
_LIKE = 0.6


def nearest(word: str, choices: Mapping[str, str] | Iterable[str]) -> tuple[str, ...]:
    """Return those of *choices* that *word* comes near to, the nearest first; of a mapping what its keys lead to."""
    from difflib import get_close_matches

    meant = dict(choices) if isinstance(choices, Mapping) else {choice: choice for choice in choices}
    forms = {form.lower(): choice for form, choice in meant.items()}
    typed = word.lower()
    begun = [form for form in forms if typed and form.startswith(typed)]
    near = begun or get_close_matches(typed, forms, _NEAR, _LIKE)
    return tuple(dict.fromkeys(forms[form] for form in near))


def with_nearest(sentence: str, word: str, choices: Mapping[str, str] | Iterable[str]) -> str:
    """Return *sentence*, and behind it the question whether something near to *word* was meant."""
    near = ", ".join(nearest(word, choices))
    return f"{sentence} {_('Did you mean {near}?').format(near=near)}" if near else sentence


def none_of(option: str, word: str, choices: Iterable[str], meanings: Mapping[str, str] | None = None) -> UsageError:
    """Return the error that says that *word* is none of the *choices* of an option; *meanings* lead to some, too."""
    listed = tuple(choices)
    sentence = _("{name}: {message}").format(
        name=option, message=_("“{value}” is none of {choices}.").format(value=word, choices=", ".join(listed))
    )
    return UsageError(with_nearest(sentence, word, {choice: choice for choice in listed} | dict(meanings or {})))
