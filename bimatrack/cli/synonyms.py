"""Other words, most of them Indonesian, for commands and options: what is meant where there is none of that name."""

from collections.abc import Collection

# Each word, without hyphens before it, leads to names of which the first that there is is meant.
_COMMANDS = {
    "agenda": ("agenda",),
    "alih": ("assign",),
    "bagi": ("split",),
    "bantuan": ("--help",),
    "batal": ("undo",),
    "batalkan": ("undo",),
    "batas": ("due",),
    "bukti": ("evidence",),
    "buka": ("reopen",),
    "cari": ("list",),
    "catatan": ("note",),
    "catat": ("note",),
    "daftar": ("list",),
    "delete": ("drop",),
    "ekspor": ("export",),
    "help": ("--help",),
    "hapus": ("drop",),
    "impor": ("import",),
    "jadwal": ("agenda",),
    "kalender": ("calendar",),
    "kendala": ("obstacle",),
    "kemajuan": ("progress",),
    "laporan": ("report",),
    "lapor": ("report",),
    "lihat": ("show",),
    "ls": ("list",),
    "mulai": ("start",),
    "opd": ("units",),
    "papan": ("board",),
    "pecah": ("split",),
    "pengaturan": ("config",),
    "pengingat": ("remind",),
    "periksa": ("review",),
    "prioritas": ("priority",),
    "progres": ("progress",),
    "remove": ("drop",),
    "pulihkan": ("restore",),
    "rilis": ("releases",),
    "ringkasan": ("summary",),
    "riwayat": ("log",),
    "history": ("log",),
    "search": ("list",),
    "selesai": ("done",),
    "tambah": ("add",),
    "tampilkan": ("show",),
    "tanda": ("tag",),
    "tautan": ("link",),
    "tautkan": ("link",),
    "tenggat": ("due",),
    "tugaskan": ("assign",),
    "ubah": ("edit",),
    "ulangi": ("redo",),
    "unit": ("units",),
}
_OPTIONS = {
    "alasan": ("reason",),
    "arsip": ("all",),
    "batas": ("limit",),
    "bukti": ("evidence",),
    "cari": ("search",),
    "catatan": ("note",),
    "dari": ("from", "since"),
    "dinas": ("unit", "owner"),
    "excel": ("format", "output"),
    "jenis": ("kind",),
    "kecuali": ("except",),
    "kelompok": ("group-by",),
    "kendala": ("obstacle", "blocked"),
    "kolom": ("columns",),
    "opd": ("unit", "owner"),
    "pembicara": ("speaker",),
    "penanggung-jawab": ("owner", "unit"),
    "prioritas": ("priority",),
    "rilis": ("release",),
    "sampai": ("to", "due-before"),
    "semua": ("all", "all-kinds"),
    "status": ("status",),
    "tanda": ("tag",),
    "tanggal": ("on", "date", "from"),
    "tenggat": ("due", "due-before"),
    "terlambat": ("overdue",),
    "triwulan": ("quarter",),
    "urut": ("sort",),
    "urutkan": ("sort",),
    "ya": ("yes",),
}


def command_meant(word: str, commands: Collection[str]) -> str | None:
    """Return what another *word* for one of *commands* means, None where it is no such word."""
    return _first(_COMMANDS.get(word.casefold(), ()), (*commands, "--help"))


def option_meant(word: str, options: Collection[str]) -> str | None:
    """Return what another *word* for one of *options* ("--unit") means, None where it is no such word."""
    name = word.lstrip("-").replace("_", "-").casefold()
    return _first([f"--{one}" for one in _OPTIONS.get(name, ())], options)


def _first(names: Collection[str], there: Collection[str]) -> str | None:
    return next((name for name in names if name in there), None)
