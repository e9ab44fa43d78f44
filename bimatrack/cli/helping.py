"""Puts the help of commands into the language in use, which Typer by itself does not."""

import sys
from typing import Any

from typer.exceptions import TyperException

from bimatrack.i18n import _


def translated(command: Any) -> Any:  # noqa: ANN401 - Typer's command class is private
    """Let the help of *command*, and of those below it, speak the language in use; return it."""
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            # Its name says what it is; Typer would add the Python type.
            parameter.display_type_rich = lambda ctx: None  # noqa: ARG005 - Typer's signature
            if parameter.nargs == -1 and "..." not in parameter.metavar:
                parameter.metavar += "..."
        parameter.help = _(getattr(parameter, "help", None) or "")
    make_help_option = command.get_help_option
    command.get_help_option = lambda ctx: _with_help(make_help_option(ctx), _("Show this message and exit."))
    for part in getattr(command, "commands", {}).values():
        translated(part)
    _translate_usage(command)
    _name_in_errors(command)
    command.help = "\n\n".join(_paragraph(one) for one in paragraphs(command.help or ""))
    return command


def _translate_usage(command: Any) -> None:  # noqa: ANN401 - Typer's command class is private
    command.options_metavar = _("[OPTIONS]")
    if hasattr(command, "subcommand_metavar"):
        command.subcommand_metavar = _("COMMAND [ARGS]...")

    def format_usage(ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - Typer's classes are private
        pieces = " ".join(command.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{_('Usage:')} ")

    command.format_usage = format_usage


def _name_in_errors(command: Any) -> None:  # noqa: ANN401 - Typer's command class is private
    """Let errors name *command*; Typer's parser does not know whose options it reads."""
    parse = command.parse_args

    def parse_named(ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer's context class is private
        try:
            return list(parse(ctx, args))
        except TyperException as error:
            if getattr(error, "ctx", None) is None:
                error.ctx = ctx  # type: ignore[attr-defined]  # some of Typer's errors have it
            raise

    command.parse_args = parse_named


def _with_help(option: Any, text: str) -> Any:  # noqa: ANN401 - Typer's option class is private
    # Typer makes the option when it is first asked for, with a help text of its own that it never translates.
    if option is not None:
        option.help = text
        option.callback = _show_help
    return option


def _show_help(ctx: Any, _option: Any, asked: Any) -> None:  # noqa: ANN401 - Typer's classes are private
    if not asked or ctx.resilient_parsing:
        return
    from shutil import get_terminal_size

    from bimatrack.cli.paging import page

    text = f"{ctx.get_help()}\n"
    if page(iter([text]), get_terminal_size().lines) is not None:
        sys.stdout.write(text)
    ctx.exit()


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a help text, the lines of each joined but for those of examples."""
    parts = text.split("\n\n")
    return [part if part.startswith("Example") else " ".join(part.split()) for part in parts]


def _paragraph(text: str) -> str:
    if not text.startswith("Example"):
        return _(text)
    head, _line, examples = text.partition("\n")
    # The mark tells Typer to leave the lines of a paragraph as they are.
    return f"\b\n{_(head)}\n{examples}"
