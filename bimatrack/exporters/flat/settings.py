"""The settings as records and rows."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bimatrack.exporters.flat.cells import Json, Record, listed, text_of

if TYPE_CHECKING:
    from bimatrack.settings import Said, Standing

_COLUMNS = ("key", "value", "source", "built_in", "option", "variable", "meaning")


def setting_records(settings: "Sequence[Standing]") -> list[Record]:
    """Write how settings stand; *source* is option, environment, file or built-in, *value* null where there is none."""
    return [setting_record(one) for one in settings]


def setting_record(one: "Standing") -> Record:
    """Write how one setting stands."""
    from bimatrack.settings import meaning

    return {
        "key": one.key.name,
        "value": _typed(one, one.text),
        "source": one.source.value,
        "built_in": _typed(one, one.built_in),
        "option": one.key.option or None,
        "variable": one.key.variable or None,
        "meaning": meaning(one.key),
    }


def setting_rows(settings: "Sequence[Standing]") -> Iterator[Sequence[str]]:
    """Write the same as rows."""
    yield _COLUMNS
    for record in setting_records(settings):
        yield [text_of(record[name]) for name in _COLUMNS]


def said_records(said: "Sequence[Said]") -> list[Record]:
    """Write settings as a file says them."""
    return [{"key": one.key, "value": one.text} for one in said]


def said_rows(said: "Sequence[Said]") -> Iterator[Sequence[str]]:
    """Write the same as rows."""
    yield ("key", "value")
    for one in said:
        yield (one.key, one.text)


def _typed(one: "Standing", text: str) -> Json:
    from bimatrack.settings import Sort, step_texts

    if one.key.sort is Sort.STEPS:
        return listed(step_texts(text))
    return (int(text) if one.key.sort is Sort.MONTH else text) if text else None
