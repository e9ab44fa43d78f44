"""How commands talk with the person at the terminal and with what reads their output."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING

from bimatrack.attending import Person
from bimatrack.errors import UsageError
from bimatrack.i18n import _
from bimatrack.literal import literal, tabbed

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


class Talk:
    """Standard output for data, standard error for words; *quiet* leaves out what nobody asked for."""

    quiet: bool = False

    @property
    def on_terminal(self) -> bool:
        """Whether a person looks at standard output (TTY_COMPATIBLE=1 says so where it cannot be seen)."""
        return sys.stdout.isatty() or os.environ.get("TTY_COMPATIBLE") == "1"

    @property
    def with_person(self) -> bool:
        """Whether a person both looks at the output and types the input, so that something can be asked."""
        return self.on_terminal and sys.stdin.isatty()

    @cached_property
    def person(self) -> Person:
        """Who is asked for a password where a server wants one, and told where others may read what goes there."""
        seated = sys.stdin.isatty() and sys.stderr.isatty()
        return Person(_ask_secret, self.say) if seated else Person()

    def pause(self) -> None:
        """Let go, before a person thinks or looks, of what nobody needs meanwhile."""

    def ask(self, question: str) -> str | None:
        """Ask the person something and return the answer; None when there will be no more (end of input, Ctrl-C)."""
        self.pause()
        sys.stderr.write(f"{literal(question)} ")
        sys.stderr.flush()
        try:
            line = sys.stdin.readline()
        except KeyboardInterrupt:
            line = ""
        if not line:
            sys.stderr.write("\n")
        return line.strip() if line else None

    @cached_property
    def console(self) -> "Console":
        """The screen, for people."""
        from rich.console import Console

        return Console(markup=False, highlight=False, emoji=False, soft_wrap=False)

    def show(self, view: "RenderableType", *, paged: bool) -> None:
        """Show *view* on the terminal, through the pager if *paged* and there is more of it than fits the screen."""
        from bimatrack.cli.paging import page, pager

        self.pause()
        if not (paged and pager()):
            self.console.print(view)
            return
        texts = self._texts(view)
        fitting = page(texts, self.console.height)
        if fitting is not None:
            self.write("".join([*fitting, *texts]))

    def _texts(self, view: "RenderableType") -> Iterator[str]:
        """Draw the parts of *view*, each when it is its turn."""
        from bimatrack.views.layout import portions

        for part in portions(view, self.console.width):
            with self.console.capture() as shown:
                self.console.print(part)
            yield shown.get()

    def write_rows(self, rows: Iterable[Sequence[str]]) -> None:
        """Write rows to standard output, one a line, cells parted by tabs."""
        self.write("\n".join(map(tabbed, rows)))

    def write(self, text: str) -> None:
        """Write data to standard output as it is."""
        sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")

    def write_file(self, content: str | bytes) -> None:
        """Write a whole file to standard output.

        Raises:
            UsageError: it is no text, and a terminal would show it.
        """
        if isinstance(content, str):
            self.write(content)
            return
        if sys.stdout.isatty():
            raise UsageError(_("This form is no text to look at; name a file for it with -o."))
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()

    def confirms(self, question: str, *, otherwise: bool = False) -> bool:
        """Ask on the terminal; only a yes in either language is one, and a bare Enter is what holds *otherwise*."""
        self.pause()
        sys.stderr.write(f"{literal(question)} [{'Y/n' if otherwise else 'y/N'}] ")
        sys.stderr.flush()
        try:
            line = sys.stdin.readline()
        except KeyboardInterrupt:
            sys.stderr.write("\n")
            raise
        if not line:
            sys.stderr.write("\n")
        return otherwise if line.strip() == "" and line else line.strip().lower() in ("y", "ya", "yes")

    def say(self, sentence: str) -> None:
        """Tell the person something beside the data, on standard error; nothing with --quiet."""
        if not self.quiet:
            self.tell(sentence)

    def tell(self, sentence: str) -> None:
        """Tell the person what must be heard, on standard error: what went wrong, or what belongs to a question."""
        with suppress(OSError):  # Who closed it wants to hear nothing.
            sys.stderr.write(f"{wrapped(literal(sentence))}\n")


def _ask_secret(user: str, host: str) -> str | None:
    """Ask for the password of *user* at *host*, which is not shown as it is typed; None when there will be none."""
    from getpass import getpass

    try:
        return getpass(literal(_("Password for {user} at {host}:").format(user=user, host=host)) + " ")
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        raise
    except (EOFError, ValueError):  # The input is at its end, or is no text.
        sys.stderr.write("\n")
        return None


def wrapped(text: str) -> str:
    """Break *text* between words where a person reads it on a terminal's standard error; else leave it as it is."""
    if not sys.stderr.isatty():
        return text
    width = get_terminal_size().columns
    return "\n".join(
        fill(line, width, break_long_words=False, break_on_hyphens=False) if len(line) > width else line
        for line in text.split("\n")
    )
