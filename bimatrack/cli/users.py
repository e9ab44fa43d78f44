"""Commands about who may do what with a store on a server: users, and grant, revoke and migrate behind it."""

from typing import TYPE_CHECKING, Annotated

import typer

from bimatrack.cli.options import Json
from bimatrack.cli.session import Session
from bimatrack.errors import NothingToDoError, UsageError
from bimatrack.i18n import _
from bimatrack.roles import Role
from bimatrack.server import Server

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bimatrack.roles import User
    from bimatrack.store.shared.users import Roster

Login = Annotated[str, typer.Argument(metavar="LOGIN", help="The name they log in to the server with.")]


def users(ctx: typer.Context, as_json: Json = False) -> None:
    """List who may do what with a shared store, and grant it.

    Roles are kept by the server, whichever program asks. A reader reads. An officer records progress, notes and
    evidence of the directives of certain units. The secretariat does all with all directives, an administrator also
    grants. Who made the tables may do everything.

    Examples:
      bimatrack users
      bimatrack users grant rahma officer --unit PUPR
      bimatrack users grant sekda reader
      bimatrack users revoke rahma
    """
    if ctx.invoked_subcommand is None:
        session: Session = ctx.obj
        _answer(session, _roster(session).users(), as_json=as_json)


def grant(
    ctx: typer.Context,
    login: Login,
    role: Annotated[Role, typer.Argument(metavar="ROLE", help="reader, officer, secretariat or administrator.")],
    unit: Annotated[
        list[str] | None,
        typer.Option("--unit", "-u", metavar="NAME", help="A unit that an officer is of; may be given again."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Give somebody a role, in place of the one they had.

    The login must be known to the server already (`createuser` makes one there).

    Examples:
      bimatrack users grant rahma officer --unit PUPR
      bimatrack users grant rahma officer --unit Dishub --unit "Dinas Kesehatan"
      bimatrack users grant ani secretariat
    """
    session: Session = ctx.obj
    roster = _roster(session)
    if (role is Role.OFFICER) != bool(unit):
        raise UsageError(
            _("An officer needs the own units; name them with --unit.")
            if role is Role.OFFICER
            else _("Only an officer is of units; leave --unit out.")
        )
    session.doubt_owners(unit or ())
    given = roster.grant(login, role, session.units_of(unit or ()))
    _answer(session, (given,), as_json=as_json, changed=True)


def revoke(ctx: typer.Context, login: Login, as_json: Json = False) -> None:
    """Take a role away; the login itself stays, and what was done with it too.

    Example:
      bimatrack users revoke rahma
    """
    session: Session = ctx.obj
    taken, known = _roster(session).revoke(login)
    _answer(session, (taken,), as_json=as_json, changed=True)
    if known:
        session.say(_("{login} may no longer open {place}.").format(login=taken.login, place=session.db))
    else:
        session.say(
            _(
                "The server of {place} knows no login {login} any more; if it was renamed, it still reads there until "
                "who made the tables takes that away."
            ).format(place=session.db, login=taken.login)
        )


def migrate(ctx: typer.Context, as_json: Json = False) -> None:
    """Bring the tables of an older bimatrack to this one.

    Once it is done, offices with the older program cannot open the store until they update. All or nothing is done.
    Then shows who may do what: rights that were given by hand become the role that comes nearest.

    Example:
      bimatrack users migrate
    """
    session: Session = ctx.obj
    roster = _roster(session)
    before, after = roster.migrate()
    _answer(session, roster.users(), as_json=as_json, changed=True)
    session.say(
        _("The tables at {place} went from layout {before} to {after}.").format(
            place=session.db, before=before, after=after
        )
    )


def _roster(session: Session) -> "Roster":
    if not isinstance(session.db, Server):
        raise NothingToDoError(
            _(
                "{path} is a file, and whoever can write it may do everything; roles are kept by a server. "
                "“bimatrack move” brings a file to one."
            ).format(path=session.db)
        )
    from bimatrack.store.shared import roster_of

    return roster_of(session.db)


def _answer(session: Session, found: "Sequence[User]", *, as_json: bool, changed: bool = False) -> None:
    from bimatrack import views
    from bimatrack.exporters import flat

    answer = session.answer_unless_quiet if changed else session.answer
    answer(
        as_json=as_json,
        records=lambda: flat.user_records(found),
        rows=lambda: flat.user_rows(found),
        view=lambda: views.users_table(found),
    )
