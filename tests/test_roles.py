"""Who may do what with a store on a server: the server keeps it, whichever program asks."""

import random
import re
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from conftest import Ran
from databases import Served
from keeping import mark, retold
from looking import screen
from psycopg import sql
from test_shared import kept, told
from test_shared import run as run  # noqa: PLC0414 - a fixture

from bimatrack import views
from bimatrack.errors import NothingToDoError, StoreError
from bimatrack.model import Evidence, Kind
from bimatrack.registry import Registry
from bimatrack.roles import Role
from bimatrack.server import place_of
from bimatrack.store.shared import roster_of
from bimatrack.store.shared.users import Roster
from bimatrack.tracking import add, assign, done, note, progress, split, start
from bimatrack.tracking.evidence import prove

PUPR, HEALTH, CAMAT = "Dinas Pekerjaan Umum dan Penataan Ruang", "Dinas Kesehatan", "Camat Raba"
_LOGINS = ("admin", "sekretariat", "pupr", "dinkes", "tamu", "orang-lain")


@pytest.fixture(scope="module")
def logins(served: Served) -> None:
    """The logins of the server, which have no rights of their own."""
    with psycopg.connect(served.address("postgres"), autocommit=True) as connection:
        for name in _LOGINS:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(name)))


def roster(address: str) -> Roster:
    """Return the users of the database at *address*."""
    return roster_of(place_of(address))  # type: ignore[arg-type]


def as_(login: str, address: str) -> str:
    """Return *address* as *login* opens it."""
    return address.replace("kota@", f"{login}@")


@pytest.fixture
def office(database: str, logins: None) -> str:  # noqa: ARG001 - they must be there
    """An office that a test may change."""
    return opened(database)


def opened(database: str) -> str:
    """Make an office of *database*: one with six directives and a user of each role.

    The first is PUPR's, the second that of Health, the third is split over both, the fourth is nobody's, the fifth is
    PUPR's and done, the sixth PUPR's with evidence.
    """
    users = roster(database)
    users.grant("admin", Role.ADMINISTRATOR)
    users.grant("sekretariat", Role.SECRETARIAT)
    users.grant("pupr", Role.OFFICER, (PUPR,))
    users.grant("dinkes", Role.OFFICER, (HEALTH, CAMAT))
    users.grant("tamu", Role.READER)
    store = kept(as_("sekretariat", database))
    add(store, "Merampungkan drainase", mark(), kind=Kind.PROJECT, owners=("PUPR",), units=(PUPR,))
    add(store, "Menata puskesmas", mark(), kind=Kind.INSTRUCTION, owners=("Dinkes",), units=(HEALTH,))
    add(store, "Mendata warga", mark(), kind=Kind.INSTRUCTION)
    split(store, 3, mark(), Registry.load(), (PUPR, HEALTH))
    add(store, "Menjaga kekompakan", mark(), kind=Kind.APPEAL)
    add(store, "Memasang rambu", mark(), kind=Kind.INSTRUCTION, units=(PUPR,))
    done(store, [5], mark())
    add(store, "Mengecat marka", mark(), kind=Kind.INSTRUCTION, units=(PUPR,))
    note(store, [6], mark(), evidence=(Evidence("foto.jpg"),))
    return database


def standing(address: str) -> tuple[object, ...]:
    """Return all rows, and who may do what; not which ids come next, of which what is refused may use some."""
    rows = [row for row in kept(address).as_lines().splitlines() if '"table": "meta"' not in row]
    return rows, [(one.login, one.role, one.units) for one in roster(address).users()]


def attempt(address: str, statements: list[str]) -> None:
    """Do *statements* with a program of one's own, and commit.

    Raises:
        psycopg.Error: the server refuses, or a policy hides the rows and it says nothing.
    """
    with closing(psycopg.connect(address)) as connection:
        for statement in statements:
            if connection.execute(statement.encode()).rowcount == 0:
                raise psycopg.errors.InsufficientPrivilege
        connection.commit()


# From the program.

_MAY: dict[str, tuple[str, ...]] = {
    "list": ("tamu", "pupr", "sekretariat", "admin"),
    "show 1": ("tamu", "pupr", "sekretariat", "admin"),
    "report 2026Q1": ("tamu", "pupr", "sekretariat", "admin"),
    "users": ("tamu", "pupr", "sekretariat", "admin"),
    "start 1": ("pupr", "sekretariat", "admin"),
    "progress 1 20 --note maju": ("pupr", "sekretariat", "admin"),
    "progress 1 30 --obstacle hujan": ("pupr", "sekretariat", "admin"),
    "note 1 dicatat": ("pupr", "sekretariat", "admin"),
    "obstacle 1 lahan": ("pupr", "sekretariat", "admin"),
    "evidence 1 https://contoh.id/foto.jpg": ("pupr", "sekretariat", "admin"),
    "start 3 --yes": ("sekretariat", "admin"),
    "progress 3 20 --unit {PUPR}": ("pupr", "sekretariat", "admin"),
    "progress 3 20 --unit {HEALTH}": ("sekretariat", "admin"),
    "progress 2 20": ("sekretariat", "admin"),
    "note 2 dicatat": ("sekretariat", "admin"),
    "evidence 2 https://contoh.id/foto.jpg": ("sekretariat", "admin"),
    "note 4 dicatat": ("sekretariat", "admin"),
    "done 1": ("sekretariat", "admin"),
    "done 3 --unit {PUPR}": ("sekretariat", "admin"),
    "drop 1 --reason batal": ("sekretariat", "admin"),
    "assign 1 --owner Dishub": ("sekretariat", "admin"),
    "due 1 2026-06-30 --reason hujan": ("sekretariat", "admin"),
    "edit 1 --text lain": ("sekretariat", "admin"),
    "tag 1 pasar": ("sekretariat", "admin"),
    "priority 1 high": ("sekretariat", "admin"),
    "link 1 2": ("sekretariat", "admin"),
    "split 1 --unit {PUPR} --unit {HEALTH}": ("sekretariat", "admin"),
    "add Menata": ("sekretariat", "admin"),
    "undo --yes": ("sekretariat", "admin"),
    "import rilis.txt": ("sekretariat", "admin"),
    "users grant orang-lain reader": ("admin",),
    "users grant {WHO} administrator": (),  # one has it, the others may not
    "users revoke pupr": ("admin",),
}


@pytest.mark.parametrize("login", ["tamu", "pupr", "sekretariat", "admin"])
def test_each_may_do_what_the_role_allows(
    run: Callable[..., Ran], office: str, login: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not allowed is refused in one sentence, and nothing of it is kept."""
    (tmp_path / "rilis.txt").write_text("Rapat\n\nBima, 6 Februari 2026. Camat diminta mendata parkir.\n")
    monkeypatch.chdir(tmp_path)

    for words, those in _MAY.items():
        typed = [one.format(PUPR=PUPR, HEALTH=HEALTH, WHO=login) for one in words.split()]
        before = None if login in those else standing(office)
        ran = run(as_(login, office), *typed)

        if before is None:
            assert ran.code == 0, (words, ran.err)
            if words in ("done 1", "drop 1 --reason batal"):
                assert run(office, "reopen", 1).code == 0
        else:
            assert (ran.code, ran.out) != (0, ""), words
            assert standing(office) == before, words
            assert re.search(
                "nothing was written|You may not|Only an administrator|has that role already", told(ran)
            ), (words, ran.err)
    kept(office).prove()


def test_who_is_refused_is_told_why(run: Callable[..., Ran], office: str) -> None:
    """A reader that reading is all, an officer what officers do and whose directives, and whom to ask."""

    def said(login: str, *words: object) -> str:
        ran = run(as_(login, office), *words)
        assert ran.code == 4, ran
        return told(ran)

    assert "You may only read" in said("tamu", "note", 1, "x")
    assert "progress, notes and evidence only" in said("pupr", "done", 1)
    assert "progress, notes and evidence only" in said("pupr", "add", "Menata")
    assert "directives of your own units only" in said("pupr", "note", 2, "x")
    assert "share of the own unit only" in said("pupr", "progress", 3, 5, "--unit", HEALTH)
    assert "Only an administrator grants" in said("sekretariat", "users", "grant", "tamu", "secretariat")
    assert "knows no such login" in said("admin", "users", "grant", "siapa", "reader")
    assert "may do everything there" in said("admin", "users", "revoke", "kota")
    assert "permission denied for schema" in said("orang-lain", "list")
    assert "permission denied for schema" in said("orang-lain", "note", 1, "x")
    done(kept(office), [1], mark())
    assert "You are an officer" not in told(run(as_("pupr", office), "progress", 1, 50))  # it is closed, as for anybody


def test_an_officer_is_told_of_no_way_back(office: str) -> None:
    """Below what was changed stands how it is taken back, for those who may."""
    shown = {}
    for login in ("sekretariat", "pupr"):
        store = kept(as_(login, office))
        outcome = note(store, [1], mark(note="dicatat"))
        shown[login] = screen(views.outcome(outcome, date(2026, 1, 20), undo=store.takes_back), 80)

    assert "undo" in shown["sekretariat"]
    assert "undo" not in shown["pupr"]


def test_a_role_is_taken_and_changed(run: Callable[..., Ran], office: str) -> None:
    """What was granted before holds no more."""
    assert run(as_("admin", office), "users", "grant", "pupr", "reader").code == 0
    assert run(as_("pupr", office), "note", 1, "x").code == 4
    assert run(as_("admin", office), "users", "grant", "pupr", "officer", "--unit", "Dinkes").code == 0
    assert run(as_("pupr", office), "note", 1, "x").code == 4
    assert run(as_("pupr", office), "note", 2, "x").code == 0
    assert run(as_("admin", office), "users", "revoke", "pupr").code == 0
    assert run(as_("pupr", office), "list").code == 4
    assert run(as_("admin", office), "users", "revoke", "pupr").code == 1
    assert run(as_("admin", office), "users", "grant", "tamu", "reader").code == 1
    assert run(as_("admin", office), "users", "grant", "tamu", "officer").code == 2
    assert run(as_("admin", office), "users", "grant", "tamu", "reader", "--unit", "Dinkes").code == 2


def test_a_file_has_no_users(run: Callable[..., Ran], tmp_path: Path) -> None:
    """Whoever may write it may do everything; `move` is named as the way to a server."""
    ran = run(tmp_path / "arahan.json", "users")

    assert ran.code == 1
    assert "bimatrack move" in told(ran)


# What an officer records is reckoned on the server as by the program.

_TEXTS = (
    "maju",
    "",
    None,
    "'; DROP TABLE bimatrack.users; --",
    "\\u0000",
    'kata "berkutip"\n\tdan 😀',
    "separuh \udcff",
    "\0",
)


def _acts(store: Any, rng: random.Random) -> list[Callable[[], object]]:  # noqa: ANN401 - a store
    on = date(2026, 1, rng.randint(10, 20)).isoformat()
    signed = mark("2026-01-20", on, rng.choice(_TEXTS))
    percent, hindering = rng.randint(0, 100), rng.choice(("", None, "hujan", "lahan"))
    proof = Evidence(f"foto {rng.randint(1, 9)}.jpg", rng.choice((None, "0" * 64)))
    return [
        lambda: progress(store, [1], percent, signed, obstacle=hindering),
        lambda: progress(store, [3], percent, signed, units=(PUPR,), obstacle=hindering),
        lambda: start(store, [rng.choice((1, 7))], signed),
        lambda: start(store, [3], signed, units=(PUPR,)),
        lambda: note(store, [1, 3, 5, 7], signed, obstacle=hindering, evidence=(proof,)),
        lambda: prove(store, [rng.choice((1, 3))], (proof,), signed),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_what_an_officer_records_passes_the_server_and_stands_by_its_history(office: str, seed: int) -> None:
    """Progress, notes and evidence of all sorts, in any order and dated back, in the midst of what others do."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    secretariat, officer = kept(as_("sekretariat", office)), kept(as_("pupr", office))
    add(secretariat, "Menata \udcff pasar", mark(), kind=Kind.INSTRUCTION, units=(HEALTH, PUPR), owners=("a", "b"))
    did = 0

    for _turn in range(30):
        act = rng.choice(_acts(officer, rng))
        try:
            act()
            did += 1
        except NothingToDoError:
            continue
        if rng.random() < 0.2:
            progress(kept(as_("dinkes", office)), [3], rng.randint(0, 100), mark("2026-01-20"), units=(HEALTH,))

    assert did > 10
    assert kept(office).directives() == retold(kept(office))
    kept(office).prove()


def test_the_server_tells_who_was_logged_in(office: str) -> None:
    """Whatever name stands in the change itself; a copied history has none."""
    note(kept(as_("pupr", office)), [1], mark(note="dicatat"))

    with psycopg.connect(office) as connection:
        last = connection.execute("SELECT login FROM bimatrack.changes ORDER BY id DESC LIMIT 1").fetchone()
    assert last == ("pupr",)


# Past the program.

_REFUSALS = (
    psycopg.errors.InsufficientPrivilege,
    psycopg.errors.CheckViolation,
    psycopg.errors.RestrictViolation,
)
_CHANGE = """
    INSERT INTO bimatrack.changes (id, step, directive, release, undoes, "row")
    VALUES (nextval('bimatrack.changes_number'), nextval('bimatrack.steps_number'), {directive}, {release}, {undoes},
        {row})
"""
_ROW = """
    json_build_object('step', currval('bimatrack.steps_number'), 'at', '2026-01-20T08:00:00+08:00',
        'on', '2026-01-20', 'author', 'x', 'action', '{action}', 'directive', {directive} {more})
"""


def _change(
    directive: int = 1,
    *,
    action: str = "progress",
    more: str = "",
    release: str = "NULL",
    undoes: str = "NULL",
    form: str = "{}",
) -> str:
    row = form.format(_ROW.format(directive=directive, action=action, more=more))
    return _CHANGE.format(directive=directive, release=release, undoes=undoes, row=row)


def _standing(now: str, changed: str = "currval('bimatrack.changes_number')", number: int = 1) -> str:
    """Let a directive stand as *now*, an expression over its row as JSONB, says."""
    return f'UPDATE bimatrack.directives SET "row" = ({now})::json, changed = {changed} WHERE id = {number}'  # noqa: S608


_MOVED = """jsonb_set("row"::jsonb, '{now}', "row"::jsonb -> 'now' || '{"status": "in_progress", "progress": 50}')"""
_HALF = ", 'values', json_build_object('status', 'in_progress', 'progress', 50)"

_SHARE = f'{{"unit": "{PUPR}", "status": "in_progress"}}'
_PAST = {
    "only a change": [_change(more=_HALF)],
    "only a standing": [_standing(_MOVED, "changed")],
    "a standing again": [_standing('"row"::jsonb', "changed")],
    "a standing by another's change": [_standing(_MOVED, "1")],
    "another percentage": [_change(more=_HALF), _standing(_MOVED.replace("50", "60"))],
    "another text": [_change(more=_HALF), _standing(_MOVED.replace('"status"', '"text": "lain", "status"'))],
    "done": [
        _change(more=_HALF.replace("in_progress", "done")),
        _standing(_MOVED.replace("in_progress", "done")),
    ],
    "the action done": [_change(action="done", more=_HALF), _standing(_MOVED)],
    "an undo": [_change(action="undo", undoes="1"), _standing('"row"::jsonb')],
    "an undo in the row": [_change(action="note", more=", 'undoes', 1"), _standing('"row"::jsonb')],
    "an undo beside the row": [_change(action="note", undoes="1"), _standing('"row"::jsonb')],
    "a coming of a release": [_change(action="note", release="1"), _standing('"row"::jsonb')],
    "another directive in the row": [
        _change(more=_HALF).replace("'directive', 1", "'directive', 2"),
        _standing(_MOVED),
    ],
    "another step in the row": [
        _change(more=_HALF).replace("'step', currval('bimatrack.steps_number')", "'step', 1"),
        _standing(_MOVED),
    ],
    "into another's step": [
        _change(more=_HALF)
        .replace("nextval('bimatrack.steps_number')", "1")
        .replace("currval('bimatrack.steps_number')", "1"),
        _standing(_MOVED),
    ],
    "more than a hundred": [_change(more=_HALF.replace("50", "150")), _standing(_MOVED.replace("50", "150"))],
    "another unit's": [_change(directive=2, more=_HALF), _standing(_MOVED, number=2)],
    "another unit's standing": [_standing(_MOVED, number=2)],
    "another unit's share": [
        _change(
            directive=3,
            more=f', \'values\', \'{{"shares": [{{"unit": "{HEALTH}", "status": "in_progress"}}]}}\'::json',
        ),
        _standing('"row"::jsonb', number=3),
    ],
    "what is closed": [_change(directive=5, more=_HALF), _standing(_MOVED, number=5)],
    "the whole of a split one": [_change(directive=3, more=_HALF), _standing(_MOVED, number=3)],
    "the owners": [
        _change(more=", 'values', json_build_object('owners', json_build_array('saya'))"),
        _standing("""jsonb_set("row"::jsonb, '{now,owners}', '["saya"]')"""),
    ],
    "the deadline": [
        _change(more=", 'values', json_build_object('due', '2026-12-31')"),
        _standing("""jsonb_set("row"::jsonb, '{now,due}', '"2026-12-31"')"""),
    ],
    "the units beside the row": [
        _change(action="note"),
        "UPDATE bimatrack.directives SET units = '{x}', changed = currval('bimatrack.changes_number') WHERE id = 1",
    ],
    "closing beside the row": [
        _change(action="note"),
        "UPDATE bimatrack.directives SET open = false, changed = currval('bimatrack.changes_number') WHERE id = 1",
    ],
    "a number of its own": [_change(more=_HALF).replace("nextval('bimatrack.changes_number')", "900")],
    "another's name as login": [
        _change(more=_HALF).replace('undoes, "row")', 'undoes, login, "row")').replace("NULL,\n", "NULL, 'kota',\n"),
        _standing(_MOVED),
    ],
    "nobody as login": [
        _change(more=_HALF).replace('undoes, "row")', 'undoes, login, "row")').replace("NULL,\n", "NULL, NULL,\n"),
        _standing(_MOVED),
    ],
    "a change that no program can read: a number": [
        _change(more=', \'values\', \'{"status": "in_progress", "progress": 5e1}\'::json'),
        _standing(_MOVED),
    ],
    "a change that no program can read: a day": [
        _change(more=_HALF).replace("'on', '2026-01-20'", "'on', 'kapan-kapan'"),
        _standing(_MOVED),
    ],
    "a change that no program can read: a moment": [
        _change(more=_HALF).replace("T08:00:00+08:00", ""),
        _standing(_MOVED),
    ],
    "a change of a day to come": [
        _change(more=_HALF).replace("'on', '2026-01-20'", "'on', '2027-01-20'"),
        _standing(_MOVED),
    ],
    "a change of a day before": [
        _change(more=_HALF).replace("'on', '2026-01-20'", "'on', '2025-01-20'"),
        _standing(_MOVED),
    ],
    "a change by nobody": [_change(more=_HALF).replace("'author', 'x'", "'author', 5"), _standing(_MOVED)],
    "a change with more in it": [_change(more=_HALF + ", 'said', 1"), _standing(_MOVED)],
    "a note that is none": [
        _change(action="note", more=", 'note', 5"),
        _standing("""jsonb_set("row"::jsonb, '{follow_up}', jsonb_build_object('number',
            currval('bimatrack.changes_number'), 'on', '2026-01-20', 'note', 5))"""),
    ],
    "evidence that is none": [
        _change(action="evidence", more=", 'values', '{\"evidence\": [5]}'::json"),
        _standing("""jsonb_set("row"::jsonb, '{now,evidence}', '[5]')"""),
    ],
    "evidence of too much": [
        _change(action="evidence", more=", 'values', '{\"evidence\": [[\"a\", null, 1]]}'::json"),
        _standing("""jsonb_set("row"::jsonb, '{now,evidence}', '[["a", null, 1]]')"""),
    ],
    "an obstacle that is none": [
        _change(more=", 'values', '{\"obstacle\": []}'::json"),
        _standing("""jsonb_set("row"::jsonb, '{now,obstacle}', '[]')"""),
    ],
    "a percentage in quotes": [
        _change(more=_HALF.replace("50", "'50'")),
        _standing(_MOVED.replace("50", '"50"')),
    ],
    "more than a note": [_change(action="note", more=", 'note', repeat('x', 1000000)"), _standing('"row"::jsonb')],
    "a change over two lines": [
        _change(more=_HALF, form="replace({}::text, ' : ', E'\\n:')::json"),
        _standing(_MOVED),
    ],
    "a standing that no program can read": [
        _change(more=_HALF),
        _standing(f"replace(({_MOVED})::text, ' 50', ' 5e1')"),
    ],
    "a standing over two lines": [
        _change(more=_HALF),
        _standing(f"replace(({_MOVED})::text, '{{', E'{{\\n')"),
    ],
    "a name in it twice": [
        _change(action="note", form='replace({}::text, \'}}\', \', "note": [[1]], "note": "x"}}\')::json'),
        _standing('"row"::jsonb'),
    ],
    "a name twice in the standing": [
        _change(more=_HALF),
        _standing(f"""replace(({_MOVED})::text, '{{"now"', '{{"now": [[1]], "now"')"""),
    ],
    "a moment that no program can read": [
        _change(more=_HALF).replace("T08:00:00", "T24:00:00"),
        _standing(_MOVED),
    ],
    "a moment to come": [
        _change(more=_HALF).replace("'at', '2026-01-20", "'at', '9999-12-30"),
        _standing(_MOVED),
    ],
    "no share at all": [
        _change(directive=3, more=", 'values', '{\"shares\": []}'::json"),
        _standing("""jsonb_set("row"::jsonb, '{now,status}', '"in_progress"')""", number=3),
    ],
    "the own share twice": [
        _change(directive=3, more=f", 'values', '{{\"shares\": [{_SHARE}, {_SHARE}]}}'::json"),
        _standing(
            "jsonb_set(jsonb_set(\"row\"::jsonb, '{now,status}', '\"in_progress\"'), "
            f"'{{now,shares,0}}', '{_SHARE}')",
            number=3,
        ),
    ],
    "a change beside, in a transaction within": [
        "SAVEPOINT within",
        _change(more=", 'values', json_build_object('obstacle', 'hantu')"),
        "RELEASE within",
        _change(action="note"),
        _standing('"row"::jsonb'),
    ],
    "half a character for another": [
        _change(action="note", more=", 'note', 'a'", form="replace({}::text, '\"a\"', '\"a\\udcffb\"')::json"),
        _standing("""jsonb_set("row"::jsonb, '{follow_up}', jsonb_build_object('number',
            currval('bimatrack.changes_number'), 'on', '2026-01-20', 'note', E'a\\uFFFDb'))"""),
    ],
    "types of one's own": [
        "CREATE TYPE pg_temp.jsonb AS (v text)",
        """CREATE FUNCTION pg_temp.lie(text) RETURNS pg_temp.jsonb LANGUAGE sql AS
            $$ SELECT ROW('{"action": "note"}')::pg_temp.jsonb $$""",
        """CREATE FUNCTION pg_temp.back(pg_temp.jsonb) RETURNS pg_catalog.jsonb LANGUAGE sql AS
            $$ SELECT ($1).v::pg_catalog.jsonb $$""",
        "CREATE CAST (text AS pg_temp.jsonb) WITH FUNCTION pg_temp.lie(text)",
        "CREATE CAST (pg_temp.jsonb AS pg_catalog.jsonb) WITH FUNCTION pg_temp.back(pg_temp.jsonb) AS IMPLICIT",
        _change(directive=1, action="edit", more=", 'values', json_build_object('text', 'DIUBAH')"),
        _standing("""jsonb_set("row"::pg_catalog.jsonb, '{now,text}', '"DIUBAH"')"""),
    ],
    "evidence taken away": [
        _change(directive=6, action="evidence", more=", 'values', '{\"evidence\": []}'::json"),
        _standing("""jsonb_set("row"::jsonb, '{now}', ("row"::jsonb -> 'now') - 'evidence')""", number=6),
    ],
    "progress by the name of a note": [_change(action="note", more=_HALF), _standing(_MOVED)],
    "a step of before": [
        "SELECT nextval('bimatrack.steps_number')",
        _change(action="note"),
        _standing('"row"::jsonb'),
        _change(action="note")
        .replace("nextval('bimatrack.steps_number')", "currval('bimatrack.steps_number') - 1")
        .replace("'step', currval('bimatrack.steps_number')", "'step', currval('bimatrack.steps_number') - 1"),
        _standing('"row"::jsonb'),
    ],
    "much more than a standing": [
        _change(more=_HALF),
        _standing(f"""rpad(({_MOVED})::text, 2000000, ' ')"""),
    ],
    "a lock on the table": ["LOCK TABLE bimatrack.directives IN ACCESS EXCLUSIVE MODE"],
    "another sort of transaction": [
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
        _change(more=_HALF),
        _standing(_MOVED),
    ],
    "history altered": ["UPDATE bimatrack.changes SET step = 1"],
    "history deleted": ["DELETE FROM bimatrack.changes"],
    "a directive added": [
        "INSERT INTO bimatrack.directives (id, open, units, changed, \"row\") VALUES (1, true, '{}', 1, '{}')"
    ],
    "a directive deleted": ["DELETE FROM bimatrack.directives WHERE id = 1"],
    "a release added": ["INSERT INTO bimatrack.releases VALUES (1, 'x', false, '{}')"],
    "an event added": ["INSERT INTO bimatrack.events VALUES (1, 1, '{}')"],
    "numbers set back": ["SELECT setval('bimatrack.changes_number', 1)"],
    "the layout": ["UPDATE bimatrack.meta SET layout = 1"],
    "a role of one's own": ["UPDATE bimatrack.users SET role = 'administrator', units = '{}'"],
    "more units": ["UPDATE bimatrack.users SET units = '{x,y}' WHERE login = current_user"],
    "a new user": ["INSERT INTO bimatrack.users VALUES ('orang-lain', 'reader', '{}', now(), 'x')"],
    "the grant itself": ["SELECT bimatrack.grant_role('pupr', 'administrator', '{}')"],
    "the parts of a grant": ["SELECT bimatrack.take('kota')"],
    "another's role": ["SET ROLE sekretariat"],
    "another's session": ["SET SESSION AUTHORIZATION kota"],
    "no row security": ["SET row_security = off", _change(directive=2, more=_HALF), _standing(_MOVED, number=2)],
    "no triggers": ["SET session_replication_role = replica"],
    "triggers switched off": ["ALTER TABLE bimatrack.directives DISABLE TRIGGER ALL"],
    "policies dropped": ["DROP POLICY directives_write ON bimatrack.directives"],
    "functions replaced": [
        "CREATE OR REPLACE FUNCTION bimatrack.own_role() RETURNS text LANGUAGE sql AS $$ SELECT 'administrator' $$"
    ],
    "a function of one's own name": [
        "CREATE FUNCTION pg_temp.own_role() RETURNS text LANGUAGE sql AS $$ SELECT 'administrator' $$",
        "SET search_path = pg_temp, bimatrack",
        _change(directive=2, more=_HALF),
        _standing(_MOVED, number=2),
    ],
    "operators of one's own": [
        "CREATE TABLE pg_temp.users (login text, role text, units text[])",
        "INSERT INTO pg_temp.users VALUES ('pupr', 'administrator', '{}')",
        "SET search_path = pg_temp",
        _change(directive=2, more=_HALF),
        _standing(_MOVED, number=2),
    ],
}


@pytest.fixture(scope="module")
def guarded(served: Served, logins: None) -> str:  # noqa: ARG001 - the same
    """An office that no test changes."""
    return opened(served.database())


@pytest.mark.parametrize("tried", _PAST.values(), ids=_PAST.keys())
def test_the_server_refuses_past_the_program(guarded: str, tried: list[str]) -> None:
    """An officer with a program of one's own: something is refused, and nothing of it is kept."""
    before = standing(guarded)

    with pytest.raises(_REFUSALS):
        attempt(as_("pupr", guarded), tried)

    assert standing(guarded) == before


def test_a_reader_changes_nothing_past_the_program(guarded: str) -> None:
    """Of what an officer tries, and of what an officer may do."""
    before = standing(guarded)

    for tried in (*_PAST.values(), [_change(more=_HALF), _standing(_MOVED)]):
        with pytest.raises(_REFUSALS):
            attempt(as_("tamu", guarded), tried)

    assert standing(guarded) == before


def test_the_same_by_the_rules_is_let_through(office: str) -> None:
    """So that it is the rules that refuse, and not the way the statements are written."""
    attempt(as_("pupr", office), [_change(more=_HALF), _standing(_MOVED)])

    assert kept(office).directive(1).state.progress == 50
    kept(office).prove()


def test_a_role_of_a_group_is_that_of_its_members(served: Served, office: str) -> None:
    """So that an office may have one role for all who work there; each still signs with the own login."""
    with psycopg.connect(served.address("postgres"), autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS kantor")
        connection.execute("CREATE ROLE kantor NOLOGIN")
        connection.execute('GRANT kantor TO "orang-lain"')

    roster(as_("admin", office)).grant("kantor", Role.OFFICER, (PUPR,))
    member = kept(as_("orang-lain", office))
    progress(member, [1], 20, mark())
    with pytest.raises(StoreError):
        progress(member, [2], 20, mark())
    roster(as_("admin", office)).revoke("kantor")
    with pytest.raises(StoreError):
        kept(as_("orang-lain", office)).directives()
    with psycopg.connect(office) as connection:
        connection.execute("DROP ROLE kantor")


def test_rights_by_default_and_by_hand_are_taken_back(database: str, logins: None) -> None:  # noqa: ARG001 - they are there
    """Whatever a server gives to everybody when tables are made; what a role gives is all that anybody has."""
    with psycopg.connect(database) as connection:
        for things, rights in (("TABLES", "ALL"), ("SEQUENCES", "ALL"), ("FUNCTIONS", "EXECUTE"), ("SCHEMAS", "ALL")):
            connection.execute(f"ALTER DEFAULT PRIVILEGES GRANT {rights} ON {things} TO PUBLIC".encode())
            connection.execute(f'ALTER DEFAULT PRIVILEGES GRANT {rights} ON {things} TO "orang-lain"'.encode())
    add(kept(database), "Menata taman", mark(), kind=Kind.INSTRUCTION)

    for tried in (
        "SELECT * FROM bimatrack.directives",
        "INSERT INTO bimatrack.users VALUES ('orang-lain', 'administrator', '{}', now(), 'x')",
        "UPDATE bimatrack.meta SET layout = 99",
        "SELECT bimatrack.grant_role('orang-lain', 'administrator', '{}')",
        "CREATE TABLE bimatrack.x (y int)",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            attempt(as_("orang-lain", database), [tried])
    with psycopg.connect(database) as connection:
        connection.execute('DROP OWNED BY "orang-lain"')


def test_names_that_are_statements_are_names(served: Served, office: str) -> None:
    """A login and a unit may be called what they like; nothing of it is run."""
    login, unit = 'a"; DROP TABLE bimatrack.users; --', "x'); DELETE FROM bimatrack.changes; --"
    with psycopg.connect(served.address("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP ROLE IF EXISTS {0}").format(sql.Identifier(login)))
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(login)))

    granted = roster(as_("admin", office)).grant(login, Role.OFFICER, (unit,))
    assert (granted.login, granted.units, granted.granted_by) == (login, (unit,), "admin")
    assign(kept(office), [1], ["x"], [unit], mark())
    with psycopg.connect(office) as connection:
        connection.execute(sql.SQL("SET SESSION AUTHORIZATION {}").format(sql.Identifier(login)))
        connection.execute(_change(more=_HALF).encode())
        connection.execute(_standing(_MOVED).encode())
    revoked, known = roster(as_("admin", office)).revoke(login)
    assert (revoked.units, known) == ((unit,), True)
    kept(office).prove()


def test_what_an_officer_does_is_found_by_an_index(office: str) -> None:
    """Neither the policies nor the triggers read a table from end to end, as the server counts."""
    with psycopg.connect(office) as connection:
        connection.execute("SELECT setval('bimatrack.changes_number', 30000), setval('bimatrack.steps_number', 30000)")
        connection.execute(
            "INSERT INTO bimatrack.changes (id, step, directive, login, \"row\") SELECT n, n, n, NULL, '{}' "
            "FROM generate_series(100, 20000) AS n"
        )
        connection.execute("ANALYZE")
    with psycopg.connect(as_("pupr", office)) as connection:
        connection.execute(_change(more=_HALF).encode())
        connection.execute(_standing(_MOVED).encode())
        scanned = connection.execute(
            "SELECT relname, seq_tup_read FROM pg_stat_xact_all_tables WHERE schemaname = 'bimatrack'"
        ).fetchall()

    assert {name: count for name, count in scanned if count > 100} == {}
