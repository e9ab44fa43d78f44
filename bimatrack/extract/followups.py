"""Sentences and clauses that ask nothing new, but say when what was asked before them is due."""

import re

from bimatrack.extract.ask import Ask
from bimatrack.extract.grammar import actor_at, is_mark
from bimatrack.extract.sentences import Sentence
from bimatrack.rules.language import language

_LONGEST = 28  # words of a sentence that only sets a day
_WITHIN = 12  # words behind the noun in which its end is spoken of
_SHORTEST = 5  # letters
_PREFIX = re.compile(r"memper|diper|peny|peng|meny|meng|pem|pen|mem|men|per|ber|ter|pe|me|di")
_ROOT = 3  # letters of a root that are compared
_OPENERS = frozenset(
    ["dan", "juga", "adapun", "sedangkan", "sementara", "proses", "hasil", "seluruh", "semua", "laporan", "untuk"]
)
_WORK = frozenset(["pekerjaan", "pengerjaan", "pelaksanaan", "penyelesaian", "kegiatan", "tugas", "pekerjaannya"])
_ENDS = frozenset(
    (
        *("selesai", "rampung", "tuntas", "klir", "beres", "kelar", "diselesaikan", "dituntaskan", "dirampungkan"),
        *("kunci", "dikunci", "tutup", "ditutup", "tunggu", "ditunggu", "ditunggunya", "terima", "diterima", "masuk"),
        *("dilakukan", "dilaksanakan", "dimulai", "mulai", "berlangsung", "berakhir", "baca", "lihat", "dikumpulkan"),
        *("target", "ditarget", "ditargetkan", "paling", "selambat-lambatnya", "maksimal", "tenggat", "batas"),
    )
)
_DONE = (("selesai",), ("rampung",), ("tuntas",), ("diselesaikan",), ("dituntaskan",), ("paling",), ("maksimal",))
_THAT = frozenset(["itu", "ini", "tersebut", "hal", "semua", "kedua", "hasil"])


def takes_up(line: Sentence, asks: tuple[Ask, ...], asked: str) -> bool:
    """Whether a sentence only says when *asked* is to be done: "Perbaikan harus tuntas sebelum 20 Januari"."""
    words = line.words
    at = 0
    while at < min(3, len(words) - 1) and (words[at] in _OPENERS or is_mark(words[at])):
        at += 1
    if len(words) > _LONGEST or at >= len(words) or actor_at(line, at) or any(a.owners for a in asks) or len(asks) > 1:
        return False
    noun = words[at].removesuffix("nya")
    behind = words[at + 1 : at + _WITHIN]
    named = (noun.endswith("an") or noun != words[at]) and len(noun) >= _SHORTEST and _names(noun, asked)
    if (named or noun in _WORK) and not _ENDS.isdisjoint(behind):
        return True
    return not asks and noun.startswith("pe") and noun.endswith("an") and behind[:1] in _DONE


def _names(noun: str, asked: str) -> bool:
    """Whether a noun is made of the root of a word asked: "perbaikan" and "memperbaiki", "isian" and "mengisi"."""
    root = _root(noun)
    for word in re.findall(r"[^\W\d_]{4,}", asked.lower()):
        other = _root(word)
        # Some first letters melt into the prefix: "menyiapkan", "persiapan".
        if root[:_ROOT] == other[:_ROOT] or other[:_ROOT] == root[1 : _ROOT + 1]:
            return True
    return False


def _root(word: str) -> str:
    prefix = _PREFIX.match(word)
    return word[prefix.end() :] if prefix and len(word) - prefix.end() >= _ROOT else word


def says_more(line: Sentence, index: int) -> bool:
    """Whether the wording at *index* belongs to what was just asked: "yang harus …", "agar tuntas …", "itu mesti …"."""
    words = line.words
    ends = words[index] in ("agar", "supaya") and not _ENDS.isdisjoint(words[index + 1 : index + 3])
    return ends or words[index - 1] == "yang" or _stands_for(line, index)


def _stands_for(line: Sentence, index: int) -> bool:
    """Whether the subject before the word at *index* is what was just asked: "…, dan itu harus sudah masuk"."""
    first = index
    while first > 0 and not is_mark(line.words[first - 1]) and line.words[first - 1] not in language().classes.join:
        first -= 1
    subject = line.words[first:index]
    if not subject:
        return False
    return all(w in _THAT for w in subject) or (len(subject) <= 2 and subject[-1].endswith("nya"))  # noqa: PLR2004 - "hasil kerjanya"
