"""What the user types: one file for each group of commands, bodies of a few lines."""

from bimatrack.cli.running import run_command

__all__ = ["run_command"]
