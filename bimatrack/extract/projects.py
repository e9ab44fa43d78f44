"""Works that are expected to be finished: "gedung RSUD dan drainase … saya harap rampung sebelum 20 Desember"."""

from bimatrack.altering import replace
from bimatrack.extract.addressing import last_comma
from bimatrack.extract.ask import Ask
from bimatrack.extract.clauses import clause_start
from bimatrack.extract.grammar import is_mark, verb_at
from bimatrack.extract.listing import items_in
from bimatrack.extract.owners import owners_in
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Kind, Quote, Span
from bimatrack.rules.language import Frame, language

_EXAMPLES = (
    ("seperti", "halnya"),
    ("antara", "lain"),
    ("di", "antaranya"),
    ("diantaranya",),
    ("yakni",),
    ("yaitu",),
    ("meliputi",),
    ("seperti",),
)
EXAMPLE = "work named as an example"
_AIMS = frozenset(["menargetkan", "targetkan", "berharap", "mengharapkan", "harapkan", "optimis", "optimistis"])
_SOON = frozenset(["bisa", "dapat", "sudah", "segera", "akan", "harus", "tersebut", "itu", "ini", "mampu"])
_WORK = 2  # words of a work's name
_OFFICE = 4  # words of the office of one who expects
_REACH = 10  # words between the expectation and the word that says it will be finished


def projects_in(line: Sentence) -> tuple[Ask, ...]:
    """Return the works that the sentence expects to be finished, each by itself."""
    classes = language().classes
    if classes.finish.isdisjoint(line.words) or language().classes.expects.isdisjoint(line.words):
        return ()
    found: list[Ask] = []
    floor = 0
    for index, word in enumerate(line.words):
        if word not in classes.finish or index < floor:
            continue
        asks = _at(line, index, floor)
        found += asks
        if asks:
            floor = len(line.words) if any(a.rule == EXAMPLE for a in asks) else index + 1
    return tuple(found)


def _at(line: Sentence, finish: int, floor: int) -> tuple[Ask, ...]:
    expects = [i for i in range(max(floor, finish - _REACH), finish) if line.words[i] in language().classes.expects]
    if not expects or language().classes.sure.isdisjoint(line.words[max(0, floor - 30) : finish]):
        return ()
    first = _work_start(line, expects[0], floor)
    if first is None:
        first = _work_start(line, expects[-1], floor)
        expects = expects[-1:]
    if first is None:
        return _aimed(line, expects[0], finish)
    if (
        "sudah" in line.words[finish - 1 : finish]
        and "harus" not in line.words[finish - 3 : finish]
        and "ingin" not in line.words[finish - 3 : finish]
    ):
        return ()
    last = _work_end(line, first, expects[0])
    owners = _addressed(line, first)
    end = _clause_end(line, finish)
    scope = Span(line.spans[min(first, expects[0])][0], line.spans[end - 1][1])
    if line.words[first] == "seluruh":
        listed = _examples(line, finish + 1)
        whole = _ask(line, first, end, owners, Span(scope.start, line.spans[end - 1][1]))
        return (whole, *(replace(_ask(line, a, b, owners, s), rule=EXAMPLE) for a, b, s in listed))
    return tuple(_ask(line, a, b, owners, scope) for a, b in items_in(line, first, last))


def _aimed(line: Sentence, expects: int, finish: int) -> tuple[Ask, ...]:
    """Read the work that stands behind the expectation: "menargetkan pembangunan Pasar Baru selesai pada Maret"."""
    words, classes = line.words, language().classes
    first = expects + 1
    while first < finish and words[first] in ("agar", "supaya", "bahwa", "seluruh", "semua"):
        first += 1
    last = finish
    while last > first and (
        is_mark(words[last - 1]) or words[last - 1] in _SOON or words[last - 1] in classes.softener
    ):
        last -= 1
    if words[expects] not in _AIMS or last - first < _WORK or words[first] not in classes.work:
        return ()
    end = _clause_end(line, finish)
    return (_ask(line, first, last, (), Span(line.spans[expects][0], line.spans[end - 1][1])),)


def _work_start(line: Sentence, expects: int, floor: int) -> int | None:
    """Return where, before the expectation, the names of the works begin."""
    classes = language().classes
    start = expects
    while (
        start > floor
        and line.words[start - 1] not in ';"“”:?!'
        and line.words[start - 1] not in classes.turn
        and line.words[start - 1] not in ("bahwa", "agar", "supaya", "aga")
    ):
        start -= 1
    for index in range(start, expects):
        if line.words[index] in classes.work and not (
            index and line.words[index - 1] in ("kantor", "kepala", "di", "ke", "dinas")
        ):
            back = index
            while (
                back > start
                and not is_mark(line.words[back - 1])
                and line.words[back - 1] in (*classes.number, "sebanyak", "seluruh", "semua")
            ):
                back -= 1
            return back
        if verb_at(line, index) and index > start and language().form_at(line.words, index) is None:
            return None
    return None


def _work_end(line: Sentence, first: int, expects: int) -> int:
    last = expects
    for index in range(first + 1, expects):
        if line.words[index] == "," and index + 1 < expects and _asker(line, index + 1, expects):
            return index
    while last > first + 1 and (
        is_mark(line.words[last - 1])
        or line.words[last - 1] in ("juga", "sudah", "semuanya", "saya", "kami", "itu", "ini")
    ):
        last -= 1
    return last


def _asker(line: Sentence, index: int, expects: int) -> bool:
    """Whether the one who expects stands between a comma and the expectation."""
    words = line.words[index:expects]
    return (
        words[:1] in (("saya",), ("kami",), ("kita",))
        or (bool(owners_in(line, index, expects)) and len(words) <= _OFFICE)
        or words[:2] == ("yang", "kontraknya")
    )


def _clause_end(line: Sentence, finish: int) -> int:
    classes = language().classes
    index = finish + 1
    while (
        index < len(line.words)
        and line.words[index] not in ';"“”,'
        and line.words[index] not in classes.turn
        and line.words[index] not in classes.tail
    ):
        index += 1
    return index


def _examples(line: Sentence, start: int) -> list[tuple[int, int, Span]]:
    """Return the works named as examples, with the stretch in which a deadline of their own stands."""
    for index in range(start, min(start + 12, len(line.words))):
        for opener in _EXAMPLES:
            if line.words[index : index + len(opener)] == opener:
                return _listed(line, index + len(opener))
    return []


def _listed(line: Sentence, first: int) -> list[tuple[int, int, Span]]:
    last = first
    while (
        last < len(line.words)
        and line.words[last] not in '"“”;'
        and line.words[last : last + 2] != ("sekali", "lagi")
        and line.words[last] not in ("saya", "kami", "semuanya", "semua", "sehingga")
    ):
        last += 1
    scope = Span(line.spans[min(last, len(line.words) - 1)][0], line.span.end)
    return [(a, b, scope) for a, b in items_in(line, first, last)]


def _addressed(line: Sentence, first: int) -> tuple[Quote, ...]:
    """Return those to whom the sentence turns before it names the works."""
    for index in range(first):
        if line.words[index] in ("kepada", "pada") and (
            owners := owners_in(line, index + 1, last_comma(line, index + 1, first))
        ):
            return owners
    start = clause_start(line, first)
    if any(language().form_at(line.words, i) for i in range(start, first)):
        return ()
    return owners_in(line, start, first)


def _ask(line: Sentence, first: int, last: int, owners: tuple[Quote, ...], scope: Span) -> Ask:
    setting = Span(line.span.start, max(line.span.start, min(scope.start, line.spans[first][0])))
    return Ask(line.place(first, last), scope, owners, "expected work", Frame.HOPE, 0.9, Kind.PROJECT, setting=setting)
