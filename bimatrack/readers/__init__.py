"""Where files become documents: bytes in, text out, whatever the form of the file."""

from bimatrack.readers.addresses import is_address
from bimatrack.readers.document import Document, PassedOver
from bimatrack.readers.files import SUFFIXES, Found, find_files
from bimatrack.readers.key import release_key
from bimatrack.readers.opening import Content, open_address, open_bytes, open_file
from bimatrack.readers.reading import MOST_BYTES, read_bytes, read_document

__all__ = [
    "MOST_BYTES",
    "SUFFIXES",
    "Content",
    "Document",
    "Found",
    "PassedOver",
    "find_files",
    "is_address",
    "open_address",
    "open_bytes",
    "open_file",
    "read_bytes",
    "read_document",
    "release_key",
]
