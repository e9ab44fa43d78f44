"""Tables on a server of each layout that there ever was are brought to the program's own, with all that is in them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from conftest import Ran
from databases import Served
from keeping import at, mark
from sqlalchemy import create_engine, text
from test_roles import as_, roster
from test_shared import kept, told
from test_shared import run as run  # noqa: PLC0414 - a fixture

from bimatrack.errors import NothingToDoError, StoreError
from bimatrack.history import Action
from bimatrack.model import Kind
from bimatrack.store.shared import migrations
from bimatrack.store.shared.migrations import LAYOUT
from bimatrack.store.shared.schema import HOME, TABLES
from bimatrack.tracking import add, done

STORES = Path(__file__).parent / "stores"


@pytest.fixture
def old(served: Served, database: str) -> Iterator[str]:
    """A database as the program of the first layout left it, with one who may read and one who may write."""
    with psycopg.connect(served.address("postgres"), autocommit=True) as connection:
        for name in ("pembaca", "penulis"):
            connection.execute(f"DROP ROLE IF EXISTS {name}".encode())
            connection.execute(f"CREATE ROLE {name} LOGIN".encode())
    with psycopg.connect(database) as connection:
        connection.execute((STORES / "layout1.sql").read_bytes())
    yield database
    with psycopg.connect(database) as connection:
        connection.execute("DROP OWNED BY pembaca, penulis")


def test_the_last_revision_is_this_layout() -> None:
    """Who adds a revision raises the layout with it."""
    folder = str(Path(migrations.__file__).parent)
    script = ScriptDirectory.from_config(Config(attributes={}, config_args={"script_location": folder}))

    assert script.get_heads() == [str(LAYOUT)]


def test_what_the_migrations_make_is_what_the_program_reads(database: str) -> None:
    """Tables, columns and indexes are those of the schema; nothing is forgotten in either."""
    add(kept(database), "Menata taman", mark(), kind=Kind.INSTRUCTION)
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(database))

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_schemas": True,
                "version_table_schema": HOME,
                "include_name": lambda name, kind, _parents: kind != "schema" or name == HOME,
            },
        )
        assert compare_metadata(context, TABLES) == []
        layout = connection.execute(text("SELECT layout FROM bimatrack.meta")).scalar()
    engine.dispose()
    assert layout == LAYOUT


def test_an_older_layout_is_told_and_left_alone(run: Callable[..., Ran], old: str) -> None:
    """Every command says what brings it on; nothing is changed."""
    for words in (["list"], ["done", 5], ["users"], ["users", "grant", "pembaca", "reader"]):
        ran = run(old, *words)
        assert (ran.code, ran.out) == (4, "")
        assert "bimatrack users migrate" in told(ran)
    assert run(as_("penulis", old), "users", "migrate").code == 4


def test_an_older_layout_is_brought_on_with_all_that_is_in_it(run: Callable[..., Ran], old: str) -> None:
    """Directives, history and ids go on as they were; who could read or write keeps as much."""
    migrated = run(old, "users", "migrate")

    assert migrated.code == 0
    assert f"from layout 1 to {LAYOUT}" in told(migrated)
    store = kept(old)
    store.prove()
    assert len(store.directives()) == 18
    assert [change.action for change in store.changes()][-5:] == [
        Action.SPLIT,
        Action.PROGRESS,
        Action.DONE,
        Action.UNDO,
        Action.DONE,
    ]
    assert add(store, "Menata taman", mark("2026-03-01"), kind=Kind.INSTRUCTION).number == 19
    assert store.changes()[-1].number == max(change.number for change in store.changes()[:-1]) + 1
    assert [(one.login, one.role) for one in roster(old).users()] == [
        ("kota", "administrator"),
        ("penulis", "secretariat"),
        ("pembaca", "reader"),
    ]
    done(kept(as_("penulis", old)), [7], mark("2026-03-01"))
    with pytest.raises(StoreError, match=r"hanya boleh membaca|may only read"):
        done(kept(as_("pembaca", old)), [8], mark("2026-03-01"))
    again = run(old, "users", "migrate")
    assert again.code == 1
    assert "layout already" in told(again)


def test_units_of_shares_are_looked_for_after_a_migration(old: str) -> None:
    """A directive that was split before belongs to the units of its shares."""
    roster(old).migrate()

    with psycopg.connect(old) as connection:
        split = connection.execute("SELECT units FROM bimatrack.directives WHERE id = 1").fetchone()
    assert split is not None
    assert {"Dinas Kesehatan", "Dinas Pekerjaan Umum dan Penataan Ruang"} <= set(split[0])


_LOOKED_FOR = (
    "SELECT id, status, words, born, ended FROM bimatrack.directives ORDER BY id",
    "SELECT id, first, last FROM bimatrack.events ORDER BY id",
    "SELECT id, holds, written, closes FROM bimatrack.changes ORDER BY id",
    "SELECT word FROM bimatrack.words ORDER BY word",
)


def test_what_is_looked_for_is_told_of_old_rows_as_of_new_ones(
    run: Callable[..., Ran], served: Served, old: str
) -> None:
    """Filters find what was there before the migration, for those too who may only read."""
    roster(old).migrate()
    new = served.database()
    kept(new).restore(kept(old), (), at("2026-03-01"))

    for question in _LOOKED_FOR:
        found = []
        for place in (old, new):
            with psycopg.connect(place) as connection:
                found.append(connection.execute(question.encode()).fetchall())
        assert found[0] == found[1] != []
    listed = run(as_("pembaca", old), "list", "--owner", "Kepala OPD", "--due-before", "2026-04-01")
    assert [row[0] for row in listed.rows[1:]] == ["9", "10", "11", "12", "13", "14"]


def test_a_migration_that_fails_leaves_the_older_layout(old: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it is one transaction."""
    monkeypatch.setattr("bimatrack.store.shared.users.look", lambda *_arguments: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        roster(old).migrate()
    monkeypatch.undo()
    with pytest.raises(StoreError, match="users migrate"):
        kept(old).directives()

    assert roster(old).migrate() == (1, LAYOUT)


def test_a_copy_of_the_servers_own_holds_all_with_its_rules(served: Served, old: str) -> None:
    """What `pg_dump` writes and `pg_restore` reads is worked on as before, and still refuses who may not."""
    roster(old).migrate()
    copy, name = served.database(), psycopg.conninfo.conninfo_to_dict(old)["dbname"]
    served.run(
        "pg_dump",
        "-h",
        served.folder / "socket",
        "-p",
        served.port,
        "-U",
        "kota",
        "-Fc",
        "-f",
        served.folder / "dump",
        name,
    )
    served.run("pg_restore", "-d", copy, served.folder / "dump")

    assert kept(copy).directives() == kept(old).directives()
    done(kept(as_("penulis", copy)), [7], mark("2026-03-01"))
    with pytest.raises(StoreError, match=r"hanya boleh membaca|may only read"):
        done(kept(as_("pembaca", copy)), [8], mark("2026-03-01"))
    with psycopg.connect(copy) as connection:
        connection.execute("DROP OWNED BY pembaca, penulis")


def test_nothing_is_migrated_where_nothing_is(database: str) -> None:
    """The first change makes the tables."""
    with pytest.raises(NothingToDoError):
        roster(database).migrate()
