"""Says in the user's language what is wrong with a command line."""

from typer.exceptions import TyperException

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
        case "MissingParameter":
            name = parameter.human_readable_name.upper() if parameter else ""
            return _("{name} is missing.").format(name=name)
        case "BadParameter":
            name = parameter.human_readable_name if parameter else ""
            return (
                _("{name}: {message}").format(name=name, message=_stop(error.message)) if name else _stop(error.message)
            )
        case _:
            return _stop(_known(error))


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


def _stop(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
