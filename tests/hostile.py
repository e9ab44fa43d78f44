"""Texts that are hard on a reader, of any length: for the benchmark, and for the promise that time grows linearly."""

from collections.abc import Callable

HEAD = "Notulen Rapat Koordinasi\n\nBima, 5 Januari 2026. "


def _repeated(piece: str) -> Callable[[int], str]:
    def text(length: int) -> str:
        return HEAD + (piece * (length // len(piece) + 1))[:length]

    return text


def _nested(opening: str, closing: str, inside: str) -> Callable[[int], str]:
    def text(length: int) -> str:
        depth = length // (len(opening) + len(closing) + len(inside))
        return HEAD + (opening + inside) * depth + closing * depth

    return text


def _long_item(piece: str) -> Callable[[int], str]:
    def text(length: int) -> str:
        return f"{HEAD}\n\nKesimpulan:\n1. " + piece * (length // len(piece)) + "(Camat, besok)"

    return text


def _dated_all(length: int) -> str:
    item, told = "\n1. Camat mendata warga terdampak", "\n\nSemuanya selesai paling lambat 31 Maret 2026."
    count = length // (len(item) + len(told))
    return f"{HEAD}\n\nArahan Bupati:" + item * count + told * count


# Each makes a text of about so many characters.
HOSTILE: dict[str, Callable[[int], str]] = {
    "only commas": _repeated(","),
    "words and commas": _repeated("drainase, "),
    "nested quotes": _nested("“", "”", "Camat diminta "),
    "open brackets": _repeated("Camat (Raba "),
    "open quotes": _repeated('"Camat diminta mendata, '),
    "no full stop": _repeated("jalan dan drainase kota yang rusak "),
    "one endless ask": _repeated("meminta Camat agar mendata warga dan "),
    "asks": _repeated("Wali Kota meminta Camat Raba mendata warga paling lambat 31 Maret 2026. "),
    "offices": _repeated("Dinas PUPR, Kepala Dinas Kesehatan dan Camat Raba serta "),
    "deadlines": _repeated("paling lambat tanggal 20 bulan depan sebelum "),
    "dates": _repeated("5 Januari 2026, "),
    "numbers": _repeated("1234567890 "),
    "one number": _repeated("1"),
    "one word": _repeated("a"),
    "capitals": _repeated("PUPR BPKAD "),
    "list items": _repeated("\n- Dinas PUPR menata drainase pasar"),
    "numbered items": _repeated("\n1. Camat mendata warga terdampak"),
    "fields": _repeated("\nPIC : Dishub\nTarget : akhir bulan"),
    "table rows": _repeated("\n| 1 | menata pasar | DLH | 31 Maret |"),
    "line ends": _repeated("\n"),
    "spaces": _repeated(" "),
    "dashes": _repeated("- "),
    "orders of one item": _long_item("mendata warga, "),
    "orders and semicolons": _long_item("mendata warga; "),
    "all of them dated": _dated_all,
    "events": _repeated("Rakor digelar di Aula Setda, Senin (5/1/2026), "),
}
