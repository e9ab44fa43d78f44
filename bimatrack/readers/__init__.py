"""Where files become documents: bytes in, text out, whatever the form of the file."""

from bimatrack.readers.document import Document, read_bytes, read_document
from bimatrack.readers.files import SUFFIXES, find_files
from bimatrack.readers.key import release_key

__all__ = ["SUFFIXES", "Document", "find_files", "read_bytes", "read_document", "release_key"]
