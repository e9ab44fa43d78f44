"""Rows on the server as a book has them: read when they are asked for, and no others."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Executable, Select, Table, any_, literal, select

from bimatrack.store.rows import BETWEEN, Row, Rows, decoded, key_of

T = TypeVar("T")
Ask = Callable[[Executable], Sequence[Any]]
_HIGHEST = (1 << 63) - 1  # id that the server's numbers can hold


def one_of(column: ColumnElement[Any], numbers: Collection[int]) -> ColumnElement[bool]:
    """Return that *column* is one of *numbers*, however many these are."""
    return column == any_(literal(sorted(numbers), ARRAY(BigInteger)))


class SharedRows:
    """The rows of *table* that fulfil *condition*; *ask* brings them. What is put or taken stays here."""

    def __init__(self, ask: Ask, table: Table, condition: ColumnElement[bool] | None) -> None:
        self._ask = ask
        self._table = table
        self._condition = condition
        self._found: dict[int, str | None] = {}
        self._every: Rows | None = None

    def get(self, number: int) -> Row | None:
        """Return the row *number*, None where there is none."""
        if self._every is not None:
            return self._every.get(number)
        text = self._text(number)
        return None if text is None else Rows(_lines([(number, text)])).get(number)

    def __contains__(self, number: int) -> bool:
        """Whether there is a row *number*."""
        return number in self._every if self._every is not None else self._text(number) is not None

    def put(self, number: int, row: Row) -> None:
        """Set the row *number* here."""
        self._all().put(number, row)

    def take(self, number: int) -> None:
        """Take the row *number* away here."""
        self._all().take(number)

    def read_all(self, family: type[T], numbers: Collection[int] | None = None) -> dict[int, T]:
        """Return all rows as of *family*, by id, or those of *numbers* only.

        Raises:
            ValueError: one is none such.
        """
        if numbers is None or self._every is not None:
            return self._all().read_all(family, numbers)
        if not numbers:
            return {}
        wanted = self._select().where(one_of(self._table.c.id, numbers))
        return decoded(_lines(self._ask(wanted)), family)

    def read_about(self, family: type[T], directive: int) -> dict[int, T]:
        """Return the changes of one *directive*, and all that undo or redo, as of *family*; no others are read.

        Raises:
            ValueError: one is none such.
        """
        columns = self._table.c
        wanted = self._select().where((columns.directive == directive) | columns.undoes.is_not(None))
        return decoded(_lines(self._ask(wanted)), family)

    def items(self) -> Iterator[tuple[int, Row]]:
        """Give all rows with their ids."""
        return self._all().items()

    def numbers(self) -> frozenset[int]:
        """Return the ids."""
        return self._all().numbers()

    def length(self) -> int:
        """Return how many bytes the lines take."""
        return self._all().length()

    def content(self) -> memoryview:
        """Return the lines as a file will have them."""
        return self._all().content()

    def _text(self, number: int) -> str | None:
        if number > _HIGHEST:
            return None
        if number not in self._found:
            rows = self._ask(self._select().where(self._table.c.id == number))
            self._found[number] = rows[0].row if rows else None
        return self._found[number]

    def _all(self) -> Rows:
        if self._every is None:
            self._every = Rows(_lines(self._ask(self._select().order_by(self._table.c.id))))
        return self._every

    def _select(self) -> Select[Any]:
        rows = select(self._table.c.id, self._table.c.row)
        return rows if self._condition is None else rows.where(self._condition)


def _lines(rows: Sequence[Any]) -> bytes:
    return BETWEEN.join([key_of(number) + text.encode() for number, text in rows])
