"""Which settings there are, by the dotted keys that they have in the file and on the command line."""

from dataclasses import dataclass
from enum import Enum, auto

VIEWS = "views"
DEFAULTS = "defaults"


class Sort(Enum):
    """What a setting's value is."""

    TEXT = auto()
    LANGUAGE = auto()
    PATH = auto()
    MONTH = auto()
    STEPS = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class Key:
    """A setting: its dotted *name*, and the *option* and the *variable* that come before the file, "" for none.

    One of the *option*s of the program itself stands in *own*.
    """

    name: str
    sort: Sort = Sort.TEXT
    option: str = ""
    variable: str = ""
    own: bool = False

    @property
    def table(self) -> str:
        """The table of the file that it stands in, "" for none."""
        return self.name.rpartition(".")[0]


KEYS = (
    Key("government", option="report --government", variable="BIMATRACK_GOVERNMENT"),
    Key("place"),
    Key("language", Sort.LANGUAGE, "--lang", "BIMATRACK_LANG", own=True),
    Key("author", variable="BIMATRACK_AUTHOR"),
    Key("db", Sort.PATH, "--db", "BIMATRACK_DB", own=True),
    Key("registry", Sort.PATH, "--registry", "BIMATRACK_REGISTRY", own=True),
    Key("rules", Sort.PATH, "--rules", "BIMATRACK_RULES", own=True),
    Key("quarter.first_month", Sort.MONTH),
    Key("scale.steps", Sort.STEPS),
    Key("scale.lowest"),
    Key("signatures.prepared_by.office"),
    Key("signatures.prepared_by.name"),
    Key("signatures.prepared_by.number"),
    Key("signatures.evaluated_by.office"),
    Key("signatures.evaluated_by.name"),
    Key("signatures.evaluated_by.number"),
)
# Tables of the file whose keys are names that people choose: views, and commands.
FREE = (VIEWS, DEFAULTS)
TABLES = ("quarter", "scale", "signatures", "signatures.prepared_by", "signatures.evaluated_by", *FREE)


def known_key(name: str) -> Key | None:
    """Return the setting of that dotted *name*, None where there is none."""
    table, _dot, rest = name.partition(".")
    if table in FREE and rest and "." not in rest:
        return Key(name, Sort.WORDS)
    return next((key for key in KEYS if key.name == name), None)
