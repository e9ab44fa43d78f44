"""What a heading, or a line before a list, says of that list: whether it orders, tells or counts, and whom it is for."""

import re
from enum import StrEnum

from bimatrack.extract.grammar import is_mark
from bimatrack.extract.owners import owners_in
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Quote
from bimatrack.rules.language import language

_ORDERS = re.compile(
    r"(?i)\b(?:keputusan|kesimpulan|tindak lanjut|rencana tindak|rencana aksi|rtl|arahan|penugasan|pembagian tugas|kesepakatan|rekomendasi|instruksi|disampaikan|butir|perintah|tugas|memutuskan|menetapkan|disepakati|isi edaran|ketentuan|hal-hal|hasil rapat|penekanan|penegasan|menginstruksikan|memerintahkan|menugaskan)\b"
)
_TALK = re.compile(
    r"(?i)\b(?:pembahasan|paparan|jalannya|diskusi|agenda|acara|pembukaan|pendahuluan|penutup|lain-lain|pengantar|laporan|peserta|catatan|dasar|latar|susunan|hadir|tembusan|maksud|tujuan|belakang)\b"
)
_INTRO = re.compile(
    r"(?i)(?:sebagai berikut|menginstruksikan|memerintahkan|menugaskan|diminta|meminta|kiranya saudara|arahan|instruksi|hal-hal|pembagian tugas|titip|penekanan|menekankan|agar|wajib|harus|harapkan|disepakati|memutuskan|menyepakati|tugas)[^.]{0,140}:\s*$"
)
_TELLS = re.compile(
    r"(?i)\b(?:perkembangan|kondisi|laporan|data|penjelasan|informasi|capaian|kronologi|rincian|pokok-pokok|pokok pikiran|gambaran|situasi|fakta|temuan|langkah-langkah)\b"
)
_POINTS = re.compile(r"(?i)^(?:berikut|adapun)\b|\b(?:sebagai berikut|berikut ini|di bawah ini|antara lain)\b")
_GROUNDS = re.compile(r"(?i)\b(?:dasar|mengingat|menimbang|memperhatikan|lampiran|tembusan|peserta|susunan)\W*:?\s*$|\bdata\b")
_LEADER = re.compile(
    r"(?i)\b(?:pimpinan|bupati|wabup|wali ?kota|wawali|wako|gubernur|wagub|sekda|sekretaris|ketua|asisten|camat|kepala|kadis|bapak|pak|ibu|bu|pj|plt|inspektur)\b"
)
_DIRECTS = re.compile(r"(?i)^\W*(?:arahan|instruksi|petunjuk|penekanan|penegasan|perintah|pesan|catatan|titipan|disposisi)\b")
_DIKTUM = re.compile(
    r"(?i)(?:diktum\s+)?(?:kesatu|pertama|kedua|ketiga|keempat|kelima|keenam|ketujuh|kedelapan|kesembilan|kesepuluh|kesebelas|kedua belas)\W*"
)
_CALLS = frozenset(
    [
        *("agar", "supaya", "untuk", "wajib", "harus", "segera", "diminta", "diharapkan", "diinstruksikan", "ditugaskan"),
        *("diperintahkan", "dimohon", "mohon", "bertugas", "berkewajiban", "melakukan", "melaksanakan", "hal", "hal-hal"),
        *("sebagai", "berikut", "antara", "lain", "dapat", "kiranya", "yaitu", "yakni", "beberapa", "menyiapkan", "diwajibkan"),
    ]
)
_TOWARDS = frozenset(["kepada", "khusus", "bagi", "untuk", "khususnya", "saudara"])


class Manner(StrEnum):
    """How the lines below an introduction are to be read."""

    ORDERS = "orders"
    POINTS = "points"
    NONE = "none"


def manner_of(content: str, *, letter: bool) -> Manner:
    """Tell from the line before a list how the list is to be read; a *letter* orders where it does not tell."""
    if _POINTS.search(content) and _TELLS.search(content):
        return Manner.POINTS
    if letter and not _GROUNDS.search(content):
        return Manner.ORDERS
    return Manner.ORDERS if _INTRO.search(content) else Manner.NONE


def points_follow(sentence: str) -> bool:
    """Whether a sentence without a colon still announces the numbered points below it."""
    return bool(re.match(r"(?i)\W*berikut\b", sentence) or re.search(r"(?i)\b(?:sebagai berikut|berikut ini|di bawah ini)\b", sentence))


def orders_under(heading: str) -> bool:
    """Whether the items below a heading are orders."""
    return heading.lower().strip(" :") in ("untuk", "agar") or bool(_ORDERS.search(heading) and not _TALK.search(heading))


def directs(heading: str) -> bool:
    """Whether a heading opens what a leader directs, or the next article of an instruction: then plain sentences are orders."""
    return bool(_DIKTUM.fullmatch(heading) or (_DIRECTS.match(heading) and _LEADER.search(heading)))


def called_in(line: Sentence) -> tuple[Quote, ...]:
    """Return those for whom a list is meant: "Khusus Kepala Dinas:", "Kepada para Camat agar:"."""
    last = len(line.words) - (line.words[-1] == ":")
    for start in (0, *(i + 1 for i in range(last) if line.words[i] in _TOWARDS)):
        named = owners_in(line, start, last)
        if named and all(w in _CALLS or is_mark(w) for w, (a, _b) in zip(line.words, line.spans, strict=True) if a >= named[-1].span.end):
            return tuple(q for q in named if q.text.lower() not in language().classes.pronoun)
    return ()
