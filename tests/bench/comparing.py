"""Runs what is measured, each thing in turn with what stands beside it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from acts import Act, Goal
from making import TASK, World, copy_of, environ, program, rc_environ
from measuring import Figure, Side, Taken, run
from msgspec import Struct


class Result(Struct, frozen=True):
    """What an act took: *ours*, and *theirs* of what stands *beside* it; *count* is the size, 0 for a start."""

    name: str
    count: int
    ours: Figure
    beside: str = ""
    theirs: Figure | None = None
    goal: Goal | None = None

    @property
    def ratios(self) -> tuple[float, float] | None:
        """Ours to theirs, by seconds of a core and by the clock; None where nothing stands beside."""
        if self.theirs is None:
            return None
        return self.ours.cpu / self.theirs.cpu, self.ours.wall / self.theirs.wall

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached by both accounts of time; None where there is none to be told."""
        if self.goal is None:
            return None
        if self.goal.seconds is not None:
            return max(self.ours.cpu, self.ours.wall) <= self.goal.seconds
        if self.ratios is None or self.goal.ratio is None:
            return None
        worse = max(self.ratios)
        return worse < self.goal.ratio if self.goal.below else worse <= self.goal.ratio


def compare_start(acts: Sequence[Act], folder: Path, rounds: int) -> Iterator[Result]:
    """Measure starts, with an empty place for a store."""
    nothing = World(0, folder / "nothing.json", None, 0)
    for act in acts:
        yield from _in_turn((act,), rounds, lambda: nothing, folder)


def compare_looks(acts: Sequence[Act], world: World, folder: Path, rounds: int) -> Iterator[Result]:
    """Measure what leaves *world* as it is."""
    for act in acts:
        yield from _in_turn((act,), rounds, lambda: world, folder)


def compare_changes(chains: Sequence[tuple[Act, ...]], world: World, folder: Path, rounds: int) -> Iterator[Result]:
    """Measure chains of changes, each time on a new copy of *world*, the making of which is not measured."""
    for chain in chains:
        yield from _in_turn(chain, rounds, lambda: copy_of(world, folder / "copy"), folder)


def _in_turn(chain: Sequence[Act], rounds: int, made: Callable[[], World], folder: Path) -> Iterator[Result]:
    """Run the acts of a *chain* so often, ours and theirs in turn, A B A B, after a round that warms up.

    With no *rounds* at all that one is kept, to see whether everything works.
    """
    ours: list[list[Taken]] = [[] for _act in chain]
    theirs: list[list[Taken]] = [[] for _act in chain]
    for _round in range(rounds + 1):
        world = made()
        for place, act in enumerate(chain):
            ours[place].append(run(_ours(act, world, folder)))
            if side := _theirs(act, world, folder):
                theirs[place].append(run(side))
    for act, mine, others in zip(chain, ours, theirs, strict=True):
        beside = Figure.of(others[1:] or others) if others else None
        yield Result(act.name, world.count, Figure.of(mine[1:] or mine), act.beside if beside else "", beside, act.goal)


def _ours(act: Act, world: World, folder: Path) -> Side:
    own = environ(folder) | {"BIMATRACK_DB": str(world.store)} | dict(act.environ)
    return Side((*program(), *act.ours), own, act.code, act.screen)


def _theirs(act: Act, world: World, folder: Path) -> Side | None:
    if not act.theirs:
        return None
    if act.theirs[0] != "task":
        return Side(act.theirs, environ(folder))
    if TASK is None or world.tasks is None:
        return None
    return Side(act.theirs, environ(folder) | rc_environ(world.tasks), screen=act.screen)
