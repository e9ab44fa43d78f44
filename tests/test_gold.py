"""Reading does not get worse: the figures on the annotated releases of data/corpus."""

import tomllib
from pathlib import Path

import pytest
from scoring import CORPUS, Figures, measure

SCORES = tomllib.loads((Path(__file__).parent / "scores.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def figures() -> Figures:
    """What reading the whole corpus yields."""
    return measure(CORPUS)


@pytest.mark.parametrize("part", ["directives", "usable", "dues", "events"])
def test_figures_do_not_fall(figures: Figures, part: str) -> None:
    """F1 of each part is at least what was once reached."""
    assert round(getattr(figures, part).f1, 3) >= SCORES[part]


def test_days_of_releases_are_read(figures: Figures) -> None:
    """The day is right in at least as many releases as once."""
    assert figures.days_right >= SCORES["days_right"]
    assert figures.releases == len(list(CORPUS.glob("*.txt")))
