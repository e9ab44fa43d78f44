"""The interactive board: directives and their source side by side, marked by keys. The only room that knows Textual.

`app` is the screen as a whole, `listing` and `detail` its two sides, `sieve` what of all is shown. What a key does to
directives stands in `acts`, what it has to ask for them in `forms`; `keys` is the one table of all keys.
"""

from bimatrack.board.app import Board, Look
from bimatrack.board.desk import Desk

__all__ = ["Board", "Desk", "Look"]
