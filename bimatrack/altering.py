"""Copies of values in which some fields are others, as `copy.replace` of Python 3.13 makes them."""

import dataclasses
from typing import TypeVar

from msgspec import Struct, structs

T = TypeVar("T")


def replace(value: T, /, **fields: object) -> T:
    """Return a copy of *value*, a struct or a dataclass, with *fields* set.

    Raises:
        TypeError: it has no such field.
    """
    if isinstance(value, Struct):
        return structs.replace(value, **fields)
    return dataclasses.replace(value, **fields)  # type: ignore[type-var]  # What is no struct here is a dataclass.
