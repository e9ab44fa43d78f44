"""A directive as a small text that a person edits: "key: value" lines, with comments."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, fields

from bimatrack.errors import UsageError
from bimatrack.history import State, Tracked
from bimatrack.i18n import _
from bimatrack.labels import kind_label, priority_label
from bimatrack.literal import one_line
from bimatrack.model import Kind, Priority

_WIDTH = 76
_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Form:
    """What of a directive can be edited, each field as it is typed; blank where there is nothing.

    *owners* are parted by semicolons, as their names hold commas. *due* is the day, *wording* the words that set it.
    """

    text: str = ""
    kind: str = ""
    owners: str = ""
    due: str = ""
    wording: str = ""
    priority: str = ""
    tags: str = ""
    obstacle: str = ""


def form_of(state: State) -> Form:
    """Return the form that says how a directive stands."""
    return Form(
        text=one_line(state.text),
        kind=kind_label(state.kind).lower(),
        owners=one_line(_BETWEEN.join(state.owners)),
        due=state.due.isoformat() if state.due else "",
        wording=one_line(state.due_text or ""),
        priority=priority_label(state.priority),
        tags=one_line(", ".join(state.tags)),
        obstacle=one_line(state.obstacle or ""),
    )


def written(form: Form, tracked: Tracked, problem: str = "") -> str:
    """Write *form* of the directive *tracked* as the text to edit; a *problem* with what was typed stands on top."""
    labels, hints = _labels(), _hints()
    lines = [*_comment(problem, "#! "), *(["#"] if problem else []), *_head(tracked), ""]
    for field in fields(Form):
        lines += _comment(hints.get(field.name, ""))
        lines.append(f"{labels[field.name]}: {getattr(form, field.name)}".rstrip())
    return "\n".join(lines) + "\n"


def read_form(text: str) -> Form | None:
    """Read a form that was edited; None where nothing but comments is left.

    Raises:
        UsageError: a line is no field, a field is named twice or left out.
    """
    names = {label.casefold(): name for name, label in _labels().items()} | {f.name: f.name for f in fields(Form)}
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        label, colon, value = line.partition(":")
        name = names.get(" ".join(label.split()).casefold())
        if not colon or name is None or name in found:
            raise UsageError(
                _("Line {n}, “{line}”, is no field of the form; write each field once, as “name: value”.").format(
                    n=number, line=one_line(line)
                )
            )
        found[name] = value.strip()
    if not found:
        return None
    for name, label in _labels().items():
        if name not in found:
            raise UsageError(_("The line “{label}:” is missing; leave what is empty blank.").format(label=label))
    return Form(**found)


def kind_named(word: str) -> Kind:
    """Read a kind in English or the user's language.

    Raises:
        UsageError: it is none.
    """
    named = {kind_label(kind).casefold(): kind for kind in Kind} | {kind.value: kind for kind in Kind}
    if word.strip().casefold() not in named:
        choices = ", ".join(kind_label(kind).lower() for kind in Kind)
        raise UsageError(_("“{value}” is none of {choices}.").format(value=word, choices=choices))
    return named[word.strip().casefold()]


def owners_named(text: str) -> tuple[str, ...]:
    """Part the owners of a form, each once."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))


def _labels() -> dict[str, str]:
    return {
        "text": _("Directive"),
        "kind": _("Kind"),
        "owners": _("Responsible"),
        "due": _("Last day"),
        "wording": _("Wording of the deadline"),
        "priority": _("Priority level"),
        "tags": _("Tags"),
        "obstacle": _("Obstacle"),
    }


def _hints() -> dict[str, str]:
    return {
        "kind": ", ".join(kind_label(kind).lower() for kind in Kind),
        "owners": _("several parted by semicolons"),
        "due": _("such as 2026-03-31, or in words; blank for none"),
        "priority": ", ".join(priority_label(level) for level in Priority),
    }


def _head(tracked: Tracked) -> Iterator[str]:
    yield from _comment(
        _(
            "Directive {number}. Lines with # are not read. What you save is kept as one step; "
            "saving it unchanged, or empty, changes nothing."
        ).format(number=tracked.number)
    )
    yield from _comment(
        _("The words of the source stay as they are: “{quote}”").format(quote=one_line(tracked.directive.quote.text))
    )


def _comment(text: str, mark: str = "# ") -> Iterator[str]:
    for line in textwrap.wrap(text, _WIDTH):
        yield mark + line
