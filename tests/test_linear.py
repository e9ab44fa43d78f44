"""No text blows up: the work of reading grows with its length and with nothing else."""

import sys
from types import FrameType

import pytest
from hostile import HOSTILE

from bimatrack.readers import Document
from bimatrack.reading import read
from bimatrack.registry import Registry

LENGTH = 2500
MOST = 2.2  # for twice the text; what grows with the square takes 4


def steps(text: str) -> int:
    """Count the lines of the program that run while *text* is read: unlike time, the same on every machine."""
    count = 0

    def line(_frame: FrameType, event: str, _value: object) -> object:
        nonlocal count
        count += event == "line"
        return line

    registry, before = Registry.load(), sys.gettrace()
    sys.settrace(line)
    try:
        read(Document("uji.txt", text), registry)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("kind", HOSTILE)
def test_twice_the_text_is_twice_the_work(kind: str) -> None:
    """Thousands of commas, quotes in quotes, texts without a full stop: none takes more than its length explains."""
    text = HOSTILE[kind]
    read(Document("uji.txt", text(2 * LENGTH)), Registry.load())  # what is remembered of words is remembered now

    once, twice = steps(text(LENGTH) + " satu"), steps(text(2 * LENGTH) + " dua")

    assert twice <= MOST * once
