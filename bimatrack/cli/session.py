"""What every command has at hand: where the store lies, which day it is, who is working, where answers go."""

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bimatrack.literal import literal, one_line

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from bimatrack.store import Store


@dataclass
class Session:
    """One run of the program. *now* carries the zone; *today* is its day unless --today says otherwise."""

    db: Path
    now: datetime

    @property
    def today(self) -> date:
        """The day that everything is reckoned from."""
        return self.now.date()

    @cached_property
    def author(self) -> str:
        """Who makes the changes: BIMATRACK_AUTHOR, else the system's user name."""
        return os.environ.get("BIMATRACK_AUTHOR") or getpass.getuser()

    @cached_property
    def store(self) -> "Store":
        """The store at *db*; it is read when first asked."""
        from bimatrack.store import Store

        return Store.at(self.db)

    @property
    def on_terminal(self) -> bool:
        """Whether a person looks at standard output (TTY_COMPATIBLE=1 says so where it cannot be seen)."""
        return sys.stdout.isatty() or os.environ.get("TTY_COMPATIBLE") == "1"

    @cached_property
    def console(self) -> "Console":
        """The screen, for people."""
        from rich.console import Console

        return Console(markup=False, highlight=False, emoji=False, soft_wrap=False)

    def answer(
        self,
        *,
        as_json: bool,
        records: Callable[[], object],
        rows: Callable[[], Iterable[Sequence[str]]],
        view: Callable[[], "RenderableType"],
    ) -> None:
        """Give one answer: JSON when asked, a view on a terminal, else tab-separated rows (header first)."""
        if as_json:
            self.write(json.dumps(records(), ensure_ascii=False, indent=1))
        elif self.on_terminal:
            self.console.print(view())
        else:
            self.write("\n".join("\t".join(one_line(cell) for cell in row) for row in rows()))

    def write(self, text: str) -> None:
        """Write data to standard output as it is."""
        sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")

    def say(self, sentence: str) -> None:
        """Tell the person something beside the data, on standard error."""
        sys.stderr.write(literal(sentence) + "\n")
