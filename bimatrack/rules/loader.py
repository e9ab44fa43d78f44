"""Reads families of rules from TOML and refuses, with an address, what cannot work."""

import dataclasses
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from bimatrack.errors import RuleError
from bimatrack.i18n import _

T = TypeVar("T")


@cache
def shipped(name: str) -> str:
    """Return the text of one of the package's own rule files, such as "dues.toml"."""
    return (files(__package__) / name).read_text(encoding="utf-8")


def read_family(text: str, family: str, shape: type[T], source: str) -> tuple[T, ...]:
    """Read all `[[family]]` blocks of a TOML *text* as values of the dataclass *shape*.

    Keys without a default are compulsory, unknown keys are refused, lists become tuples, tables become the
    dataclass that the field names. *source* is the file's name, for the message.

    Raises:
        RuleError: the text is no TOML, or a block does not have the shape.
    """
    blocks = _document(text, source).get(family, [])
    return tuple(_build(block, shape, f"{source}: [[{family}]] no. {number}") for number, block in enumerate(blocks, 1))


def refuse_twins(words: Iterable[tuple[str, str]]) -> None:
    """Refuse the same word given twice; *words* are pairs of word and address.

    Raises:
        RuleError: two addresses hold one word.
    """
    seen: dict[str, str] = {}
    for word, address in words:
        if word in seen:
            raise RuleError(
                _("{address}: “{word}” stands already in {other}; take one away.").format(
                    address=address, word=word, other=seen[word]
                )
            )
        seen[word] = address


@cache
def _document(text: str, source: str) -> dict[str, Any]:
    # Kept, for a file holds many families; nobody changes what it returns.
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(_("{source} is no TOML: {error}.").format(source=source, error=error)) from error


def _build(block: Any, shape: type[T], address: str) -> T:
    if not isinstance(block, dict):
        raise RuleError(_("{address} must be a table.").format(address=address))
    fields = {f.name: f for f in dataclasses.fields(shape)}  # type: ignore[arg-type]  # T is a dataclass by contract
    for key in block.keys() - fields.keys():
        raise RuleError(_("{address} has unknown key “{key}”.").format(address=address, key=key))
    hints = get_type_hints(shape)
    values = {}
    for name, field in fields.items():
        if name in block:
            values[name] = _value(block[name], hints[name], f"{address}, {name}")
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise RuleError(_("{address} lacks “{key}”.").format(address=address, key=name))
    return shape(**values)


def _value(value: Any, hint: Any, address: str) -> Any:
    if get_origin(hint) is tuple:
        if not isinstance(value, list) or not value:
            raise RuleError(_("{address} must be a list that is not empty.").format(address=address))
        return tuple(_value(item, get_args(hint)[0], address) for item in value)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _build(value, hint, address)
    choices = [option for option in get_args(hint) or (hint,) if isinstance(option, type)]
    if choices and not any(isinstance(value, option) for option in choices):
        raise RuleError(_("{address} has a value of the wrong type.").format(address=address))
    return value
