"""Which settings there are, by the dotted keys that they have in the file and on the command line."""

from enum import Enum, auto

from msgspec import Struct

NO_BACKUPS = "off"
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


class Key(Struct, frozen=True):
    """A setting: its dotted *name*, an *example* of its value, and what comes before the file, "" for none.

    That is an *option*, of the program itself or of the commands that print the government, and a *variable* of the
    environment.
    """

    name: str
    example: str
    sort: Sort = Sort.TEXT
    option: str = ""
    variable: str = ""

    @property
    def table(self) -> str:
        """The table of the file that it stands in, "" for none."""
        return self.name.rpartition(".")[0]

    @property
    def own(self) -> bool:
        """Whether its option is one of the program itself."""
        return self.option not in ("", "--government")

    @property
    def falls_back(self) -> bool:
        """Whether a blank value means that the system decides."""
        return self.sort in (Sort.LANGUAGE, Sort.PATH) or self.name == "author"


KEYS = (
    Key("government", "Pemerintah Kota Bima", option="--government", variable="BIMATRACK_GOVERNMENT"),
    Key("place", "Kota Bima"),
    Key("logo", "~/bersama/logo.svg", Sort.PATH),
    Key("language", "id", Sort.LANGUAGE, "--lang", "BIMATRACK_LANG"),
    Key("author", "Rahma", variable="BIMATRACK_AUTHOR"),
    Key("db", "~/bersama/bimatrack.json", Sort.PATH, "--db", "BIMATRACK_DB"),
    Key("backups", "~/cadangan", Sort.PATH),
    Key("registry", "~/bersama/units.toml", Sort.PATH, "--registry", "BIMATRACK_REGISTRY"),
    Key("rules", "~/bersama/aturan", Sort.PATH, "--rules", "BIMATRACK_RULES"),
    Key("quarter.first_month", "10", Sort.MONTH),
    Key("scale.steps", "91 Sangat Tinggi; 76 Tinggi; 66 Sedang; 51 Rendah", Sort.STEPS),
    Key("scale.lowest", "Sangat Rendah"),
    Key("signatures.prepared_by.office", "Kepala Bagian Prokopim"),
    Key("signatures.prepared_by.name", "Rahma, S.Sos."),
    Key("signatures.prepared_by.number", "198001012005012001"),
    Key("signatures.evaluated_by.office", "Sekretaris Daerah"),
    Key("signatures.evaluated_by.name", "Ahmad, M.Si."),
    Key("signatures.evaluated_by.number", "197001011995031001"),
)
# Tables of the file whose keys are names that people choose: views, and commands.
FREE = (VIEWS, DEFAULTS)
TABLES = ("quarter", "scale", "signatures", "signatures.prepared_by", "signatures.evaluated_by", *FREE)
_VIEW_EXAMPLE = "--owner PUPR --overdue"
_DEFAULT_EXAMPLE = "--limit 50"
# What is written of those in documents and explanations.
FREE_KEYS = (Key("views.NAME", _VIEW_EXAMPLE, Sort.WORDS), Key("defaults.COMMAND", _DEFAULT_EXAMPLE, Sort.WORDS))


def known_key(name: str) -> Key | None:
    """Return the setting of that dotted *name*, None where there is none."""
    table, _dot, rest = name.partition(".")
    if table in FREE and rest and "." not in rest:
        return Key(name, _VIEW_EXAMPLE if table == VIEWS else _DEFAULT_EXAMPLE, Sort.WORDS)
    return next((key for key in KEYS if key.name == name), None)
