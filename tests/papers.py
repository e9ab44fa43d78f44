"""Builds small Word, PDF and HTML files for the tests, byte by byte."""

import io
import textwrap
import zipfile
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, **parts: str) -> bytes:
    """Return a Word file whose document holds the XML *body*; *parts* are further parts by name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {_W}>{xml}</w:{name}>")
    return data.getvalue()


def docx_of(text: str) -> bytes:
    """Return a Word file with a paragraph for each line of *text*."""
    return docx("".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.splitlines()))


def pdf(lines: list[str]) -> bytes:
    """Return a PDF file of one page with these *lines*; a blank one leaves room."""
    shown = ["BT /F1 10 Tf 12 TL 60 800 Td"]
    for line in lines:
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown.append(f"({escaped}) Tj T*")
    stream = "\n".join([*shown, "ET"]).encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 840] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    return data + head + table + end


def pdf_of(text: str) -> bytes:
    """Return a PDF file with the paragraphs of *text*, wrapped as a page wraps them."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        lines += textwrap.wrap(paragraph, 85) or [""]
    return pdf(lines)


def page(content: str, head: str = "", before: str = "", after: str = "") -> bytes:
    """Return a web page as portals build them: *content* between menus, advertisements and a footer."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">{head}<script>var a = 1;</script></head>
        <body class="single has-sidebar"><header class="site-header"><nav><ul><li><a href="/">Beranda</a></li>
        <li><a href="/b">Berita</a></li></ul></nav></header><div id="wrapper"><div class="row">{before}
        <div class="col-8">{content}<p>Baca juga: <a href="/x">Dinas PUPR diminta memperbaiki jalan</a></p>
        <div class="share-buttons"><a>Facebook</a></div></div>{after}<div class="col-4 sidebar"><h3>Terpopuler</h3>
        <ul><li><a href="/y">Wali Kota meminta Camat menata pasar sebelum Lebaran tahun ini juga</a></li></ul>
        <p>Iklan: tanah murah di tengah kota, hubungi kami sekarang juga sebelum harga naik lagi.</p></div></div></div>
        <footer><p>Hak Cipta 2026 Dinas Komunikasi, Informatika dan Statistik. Semua hak dilindungi.</p></footer>
        </body></html>""".encode()


def mail(
    text: str, *attached: tuple[str, str, bytes], subject: str = "Rilis", sent: str = "Tue, 6 Jan 2026 09:30:00 +0800"
) -> bytes:
    """Return a mail with this *text*, as mail programs build them; *attached* are names, types and data."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Humas Kota Melati <humas@melati.example>"
    message["To"] = "redaksi@kabar.example"
    message["Subject"] = subject
    message["Date"] = sent
    message["Message-ID"] = "<1@melati.example>"
    message.set_content(text)
    for name, kind, data in attached:
        maintype, _slash, subtype = kind.partition("/")
        message.add_attachment(data, maintype=maintype, subtype=subtype, filename=name)
    return message.as_bytes()
