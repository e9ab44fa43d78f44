"""What comes with the program: few libraries, within bounds, each with its reason and a licence that allows it."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from supply import BAD, CLEAN, UNKNOWN, Installed, audit, installed

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXTRAS = PROJECT["project"]["optional-dependencies"]
NEEDED = [
    *PROJECT["project"]["dependencies"],
    *(one for name in ("office", "pdf", "board", "cluster", "postgres") for one in EXTRAS[name]),
]
EVERYTHING = [*NEEDED, *EXTRAS["test"], *EXTRAS["release"], *PROJECT["build-system"]["requires"]]


@pytest.mark.parametrize("text", [one for one in EVERYTHING if not one.startswith("bimatrack")])
def test_each_library_is_held_within_bounds(text: str) -> None:
    """From a version that was tried up to the next that may change."""
    signs = {one.operator for one in Requirement(text).specifier}

    assert signs == {">=", "<"}, text


@pytest.mark.parametrize("text", NEEDED)
def test_each_library_has_its_reason(text: str) -> None:
    """The table says what it is for, why it and no other, and what it costs."""
    table = CONTRIBUTING.partition("## Why these libraries")[2].partition("\n## ")[0].lower()
    rows = [line for line in table.splitlines() if line.startswith(f"| {Requirement(text).name.lower()} ")]

    assert rows or f"`{Requirement(text).name.lower()}`" in table


def test_every_licence_is_listed_and_lets_us() -> None:
    """What is installed here stands in the list, and none of it binds who hands bimatrack on."""
    listed = set(re.findall(r"^\| ([a-z][\w.-]*) \| [^|]+ \| [^|]+ \|$", CONTRIBUTING, re.MULTILINE))
    every = installed()

    assert len(every) > 25
    assert [one for one in every if not one.free] == []
    assert [one.name for one in every if one.name not in listed] == []


@pytest.mark.parametrize(
    ("licence", "free"),
    [
        ("MIT", True),
        ("Apache-2.0 AND CNRI-Python", True),
        ("GPL-3.0-only OR MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-or-later", False),
        ("LGPL-2.1", False),
        ("UNKNOWN", False),
        ("", False),
    ],
)
def test_a_licence_that_binds_or_is_unknown_is_found(licence: str, free: bool) -> None:
    """All parts of an AND count, one of an OR is enough, and none is no licence."""
    assert Installed("x", "1", licence).free is free


def _answer(*found: dict[str, object]) -> str:
    return json.dumps({"dependencies": found})


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (_answer({"name": "a", "version": "1", "vulns": []}), CLEAN),
        (_answer({"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1"}]}), BAD),
        (_answer({"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not found"}), UNKNOWN),
        (_answer({"name": "a", "version": "1", "vulns": [{"id": "X"}]}, {"name": "b", "skip_reason": "y"}), BAD),
        (_answer(), UNKNOWN),
        ("", UNKNOWN),
        ("Traceback", UNKNOWN),
        ("[]", UNKNOWN),
    ],
)
def test_an_audit_that_could_not_be_done_does_not_pass(answer: str, code: int) -> None:
    """What could not be looked up is told, and is neither clean nor weak."""
    assert audit(answer)[0] == code


def test_the_licence_is_there_and_goes_with_the_package() -> None:
    """The file says what the package claims."""
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert PROJECT["project"]["license"] == "MIT"
    assert text.startswith("MIT License")
    assert "bimatrack" in text
    assert PROJECT["project"]["license-files"] == ["LICENSE"]
