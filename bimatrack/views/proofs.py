"""What became of the promises of rules."""

from collections.abc import Sequence

from rich.console import Group, RenderableType

from bimatrack.i18n import _
from bimatrack.proving import Proof
from bimatrack.views.cells import GOOD, LATE, QUIET, cell, joined
from bimatrack.views.layout import indented


def proofs_list(proofs: Sequence[Proof]) -> RenderableType:
    """Show each promise on a line, and below it what is wrong where it is broken."""
    return Group(*map(_proof, proofs))


def _proof(proof: Proof) -> RenderableType:
    if proof.trouble is None:
        return joined((cell(_("passed"), GOOD), cell(proof.address, QUIET), cell(proof.example)))
    head = joined((cell(_("failed"), LATE), cell(proof.address, QUIET), cell(proof.example)))
    return Group(head, indented(cell(proof.trouble)))
