"""The form of a release: what each of its lines is."""

from bimatrack.extract.layout import Shape, read_blocks


def shapes_of(text: str) -> list[tuple[Shape, str]]:
    """Return the blocks of *text* as shape and words."""
    return [(b.shape, text[b.span.start : b.span.end]) for b in read_blocks(text)]


def test_the_first_line_is_the_headline() -> None:
    """A release begins with its headline, a line with nothing but a day is a heading."""
    assert shapes_of("Wali Kota Tinjau Pasar\n5 Januari 2026\n\nKota Bima - Wali Kota meninjau pasar.") == [
        (Shape.TITLE, "Wali Kota Tinjau Pasar"),
        (Shape.HEADING, "5 Januari 2026"),
        (Shape.PARAGRAPH, "Kota Bima - Wali Kota meninjau pasar."),
    ]


def test_numbers_and_bullets_stand_apart_from_their_items() -> None:
    """The mark of a list item is no part of its words."""
    blocks = read_blocks("Judul\n\n1. Data warga.\na. Cek stok.\n▪️ Kirim laporan\nKESATU : Memasang bendera.")

    assert [b.mark for b in blocks[1:]] == ["1.", "a.", "▪️", "KESATU :"]
    assert all(b.shape is Shape.ITEM for b in blocks[1:])


def test_boxes_arrows_and_stars_are_marks() -> None:
    """Boxes of a checklist and what chats put before an item are marks; a star or a dash inside a line is none."""
    blocks = read_blocks("Judul\n\n[ ] Cetak undangan.\n[x] Cek stok.\n> Kirim data.\n~ Data warga.\n*Penting* itu.\n")

    assert [b.mark for b in blocks[1:]] == ["[ ]", "[x]", ">", "~", ""]


def test_only_a_counted_line_heads_what_stands_below_it() -> None:
    """A short line with a number is the heading of the lines below it; one with a bullet is an item all the same."""
    below = "\nPetugas mencatat semua sumur warga di seluruh desa sejak pagi tadi.\n"

    assert shapes_of(f"Judul\n\n1. Data sumur{below}")[1][0] is Shape.HEADING
    assert shapes_of(f"Judul\n\n> Data sumur{below}")[1][0] is Shape.ITEM


def test_a_field_knows_its_name() -> None:
    """A line "PIC : Dishub" is a field; its words are what stands behind the colon."""
    text = "Notulen\n\nPIC    : Dishub"
    [_title, field] = read_blocks(text)

    assert (field.shape, field.name, text[field.span.start : field.span.end]) == (Shape.FIELD, "pic", "Dishub")


def test_a_wrapped_paragraph_is_put_together() -> None:
    """A line that goes on in small letters belongs to the paragraph before."""
    text = "Judul\n\nBupati meminta seluruh camat mendata rumah warga yang rusak karena\nbanjir dan mengirim hasilnya."

    assert len(read_blocks(text)) == 2


def test_the_close_of_a_letter_is_no_text() -> None:
    """Signatures and copies are told apart."""
    assert [b.shape for b in read_blocks("Surat\n\nDemikian disampaikan dengan hormat.\nttd.\nTembusan : Arsip")][
        2:
    ] == [
        Shape.CLOSING,
        Shape.CLOSING,
    ]
