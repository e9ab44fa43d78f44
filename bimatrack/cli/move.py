"""The command that brings a whole store to another place."""

from typing import Annotated, Any

import typer

from bimatrack.cli.options import Json
from bimatrack.cli.session import Session
from bimatrack.i18n import _
from bimatrack.settings import place_named


def move(
    ctx: typer.Context,
    source: Annotated[  # noqa: ANN401 - a Place; Typer takes no union
        Any,
        typer.Argument(
            metavar="FROM", parser=place_named, help="A store's file or a copy of it, or a database's address."
        ),
    ],
    target: Annotated[  # noqa: ANN401 - the same
        Any,
        typer.Argument(metavar="TO", parser=place_named, help="A new file, or the address of an empty database."),
    ],
    as_json: Json = False,
) -> None:
    """Copy a whole store to another place.

    From a file to a server or back, with all its history. It is proved to be there: each row is read back and compared.
    Nothing is ever overwritten, and FROM stays as it is. Broken off it leaves nothing at TO. Then name the new place
    with --db, or once for all with `config set db`.

    Examples:
      bimatrack move bimatrack.json postgresql://rahma@server/arahan
      bimatrack move postgresql://rahma@server/arahan salinan.json
    """
    session: Session = ctx.obj
    from bimatrack import moving, views
    from bimatrack.exporters import flat

    moved = moving.move(source, target, session.now)
    session.answer(
        as_json=as_json,
        records=lambda: flat.moved_record(moved),
        rows=lambda: flat.moved_rows(moved),
        view=lambda: views.moved_view(moved),
        paged=False,
    )
    session.say(_("All is there as well now; name it with --db, or once for all with `bimatrack config set db`."))
