"""Words of others in a message for a messenger, where nothing in them is markup."""

from bimatrack.literal import one_line

# What messengers take for markup, and what looks like it and is none.
_HARMLESS = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})


def quoted(text: str) -> str:
    """Return words of others on one line, as nothing but words."""
    return one_line(text).translate(_HARMLESS)
