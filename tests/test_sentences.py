"""Where sentences end, and what their words are."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import line_of

from bimatrack.extract.sentences import cut, direct_speech, in_stretches


def sentences_of(text: str) -> list[str]:
    """Return the sentences of *text*."""
    return [text[s.start : s.end] for s in cut(text, 0, len(text))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Bupati H. Ahmad, S.Sos., M.Si. memimpin rapat.",
        "Surat No. 12 tgl. 5 Januari diterima dll. oleh camat.",
        "Biayanya Rp1.000.000,- dan dimulai pukul 08.00 WITA.",
        "A.n. Gubernur, Plt. Sekda menandatangani surat.",
        "Drs. Umar bersama Ny. Siti hadir di Jl. Merdeka.",
    ],
)
def test_abbreviations_do_not_end_a_sentence(sentence: str) -> None:
    """Titles, numbers and times of day keep their full stops."""
    assert sentences_of(f"{sentence} Camat menyusul.") == [sentence, "Camat menyusul."]


def test_a_shout_ends_a_sentence_and_an_initial_does_not() -> None:
    """Whatever ends a sentence, only a full stop may belong to an abbreviation."""
    assert sentences_of("Awas! Camat menyusul. Apa itu? H. Umar hadir.") == [
        "Awas!",
        "Camat menyusul.",
        "Apa itu?",
        "H. Umar hadir.",
    ]


def test_a_quotation_may_hold_several_sentences() -> None:
    """Each sentence of direct speech stands alone, and all are known to be speech."""
    text = '"Data warga. Kirim besok," kata Bupati.'
    [speech] = direct_speech(text, 0, len(text))

    assert sentences_of(text) == ['"Data warga.', 'Kirim besok," kata Bupati.']
    assert text[speech.start : speech.end] == '"Data warga. Kirim besok,"'


def test_chat_spellings_are_written_out() -> None:
    """Spellings such as "yg", "hrs" and "jgn" are read as what they stand for; a name in capitals is left alone."""
    assert line_of("OPD yg blm input hrs tuntas, jgn tunggu PD lain").words[:6] == (
        "opd",
        "yang",
        "belum",
        "input",
        "harus",
        "tuntas",
    )
    assert "pd" in line_of("jgn tunggu PD lain").words


def test_orders_are_read_though_they_are_misspelt() -> None:
    """Frequent slips of the pen, and the number 2 for a plural, are written out."""
    words = line_of("Bupati mengintruksikan kades2 dan OPD").words

    assert words == ("bupati", "menginstruksikan", "kades", "dan", "opd")


def test_quotation_marks_of_all_sorts_are_one_mark() -> None:
    """Doubled apostrophes and the marks of other languages stand for the usual ones."""
    assert line_of("''a'' «b» „c”").words == ('"', "a", '"', '"', "b", '"', '"', "c", "”")


@given(st.text(max_size=300))
def test_sentences_are_apart_and_in_order(text: str) -> None:
    """Sentences never overlap and lose nothing but white space."""
    spans = list(cut(text, 0, len(text)))

    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())


def test_what_never_stops_is_cut() -> None:
    """A stretch of thousands of words without a full stop is read in pieces."""
    line = line_of("kata " * 1000)
    parts = list(in_stretches(line))

    assert len(parts) > 1
    assert sum(len(part.words) for part in parts) == len(line.words)
