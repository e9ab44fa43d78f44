"""Keeps what was read out of releases; a release that came before changes nothing, a newer version of it is merged."""

from bimatrack.importing.arriving import import_all, import_release
from bimatrack.importing.values import Arrival, Importation, Imported, Refused

__all__ = ["Arrival", "Importation", "Imported", "Refused", "import_all", "import_release"]
