"""Texts lead to the files and addresses they name, on terminals that can follow."""

from pathlib import Path

import pytest
from looking import screen
from rich.text import Text

from bimatrack.views.links import linked


def shown(place: str) -> str:
    """What a terminal is given for a text that names *place*."""
    return screen(linked(Text("Rilis"), place), 40, colour=True)


def test_a_file_that_is_there_can_be_opened(tmp_path: Path) -> None:
    """The link is the file's own address, blanks and all."""
    path = tmp_path / "rilis wali kota.txt"
    path.write_text("Rilis")

    assert f"{path.as_uri()}\x1b\\Rilis" in shown(str(path))


def test_an_address_leads_to_its_page() -> None:
    """What was fetched can be looked at where it came from."""
    assert "https://portal.example/berita/12\x1b\\Rilis" in shown("https://portal.example/berita/12")


@pytest.mark.parametrize(
    "place", ["", "tidak-ada.txt", "-", "https://x.example/\x1b]8;;", "https://x.example/a b", "a\0b", "x" * 5000]
)
def test_what_leads_nowhere_stays_plain(place: str) -> None:
    """Neither a file that has gone nor an address that could command the terminal becomes a link."""
    assert "\x1b]8" not in shown(place)
