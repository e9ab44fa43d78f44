"""A door of TLS before a database server that has none: with a certificate of its own making, as an office has."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from select import select
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_REQUEST = bytes.fromhex("0000000804d2162f")  # with which PostgreSQL's library asks for TLS


def certificate(folder: Path, name: str) -> Path:
    """Make a certificate for *name*, signed by itself, and its key beside it; return where it lies."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.crt"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    path.with_suffix(".key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path


@contextmanager
def encrypted(port: int, shown: Path) -> Iterator[int]:
    """Stand before the server at *port*, show the certificate *shown*, and give the port to come to."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, shown.with_suffix(".key"))
    over = Event()

    class Door(BaseRequestHandler):
        """Who comes in is let through to the server, until one of both leaves or all is over."""

        request: socket.socket

        def handle(self) -> None:
            """Do it; who does not believe the certificate goes away again."""
            with suppress(OSError):
                if self.request.recv(8, socket.MSG_WAITALL) == _REQUEST:
                    self.request.sendall(b"S")
                    inside = context.wrap_socket(self.request, server_side=True)
                    with inside, socket.create_connection(("127.0.0.1", port)) as beyond:
                        _pass_on(inside, beyond, over)

    with ThreadingTCPServer(("127.0.0.1", 0), Door) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            over.set()
            server.shutdown()
            thread.join()


def _pass_on(inside: ssl.SSLSocket, beyond: socket.socket, over: Event) -> None:
    while not over.is_set():
        ready = [inside] if inside.pending() else select([inside, beyond], [], [], 0.05)[0]
        for one in ready:
            part = one.recv(65536)
            if not part:
                return
            (beyond if one is inside else inside).sendall(part)
