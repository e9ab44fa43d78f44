"""Single values as a row holds them; what is of another type than it should be is refused.

Each raises TypeError or ValueError for such a value.
"""

from datetime import date
from typing import Any


def text(value: Any) -> str:
    """Return *value*, a text."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def text_or_none(value: Any) -> str | None:
    """Return *value*, a text or None."""
    return None if value is None else text(value)


def texts(value: Any) -> tuple[str, ...]:
    """Return *value*, a list of texts."""
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(map(text, value))


def numbers(value: Any) -> tuple[int, ...]:
    """Return *value*, a list of whole numbers from 0."""
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(map(number, value))


def day_or_none(value: Any) -> date | None:
    """Return the day that *value* writes, None for None."""
    return None if value is None else date.fromisoformat(value)


def number(value: Any) -> int:
    """Return *value*, a whole number from 0."""
    if type(value) is not int or value < 0:
        raise TypeError(value)
    return value


def percent(value: Any) -> int:
    """Return *value*, a whole number from 0 to 100."""
    if number(value) > 100:  # noqa: PLR2004 - that is what percent means
        raise ValueError(value)
    return value  # type: ignore[no-any-return]  # It is a number by now.


def share(value: Any) -> float:
    """Return *value*, a number from 0 to 1."""
    if not 0 <= value <= 1 or isinstance(value, bool):
        raise ValueError(value)
    return float(value)


def truth(value: Any) -> bool:
    """Return *value*, true or false."""
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def number_or_none(value: Any) -> int | None:
    """Return *value*, a whole number from 0, or None."""
    return None if value is None else number(value)
