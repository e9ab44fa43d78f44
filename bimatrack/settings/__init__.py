"""What a user or an office sets once: one TOML file in the platform's folder for settings.

Each start of the program reads it; what only `config` and `init` need is loaded when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from bimatrack.settings.checking import place_named, step_texts, words_of
from bimatrack.settings.keys import KEYS, Key, Sort
from bimatrack.settings.places import data_folder, settings_file, settings_folder, system_user
from bimatrack.settings.reading import read_settings
from bimatrack.settings.values import Said, Settings

if TYPE_CHECKING:
    from bimatrack.settings.meanings import meaning
    from bimatrack.settings.standing import Source, Standing, standings

__all__ = [
    "KEYS",
    "Key",
    "Said",
    "Settings",
    "Sort",
    "Source",
    "Standing",
    "data_folder",
    "meaning",
    "place_named",
    "read_settings",
    "settings_file",
    "settings_folder",
    "standings",
    "step_texts",
    "system_user",
    "words_of",
]

_ROOMS = {"Source": "standing", "Standing": "standing", "meaning": "meanings", "standings": "standing"}


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
