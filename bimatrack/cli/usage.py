"""Says in the user's language what is wrong with a command line."""

from typing import Any

from typer.exceptions import TyperException

from bimatrack.cli.nearness import with_nearest
from bimatrack.i18n import _


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
        case "BadParameter":
            name = getattr(error, "param_hint", None) or _name(parameter)
            return _("{name}: {message}").format(name=name, message=_stop(_refused(error)))
        case _:
            return _stop(_known(error))


def _needs_value(error: TyperException) -> str:
    return _("{option} needs a value behind it.").format(option=getattr(error, "option_name", ""))


def _no_such_option(error: TyperException) -> str:
    sentence = _("There is no option {option}.").format(option=getattr(error, "option_name", ""))
    near = getattr(error, "possibilities", None)
    return f"{sentence} {_('Did you mean {near}?').format(near=', '.join(sorted(near)))}" if near else sentence


def _known(error: TyperException) -> str:
    # Typer writes these itself, in English; the command's name stands between quotes in them.
    parts = error.format_message().split("'")
    if error.message.startswith("No such command"):
        sentence = _("There is no command “{name}”.").format(name=parts[1])
        return f"{sentence} {_('Did you mean {near}?').format(near=parts[3])}" if len(parts) > 3 else sentence  # noqa: PLR2004 - a second quoted name is the guess
    if error.message.startswith("Missing command"):
        return _("A command is missing.")
    return error.format_message()


def _refused(error: TyperException) -> str:
    # Typer writes these itself, in English: "'x' is not one of 'a', 'b'.", "'x' is not a valid int.", "0 is not in …".
    value = error.message.split("'")[1] if "'" in error.message else error.message.split()[0]
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


def _name(parameter: Any) -> str:  # noqa: ANN401 - Typer's parameter classes are private
    if parameter is None:
        return "bimatrack"
    option = max((opt for opt in parameter.opts if opt.startswith("-")), key=len, default=None)
    return str(option or parameter.metavar or parameter.name.upper())


def _stop(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
