"""Words that people see on the screen, in either language, and type again as the value of an option."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from bimatrack.errors import UsageError
from bimatrack.i18n import _
from bimatrack.model import Kind, Priority, Status

Value = TypeVar("Value", bound=StrEnum)

_VALUES: dict[type[StrEnum], dict[str, str]] = {
    Status: {
        "belum": "open",
        "belum ditindaklanjuti": "open",
        "belum dimulai": "open",
        "belum mulai": "open",
        "terbuka": "open",
        "not started": "open",
        "proses": "in_progress",
        "dalam proses": "in_progress",
        "berjalan": "in_progress",
        "selesai": "done",
        "tidak dapat ditindaklanjuti": "dropped",
        "tidak dapat": "dropped",
        "dihentikan": "dropped",
        "cannot be done": "dropped",
        "dibuang": "discarded",
    },
    Kind: {
        "prioritas": "priority",
        "proyek": "project",
        "instruksi": "instruction",
        "arahan": "instruction",
        "komitmen": "commitment",
        "imbauan": "appeal",
        "himbauan": "appeal",
    },
    Priority: {
        "tinggi": "high",
        "biasa": "normal",
        "normal": "normal",
        "sedang": "normal",
        "rendah": "low",
    },
}
_LATE = ("terlambat", "lewat", "lewat tenggat", "overdue", "late")
# Each word leads to names of fields, orders or groups; the first that there is is meant.
_FIELDS = {
    "alasan mendesak": ("urgency_parts",),
    "arahan": ("text", "id"),
    "batas waktu": ("due", "quarter"),
    "bukti": ("evidence",),
    "bukti dukung": ("evidence",),
    "deadline": ("due",),
    "dinas": ("units", "unit"),
    "hari": ("days_left",),
    "jenis": ("kind",),
    "kemajuan": ("progress",),
    "kendala": ("obstacle",),
    "keyakinan": ("confidence",),
    "kutipan": ("quote",),
    "mendesak": ("pressing", "urgency"),
    "nomor": ("id",),
    "opd": ("units", "unit"),
    "owner": ("owners",),
    "pembicara": ("speaker",),
    "pemberi arahan": ("speaker",),
    "penanggung jawab": ("units", "unit"),
    "perangkat daerah": ("units", "unit"),
    "porsi": ("shares",),
    "prioritas": ("priority",),
    "progres": ("progress",),
    "release id": ("release",),
    "rilis": ("release",),
    "sebutan": ("owners", "owner"),
    "sisa waktu": ("days_left",),
    "status": ("status",),
    "tag": ("tags",),
    "tanda": ("tags", "tag"),
    "tautan": ("links",),
    "teks": ("text",),
    "tenggat": ("due",),
    "terlambat": ("overdue",),
    "triwulan": ("quarter", "due"),
    "tw": ("quarter", "due"),
    "unit": ("units",),
    "unit kerja": ("units", "unit"),
    "urgensi": ("urgency", "pressing"),
}


def value_of(option: str, word: str, family: type[Value]) -> Value:
    """Return the value of a closed list that *word* stands for: its name, or what it is called on the screen.

    Raises:
        UsageError: it is none.
    """
    plain, meanings = _plain(word), _VALUES.get(family, {})
    name = plain.replace(" ", "_")
    if name in family.__members__.values():
        return family(name)
    if plain in meanings:
        return family(meanings[plain])
    if family is Status and plain in _LATE:
        raise UsageError(
            _("{option}: “{word}” is no status, since what is late is still open; use --overdue.").format(
                option=option, word=word
            )
        )
    from bimatrack.cli.nearness import none_of

    raise none_of(option, word, [value.value for value in family], meanings)


def field_of(option: str, word: str, names: Iterable[str]) -> str:
    """Return which of *names*, of fields or orders, *word* stands for.

    Raises:
        UsageError: it is none.
    """
    listed = tuple(names)
    plain = _plain(word)
    name = plain.replace(" ", "_")
    if name in listed:
        return name
    found = next((one for one in _FIELDS.get(plain, ()) if one in listed), None)
    if found is not None:
        return found
    from bimatrack.cli.nearness import none_of

    meanings = {form: one for form, meant in _FIELDS.items() for one in meant[:1] if one in listed}
    raise none_of(option, word, listed, meanings)


def valued(option: str, family: type[Value]) -> Callable[[str], Value]:
    """Return what reads the value of an *option* that takes one of *family*, as `value_of` does."""
    return lambda word: word if isinstance(word, family) else value_of(option, word, family)


def keyed(option: str, family: type[Value]) -> Callable[[str], Value]:
    """Return what reads the value of an *option* that takes a field of *family*, as `field_of` does."""
    return lambda word: word if isinstance(word, family) else family(field_of(option, word, list(family)))


def _plain(word: str) -> str:
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())
