"""The command that a new user begins with: it asks for the few settings that matter, and writes them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from bimatrack.cli.options import Json
from bimatrack.cli.session import Session
from bimatrack.cli.standing import place as file_of
from bimatrack.cli.standing import standing, typed_value
from bimatrack.errors import NothingToDoError, StoppedError, UsageError
from bimatrack.i18n import _, language, set_language
from bimatrack.settings import Said, Settings, Standing, read_settings

_BLANK = "-"


def init(
    ctx: typer.Context,
    government: Annotated[
        str | None, typer.Option("--government", metavar="NAME", help="Whose reports it prints.")
    ] = None,
    place: Annotated[
        str | None, typer.Option("--place", metavar="NAME", help="The place above the signatures.")
    ] = None,
    prepared_office: Annotated[
        str | None, typer.Option("--prepared-office", metavar="NAME", help="The office that prepares the report.")
    ] = None,
    prepared_name: Annotated[
        str | None, typer.Option("--prepared-name", metavar="NAME", help="Who prepares the report.")
    ] = None,
    prepared_number: Annotated[
        str | None, typer.Option("--prepared-number", metavar="NIP", help="Their staff number.")
    ] = None,
    evaluated_office: Annotated[
        str | None, typer.Option("--evaluated-office", metavar="NAME", help="The office that evaluates the report.")
    ] = None,
    evaluated_name: Annotated[
        str | None, typer.Option("--evaluated-name", metavar="NAME", help="Who evaluates the report.")
    ] = None,
    evaluated_number: Annotated[
        str | None, typer.Option("--evaluated-number", metavar="NIP", help="Their staff number.")
    ] = None,
    author: Annotated[
        str | None, typer.Option("--author", metavar="NAME", help="Who signs changes in the history.")
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Ask nothing; take the options and what stands there.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Set up bimatrack: ask for what matters, show it, write it.

    Again it proposes what is there. Without a terminal it takes the options, --lang and --db among them.

    Examples:
      bimatrack init
      bimatrack init --yes --lang id --government "Pemerintah Kota Bima" --place "Kota Bima"
    """
    session: Session = ctx.obj
    options = {
        "government": government,
        "place": place,
        "signatures.prepared_by.office": prepared_office,
        "signatures.prepared_by.name": prepared_name,
        "signatures.prepared_by.number": prepared_number,
        "signatures.evaluated_by.office": evaluated_office,
        "signatures.evaluated_by.name": evaluated_name,
        "signatures.evaluated_by.number": evaluated_number,
        "author": author,
    }
    path = file_of(session)
    before = read_settings(path)
    proposed = _proposed(ctx, before, options)
    asking = session.with_person and not yes
    answers = _ask(ctx, proposed) if asking else [Said(key, _checked(ctx, key, text)) for key, text in proposed.items()]
    _write(session, path, before, answers, _built_in(standing(ctx, before)), asking=asking, as_json=as_json)


def _proposed(ctx: typer.Context, before: Settings, options: Mapping[str, str | None]) -> dict[str, str]:
    """Return what each question proposes: the option, else what is there, else what is built in."""
    from bimatrack.settings import Source
    from bimatrack.settings.beginning import questions

    now = {one.key.name: one for one in standing(ctx, before)}
    given = {key: text for key, text in options.items() if text is not None}
    given |= {key: one.text for key, one in now.items() if one.source is Source.OPTION}
    fallback = {key: one.built_in for key, one in now.items()} | {"language": language()}
    names = [question.key.name for question in questions()]
    return {name: given.get(name) or before.text(name) or fallback[name] for name in names}


def _built_in(found: Sequence[Standing]) -> list[Said]:
    return [Said(one.key.name, one.built_in) for one in found]


def _ask(ctx: typer.Context, proposed: Mapping[str, str]) -> list[Said]:
    """Ask for each setting until the answer can be one.

    Raises:
        StoppedError: the person wants no more.
    """
    from bimatrack.settings.beginning import questions

    session: Session = ctx.obj
    answers: list[Said] = []
    session.say(_("Enter keeps what stands in brackets, - leaves it blank; Ctrl-C stops, and nothing is written."))
    for number in range(len(proposed)):
        question = questions()[number]  # asked for anew, since the first answer chooses the language
        key = question.key.name
        answers.append(Said(key, _answer(ctx, key, question.words, proposed[key])))
        if key == "language":
            set_language(answers[-1].text or language())
    return answers


def _answer(ctx: typer.Context, key: str, words: str, proposed: str) -> str:
    from bimatrack.settings.keys import known_key

    session: Session = ctx.obj
    found = known_key(key)
    example = _("(such as {example})").format(example=found.example) if found and found.example != proposed else ""
    question = f"{words} {example}".rstrip()
    while True:
        typed = session.ask(f"{question} [{proposed}]:" if proposed else f"{question}:")
        if typed is None:
            raise StoppedError(_("Stopped; nothing was written."))
        try:
            return _checked(ctx, key, "" if typed == _BLANK else typed or proposed)
        except UsageError as error:
            session.tell(str(error))


def _checked(ctx: typer.Context, key: str, text: str) -> str:
    from bimatrack.settings.checking import checked, require_key

    return checked(require_key(key), typed_value(ctx, key, [text]))


def _write(
    session: Session,
    path: Path,
    before: Settings,
    answers: Sequence[Said],
    built_in: Sequence[Said],
    *,
    asking: bool,
    as_json: bool,
) -> None:
    """Write what is new of the *answers*, after showing it where somebody can be asked, and say what to do next.

    Raises:
        NothingToDoError: the person does not want it written.
    """
    from bimatrack import views
    from bimatrack.exporters import flat
    from bimatrack.settings.beginning import questions, worth_writing
    from bimatrack.settings.writing import set_settings

    new = worth_writing(answers, before.said, built_in)
    if new and asking:
        asked = {question.key.name: question.words for question in questions()}
        session.console.print(views.settings_pairs(new, asked))
        if not session.confirms(_("Write this into {path}?").format(path=path), otherwise=True):
            raise NothingToDoError(_("Nothing was written."))
    after = set_settings(path, new) if new else before
    if not asking or as_json:
        session.answer_unless_quiet(
            as_json=as_json,
            records=lambda: flat.said_records(new),
            rows=lambda: flat.said_rows(new),
            view=lambda: views.settings_pairs(new),
        )
    told = _("The settings are in {path}.") if new else _("The settings in {path} are as they were.")
    session.say(told.format(path=path))
    place = after.db or session.db
    if isinstance(place, Path) and not place.exists():
        session.say(_("Next: `bimatrack import rilis/` reads releases; `bimatrack --help` shows the rest."))
