"""Whole releases: what is found in them, and what holds for any text at all."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import directives_of, release_of
from tagged import Tagged, read_tagged

from bimatrack.extract.pipeline import extract
from bimatrack.model import Kind

HERE = Path(__file__).parent
RELEASES = sorted((HERE / "releases").glob("*.txt"))
SENTENCES = read_tagged(HERE / "sentences.txt")

_WORDS = st.sampled_from(
    [
        "Bupati",
        "meminta",
        "Camat",
        "agar",
        "wajib",
        "harus",
        "mendata",
        "menata",
        "warga",
        "dan",
        "serta",
        ",",
        ".",
        ";",
        ":",
        '"',
        "“",
        "”",
        "(",
        ")",
        "jangan",
        "tolong",
        "Dinas",
        "PUPR",
        "yang",
        "untuk",
        "diminta",
        "oleh",
        "segera",
        "paling",
        "lambat",
        "besok",
        "31",
        "Januari",
        "pertama",
        "kedua",
        "KESATU",
        "-",
        "•",
        "|",
        "\n",
        "\n\n",
        "tujuh",
        "poin",
        "yakni",
        "prioritas",
        "rampung",
        "proyek",
        "seluruh",
    ]
)
_TEXTS = st.one_of(st.text(max_size=400), st.lists(_WORDS, max_size=80).map(" ".join))


@pytest.mark.parametrize("path", RELEASES, ids=lambda p: p.stem)
def test_a_release_yields_what_a_careful_reader_finds(path: Path) -> None:
    """Each release of the shelf yields exactly the directives that stand beside it."""
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    release = release_of(path.read_text(encoding="utf-8"), date.fromisoformat(gold["date"]))

    found = [
        {
            "quote": d.quote.text,
            "kind": str(d.kind),
            "speaker": d.speaker.text if d.speaker else None,
            "owners": [owner.text for owner in d.owners],
            "due": d.due.day.isoformat() if d.due and d.due.day else None,
            "due_text": d.due.quote.text if d.due else None,
            "also": [quote.text for quote in d.also],
        }
        for d in extract(release).directives
    ]

    assert found == gold["directives"]


@pytest.mark.parametrize("tagged", SENTENCES, ids=lambda t: t.text[:60])
def test_a_tagged_sentence_is_read_as_it_is_marked(tagged: Tagged) -> None:
    """Quotes, owners and days come out of a sentence as its tags say; without tags nothing comes out."""
    found = [d for d in directives_of(tagged.text) if d.kind.tracked]

    assert tuple(d.quote.text for d in found) == tagged.asks
    if tagged.asks:
        assert tuple(dict.fromkeys(o.text for d in found for o in d.owners)) == tagged.owners
        assert tuple(dict.fromkeys(d.due.day for d in found if d.due and d.due.day)) == tagged.days
    if tagged.speakers:
        assert {d.speaker.text for d in found if d.speaker} == set(tagged.speakers)


@settings(deadline=None)
@given(_TEXTS)
def test_any_text_is_read_and_every_word_proved(text: str) -> None:
    """No text is too odd; every quote, owner, speaker and deadline stands where its span says, in order."""
    directives = extract(release_of(text)).directives

    for directive in directives:
        quotes = [directive.quote, *directive.owners, *directive.also]
        quotes += [directive.speaker] if directive.speaker else []
        quotes += [directive.due.quote] if directive.due else []
        for quote in quotes:
            assert 0 <= quote.span.start < quote.span.end <= len(text)
            assert text[quote.span.start : quote.span.end] == quote.text
        assert 0 <= directive.confidence <= 1
        assert directive.text
    assert list(directives) == sorted(directives, key=lambda d: d.quote.span)


def test_without_a_day_there_are_no_deadlines() -> None:
    """A release whose day is unknown yields directives without deadlines."""
    found = directives_of("Bupati meminta Camat mendata warga paling lambat 31 Januari.", None)

    assert [d.due for d in found] == [None]


def test_what_is_said_twice_is_one_directive() -> None:
    """A second mention of the same ask stands under `also`."""
    body = (
        "Bupati meminta Bapenda memasang alat perekam pajak di hotel. "
        '"Pasang alat perekam pajak itu di semua hotel, Bapenda," tegas Bupati.'
    )

    [directive] = [d for d in directives_of(body) if d.kind.tracked]

    assert directive.also


def test_a_following_sentence_may_give_the_deadline() -> None:
    """A sentence "Batas akhirnya …" belongs to the ask of the sentence before."""
    [directive] = directives_of('"Saya minta Camat mendata warga. Batas akhirnya 30 Januari," kata Bupati.')

    assert directive.due is not None
    assert directive.due.day == date(2026, 1, 30)


def test_two_deadlines_in_a_sentence_keep_apart() -> None:
    """Each of two asks in one sentence has its own day."""
    found = directives_of(
        "BPKAD diminta menerbitkan jadwal besok, sedangkan Inspektorat diminta mereviu paket paling lambat 16 Januari."
    )

    assert [d.due.day for d in found if d.due] == [date(2026, 1, 6), date(2026, 1, 16)]


@pytest.mark.parametrize("piece", ["Camat, ", "“", "dan mendata ", "harus ", "yang ", "( ", "Dinas "])
def test_reading_takes_time_in_proportion(piece: str) -> None:
    """Thousands of commas, open quotations or words without a full stop are read to the end."""
    found = extract(release_of("Judul\n\nBupati meminta " + piece * 4000)).directives

    assert all(d.quote.text for d in found)


def test_the_public_is_only_exhorted() -> None:
    """An ask of the public at large is an appeal."""
    [directive] = directives_of("Wali Kota mengimbau masyarakat menghemat air.")

    assert directive.kind is Kind.APPEAL
