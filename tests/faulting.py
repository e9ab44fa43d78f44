"""A disk that can fail: each thing the program does to files below a folder is a step that can be refused or cut off.

Besides it keeps the books of what would be left after a power cut: a file holds what was synced into it, a name stands
where its folder was synced since; of the later names the first so many may have come to the disk too, in their order.
"""

import builtins
import io
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeAlias

Left: TypeAlias = Mapping[str, bytes]  # what a disk holds: the bytes of each file by its path within the folder

WRITING = "open to write", "write", "middle of the write", "flush", "sync", "make folder"
PUTTING = "rename", "sync folder"
TAKING = "unlink", "chmod"
READING = "open to read", "list folder"
_open = io.open


def _content(path: str) -> bytes:
    """Read a file of the disk, past it."""
    with _open(path, "rb") as file:
        return bytes(file.read())


@dataclass(frozen=True)
class Step:
    """One thing done to the file *path*, before it is done."""

    number: int
    name: str
    path: str

    def __str__(self) -> str:
        return f"step {self.number}, {self.name} {self.path}"


@dataclass
class Disk:
    """The *folder* as a disk; *before* is called at each step, and may raise what the system would."""

    folder: Path
    before: Callable[[Step], None] = lambda _step: None
    steps: list[Step] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    safe: dict[str, int] = field(default_factory=dict)
    waiting: list[tuple[str, int | None]] = field(default_factory=list)
    synced: dict[int, bytes] = field(default_factory=dict)
    open: dict[int, str] = field(default_factory=dict)
    loose: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                number = len(self.synced)
                self.names[str(path)] = self.safe[str(path)] = number
                self.synced[number] = path.read_bytes()

    def left_by_a_kill(self) -> Left:
        """Return what is there: the system outlives the process."""
        return self.relative({name: _content(name) for name in self.names})

    def left_by_a_power_cut(self) -> Iterator[Left]:
        """Yield all that may be there after the power is cut now."""
        names = dict(self.safe)
        yield from self.contents(names)
        for name, number in self.waiting:
            names.pop(name, None) if number is None else names.update({name: number})
            yield from self.contents(names)

    def contents(self, names: Mapping[str, int]) -> Iterator[Left]:
        """Yield what the files may hold: what was synced, or a half of what was not."""
        names = {name: number for name, number in names.items() if not any(map(name.startswith, self.loose))}
        now = {number: _content(name) for name, number in self.names.items()}
        synced = {name: self.synced.get(number, b"") for name, number in names.items()}
        half = {
            name: synced[name]
            if now.get(number, synced[name]) == synced[name]
            else now[number][: len(now[number]) // 2]
            for name, number in names.items()
        }
        yield self.relative(synced)
        if half != synced:
            yield self.relative(half)

    def relative(self, contents: Left) -> Left:
        """Name files by their paths within the folder."""
        return {os.path.relpath(name, self.folder): content for name, content in sorted(contents.items())}

    # What the program does

    def step(self, name: str, path: str) -> None:
        """Note that something is about to be done, and let it be refused."""
        step = Step(len(self.steps) + 1, name, os.path.relpath(path, self.folder))
        self.steps.append(step)
        self.before(step)

    def mine(self, path: Any) -> str | None:
        """Return the real path of what lies below the folder, None for all else."""
        if isinstance(path, int):
            return self.open.get(path)
        name = os.path.abspath(os.fsdecode(path))
        return name if name.startswith(f"{self.folder}{os.sep}") or name == str(self.folder) else None

    def made(self, name: str) -> None:
        """Note that a file was opened, which makes it where there is none."""
        if name not in self.names:
            self.rename(name, max((*self.synced, *self.names.values()), default=0) + 1)

    def rename(self, name: str, number: int | None) -> None:
        """Note that a name now stands for a file, or for none."""
        if number is None:
            self.names.pop(name, None)
        else:
            self.names[name] = number
        self.waiting.append((name, number))

    def sync_folder(self, name: str) -> None:
        """Note that the names in a folder are safe."""
        self.loose = {folder for folder in self.loose if os.path.dirname(folder.rstrip(os.sep)) != name}
        kept = []
        for entry, number in self.waiting:
            if os.path.dirname(entry) != name:
                kept.append((entry, number))
            elif number is None:
                self.safe.pop(entry, None)
            else:
                self.safe[entry] = number
        self.waiting = kept

    @contextmanager
    def in_use(self) -> Iterator["Disk"]:
        """Let all that the block does to files below the folder go through this disk."""
        patched = [(os, name) for name in _Calls.OF_OS] + [(io, "open"), (builtins, "open")]
        real = {(module, name): getattr(module, name) for module, name in patched}
        calls = _Calls(self, {name: value for (_module, name), value in real.items()})
        for module, name in patched:
            setattr(module, name, getattr(calls, name if module is os else "open_file"))
        try:
            yield self
        finally:
            for (module, name), value in real.items():
                setattr(module, name, value)


class _Calls:
    """What stands in the place of the system's calls while a disk is in use."""

    OF_OS = (
        *("open", "close", "fsync", "replace", "rename", "link"),
        *("unlink", "remove", "mkdir", "chmod", "listdir", "scandir"),
    )

    def __init__(self, disk: Disk, real: Mapping[str, Any]) -> None:
        self.disk = disk
        self._real = dict(real)
        self._os_open = os.open

    def open(self, path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        name = self.disk.mine(path)
        if name is None:
            return self._os_open(path, flags, mode, **more)
        writes = flags & (os.O_WRONLY | os.O_RDWR)
        self.disk.step("open to write" if writes else "open to read", name)
        descriptor = self._os_open(path, flags, mode, **more)
        self.disk.open[descriptor] = name
        if flags & os.O_CREAT:
            self.disk.made(name)
        return descriptor

    def close(self, descriptor: int) -> None:
        self.disk.open.pop(descriptor, None)
        self._real["close"](descriptor)

    def open_file(self, file: Any, mode: str = "r", *more: Any, **others: Any) -> Any:
        name = self.disk.mine(file)
        writes = not set(mode).isdisjoint("wax+")
        if name is None:
            return _open(file, mode, *more, **others)
        if not isinstance(file, int):
            self.disk.step("open to write" if writes else "open to read", name)
        opened = _open(file, mode, *more, **others)
        if not writes:
            return opened
        self.disk.made(name)
        self.disk.open[opened.fileno()] = name
        return _File(opened, self.disk, name)

    def fsync(self, descriptor: int) -> None:
        name = self.disk.open.get(descriptor)
        if name is None:
            return self._real["fsync"](descriptor)
        if os.path.isdir(name):
            self.disk.step("sync folder", name)
            self.disk.sync_folder(name)
        else:
            self.disk.step("sync", name)
            self.disk.synced[self.disk.names[name]] = _content(name)
        return None  # The disk keeps its own books; the real one need not be waited for.

    def replace(self, source: Any, target: Any, **more: Any) -> None:
        here, there = self.disk.mine(source), self.disk.mine(target)
        if here is None or there is None:
            return self._real["replace"](source, target, **more)
        self.disk.step("rename", there)
        self._real["replace"](source, target, **more)
        self.disk.rename(there, self.disk.names[here])
        return self.disk.rename(here, None)

    rename = replace

    def link(self, source: Any, target: Any, **more: Any) -> None:
        here, there = self.disk.mine(source), self.disk.mine(target)
        if here is None or there is None:
            return self._real["link"](source, target, **more)
        self.disk.step("link", there)
        self._real["link"](source, target, **more)
        return self.disk.rename(there, self.disk.names[here])

    def unlink(self, path: Any, **more: Any) -> None:
        name = self.disk.mine(path)
        if name is None:
            return self._real["unlink"](path, **more)
        if not os.path.lexists(name):  # The system refuses that before it looks at the disk.
            return self._real["unlink"](path, **more)
        self.disk.step("unlink", name)
        self._real["unlink"](path, **more)
        return self.disk.rename(name, None)

    remove = unlink

    def __getattr__(self, name: str) -> Any:
        told = {"mkdir": "make folder", "chmod": "chmod", "listdir": "list folder", "scandir": "list folder"}[name]

        def call(path: Any = ".", *more: Any, **others: Any) -> Any:
            mine = self.disk.mine(path)
            if mine is None:
                return self._real[name](path, *more, **others)
            self.disk.step(told, mine)
            answer = self._real[name](path, *more, **others)
            if name == "mkdir":
                self.disk.loose.add(f"{mine}{os.sep}")
            return answer

        return call


class _File:
    """A file that is written in two halves, each of which is on its way when the step after it comes."""

    def __init__(self, file: Any, disk: Disk, name: str) -> None:
        self._file, self.disk, self._name = file, disk, name

    def write(self, data: Any) -> int:
        self.disk.step("write", self._name)
        half = len(data) // 2
        self._file.write(data[:half])
        self._file.flush()
        self.disk.step("middle of the write", self._name)
        self._file.write(data[half:])
        self._file.flush()
        return len(data)

    def flush(self) -> None:
        self.disk.step("flush", self._name)
        self._file.flush()

    def close(self) -> None:
        if not self._file.closed:
            self.disk.open.pop(self._file.fileno(), None)
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_what: object) -> None:
        self.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
