"""Who speaks where: indirect and direct speech, pronouns, and a speaker carried on to the next sentence."""

from bisect import bisect_right

from msgspec import Struct

from bimatrack.extract.clauses import clause_start
from bimatrack.extract.grammar import actor_at, is_mark, verb_at
from bimatrack.extract.layout import Shape
from bimatrack.extract.page import Form, Page, Piece
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Quote
from bimatrack.rules.language import Form as Wording
from bimatrack.rules.language import Frame, Role, language

_INITIALS = 2  # letters
_TITLE_ENDS = frozenset(["pada", "tentang", "nomor", "dalam", "tahun", "untuk", "di"])
_TITLED = frozenset({Role.LEADER, Role.OFFICIAL})
_SPEAKERS = frozenset({Role.LEADER, Role.OFFICIAL, Role.CITIZEN})


class Voice(Struct, frozen=True):
    """One who speaks; *citizen* tells that he asks of the government instead of for it."""

    quote: Quote
    citizen: bool


class Speakers(Struct, frozen=True):
    """Who speaks from each of the ascending places *starts* on."""

    starts: tuple[int, ...]
    voices: tuple[Voice | None, ...]

    def at(self, place: int) -> Voice | None:
        """Return who speaks at a place of the text."""
        index = bisect_right(self.starts, place) - 1
        return self.voices[index] if index >= 0 else None


class _Memory(Struct):
    """Who spoke last, and which office belongs to a name or a short title."""

    voice: Voice | None
    names: dict[str, Quote]
    offices: dict[str, Quote]


def hear(page: Page) -> Speakers:
    """Find out who speaks where in a release."""
    signer = _signer(page) if page.form in (Form.LETTER, Form.SPEECH) else None
    memory = _Memory(signer, {}, {})
    starts: list[int] = []
    voices: list[Voice | None] = []
    for piece in page.pieces:
        if piece.block.shape in (Shape.TITLE, Shape.HEADING):
            continue
        for start, voice in _piece(piece, memory):
            starts.append(start)
            voices.append(voice or signer)
    return Speakers(tuple(starts), tuple(voices))


def _signer(page: Page) -> Voice | None:
    """Return who signs a letter or holds a speech: the office in capitals at its end, else the one its title names."""
    blocks = [p for p in page.pieces if p.block.shape in (Shape.HEADING, Shape.TITLE) and p.lines]
    for piece in (*reversed(blocks[1:]), *blocks[:1]):
        line = piece.lines[0]
        shouted = page.text[line.span.start : line.span.end].isupper()
        for index in range(len(line.words)):
            if (shouted or piece is blocks[0]) and language().roles_at(line.words, index) & {
                Role.LEADER,
                Role.OFFICIAL,
            }:
                end = index + 1
                while end < len(line.words) and line.words[end].isalpha() and line.words[end] not in _TITLE_ENDS:
                    end += 1
                return Voice(line.quote(index, end), citizen=False)
    return None


def _piece(piece: Piece, memory: _Memory) -> list[tuple[int, Voice | None]]:
    found: list[tuple[int, Voice | None]] = []
    if memory.voice is not None and memory.voice.citizen:
        memory.voice = None
    told = [_told(line, memory) for line in piece.lines]
    for number, line in enumerate(piece.lines):
        voice = told[number]
        if (
            voice is None
            and line.quoted[0]
            and (region := next((s for s in piece.speech if s.start <= line.span.start < s.end), None))
        ):
            behind = [told[n] for n, other in enumerate(piece.lines) if n > number and other.span.start <= region.end]
            voice = next((v for v in behind if v is not None), None)
        memory.voice = voice or memory.voice
        found.append((line.span.start, memory.voice))
    return found


def _told(line: Sentence, memory: _Memory) -> Voice | None:
    """Return whom the sentence itself names as speaking."""
    _remember(line, memory)
    classes = language().classes
    voice: Voice | None = None
    asked = False
    direct = '"' in line.words or "“" in line.words or "”" in line.words or not line.quoted[0]
    for index in _places(line.words):
        if line.quoted[index] and direct:
            continue
        word = line.words[index]
        if word in classes.speech and index + 1 < len(line.words) and not word.endswith("nya"):
            voice = voice or _named(line, index + 1, memory, said=True)
            if voice and word == "keluh":
                voice = Voice(voice.quote, citizen=True)
        elif voice is None and not asked and (form := language().form_at(line.words, index)):
            if form.rule.name == "so that":
                continue
            asked = form.frame in (Frame.PASSIVE, Frame.MODAL, Frame.BAN)
            voice = _asker(line, index, form, memory)
    return voice


def _places(words: tuple[str, ...]) -> list[int]:
    """Return where among *words* something is said or asked; nowhere in most sentences."""
    starts, speech = language().starts, language().classes.speech
    if starts.isdisjoint(words) and speech.isdisjoint(words):
        return []
    return [index for index, word in enumerate(words) if word in starts or word in speech]


def _asker(line: Sentence, index: int, form: Wording, memory: _Memory) -> Voice | None:
    """Return who asks by the wording at *index*: its subject, or by whom somebody is asked ("diminta Bupati")."""
    if form.frame in (Frame.MODAL, Frame.BAN, Frame.DIRECT):
        return None
    if form.frame is not Frame.PASSIVE:
        return _before(line, index, memory)
    at = index + len(form.words)
    at += line.words[at : at + 1] == ("oleh",)
    return _named(line, at, memory) if at < len(line.words) and Role.LEADER in actor_at(line, at) else None


def _before(line: Sentence, index: int, memory: _Memory) -> Voice | None:
    """Return the actor who is the subject of the verb at *index*."""
    start = clause_start(line, index)
    dash = next((i + 1 for i in range(min(index, 24)) if line.words[i] in ("-", "–", "—")), 0)
    comma = next((i + 1 for i in range(index - 1, start, -1) if line.words[i] == ","), start)
    for begin in (comma, start, dash, 0):
        at = begin
        while at < index and (line.words[at] in language().classes.lead or is_mark(line.words[at])):
            at += 1
        if at < index and line.words[at] not in ("kepada", "bagi") and (voice := _named(line, at, memory)):
            return voice
    return None


def _named(line: Sentence, index: int, memory: _Memory, *, said: bool = False) -> Voice | None:
    """Return the speaker whose name or office begins at *index*."""
    roles = actor_at(line, index)
    if line.words[index] in ("seorang", "salah") and not roles & {Role.LEADER, Role.OFFICIAL, Role.OFFICE}:
        return Voice(line.quote(index, min(index + 2, len(line.words))), citizen=True)
    if roles & _SPEAKERS or (roles and line.capital[index]):
        end = _office_end(line, index)
        quote = memory.offices.get(" ".join(line.words[index:end]), line.quote(index, end))
        citizen = (Role.CITIZEN in roles and not roles & {Role.LEADER, Role.OFFICIAL}) or (
            Role.CITIZEN in roles and line.words[index] == "ketua"
        )
        return Voice(quote, citizen)
    if (
        line.capital[index]
        and line.words[index].isalpha()
        and (index or _apposed(line, index))
        and not verb_at(line, index)
    ):
        end = index + 1
        while end < len(line.words) and line.capital[end] and not is_mark(line.words[end]):
            end += 1
        if _apposed(line, index):
            return Voice(line.quote(index, end), citizen=True)
        known = next((memory.names[w] for w in line.words[index:end] if w in memory.names), None)
        if known or said:
            return Voice(known or line.quote(index, end), citizen=False)
    return None


def _apposed(line: Sentence, index: int) -> bool:
    """Whether a name is followed by who he is, and that is a citizen: "Umbu Tamu, petani dari …"."""
    end = index + 1
    while end < len(line.words) and (line.capital[end] or line.words[end] in "()" or line.words[end].isdigit()):
        end += 1
    return end + 1 < len(line.words) and line.words[end] == "," and Role.CITIZEN in actor_at(line, end + 1)


def _office_end(line: Sentence, index: int) -> int:
    """Return where the office ends: at a mark, a verb, or the name of the one who holds it."""
    end = index + 1
    while end < len(line.words):
        word = line.words[end]
        if (
            is_mark(word)
            or word in language().classes.name_ends
            or language().form_at(line.words, end)
            or (verb_at(line, end) and not line.capital[end])
        ):
            break
        if not line.capital[end] and word not in ("dan", "rt", "rw") and not word[0].isdigit():
            break
        if word in ("dan", "serta") and not (end + 1 < len(line.words) and line.capital[end + 1]):
            break
        if word in ("h", "hj", "drs", "dr", "ir", "kh", "tgh", "prof"):
            break
        end += 1
    return end


def _remember(line: Sentence, memory: _Memory) -> None:
    """Keep which office a name belongs to, and the fullest form of each short title."""
    behind = 0
    for index in [index for index, high in enumerate(line.capital) if high and not line.quoted[index]]:
        if index < behind or not actor_at(line, index) & _TITLED:
            continue
        behind = end = _office_end(line, index)
        office = line.quote(index, end)
        words = line.words[index:end]
        for cut in range(1, len(words)):
            memory.offices.setdefault(" ".join(words[:cut]), office)
        at = end + 1 if end < len(line.words) and line.words[end] == "," else end
        while (
            at < len(line.words)
            and at < end + 5
            and line.capital[at]
            and line.words[at].isalpha()
            and len(line.words[at]) > _INITIALS
            and not actor_at(line, at)
        ):
            memory.names.setdefault(line.words[at], office)
            at += 1
