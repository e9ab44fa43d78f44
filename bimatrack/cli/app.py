"""The command line as a whole: the program's own options, and the commands, each loaded when it is called."""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer._click.shell_completion import CompletionItem
from typer.core import TyperCommand, TyperGroup

from bimatrack.attending import attending
from bimatrack.cli import at_once
from bimatrack.cli.expanding import check_commands, expanding
from bimatrack.cli.helping import translated
from bimatrack.cli.session import Session
from bimatrack.cli.table import COMMANDS, CONTEXTS, GROUPS, MENDING, TAKING_DEFAULTS
from bimatrack.i18n import LANGUAGES, _
from bimatrack.server import Place
from bimatrack.settings import Settings, data_folder, place_named


class CommandTable(TyperGroup):
    """A group whose commands are built only when they are called: start-up is a feature."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - Typer's signature, its context class is private
        """Name the commands in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - Typer's signature, its command class is private
        """Build the command of that name, None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        one = typer.Typer(add_completion=False, rich_markup_mode=None)
        module, own, _head = COMMANDS[cmd_name]
        if cmd_name in GROUPS:
            one.callback(invoke_without_command=True)(function(module, own))
        for name, place in GROUPS.get(cmd_name, {cmd_name: (module, own)}).items():
            one.command(name, context_settings=CONTEXTS.get((cmd_name, name)))(function(*place))
        command = translated(typer.main.get_command(one))
        if cmd_name == "units":
            naming(command, "list")
        return command if cmd_name in GROUPS or cmd_name in MENDING else expanding(command, cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - Typer's signature
        """List the commands by the heads of their help."""
        TyperGroup(commands=heads()).format_commands(ctx, formatter)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[CompletionItem]:  # noqa: ANN401 - Typer's signature
        """Return the commands that *incomplete* may become, told by the heads of their help, and the options."""
        named = [one for one in heads() if (one.name or "").startswith(incomplete)]
        told = [CompletionItem(one.name, help=one.get_short_help_str()) for one in named]
        return [*told, *super(TyperGroup, self).shell_complete(ctx, incomplete)]


def heads() -> list[TyperCommand]:
    """Return the commands with the heads of their help and nothing else, in the table's order."""
    return [TyperCommand(name, help=_(head)) for name, (_module, _function, head) in COMMANDS.items()]


def naming(group: Any, fallback: str) -> None:  # noqa: ANN401 - Typer's command class is private
    """Let words behind *group* that name none of its commands go to the command *fallback*: "units dishub"."""
    known = group.resolve_command

    def resolve(ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - Typer's signature
        is_word = args and args[0] not in group.commands and not args[0].startswith("-")
        return known(ctx, [fallback, *args] if is_word else args)

    group.resolve_command = resolve


def function(module: str, name: str) -> Callable[..., None]:
    """Return the function of a command, its module loaded for it."""
    found: Callable[..., None] = getattr(import_module(f"bimatrack.cli.{module}"), name)
    return found


def build() -> Any:  # noqa: ANN401 - Typer's command class is private
    """Return the whole command line, its help in the language in use."""
    app = typer.Typer(
        cls=CommandTable,
        no_args_is_help=True,
        add_completion=False,  # Ours completes values and tells beside them what they are; see `bimatrack.completing`.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(open_session)
    command = translated(typer.main.get_command(app))
    command.commands = dict.fromkeys(COMMANDS)  # Typer looks here for what a mistyped name may have meant.
    return command


def open_session(
    ctx: typer.Context,
    db: Annotated[  # noqa: ANN401 - see below
        Any,  # a Place: Typer takes no union
        typer.Option(
            envvar="BIMATRACK_DB",
            metavar="FILE|URL",
            parser=place_named,
            help="The file that keeps the directives, or the address of a PostgreSQL database.",
            show_default=False,
        ),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(envvar="BIMATRACK_LANG", metavar="id|en", help="The language of messages.")
    ] = None,
    today: Annotated[
        str | None, typer.Option(envvar="BIMATRACK_TODAY", metavar="DATE", help="Reckon as if it were this day.")
    ] = None,
    registry: Annotated[
        Path | None,
        typer.Option(
            envvar="BIMATRACK_REGISTRY", metavar="FILE", help="The file with your own units.", show_default=False
        ),
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Option(
            envvar="BIMATRACK_RULES",
            metavar="DIR",
            help="A folder of your own rules, read after ours.",
            show_default=False,
        ),
    ] = None,
    config: Annotated[  # noqa: ARG001 - the settings were read before the command line, since they choose its language
        Path | None,
        typer.Option(
            "--config",
            envvar="BIMATRACK_CONFIG",
            metavar="FILE",
            help="The file of settings.",
            show_default=False,
            readable=False,
        ),
    ] = None,
    no_defaults: Annotated[
        bool,
        typer.Option(
            "--no-defaults",
            envvar="BIMATRACK_NO_DEFAULTS",
            help="Give commands no options from the settings.",
            show_default=False,
        ),
    ] = False,
    quiet: Annotated[
        bool,
        typer.Option(
            "--quiet",
            "-q",
            envvar="BIMATRACK_QUIET",
            help="Say nothing but what was asked for, and what went wrong.",
            show_default=False,
        ),
    ] = False,
    install_completion: Annotated[  # noqa: ARG001 - its callback stops
        bool,
        typer.Option(
            "--install-completion",
            callback=at_once.install_completion,
            is_eager=True,
            help="Install completion for the current shell.",
        ),
    ] = False,
    show_completion: Annotated[  # noqa: ARG001 - its callback stops
        bool,
        typer.Option(
            "--show-completion",
            callback=at_once.show_completion,
            is_eager=True,
            help="Show completion for the current shell, to copy it or customize the installation.",
        ),
    ] = False,
    version: Annotated[  # noqa: ARG001 - its callback stops
        bool,
        typer.Option("--version", callback=at_once.print_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """Read directives out of releases of leadership meetings, follow them up, report the quarter."""
    if lang is not None and lang not in LANGUAGES:
        raise typer.BadParameter(_("“{lang}” is no language; use id or en.").format(lang=lang), param_hint="--lang")
    settings: Settings = ctx.obj or Settings()
    mending = ctx.invoked_subcommand in MENDING
    if not mending:
        _follow(settings)
    rules = rules or (None if mending else settings.rules)
    if rules is not None:
        from bimatrack.rules.folder import read_folder
        from bimatrack.rules.loader import using

        ctx.with_resource(using(read_folder(rules)))
    session = session_for(settings, db=db, today=today, registry=registry, no_defaults=no_defaults, quiet=quiet)
    if not today:
        session.doubt_clock()
    ctx.obj = session
    ctx.with_resource(attending(session.person))


def session_for(
    settings: Settings,
    *,
    db: Place | None = None,
    today: str | None = None,
    registry: Path | None = None,
    no_defaults: bool = False,
    quiet: bool = False,
) -> Session:
    """Return the session that these options of the program make, where they are silent that of the *settings*.

    Raises:
        UsageError: *today* names no day.
    """
    now = moment()
    if today:
        from bimatrack.cli.options import read_day

        now = datetime.combine(read_day(today, now.date(), "--today"), now.timetz())
    return Session(
        db=db or settings.db or default_store(),
        now=now,
        own_registry=registry or settings.registry,
        settings=settings,
        no_defaults=no_defaults,
        quiet=quiet,
    )


def _follow(settings: Settings) -> None:
    if settings.broken:
        raise settings.broken
    check_commands(settings, TAKING_DEFAULTS)


def moment() -> datetime:
    """Return this moment with its zone: the one place that asks the clock."""
    return datetime.now().astimezone()


def default_store() -> Path:
    """Return where the store lies unless --db says otherwise: the platform's folder for a user's data."""
    return data_folder() / "bimatrack.json"
