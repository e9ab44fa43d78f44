"""Says in the user's language what is wrong with a command line."""

import re
from typing import Any

from typer.exceptions import TyperException

from bimatrack.cli.nearness import nearest, with_nearest
from bimatrack.cli.synonyms import command_meant, option_meant
from bimatrack.i18n import _

_VIEW = re.compile(r"@[\w-]+")
_EXTRA = "Got unexpected extra argument"


def usage_sentence(error: TyperException) -> str:
    """Return one sentence on what *error* finds wrong, and where to read more."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "bimatrack"
    return f"{_what(error)} {_('See `{command} --help`.').format(command=command)}"


def _what(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    match type(error).__name__:
        case "NoSuchOption":
            return _no_such_option(error)
        case "BadOptionUsage" if "requires an argument" in error.message:
            return _needs_value(error)
        case "MissingParameter":
            return _("{name} is missing.").format(name=_name(parameter))
        case "BadParameter" if view := _VIEW.fullmatch(_typed(error)):
            return _no_view(getattr(error, "ctx", None), view[0])
        case "BadParameter":
            name = getattr(error, "param_hint", None) or _name(parameter)
            return _("{name}: {message}").format(name=name, message=_stop(_refused(error)))
        case _:
            return _stop(_known(error))


def _needs_value(error: TyperException) -> str:
    return _("{option} needs a value behind it.").format(option=getattr(error, "option_name", ""))


def _no_such_option(error: TyperException) -> str:
    option = getattr(error, "option_name", "")
    sentence = _("There is no option {option}.").format(option=option)
    options = _options(getattr(error, "ctx", None))
    near = option_meant(option, options)
    found = (near,) if near else nearest(option.lstrip("-"), _shown(options, option))
    return f"{sentence} {_('Did you mean {near}?').format(near=', '.join(found))}" if found else sentence


def _options(context: Any) -> list[str]:  # noqa: ANN401 - Typer's context class is private
    """Return the long options of the command that *context* is about."""
    parameters = context.command.params if context else ()
    return [name for one in parameters for name in (*one.opts, *one.secondary_opts) if name.startswith("--")]


def _shown(options: list[str], typed: str) -> dict[str, str]:
    """Return *options* by what stands behind the hyphens; opposites only for who typed one."""
    negative = typed.startswith("--not-")
    return {one.lstrip("-"): one for one in options if negative or not one.startswith("--not-")}


def _known(error: TyperException) -> str:
    # Typer writes these itself, in English; the command's name stands between quotes in them.
    if error.message.startswith("No such command"):
        name = error.format_message().split("'")[1]
        context: Any = getattr(error, "ctx", None)
        commands = context.command.list_commands(context) if context else []
        sentence = _("There is no command “{name}”.").format(name=name)
        near = command_meant(name, commands)
        found = (near,) if near else nearest(name, commands)[:1]
        return f"{sentence} {_('Did you mean {near}?').format(near=found[0])}" if found else sentence
    if error.message.startswith("Missing command"):
        return _("A command is missing.")
    if error.message.startswith(_EXTRA):
        return _too_many(error)
    return error.format_message()


def _too_many(error: TyperException) -> str:
    """Say which words are too many, and as the value of which option they may have been meant."""
    words = error.message.partition("(s) (")[2].removesuffix(")")
    context: Any = getattr(error, "ctx", None)
    options = _options(context)
    if _VIEW.fullmatch(words.split(" ", 1)[0]) and "--search" not in options:
        return _no_view(context, words)
    sentence = _("“{words}” is too much here.").format(words=words)
    if "--search" not in options:
        return sentence
    known = bool(getattr(context.obj, "registry", None) and context.obj.registry.resolve(words))
    wanted = next(one for one in ("--owner", "--has-owner", "--search") if one in options) if known else "--search"
    quoted = f'"{words}"' if " " in words else words
    return f"{sentence} {_('Did you mean {near}?').format(near=f'{wanted} {quoted}')}"


def _no_view(context: Any, words: str) -> str:  # noqa: ANN401 - Typer's context class is private
    command = context.command_path if context else "bimatrack"
    return _("`{command}` takes no view, so {view} says nothing to it; views are for lists.").format(
        command=command, view=words
    )


def _refused(error: TyperException) -> str:
    # Typer writes these itself, in English: "'x' is not one of 'a', 'b'.", "'x' is not a valid int.", "0 is not in …".
    value = _typed(error)
    if "is not one of" in error.message:
        choices = error.message.partition("is not one of")[2].replace("'", "").strip(" .")
        sentence = _("“{value}” is none of {choices}.").format(value=value, choices=choices)
        return with_nearest(sentence, value, choices.split(", "))
    if "is not a valid int" in error.message:
        return _("“{value}” is no whole number.").format(value=value)
    if "is not a valid boolean" in error.message:
        return _("“{value}” is neither yes nor no.").format(value=value)
    if "is not in the range" in error.message:
        return _("{value} is too little or too much.").format(value=value)
    return error.message


def _typed(error: TyperException) -> str:
    """Return the value that Typer refused: it stands between quotes, or first."""
    words = error.message.split("'")
    return words[1] if len(words) > 1 else (error.message.split() or [""])[0]


def _name(parameter: Any) -> str:  # noqa: ANN401 - Typer's parameter classes are private
    if parameter is None:
        return "bimatrack"
    option = max((opt for opt in parameter.opts if opt.startswith("-")), key=len, default=None)
    return str(option or _argument(str(parameter.metavar or parameter.name.upper()).removesuffix("...")))


def _argument(metavar: str) -> str:
    """Return an argument's name with what it means, in the user's language."""
    named = {
        "PERCENT": _("PERCENT"),
        "WORDING": _("WORDING"),
        "LEVEL": _("LEVEL"),
        "TEXT": _("TEXT"),
        "OTHER": _("OTHER"),
        "PATH": _("PATH"),
    }
    return named.get(metavar, metavar)


def _stop(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
