"""What a government prints around its reports: its name, who signs, and the predicates that it grades by."""

from pathlib import Path

from msgspec import Struct

# The terms of the scale that regional governments grade their performance by; they stand on paper as they are.
_STEPS = ((91.0, "Sangat Tinggi"), (76.0, "Tinggi"), (66.0, "Sedang"), (51.0, "Rendah"))


class Scale(Struct, frozen=True):
    """Limits from the highest down, each with the predicate from there on, and what is said below the last."""

    steps: tuple[tuple[float, str], ...] = _STEPS
    lowest: str = "Sangat Rendah"

    def predicate(self, percent: float) -> str:
        """Return the predicate of the first limit that *percent* reaches."""
        return next((name for limit, name in self.steps if percent >= limit), self.lowest)


class Signatory(Struct, frozen=True):
    """Who signs: the *office*, and the *name* and staff *number* (NIP) printed under the line; "" leaves a blank."""

    office: str = ""
    name: str = ""
    number: str = ""


class Letterhead(Struct, frozen=True):
    """What a government prints around its reports; *place* stands before the day above the signatures.

    *logo* is a picture (PNG, JPEG, SVG) that stands beside its name where paper has room for it.
    """

    government: str = ""
    place: str = ""
    prepared_by: Signatory = Signatory()
    evaluated_by: Signatory = Signatory()
    logo: Path | None = None
