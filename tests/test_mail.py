"""Mails are read as what is in them: the text, and what is attached to it."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st
from papers import docx_of, mail, pdf, pdf_of

from bimatrack.errors import UnreadableReleaseError
from bimatrack.model import Extraction
from bimatrack.readers import Content, Document, PassedOver, open_bytes
from bimatrack.reading import Item, Terms
from bimatrack.reading.documents import tried
from bimatrack.registry import Registry

TEXT = """Wali Kota Melati Pimpin Rapat Koordinasi Awal Tahun

Kota Melati – Wali Kota Melati memimpin rapat koordinasi bersama Kepala OPD di aula Setda, Senin (5/1/2026).

Wali Kota meminta Dinas Perhubungan memperbaiki lampu jalan paling lambat 31 Januari.
"""
TITLE = TEXT.splitlines()[0]
NOTE = "Yth. Redaksi,\n\nTerlampir rilis rapat koordinasi.\n\nTerima kasih.\n-- \nHumas Kota Melati\nJl. Soekarno 1\n"
PDF, WORD = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEAD = b"From: a@b.example\r\nDate: Tue, 6 Jan 2026 09:30:00 +0800\r\nMIME-Version: 1.0\r\n"


def opened(data: bytes, source: str = "surat.eml") -> tuple[Content, ...]:
    """Return what a mail holds."""
    return open_bytes(data, source)


def body(data: bytes) -> Document:
    """Return the text of a mail that brings nothing else."""
    [document] = opened(data)
    assert isinstance(document, Document)
    return document


def asked(data: bytes) -> Sequence[Item]:
    """Return the releases in a mail, and what could not be read."""
    return tried(lambda: opened(data), Terms(Registry.load()), "surel.eml")


def names(contents: Sequence[Content | Item]) -> list[str]:
    """Return where each of *contents* came from; of an error, what it says."""
    return [
        one.source
        if isinstance(one, (Document, PassedOver))
        else one.release.source
        if isinstance(one, Extraction)
        else str(one)
        for one in contents
    ]


def test_the_text_of_a_mail_is_the_release() -> None:
    """The text stands as it was written, under its subject, and the mail knows when it was sent."""
    document = body(mail(TEXT, subject=TITLE))

    assert document.text.split() == TEXT.split()
    assert (document.title, document.sent) == (TITLE, date(2026, 1, 6))


@pytest.mark.parametrize("subject", ["Rilis Rakor", "Fwd: Rilis Rakor", "Bls: FW: Rilis Rakor"])
def test_the_subject_stands_above_a_text_that_lacks_it(subject: str) -> None:
    """The headline is the subject, without what mail programs put before it."""
    assert body(mail(TEXT, subject=subject)).text.startswith(f"Rilis Rakor\n\n{TITLE}")


def test_a_subject_in_other_letters_is_decoded() -> None:
    """A subject with letters beyond ASCII reads as it was typed."""
    assert body(mail(TEXT, subject="Rilis – “Jum’at Bersih”")).title == "Rilis – “Jum’at Bersih”"


def test_the_day_of_the_mail_counts_where_the_text_names_none() -> None:
    """A release without a day is of the day on which it was sent; one that came later keeps its own."""
    [undated] = asked(mail("Rapat\n\nWali Kota meminta Camat Raba mendata warga dalam dua minggu.\n"))
    [late] = asked(mail(TEXT, sent="Mon, 2 Mar 2026 08:00:00 +0800"))

    assert isinstance(undated, Extraction)
    assert isinstance(late, Extraction)
    assert undated.release.day == date(2026, 1, 6)
    assert late.release.day == date(2026, 1, 5)


def test_a_day_in_universal_time_is_the_day_in_bima() -> None:
    """Late in the evening in Greenwich it is the next day where the mail was written."""
    assert body(mail(TEXT, sent="Mon, 5 Jan 2026 18:30:00 +0000")).sent == date(2026, 1, 6)


def test_a_page_is_read_where_there_is_no_plain_text() -> None:
    """A mail that is only a page, or whose plain text is empty, is read as a page."""
    page = "".join(f"<p>{line}</p>" for line in TEXT.splitlines() if line).encode()
    alone = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page
    beside = HEAD + (
        b"Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n \r\n"
        b"--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page + b"\r\n--x--\r\n"
    )

    assert body(alone).text.split() == body(beside).text.split() == TEXT.split()


def test_of_two_forms_of_a_text_one_is_read() -> None:
    """Plain text comes before the page beside it, and a file that only comes with the page is not lost."""
    data = HEAD + (
        b"Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nIsi surat.\r\n"
        b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\nContent-Type: text/html\r\n\r\n<p>Isi surat"
        b"\r\n--y\r\nContent-Type: application/pdf; name=rilis.pdf\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + pdf_of(TEXT)
        + b"\r\n--y--\r\n--x--\r\n"
    )

    assert names(opened(data)) == ["surat.eml", "surat.eml/rilis.pdf"]


def test_lines_that_only_flow_are_put_together() -> None:
    """A mail whose lines were broken for the way gets its paragraphs back; quotation marks of answers go."""
    data = HEAD + (
        b"Content-Type: text/plain; format=flowed\r\n\r\n> Wali Kota meminta \r\n> Camat Raba\r\n\r\nSelesai.\r\n"
    )

    assert body(data).text == "Wali Kota meminta Camat Raba\n\nSelesai."


def test_a_mail_that_was_passed_on_is_read_without_its_head() -> None:
    """Sender and recipients of the first mail are no part of the release; a ruler above fields is."""
    passed_on = f"---------- Forwarded message ---------\nDari: Humas <h@m.example>\nDate: x\n\n{TEXT}"

    assert body(mail(passed_on, subject=TITLE)).text.split() == TEXT.split()
    assert "Tempat: Aula" in body(mail("-----------\nHari: Senin\nTempat: Aula\n")).text


def test_a_signature_is_no_part_of_the_text() -> None:
    """What stands below the two dashes is left out."""
    assert "Soekarno" not in body(mail(NOTE)).text


@pytest.mark.parametrize(
    ("name", "kind", "data"),
    [
        ("rilis.pdf", PDF, pdf_of(TEXT)),
        ("Rilis Final.DOCX", WORD, docx_of(TEXT)),
        ("rilis", "text/markdown", TEXT.encode()),
    ],
)
def test_a_mail_that_only_says_attached_gives_what_is_attached(name: str, kind: str, data: bytes) -> None:
    """The note itself asks nothing, so the attachment alone is the release."""
    [item] = asked(mail(NOTE, (name, kind, data)))

    assert isinstance(item, Extraction)
    assert item.release.source.startswith(f"surat.eml/{name}")
    assert item.release.day == date(2026, 1, 5)
    assert len(item.directives) == 1


def test_a_note_that_asks_something_is_kept_beside_what_is_attached() -> None:
    """What is asked in the mail itself is not lost."""
    data = mail(f"{NOTE.partition('--')[0]}Sekda meminta Camat Raba mendata warga.\n", ("rilis.pdf", PDF, pdf_of(TEXT)))

    assert names(asked(data)) == ["surat.eml", "surat.eml/rilis.pdf"]


def test_several_attachments_are_several_releases() -> None:
    """Each is read by itself, a mail in the mail, too; pictures and lists are passed over."""
    data = mail(
        NOTE,
        ("a.pdf", PDF, pdf_of(TEXT)),
        ("../../b.txt", "text/plain", TEXT.encode()),
        ("foto.jpg", "image/jpeg", b"\xff\xd8\xff"),
        ("lama.eml", "application/octet-stream", mail(TEXT)),
    )

    assert names(opened(data)) == [
        *("surat.eml", "surat.eml/a.pdf", "surat.eml/b.txt", "surat.eml/foto.jpg", "surat.eml/lama.eml"),
    ]


def test_a_mail_that_was_attached_is_read() -> None:
    """Mail programs pass a mail on as a part without a name."""
    inner = mail(TEXT, ("rilis.pdf", PDF, pdf_of(TEXT)))
    data = HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n"

    assert names(opened(data + inner + b"\r\n--x--\r\n")) == ["surat.eml/1.eml", "surat.eml/1.eml/rilis.pdf"]


def test_a_crest_in_a_signature_is_not_worth_a_word() -> None:
    """A picture that stands in the text is no attachment; a file without a name gets one."""
    data = HEAD + (
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nIsi.\r\n--x\r\nContent-Type: image/png\r\n"
        b"Content-Disposition: inline\r\n\r\nx\r\n--x\r\nContent-Type: application/zip\r\n\r\nx\r\n--x--\r\n"
    )

    assert names(opened(data)) == ["surat.eml", "surat.eml/3.zip"]


def test_an_attachment_that_cannot_be_read_is_named(bima: Run, tmp_path: Path) -> None:
    """The rest of the mail is kept, the error tells of the attachment, and the exit code of it."""
    file = tmp_path / "surat.eml"
    file.write_bytes(mail(TEXT, ("scan.pdf", PDF, pdf([])), ("foto.jpg", "image/jpeg", b"x")))

    ran = bima("import", file)

    assert ran.code == 3
    assert len(ran.rows) == 2
    assert ran.err.splitlines() == [
        "1 file of a kind that is not read was passed over: 1 .jpg.",
        f"bimatrack: {file}/scan.pdf holds only pictures of pages; run it through text recognition and try again.",
    ]


def test_a_mail_comes_from_a_pipe_as_well() -> None:
    """What it holds tells that it is a mail; a text that begins with fields is none."""
    [document] = opened(mail(TEXT, subject=TITLE), "stdin")
    [text] = opened(b"Tanggal: 5 Januari 2026\nTempat: Aula\n\nIsi.\n", "stdin")

    assert isinstance(document, Document)
    assert isinstance(text, Document)
    assert document.text.split() == TEXT.split()
    assert text.text.startswith("Tanggal: 5 Januari 2026")


def nested(depth: int) -> bytes:
    """Return a mail in a mail in a mail."""
    data = TEXT.encode()
    for _level in range(depth):
        data = mail("", ("surat.eml", "application/octet-stream", data))
    return data


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(HEAD + b"\r\n", "without text", id="empty"),
        pytest.param(mail("", ("foto.jpg", "image/jpeg", b"x")), "without text", id="only-a-picture"),
        pytest.param(HEAD + b"\r\n" + b"\n" * 700_000, "more parts than a mail can", id="lines"),
        pytest.param(HEAD + b"\r\n" + b"--x\n" * 3000, "more parts than a mail can", id="boundaries"),
        pytest.param(
            HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\n\nIsi\n" * 300,
            "more parts than a mail can",
            id="parts",
        ),
        pytest.param(
            HEAD + b"Content-Type: message/delivery-status\r\n\r\n" + b"a: b\r\n\r\n" * 20_000,
            "more parts than a mail can",
            id="reports",
        ),
        pytest.param(
            b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1500)),
            "more parts than a mail can",
            id="parts-in-parts",
        ),
        pytest.param(HEAD + b"\r\nIsi\0isi", "holds no text", id="nul"),
    ],
)
def test_what_is_no_mail_says_why(data: bytes, words: str) -> None:
    """Empty, damaged and hostile mails end in one sentence that names the file."""
    with pytest.raises(UnreadableReleaseError, match=words) as caught:
        opened(data)

    assert str(caught.value).startswith("surat.eml")
    assert "\n" not in str(caught.value)


def test_mails_in_mails_have_an_end() -> None:
    """After a few levels the rest is named instead of opened."""
    [error] = opened(nested(6))

    assert "a mail in a mail" in str(error)


@pytest.mark.parametrize("header", [b"Subject: ", b"Content-Type: text/plain; name=", b"Date: ", b"From: "])
@pytest.mark.parametrize("piece", [b"(", b"=?utf-8?q?a?= ", b'"\\', b"a;", b"<@", b"a*0*=utf-8''"])
def test_endless_headers_are_cut_short(header: bytes, piece: bytes) -> None:
    """Headers made to be hard on a parser are read as far as any header goes, or refused."""
    data = header + piece * 40_000 + b"\nMIME-Version: 1.0\n\n" + TEXT.encode()

    with suppress(UnreadableReleaseError):
        assert all(len(one.title or "") <= 4000 for one in opened(data) if isinstance(one, Document))


SOUND = mail(TEXT, ("rilis.pdf", PDF, pdf_of(TEXT)), ("rilis.docx", WORD, docx_of(TEXT)), subject="Rilis – Rakor")


@given(st.integers(0, len(SOUND) - 1), st.binary(max_size=12), st.booleans())
def test_damaged_mails_are_read_or_refused(place: int, noise: bytes, near: bool) -> None:
    """However a mail is damaged, it yields documents or a sentence, never a traceback."""
    place = place % 900 if near else place
    damaged = SOUND[:place] + noise + SOUND[place + len(noise) :]
    try:
        contents = opened(damaged)
    except UnreadableReleaseError:
        return
    assert all(one.text.strip() for one in contents if isinstance(one, Document))


@given(
    st.text(alphabet="abc()<>@,;:\\\"/[]?=*'%-.\r\n \t", max_size=200),
    st.sampled_from(("Subject", "Content-Type", "Date", "Content-Disposition", "Content-Transfer-Encoding")),
)
def test_any_header_is_read_or_refused(value: str, name: str) -> None:
    """No header makes the reader of mails fail."""
    try:
        opened(f"{name}: {value}\nMIME-Version: 1.0\n\n{TEXT}".encode())
    except UnreadableReleaseError:
        return
