"""Reads families of rules from TOML, ours and then the user's; refuses, with an address, what cannot work."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any, ParamSpec, TypeVar, cast, get_args, get_origin, get_type_hints

from bimatrack.errors import RuleError
from bimatrack.i18n import _
from bimatrack.toml import NoTomlError, parse_toml

P = ParamSpec("P")
T = TypeVar("T")

# The files that a user may add to; a family that stands in several of them is the first one's, unless the user's file
# is named like another.
FILES = (
    *("asks.toml", "actors.toml", "words.toml", "spellings.toml", "offices.toml", "events.toml", "heads.toml"),
    *("forms.toml", "pages.toml", "dues.toml", "bounds.toml", "slots.toml", "holidays.toml", "dues_en.toml"),
)


@dataclasses.dataclass(frozen=True, slots=True)
class RuleFile:
    """A user's file of rules: its *name*, as messages tell it, and its *text*."""

    name: str
    text: str


_ADDRESS = "address"
# The one place that says which rules are in use besides ours; it is set when the program starts.
_own: list[RuleFile] = []
_forgetting: list[Callable[[], None]] = []


@contextmanager
def using(own: Sequence[RuleFile]) -> Iterator[None]:
    """Read the user's files *own* after ours, for as long as the block lasts.

    Raises:
        RuleError: a file is no TOML, or holds a family that there is not.
    """
    before = tuple(_own)
    use(own)
    try:
        yield
    finally:
        use(before)


def use(own: Sequence[RuleFile]) -> None:
    """Read the user's files *own* after ours from here on.

    Raises:
        RuleError: a file is no TOML, or holds a family that there is not.
    """
    if tuple(own) == tuple(_own):
        return
    for file in own:
        _refuse_strangers(file)
    _own[:] = own
    for forget in _forgetting:
        forget()


def own_rules() -> tuple[RuleFile, ...]:
    """Return the user's files that are in use."""
    return tuple(_own)


def kept(size: int | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Remember what a function makes of the rules, the last *size* answers of it, until other rules are used."""

    def remember(function: Callable[P, T]) -> Callable[P, T]:
        remembering = lru_cache(size)(function)
        _forgetting.append(remembering.cache_clear)
        return cast("Callable[P, T]", remembering)

    return remember


def rules_in(file: str, family: str, shape: type[T], *, own_first: bool = False) -> tuple[T, ...]:
    """Read the blocks of a *family* as values of *shape*: those of our *file*, then those of the user's.

    With *own_first* the user's come first, for families where the first of equals wins.

    Raises:
        RuleError: a block does not have the shape.
    """
    ours = read_family(shipped(file), family, shape, file)
    own = tuple(rule for _address, rule in own_in(file, family, shape))
    return own + ours if own_first else ours + own


def own_in(file: str, family: str, shape: type[T]) -> tuple[tuple[str, T], ...]:
    """Read the user's blocks of a *family* that join those of our *file*, each with the place where it stands.

    Raises:
        RuleError: a block does not have the shape.
    """
    return tuple(
        block
        for own in _own
        if family in _document(own.text, own.name) and _home(own, family) == file
        for block in _blocks(own.text, family, shape, own.name)
    )


@cache
def shipped(name: str) -> str:
    """Return the text of one of the package's own rule files, such as "dues.toml"."""
    return (files(__package__) / name).read_text(encoding="utf-8")


def read_family(text: str, family: str, shape: type[T], source: str) -> tuple[T, ...]:
    """Read all `[[family]]` blocks of a TOML *text* as values of the dataclass *shape*.

    Keys without a default are compulsory, unknown keys are refused, lists become tuples, tables become the
    dataclass that the field names. *source* is the file's name, for the message. A field *address*, which no file
    holds, is filled with the place of the block.

    Raises:
        RuleError: the text is no TOML, or a block does not have the shape.
    """
    return tuple(rule for _address, rule in _blocks(text, family, shape, source))


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


def _blocks(text: str, family: str, shape: type[T], source: str) -> Iterator[tuple[str, T]]:
    for number, block in enumerate(_document(text, source).get(family, []), 1):
        address = f"{source}: [[{family}]] no. {number}"
        yield address, _build(block, shape, address)


def _home(own: RuleFile, family: str) -> str | None:
    """Return the file of ours that a family of a user's file joins, None where there is no such family."""
    named = PurePath(own.name).name
    asked = (named, *FILES) if named in FILES else FILES
    return next((file for file in asked if family in _document(shipped(file), file)), None)


def _refuse_strangers(own: RuleFile) -> None:
    for family, blocks in _document(own.text, own.name).items():
        if _home(own, family) is None:
            known = sorted({name for file in FILES for name in _document(shipped(file), file)})
            raise RuleError(
                _("{source}: there is no family [[{family}]]; there are {known}.").format(
                    source=own.name, family=family, known=", ".join(known)
                )
            )
        if not isinstance(blocks, list):
            raise RuleError(
                _("{source}: write [[{family}]] with double brackets above each block.").format(
                    source=own.name, family=family
                )
            )


@cache
def _document(text: str, source: str) -> dict[str, Any]:
    # Kept, for a file holds many families; nobody changes what it returns.
    try:
        return parse_toml(text)
    except NoTomlError as error:
        raise RuleError(_("{source} is no TOML: {error}.").format(source=source, error=error)) from error


@cache
def _hints(shape: type[Any]) -> dict[str, Any]:
    return get_type_hints(shape)


def _build(block: Any, shape: type[T], address: str) -> T:
    if not isinstance(block, dict):
        raise RuleError(_("{address} must be a table.").format(address=address))
    fields = {f.name: f for f in dataclasses.fields(shape)}  # type: ignore[arg-type]  # T is a dataclass by contract
    for key in sorted(block.keys() - (fields.keys() - {_ADDRESS})):
        raise RuleError(_("{address} has unknown key “{key}”.").format(address=address, key=key))
    hints = _hints(shape)  # type: ignore[arg-type]  # every class can be hashed
    values = {}
    for name, field in fields.items():
        if name == _ADDRESS:
            values[name] = address
        elif name in block:
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
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        if value not in tuple(hint):
            raise RuleError(
                _("{address}: “{value}” is none of {choices}.").format(
                    address=address, value=value, choices=", ".join(hint)
                )
            )
        return hint(value)
    if isinstance(value, str) and not value.strip():
        raise RuleError(_("{address} is empty; write a word.").format(address=address))
    choices = [option for option in get_args(hint) or (hint,) if isinstance(option, type)]
    if choices and not any(isinstance(value, option) for option in choices):
        raise RuleError(_("{address} has a value of the wrong type.").format(address=address))
    return value
