"""The values that asking yields: what was understood of one wording, and one thing that is asked."""

from msgspec import Struct

from bimatrack.model import Kind, Quote, Span
from bimatrack.rules.language import Frame


class Ask(Struct, frozen=True):
    """One thing that is asked.

    *scope* is the stretch in which a deadline for it may stand. *frame* and *rule* tell how it was found,
    *weight* how sure the wording makes us. *subject* is the one who asks, where the sentence names him beside the
    wording. *shared* tells that a deadline behind the next ask of the same breath is its own too, *dated* that it
    is an ask only with a deadline, *negative* that it says what not to do. *also* holds remarks that say the same
    again. *setting* is what stands before the clause of the first ask of a sentence.
    """

    quote: Span
    scope: Span
    owners: tuple[Quote, ...]
    rule: str
    frame: Frame
    weight: float
    kind: Kind = Kind.INSTRUCTION
    subject: Quote | None = None
    shared: bool = False
    dated: bool = False
    negative: bool = False
    also: tuple[Span, ...] = ()
    setting: Span | None = None


class Found(Struct, frozen=True):
    """What was understood of one wording: the words of the thing asked, and the first word behind it."""

    first: int
    last: int
    owners: tuple[Quote, ...]
    after: int
    subject: Quote | None = None
    soft: bool = False
