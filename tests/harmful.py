"""Files that mean harm, made when a test asks for them: none is larger on the disk than it must be."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from papers import docx, docx_of, mail

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ASK = "Wali Kota meminta Camat Raba mendata warga paling lambat 31 Maret 2026."
GOOD = f"Rapat Koordinasi\n\nKota Bima, 5 Januari 2026. {ASK}\n"
MANY = 100_000


def word(xml: bytes, **parts: bytes) -> bytes:
    """Return a Word file whose document is just *xml*, in whatever letters it is written."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
        for name, part in parts.items():
            archive.writestr(f"word/{name}.xml", part)
    return data.getvalue()


def paragraph(text: str) -> str:
    """Return a paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def typed(entities: str, said: str) -> str:
    """Return a Word document with a document type that makes *entities*, whose only paragraph is *said*."""
    head = f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE l [{entities}]>'
    return f"{head}<w:document {W}><w:body>{paragraph(said)}</w:body></w:document>"


def laughs() -> bytes:
    """Return a Word file with entities that grow tenfold nine times, in letters of two bytes."""
    grown = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return word(typed(f'<!ENTITY a0 "Camat">{grown}', "&a9;").encode("utf-16"))


def external() -> bytes:
    """Return a Word file that wants a file of the reader's in its text."""
    return word(typed('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;").encode("utf-16"))


def lying() -> bytes:
    """Return a Word file that says of its document that it has 100 bytes, where it has millions."""
    data = bytearray(docx(paragraph(ASK * MANY)))
    entry = data.rfind(b"PK\x01\x02", 0, data.rfind(b"PK\x01\x02"))
    entry = data.rfind(b"PK\x01\x02") if entry < 0 else entry
    for place in (22, data.rfind(b"PK\x01\x02") + 24, entry + 24):
        data[place : place + 4] = (100).to_bytes(4, "little")
    return bytes(data)


def crowded() -> bytes:
    """Return an archive of 6,000 files, of which one is a Word document."""
    data = io.BytesIO(docx_of(GOOD))
    with zipfile.ZipFile(data, "a") as archive:
        for number in range(6000):
            archive.writestr(f"../../{number}", "")
    return data.getvalue()


def in_tables(depth: int) -> bytes:
    """Return a Word file with tables in tables."""
    return docx("<w:tbl><w:tr><w:tc>" * depth + paragraph(ASK) + "</w:tc></w:tr></w:tbl>" * depth)


def deep(tag: str, depth: int = MANY) -> bytes:
    """Return a page with elements in elements."""
    return f"<html><body>{f'<{tag}>' * depth}{GOOD}".encode()


def crossed(count: int) -> bytes:
    """Return a page of elements in elements that all look like the day, like clutter, and hold links behind them."""
    names = '<div class="date menu">kata kata '
    return f"<html><body>{names * 900}{'<a href=x>b</a><p>kata kata kata</p>' * count}".encode()


def laden(value: str) -> bytes:
    """Return a page with an element of very many attributes, each of that *value*."""
    return f"<html><body><p {' '.join(f'a{number}={value}' for number in range(MANY))}>{GOOD}".encode()


def pages(content: bytes, kids: bytes = b"3 0 R", count: int = 1, end: bytes = b"", root: bytes = b"") -> bytes:
    """Return a PDF whose page tree, content and trailer are what is said."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %b >>" % root,
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, count),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 840] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content_of in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content_of)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer << /Size 7 /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF" % (end, len(data))
    return data + b"xref\n0 7\n0000000000 65535 f \n" + table + tail


def shown(text: bytes, move: bytes = b"") -> bytes:
    """Return the content of a page that shows *text*, and again after a *move*."""
    return b"BT /F1 10 Tf 60 800 Td (%b) Tj %b (%b) Tj ET" % (text, move, text)


def picture(side: int) -> bytes:
    """Return a black PNG of *side* times *side* points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(b"\0" * (side // 8 + 2)) for _row in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def workbook(change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with a matrix of one row, its sheet changed."""
    from openpyxl import Workbook

    plain, data = io.BytesIO(), io.BytesIO()
    book = Workbook()
    for row in (["Arahan", "Penanggung jawab", "Batas waktu"], ["Menata pasar", "Dishub", "31 Maret 2026"]):
        book.active.append(row)
    book.save(plain)
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, change(part) if name == "xl/worksheets/sheet1.xml" else part)
    return data.getvalue()


def told(charset: str) -> bytes:
    """Return a mail that says of its text that it is written in *charset*."""
    head = f"From: a@b.example\nMessage-ID: <1@b>\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n\n"
    return (head + GOOD).encode()


# What ends in one sentence: the file, and words of the sentence.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "besar.txt": (lambda: b"a" * (21 * 1024**2), "is larger than 20 MB"),
    "satu-baris.txt": (lambda: f"{ASK} ".encode() * 140_000, "holds more than a million letters"),
    "sejuta-baris.txt": (lambda: b"ya\n" * 1_000_000, "holds more than a million letters"),
    "nol.txt": (lambda: GOOD.encode() + b"\0", "holds no text"),
    "kendali.txt": (lambda: b"\x1b\x07\x08" * 1000, "holds no text"),
    "entitas.docx": (laughs, "unpacks to more than a release can hold"),
    "luar.docx": (external, "unpacks to more than a release can hold"),
    "dalam.docx": (lambda: docx("<w:sdt>" * MANY + "</w:sdt>" * MANY), "unpacks to more than a release can hold"),
    "unsur.docx": (lambda: docx("<w:p/>" * 500_000), "unpacks to more than a release can hold"),
    "bom.docx": (lambda: word(b"<a>" + b" " * (64 << 20) + b"</a>"), "unpacks to more than a release can hold"),
    "dusta.docx": (lying, "is damaged or locked"),
    "ramai.docx": (crowded, "unpacks to more than a release can hold"),
    "halaman.pdf": (lambda: pages(shown(b"a"), b"3 0 R " * 500, 500), "has more than 120 pages"),
    "kosong.pdf": (lambda: pages(b""), "holds only pictures of pages"),
    "ruang.pdf": (lambda: pages(b" " * (200 << 20)), "is damaged or locked"),
    "bersarang.eml": (lambda: mail("x", ("a.eml", "message/rfc822", b"")) * 3000, "more parts than a mail can"),
    "skrip.html": (lambda: b"<html><body><script>alert(1)</script></body></html>", "is empty"),
}

# What is read all the same, for what it is.
READ: dict[str, Callable[[], bytes]] = {
    **{f"{tag}.html": lambda tag=tag: deep(tag) for tag in ("div", "u", "x-y", "main", "svg", "dl")},
    "tabel.docx": lambda: in_tables(25),
    "jalur.docx": lambda: docx_of(GOOD),
    "dusta.pdf": lambda: pages(shown(ASK.encode()), b"3 0 R", 10**9),
    "lompat.pdf": lambda: pages(shown(ASK.encode(), b"0 -1 Td")),
    "skrip.pdf": lambda: pages(shown(ASK.encode()), root=b"/OpenAction << /S /JavaScript /JS (app.beep\\(1\\)) >>"),
    **{f"{name}.eml": lambda name=name: told(name) for name in ("punycode", "idna", "utf-7", "zlib", "x-tidak-ada")},
    "kaya.txt": f"[bold red]{GOOD}[/] [link=file:///etc/passwd]x[/link]".encode,
    "arah.txt": f"\u202e{GOOD}\u2066\u200b\u200d\u061c\U000e0041\x9b31m".encode,
    "pecah.txt": lambda: GOOD.encode() + b"\xff\xc0\x80\xed\xa0\x80",
    "serupa.txt": lambda: GOOD.replace("a", "а").encode(),
}

# What once took minutes: a line of a million spaces where a pattern looks for the end of the line, and its like.
SLOW: dict[str, Callable[[], bytes]] = {
    "spasi.md": lambda: b"x" + b" " * 900_000 + b"x",
    "judul.md": lambda: b"# x" + b" " * 900_000 + b"x",
    "tabel.md": lambda: b"\n" + b" " * 900_000 + b"x",
    "depan.md": lambda: b"---\njudul: x" + b" " * 900_000 + b"x\n---\nisi",
    "silang.html": lambda: crossed(40_000),
    "atribut.html": lambda: laden("1"),
    "kutip.html": lambda: laden('">"'),
    "daftar.docx": lambda: docx(_listed(8000), numbering=NUMBERED),
    "tingkat.docx": lambda: docx(
        paragraph(ASK),
        numbering=f"<w:abstractNum w:abstractNumId='1'>{'<w:lvl/>' * 20_000}</w:abstractNum>"
        + "<w:num><w:abstractNumId w:val='1'/></w:num>" * 20_000,
    ),
    "tabel.docx": lambda: in_tables(45),
    "paragraf.pdf": lambda: pages(b"BT /F1 10 Tf 12 TL 60 800 Td " + b"(kata kata kata kata) Tj T* " * 5000 + b" ET"),
    "puny.eml": lambda: told("punycode") + f"{ASK}\n".encode() * 5000,
}

NUMBERED = (
    "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='999999999'/>"
    "<w:numFmt w:val='lowerRoman'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
)


def _listed(count: int) -> str:
    mark = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='{}'/></w:numPr></w:pPr>"
    return "".join(f"<w:p>{mark.format(number)}<w:r><w:t>a</w:t></w:r></w:p>" for number in range(count))


def put(folder: Path, name: str, data: bytes) -> Path:
    """Write *data* into a new file and return its path."""
    path = folder / name
    path.write_bytes(data)
    return path
