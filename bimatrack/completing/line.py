"""The command line so far, as the shell hands it over: whole words, and the one that is being typed."""

from collections.abc import Mapping
from dataclasses import dataclass

_QUOTES = "'\""
_PREFIXES = "@"  # of these bash leaves the one that parts to the word behind it
_BREAKS = "=:@><;|&("  # what parts words for bash itself, beside blanks and quotes; see COMP_WORDBREAKS


@dataclass(frozen=True, slots=True)
class Line:
    """The *words* before the one being typed, the program's own name left out, and that one so far: *current*.

    All are as the program would get them. *quote* is the quotation mark that is open at the end, else "". *head* counts
    the characters of *current* that bash keeps in any case: it takes what follows an "=" for a word of its own.
    """

    words: tuple[str, ...]
    current: str = ""
    quote: str = ""
    head: int = 0


def read_line(environ: Mapping[str, str], shell: str) -> Line:
    """Read the line that *shell* left in *environ*, up to the cursor."""
    text = environ.get("_TYPER_COMPLETE_ARGS")
    if text is None:  # The script that Typer writes for bash hands over the words.
        words = environ.get("COMP_WORDS", "").split("\n" if "\n" in environ.get("COMP_WORDS", "") else " ")
        count = int(environ.get("COMP_CWORD", "0"))
        text = " ".join([*words[:count], *(words[count : count + 1] or [""])])
    escape = "`" if shell in ("powershell", "pwsh") else "\\"
    return _read(text.lstrip(), escape, environ.get("COMP_WORDBREAKS", _BREAKS))


def _read(text: str, escape: str, breaks: str) -> Line:
    words: list[str] = []
    word: str | None = None
    quote, head = "", 0
    signs = iter(text)
    for sign in signs:
        if sign == escape and quote != "'":
            word = (word or "") + next(signs, "")
        elif quote:
            word, quote = (word, "") if sign == quote else ((word or "") + sign, quote)
        elif sign in _QUOTES:
            word, quote, head = word or "", sign, len(word or "")
        elif sign.isspace():
            words += [] if word is None else [word]
            word, head = None, 0
        else:
            word = (word or "") + sign
            head = len(word) - (sign in _PREFIXES) if sign in breaks else head
    return Line(tuple(words[1:]), word or "", quote, head)
