"""A file of settings to begin with: every setting in it, explained and still switched off."""

from collections.abc import Iterator

from bimatrack.i18n import _
from bimatrack.settings.keys import FREE_KEYS, KEYS, Key
from bimatrack.settings.meanings import meaning
from bimatrack.settings.writing import item


def template() -> str:
    """Return the whole file."""
    lines = [
        f"# {_('Settings of bimatrack; `bimatrack config` explains them.')}",
        f"# {_('Take away the sign # before a setting to switch it on.')}",
        "",
    ]
    table = ""
    for key in (*KEYS, *FREE_KEYS):
        if key.table != table:
            table = key.table
            lines += [f"[{table}]"]
        lines += [*_explained(key), ""]
    return "\n".join(lines)


def _explained(key: Key) -> Iterator[str]:
    name = key.name.rpartition(".")[2]
    example = {"NAME": "mingguan", "COMMAND": "list"}.get(name, name)
    yield f"# {meaning(key)}"
    yield f"#{example} = {item(key, key.example).as_string()}"
