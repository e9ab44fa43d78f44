"""How each setting stands: its value, and which of option, environment, file and program it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bimatrack.letterhead import Scale
from bimatrack.server import place_of
from bimatrack.settings.checking import STEP_SIGN, unknown
from bimatrack.settings.keys import FREE, FREE_KEYS, KEYS, Key, known_key
from bimatrack.settings.values import GOVERNMENT, Said, Settings


class Source(StrEnum):
    """Where a value comes from; the first of these that gives one wins."""

    OPTION = "option"
    ENVIRONMENT = "environment"
    FILE = "file"
    BUILT_IN = "built-in"


@dataclass(frozen=True, slots=True)
class Standing:
    """A setting with the *text* of the value that holds ("" for none), its *source*, and what is *built_in*."""

    key: Key
    text: str
    source: Source
    built_in: str


def standings(
    settings: Settings, *, typed: Sequence[Said], environ: Mapping[str, str], system: Sequence[Said]
) -> tuple[Standing, ...]:
    """Return how all settings stand, then the views and the options of commands that the file holds.

    Args:
        settings: what the file says.
        typed: what was given as an option of this run.
        environ: the environment.
        system: the values that hold where nobody says anything and that only the system knows.
    """
    own = [known_key(one.key) for one in settings.said if one.key.startswith(("views.", "defaults."))]
    built_in = {**_built_in(), **{one.key: one.text for one in system}}
    options = {one.key: one.text for one in typed}
    return tuple(
        _standing(key, settings, options, environ, built_in.get(key.name, ""))
        for key in (*KEYS, *(key for key in own if key is not None))
    )


def below(found: Sequence[Standing], name: str) -> tuple[Standing, ...]:
    """Return the one of that dotted *name*, or all in the table of the file that is called so.

    Raises:
        UsageError: there is neither.
    """
    chosen = tuple(one for one in found if f"{one.key.name}.".startswith(f"{name}."))
    if not chosen and name in FREE:
        return tuple(Standing(key, "", Source.BUILT_IN, "") for key in FREE_KEYS if key.table == name)
    if not chosen:
        raise unknown(name)
    return chosen


def _standing(
    key: Key, settings: Settings, options: Mapping[str, str], environ: Mapping[str, str], built_in: str
) -> Standing:
    said = settings.text(key.name)
    if key.name in options:
        return Standing(key, options[key.name], Source.OPTION, built_in)
    if key.variable and environ.get(key.variable):
        text = environ[key.variable]
        told = str(place_of(text)) if key.name == "db" else text  # without its password
        return Standing(key, told, Source.ENVIRONMENT, built_in)
    if said is not None and (said or not key.falls_back):
        return Standing(key, said, Source.FILE, built_in)
    return Standing(key, built_in, Source.BUILT_IN, built_in)


def _built_in() -> dict[str, str]:
    scale = Scale()
    return {
        "government": GOVERNMENT,
        "quarter.first_month": "1",
        "scale.steps": STEP_SIGN.join(f"{limit:g} {label}" for limit, label in scale.steps),
        "scale.lowest": scale.lowest,
    }
