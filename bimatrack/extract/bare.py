"""Which sentences without the wording of an ask are orders all the same, because of where they stand."""

from bimatrack.extract.grammar import actor_at, looks_passive, verb_at
from bimatrack.extract.sentences import Sentence
from bimatrack.rules.forms import labels
from bimatrack.rules.language import language

_NEXT = frozenset(["pertama-tama", "selanjutnya", "berikutnya", "kemudian", "khusus", "terakhir", "akhirnya", "lalu"])
_SETTLING = frozenset(
    [
        "kesepahaman",
        "kesepakatan",
        "kesimpulan",
        "disepakati",
        "diputuskan",
        "menyimpulkan",
        "menyepakati",
        "memutuskan",
    ]
)
_LONGEST_TOPIC = 6  # words of a line that only names a topic
_FEWEST = 3  # words of an order
_BACK = frozenset(["ini", "itu", "tersebut", "dimaksud", "itulah", "di-atas"])


def tells(line: Sentence) -> bool:
    """Whether a sentence tells how things are instead of ordering something."""
    words = line.words
    if (
        words[0] in labels().opening_tale
        or not labels().tale.isdisjoint(words)
        or len(words) < _FEWEST
        or words[-1:] == ("?",)
    ):
        return True
    return "ditetapkan" in words and not any(w[0].isdigit() for w in words)


def orders_by_passive(line: Sentence) -> bool:
    """Whether a sentence says of a thing what is to be done with it: "Hasil tagihan disetor ke bank"."""
    past = language().classes.past
    for index, word in enumerate(line.words):
        if word.startswith("di") and looks_passive(word) and verb_at(line, index):
            if "yang" in line.words[max(0, index - 2) : index]:
                continue
            return index > 0 and past.isdisjoint(line.words[: index + 1]) and not tells(line) and not actor_at(line, 0)
    return False


def delivers(line: Sentence) -> bool:
    """Whether a sentence wants something handed over: "Laporan pelaksanaan disampaikan kepada kami …"."""
    words = line.words
    if words[0] not in labels().deliverable or not _BACK.isdisjoint(words[:6]):
        return False
    return not labels().delivery.isdisjoint(words[1:10]) and labels().waiting.isdisjoint(words[1:10])


def announces_meeting(line: Sentence) -> bool:
    """Whether an item only says when people meet: "Rapat panitia Kamis 19/3 jam 9"."""
    passive = any(looks_passive(w) and verb_at(line, i) for i, w in enumerate(line.words))
    return line.words[0] in ("rapat", "briefing", "brifing", "pertemuan", "rakor") and not passive


def points_back(line: Sentence) -> bool:
    """Whether a sentence only says when what was ordered before it is due: "Jadwal dimaksud diterima hari Kamis"."""
    return not _BACK.isdisjoint(line.words[1:5]) and line.words[0] not in ("pada", "di", "dalam", "saat")


def points_back_to_all(line: Sentence) -> bool:
    """Whether a sentence sets one day for all that was ordered: "Kedua hal itu kami beri waktu sampai …"."""
    words = line.words
    if words[0] in labels().all:
        return not _BACK.isdisjoint(words[1:7]) or words[1:3] == ("di", "atas") or "atas" in words[1:7]
    return any(w in ("keduanya", "ketiganya", "keempatnya", "semuanya", "seluruhnya") for w in words[:3])


def names_topic(line: Sentence) -> bool:
    """Whether a counted line only says what the items below it are about: "Kesatu, mengenai pengerupukan"."""
    words = [w for w in line.words if w[0].isalnum()]
    return len(words) <= _LONGEST_TOPIC and not any(verb_at(line, i) for i in range(len(line.words)))


def settles(line: Sentence) -> bool:
    """Whether a sentence of minutes says that something was agreed, so that what follows it is to be done."""
    return not _SETTLING.isdisjoint(line.words)


def opens_next(line: Sentence) -> bool:
    """Whether a paragraph opens like the next thing of a list: "Selanjutnya, …", "Khusus Lurah Moya, …"."""
    return line.words[0] in _NEXT and "," in line.words[:12]
