"""Files of every sort become documents, or an error that says how to mend them."""

import codecs
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimatrack.errors import UnreadableReleaseError
from bimatrack.i18n import language, set_language
from bimatrack.readers import find_files, read_bytes, read_document, release_key
from bimatrack.readers.reading import MOST_BYTES

TEXT = "Wali Kota Bima: “tuntaskan drainase” – Jum’at, 9 Januari 2026\nSelesai.\n"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, for the messages are compared."""
    before = language()
    set_language("en")
    yield
    set_language(before)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), id="utf-8-with-mark"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="utf-16-le"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="utf-16-be"),
        pytest.param(codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), id="utf-32"),
        pytest.param(TEXT.encode("cp1252"), id="windows-1252"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="windows-line-ends"),
        pytest.param(TEXT.replace("\n", "\r").encode(), id="old-mac-line-ends"),
    ],
)
def test_one_text_in_every_encoding(data: bytes) -> None:
    """However an office saved a release, its text comes out the same."""
    assert read_bytes(data, "rilis.txt").text == TEXT


def test_a_damaged_place_spoils_nothing_else() -> None:
    """One broken byte in a UTF-8 file leaves the other letters as they are."""
    data = TEXT.encode() + b"\xe2\x80"

    assert read_bytes(data, "rilis.txt").text.startswith(TEXT)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b" \n\t\n", "is empty", id="blank"),
        pytest.param(codecs.BOM_UTF8, "is empty", id="only-a-mark"),
        pytest.param(b"Rapat\0koordinasi", "holds no text", id="nul"),
        pytest.param(bytes(range(256)) * 4, "holds no text", id="binary"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a picture", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF", "is a picture", id="jpeg"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "old Office", id="doc"),
        pytest.param(b"a" * (MOST_BYTES + 1), "larger than 20 MB", id="large"),
    ],
)
def test_what_is_no_release_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    """The message names the file and what is wrong with it."""
    with pytest.raises(UnreadableReleaseError, match=words) as caught:
        read_bytes(data, "rilis.txt")

    assert "rilis.txt" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A wrong name is an error that says so."""
    with pytest.raises(UnreadableReleaseError, match="There is no file"):
        read_document(tmp_path / "hilang.txt")


def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    """A named pipe is refused instead of hanging the program."""
    pipe = tmp_path / "pipa.txt"
    os.mkfifo(pipe)

    with pytest.raises(UnreadableReleaseError, match="no ordinary file"):
        read_document(pipe)


def test_reading_a_file_from_disk(tmp_path: Path) -> None:
    """A document knows where it came from."""
    file = tmp_path / "rilis.txt"
    file.write_text(TEXT, encoding="utf-8")

    document = read_document(file)

    assert (document.source, document.text) == (str(file), TEXT)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No file makes the reader stumble, and no carriage return survives it."""
    try:
        document = read_bytes(data, "apa saja")
    except UnreadableReleaseError:
        return
    assert document.text.strip()
    assert "\r" not in document.text


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder as offices keep them: nested, with hidden, foreign, linked and locked things."""
    for name in ("b.txt", "a.html", "2026/c.PDF", "2026/d.docx", "2026/~$d.docx", ".sampah/e.txt", ".f.txt", "g.jpg"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("isi", encoding="utf-8")
    (tmp_path / "lingkar").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "putus.txt").symlink_to(tmp_path / "tidak-ada.txt")
    os.mkfifo(tmp_path / "pipa.txt")
    return tmp_path


def names(found: tuple[Path, ...], base: Path) -> list[str]:
    """Return paths relative to *base*, as text."""
    return [file.relative_to(base).as_posix() for file in found]


def test_a_folder_means_all_releases_below_it(tree: Path) -> None:
    """Folders are searched to the bottom, in order, without hidden files, links and pipes."""
    assert names(find_files([tree]).files, tree) == ["2026/c.PDF", "2026/d.docx", "a.html", "b.txt"]


def test_patterns_that_the_shell_left_alone(tree: Path) -> None:
    """A quoted pattern, as PowerShell passes it, finds the same files."""
    assert names(find_files([str(tree / "**" / "*.docx"), str(tree / "*.html")]).files, tree) == [
        "2026/d.docx",
        "a.html",
    ]


def test_a_file_named_twice_is_read_once(tree: Path) -> None:
    """Naming a folder and a file in it yields the file once."""
    assert names(find_files([tree / "b.txt", tree]).files, tree).count("b.txt") == 1


def test_what_is_passed_over_is_known(tree: Path) -> None:
    """Of a folder or pattern, files of other kinds are told apart; hidden ones, links and pipes are none of them."""
    for found in (find_files([tree]), find_files([str(tree / "**")])):
        assert [(one.source, one.kind) for one in found.passed_over] == [(str(tree / "g.jpg"), ".jpg")]


def test_what_is_named_is_not_passed_over(tree: Path) -> None:
    """A file that was named and stands in a folder that was named is read, and its error says why it cannot be."""
    assert find_files([tree, tree / "g.jpg"]).passed_over == ()


def test_a_name_is_taken_at_its_word(tree: Path) -> None:
    """What the user names stays, whatever its suffix, and even if it is not there; reading tells."""
    assert find_files([tree / "g.jpg", tree / "hilang.txt", tree / "*.tidak"]).files == (
        tree / "g.jpg",
        tree / "hilang.txt",
        tree / "*.tidak",
    )


def test_one_release_has_one_key() -> None:
    """White space, case, quotes, dashes and Unicode forms make no other release."""
    other = 'WALI  KOTA\u00a0BIMA:\n"tuntaskan drainase" - Jum\'at, 9 Januari 2026 Selesai.'

    assert release_key(TEXT) == release_key(other)


def test_another_word_makes_another_key() -> None:
    """A revised release is not the same release."""
    assert release_key(TEXT) != release_key(TEXT.replace("9 Januari", "10 Januari"))


@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    """A key is always 32 hexadecimal digits, and white space never counts."""
    assert int(release_key(text), 16) >= 0
    assert len(release_key(text)) == 32
    assert release_key(text) == release_key(" ".join(text) if not text.strip() else f" {text}\n")


WRAPPED = """Wali Kota memimpin rapat koordinasi bersama seluruh kepala perangkat daerah di
aula Setda, Senin (5/1/2026). Dalam rapat itu ia meminta Dinas Perhubungan untuk
memperbaiki lampu jalan dan Camat Raba menata drainase pasar sebelum akhir bulan
Januari.

Hari/Tanggal : Senin
1. Serapan anggaran
2. Kebersihan
"""


def test_a_wrapped_text_gets_its_paragraphs_back() -> None:
    """Lines that were full go on; items, fields and paragraphs stay apart, and no character moves."""
    text = read_bytes(WRAPPED.encode(), "surel.txt").text

    assert len(text) == len(WRAPPED)
    assert text.split() == WRAPPED.split()
    assert [line[:12] for line in text.splitlines()] == [
        *("Wali Kota me", "", "Hari/Tanggal", "1. Serapan a", "2. Kebersiha"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Rapat dibuka pukul sembilan\nSekda menyampaikan arahan\nRapat ditutup pukul dua belas\nNotulis\n",
        "Paragraf pertama " + "yang panjang " * 20 + "\nParagraf kedua " + "yang panjang " * 20 + "\n",
    ],
)
def test_lines_that_were_meant_stay(text: str) -> None:
    """Short lines, and paragraphs of one line each, are left as they are."""
    assert read_bytes(text.encode(), "rilis.txt").text == text


def test_a_word_file_of_other_bytes_is_called_damaged(tmp_path: Path) -> None:
    """Neither a text nor an archive is looked for in it."""
    path = tmp_path / "rusak.docx"
    path.write_bytes(bytes(range(256)) * 20)

    with pytest.raises(UnreadableReleaseError, match=r"rusak\.docx is damaged or locked"):
        read_document(path)
