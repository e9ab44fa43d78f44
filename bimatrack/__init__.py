"""Reads directives out of Indonesian government releases, follows them up, prints the quarterly report.

For Python programs: see `bimatrack.interface`, whose functions can be imported from here.
"""

TYPE_CHECKING = False  # What type checkers take for true; the module typing would cost time at each start.
if TYPE_CHECKING:
    from bimatrack.errors import BimatrackError
    from bimatrack.history import Tracked
    from bimatrack.interface import (
        import_releases,
        mark_done,
        mark_progress,
        open_directives,
        open_store,
        quarter_report,
        read_release,
        read_releases,
        report_json,
    )
    from bimatrack.model import Extraction
    from bimatrack.registry import Registry
    from bimatrack.reporting import PeriodReport
    from bimatrack.store import Store

__version__ = "0.1.0"

__all__ = [
    "BimatrackError",
    "Extraction",
    "PeriodReport",
    "Registry",
    "Store",
    "Tracked",
    "import_releases",
    "mark_done",
    "mark_progress",
    "open_directives",
    "open_store",
    "quarter_report",
    "read_release",
    "read_releases",
    "report_json",
]

# Each name is loaded when it is first asked for: start-up is a feature.
_ROOMS = {
    "BimatrackError": "errors",
    "Extraction": "model",
    "PeriodReport": "reporting",
    "Registry": "registry",
    "Store": "store",
    "Tracked": "history",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_ROOMS.get(name, 'interface')}"), name)
