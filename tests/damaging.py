"""Damages a store in every way that a disk, an editor or a bad copy may, the same way for the same seed."""

import json
import random
from collections.abc import Callable
from typing import Any

Damage = Callable[[random.Random, bytes], bytes]

_WRONG = (None, True, 0, -1, 2.5, 10**20, "", "x", "2026-02-30", "2026-13-01", [], [1], {}, {"1": {}}, [[], {}])
_DAYS = ("2026-02-30", "2025-02-29", "2026-13-01", "0000-00-00", "2026-1-5", "kemarin")
_DAY_FIELDS = ("day", "start", "end", "on", "born", "due", "closed_on", "imported", "at")


def _cut(chance: random.Random, whole: bytes) -> bytes:
    return whole[: chance.randrange(1, len(whole))]


def _flipped(chance: random.Random, whole: bytes) -> bytes:
    content = bytearray(whole)
    for _time in range(chance.choice((1, 1, 2, 8))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def _hole(chance: random.Random, whole: bytes) -> bytes:
    start = chance.randrange(len(whole))
    size = min(chance.choice((1, 512, 4096)), len(whole) - start)
    return whole[:start] + b"\0" * size + whole[start + size :]


def _twisted(chance: random.Random, whole: bytes) -> bytes:
    """Take blocks of a disk for each other."""
    blocks = [whole[at : at + 4096] for at in range(0, len(whole), 4096)]
    one, other = chance.randrange(len(blocks)), chance.randrange(len(blocks) - 1)
    other += other >= one
    blocks[one], blocks[other] = blocks[other], blocks[one]
    return b"".join(blocks)


def _within(change: Callable[[random.Random, dict[str, Any]], None]) -> Damage:
    def damage(chance: random.Random, whole: bytes) -> bytes:
        tables = json.loads(whole)
        change(chance, tables)
        return json.dumps(tables, separators=(",", ":")).encode()

    return damage


def _leaves(value: object) -> list[tuple[Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, inner in items for place in ((value, key), *_leaves(inner))]


def _wrong_type(chance: random.Random, tables: dict[str, Any]) -> None:
    container, key = chance.choice(_leaves(tables))
    container[key] = chance.choice(_WRONG)


def _gone(chance: random.Random, tables: dict[str, Any]) -> None:
    container, key = chance.choice(_leaves(tables))
    del container[key]


def _row_gone(chance: random.Random, tables: dict[str, Any]) -> None:
    rows = tables[chance.choice(("releases", "directives", "events", "changes"))]
    del rows[chance.choice(list(rows))]


def _swapped(chance: random.Random, tables: dict[str, Any]) -> None:
    one, other = chance.sample(list(tables), 2)
    tables[one], tables[other] = tables[other], tables[one]


def _swapped_rows(chance: random.Random, tables: dict[str, Any]) -> None:
    rows = tables[chance.choice(("releases", "directives", "events", "changes"))]
    one, other = chance.sample(list(rows), 2)
    rows[one], rows[other] = rows[other], rows[one]


def _older(chance: random.Random, tables: dict[str, Any]) -> None:
    tables["meta"]["1"]["schema"] = chance.choice((0, -1, None, "1", 1.0, []))


def _newer(chance: random.Random, tables: dict[str, Any]) -> None:
    tables["meta"]["1"]["schema"] = chance.choice((3, 4, 99, 10**30))


def _impossible_day(chance: random.Random, tables: dict[str, Any]) -> None:
    days = [(container, key) for container, key in _leaves(tables) if key in _DAY_FIELDS and container[key]]
    container, key = chance.choice([one for one in days if isinstance(one[0][one[1]], str)])
    container[key] = chance.choice(_DAYS)


def _dangling(chance: random.Random, tables: dict[str, Any]) -> None:
    table, field = chance.choice((("directives", "release"), ("events", "release"), ("changes", "directive")))
    row = chance.choice([row for row in tables[table].values() if field in row])
    row[field] = chance.choice((77, 0, 10**9))


def _otherwise(chance: random.Random, tables: dict[str, Any]) -> None:
    row = chance.choice(list(tables["directives"].values()))
    row.update(
        chance.choice(
            ({"now": {"text": "Lain", "kind": "project"}}, {"withdrawn": True}, {"born": "2020-01-01"}, {"now": 7})
        )
    )


def _next(chance: random.Random, tables: dict[str, Any]) -> None:
    following = tables["meta"]["1"]["next"]
    following[chance.choice(list(following))] = chance.choice((1, 0, -5, "9", None, 10**12))


def _odd_number(chance: random.Random, whole: bytes) -> bytes:
    odd = chance.choice((b"NaN", b"-Infinity", b"1e999", b"9" * 400, b"9" * 5000, b"-0", b"1.0"))
    return whole.replace(b'"confidence":', b'"confidence":' + odd + b',"was":', 1)


def _nested(chance: random.Random, whole: bytes) -> bytes:
    depth = chance.choice((100, 980, 5000, 100_000))
    deep = b"[" * depth + b"]" * depth if chance.random() < 0.5 else b'{"a":' * depth + b"1" + b"}" * depth
    place = chance.choice((b'"events":{', b'"now":', b'"confidence":'))
    return whole.replace(place, (b'"x":' + deep + b"," + place) if place[-1:] == b"{" else place + deep + b',"y":', 1)


def _half_character(chance: random.Random, whole: bytes) -> bytes:
    return whole.replace(
        b'"text":"', b'"text":"' + chance.choice((b"\\ud800", b"\\udfff", b"\xed\xa0\x80", b"\xff")), 1
    )


def _twice(chance: random.Random, whole: bytes) -> bytes:
    """Write a name twice: as an editor does, over many lines, or in one."""
    tables = json.loads(whole)
    number, row = chance.choice(list(tables["directives"].items()))
    text = json.dumps(tables, indent=chance.choice((None, 1)))
    first = json.dumps({number: row | {"born": "2020-01-01"}})[1:-1]
    return text.replace('"directives": {', '"directives": {' + first + ",", 1).encode()


def _other_encoding(chance: random.Random, whole: bytes) -> bytes:
    name = chance.choice(("utf-8-sig", "utf-16", "utf-16-le", "utf-32"))
    return whole.decode()[: chance.choice((None, -1, -100))].encode(name)


def _something_else(chance: random.Random, _whole: bytes) -> bytes:
    return chance.choice(
        (
            b"",
            b" \n",
            b"{}",
            b"[]",
            b"null",
            b"\0" * 100_000,
            chance.randbytes(5000),
            b"PK\x03\x04" + chance.randbytes(500),
            b'{"meta": []}',
            b"{" + b"\0" * 5000 + b"}",
            b"Salinan arahan, jangan dihapus.\n",
        )
    )


def _doubled(chance: random.Random, whole: bytes) -> bytes:
    return whole + chance.choice((whole, b"}", b"x", b"\0" * 300, b"\n" + whole[:50]))


DAMAGES: dict[str, Damage] = {
    "cut": _cut,
    "flipped": _flipped,
    "hole": _hole,
    "twisted": _twisted,
    "wrong type": _within(_wrong_type),
    "gone": _within(_gone),
    "row gone": _within(_row_gone),
    "swapped tables": _within(_swapped),
    "swapped rows": _within(_swapped_rows),
    "older schema": _within(_older),
    "newer schema": _within(_newer),
    "impossible day": _within(_impossible_day),
    "dangling": _within(_dangling),
    "against history": _within(_otherwise),
    "next number": _within(_next),
    "odd number": _odd_number,
    "nested": _nested,
    "half a character": _half_character,
    "twice": _twice,
    "other encoding": _other_encoding,
    "something else": _something_else,
    "doubled": _doubled,
}


def damaged(seed: int, whole: bytes) -> tuple[str, bytes]:
    """Return how the store *whole* is damaged by that *seed*, and what it holds then."""
    name = list(DAMAGES)[seed % len(DAMAGES)]
    return name, DAMAGES[name](random.Random(seed), whole)  # noqa: S311 - the same chance each time is the point
