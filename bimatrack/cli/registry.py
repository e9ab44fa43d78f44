"""Commands about the units of the government: units, and list, check and add behind it."""

from typing import Annotated

import typer

from bimatrack.cli.options import Json
from bimatrack.cli.session import Session
from bimatrack.i18n import _
from bimatrack.rules.units import UnitKind


def units(ctx: typer.Context, as_json: Json = False) -> None:
    """List, check and add units of the registry.

    Offices, districts, villages, and the names they go by. Your own are read after ours, from the file of --registry.

    Examples:
      bimatrack units
      bimatrack units dishub
      bimatrack units check
      bimatrack units add "Dinas Kebudayaan" --alias Disbud
    """
    if ctx.invoked_subcommand is None:
        list_(ctx, as_json=as_json)


def list_(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="Only units with these in a name.", show_default=False)
    ] = None,
    as_json: Json = False,
) -> None:
    """List the units of the registry, or those that words name.

    Examples:
      bimatrack units list --json
      bimatrack units dishub
    """
    session: Session = ctx.obj
    from bimatrack import views
    from bimatrack.exporters import flat
    from bimatrack.tracking.units import near_told, units_with

    typed = " ".join(words or ())
    known = units_with(typed, session.registry)
    if not known:
        session.say(near_told(typed, session.registry))
    session.answer(
        as_json=as_json,
        records=lambda: flat.unit_records(known),
        rows=lambda: flat.unit_rows(known),
        view=lambda: views.units_table(known),
    )


def check(ctx: typer.Context, as_json: Json = False) -> None:
    """Name the short forms that cannot be read, and those that you gave to another unit.

    A short form of several units is read as none of them. A file of yours that cannot work ends with exit code 6.

    Example:
      bimatrack units check
    """
    session: Session = ctx.obj
    from bimatrack import views
    from bimatrack.exporters import flat

    registry = session.registry
    session.answer(
        as_json=as_json,
        records=lambda: flat.finding_records(registry),
        rows=lambda: flat.finding_rows(registry),
        view=lambda: views.findings_list(registry),
    )


def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The unit's full name.", show_default=False)],
    alias: Annotated[
        list[str] | None, typer.Option("--alias", metavar="NAME", help="A short form; may be given again.")
    ] = None,
    kind: Annotated[
        UnitKind | None, typer.Option("--kind", help="Its kind; by default its first word tells.", show_default=False)
    ] = None,
    parent: Annotated[
        str | None, typer.Option("--parent", metavar="NAME", help="The district that a village lies in.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Add a unit to your own file, or names to a unit that is known.

    A short form that another unit went by is moved, and you are told. Comments in the file stay.

    Examples:
      bimatrack units add "Dinas Kebudayaan" --alias Disbud --alias Dinbud
      bimatrack units add "Dinas Ketahanan Pangan" --alias DKP
    """
    session: Session = ctx.obj
    from bimatrack import views
    from bimatrack.enlisting import enlist
    from bimatrack.exporters import flat

    added = enlist(session.registry_path, name, alias or (), kind=kind, parent=parent)
    session.answer_unless_quiet(
        as_json=as_json,
        records=lambda: flat.unit_records((added.unit,)),
        rows=lambda: flat.unit_rows((added.unit,)),
        view=lambda: views.units_table((added.unit,)),
    )
    session.say(_("{name} stands in {path}.").format(name=added.unit.name, path=session.registry_path))
    for one in added.moved:
        session.say(
            _("“{alias}” now means {now}, no longer {before}.").format(alias=one.alias, now=one.now, before=one.before)
        )
    for clash in added.clashes:
        session.say(
            _("“{alias}” is a name of several units ({units}) and read as none of them.").format(
                alias=clash.alias, units=", ".join(clash.units)
            )
        )
