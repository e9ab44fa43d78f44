"""Who sits at the terminal when a server wants something: asked for a password, and told of a risk, once a run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Asking = Callable[[str, str], str | None]


class Person:
    """Who runs a command: *ask* gets the password of a user at a host from them, *tell* tells them a sentence.

    Without either it is nobody, whose passwords stand where PostgreSQL's own programs look for them.
    """

    def __init__(self, ask: Asking | None = None, tell: Callable[[str], None] | None = None) -> None:
        self._ask = ask
        self._tell = tell
        self._given: dict[tuple[str, str], str | None] = {}
        self._opening: dict[object, str] = {}

    def known(self, place: object) -> str | None:
        """Return the password that opened *place* before."""
        return self._opening.get(place)

    def remember(self, place: object, password: str) -> None:
        """Keep the *password* that opened *place*, as long as the program runs."""
        self._opening[place] = password

    def password(self, user: str, host: str) -> str | None:
        """Return the password of *user* at *host*, asked for once; None where nobody gives one."""
        if (user, host) not in self._given and self._ask is not None:
            self._given[user, host] = self._ask(user, host) or None
        return self._given.get((user, host))

    def advise(self, sentence: str) -> None:
        """Tell them a *sentence*, and nothing more of this sort."""
        if self._tell is not None:
            self._tell(sentence)
            self._tell = None

    def leave(self) -> None:
        """Be asked and told nothing any more, since the screen belongs to something else; what was given holds on."""
        self._ask = self._tell = None


_present = [Person()]


def present() -> Person:
    """Return who sits there now."""
    return _present[-1]


@contextmanager
def attending(person: Person) -> Iterator[None]:
    """Let *person* sit there in the block."""
    _present.append(person)
    try:
        yield
    finally:
        _present.pop()
