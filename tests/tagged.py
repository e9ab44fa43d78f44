"""Reads sentences whose directives are marked with tags: `<owner>Camat</owner> wajib <ask>mendata warga</ask>`."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_TAG = re.compile(r"<(?P<name>owner|ask|due|speaker)(?: day=(?P<day>[\d-]+))?>(?P<words>.*?)</(?P=name)>")


@dataclass(frozen=True)
class Tagged:
    """A sentence without its tags, and what they mark, in the order of the text."""

    text: str
    asks: tuple[str, ...]
    owners: tuple[str, ...]
    speakers: tuple[str, ...]
    days: tuple[date, ...]


def read_tagged(path: Path) -> list[Tagged]:
    """Read one sentence a line; empty lines and lines that begin with # are passed over."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [_tagged(line) for line in lines if line and not line.startswith("#")]


def _tagged(line: str) -> Tagged:
    found = list(_TAG.finditer(line))

    def words(name: str) -> tuple[str, ...]:
        return tuple(match["words"] for match in found if match["name"] == name)

    days = tuple(date.fromisoformat(match["day"]) for match in found if match["day"])
    return Tagged(_TAG.sub(lambda m: m["words"], line), words("ask"), words("owner"), words("speaker"), days)
