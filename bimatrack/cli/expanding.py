"""Puts saved views (`@name`) and the options that are set for a command in place, before its command line is read."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from typer.exceptions import TyperException

from bimatrack.cli.words import Words
from bimatrack.errors import SettingsError, UsageError
from bimatrack.i18n import _
from bimatrack.settings import Said, Settings, words_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from bimatrack.cli.session import Session

_VIEW = re.compile(r"@([\w-]+)")
_HELP = ("-h", "--help")
# A command that has this option filters directives, and so takes views.
_FILTER = "--search"


def expanding(command: Any, name: str) -> Any:  # noqa: ANN401 - Typer's command class is private
    """Have the *command* of that *name* read views and its default options as if they had been typed."""
    parse = command.parse_args

    def parse_expanded(ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer's context class is private
        if ctx.resilient_parsing or any(one in _HELP for one in args):
            return list(parse(ctx, args))
        return _parse(command, name, parse, ctx, args)

    command.parse_args = parse_expanded
    return command


def _parse(command: Any, name: str, parse: Callable[..., list[str]], ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - the same
    session: Session = ctx.obj
    options = _options(command)
    views, typed = _with_views(args, session.settings.views, options) if _FILTER in options else ([], list(args))
    text = next((one.text for one in session.settings.defaults if one.key == name), "")
    added = [] if session.no_defaults else list(_untyped(name, words_of(text) or [], typed, options))
    session.words = Words(tuple(typed), tuple(views), tuple(added))
    try:
        return list(parse(ctx, [*added, *typed]))
    except (TyperException, UsageError):
        if added:
            session.say(
                _(
                    "Read with the options that are set for `{command}`: {options} (--no-defaults leaves them out)."
                ).format(command=name, options=" ".join(added))
            )
        raise


def check_commands(settings: Settings, commands: "Collection[str]") -> None:
    """See to it that options are set for commands only that there are.

    Raises:
        SettingsError: one of them is none of *commands*.
    """
    for one in settings.defaults:
        if one.key not in commands:
            raise SettingsError(f"{settings.path}: {no_command(one.key, commands)}")


def check_words(command: Any, key: str, text: str, ctx: Any) -> None:  # noqa: ANN401 - Typer's classes are private
    """See to it that a *command* can read the options in *text*, which are to be set as *key*.

    Raises:
        UsageError: it cannot.
    """
    words = words_of(text) or []
    if helping := next((word for word in words if word in _HELP), None):
        raise _no_option(key, helping)
    inner = command.context_class(command, info_name=command.name, parent=ctx.find_root())
    try:
        with inner:
            type(command).parse_args(command, inner, list(words))
    except TyperException as error:
        from bimatrack.cli.usage import usage_sentence

        if type(error).__name__ != "MissingParameter":  # Ids and the like are typed when the command is called.
            raise UsageError(f"{key}: {usage_sentence(error)}") from error
    list(_untyped(key, words, [], _options(command)))


def no_command(name: str, commands: "Collection[str]") -> str:
    """Say that options can be set for no command of that *name*, and which of *commands* may have been meant."""
    from difflib import get_close_matches

    sentence = _("There is no command “{name}” that options can be set for.").format(name=name)
    near = get_close_matches(name, commands, n=1)
    return f"{sentence} {_('Did you mean {near}?').format(near=near[0])}" if near else sentence


def _options(command: Any) -> dict[str, tuple[str, bool]]:  # noqa: ANN401 - Typer's command class is private
    """Return the options of a command as they are typed, each with its parameter and whether it takes a value."""
    return {
        typed: (parameter.name, not (parameter.is_flag or parameter.count))
        for parameter in command.params
        if parameter.param_type_name == "option"
        for typed in (*parameter.opts, *parameter.secondary_opts)
    }


def _with_views(
    args: Sequence[str], views: Sequence[Said], options: dict[str, tuple[str, bool]]
) -> tuple[list[str], list[str]]:
    """Return the names of the views in *args*, and the words with theirs in place; an option that is typed wins."""
    names: list[str] = []
    saved: list[str] = []
    rest: list[str] = []
    waiting = iter(args)
    for word in waiting:
        view = _VIEW.fullmatch(word)
        if view:
            names.append(view[1])
            saved += _as_filters(view[1], _view(view[1], views), options)
        elif word == "--":
            rest += (word, *waiting)
        else:
            rest.append(word)
            if options.get(word, ("", False))[1]:
                rest += [value for value in [next(waiting, None)] if value is not None]
    return names, [*_untyped(f"@{', @'.join(names)}", saved, rest, options), *rest]


def _view(name: str, views: Sequence[Said]) -> list[str]:
    """Return the words of the view of that *name*.

    Raises:
        UsageError: there is no such view.
    """
    known = {one.key: one.text for one in views}
    if name in known:
        return words_of(known[name]) or []
    from difflib import get_close_matches

    sentence = _("There is no view @{name}.").format(name=name)
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    if near:
        raise UsageError(f"{sentence} {_('Did you mean {near}?').format(near=', '.join(f'@{one}' for one in near))}")
    how = _('Save one with `bimatrack config set views.{name} "--owner PUPR --overdue"`.').format(name=name)
    raise UsageError(f"{sentence} {how}")


def _as_filters(name: str, words: Sequence[str], options: dict[str, tuple[str, bool]]) -> Iterator[str]:
    """Go through the *words* of the view *name*: a filter stays one where the command calls it `--has-owner`.

    Raises:
        UsageError: a word is no option and stands behind none that takes it, so that the command would act on it.
    """
    known = True
    waiting = iter(words)
    for word in waiting:
        if word == "--" or (known and not word.startswith("-")):
            raise _no_option(f"views.{name}", word)
        option, sign, value = word.partition("=")
        known = option in options
        own = f"--has-{option.removeprefix('--')}"
        yield f"{own if own in options else option}{sign}{value}"
        if not sign and options.get(option, ("", False))[1]:
            yield next(waiting, "")


def _untyped(
    name: str, words: Sequence[str], typed: Sequence[str], options: dict[str, tuple[str, bool]]
) -> Iterator[str]:
    """Go through the options among *words* that were not *typed* in another form.

    Raises:
        UsageError: a word is no option and stands behind none that takes it.
    """
    taken = {options[option][0] for word in typed if (option := word.partition("=")[0]) in options}
    known = True
    waiting = iter(words)
    for word in waiting:
        if known and not word.startswith("-"):
            raise _no_option(name, word)
        option, sign, _value = word.partition("=")
        known = option in options  # Of one that is not, the command itself will say so.
        parameter, valued = options.get(option, ("", False))
        behind = [next(waiting, "")] if valued and not sign else []
        if parameter not in taken:
            yield from (word, *behind)


def _no_option(name: str, word: str) -> UsageError:
    return UsageError(_("{name}: “{word}” is no option; only options can be set.").format(name=name, word=word))
