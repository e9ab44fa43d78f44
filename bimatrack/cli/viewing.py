"""Saved views: the options of a list kept under a name, and which of them are in use."""

import shlex
from typing import TYPE_CHECKING

from bimatrack.cli.session import Session
from bimatrack.errors import UsageError
from bimatrack.i18n import _

if TYPE_CHECKING:
    import typer

_SAVING = "--save-view"


def keep_view(ctx: "typer.Context", name: str) -> None:
    """Keep the options that were typed as the view of that *name*, and say so.

    Raises:
        SettingsError: the file of settings is broken.
        UsageError: no option was typed, the name is no good one, or the file cannot be written.
    """
    session: Session = ctx.obj
    from bimatrack.cli.standing import place
    from bimatrack.settings.writing import set_setting

    words = _without(session.words.typed)
    if not words:
        raise UsageError(_("There is nothing to keep as @{name}; give filters beside --save-view.").format(name=name))
    name = name.removeprefix("@")
    before = next((one.text for one in session.settings.views if one.key == name), None)
    set_setting(place(session), f"views.{name}", shlex.join(words))
    session.say(
        _("The view @{name} is kept: {options}. Use it as in “bimatrack list @{name}”.").format(
            name=name, options=shlex.join(words)
        )
    )
    if before is not None and before != shlex.join(words):
        session.say(_("{key} was: {was}").format(key=f"@{name}", was=before))


def in_use(session: Session) -> tuple[str, ...]:
    """Say which saved views, and which options that are set for the command, are in use."""
    words = session.words
    views = [_("view @{name}").format(name=name) for name in words.views]
    if not words.set:
        return tuple(views)
    return (*views, _("set: {options} (--no-defaults)").format(options=shlex.join(words.set)))


def _without(words: tuple[str, ...]) -> list[str]:
    """Return *words* without those that keep the view, or that say in which form it is shown once."""
    kept: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word == _SAVING:
            next(waiting, None)
        elif word != "--json" and not word.startswith(f"{_SAVING}="):
            kept.append(word)
    return kept
