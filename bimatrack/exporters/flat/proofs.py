"""What became of the promises of rules as records and rows."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bimatrack.exporters.flat.cells import Record, text_of

if TYPE_CHECKING:
    from bimatrack.proving import Proof

_COLUMNS = ("passed", "rule", "example", "trouble")


def proof_records(proofs: "Sequence[Proof]") -> list[Record]:
    """Write what was checked: where the rule stands, its example, and what is wrong with it, None where nothing is."""
    return [
        {"passed": proof.trouble is None, "rule": proof.address, "example": proof.example, "trouble": proof.trouble}
        for proof in proofs
    ]


def proof_rows(proofs: "Sequence[Proof]") -> Iterator[Sequence[str]]:
    """Write the same as rows."""
    yield _COLUMNS
    for record in proof_records(proofs):
        yield [text_of(record[name]) for name in _COLUMNS]
