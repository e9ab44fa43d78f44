"""Puts what stands beside a text, such as its headline, above it."""

import re

_SPACE = re.compile(r"\s+")
_TOP = 600  # letters at the beginning of a text in which its headline stands


def headed(text: str, *lines: str | None) -> str:
    """Put *lines* above *text*, as releases have them, each unless the text begins with it."""
    top = _folded(text[:_TOP])
    missing = [line for line in lines if line and _folded(line) not in top]
    return "\n\n".join(["\n".join(missing), text]) if missing else text


def _folded(text: str) -> str:
    return _SPACE.sub("", text).casefold()
