"""One set of numbers in every form: each form is read back, and all must say the same."""

from collections.abc import Iterator
from dataclasses import fields

import pytest
from factories import a_docket, a_followed, a_report, a_split, a_state, day
from forms_read import READERS, Numbers, from_json, missing_in_pdf
from looking import speaking

from bimatrack.exporters import FORMATS
from bimatrack.model import Kind
from bimatrack.quarter import Quarter
from bimatrack.reporting import PeriodReport, period_report


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def reports() -> list[PeriodReport]:
    """Make reports of many sorts: full, split while the quarter runs, of all kinds, and of nothing."""
    split = (a_followed(1, a_split(), moved_from="2026-03-02"), *a_docket())
    appeal = a_followed(9, a_state("Menjaga kebersihan", None, kind=Kind.APPEAL))
    quarter, today = Quarter(2026, 1), day("2026-03-20")
    rest = {"events": (), "releases": ()}
    return [
        a_report(),
        period_report(quarter, today, followed=split, **rest),
        period_report(quarter, quarter.end, followed=(appeal, *a_docket()), all_kinds=True, **rest),
        period_report(quarter, quarter.end, followed=(), **rest),
    ]


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("form", READERS)
def test_every_form_says_what_the_others_say(form: str, number: int) -> None:
    """Balance, means, counts by unit and kind and the rows of the matrix are those of the JSON document."""
    report = reports()[number]
    told, base = READERS[form](report), from_json(report)

    assert [*_differences(told, base)] == []


@pytest.mark.parametrize("number", range(4))
def test_the_pdf_says_what_the_others_say(number: int) -> None:
    """Each number stands beside its name and each row is there whole, as far as a reader of PDF can tell rows."""
    report = reports()[number]

    assert missing_in_pdf(report, from_json(report)) == []


def test_no_form_is_left_out() -> None:
    """Whoever adds a form has to read it back here."""
    assert {*READERS, "json", "pdf"} == {*FORMATS, "terminal"}


def _differences(told: Numbers, base: Numbers) -> Iterator[tuple[str, object, object]]:
    for name in (field.name for field in fields(Numbers)):
        here, there = getattr(told, name), getattr(base, name)
        if here is not None and here != there:
            yield name, here, there
