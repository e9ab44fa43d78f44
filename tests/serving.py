"""A web server on this computer alone, for tests: pages as they should be, and all that goes wrong on the web."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar


class _Handler(BaseHTTPRequestHandler):
    """Answers with a page of its server, or as the first part of the path says: /slow, /endless, /to/ADDRESS."""

    server: "Server"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        first, _slash, rest = self.path.removeprefix("/").partition("/")
        with suppress(BrokenPipeError, ConnectionResetError):  # the reader had enough
            getattr(self, f"_{first}", self._page)(rest)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""

    def _page(self, _rest: str) -> None:
        kind, data = self.server.pages.get(self.path, ("", b""))
        if not kind:
            self._status("404")
            return
        self._head(200, **{"Content-Type": kind, "Content-Length": str(len(data))})
        self.wfile.write(data)

    def _status(self, code: str) -> None:
        self._head(int(code), **{"Content-Length": "0"})

    def _to(self, place: str) -> None:
        self._head(302, Location=place, **{"Content-Length": "0"})

    def _circle(self, rest: str) -> None:
        self._to(f"/circle/{'' if rest else 'a'}")

    def _slow(self, _rest: str) -> None:
        self.server.closing.wait(5)

    def _dripping(self, _rest: str) -> None:
        self._head(200, **{"Content-Type": "text/plain"})
        self._drip(b"a")

    def _headless(self, _rest: str) -> None:
        self._drip(b"H")

    def _endless(self, _rest: str) -> None:
        self._head(200, **{"Content-Type": "text/plain"})
        while not self.server.closing.is_set():
            self.wfile.write(b"Wali Kota meminta Camat mendata warga.\n" * 2000)

    def _large(self, _rest: str) -> None:
        self._head(200, **{"Content-Type": "text/plain", "Content-Length": str(10**10)})

    def _short(self, _rest: str) -> None:
        self._head(200, **{"Content-Type": "text/plain", "Content-Length": "1000"})
        self.wfile.write(b"Rapat")

    def _chunked(self, _rest: str) -> None:
        self._head(200, **{"Content-Type": "text/plain", "Transfer-Encoding": "chunked"})
        self.wfile.write(b"5\r\nRapat\r\n64\r\nkurang")

    def _packed(self, rest: str) -> None:
        kind, data = self.server.pages[f"/{rest}"]
        packed = gzip.compress(data)
        self._head(200, **{"Content-Type": kind, "Content-Encoding": "gzip", "Content-Length": str(len(packed))})
        self.wfile.write(packed)

    def _mispacked(self, _rest: str) -> None:
        self._head(200, **{"Content-Type": "text/plain", "Content-Encoding": "gzip", "Content-Length": "5"})
        self.wfile.write(b"Rapat")

    def _noise(self, _rest: str) -> None:
        self.close_connection = True
        self.wfile.write(b"SSH-2.0-OpenSSH\r\n")

    def _drip(self, letter: bytes) -> None:
        self.close_connection = True
        while not self.server.closing.wait(0.05):
            self.wfile.write(letter)
            self.wfile.flush()

    def _head(self, status: int, **headers: str) -> None:
        self.close_connection = True
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


class Server(ThreadingHTTPServer):
    """*pages* are kinds and data by path; *asked* are the paths that were asked for."""

    daemon_threads = True
    pages: ClassVar[dict[str, tuple[str, bytes]]]

    def __init__(self, pages: dict[str, tuple[str, bytes]]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages = pages
        self.asked: list[str] = []
        self.closing = threading.Event()

    @property
    def root(self) -> str:
        """The address of the server, without a slash at its end."""
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def serving(pages: dict[str, tuple[str, bytes]]) -> Iterator[Server]:
    """Serve *pages* for as long as the block lasts."""
    with Server(pages) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()
