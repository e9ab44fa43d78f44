"""The command that tells what others print as JSON: schema."""

from typing import Annotated

import typer

from bimatrack.cli.options import Json
from bimatrack.cli.session import Session
from bimatrack.errors import UsageError
from bimatrack.i18n import _


def schema(
    ctx: typer.Context,
    command: Annotated[
        list[str] | None,
        typer.Argument(metavar="COMMAND", help="The command whose JSON is meant.", show_default=False),
    ] = None,
    as_json: Json = False,
) -> None:
    """Print the JSON Schema of a command's JSON.

    It tells what stands in what the command prints with --json. Without a command it lists those that print JSON.

    Examples:
      bimatrack schema
      bimatrack schema list
      bimatrack schema units check
    """
    session: Session = ctx.obj
    from bimatrack import views
    from bimatrack.exporters.jsontext import json_indented
    from bimatrack.exporters.schemas import DOCUMENTS, schema_record, schemas_records, schemas_rows

    if not command:
        session.answer(
            as_json=as_json,
            records=schemas_records,
            rows=schemas_rows,
            view=lambda: views.schemas_table(DOCUMENTS),
        )
        return
    name = " ".join(command)
    found = schema_record(name)
    if found is None:
        raise UsageError(
            _("“{name}” prints no JSON; those that do are {commands}.").format(name=name, commands=", ".join(DOCUMENTS))
        )
    session.write(json_indented(found))
