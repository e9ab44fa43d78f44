"""The Indonesian catalogue says everything that the code says, and says it whole."""

import re
from collections import Counter
from gettext import GNUTranslations
from io import BytesIO
from string import Formatter

import pytest
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import read_mo
from catalogue import (
    MO,
    PO,
    Indonesian,
    as_mo,
    as_po,
    complete,
    entries,
    forms,
    in_step,
    messages_in_code,
    read_catalogue,
)
from conftest import Run
from looking import speaking

from bimatrack.cli.table import COMMANDS
from bimatrack.i18n import ngettext

# What has to be typed as it stands: options, and what is quoted as a command.
_TYPED = re.compile(r"(?<!\w)--?[a-z][a-z-]*|`[^`]+`|“bimatrack [^”]+”")
_STOPS = (".", ":", "?")


def translated() -> list[Entry]:
    """What the catalogue says in Indonesian."""
    return [entry for entry in entries(read_catalogue()) if complete(entry)]


def placeholders(text: str) -> Counter[str]:
    """The names in braces, with how often each stands there."""
    return Counter(name for _text, name, _form, _conversion in Formatter().parse(text) if name is not None)


def test_every_message_of_the_code_is_translated() -> None:
    """Whatever the program can say, it can say in Indonesian."""
    assert messages_in_code() - {entry.id for entry in translated()} == set()


def test_the_catalogue_holds_nothing_that_nobody_says() -> None:
    """A message that leaves the code leaves the catalogue."""
    assert {entry.id for entry in entries(read_catalogue())} - messages_in_code() == set()


def test_a_translation_has_the_placeholders_of_its_message() -> None:
    """No value is lost and none asked for that nobody gives; they may stand in another order."""
    for entry in translated():
        for said in forms(entry.string):
            assert placeholders(said) == placeholders(forms(entry.id)[-1]), entry.id


def test_what_is_to_be_typed_is_never_translated() -> None:
    """Options and commands are called the same in both languages."""
    for entry in translated():
        for said in forms(entry.string):
            assert set(_TYPED.findall(said)) == set(_TYPED.findall(forms(entry.id)[-1])), entry.id


def test_a_translation_ends_as_its_message() -> None:
    """A sentence stays a sentence and a phrase a phrase, since the code puts phrases together."""
    for entry in translated():
        for said in forms(entry.string):
            assert said == said.strip(), entry.id
            assert said.endswith(_STOPS) == forms(entry.id)[-1].endswith(_STOPS), entry.id


def test_the_compiled_catalogue_says_the_same() -> None:
    """What translators wrote is what the program reads."""
    written = {forms(entry.id): forms(entry.string) for entry in translated()}

    with MO.open("rb") as file:
        assert {forms(entry.id): forms(entry.string) for entry in entries(read_mo(file))} == written


def test_keeping_it_in_step_again_changes_nothing() -> None:
    """Both files are as the tool writes them, to the byte."""
    again = in_step(read_catalogue(), messages_in_code())

    assert as_po(again) == PO.read_bytes()
    assert as_mo(again) == MO.read_bytes()


def test_a_new_message_waits_and_an_old_one_goes() -> None:
    """Translations of what is still said are kept; a message that became a plural one is asked for anew."""
    old = Indonesian()
    for message in ("kept", "gone", "{n} day"):
        old.add(message, message.upper())

    now = in_step(old, {"kept", "new", ("{n} day", "{n} days")})

    assert [(entry.id, any(forms(entry.string))) for entry in entries(now)] == [
        ("kept", True),
        ("new", False),
        (("{n} day", "{n} days"), False),
    ]


def test_unfinished_translations_are_not_compiled() -> None:
    """What is empty or marked as a guess is said in English until somebody has finished it."""
    some = Indonesian()
    some.add("Summary", "Ringkasan")
    some.add("Reason", "Sebab", flags=["fuzzy"])
    some.add("Source")
    some.add(("{n} day", "{n} days"))

    said = GNUTranslations(BytesIO(as_mo(some)))

    assert [said.gettext(word) for word in ("Summary", "Reason", "Source")] == ["Ringkasan", "Reason", "Source"]
    assert [said.ngettext("{n} day", "{n} days", n) for n in (1, 2)] == ["{n} day", "{n} days"]


@pytest.mark.parametrize("n", [0, 1, 2, 21])
def test_indonesian_counts_with_one_form(n: int) -> None:
    """One directive is counted like two."""
    with speaking("id"):
        assert ngettext("{n} day late", "{n} days late", n) == "terlambat {n} hari"


def test_no_command_is_cut_short_in_the_table_of_commands(bima: Run) -> None:
    """The first sentence on each command fits its line."""
    table = bima("--help", lang="id", screen=80).out.partition("\nPerintah:\n")[2]

    assert [line.split()[0] for line in table.splitlines()] == list(COMMANDS)
    assert [line for line in table.splitlines() if line.endswith("...")] == []
