"""Releases are read from the web, and whatever goes wrong there ends in one sentence."""

import io
import json
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st
from papers import docx_of, mail, page, pdf_of
from serving import Server, serving

from bimatrack.errors import UnreadableReleaseError
from bimatrack.readers import Document, fetching, is_address, open_address
from bimatrack.readers.addresses import checked, is_near, shown
from bimatrack.readers.fetching import Limits, fetch

TITLE = "Wali Kota Melati Pimpin Rapat Koordinasi Awal Tahun"
PARAGRAPHS = (
    "Kota Melati – Wali Kota Melati memimpin rapat koordinasi bersama Kepala OPD di aula Setda, Senin (5/1/2026).",
    "Wali Kota meminta Dinas Perhubungan memperbaiki lampu jalan paling lambat 31 Januari.",
    "Ia juga menginstruksikan Inspektorat menyelesaikan pemeriksaan aset pada triwulan pertama ini.",
)
TEXT = "\n\n".join((TITLE, *PARAGRAPHS)) + "\n"
PAGE = page(f"<h1>{TITLE}</h1>" + "".join(f"<p>{words}</p>" for words in PARAGRAPHS))
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BINARY = "application/octet-stream"
QUICK = Limits(silence=0.3, total=0.6)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask this computer itself, whatever proxy it uses for others."""
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def web() -> Iterator[Server]:
    """A portal with one release, in several forms."""
    pages = {
        "/berita/rakor": ("text/html; charset=utf-8", PAGE),
        "/berita/rapat%20koordinasi?id=1&x=%C3%A9": ("text/html", PAGE),
        "/unduh?id=7": (BINARY, pdf_of(TEXT)),
        "/rilis.docx": (WORD, docx_of(TEXT)),
        "/rilis.md": ("text/plain", f"# {TEXT}".encode()),
        "/rilis.eml": ("message/rfc822", mail(TEXT, subject=TITLE)),
        "/foto": ("image/png", b"\x89PNG\r\n\x1a\n\0\0"),
        "/data": ("application/json", b"{}"),
        "/lama.doc": ("application/msword", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"),
        "/kosong": ("text/html", b"<html><body><script>muat()</script></body></html>"),
    }
    with serving(pages) as server:
        yield server


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("https://portal.example/rilis", True),
        ("HTTP://portal.example", True),
        ("file:///etc/passwd", True),
        ("file:rilis.txt", True),
        ("gopher://portal.example", True),
        ("rilis.txt", False),
        ("rilis/*.html", False),
        ("C:/rilis/a.txt", False),
        ("rapat: hasil.txt", False),
        ("-", False),
    ],
)
def test_addresses_are_told_from_files(words: str, is_one: bool) -> None:
    """What begins with a scheme is an address; a drive of Windows is none."""
    assert is_address(words) is is_one


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://portal.example/rilis?id=1#atas", "https://portal.example/rilis?id=1"),
        ("HTTPS://Portal.Example:8443", "https://portal.example:8443"),
        (" http://portal.example/rapat koordinasi ", "http://portal.example/rapat%20koordinasi"),
        ("http://portal.example/%C3%A9/é", "http://portal.example/%C3%A9/%C3%A9"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://[::1]:80/a", "http://[::1]:80/a"),
    ],
)
def test_an_address_is_asked_for_as_a_browser_would(address: str, asked: str) -> None:
    """Letters that the web does not carry are quoted, what is quoted stays, and the place in the page goes."""
    assert checked(address) == asked


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("file:///etc/passwd", "only http:// and https:// are"),
        ("file:rilis.txt", "only http:// and https:// are"),
        ("ftp://portal.example/rilis.pdf", "only http:// and https:// are"),
        ("https://", "is no address"),
        ("https:/portal.example", "is no address"),
        ("https://portal.example:satu/", "is no address"),
        ("https://[portal/", "is no address"),
        (f"https://{'ü' * 80}.example/", "is no address"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(address: str, words: str) -> None:
    """Other schemes, local files and half addresses are refused in one sentence that names them."""
    with pytest.raises(UnreadableReleaseError, match=words) as caught:
        open_address(address)

    assert str(caught.value).startswith(address)


def test_a_password_in_an_address_is_refused_and_not_shown() -> None:
    """It would be kept with the release, and shown to whoever reads the error."""
    with pytest.raises(UnreadableReleaseError, match="name or password") as caught:
        open_address("https://rahma:rahasia@portal.example/rilis")

    assert "rahasia" not in str(caught.value)
    assert "https://portal.example/rilis" in str(caught.value)


def test_a_long_address_is_cut_short_in_messages() -> None:
    """A message stays readable."""
    assert len(shown(f"https://portal.example/{'a' * 5000}")) < 310


@given(st.text(max_size=60))
def test_any_address_is_asked_for_or_refused(words: str) -> None:
    """No address makes the check fail, and what passes it is plain ASCII."""
    try:
        assert checked(f"http://{words}").isascii()
    except UnreadableReleaseError:
        return


@pytest.mark.parametrize(
    "path", ["/berita/rakor", "/unduh?id=7", "/rilis.docx", "/rilis.md", "/rilis.eml", "/packed/berita/rakor"]
)
def test_what_the_server_and_the_bytes_say_chooses_the_reader(web: Server, path: str) -> None:
    """Pages, PDF, Word, Markdown and mails are read as what they are, whatever the address looks like."""
    [document] = open_address(web.root + path)

    assert isinstance(document, Document)
    assert document.text.split() == TEXT.split()
    assert document.source == web.root + path


def test_an_address_is_quoted_on_its_way(web: Server) -> None:
    """Spaces and letters beyond ASCII find their page."""
    [document] = open_address(f"{web.root}/berita/rapat koordinasi?id=1&x=é#atas")

    assert isinstance(document, Document)
    assert document.source == f"{web.root}/berita/rapat%20koordinasi?id=1&x=%C3%A9"


def test_the_source_is_where_the_page_was_found(web: Server) -> None:
    """Redirections are followed, within the site and to others; the last address is the source."""
    [document] = open_address(f"{web.root}/to//to/{web.root}/berita/rakor")

    assert isinstance(document, Document)
    assert document.source == f"{web.root}/berita/rakor"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/to/file:///etc/passwd", "leads to file:///etc/passwd, which is not fetched"),
        ("/to/ftp://portal.example/", "leads to ftp://portal.example/, which is not fetched"),
        ("/to/http://a:b@portal.example/", "leads to http://portal.example/, which is not fetched"),
        ("/to/http://[", "leads to http://[, which is not fetched"),
        ("/status/302", "does not give the page (302)"),
        ("/status/404", "There is no page at"),
        ("/tidak-ada", "There is no page at"),
        ("/status/403", "is shut to programs (403)"),
        ("/status/503", "is out of order (503)"),
        ("/status/418", "does not give the page (418)"),
        ("/foto", "holds image/png, which is not read"),
        ("/data", "holds application/json, which is not read"),
        ("/lama.doc", "from an old Office"),
        ("/kosong", "shows no text to programs"),
        ("/large", "is larger than 20 MB"),
        ("/endless", "is larger than 20 MB"),
        ("/short", "cannot be reached (the connection broke off)"),
        ("/chunked", "cannot be reached (the connection broke off)"),
        ("/mispacked", "cannot be reached (the answer is damaged)"),
        ("/noise", "does not answer as the web does"),
    ],
)
def test_what_goes_wrong_on_the_web_is_said_in_one_sentence(web: Server, path: str, words: str) -> None:
    """The sentence names the address, what happened, and what to do."""
    with pytest.raises(UnreadableReleaseError) as caught:
        open_address(web.root + path)

    assert words in str(caught.value)
    assert web.root in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", ["/slow", "/dripping", "/headless"])
def test_nobody_waits_for_a_slow_server(web: Server, path: str) -> None:
    """One that is silent, or sends letter by letter, is given up."""
    with pytest.raises(UnreadableReleaseError, match="takes too long"):
        fetch(web.root + path, QUICK)


def test_the_web_leads_nobody_into_his_own_network(web: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of the web that leads to an address of this network is not followed there; one from here may be."""
    start, inside = f"{web.root}/to/{web.root}/berita/rakor", f"{web.root}/berita/rakor"
    assert len(open_address(start)) == 1
    monkeypatch.setattr(fetching, "is_near", lambda address: address == inside)
    web.asked.clear()

    with pytest.raises(UnreadableReleaseError, match=f"leads to {inside}, which is not fetched"):
        open_address(start)

    assert web.asked == [start.removeprefix(web.root)]


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("http://127.0.0.1/", True),
        ("http://[::1]/", True),
        ("http://192.168.1.1:8080/", True),
        ("http://169.254.169.254/", True),
        ("http://2130706433/", True),
        ("http://[::ffff:10.0.0.1]/", True),
        ("http://8.8.8.8/", False),
        ("http://[2606:4700::1111]/", False),
    ],
)
def test_which_addresses_are_near(address: str, near: bool) -> None:
    """Those of this computer and of private networks, however they are written."""
    assert is_near(address) is near


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_a_certificate_that_nobody_vouches_for(web: Server, tmp_path: Path) -> None:
    """The page is not fetched from a server that made its certificate itself."""
    key, certificate = tmp_path / "kunci.pem", tmp_path / "sertifikat.pem"
    subject = ("-subj", "/CN=127.0.0.1", "-days", "2", "-nodes", "-newkey", "rsa:2048")
    made = ("openssl", "req", "-x509", *subject, "-keyout", str(key), "-out", str(certificate))
    subprocess.run(made, check=True, capture_output=True)
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(certificate, key)
    web.socket = secure.wrap_socket(web.socket, server_side=True)

    with pytest.raises(UnreadableReleaseError, match=r"cannot prove whose it is \(self.signed certificate"):
        open_address(f"{web.root.replace('http:', 'https:')}/berita/rakor")


def test_redirections_have_an_end(web: Server) -> None:
    """Two pages that lead to each other are left after a few steps."""
    with pytest.raises(UnreadableReleaseError, match="leads from page to page without end"):
        open_address(f"{web.root}/circle")

    assert len(web.asked) < 12


def test_a_packed_bomb_is_no_release(web: Server) -> None:
    """What unpacks to more than any release holds is refused."""
    web.pages = {"/bom": ("text/plain", b"a" * (21 * 1024 * 1024))}

    with pytest.raises(UnreadableReleaseError, match="larger than 20 MB"):
        open_address(f"{web.root}/packed/bom")


def test_a_host_that_is_not_there() -> None:
    """A port that nobody listens on, and a name that no host has."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(UnreadableReleaseError, match=rf"127\.0\.0\.1:{port}/ cannot be reached \(.*refused"):
        open_address(f"http://127.0.0.1:{port}/")


def test_a_computer_without_a_connection(web: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no name can be looked up the sentence says to check the network."""

    def offline(*_words: object, **_more: object) -> object:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", offline)
    with pytest.raises(UnreadableReleaseError, match="no connection, or no such host; check the network"):
        open_address(web.root)


def test_a_server_that_cannot_prove_itself(web: Server) -> None:
    """A server that speaks no TLS where it should is no web server."""
    with pytest.raises(UnreadableReleaseError, match="cannot be reached"):
        open_address(web.root.replace("http:", "https:"))


def test_an_address_is_imported_once(bima: Run, web: Server) -> None:
    """The page is kept with its address, and importing it again changes nothing."""
    address = f"{web.root}/berita/rakor"

    first = bima("import", address)
    again = json.loads(bima("import", address, "--json").out)

    assert (first.code, first.err) == (0, "")
    assert len(first.rows) == 3
    assert [one["arrival"] for one in again["releases"]] == ["already"]
    assert [row[4] for row in bima("releases").rows[1:]] == [address]


def test_how_many_have_read_a_page_makes_no_other_release(bima: Run, web: Server) -> None:
    """A counter that goes on between two looks at a page is no correction of it."""
    address = f"{web.root}/berita/rakor"
    for count in (b"45", b"1.046"):
        counters = b"<p>Dibaca: " + count + b" kali</p><p>Senin, 5 Januari 2026 | " + count + b" views</p><p>Kota"
        web.pages = {"/berita/rakor": ("text/html", PAGE.replace(b"<p>Kota", counters))}
        [arrival] = json.loads(bima("import", address, "--json").out)["releases"]

    assert arrival["arrival"] == "already"


def test_a_page_that_was_corrected_is_merged(bima: Run, web: Server) -> None:
    """The same directive follows the new words, and nothing is doubled."""
    address = f"{web.root}/berita/rakor"
    bima("import", address)
    web.pages = {"/berita/rakor": ("text/html", PAGE.replace(b"31 Januari", b"28 Februari"))}

    [arrival] = json.loads(bima("import", address, "--json").out)["releases"]

    assert (arrival["arrival"], arrival["directives"]) == ("revised", [])
    assert len(arrival["revised"]) == 1
    assert "2026-02-28" in bima("list").out
    assert len(bima("list").rows) == 3


def test_what_cannot_be_fetched_stops_nothing_else(bima: Run, web: Server) -> None:
    """The other addresses of the command are read; the exit code is that of a release that could not be."""
    ran = bima("extract", f"{web.root}/tidak-ada", "file:///etc/passwd", f"{web.root}/rilis.docx", "--json")

    assert ran.code == 3
    assert [json.loads(line)["path"] for line in ran.out.splitlines()] == [f"{web.root}/rilis.docx"]
    assert len(ran.err.splitlines()) == 2


def test_a_person_is_told_what_is_waited_for(bima: Run, web: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where somebody looks, a line says that the web is asked; in a pipe there is none."""
    address = f"{web.root}/rilis.docx"
    assert bima("extract", address).err == ""
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", screen)

    bima("extract", address)

    assert screen.getvalue() == "Fetching 1 address …\n"


def test_errors_of_the_web_are_said_in_indonesian(bima: Run, web: Server) -> None:
    """The sentence is in the language of the messages."""
    assert f"Tidak ada halaman di {web.root}/tidak-ada (404)" in bima("extract", f"{web.root}/tidak-ada", lang="id").err
