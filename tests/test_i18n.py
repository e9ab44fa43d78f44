"""How messages find their Indonesian form."""

import gettext

import pytest
from catalogue import complete, entries, read_catalogue

from bimatrack.i18n import DOMAIN, LOCALE_DIR, _, ngettext, speaking


def test_each_message_is_found_as_the_standard_library_finds_it() -> None:
    """Looking a message up where it stands in the file gives what reading the whole file gives."""
    read = gettext.translation(DOMAIN, str(LOCALE_DIR), ["id"])
    messages = [entry.id for entry in entries(read_catalogue()) if complete(entry)]
    single = [message for message in messages if isinstance(message, str)]
    counted = [message for message in messages if not isinstance(message, str)]

    with speaking("id"):
        assert [_(message) for message in single] == [read.gettext(message) for message in single]
        assert [ngettext(one, many, 2) for one, many in counted] == [
            read.ngettext(one, many, 2) for one, many in counted
        ]

    assert len(single) > 1000
    assert counted


@pytest.mark.parametrize("message", ["", "a", "no such message", "~~~", "Print JSON"])
def test_what_is_not_in_the_file_comes_back_as_it_is(message: str) -> None:
    """Before the first message, between two of them and behind the last one, an unknown one stays English."""
    with speaking("id"):
        assert _(message) == message
        assert [ngettext(message, "many", n) for n in (1, 2)] == [message, "many"]
