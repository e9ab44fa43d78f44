"""Which of the days that a passage names are limits of its asks at all."""

import re
from datetime import date

from bimatrack.altering import replace
from bimatrack.extract.deadlines import Deadline, read_deadline
from bimatrack.model import Due, Quote, Span

_WAITS = re.compile(
    r"(?i)(?<!ruang )(?<!daftar )(?<!saya )(?<!kami )(?<!kita )(?:menunggu|tunggu|nunggu|ditunda)\s+(?:sampai\s+)?$"
)
_BOUND = re.compile(r"(?i)sebelum|paling|selambat|sampai|hingga|mulai|sejak|setelah")
_HOUR = r"(?:pukul|jam|pkl\.?|pk\.?)?\s*\d[\d.:]*(?:\s*wi(?:b|ta|t)|\s*(?:subuh|pagi|siang|sore|malam))?"
_CLOCK = re.compile(
    r"(?i)(?:(?:sebelum|paling lambat|mulai|sampai|hingga|dari|sejak|setelah)\s+)?(?=pukul|jam|pkl|pk\b|pk\.)"
    rf"{_HOUR}(?:\s*(?:sampai|hingga|s\.?/?d\.?|-|–)(?:\s+dengan)?\s*{_HOUR})?"
)
# The day of a thing that is only spoken of: "untuk festival yang digelar 14 Februari", "Pilkades akan digelar …".
_HELD = re.compile(
    r"(?i)\b(?:yang|akan|bakal|rencananya)\s+(?:(?:akan|juga|rencananya|telah|sudah)\s+)*"
    r"(?:digelar|dilaksanakan|diselenggarakan|diadakan|dihelat|dilangsungkan|berlangsung|diperingati|jatuh|dijadwalkan"
    r"|dimulai|diresmikan|dibuka)(?:\s+(?!dan\b|agar\b|untuk\b)[^\s.,;:]+){0,5}?\s*$"
)
# What is said at a meeting is not due on its day: "Dalam rakor pertama di bulan Januari 2026 ini, ada tujuh poin …".
_MEETING = re.compile(
    r"(?i)\W*(?:dalam|pada|di|saat|ketika|melalui|lewat|usai)\s[^,;.]*\b(?:rapat|rakor\w*|rakernas|apel|upacara|acara"
    r"|kegiatan|pertemuan|kesempatan|musrenbang\w*|sidang|kunjungan|forum|sosialisasi|pembukaan|penutupan)\b"
)
_BEFORE = 90  # characters before a day in which such a clause stands
_REASON = re.compile(r"(?i)\b(?:karena|sebab|lantaran|mengingat|dikarenakan|pasalnya)\b[^.;]*$")
_PERIOD = re.compile(r"(?i)(?:tahun|hari|bulan|minggu|pekan|triwulan|semester) (?:ini|berjalan)")
_NOUN_BEFORE = re.compile(r"[^\W\d_]{3,}\s+$")
_NO_NOUN = re.compile(
    r"(?i)(?:\b(?:itu|ini|tersebut|pada|di|dalam|untuk|mulai|agar|supaya|dan|harus|bahwa|segera|sudah|juga)|nya)\s+$"
)
_SAID_OF = re.compile(
    r"(?i)\s+(?:(?:harus|hendaknya|wajib|perlu|agar|supaya|mesti|tidak)\b|(?:di|me[mnlrwy]|ber)[a-z]{3,})"
)
_ENDING = re.compile(
    r"(?i)(?:\s+[^\W\d_]+){0,3}?\s+(?:selesai|rampung|tuntas|diselesaikan|dituntaskan|dirampungkan|klir)\b"
)
# What one faces or greets sets no limit: "menghadapi akhir tahun", "menyambut Ramadan".
_FACING = re.compile(
    r"(?i)\b(?:menghadapi|menyambut|memasuki|mengantisipasi|memperingati|merayakan|peringatan|perayaan)"
    r"\s+(?:\w+\s+){0,2}?$"
)
_RECENT = re.compile(r"(?i)(?:\s+[^\W\d_]+)?\s+(?:terakhir|belakangan|sebelumnya)\b")
_NAME = re.compile(r"Bes[ou]k|Lusa|Esok")


def joined(found: tuple[Deadline, ...], text: str, day: date) -> tuple[Deadline, ...]:
    """Read "sebelum hari pertama puasa tanggal 1 Maret" as one: the day before the date that explains the event."""
    kept: list[Deadline] = []
    for deadline in found:
        before = kept[-1] if kept else None
        if (
            before is not None
            and deadline.due.day is not None
            and re.match(r"(?i)(?:sebelum|sblm)\b", before.due.quote.text)
            and not re.search(r"\d", before.due.quote.text)
            and not _BOUND.match(deadline.due.quote.text)
            and re.fullmatch(r"[^.;:\d]{0,40}", text[before.whole.end : deadline.whole.start])
        ):
            quote = Quote.of(text, before.due.quote.span.start, deadline.due.quote.span.end)
            whole = Span(before.whole.start, deadline.whole.end)
            reading = read_deadline(f"sebelum {deadline.due.quote.text}", day)
            kept[-1] = replace(before, due=Due(reading.due, quote, reading.reason), whole=whole)
        else:
            kept.append(deadline)
    return tuple(kept)


def real(found: tuple[Deadline, ...], text: str, day: date) -> list[Deadline]:
    """Leave out bare times of day, days that nobody is to wait for, and what only looks like a day."""
    return [d for d in joined(found, text, day) if not _is_no_limit(d, text)]


def _is_no_limit(deadline: Deadline, text: str) -> bool:
    words, whole = deadline.due.quote.text, deadline.whole
    before = text[max(0, whole.start - 40) : whole.start]
    if _CLOCK.fullmatch(words) or _WAITS.search(before) or _FACING.search(before) or _RECENT.match(text, whole.end):
        return True
    if _NAME.fullmatch(words) and _NOUN_BEFORE.search(before):
        return True
    return not deadline.bounded and bool(_PERIOD.fullmatch(words)) and _is_said_of(whole, before, text)


def _is_said_of(whole: Span, before: str, text: str) -> bool:
    """Whether a period only tells which thing is meant: "masukan hari ini dicatat", "desa yang tahun ini mendapat"."""
    if not _SAID_OF.match(text, whole.end) or _ENDING.match(text, whole.end):
        return False
    return bool(_NOUN_BEFORE.search(before)) and not _NO_NOUN.search(before)


def is_of_event(deadline: Deadline, text: str) -> bool:
    """Whether a day is that of an event that its clause only mentions."""
    start = deadline.due.quote.span.start
    return not deadline.bounded and bool(_HELD.search(text[max(0, start - _BEFORE) : start]))


def is_of_meeting(deadline: Deadline, text: str, start: int) -> bool:
    """Whether a day belongs to the meeting that the sentence beginning at *start* names first."""
    return not deadline.bounded and bool(_MEETING.match(text, start, deadline.whole.start))


def is_of_reason(deadline: Deadline, text: str, start: int) -> bool:
    """Whether a day stands in the reason given behind an ask that begins at *start*."""
    return not deadline.bounded and bool(_REASON.search(text, start, deadline.whole.start))
