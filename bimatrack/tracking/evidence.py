"""What proves that something was done: files, whose bytes are remembered by their hash, and addresses."""

import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bimatrack.errors import UsageError
from bimatrack.history import Action, Tracked
from bimatrack.i18n import _
from bimatrack.literal import one_line
from bimatrack.model import Evidence
from bimatrack.store import Draft, Store
from bimatrack.tracking.recording import Mark, Outcome, Sets, record

_CHUNK = 1 << 20
_LARGEST = 4_000_000_000  # bytes; a film of a meeting, looked through in half a minute
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://(.*)", re.IGNORECASE | re.DOTALL)
_WEB = ("http", "https")


class Proof(StrEnum):
    """How a piece of evidence is found when it is looked at again."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    ADDRESS = "address"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Checked:
    """A piece of evidence of the directive *number*, and how it was found; addresses and mere words are not looked at.

    *why* says what keeps a file from being read; empty where nothing does.
    """

    number: int
    evidence: Evidence
    found: Proof
    why: str = ""

    @property
    def broken(self) -> bool:
        """Whether it no longer is what it was when it was given."""
        return self.found in (Proof.CHANGED, Proof.GONE)


def read_evidence(words: Iterable[str], folder: Path, *, missing_ok: bool = False) -> tuple[Evidence, ...]:
    """Read evidence as people name it: a file, looked for from *folder* on, or an http(s) address.

    A file is kept by its absolute path, so that it is found again from any folder, with the hash of its bytes. An
    address is kept as it is and never fetched. With *missing_ok*, what is no file is kept as the mere words.

    Raises:
        UsageError: there is no such file, it cannot be read, or it is no file.
    """
    return tuple(_read(word, folder, missing_ok=missing_ok) for word in words)


def prove(store: Store, numbers: Iterable[int], evidence: Iterable[Evidence], mark: Mark) -> Outcome:
    """Add *evidence* to directives, closed ones too; a file that they have already takes the hash of today.

    Raises:
        NothingToDoError: all have just that already.
    """

    def values(tracked: Tracked, _draft: Draft) -> Sets:
        return (("evidence", with_evidence(tracked.state.evidence, new)),)

    new = tuple(evidence)
    return record(store, numbers, mark, Action.EVIDENCE, values)


def with_evidence(known: Iterable[Evidence], more: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return what is *known* with *more* of it; of a place that is named again the later hash counts."""
    return tuple({one.place: one for one in (*known, *more)}.values())


def check(directives: Iterable[Tracked]) -> tuple[Checked, ...]:
    """Look at the evidence of *directives* again, in their order."""
    return tuple(_checked(tracked.number, one) for tracked in directives for one in tracked.state.evidence)


def is_address(place: str) -> bool:
    """Whether a place is one of the web."""
    scheme = _SCHEME.fullmatch(place)
    return scheme is not None and scheme[1].lower() in _WEB


def _read(word: str, folder: Path, *, missing_ok: bool) -> Evidence:
    if not word.strip():
        raise UsageError(_("The evidence is blank; name a file or an address."))
    if scheme := _SCHEME.fullmatch(word.strip()):
        return Evidence(_address(word.strip(), scheme[1].lower(), scheme[2]))
    path = Path(os.path.normpath(folder / os.path.expanduser(word)))  # noqa: PTH111 - Path's own raises where there is no such user
    try:
        return Evidence(str(path), _hash_of(path))
    except FileNotFoundError:
        if missing_ok:
            return Evidence(word.strip())
        raise UsageError(
            _("There is no file {path}; check its name, or keep it as mere words with --missing-ok.").format(
                path=one_line(str(path))
            )
        ) from None
    except (OSError, ValueError) as error:
        if missing_ok and not isinstance(error, _NoFileError):
            return Evidence(word.strip())
        raise UsageError(_unreadable(path, error)) from error


def _address(word: str, scheme: str, rest: str) -> str:
    if scheme not in _WEB or not rest.strip("/") or word.split() != [word]:
        raise UsageError(
            _(
                "“{word}” is no address that can prove something; write one such as https://contoh.go.id/bast.pdf."
            ).format(word=word)
        )
    place = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if "@" in place:
        raise UsageError(
            _("The address at {host} holds a name or password, which would stand in reports; take it out.").format(
                host=place.rpartition("@")[2]
            )
        )
    return word


class _NoFileError(OSError):
    """What stands at a path is a folder, a device, or larger than any proof."""


def _hash_of(path: Path) -> str:
    """Return the hash of a file's bytes.

    Raises:
        OSError: it is not there, cannot be read, or is no regular file.
    """
    found = path.stat()
    mode = found.st_mode
    if stat.S_ISDIR(mode):
        raise _NoFileError(_("it is a folder"))
    if not stat.S_ISREG(mode):
        raise _NoFileError(_("it is no regular file"))
    if found.st_size > _LARGEST:
        raise _NoFileError(_("it is larger than {n} GB").format(n=_LARGEST // 1000**3))
    import hashlib

    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _unreadable(path: Path, error: Exception) -> str:
    return _("{path} cannot be evidence: {why}; name a file that can be read.").format(
        path=one_line(str(path)), why=_why(error)
    )


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _checked(number: int, evidence: Evidence) -> Checked:
    if evidence.sha256 is None:
        return Checked(number, evidence, Proof.ADDRESS if is_address(evidence.place) else Proof.WORD)
    try:
        same = _hash_of(Path(evidence.place)) == evidence.sha256
    except (OSError, ValueError) as error:
        return Checked(number, evidence, Proof.GONE, "" if isinstance(error, FileNotFoundError) else _why(error))
    return Checked(number, evidence, Proof.SAME if same else Proof.CHANGED)
